"""Items of the queue as the list shows them: what to see at a glance to judge, or to look closer.

Takes records, returns plain text and addresses; knows neither the store nor the request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten

from model import CoarseWhen, Event, When, german
from review import telling, words
from review.setup import SourceCard
from review.view import Listing
from store import QueueItem, Why

_LONGEST_QUOTE = 140
"""Characters: about a line and a half."""
_SOON = 7
"""Days."""
_SAID_ELSEWHERE = frozenset({Why.NEW, Why.SAMPLED})
"""Reasons that say nothing where there are others, or that have a mark of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item of the list. `share` is the chance that all is right, `place` from 1 on this page.

    `days` and `hours` say when it is, `off` how far off. `state` says why a
    found event is not in the queue ("vorbei", "geprüft"), "" where it is. `quote` is what
    the day was read from, "" where it stands in the data of the page. `before` is what was
    approved where it is otherwise now. `other` is who else is looking at it.
    """

    item: QueueItem
    place: int
    url: str
    approve_url: str
    days: str
    hours: str
    off: str
    is_soon: bool
    where: str
    sources: str
    quote: str
    before: tuple[str, ...]
    reasons: tuple[Why, ...]
    share: float
    may_bulk: bool
    other: str
    state: str

    @property
    def event(self) -> Event:
        """The event as it would be approved."""
        return self.item.event

    @property
    def tick(self) -> str:
        """What the form of the bulk says of it: the version that was shown, and the UID."""
        return f"{self.item.version} {self.item.uid}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A select of the filter: its name in the address, its label, and what can be chosen."""

    name: str
    label: str
    none: str
    chosen: str
    options: tuple[tuple[str, str], ...]


def rows_of(
    items: Sequence[QueueItem],
    listing: Listing,
    today: date,
    *,
    me: str,
    sources: Mapping[str, SourceCard],
    least: float,
) -> tuple[Row, ...]:
    """The rows of a page of the list. `least` is the share from which a bulk takes them."""
    return tuple(
        _row(item, place, listing, today, me=me, sources=sources, least=least)
        for place, item in enumerate(items, start=1)
    )


def _row(
    item: QueueItem,
    place: int,
    listing: Listing,
    today: date,
    *,
    me: str,
    sources: Mapping[str, SourceCard],
    least: float,
) -> Row:
    event = item.event
    days, hours = _when(event.when)
    other = "" if item.claimed_by == me else item.claimed_by
    share = 1.0 - item.doubt
    return Row(
        item=item,
        place=place,
        url=listing.event_url(item.uid),
        approve_url=listing.event_url(item.uid, "freigeben", row=place),
        days=days,
        hours=hours,
        off=_off(event.when, today),
        is_soon=_is_soon(event.when, today),
        where=telling.short_place_of(event),
        sources=", ".join(source_name(source_id, sources) for source_id in item.source_ids),
        quote=_quote(event),
        before=_before(item.told, event) if item.told else (),
        reasons=_reasons(item),
        share=share,
        may_bulk=share >= least and bool(item.tabs) and not item.sampled and not other,
        state=_state(item, today),
        other=other,
    )


def _when(when: When | CoarseWhen | None) -> tuple[str, str]:
    """The days, and below them weekday and clock times."""
    if when is None:
        return "Kein Tag genannt", ""
    if isinstance(when, CoarseWhen):
        return german.when_words(when), ""
    weekdays = german.weekday(when.first_day)[:2]
    if when.first_day != when.last_day:
        weekdays += f"–{german.weekday(when.last_day)[:2]}"
    clock = german.hours(when)
    if clock and when.first_day != when.last_day and isinstance(when.start, datetime):
        clock = f"ab {german.clock(when.start)}"
    return german.days(when.first_day, when.last_day), f"{weekdays}, {clock}" if clock else weekdays


def _off(when: When | CoarseWhen | None, today: date) -> str:
    if when is None or isinstance(when, CoarseWhen):
        return ""
    if when.first_day < today <= when.last_day:
        return "läuft gerade"
    return telling.distance(when.first_day, today)


def _is_soon(when: When | CoarseWhen | None, today: date) -> bool:
    return isinstance(when, When) and 0 <= (when.last_day - today).days <= _SOON


def _quote(event: Event) -> str:
    evidence = event.evidence.get("startDate")
    if evidence is None or (evidence.start, evidence.end) == (0, 0):
        return ""
    return shorten(evidence.quote, _LONGEST_QUOTE, placeholder=" …")


def _before(told: Event, event: Event) -> tuple[str, ...]:
    """What readers plan by and `told`, as it was approved, says otherwise than `event`."""
    said = (
        (telling.when_of(told), telling.when_of(event)),
        (telling.short_place_of(told) or "Ort unbekannt", telling.short_place_of(event)),
        (telling.quoted(told.name), telling.quoted(event.name)),
        (words.STATUSES[told.status], words.STATUSES[event.status]),
    )
    return tuple(before for before, now in said if before != (now or "Ort unbekannt"))


def _state(item: QueueItem, today: date) -> str:
    if item.tabs:
        return ""
    when = item.event.when
    return "vorbei" if when is not None and when.last_day < today else "geprüft"


def _reasons(item: QueueItem) -> tuple[Why, ...]:
    loud = tuple(why for why in item.reasons if why not in _SAID_ELSEWHERE)
    return loud or tuple(why for why in item.reasons if why is Why.NEW)


def source_name(source_id: str, sources: Mapping[str, SourceCard]) -> str:
    """The short name of a source, or its id where the catalogue does not have it any more."""
    card = sources.get(source_id)
    return (card.short_name or card.name) if card else source_id


def selections(listing: Listing, sources: Mapping[str, SourceCard]) -> tuple[Selection, ...]:
    """What the list can be narrowed to."""
    wanted = listing.wanted
    named = sorted(
        ((card.id, card.short_name or card.name) for card in sources.values()),
        key=lambda pair: pair[1].casefold(),
    )
    return (
        Selection(
            name="grund",
            label="Grund",
            none="Alle Gründe",
            chosen=wanted.why.value if wanted.why else "",
            options=tuple((why.value, text) for why, text in words.WHY.items()),
        ),
        Selection(
            name="quelle",
            label="Quelle",
            none="Alle Quellen",
            chosen=wanted.source_id,
            options=tuple(named),
        ),
        Selection(
            name="land",
            label="Land",
            none="Alle Länder",
            chosen=wanted.region,
            options=tuple((region, region) for region in words.REGIONS),
        ),
    )
