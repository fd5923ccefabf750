"""Entries without an element of their own: heading, lines, heading, lines beside each other.

Finds what begins each entry (a heading, a term, a line that is a date) and cuts there.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from parsers.days.dated import Dated
from parsers.listings.card_finding import Card, Surroundings, boxes, is_sentence, within
from parsers.listings.card_names import titled
from parsers.page.document import Block, Role

_MOST_BLOCKS = 15
"""A longer stretch below a heading is a chapter, not an entry."""
_LONGEST_FACT = 70
"""Characters of a line that states a date; a longer one is prose unless it begins with it."""


@dataclass(slots=True)
class _Child:
    """A child of the element that holds the entries: its shape and its blocks."""

    shape: str
    first: int
    last: int
    heading: bool


def flat_entries(around: Surroundings, days: list[Dated], taken: set[int]) -> list[list[Card]]:
    """Return the groups of entries of `days`, which no element of their own holds.

    The blocks in `taken` belong to other entries.
    """
    facts = [item for item in days if _states(around.document.blocks[item.block], item)]
    groups = []
    for depth, items in _parents(around, facts):
        group = _cut(around, depth, items)
        if len(group) > 1 and not any(taken.intersection(card.blocks) for card in group):
            groups.append(group)
    return groups


def _states(block: Block, item: Dated) -> bool:
    """Whether a block states its date as a fact, not in a sentence."""
    if block.column or block.region not in ("main", "aside"):
        return False
    if len(block.text) <= _LONGEST_FACT:
        return not is_sentence(block.text)
    return item.start - block.start <= 3 and not is_sentence(block.text)


def _parents(around: Surroundings, facts: list[Dated]) -> list[tuple[int, list[Dated]]]:
    """The innermost elements that hold several of the dates, as their depth and those dates."""
    blocks = around.document.blocks
    held: dict[int, set[int]] = defaultdict(set)
    for item in facts:
        for box in boxes(blocks[item.block]):
            held[box.serial].add(item.block)
    inside: dict[int, tuple[int, list[Dated]]] = {}
    for item in facts:
        path = boxes(blocks[item.block])
        for depth in range(len(path) - 1, -1, -1):
            if len(held[path[depth].serial]) > 1:
                inside.setdefault(path[depth].serial, (depth, []))[1].append(item)
                break
    return [entry for entry in inside.values() if len(entry[1]) > 1]


def _cut(around: Surroundings, depth: int, items: list[Dated]) -> list[Card]:
    """The entries among the children of one element, cut where one of a kind begins anew."""
    children = _children(around, depth, items)
    dated = {item.block for item in items}
    holds = [any(n in dated for n in range(c.first, c.last + 1)) for c in children]
    ways = [_of_shape(children, shape) for shape in _openers(children, holds)]
    dates = [n for n, held in enumerate(holds) if held]
    if len({children[n].shape for n in dates}) == 1:
        ways.append(dates)
    for starts in ways:
        cards = _between(around, children, starts)
        days = [card for card in cards if dated.intersection(card.blocks)]
        if len(days) > 1 and all(_is_entry(around, card, dated) for card in days):
            return days
    return []


def _of_shape(children: list[_Child], shape: str) -> list[int]:
    return [n for n, child in enumerate(children) if child.shape == shape]


def _children(around: Surroundings, depth: int, items: list[Dated]) -> list[_Child]:
    """The children of the element from the heading before the first date to the last entry."""
    blocks = around.document.blocks
    element = boxes(blocks[items[0].block])[depth]
    first = items[0].block
    while first > 0 and items[0].block - first < 4 and within(blocks[first - 1], depth, element):
        first -= 1
    last = items[-1].block
    while last + 1 < len(blocks) and last - items[-1].block < _MOST_BLOCKS:
        if not within(blocks[last + 1], depth, element):
            break
        last += 1
    children: list[_Child] = []
    serials: list[int] = []
    for number in range(first, last + 1):
        block = blocks[number]
        path = boxes(block)
        own = len(path) > depth + 1
        child = path[depth + 1].serial if own else -number
        if serials and serials[-1] == child:
            children[-1].last = number
            continue
        shape = path[depth + 1].shape if own else ""
        heading = own and block.role is Role.HEADING and len(path) == depth + 2
        serials.append(child)
        children.append(_Child(shape=shape, first=number, last=number, heading=heading))
    return children


def _openers(children: list[_Child], holds: list[bool]) -> list[str]:
    """The shapes that can begin an entry: first that of the dates, if they stand on top."""
    firsts = [n for n, held in enumerate(holds) if held]
    heads = dict.fromkeys(child.shape for child in children if child.heading or child.shape == "dt")
    dates = dict.fromkeys(children[n].shape for n in firsts)
    before = children[firsts[0] - 1] if firsts[0] else None
    if before is not None and before.shape in heads:
        return [*heads, *dates]
    return [*dates, *(shape for shape in heads if shape not in dates)]


def _between(around: Surroundings, children: list[_Child], starts: list[int]) -> list[Card]:
    """The stretches from each start to the next; the last is no longer than those before."""
    longest = max((b - a for a, b in pairwise(starts)), default=0)
    cards = []
    for serial, start in enumerate(starts):
        open_end = min(start + longest, len(children))
        until = starts[serial + 1] if serial + 1 < len(starts) else open_end
        stop = next((n for n in range(start + 1, until) if _closes(children, start, n)), until)
        last = min(children[stop - 1].last, children[start].first + _MOST_BLOCKS)
        cards.append(around.card(range(children[start].first, last + 1)))
    return cards


def _closes(children: list[_Child], start: int, number: int) -> bool:
    """Whether a heading above the rank of what began the entry ends it."""
    heading = children[number]
    if not heading.heading:
        return False
    opener = children[start]
    return not opener.heading or heading.shape[:2] < opener.shape[:2]


def _is_entry(around: Surroundings, card: Card, dated: set[int]) -> bool:
    """Whether a stretch has one line of dates and something set as a title."""
    if len(dated.intersection(card.blocks)) > 2 or len(card.blocks) > _MOST_BLOCKS:
        return False
    if not around.headlines.isdisjoint(card.blocks):
        return False
    named = around.name(range(card.blocks[0], card.blocks[-1] + 1))
    return named is not None and (titled(named) or len(named.text) <= _LONGEST_FACT * 2)
