"""Repeated entries of a listing, found by their structure alone: each gives one event.

Entries that look alike are judged together: a list of press releases gives no events.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from parsers.card_finding import (
    Card,
    has_day,
    is_sentence,
    line_entries,
    nested_entries,
    surroundings,
)
from parsers.card_names import is_town, line_name, name_block, without_dates
from parsers.cell_entries import cell_entries, hourly_entries
from parsers.column_entries import row_entries
from parsers.dated import Dated
from parsers.dates import DateKind, Tense
from parsers.document import Block, Document, Role
from parsers.event_words import speaks_of_event
from parsers.facts import Label, Pair
from parsers.flat_entries import flat_entries
from parsers.headline import is_kicker
from parsers.judge import event_address, publication_mark
from parsers.label_words import label_of
from parsers.timing import usable
from parsers.vocabulary import (
    LISTING_HEADING,
    NEWS_HEADING,
    NEWS_SECTION,
    NOT_AN_EVENT,
    PROGRAMME_HEADING,
)

_EVENT_LABELS = (Label.DATE, Label.TIME, Label.PLACE, Label.VENUE)
_CALLED = re.compile(
    r"(?:Veranstaltung|Termin|Event|Seminar|Workshop|Tagung|Online-?Seminar|Webinar)\b(?!en|e)"
    r"(?=\s*$|\s*[|:,·\n]|\s+\d)",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\((?:[mwd]\s?/\s?){2}[mwdx]\)|\bStellenangebot|\bBewerbungsschluss", re.IGNORECASE
)
_LONG = 200
"""A longer block is prose."""
_NEAR = 200
"""Blocks above a list among which its heading is looked for."""
_LEADING = 25
"""Characters before a date that leads its block."""
_ENOUGH = 1.5
"""From this weight on alike entries are taken as events."""


@dataclass(slots=True)
class CardList:
    """Entries that look alike and stand under one element.

    `is_tour`: none has a name of its own but a town, so that the heading above names them all.
    `is_news`: they stand where the page tells what it has published.
    """

    cards: list[Card]
    is_events: bool
    is_tour: bool = False
    is_news: bool = False


def card_lists(
    document: Document, items: list[Dated], headline: str, today: date | None = None,
    pairs: list[Pair] | None = None,
) -> list[CardList]:  # fmt: skip
    """Return the lists of repeated entries that hold dates, judged, in the order of the text.

    `today` is the day of the visit or of the page's publication, where one is known; `pairs` are
    the page's labelled facts.
    """
    return [
        _judged(document, part, headline, today)
        for group in _entries(document, items, headline, pairs or [])
        for part in _parts(document, group)
    ]


def _judged(document: Document, group: list[Card], headline: str, today: date | None) -> CardList:
    tour = _is_tour(document, group)
    weight = _weight(document, group, headline, today) + (1.0 if tour else 0.0)
    news = weight < _ENOUGH and _among_news(document, group)
    return CardList(cards=group, is_events=weight >= _ENOUGH, is_tour=tour, is_news=news)


def _among_news(document: Document, group: list[Card]) -> bool:
    if any(_in_prose(document, card) or _in_sentence(document, card) for card in group):
        return False
    path = re.sub(r"^https?://[^/]+", "", document.url)
    section = NEWS_SECTION.search(path) is not None and not event_address(document.url)
    marked = 2 * sum(_published(document, card) for card in group) > len(group)
    named = NEWS_HEADING.match(_above(document, group)) is not None
    return section or marked or named or _latest_first(group)


def _is_tour(document: Document, group: list[Card]) -> bool:
    for card in group:
        block = name_block(document, card.blocks, card.items)
        if block is not None and not is_town(line_name(without_dates(block, card.items))):
            return False
    return True


def without_news(items: list[Dated], lists: list[CardList]) -> list[Dated]:
    """Return the dates that can be an event's in running text: not those of news or cells.

    What a piece of news invites to counts: it is told behind the day of the news.
    """
    news = [card for group in lists if group.is_news for card in group.cards]
    blocks = frozenset(n for card in news for n in card.blocks)
    invited = frozenset(
        item.start for card in news for item in card.items[1:] if item.reading.tense is Tense.COMING
    )
    return [
        item
        for item in items
        if not item.cell and (item.block not in blocks or item.start in invited)
    ]


def _parts(document: Document, group: list[Card]) -> list[list[Card]]:
    """The entries of a mixed list apart: those that call themselves events, and all others."""
    kinds = [_kicker(document, card) for card in group]
    called = [card for card, kicker in zip(group, kinds, strict=True) if kicker]
    others = [card for card, kicker in zip(group, kinds, strict=True) if not kicker]
    return [called, others] if called and others else [group]


def _kicker(document: Document, card: Card) -> bool:
    """Whether an entry begins or ends with the word for its kind: "Veranstaltung", "Termin"."""
    edges = (document.blocks[card.blocks[0]].text, document.blocks[card.blocks[-1]].text)
    return any(_CALLED.match(text) for text in edges)


def _entries(
    document: Document, items: list[Dated], headline: str, pairs: list[Pair]
) -> list[list[Card]]:
    if not document.is_html:
        return line_entries(document, items)
    days = [item for item in items if has_day(item)]
    if not days:
        return []
    around = surroundings(document, items)
    cells = [item for item in days if item.cell]
    days = [item for item in days if not item.cell]
    groups = [cell_entries(around, cells)] if cells else []
    taken = _taken(groups)
    rest = [item for item in days if item.block not in taken]
    groups += nested_entries(around, rest) if len(rest) > 1 else []
    groups += row_entries(around, pairs, _taken(groups))
    taken = _taken(groups)
    rest = [item for item in days if item.block not in taken]
    groups += flat_entries(around, rest, taken) if len(rest) > 1 else []
    groups = [
        (hourly_entries(around, group) if _lists_events(document, group, headline) else []) or group
        for group in groups
        if group
    ]
    return sorted(groups, key=lambda group: group[0].blocks[0])


def _lists_events(document: Document, group: list[Card], headline: str) -> bool:
    """Whether the page or the part of it is called a list of events: "Termine", "Kalender"."""
    first = next((block.text for block in document.blocks if block.level == 1), "")
    above = _above(document, group)
    if PROGRAMME_HEADING.match(above):
        return False
    named = any(LISTING_HEADING.search(title) for title in (headline, first, above))
    return named or any(is_kicker(title) for title in (headline, first) if title)


def _taken(groups: list[list[Card]]) -> set[int]:
    """The blocks that are part of an entry."""
    return {number for group in groups for card in group for number in card.blocks}


def closed_blocks(lists: list[CardList]) -> frozenset[int]:
    """Return the blocks whose bare dates are already spoken for: those of entries."""
    return frozenset(n for group in lists for card in group.cards for n in card.blocks)


def unlisted(pairs: list[Pair], lists: list[CardList]) -> list[Pair]:
    """Return the facts that stand on their own: those of entries are judged with their list.

    The columns of a table are those of its rows, which are entries.
    """
    closed = closed_blocks(lists)
    return [pair for pair in pairs if not pair.column and pair.block not in closed]


def is_listing(document: Document, lists: list[CardList]) -> bool:
    """Return whether entries, of events or of news, make up at least half of the page."""
    taken = closed_blocks(lists)
    several = any(len(group.cards) > 1 for group in lists)
    return several and 2 * len(taken) >= sum(1 for _ in document.main())


def _weight(
    document: Document, group: list[Card], headline: str, today: date | None = None
) -> float:
    """How much speaks for a list of events and not of news, comments or rules."""
    texts = [" ".join(document.blocks[n].text for n in card.blocks) for card in group]
    count = len(group)
    path = re.sub(r"^https?://[^/]+", "", document.url)
    above = _above(document, group)
    marked = sum(_published(document, card) for card in group)
    programme = PROGRAMME_HEADING.match(above) is not None
    listed = event_address(document.url) or LISTING_HEADING.search(headline)
    weight = 2.0 if listed and not programme else 0.0
    first = document.blocks[group[0].blocks[0]]
    if NEWS_HEADING.match(above) or (first.level and NEWS_HEADING.match(first.text)):
        weight = -2.0
    if group[0].day is not None:
        weight += 2.0 if group[0].day.cell else 1.0
    weight += 1.0 if LISTING_HEADING.search(above) else 0.0
    weight += 1.5 * sum(_kicker(document, card) for card in group) / count
    weight += 2.0 * sum(map(speaks_of_event, texts)) / count
    weight += 0.75 * sum(_timed(card) for card in group) / count
    weight += 1.0 * sum(_labelled(document, card) for card in group) / count
    weight += 0.75 * sum(_reaches(card) for card in group) / count
    told = sum(_in_prose(document, card) for card in group)
    if _latest_first(group):
        weight -= 1.0
    else:
        weight += 0.75 * sum(_coming(card, today) for card in group) / count
    weight -= 1.5 * told / count
    weight -= 1.5 * sum(_rows_of_hours(card) for card in group) / count
    weight -= 3.0 * marked / count
    weight -= 2.0 * sum(NOT_AN_EVENT.search(text) is not None for text in texts) / count
    weight -= 4.0 * sum(_JOB.search(text) is not None for text in texts) / count
    if NEWS_SECTION.search(path) and not event_address(document.url):
        weight -= 1.5
    return weight - (2.0 if programme else 0.0)


def _reaches(card: Card) -> bool:
    return bool(card.items) and card.items[0].reading.end is not None


def _coming(card: Card, today: date | None) -> bool:
    """Whether an entry's day is still to come, as no day of a publication is."""
    item = card.day or next((item for item in card.items if usable(item.reading)), None)
    day = item.reading.first.day_value if item is not None and item.reading.first else None
    return today is not None and day is not None and day > today


def _latest_first(group: list[Card]) -> bool:
    """Whether bare days stand in the order of news; a carousel begins anew at its end."""
    items = [next((item for item in card.items if usable(item.reading)), None) for card in group]
    bare = [item.reading for item in items if item and item.reading.all_day]
    days = [day for reading in bare if reading.first and (day := reading.first.day_value)]
    if len(days) < max(3, len(group)) or any(reading.end for reading in bare):
        return False
    falls = sum(a > b for a, b in pairwise(days))
    rises = sum(a < b for a, b in pairwise(days))
    return falls > 1 and 3 * rises <= falls


def _in_prose(document: Document, card: Card) -> bool:
    """Whether an entry's day stands within a sentence, not in a line of its own."""
    item = next((item for item in card.items if usable(item.reading)), None)
    if item is None:
        return False
    block = document.blocks[item.block]
    return len(block.text) > _LONG and item.start - block.start > _LEADING


def _in_sentence(document: Document, card: Card) -> bool:
    return any(is_sentence(document.blocks[i.block].text) for i in card.items if usable(i.reading))


def _rows_of_hours(card: Card) -> bool:
    """Whether clock times stand below an entry's day one after the other, as in a programme."""
    hours = {item.block for item in card.items if item.reading.first and not item.reading.exact}
    return len(hours) > 1 and card.day is None


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


def _above(document: Document, group: list[Card]) -> str:
    """The heading above a list; not that of a day above its entries."""
    card = group[0]
    block = heading_above(document, card.day.block if card.day else card.blocks[0])
    return block.text if block is not None else ""


def heading_above(document: Document, number: int) -> Block | None:
    """Return the nearest heading above a block, among the blocks near it."""
    for above in range(number - 1, max(-1, number - _NEAR), -1):
        if document.blocks[above].role is Role.HEADING:
            return document.blocks[above]
    return None
