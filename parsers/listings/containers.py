"""Where the lists stand that events were read from: the elements around their entries.

Reads no entries: says of what was read where it stood, so that it can be looked for later.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml.etree import _Element

from model import EventList
from parsers.listings.cards import CardList
from parsers.page.document import Box, Document
from parsers.page.selectors import selector_of

FEWEST = 2
"""Events beside each other that make a list."""
SAMPLE = 3
"""Names of entries that are kept."""
_PARTS_OF_TABLES = frozenset(("tbody", "thead", "tr"))


class _Entry(NamedTuple):
    """One event of a list: its offset, its name and the elements around each block of it."""

    start: int
    name: str
    paths: tuple[tuple[Box, ...], ...]


def event_lists(
    document: Document, told: Iterable[tuple[int, str]], lists: Sequence[CardList]
) -> tuple[EventList, ...]:
    """Return the lists that the events `told` (offset and name) were read from, in order.

    An event that stands in the page's data only, with the offset -1, is looked for by its name.
    """
    found = list(told)
    if document.root is None or len(found) < FEWEST:
        return ()
    listed: dict[str, dict[int, str]] = defaultdict(dict)
    for group in _groups(document, found, lists):
        for element, entries in _within(group, 0) if len(group) >= FEWEST else ():
            names = {entry.start: entry.name for entry in entries}
            listed[selector_of(element, document.root)].update(names)
    return tuple(
        EventList(
            selector=selector,
            entries=len(names),
            sample=tuple(names[start] for start in sorted(names))[:SAMPLE],
        )
        for selector, names in listed.items()
    )


def _groups(
    document: Document, told: list[tuple[int, str]], lists: Sequence[CardList]
) -> Iterable[list[_Entry]]:
    """The events by the list that they stand in; those outside of all by their like places."""
    blocks = document.blocks
    starts = [block.start for block in blocks]
    cards = {n: (group, card) for group in lists for card in group.cards for n in card.blocks}
    groups: dict[Hashable, dict[int, _Entry]] = defaultdict(dict)
    for offset, name in told:
        start = offset if offset >= 0 else document.text.find(name)
        number = bisect_right(starts, start) - 1
        if number < 0:
            continue
        group, card = cards.get(number, (None, None))
        around = [blocks[n].box for n in card.blocks] if card else [blocks[number].box]
        paths = tuple(box.path for box in around if box is not None)
        key = id(group) if group is not None else blocks[number].shapes
        if paths:
            groups[key][start] = _Entry(start, name, paths)
    return (list(entries.values()) for entries in groups.values())


def _within(entries: list[_Entry], depth: int) -> Iterator[tuple[_Element, list[_Entry]]]:
    """The innermost elements around the entries; several where each holds entries enough.

    So months with an element each are lists of their own, and so is what is over.
    """
    paths = [path for entry in entries for path in entry.paths]
    while all(len(path) > depth and path[depth] is paths[0][depth] for path in paths):
        depth += 1
    parts: dict[int, list[_Entry]] = defaultdict(list)
    for serial, entry in enumerate(entries):
        path = entry.paths[0]
        parts[path[depth].serial if len(path) > depth else -serial].append(entry)
    if len(parts) > 1 and all(len(part) >= FEWEST for part in parts.values()):
        for part in parts.values():
            yield from _within(part, depth)
        return
    element = paths[0][depth - 1].element if depth else None
    while element is not None and element.tag in _PARTS_OF_TABLES:
        element = element.getparent()
    if element is not None:
        yield element, entries
