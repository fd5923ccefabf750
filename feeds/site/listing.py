"""Events by month and day, and long lists cut into pages between days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from feeds.site.entries import EventEntry
from model import german

PAGE_SIZE = 100
"""About so many events stand on a page; a day is never torn apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The events that begin on one day."""

    iso: str
    number: str
    weekday: str
    month: str
    events: tuple[EventEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A heading with its days."""

    title: str
    anchor: str
    days: tuple[Day, ...]


def pages(entries: Sequence[EventEntry]) -> list[list[EventEntry]]:
    """Return the entries, which are by start, cut into pages; one page where there are none."""
    found: list[list[EventEntry]] = [[]]
    for _, same in groupby(entries, key=lambda entry: entry.start):
        if len(found[-1]) >= PAGE_SIZE:
            found.append([])
        found[-1] += same
    return found


def months(entries: Iterable[EventEntry]) -> tuple[Month, ...]:
    """Return the entries, which are by start, by month and day."""
    found = []
    for first, group in groupby(entries, key=lambda entry: entry.start.replace(day=1)):
        days = (_day(start, same) for start, same in groupby(group, key=lambda e: e.start))
        found.append(Month(title=german.month(first), anchor=f"m-{first:%Y-%m}", days=tuple(days)))
    return tuple(found)


def _day(start: date, events: Iterable[EventEntry]) -> Day:
    return Day(
        iso=start.isoformat(),
        number=str(start.day),
        weekday=german.weekday(start),
        month=german.MONTHS[start.month - 1],
        events=tuple(events),
    )
