"""Events below one day: in the cell of a calendar, under the heading of a day."""

from collections.abc import Iterator
from itertools import zip_longest

from parsers.days.dated import Dated
from parsers.days.timing import usable
from parsers.listings.card_finding import Card, Surroundings, boxes
from parsers.listings.card_names import titled
from parsers.page.document import Box

_REST = 4
"""Characters of a line beside a day or an hour that still is one."""
_MOST_BLOCKS = 30
"""Blocks of one cell that are looked at."""


def hourly_entries(around: Surroundings, group: list[Card]) -> list[Card]:
    """Return the entries below the day of each card, where clock times stand below it.

    None where the cards of the group are entries themselves.
    """
    cards: list[Card] = []
    for card in group:
        day = next((item for item in card.items if usable(item.reading)), None)
        if day is None or not _stands_above(around, card, day):
            return []
        inside = range(day.block + 1, card.blocks[-1] + 1)
        starts = [n for n in inside if _begins_with_hour(around, n)] or _starts(around, inside)
        cards.extend(_below(around, day, starts, inside.stop))
    return cards if len(cards) > len(group) else []


def _stands_above(around: Surroundings, card: Card, day: Dated) -> bool:
    """Whether an entry begins with a line that is a day, and has nothing but hours below it."""
    block = around.document.blocks[day.block]
    others = [item for item in card.items if item is not day and usable(item.reading)]
    first = day.block == card.blocks[0] and day.reading.all_day and not others
    return first and len(block.text) - (day.end - day.start) <= _REST


def _begins_with_hour(around: Surroundings, number: int) -> bool:
    start = around.document.blocks[number].start
    items = around.items.get(number, ())
    return any(item.start - start <= _REST and _is_hour(item) for item in items)


def _is_hour(item: Dated) -> bool:
    moment = item.reading.first
    return moment is not None and moment.hour is not None and moment.day is None


def _below(around: Surroundings, day: Dated, starts: list[int], stop: int) -> Iterator[Card]:
    for start, until in zip_longest(starts, starts[1:], fillvalue=stop):
        card = around.card(range(start, until))
        card.day = day
        yield card


def cell_entries(around: Surroundings, cells: list[Dated]) -> list[Card]:
    """Return the entries below the days of a calendar, each with its day."""
    cards: list[Card] = []
    days = {cell.block for cell in cells}
    for cell in cells:
        inside = _inside(around, cell, days)
        cards.extend(_below(around, cell, _starts(around, inside), inside.stop))
    return cards


def _inside(around: Surroundings, cell: Dated, days: set[int]) -> range:
    """The blocks after a cell's day number that belong to the same cell."""
    blocks = around.document.blocks
    first = cell.block + 1
    path = boxes(blocks[cell.block])
    shared = _shared(path, boxes(blocks[first])) if first < len(blocks) else 0
    last = first
    while last < len(blocks) and last - first < _MOST_BLOCKS and last not in days:
        if _shared(path, boxes(blocks[last])) < shared:
            break
        last += 1
    return range(first, last)


def _shared(path: tuple[Box, ...], other: tuple[Box, ...]) -> int:
    return sum(1 for a, b in zip(path, other, strict=False) if a is b)


def _starts(around: Surroundings, inside: range) -> list[int]:
    """Where the entries of a cell begin: at a title, or at the clock time before each of them."""
    blocks = around.document.blocks
    titles = [n for n in inside if blocks[n].links and titled(blocks[n])]
    titles = titles or [n for n in inside if titled(blocks[n])] or list(inside)[:1]
    if not titles:
        return []
    clock_first = titles[0] > inside.start and bool(around.items.get(titles[0] - 1))
    return [n - 1 if clock_first and n - 1 in inside else n for n in titles]
