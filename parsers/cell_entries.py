"""The events in the cells of a calendar: each entry of a cell has the cell's day."""

from itertools import zip_longest

from parsers.card_finding import Card, Surroundings, boxes
from parsers.card_names import titled
from parsers.dated import Dated
from parsers.document import Box

_MOST_BLOCKS = 30
"""Blocks of one cell that are looked at."""


def cell_entries(around: Surroundings, cells: list[Dated]) -> list[Card]:
    """Return the entries below the days of a calendar, each with its day."""
    cards: list[Card] = []
    days = {cell.block for cell in cells}
    for cell in cells:
        inside = _inside(around, cell, days)
        starts = _starts(around, inside)
        for start, stop in zip_longest(starts, starts[1:], fillvalue=inside.stop):
            card = around.card(range(start, stop))
            card.day = cell
            cards.append(card)
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
