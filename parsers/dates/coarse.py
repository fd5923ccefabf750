"""Months, parts of months, quarters, weeks and seasons: times that are no day.

A month without a year is read only where a word before it says that it is one.
"""

from calendar import monthrange
from dataclasses import replace

from model import Grain
from parsers.dates.atoms import CoarseAtom, MonthAtom, PendingAtom
from parsers.dates.chains import Node
from parsers.dates.drafts import Draft
from parsers.dates.result import Moment

_MONTH_MARKS = frozenset(
    {"in", "ab", "bis", "seit", "vom", "von", "zum", "anfang", "ende", "mitte"}
)
_PARTS = {"anfang": (1, 10), "mitte": (11, 20), "ende": (21, 31)}
_JOINED = frozenset({"-", "bis", "und", "/"})


def coarse_drafts(nodes: list[Node]) -> list[Draft]:
    """Return the drafts of the coarse dates among the nodes of a chain."""
    found: list[Draft] = []
    months: list[Node] = []
    for node in nodes:
        atom = node.atom
        if isinstance(atom, MonthAtom):
            if months and node.joint not in _JOINED:
                found.extend(_months(months))
                months = []
            months.append(node)
            continue
        if isinstance(atom, CoarseAtom):
            found.append(
                Draft(
                    (node.start, atom.end),
                    grain=atom.grain,
                    coarse=(atom.first, atom.last),
                    marks=node.marks,
                )
            )
        elif isinstance(atom, PendingAtom):
            found.append(
                Draft((atom.start, atom.end), grain=Grain.APPROX, warnings=["date_pending"])
            )
    found.extend(_months(months))
    return found


def _months(nodes: list[Node]) -> list[Draft]:
    """Read one month, or months joined to a range: "April bis Juni 2026"."""
    if not nodes:
        return []
    pairs = [(node, node.atom) for node in nodes if isinstance(node.atom, MonthAtom)]
    if all(atom.year is None and not node.marks & _MONTH_MARKS for node, atom in pairs):
        return []
    parted = any(node.marks & _PARTS.keys() for node, _ in pairs)
    if len(pairs) != 2 or parted:
        return [_month(node, atom) for node, atom in pairs]
    (first, opening), (last, closing) = pairs
    year = opening.year
    if year is None and closing.year is not None:
        year = closing.year - (opening.month > closing.month)
    draft = Draft((first.start, last.end), grain=Grain.MONTH, marks=first.marks)
    draft.coarse = (
        Moment(year=year, month=opening.month),
        Moment(year=closing.year or year, month=closing.month),
    )
    return [draft]


def _month(node: Node, atom: MonthAtom) -> Draft:
    moment = Moment(year=atom.year, month=atom.month)
    draft = Draft((node.start, node.end), grain=Grain.MONTH, marks=node.marks)
    draft.coarse = (moment, None)
    part = next((_PARTS[mark] for mark in _PARTS if mark in node.marks), None)
    if part is not None:
        last = min(part[1], monthrange(atom.year or 2024, atom.month)[1])
        draft.grain = Grain.APPROX
        draft.coarse = (replace(moment, day=part[0]), replace(moment, day=last))
    return draft


def with_year(coarse: tuple[Moment, Moment | None], year: int) -> tuple[Moment, Moment | None]:
    """Return coarse moments in a year; a range that ends before it starts goes over New Year."""
    first, last = coarse
    start = replace(first, year=year)
    if last is None:
        return start, None
    over = (last.month or 0) < (first.month or 0)
    day = last.day
    if day is not None and last.month is not None:
        day = min(day, monthrange(year + over, last.month)[1])
    return start, replace(last, year=year + over, day=day)
