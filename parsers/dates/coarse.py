"""Months, parts of months, quarters, weeks and seasons: times that are no day.

A month without a year is read only where a word before it says that it is one.
"""

from calendar import monthrange
from dataclasses import replace
from itertools import pairwise

from model import Grain
from parsers.dates.atoms import CoarseAtom, MonthAtom, PendingAtom
from parsers.dates.chains import Node
from parsers.dates.drafts import Draft
from parsers.dates.result import Moment

_Pair = tuple[Node, MonthAtom]
_MONTH_MARKS = frozenset(
    {"in", "ab", "bis", "seit", "spätestens", "vom", "von", "zum", "anfang", "ende", "mitte"}
)
_PARTS = {"anfang": (1, 10), "mitte": (11, 20), "ende": (21, 31)}
_RANGE = frozenset({"-", "bis"})
_JOINED = _RANGE | {"und", "/", ",", "oder"}
_UNTIL = frozenset({"bis", "spätestens"})


def coarse_drafts(nodes: list[Node]) -> list[Draft]:
    """Return the drafts of the coarse dates among the nodes of a chain."""
    found: list[Draft] = []
    months: list[Node] = []
    coarse: list[Node] = []
    for node in nodes:
        atom = node.atom
        if isinstance(atom, MonthAtom):
            if months and node.joint not in _JOINED:
                found.extend(_months(months))
                months = []
            months.append(node)
        elif isinstance(atom, CoarseAtom):
            coarse.append(node)
        elif isinstance(atom, PendingAtom):
            found.append(
                Draft((atom.start, atom.end), grain=Grain.APPROX, warnings=["date_pending"])
            )
    if coarse:
        found.extend(_coarse(coarse))
    if months:
        found.extend(_months(months))
    return found


def _coarse(nodes: list[Node]) -> list[Draft]:
    """Read quarters, weeks and seasons; two with a dash or "bis" are a range."""
    found: list[Draft] = []
    for node in nodes:
        atom = node.atom
        if not isinstance(atom, CoarseAtom):
            continue
        last = found[-1] if found else None
        if last is not None and last.grain is atom.grain and last.coarse and node.joint in _RANGE:
            last.coarse = (last.coarse[0], atom.last or atom.first)
            last.span = (last.span[0], atom.end)
            continue
        draft = Draft((node.start, atom.end), grain=atom.grain, marks=_marks(node))
        draft.coarse = (atom.first, atom.last)
        found.append(draft)
    return found


def _marks(node: Node) -> frozenset[str]:
    """Return the marks; "by the end of March" is "bis Ende März"."""
    return node.marks | {"bis"} if node.marks & _UNTIL else node.marks


def _months(nodes: list[Node]) -> list[Draft]:
    """Read one month, months joined to a range ("April bis Juni 2026"), or a list of months."""
    pairs = [(node, node.atom) for node in nodes if isinstance(node.atom, MonthAtom)]
    if all(atom.year is None and not node.marks & _MONTH_MARKS for node, atom in pairs):
        return []
    _share_years([atom for _, atom in pairs])
    found: list[Draft] = []
    while pairs:
        count = _run(pairs)
        found.append(_month_range(pairs[0], pairs[count - 1]) if count > 1 else _month(*pairs[0]))
        pairs = pairs[count:]
    return found


def _run(pairs: list[_Pair]) -> int:
    """Return how many of the next months make one range; commas alone are a list of months."""
    count = 1
    while count < len(pairs) and _is_range(pairs[count - 1], pairs[count]):
        count += 1
    return count if any(node.joint != "," for node, _ in pairs[1:count]) else 1


def _share_years(atoms: list[MonthAtom]) -> None:
    """Give a month without a year the year of the one it is joined to, over New Year too."""
    for left, right in reversed(list(pairwise(atoms))):
        if left.year is None and right.year is not None:
            left.year = right.year - (left.month > right.month)
    for left, right in pairwise(atoms):
        if right.year is None and left.year is not None:
            right.year = left.year + (left.month > right.month)


def _is_range(first: _Pair, last: _Pair) -> bool:
    """Return True for a dash or "bis", and for months that follow each other."""
    joint = last[0].joint
    follows = (last[1].month - first[1].month) % 12 == 1
    parted = bool((first[0].marks | last[0].marks) & _PARTS.keys())
    if joint in ("und", ","):
        return not parted and (follows or "von" in first[0].marks)
    return joint in _RANGE or (joint == "/" and (follows or parted))


def _month_range(first: _Pair, last: _Pair) -> Draft:
    draft = _month(*first)
    closing = _month(*last)
    draft.span = (draft.span[0], closing.span[1])
    if draft.coarse is not None and closing.coarse is not None:
        draft.coarse = (draft.coarse[0], closing.coarse[1] or closing.coarse[0])
    if closing.grain is Grain.APPROX:
        draft.grain = Grain.APPROX
    return draft


def _month(node: Node, atom: MonthAtom) -> Draft:
    """Read a month or a part of it; "Mitte bis Ende Mai" goes from part to part."""
    moment = Moment(year=atom.year, month=atom.month)
    parts = [days for mark, days in _PARTS.items() if mark in node.marks]
    marks = node.marks - {"bis"} if len(parts) > 1 else _marks(node)
    draft = Draft((node.start, node.end), grain=Grain.MONTH, marks=marks)
    draft.coarse = (moment, None)
    if parts:
        last = min(parts[-1][1], monthrange(atom.year or 2024, atom.month)[1])
        draft.grain = Grain.APPROX
        draft.coarse = (replace(moment, day=parts[0][0]), replace(moment, day=last))
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
