"""Whether the entries of a list are events: judged for all that look alike, not for one alone."""

import re
from datetime import date
from itertools import pairwise

from parsers.dates import DateKind
from parsers.days.dated import Dated
from parsers.days.timing import usable
from parsers.event_words import speaks_of_event
from parsers.labels.label_words import label_of
from parsers.listings.card_finding import (
    Card,
    is_sentence,
)
from parsers.page.document import Block, Document, Role
from parsers.page.facts import Label
from parsers.prose.judge import publication_mark
from parsers.prose.signs import event_address
from parsers.vocabulary import (
    HISTORY_HEADING,
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
_SERIES = re.compile(
    r"\b(?:jeweils|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs|Termine|Programm(?:heft)?"
    r"|folgende[nrs]? (?:Tage|Abende|Orte|Stationen))\b"
)
_LINES_ABOVE = 3
"""Blocks above a list that may say what is listed."""
_JOB = re.compile(
    r"\((?:[mwd]\s?/\s?){2}[mwdx]\)|\bStellenangebot|\bBewerbungsschluss", re.IGNORECASE
)
_SHORT = 40
_LONG = 200
"""A longer block is prose."""
_NEAR = 200
"""Blocks above a list among which its heading is looked for."""
_AT_HEAD = 4
"""Characters before a date that states when an event is, as "Mo, " does."""
_LEADING = 25
"""Characters before a date that leads its block."""


def weight_of(
    document: Document, group: list[Card], headline: str, today: date | None = None
) -> float:
    """Return how much speaks for a list of events and not of news, comments or rules."""
    texts = [" ".join(document.blocks[n].text for n in card.blocks) for card in group]
    count = len(group)
    path = re.sub(r"^https?://[^/]+", "", document.url)
    above = title_above(document, group)
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
    if any(HISTORY_HEADING.fullmatch(title.strip()) for title in (headline, above) if title):
        weight -= 4.0
    weight += 1.5 * sum(calls_itself_event(document, card) for card in group) / count
    weight += 2.0 * sum(map(speaks_of_event, texts)) / count
    weight += 0.75 * sum(_timed(card) for card in group) / count
    weight += 1.0 * sum(_labelled(document, card) for card in group) / count
    weight += 0.75 * sum(_reaches(card) for card in group) / count
    announced = _announced(document, group)
    if announced:
        weight += 1.5 if count > 2 else 1.0
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
    if NEWS_SECTION.search(path) and not event_address(document.url) and not announced:
        weight -= 1.5
    return weight - (2.0 if programme else 0.0)


def _announced(document: Document, group: list[Card]) -> bool:
    """Whether the lines above a list tell of a series: "immer donnerstags um 15 Uhr"."""
    first = group[0].blocks[0]
    above = document.blocks[max(0, first - _LINES_ABOVE) : first]
    told = "\n".join(block.text for block in above)[-_LONG * 3 :]
    if _SERIES.search(told) and "Uhr" in told:
        return True
    return not document.is_html and (speaks_of_event(told) or _SERIES.search(told) is not None)


def calls_itself_event(document: Document, card: Card) -> bool:
    """Return whether an entry begins or ends with a word for its kind: "Veranstaltung"."""
    edges = (document.blocks[card.blocks[0]].text, document.blocks[card.blocks[-1]].text)
    return any(_CALLED.match(text) for text in edges)


def among_news(document: Document, group: list[Card]) -> bool:
    """Return whether entries stand where the page tells what it has published."""
    if any(_in_prose(document, card) or _in_sentence(document, card) for card in group):
        return False
    path = re.sub(r"^https?://[^/]+", "", document.url)
    section = NEWS_SECTION.search(path) is not None and not event_address(document.url)
    marked = 2 * sum(_published(document, card) for card in group) > len(group)
    named = NEWS_HEADING.match(title_above(document, group)) is not None
    return section or marked or named or _latest_first(group)


def title_above(document: Document, group: list[Card]) -> str:
    """Return the heading above a list; not that of a day above its entries."""
    card = group[0]
    block = heading_above(document, card.day.block if card.day else card.blocks[0])
    return block.text if block is not None else ""


def heading_above(document: Document, number: int) -> Block | None:
    """Return the nearest heading above a block, among the blocks near it."""
    for above in range(number - 1, max(-1, number - _NEAR), -1):
        if document.blocks[above].role is Role.HEADING or names_section(document.blocks[above]):
            return document.blocks[above]
    return None


def names_section(block: Block) -> bool:
    """Return whether a cell of a layout is but the title of the part below it: "Termine"."""
    if block.role is not Role.CELL or len(block.text) > _SHORT:
        return False
    return bool(NEWS_HEADING.match(block.text) or LISTING_HEADING.fullmatch(block.text))


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


def only_published(document: Document, card: Card) -> bool:
    """Return whether an entry has no day but that of its publication, which is marked as such."""
    days = [item for item in card.items if usable(item.reading)]
    told = [item for item in days if not publication_mark(document, item.block)]
    return not told and len(card.items) > 0 and _published(document, card)


def tells_publication(document: Document, group: list[Card]) -> bool:
    """Return whether each entry of a list says when it was published, whatever else it says."""
    return all(
        any(
            item.reading.kind is DateKind.PUBLISHED or publication_mark(document, item.block)
            for item in card.items
        )
        for card in group
    )


def _heads_line(document: Document, item: Dated) -> bool:
    block = document.blocks[item.block]
    return item.start - block.start <= _AT_HEAD and not is_sentence(block.text)


def _published(document: Document, card: Card) -> bool:
    """Whether an entry has the date of its publication, and no other date leads a line of it."""
    days = [item for item in card.items if usable(item.reading)]
    stated = [item for item in days if not publication_mark(document, item.block)]
    if len(card.items) > len(stated) and any(_heads_line(document, item) for item in stated):
        return False
    marked = any(publication_mark(document, number) for number in card.blocks)
    return marked or any(item.reading.kind is DateKind.PUBLISHED for item in card.items)
