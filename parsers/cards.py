"""Repeated entries of a listing, found by their structure alone: each gives one event.

An entry is the smallest repeated element that holds a date and something that can be a name; in
text without elements it is a line that begins with its date. Entries that look alike are judged
together: a list of press releases or comments gives no events.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from model import Evidence
from parsers.candidate import Candidate, Found, Layer
from parsers.dated import Dated
from parsers.dates import DateKind
from parsers.document import Block, Document, Role
from parsers.judge import event_address, publication_mark
from parsers.labels import Label, label_of
from parsers.names import clean_name
from parsers.prose import date_evidence
from parsers.timing import clock_only, usable, when_of, with_times
from parsers.vocabulary import (
    LISTING_HEADING,
    NEWS_SECTION,
    NOT_AN_EVENT,
    PROGRAMME_HEADING,
    speaks_of_event,
)

_MORE = re.compile(
    r"^(?:mehr|weiterlesen|weiter|details?|zur veranstaltung|mehr erfahren|(?:jetzt )?anmeld(?:en"
    r"|ung)"
    r"|mehr informationen|read more|hier|zu[rm]? [\w-]+|ical|ics|pdf|download|antworten|\W*)\W*$",
    re.IGNORECASE,
)
_NO_PAGE = re.compile(r"\.(?:ics|pdf|jpe?g|png)(?:$|\?)|[?&]ical=", re.IGNORECASE)
_KIND_WORDS = re.compile(
    r"^(?:termine?|veranstaltung(?:en)?|pressemitteilung|meldung|news|event|online|hybrid|präsenz"
    r"|neu"
    r"|ausgebucht|pressetermin|artikel|thema|abgesagt|verschoben|kostenfrei|kostenlos|mo|di|mi|do"
    r"|fr"
    r"|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|\d+ plätze\b.*"
    r"|(?:noch )?(?:freie )?plätze.*)[:!,.]?$",
    re.IGNORECASE,
)
_ENTRY_GAP = re.compile(r"\s*(?:Uhr)?\s*[:|–-]\s*|\s{2,}|\s*\n\s*")
_EVENT_LABELS = (Label.DATE, Label.TIME, Label.PLACE, Label.VENUE)
_ENOUGH = 1.5
"""From this weight on alike entries are taken as events."""
_MOST_BLOCKS = 40
"""A larger element is a section of the page, not an entry."""


@dataclass(slots=True)
class Card:
    """One entry: its blocks and the dates in them."""

    blocks: list[int]
    items: list[Dated]


@dataclass(slots=True)
class CardList:
    """Entries that look alike and stand under one element."""

    cards: list[Card]
    is_events: bool


def card_lists(document: Document, items: list[Dated], headline: str) -> list[CardList]:
    """Return the lists of repeated entries that hold dates, judged, in the order of the text."""
    groups = _element_groups(document, items) or _line_groups(document, items)
    return [
        CardList(cards=group, is_events=_weight(document, group, headline) >= _ENOUGH)
        for group in groups
    ]


def card_candidates(document: Document, lists: list[CardList]) -> list[Candidate]:
    """Return an event for each entry of the lists that hold events."""
    cards = (card for group in lists if group.is_events for card in group.cards)
    candidates = (_candidate(document, card) for card in cards)
    return [candidate for candidate in candidates if candidate is not None]


def closed_blocks(lists: list[CardList]) -> frozenset[int]:
    """Return the blocks whose bare dates are already spoken for: those of entries."""
    return frozenset(n for group in lists for card in group.cards for n in card.blocks)


def is_listing(document: Document, lists: list[CardList]) -> bool:
    """Return whether entries, of events or of news, make up at least half of the page."""
    entries = closed_blocks(lists)
    several = any(len(group.cards) > 1 for group in lists)
    return several and 2 * len(entries) >= sum(1 for _ in document.main())


def _element_groups(document: Document, items: list[Dated]) -> list[list[Card]]:
    dates = [item for item in items if document.blocks[item.block].path and _has_day(item)]
    by_element: dict[int, list[Dated]] = defaultdict(list)
    for item in items:
        for serial in document.blocks[item.block].path:
            by_element[serial].append(item)
    members: dict[int, list[int]] = defaultdict(list)
    for number, block in enumerate(document.blocks):
        for serial in block.path:
            members[serial].append(number)
    groups: dict[tuple[int, str], dict[int, Card]] = defaultdict(dict)
    for item in dates:
        place = _card_of(document, item, by_element, members)
        if place is not None:
            parent, serial, shape = place
            card = Card(blocks=members[serial], items=by_element[serial])
            groups[parent, shape].setdefault(serial, card)
    return [list(cards.values()) for cards in groups.values()]


def _line_groups(document: Document, items: list[Dated]) -> list[list[Card]]:
    """Entries of flat text: blocks that begin with a date and go on with a title."""
    heads = [item for item in items if usable(item.reading) and _leads(document, item)]
    starts = sorted({item.block for item in heads})
    if len(starts) < 2 or document.is_html:
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


def _weight(document: Document, group: list[Card], headline: str) -> float:
    """How much speaks for a list of events and not of news, comments or rules."""
    texts = [" ".join(document.blocks[n].text for n in card.blocks) for card in group]
    count = len(group)
    path = re.sub(r"^https?://[^/]+", "", document.url)
    above = _heading_above(document, group[0].blocks[0])
    marked = sum(_published(document, card) for card in group)
    programme = PROGRAMME_HEADING.match(above) is not None
    listed = event_address(document.url) or LISTING_HEADING.search(headline)
    weight = 2.0 if listed and not programme else 0.0
    weight += 1.0 if LISTING_HEADING.search(above) else 0.0
    weight += 2.0 * sum(map(speaks_of_event, texts)) / count
    weight += 0.75 * sum(_timed(card) for card in group) / count
    weight += 1.0 * sum(_labelled(document, card) for card in group) / count
    weight += 0.75 * sum(card.items[0].reading.end is not None for card in group) / count
    weight -= 3.0 * marked / count
    weight -= 2.0 * sum(NOT_AN_EVENT.search(text) is not None for text in texts) / count
    if NEWS_SECTION.search(path) and not event_address(document.url):
        weight -= 1.5
    return weight - (2.0 if programme else 0.0)


def _has_day(item: Dated) -> bool:
    """Whether a date is a full day of an event or of a publication."""
    published = item.reading.kind is DateKind.PUBLISHED and bool(item.reading.exact)
    return published or usable(item.reading)


def _timed(card: Card) -> bool:
    return any(not item.reading.all_day for item in card.items)


def _labelled(document: Document, card: Card) -> bool:
    """Whether an entry says "Wann:", "Ort:" or the like."""
    lines = (line for n in card.blocks for line in document.blocks[n].text.split("\n"))
    return any(label_of(line.partition(":")[0]) in _EVENT_LABELS for line in lines if ":" in line)


def _published(document: Document, card: Card) -> bool:
    """Whether an entry's date is marked as that of its publication."""
    marked = any(publication_mark(document, number) for number in card.blocks)
    return marked or any(item.reading.kind is DateKind.PUBLISHED for item in card.items)


def _heading_above(document: Document, number: int) -> str:
    for block in reversed(document.blocks[:number]):
        if block.role is Role.HEADING:
            return block.text
    return ""


def _card_of(
    document: Document,
    item: Dated,
    by_element: dict[int, list[Dated]],
    members: dict[int, list[int]],
) -> tuple[int, int, str] | None:
    """Parent, element and shape of the smallest repeated element that holds more than dates."""
    block = document.blocks[item.block]
    for depth in range(len(block.path) - 1, 0, -1):
        serial, parent = block.path[depth], block.path[depth - 1]
        shape = block.shapes[depth]
        if not _may_be_card(document, members[serial]):
            return None
        if shape.startswith("p.") or shape == "p":
            continue  # paragraphs beside each other are prose
        beside = {
            other.path[depth]
            for number in members[parent]
            if len((other := document.blocks[number]).path) > depth
            and other.shapes[depth] == shape
            and any(_has_day(found) for found in by_element.get(other.path[depth], ()))
        }
        alike = [s for s in beside if _may_be_card(document, members[s])]
        if len(alike) < 2:
            continue
        named = _name_block(document, members[serial], by_element[serial])
        if named is not None and (len(alike) > 2 or titled(named)):
            return parent, serial, shape
    return None


def _may_be_card(document: Document, numbers: list[int]) -> bool:
    """Whether an element is small enough for an entry and does not hold the page's headline."""
    return len(numbers) <= _MOST_BLOCKS and all(document.blocks[n].level != 1 for n in numbers)


def _name_block(document: Document, numbers: list[int], items: list[Dated]) -> Block | None:
    """The block of an entry that names it: a heading, a link, an event noun, else the first."""
    blocks = [document.blocks[number] for number in numbers]
    tests: tuple[Callable[[Block], bool], ...] = (
        titled,
        lambda block: speaks_of_event(block.text),
        lambda _: True,
    )
    for test in tests:
        for block in blocks:
            if test(block) and _may_name(block, items):
                return block
    return None


def titled(block: Block) -> bool:
    """Whether a block is set as a title: a heading, a link or an emphasised line."""
    if block.role is Role.HEADING or block.labelled >= len(block.text):
        return True
    linked = sum(len(link.text) for link in block.links if not _MORE.match(link.text))
    return linked >= 0.5 * len(block.text)


def _may_name(block: Block, items: list[Dated]) -> bool:
    name = _line_name(_without_dates(block, items))
    if not 4 <= len(name) <= 200 or _MORE.match(name) or _KIND_WORDS.match(name):
        return False
    if (
        len(name) > 60
        and re.search(r"[.!?]\s+[A-ZÄÖÜ]|\.$", name)
        and block.role is not Role.HEADING
    ):
        return False
    return sum(char.isalpha() for char in name) > 3 and label_of(name.split(":")[0]) is None


def _without_dates(block: Block, items: list[Dated]) -> str:
    """The text of a block without the dates at its edges."""
    text = block.text
    inside = [item for item in items if block.start <= item.start and item.end <= block.end]
    for item in sorted(inside, key=lambda item: -item.start):
        first, last = item.start - block.start, item.end - block.start
        if first <= 2 or last >= len(text.rstrip()) - 1:
            text = text[:first] + " " + text[last:]
    return text


def _line_name(raw: str) -> str:
    """The first line of `raw` that can be a name."""
    lines = [clean_name(line) for line in raw.split("\n")]
    return next((line for line in lines if len(line) > 5), clean_name(raw))


def _candidate(document: Document, card: Card) -> Candidate | None:
    item = next((item for item in card.items if usable(item.reading)), None)
    block = _name_block(document, card.blocks, card.items)
    when = when_of(item.reading) if item is not None else None
    if item is None or when is None or block is None:
        return None
    when = with_times(when, *clock_only(other.reading for other in card.items))
    name = _line_name(_titled_link(block) or _without_dates(block, card.items))
    at = block.text.find(name)
    quote, start = (name, block.start + at) if at >= 0 else (block.text, block.start)
    evidence = Evidence(
        quote=quote, start=start, end=start + len(quote), rule="card.name", confidence=0.9
    )
    return Candidate(
        layer=Layer.CARD,
        when=Found(value=when, evidence=date_evidence(item, "card.date", 0.93)),
        start=document.blocks[card.blocks[0]].start,
        end=document.blocks[card.blocks[-1]].end,
        name=Found(value=name, evidence=evidence),
        url=_detail_link(document, card, block),
        certainty=0.9,
        reasons=["an entry of a listing"],
    )


def _titled_link(block: Block) -> str:
    if block.role is Role.HEADING:
        return ""
    for link in block.links:
        if len(link.text) > 6 and not _MORE.match(link.text) and not re.match(r"\d", link.text):
            return link.text
    return ""


def _detail_link(document: Document, card: Card, name: Block) -> str:
    links = [*name.links, *(link for n in card.blocks for link in document.blocks[n].links)]
    for link in links:
        address = document.absolute(link.href)
        if address and not _NO_PAGE.search(address):
            return address
    return ""
