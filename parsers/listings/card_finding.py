"""Where a page repeats itself: elements or lines beside each other that each hold a date.

Finds entries and groups those that look alike; whether they are events is judged elsewhere.
Looks only at what stands around dates: a page without any costs nothing.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from parsers.dates import DateKind
from parsers.days.dated import Dated
from parsers.days.timing import usable
from parsers.listings.card_names import name_block, titled
from parsers.naming.phrases import QUOTED
from parsers.naming.wording import VERB
from parsers.page.document import Block, Box, Document, Role

_ENTRY_GAP = re.compile(r"\s*(?:Uhr)?\s*[:|–-]\s*|\s{2,}|\s*\n\s*")
_SENTENCE = re.compile(
    r"\s*(?:[Aa]m|[Vv]om|[Aa]b|[Zz]um|[Ii]m|[Vv]on)\s[^\n]{1,600}[a-zäöüß)“\"][.!?]\s*$"
)
_OF_A_DAY = re.compile(
    r"\s(?:am|vom|ab|zum|bis|den|dem)\s(?:[A-Z][a-z]+,?\s(?:(?:den|dem)\s)?)?\d{1,2}\.\s?[\dA-Z]"
)
_ALSO_VERBS = re.compile(
    r"\s(?:beginnen|starten|tagen|treffen|ist|sind|hält|halten|folgt|folgen|öffnet|öffnen|feiern"
    r"|veranstalten|bieten|zeigen|informieren|organisieren|diskutieren|stellen|gibt)\s"
)
_APART = re.compile(r"[\n:|]")
_CLOSED = re.compile(r"[.!][“\"»)]?\s*$")
_MOST_TOLD = 600
_TITLE_GAP = re.compile(r"\s(?=[A-ZÄÖÜ„»\"])")
_LINE = 120
"""Characters of a line of flat text that can be an entry: "28.10. Kleine Bahnhöfe"."""
_MOST_BLOCKS = 40
"""A larger element is a section of the page, not an entry."""
Key = tuple[object, ...]


@dataclass(slots=True)
class Card:
    """One entry: its blocks and the dates in them; `day` stands above it where it has no own."""

    blocks: list[int]
    items: list[Dated]
    day: Dated | None = None


@dataclass(slots=True)
class Surroundings:
    """The dates of a page by block, and how far the elements around them reach."""

    document: Document
    items: dict[int, list[Dated]]
    headlines: frozenset[int] = frozenset()
    _reach: dict[int, range | None] = field(default_factory=dict)
    _names: dict[range, Block | None] = field(default_factory=dict)

    def reach(self, number: int, depth: int) -> range | None:
        """The blocks of the element at `depth` around a block; None where it is no entry.

        Then it is too large, or it holds the page's headline.
        """
        blocks = self.document.blocks
        element = boxes(blocks[number])[depth]
        if element.serial not in self._reach:
            self._reach[element.serial] = self._walked(blocks, number, depth, element)
        return self._reach[element.serial]

    def _walked(self, blocks: list[Block], number: int, depth: int, element: Box) -> range | None:
        first = last = number
        while first > 0 and within(blocks[first - 1], depth, element):
            first -= 1
            if last - first >= _MOST_BLOCKS:
                return None
        while last + 1 < len(blocks) and within(blocks[last + 1], depth, element):
            last += 1
            if last - first >= _MOST_BLOCKS:
                return None
        whole = range(first, last + 1)
        return None if any(n in self.headlines for n in whole) else whole

    def dates(self, numbers: range | list[int]) -> list[Dated]:
        """The dates in some blocks."""
        return [item for number in numbers for item in self.items.get(number, ())]

    def name(self, numbers: range) -> Block | None:
        """The block that names the entry which some blocks form."""
        if numbers not in self._names:
            named = name_block(self.document, list(numbers), self.dates(numbers))
            if named is not None and named.role is not Role.HEADING and _tells_day(named.text):
                named = None  # running text, an element a paragraph
            self._names[numbers] = named
        return self._names[numbers]

    def card(self, numbers: range | list[int]) -> Card:
        """The entry that some blocks form."""
        return Card(blocks=list(numbers), items=self.dates(numbers))


def boxes(block: Block) -> tuple[Box, ...]:
    """The elements around a block from the outside in."""
    return block.box.path if block.box is not None else ()


def within(block: Block, depth: int, element: Box) -> bool:
    """Whether a block stands in `element`, which is so deep in the tree."""
    path = boxes(block)
    return len(path) > depth and path[depth] is element


def surroundings(document: Document, items: list[Dated]) -> Surroundings:
    """Return the page's dates with what stands around them."""
    by_block: dict[int, list[Dated]] = defaultdict(list)
    for item in items:
        by_block[item.block].append(item)
    return Surroundings(document, by_block, _headlines(document))


def _headlines(document: Document) -> frozenset[int]:
    """The first-level headings of the page; alike ones with a text each are those of entries."""
    alike: dict[Key, list[int]] = defaultdict(list)
    for number, block in enumerate(document.blocks):
        if block.level == 1:
            alike[block.shapes[-2:]].append(number)
    return frozenset(
        number
        for numbers in alike.values()
        if len({document.blocks[number].text for number in numbers}) == 1
        for number in numbers
    )


def nested_entries(around: Surroundings, days: list[Dated]) -> list[list[Card]]:
    """Return the groups of alike elements that each hold a day and a name, in order."""
    blocks = around.document.blocks
    alike: dict[Key, set[int]] = defaultdict(set)
    for item in days:
        block = blocks[item.block]
        for depth, box in enumerate(boxes(block)):
            if depth and _may_repeat(block, item, box):
                for key in _keys(block, box):
                    alike[key].add(box.serial)
    groups: dict[Key, dict[int, Card]] = defaultdict(dict)
    family: dict[Key, Key] = {}
    for item in days:
        for cousins in (False, True):
            found = _entry(around, item, alike, cousins=cousins)
            if found is not None:
                keys, serial, numbers = found
                alone = len(alike[keys[0]]) < 2
                key = family.get(keys[-1], keys[-1]) if alone else keys[0]
                family.setdefault(keys[-1], key)
                groups[key].setdefault(serial, around.card(numbers))
                break
    return [list(cards.values()) for cards in groups.values() if len(cards) > 1]


def _keys(block: Block, box: Box) -> list[Key]:
    """What elements must share to look alike: their parent, or classes wherever they stand."""
    above = box.parent
    if above is None:
        return []
    keys: list[Key] = [(above.serial, box.shape)]
    if "." in box.shape and not box.shape.startswith("p."):
        keys.append((block.region, above.shape, box.shape))
    elif above.parent is not None and box.shape in ("li", "tr"):
        keys.append((above.parent.serial, above.shape, box.shape))
    return keys


def _may_repeat(block: Block, item: Dated, box: Box) -> bool:
    """Whether an element can be one of many: paragraphs are prose unless they lead with a date."""
    if box.shape != "p" and not box.shape.startswith("p."):
        return True
    return item.start - block.start <= 3 and not is_sentence(block.text)


def is_sentence(text: str) -> bool:
    """Return whether a line is told as a sentence: "Am 3. Mai beginnt die Tagung."

    Or "Die Tagung findet am 3. Mai in Jena statt."
    """
    return _SENTENCE.match(text) is not None or _tells_day(text)


def _tells_day(text: str) -> bool:
    """Whether a text says of something that it happens on a day, with the verb before the day."""
    if len(text) > _MOST_TOLD or _CLOSED.search(text[-4:]) is None:
        return False
    told = QUOTED.sub("„“", text)
    day = _OF_A_DAY.search(told)
    head = told[: day.start() + 1] if day is not None else ""
    if _APART.search(head):
        return False
    return (VERB.search(head) or _ALSO_VERBS.search(head)) is not None


def _entry(
    around: Surroundings, item: Dated, alike: dict[Key, set[int]], *, cousins: bool
) -> tuple[list[Key], int, range] | None:
    """Keys, element and blocks of the smallest repeated element that holds more than dates.

    `cousins` have other parents, as the entries of months that have an element each.
    """
    document = around.document
    block = document.blocks[item.block]
    path = boxes(block)
    for depth in range(len(path) - 1, 0, -1):
        numbers = around.reach(item.block, depth)
        if numbers is None:
            return None
        box = path[depth]
        keys = _keys(block, box) if _may_repeat(block, item, box) else []
        beside = len(alike[keys[0]]) if keys else 0
        item_like = box.shape.startswith(("li", "tr"))
        kin = len(alike[keys[-1]]) if len(keys) > 1 and (cousins or item_like) else 0
        if beside < 2 and kin < 2:
            continue
        named = around.name(numbers)
        several = beside > 2 or (item_like and (beside > 1 or kin > 2))
        if named is not None and (several or titled(named)):
            return keys, box.serial, numbers
    return None


def line_entries(document: Document, items: list[Dated]) -> list[list[Card]]:
    """Return the entries of flat text: blocks that begin with a date and go on with a title."""
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
    if gap is None and len(block.text) <= _LINE and not is_sentence(block.text):
        gap = _TITLE_GAP.match(rest)
    return gap is not None and len(rest) - gap.end() > 8


def has_day(item: Dated) -> bool:
    """Whether a date is a full day of an event or of a publication."""
    published = item.reading.kind is DateKind.PUBLISHED and bool(item.reading.exact)
    return published or usable(item.reading)
