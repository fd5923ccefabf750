"""Rows of a table whose head says which column holds the day: each is an entry, named or not."""

from collections import defaultdict

from parsers.card_finding import Card, Surroundings
from parsers.facts import Label, Pair

_DAYS = (Label.DATE, Label.START)


def row_entries(around: Surroundings, pairs: list[Pair], taken: set[int]) -> list[list[Card]]:
    """Return the rows with a day in such a column, by table; those in `taken` are entries."""
    blocks = around.document.blocks
    rows: dict[int, list[int]] = defaultdict(list)
    for pair in pairs:
        if pair.column and pair.label in _DAYS and around.items.get(pair.block):
            rows[blocks[pair.block].row].append(pair.block)
    cards = []
    for row, numbers in rows.items():
        first = last = numbers[0]
        while first > 0 and blocks[first - 1].row == row:
            first -= 1
        while last + 1 < len(blocks) and blocks[last + 1].row == row:
            last += 1
        if not taken.intersection(range(first, last + 1)):
            cards.append(around.card(range(first, last + 1)))
    return [cards] if cards else []
