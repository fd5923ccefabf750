"""Events and news as the page shows them: plain texts and checked addresses for the template."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from feeds import words
from feeds.origin import Origin, event_link, event_origins, news_origin
from feeds.other_tellings import OtherTelling, other_tellings
from feeds.publishable import link, plain, shorten
from feeds.settings import FeedSettings
from feeds.snapshot import Snapshot, is_shown, news_by_publication, start_key
from model import (
    CoarseWhen,
    DeadlineKind,
    EventStatus,
    Life,
    StoredDeadline,
    StoredEvent,
    StoredNews,
    When,
    iso,
)

_LONGEST_RELATED = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text that leads somewhere; `url` may be empty."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """An event as the page shows it."""

    anchor: str
    name: str
    url: str
    when: str
    beside: str
    start: date
    start_iso: str
    is_coarse: bool
    place: str
    organizer: str
    is_off: bool
    note: str
    deadlines: tuple[str, ...]
    others: tuple[OtherTelling, ...]
    origins: tuple[Link, ...]
    reports: tuple[Link, ...]
    related: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsEntry:
    """A news item as the page shows it."""

    headline: str
    url: str
    day: str
    day_iso: str
    kind: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What an event's entry shows of other records.

    Deadlines and reports stand under the UID of their event; `events` are the published ones,
    `on_page` the UIDs of those that the page itself shows.
    """

    deadlines: Mapping[str, Sequence[StoredDeadline]]
    reports: Mapping[str, Sequence[StoredNews]]
    events: Mapping[str, StoredEvent]
    on_page: frozenset[str]


def neighbours(snapshot: Snapshot, on_page: Iterable[StoredEvent]) -> Neighbours:
    """Return the neighbours of all events; `on_page` are those that the page shows."""
    reports: dict[str, list[StoredNews]] = {}
    for stored in news_by_publication(snapshot):
        if stored.event_uid and stored.item.is_report:
            reports.setdefault(stored.event_uid, []).append(stored)
    return Neighbours(
        deadlines=by_event(snapshot.deadlines, snapshot.today),
        reports=reports,
        events={s.uid: s for s in snapshot.events if is_shown(s, snapshot.today)},
        on_page=frozenset(stored.uid for stored in on_page),
    )


def event_entry(
    stored: StoredEvent, beside: Neighbours, settings: FeedSettings, today: date
) -> EventEntry:
    """Return how the page shows an event. Raises ValueError where it has no time or no name."""
    event, when = stored.event, stored.event.when
    if when is None:
        raise ValueError("an event without a time has no place on the page")
    origins = event_origins(stored, settings.source_names)
    deadlines = beside.deadlines.get(stored.uid, ())
    return EventEntry(
        anchor=anchor(stored.uid),
        name=words.name(event),
        url=event_link(stored),
        when=words.when_words(when),
        beside=words.beside_first_day(when),
        start=when.first_day,
        start_iso=iso(when.start if isinstance(when, When) else when.first_day),
        is_coarse=isinstance(when, CoarseWhen),
        place=words.place(event),
        organizer=words.organizers(event),
        is_off=event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED),
        note=_note(stored, today),
        # Two addresses of one page state the same deadline twice.
        deadlines=tuple(
            dict.fromkeys(words.deadline(d.deadline.kind, d.deadline.due) for d in deadlines)
        ),
        others=tuple(other_tellings(stored, settings.source_names)),
        origins=_sources(origin for origin in origins if not origin.is_report),
        reports=_reports(beside.reports.get(stored.uid, ()), origins),
        related=tuple(_related(stored, beside)),
    )


def news_entry(stored: StoredNews, settings: FeedSettings) -> NewsEntry:
    """Return how the page shows a news item. Raises ValueError where no headline is left."""
    headline = shorten(plain(stored.item.headline), 250)
    if not headline:
        raise ValueError("nothing is left of the headline")
    origin = news_origin(stored, settings.source_names)
    published = stored.item.date_published
    return NewsEntry(
        headline=headline,
        url=origin.url if origin else "",
        day=words.day(published) if published else "",
        day_iso=published.isoformat() if published else "",
        kind="Rückblick" if stored.item.is_report else "Meldung",
        origin=origin.name if origin else "",
    )


def anchor(uid: str) -> str:
    """Return the id of an event's entry on the page, the same as long as its UID."""
    return "t-" + hashlib.sha256(uid.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def by_event(deadlines: Iterable[StoredDeadline], today: date) -> dict[str, list[StoredDeadline]]:
    """Return the deadlines that are not over by the UID of their event, the next one first.

    A deadline of which nobody can say what it is for (a hotel's, a refund's) is left out.
    """

    def day_of(stored: StoredDeadline) -> date:
        due = stored.deadline.due
        return due.date() if isinstance(due, datetime) else due

    found: dict[str, list[StoredDeadline]] = {}
    for stored in sorted(deadlines, key=lambda d: (day_of(d), d.uid)):
        known = stored.deadline.kind is not DeadlineKind.OTHER
        if stored.event_uid and known and day_of(stored) >= today:
            found.setdefault(stored.event_uid, []).append(stored)
    return found


def _note(stored: StoredEvent, today: date) -> str:
    """Return what is to be said of an event's life; that it is cancelled stands in its name."""
    life = stored.life(today)
    if life is Life.CANCELLED:
        return ""
    note = words.status_note(stored)
    if life is Life.NO_LONGER_LISTED:
        note = f"{note} Von der Quelle nicht mehr gelistet, wir prüfen das.".strip()
    return note


def _sources(origins: Iterable[Origin]) -> tuple[Link, ...]:
    """Return a link to each page, source by source; pages that tell of it no more come last.

    The first page of a source goes by its name, further ones by their number.
    """
    pages: dict[tuple[bool, str], list[Origin]] = {}
    for origin in sorted(origins, key=lambda o: o.is_missing):
        pages.setdefault((origin.is_missing, origin.name), []).append(origin)
    links = []
    for (is_missing, name), found in pages.items():
        for number, origin in enumerate(found, start=1):
            text = name if number == 1 else f"Seite {number}"
            text = f"{text} (dort nicht mehr genannt)" if is_missing else text
            links.append(Link(text=text, url=origin.url))
    return tuple(links)


def _reports(news: Iterable[StoredNews], origins: Iterable[Origin]) -> tuple[Link, ...]:
    """Return what tells of the event in retrospect: by its headline, else by the source's name."""
    headlines = {
        link(stored.item.url): shorten(plain(stored.item.headline), _LONGEST_RELATED)
        for stored in news
    }
    links = [Link(text=text, url=url) for url, text in headlines.items() if url and text]
    known = {found.url for found in links}
    others = (origin for origin in origins if origin.is_report and origin.url not in known)
    return (*links, *_sources(others))


def _related(stored: StoredEvent, beside: Neighbours) -> Iterable[Link]:
    """Yield the published related events by start: to their place on the page, else their own."""
    uids = {related.uid for related in stored.related} - {stored.uid}
    events = [beside.events[uid] for uid in uids if uid in beside.events]
    for other in sorted(events, key=start_key):
        if plain(other.event.name):
            url = f"#{anchor(other.uid)}" if other.uid in beside.on_page else event_link(other)
            yield Link(text=words.title(other.event, _LONGEST_RELATED), url=url)
