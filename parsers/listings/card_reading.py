"""From the entries of a listing to events: name, day, times, the link to the event's own page."""

import re
from datetime import timedelta
from itertools import pairwise

from model import Evidence, When
from parsers.candidate import Candidate, Found, Layer
from parsers.days.dated import Dated
from parsers.days.timing import clock_only, closes, fuller, usable, when_of, with_end, with_times
from parsers.event_words import event_noun
from parsers.labels.labelled import labelled_day, labelled_title
from parsers.listings.card_finding import Card
from parsers.listings.card_judging import heading_above
from parsers.listings.card_names import line_name, name_block, titled_link, without_dates
from parsers.listings.cards import CardList
from parsers.naming.headline import headline_block, is_kicker
from parsers.page.document import Block, Document
from parsers.page.facts import Label, Pair
from parsers.places import read_place
from parsers.prose.candidates import date_evidence, previous_of
from parsers.vocabulary import FURTHER_DAYS

_NO_PAGE = re.compile(
    r"\.(?:ics|pdf|docx?|jpe?g|png)(?:$|\?)|[?&]ical=|ical[-_]?download|^(?:mailto|tel|javascript):|^#",
    re.IGNORECASE,
)
_REACHES = re.compile(r"(?:[–—-]|\bbis(?: zum)?)\s*$")
_NOT_THE_DAY = (Label.DEADLINE, Label.PUBLISHED, Label.PRICE)
_OF_HOUSES = frozenset(("am", "an", "der", "im", "zum", "zur", "alte", "altes", "alter"))
_WORDS_OF_HOUSE = 3
_MOST_BETWEEN = 60
"""Characters between two dates of a series: "29.01. Templin, 30.04. Schwedt"."""


def card_candidates(
    document: Document, lists: list[CardList], pairs: list[Pair]
) -> list[Candidate]:
    """Return the events of the entries of those lists that hold events."""
    candidates: list[Candidate] = []
    for group in lists:
        if group.is_events:
            title = _common_name(document, group) if group.is_tour else None
            told = [c for card in group.cards for c in _in_card(document, card, pairs, title)]
            candidates.extend(_whole(told, cells=group.cards[0].day is not None))
    return candidates


def _common_name(document: Document, group: CardList) -> Found[str] | None:
    """The heading that names all entries of a tour, else the page's headline."""
    above = heading_above(document, group.cards[0].blocks[0])
    if above is not None and (is_kicker(above.text) or FURTHER_DAYS.match(above.text)):
        number = headline_block(document)
        above = document.blocks[number] if number is not None else None
    if above is None or is_kicker(above.text):
        return None
    evidence = Evidence(
        quote=above.text, start=above.start, end=above.end, rule="card.heading", confidence=0.85
    )
    return Found(value=line_name(above.text), evidence=evidence)


def _in_card(
    document: Document, card: Card, pairs: list[Pair], title: Found[str] | None
) -> list[Candidate]:
    start = document.blocks[card.blocks[0]].start
    end = document.blocks[card.blocks[-1]].end
    facts = [pair for pair in pairs if start <= pair.start < end]
    items = [item for item in card.items if not _labelled_away(item, facts)]
    name = labelled_title(facts) or title or _name(document, card)
    if name is None:
        return []
    when, item = labelled_day(facts, items)
    days = [item for item in items if usable(item.reading)]
    if when is None and len(days) > 1 and _series(document, days):
        return _each(document, card, name, days, end)
    if when is None:
        item = days[0] if days else card.day
        when = _when(document, item, items) if item is not None else None
    if item is None or when is None:
        return []
    if when.all_day and card.day is None:
        when = with_times(when, *clock_only(other.reading for other in items))
    when = _on_cell(_fullest(when, days), card)
    return [_candidate(document, card, name, (when, item), (start, end))]


def _on_cell(when: When, card: Card) -> When:
    """The time reaching to the day of the calendar's cell that the entry stands in."""
    day = when_of(card.day.reading) if card.day is not None else None
    return with_end(when, day) if day is not None and day.first_day > when.first_day else when


def _labelled_away(item: Dated, facts: list[Pair]) -> bool:
    """Whether a label or a column says that a date is none of the event's own."""
    return any(p.label in _NOT_THE_DAY and p.start <= item.start < p.end for p in facts)


def _when(document: Document, item: Dated, items: list[Dated]) -> When | None:
    when = when_of(item.reading)
    if when is None:
        return None
    following = [other for other in items if other.start >= item.end and usable(other.reading)]
    if following and closes(document.text[item.end : following[0].start]):
        last = when_of(following[0].reading)
        when = with_end(when, last) if last is not None else when
    return with_times(when, *clock_only(other.reading for other in items))


def _fullest(when: When, items: list[Dated]) -> When:
    """The time with what another date of the entry says of the same day."""
    for item in items:
        told = when_of(item.reading) if usable(item.reading) else None
        when = fuller(when, told) if told is not None else when
    return when


def _series(document: Document, days: list[Dated]) -> bool:
    """Whether the dates are told one after the other, each with what belongs to it."""
    gaps = [document.text[a.end : b.start] for a, b in pairwise(days)]
    one_line = len({day.block for day in days}) == 1
    alike = all(day.reading.all_day and day.reading.end is None for day in days)
    near = all(len(gap) <= _MOST_BETWEEN and not _REACHES.search(gap) for gap in gaps)
    return one_line and alike and near


def _each(
    document: Document, card: Card, name: Found[str], days: list[Dated], end: int
) -> list[Candidate]:
    """One event for each date of a series; what follows a date up to the next belongs to it."""
    clock = clock_only(item.reading for item in card.items)
    ends = [*(day.start for day in days[1:]), min(end, document.blocks[days[-1].block].end)]
    candidates = []
    for day, stop in zip(days, ends, strict=True):
        when = when_of(day.reading)
        if when is not None:
            found = (with_times(when, *clock), day)
            candidates.append(_candidate(document, card, name, found, (day.start, stop)))
    return candidates


def _candidate(
    document: Document, card: Card, name: Found[str], when: tuple[When, Dated],
    span: tuple[int, int],
) -> Candidate:  # fmt: skip
    value, item = when
    return Candidate(
        layer=Layer.CARD,
        when=Found(value=value, evidence=date_evidence(item, "card.date", 0.93)),
        start=span[0],
        end=span[1],
        previous_start=previous_of(item),
        disputed="weekday_mismatch" in item.reading.warnings,
        name=name,
        url=_detail_link(document, card, name),
        certainty=0.9,
        recurrence=item.reading.recurrence,
        reasons=["an entry of a listing"],
    )


def _name(document: Document, card: Card) -> Found[str] | None:
    block = name_block(document, card.blocks, card.items)
    if block is None:
        return None
    name = _without_town(line_name(titled_link(block) or without_dates(block, card.items)))
    at = block.text.find(name)
    quote, start = (name, block.start + at) if at >= 0 else (block.text, block.start)
    evidence = Evidence(
        quote=quote, start=start, end=start + len(quote), rule="card.name", confidence=0.9
    )
    return Found(value=name, evidence=evidence)


def _without_town(name: str) -> str:
    """A name without the town that stands after it: "Kick-off LEADER, Meldorf".

    Nor with the house in that town: "Projektbörse, Stadthalle Meldorf".
    """
    head, comma, tail = name.rpartition(", ")
    if not comma or len(tail) > 40 or len(head) < 6 or not tail[:1].isupper():
        return name
    place = read_place(tail)
    if place is None or not place.address_locality:
        return name
    if not place.municipality_key:  # one of several towns of that name
        return head if place.address_locality == tail else name
    return name if place.name and not _house_in_town(tail, place.address_locality) else head


def _house_in_town(text: str, town: str) -> bool:
    """Whether a text is set as a house and its town: "Stadthalle Meldorf"."""
    house = text.removesuffix(town).strip()
    words = house.split()
    plain = all(word[:1].isupper() or word in _OF_HOUSES for word in words)
    return house != text and 0 < len(words) <= _WORDS_OF_HOUSE and plain and not event_noun(house)


def _detail_link(document: Document, card: Card, name: Found[str]) -> str:
    """The first link to a page, that of the name before those around it."""
    blocks: list[Block] = [document.blocks[number] for number in card.blocks]
    naming = [block for block in blocks if block.start <= name.evidence.start < block.end]
    for block in [*naming, *blocks]:
        for link in block.links:
            address = "" if _NO_PAGE.search(link.href) else document.absolute(link.href)
            if address:
                return address
    return ""


def _whole(candidates: list[Candidate], *, cells: bool) -> list[Candidate]:
    """The candidates with an event that is told on each of its days put together.

    It has one name, one page of its own, and days in a row; in the `cells` of a calendar it may
    have no page.
    """
    kept: list[Candidate] = []
    latest: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        key = (candidate.name.value if candidate.name is not None else "", candidate.url)
        before = latest.get(key) if cells or candidate.url else None
        if before is None or not _goes_on(before, candidate):
            kept.append(candidate)
            latest[key] = candidate
            continue
        a, b = before.when.value, candidate.when.value
        if isinstance(a, When) and isinstance(b, When) and b.last_day > a.last_day:
            last = b.start if b.end is None and isinstance(a.start, type(b.start)) else b.last_day
            longer = When(start=a.start, end=last, year_source=a.year_source)
            before.when = Found(value=longer, evidence=before.when.evidence)
        before.end = max(before.end, candidate.end)
    return kept


def _goes_on(before: Candidate, candidate: Candidate) -> bool:
    """Whether a candidate of the same name and page is the next day of the one before."""
    a, b = before.when.value, candidate.when.value
    if not isinstance(a, When) or not isinstance(b, When) or not b.all_day:
        return False
    told_again = a.first_day == b.first_day and b.end is not None
    return told_again or (b.end is None and b.first_day - a.last_day == timedelta(days=1))
