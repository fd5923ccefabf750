"""Days that stand below their month: the cells of a calendar, the numbers under "Mai 2026".

A calendar is known by its day numbers in a row, as many as its month has days; a list by days that
rise below a heading of month and year.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from model import YearSource
from parsers.dates import DateContext, DateReading, read_dates
from parsers.days.tiles import MONTH, WEEKDAY, WHOLE_MONTH, Piece
from parsers.page.document import Block, Box, Document

_HEAD = re.compile(rf"\W*(?P<month>{MONTH})(?:\s+(?P<year>(?:19|20)\d\d))?\W*", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{MONTH})\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_LED = re.compile(
    rf"(?:{WEEKDAY}\s*)?(?P<day>\d{{1,2}})\.?(?:\s?[–-]\s?\d{{1,2}}\.)?(?=\s+\D|\s*$|\s*[|:–-]\s)",
    re.IGNORECASE,
)
_NAMES = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_FULL = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_NEAR = 25
"""Blocks above a calendar among which its month is looked for."""
_SHORT = 40


@dataclass(frozen=True, slots=True)
class _Month:
    year: int
    month: int

    def moved(self, by: int) -> "_Month":
        index = self.year * 12 + self.month - 1 + by
        return _Month(index // 12, index % 12 + 1)


def days_below_months(document: Document, kinds: list[str], context: DateContext) -> list[Piece]:
    """Return the days of calendars' filled cells, and those under headings of a month."""
    if kinds.count("day") >= WHOLE_MONTH:
        cells = list(_in_grids(document, kinds, context))
        if cells:
            return cells
    return list(_in_lists(document, kinds, context))


def _in_grids(document: Document, kinds: list[str], context: DateContext) -> Iterator[Piece]:
    numbers = [n for n, kind in enumerate(kinds) if kind == "day"]
    values = [int(document.blocks[n].text.strip(" .")) for n in numbers]
    for first, last in _whole_months(values):
        month = _month_of(document, numbers[first], numbers[last], last - first + 1)
        if month is None:
            continue
        start = first
        while start > 0 and start > first - 7 and values[start - 1] > 20:
            start -= 1
        end = min(last + 7, len(values) - 1)
        for at in range(start, end + 1):
            if at > last and values[at] != at - last:
                break
            where = month.moved(-1 if at < first else 1 if at > last else 0)
            if _filled(document, numbers, at):
                piece = _piece(document, numbers[at], (0, None), values[at], where, context)
                if piece is not None:
                    yield replace(piece, cell=True)


def _whole_months(values: list[int]) -> Iterator[tuple[int, int]]:
    """The stretches that count from 1 to the end of a month."""
    start: int | None = None
    for at, value in enumerate([*values, 1]):
        if value == 1:
            if start is not None and at - start >= WHOLE_MONTH:
                yield start, at - 1
            start = at
        elif start is not None and value != at - start + 1:
            if at - start >= WHOLE_MONTH:
                yield start, at - 1
            start = None


def _month_of(document: Document, first: int, last: int, days: int) -> _Month | None:
    """The month above a calendar, of as many days; its year may be that of its neighbours."""
    above = document.blocks[max(0, first - _NEAR) : first]
    around = [*above, *document.blocks[last + 1 : last + 6]]
    neighbours = [m for block in around for m in _stated(block)]
    for block in reversed(above):
        hit = _HEAD.fullmatch(block.text) if len(block.text) <= _SHORT else None
        hit = hit or (_MONTH_YEAR.search(block.text) if len(block.text) <= _SHORT else None)
        number = _number(hit["month"]) if hit else 0
        if hit is None or not number:
            continue
        if hit["year"]:
            months = [_Month(int(hit["year"]), number)]
        else:
            beside = [*(m.moved(1) for m in neighbours), *(m.moved(-1) for m in neighbours)]
            months = [m for m in beside if m.month == number]
        for month in months:
            if monthrange(month.year, month.month)[1] == days:
                return month
    return None


def _stated(block: Block) -> list[_Month]:
    hit = _MONTH_YEAR.search(block.text) if len(block.text) <= _SHORT else None
    number = _number(hit["month"]) if hit else 0
    return [_Month(int(hit["year"]), number)] if hit and number else []


def _number(month: str) -> int:
    head = month[:3].lower().replace("mrz", "mär").replace("mae", "mär")
    return _NAMES.index(head) + 1 if head in _NAMES else 0


def _filled(document: Document, numbers: list[int], at: int) -> bool:
    """Whether a cell holds more than its day: a block below the same element.

    No day behind the last one bounds its cell; what stands below the calendar is not in it.
    """
    number = numbers[at]
    is_last = at + 1 == len(numbers)
    if number + 1 >= (len(document.blocks) if is_last else numbers[at + 1]):
        return False
    box, after = document.blocks[number].box, document.blocks[number + 1].box
    if box is None or after is None:
        return False
    least = len(box.path) - 2
    if is_last and at:
        least = _shared(box, document.blocks[numbers[at - 1]].box) + 1
    return _shared(box, after) >= least


def _shared(box: Box, other: Box | None) -> int:
    """How many elements stand around both."""
    path = () if other is None else other.path
    return sum(1 for a, b in zip(box.path, path, strict=False) if a is b)


def _in_lists(document: Document, kinds: list[str], context: DateContext) -> Iterator[Piece]:
    month: _Month | None = None
    found: list[tuple[int, re.Match[str]]] = []
    for number, block in enumerate(document.blocks):
        if kinds[number] == "monthyear":
            yield from _rising(document, found, month, context)
            month, found = next(iter(_stated(block)), None), []
        elif month is not None:
            hit = _LED.match(block.text)
            if hit is not None and ("." in hit[0] or kinds[number] == "day"):
                found.append((number, hit))
    yield from _rising(document, found, month, context)


def _rising(
    document: Document, found: list[tuple[int, re.Match[str]]], month: _Month | None,
    context: DateContext,
) -> Iterator[Piece]:  # fmt: skip
    """The days below a month, where they rise; a numbered list counts from 1 without a gap.

    A number with the next one behind it is an empty day, as there are in calendars.
    """
    days = [int(hit["day"]) for _, hit in found]
    counted = days == list(range(1, len(days) + 1))
    if month is None or counted or days != sorted(days):
        return
    numbers = [number for number, _ in found]
    empty = {a for a, b in pairwise(numbers) if b == a + 1 and _bare(document, a)}
    if empty and _bare(document, numbers[-1]) and not _filled(document, numbers, len(numbers) - 1):
        empty.add(numbers[-1])
    for number, hit in found:
        if number in empty:
            continue
        piece = _piece(document, number, hit.span(), hit[0].strip(" |:–-"), month, context)
        if piece is not None:
            yield piece


def _bare(document: Document, number: int) -> bool:
    return len(document.blocks[number].text) <= len("31.")


def _piece(
    document: Document, number: int, span: tuple[int, int | None], days: int | str,
    month: _Month, context: DateContext,
) -> Piece | None:  # fmt: skip
    block = document.blocks[number]
    written = f"{days}." if isinstance(days, int) else days
    if not written.endswith("."):
        written += "."
    readings = read_dates(f"{written} {_FULL[month.month - 1]} {month.year}", context)
    if len(readings) != 1 or readings[0].first is None or not readings[0].exact:
        return None
    first, last = span[0], span[1] if span[1] is not None else len(block.text)
    quote = block.text[first:last].rstrip()
    reading: DateReading = replace(
        readings[0], quote=quote, span=(first, first + len(quote)), year_source=YearSource.HEADING
    )
    return Piece(reading, number, block.start + first, block.start + first + len(quote))
