"""Rows of a table whose head says which column holds the day: each is an entry, named or not.

A row without a day of its own has that of the row above, which spans both.
"""

from parsers.days.dated import Dated
from parsers.days.timing import usable
from parsers.listings.card_finding import Card, Surroundings
from parsers.page.facts import Label, Pair

_DAYS = (Label.DATE, Label.START)


def row_entries(around: Surroundings, pairs: list[Pair], taken: set[int]) -> list[list[Card]]:
    """Return the rows of such tables; those with a block in `taken` are entries already."""
    columns = [pair for pair in pairs if pair.column]
    if not any(pair.label in _DAYS for pair in columns):
        return []
    rows: dict[int, int] = {}
    dated: set[int] = set()
    for pair in columns:
        row = around.document.blocks[pair.block].row
        rows.setdefault(row, pair.block)
        if pair.label in _DAYS:
            dated.add(row)
    cards: list[Card] = []
    day: Dated | None = None
    for row, block in rows.items():
        numbers = _blocks(around, block, row)
        own = next((item for item in around.dates(numbers) if usable(item.reading)), None)
        day = own if row in dated else day
        if day is None or taken.intersection(numbers):
            continue
        card = around.card(numbers)
        card.day = None if own is not None else day
        cards.append(card)
    return [cards] if cards else []


def _blocks(around: Surroundings, block: int, row: int) -> range:
    """The blocks of a row around one of them."""
    blocks = around.document.blocks
    first = last = block
    while first > 0 and blocks[first - 1].row == row:
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].row == row:
        last += 1
    return range(first, last + 1)
