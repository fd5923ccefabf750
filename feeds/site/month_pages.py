"""A page a month: the events of each day in a table, what takes weeks or has no day beside it."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from feeds.cards import Card
from feeds.edition import Edition
from feeds.files import File
from feeds.site.entries import EventEntry
from feeds.site.frame import Frame, Link, frame
from feeds.site.page import page
from model import When, german

LONGEST_IN_CELLS = 7
"""An event of more days than this is told once, above the table."""

INDEX = "monat/index.html"
"""The present month once more, at an address that the navigation can lead to at any time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEvent:
    """An event in the cell of one of its days; `when` is its hours, or all its days."""

    url: str
    mark: str
    name: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day; the days of other months have no number."""

    iso: str
    number: str
    weekday: str
    month: str
    events: tuple[CellEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """One month, week by week from Monday; `long` and `coarse` are no matter of single days."""

    frame: Frame
    heading: str
    count: int
    earlier: Link | None
    later: Link | None
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[Cell, ...], ...]
    long: tuple[EventEntry, ...]
    coarse: tuple[EventEntry, ...]


def check(card: Card) -> None:
    """Raise what keeps the event from the tables of its months: December 9999 has no last week."""
    when = card.stored.event.when
    if isinstance(when, When):
        for day in (when.first_day, when.last_day):
            _weeks(day)


def months(edition: Edition, entries: Mapping[str, EventEntry]) -> tuple[date, ...]:
    """Return the first days of the months that have a page.

    The present one, and those in which an exact event of the calendar begins or ends, on from the
    first month of which the calendar still tells.
    """
    oldest = (edition.today - timedelta(days=edition.settings.past_days)).replace(day=1)
    found = {edition.today.replace(day=1)}
    for entry in _shown(edition, entries):
        if not entry.is_coarse:
            found |= {entry.start.replace(day=1), entry.end.replace(day=1)}
    return tuple(sorted(month for month in found if month >= oldest))


def page_name(month: date) -> str:
    """Return the file name of a month's page."""
    return f"monat/{month:%Y-%m}.html"


def files(
    edition: Edition, entries: Mapping[str, EventEntry], found: Sequence[date]
) -> Iterator[File]:
    """Yield the pages of these months; `entries` are by UID."""
    shown = _shown(edition, entries)
    for month in found:
        view = _month(month, found, shown, edition)
        yield page(page_name(month), "month.html", view)


def present(edition: Edition, entries: Mapping[str, EventEntry], found: Sequence[date]) -> File:
    """Return the page of the present month at its second address; canonical is the first."""
    month = edition.today.replace(day=1)
    view = _month(month, found, _shown(edition, entries), edition)
    around = replace(view.frame, title=f"Dieser Monat: {view.frame.title}")
    return page(INDEX, "month.html", replace(view, frame=around))


def _shown(edition: Edition, entries: Mapping[str, EventEntry]) -> list[EventEntry]:
    """The events of the calendar and the coming coarse ones, by start."""
    told = {card.uid for card in (*edition.everything.calendar, *edition.everything.coming)}
    return [entries[card.uid] for card in edition.cards if card.uid in told]


def _month(
    month: date, found: Sequence[date], shown: Sequence[EventEntry], edition: Edition
) -> MonthPage:
    index = found.index(month)
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    here = [entry for entry in shown if entry.start <= last and entry.end >= month]
    exact = [entry for entry in here if not entry.is_coarse]
    short = [entry for entry in exact if not _is_long(entry)]
    name, title = page_name(month), german.month(month)
    around = frame(
        edition,
        name,
        title=f"Termine im {title}",
        description=f"Alle Termine der Regionalentwicklung im {title} auf einen Blick",
        section=INDEX,
    )
    return MonthPage(
        frame=around,
        heading=title,
        count=len(exact),
        earlier=_turn(found[index - 1] if index else None),
        later=_turn(found[index + 1] if index + 1 < len(found) else None),
        weekdays=tuple((day[:2], day) for day in german.WEEKDAYS),
        weeks=tuple(tuple(_cell(day, month, short) for day in week) for week in _weeks(month)),
        long=tuple(entry for entry in exact if _is_long(entry)),
        coarse=tuple(entry for entry in here if entry.is_coarse),
    )


def _weeks(month: date) -> list[list[date]]:
    """Return the days of a month's weeks, from Monday; those of other months beside it included."""
    return calendar.Calendar().monthdatescalendar(month.year, month.month)


def _is_long(entry: EventEntry) -> bool:
    return (entry.end - entry.start).days >= LONGEST_IN_CELLS


def _cell(day: date, month: date, entries: Sequence[EventEntry]) -> Cell:
    is_here = day.month == month.month
    events = [entry for entry in entries if entry.start <= day <= entry.end] if is_here else []
    return Cell(
        iso=day.isoformat(),
        number=str(day.day) if is_here else "",
        weekday=german.weekday(day),
        month=german.MONTHS[day.month - 1],
        events=tuple(_cell_event(entry) for entry in events),
    )


def _cell_event(entry: EventEntry) -> CellEvent:
    span = german.days(entry.start, entry.end)
    for year in {entry.start.year, entry.end.year}:
        span = span.replace(f" {year}", "")
    when = entry.beside if entry.start == entry.end else span
    return CellEvent(url=entry.url, mark=entry.mark, name=entry.name, when=when)


def _turn(month: date | None) -> Link | None:
    return Link(text=german.month(month), url=page_name(month)) if month else None
