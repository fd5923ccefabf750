"""The first page of the public calendar: coming events, past ones, news, how to subscribe.

Turns records into texts and addresses for the template; static HTML, no script, nothing from
elsewhere.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from feeds import words
from feeds.origin import Origin, event_link, event_origins, news_origin
from feeds.publishable import plain, shorten
from feeds.settings import Channel, FeedSettings
from feeds.templates import render, stylesheet
from model import (
    BERLIN,
    CoarseWhen,
    DeadlineKind,
    EventStatus,
    StoredDeadline,
    StoredEvent,
    StoredNews,
    When,
    iso,
)

STYLESHEET = "regioradar.css"
MOST_PAST = 40
MOST_NEWS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """An event as the page shows it: plain texts and checked addresses."""

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
    origins: tuple[Origin, ...]


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
class Day:
    """The events that begin on one day, or that are under way (then without a weekday)."""

    iso: str
    number: str
    weekday: str
    month: str
    events: list[EventEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A heading with its days."""

    title: str
    anchor: str
    days: list[Day]


def event_entry(
    stored: StoredEvent, deadlines: Sequence[StoredDeadline], settings: FeedSettings
) -> EventEntry:
    """Return how the page shows an event. Raises ValueError where it has no time or no name."""
    event, when = stored.event, stored.event.when
    if when is None:
        raise ValueError("an event without a time has no place on the page")
    start = when.start if isinstance(when, When) else when.first_day
    return EventEntry(
        anchor=anchor(stored.uid),
        name=words.name(event),
        url=event_link(stored),
        when=words.when_words(when),
        beside=words.beside_first_day(when),
        start=when.first_day,
        start_iso=iso(start),
        is_coarse=isinstance(when, CoarseWhen),
        place=words.place(event),
        organizer=words.organizers(event),
        is_off=event.status in (EventStatus.CANCELLED, EventStatus.POSTPONED),
        note="" if event.status is EventStatus.CANCELLED else words.status_note(event),
        # Two addresses of one page state the same deadline twice.
        deadlines=tuple(
            dict.fromkeys(words.deadline(d.deadline.kind, d.deadline.due) for d in deadlines)
        ),
        origins=_by_name(event_origins(stored, settings.source_names)),
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


def write(
    channel: Channel,
    *,
    coming: Sequence[EventEntry],
    past: Sequence[EventEntry],
    news: Sequence[NewsEntry],
    settings: FeedSettings,
    today: date,
    last_modified: datetime | None,
) -> bytes:
    """Return the page. `coming` is sorted by start, `past` and `news` backwards."""
    exact = [entry for entry in coming if not entry.is_coarse]
    running = [entry for entry in exact if entry.start < today]
    return render(
        "index.html",
        channel=channel,
        settings=settings,
        stylesheet=f"{STYLESHEET}?{hashlib.sha256(stylesheet()).hexdigest()[:8]}",
        running=running,
        months=_months([entry for entry in exact if entry.start >= today]),
        coarse=[entry for entry in coming if entry.is_coarse],
        count=len(coming),
        past=past[:MOST_PAST],
        more_past=max(0, len(past) - MOST_PAST),
        news=news[:MOST_NEWS],
        stamp=words.stamp(last_modified) if last_modified else "",
        stamp_iso=last_modified.astimezone(BERLIN).isoformat(timespec="minutes")
        if last_modified
        else "",
    ).encode("utf-8")


def robots() -> bytes:
    """Return a robots.txt that allows everything: Google's calendar honours it for feeds."""
    return b"User-agent: *\nAllow: /\n"


def _by_name(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """Return the first page of each source."""
    first: dict[str, Origin] = {}
    for origin in origins:
        first.setdefault(origin.name, origin)
    return tuple(first.values())


def _months(entries: Sequence[EventEntry]) -> list[Month]:
    months = []
    for (year, number), group in groupby(entries, key=lambda e: (e.start.year, e.start.month)):
        days = [_day(start, list(same)) for start, same in groupby(group, key=lambda e: e.start)]
        title = words.month(date(year, number, 1))
        months.append(Month(title=title, anchor=f"m-{year:04}-{number:02}", days=days))
    return months


def _day(start: date, events: list[EventEntry]) -> Day:
    return Day(
        iso=start.isoformat(),
        number=str(start.day),
        weekday=words.weekday(start),
        month=words.MONTHS[start.month - 1],
        events=events,
    )
