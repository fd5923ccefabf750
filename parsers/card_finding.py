"""Where a page repeats itself: elements or lines beside each other that each hold a date.

Finds entries and groups those that look alike; whether they are events is judged elsewhere.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from parsers.card_names import name_block, titled
from parsers.dated import Dated
from parsers.dates import DateKind
from parsers.document import Document
from parsers.timing import usable

_ENTRY_GAP = re.compile(r"\s*(?:Uhr)?\s*[:|–-]\s*|\s{2,}|\s*\n\s*")
_MOST_BLOCKS = 40
"""A larger element is a section of the page, not an entry."""


@dataclass(slots=True)
class Card:
    """One entry: its blocks and the dates in them."""

    blocks: list[int]
    items: list[Dated]


def entries(document: Document, items: list[Dated]) -> list[list[Card]]:
    """Return the groups of alike entries that hold a date, in the order of the text."""
    if not document.is_html:
        return _line_groups(document, items)
    tree = _Tree(document, items)
    groups: dict[tuple[int, str], dict[int, Card]] = defaultdict(dict)
    for item in items:
        place = tree.card_of(item) if _has_day(item) else None
        if place is not None:
            parent, serial, shape = place
            card = Card(blocks=tree.members[serial], items=tree.dates[serial])
            groups[parent, shape].setdefault(serial, card)
    return [list(cards.values()) for cards in groups.values()]


class _Tree:
    """The page's elements by serial number: their blocks, their dates, who looks like whom."""

    def __init__(self, document: Document, items: list[Dated]) -> None:
        self._document = document
        self.members: dict[int, list[int]] = defaultdict(list)
        self.dates: dict[int, list[Dated]] = defaultdict(list)
        self._children: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for number, block in enumerate(document.blocks):
            for serial in block.path:
                self.members[serial].append(number)
        for item in items:
            block = document.blocks[item.block]
            for serial in block.path:
                self.dates[serial].append(item)
            if _has_day(item):
                self._enter(block.path, block.shapes)
        self._small = {serial: self._may_be_card(n) for serial, n in self.members.items()}
        self._alike: dict[tuple[int, str], int] = {}

    def _enter(self, path: tuple[int, ...], shapes: tuple[str, ...]) -> None:
        for depth in range(1, len(path)):
            self._children[path[depth - 1]][shapes[depth]].add(path[depth])

    def card_of(self, item: Dated) -> tuple[int, int, str] | None:
        """Parent, element and shape of the smallest repeated element that holds more than dates."""
        block = self._document.blocks[item.block]
        for depth in range(len(block.path) - 1, 0, -1):
            serial, parent, shape = block.path[depth], block.path[depth - 1], block.shapes[depth]
            if not self._small[serial]:
                return None
            if shape == "p" or shape.startswith("p."):
                continue  # paragraphs beside each other are prose
            alike = self._count(parent, shape)
            if alike < 2:
                continue
            named = name_block(self._document, self.members[serial], self.dates[serial])
            if named is not None and (alike > 2 or titled(named)):
                return parent, serial, shape
        return None

    def _count(self, parent: int, shape: str) -> int:
        """How many children of `parent` have that shape, hold a day and may be entries."""
        key = (parent, shape)
        if key not in self._alike:
            self._alike[key] = sum(self._small[s] for s in self._children[parent][shape])
        return self._alike[key]

    def _may_be_card(self, numbers: list[int]) -> bool:
        """Whether an element is small enough and does not hold the page's headline."""
        blocks = self._document.blocks
        return len(numbers) <= _MOST_BLOCKS and all(blocks[n].level != 1 for n in numbers)


def _line_groups(document: Document, items: list[Dated]) -> list[list[Card]]:
    """Entries of flat text: blocks that begin with a date and go on with a title."""
    heads = [item for item in items if usable(item.reading) and _leads(document, item)]
    starts = sorted({item.block for item in heads})
    if len(starts) < 2:
        return []
    cards = []
    for serial, number in enumerate(starts):
        until = starts[serial + 1] if serial + 1 < len(starts) else number + 3
        blocks = list(range(number, min(until, number + 6, len(document.blocks))))
        cards.append(Card(blocks=blocks, items=[item for item in items if item.block in blocks]))
    return [cards]


def _leads(document: Document, item: Dated) -> bool:
    block = document.blocks[item.block]
    if item.start - block.start > 3:
        return False
    rest = document.text[item.end : block.end]
    gap = _ENTRY_GAP.match(rest)
    return gap is not None and len(rest) - gap.end() > 8


def _has_day(item: Dated) -> bool:
    """Whether a date is a full day of an event or of a publication."""
    published = item.reading.kind is DateKind.PUBLISHED and bool(item.reading.exact)
    return published or usable(item.reading)
