"""Repeated entries of a listing, found by their structure alone: each gives one event.

Entries that look alike are judged together: a list of press releases gives no events.
"""

import re
from dataclasses import dataclass

from model import Evidence
from parsers.candidate import Candidate, Found, Layer
from parsers.card_finding import Card, entries
from parsers.card_names import line_name, name_block, titled_link, without_dates
from parsers.dated import Dated
from parsers.dates import DateKind
from parsers.document import Block, Document, Role
from parsers.facts import Label
from parsers.judge import event_address, publication_mark
from parsers.labels import label_of
from parsers.prose import date_evidence, previous_of
from parsers.timing import clock_only, usable, when_of, with_times
from parsers.vocabulary import (
    LISTING_HEADING,
    NEWS_SECTION,
    NOT_AN_EVENT,
    PROGRAMME_HEADING,
    speaks_of_event,
)

_NO_PAGE = re.compile(r"\.(?:ics|pdf|jpe?g|png)(?:$|\?)|[?&]ical=", re.IGNORECASE)
_EVENT_LABELS = (Label.DATE, Label.TIME, Label.PLACE, Label.VENUE)
_ENOUGH = 1.5
"""From this weight on alike entries are taken as events."""


@dataclass(slots=True)
class CardList:
    """Entries that look alike and stand under one element."""

    cards: list[Card]
    is_events: bool


def card_lists(document: Document, items: list[Dated], headline: str) -> list[CardList]:
    """Return the lists of repeated entries that hold dates, judged, in the order of the text."""
    groups = entries(document, items)
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
    taken = closed_blocks(lists)
    several = any(len(group.cards) > 1 for group in lists)
    return several and 2 * len(taken) >= sum(1 for _ in document.main())


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


def _candidate(document: Document, card: Card) -> Candidate | None:
    item = next((item for item in card.items if usable(item.reading)), None)
    block = name_block(document, card.blocks, card.items)
    when = when_of(item.reading) if item is not None else None
    if item is None or when is None or block is None:
        return None
    when = with_times(when, *clock_only(other.reading for other in card.items))
    name = line_name(titled_link(block) or without_dates(block, card.items))
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
        previous_start=previous_of(item),
        disputed="weekday_mismatch" in item.reading.warnings,
        name=Found(value=name, evidence=evidence),
        url=_detail_link(document, card, block),
        certainty=0.9,
        reasons=["an entry of a listing"],
    )


def _detail_link(document: Document, card: Card, name: Block) -> str:
    links = [*name.links, *(link for n in card.blocks for link in document.blocks[n].links)]
    for link in links:
        address = document.absolute(link.href)
        if address and not _NO_PAGE.search(address):
            return address
    return ""
