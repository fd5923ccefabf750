"""Entries put together to an iCalendar file (RFC 5545 3.4, RFC 7986 5).

A calendar of a selection is subscribed to. A file of one event is imported once, so nothing in it
names a calendar: Outlook would open a new one for it ([MS-OXCICAL] 2.1.3.1.1.6 wants no
X-WR-CALNAME with a single appointment), and nothing is to be refreshed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from feeds.calendars.entry import Entry
from feeds.calendars.timezone_berlin import VTIMEZONE
from feeds.calendars.vevent import text
from feeds.channel import Channel
from feeds.publishable import utc
from feeds.settings import FeedSettings

COLOR = "teal"
_END = b"END:VCALENDAR\r\n"

_Property = tuple[str, Any, dict[str, str]]


def fitting(
    entries: Sequence[Entry], settings: FeedSettings, today: date, *, around: int
) -> list[Entry]:
    """Return the entries that a calendar with `around` bytes of its own has room for, in order.

    What is farthest in the past goes first, then what is farthest in the future.
    """
    room = settings.max_bytes - around - 1
    uids = {entry.uid for entry in entries}
    kept: list[Entry] = []
    for entry in sorted(entries, key=lambda e: _nearness(e, today)):
        room -= len(entry.beside(uids))
        if room < 0 or len(kept) == settings.max_events:
            break
        kept.append(entry)
    return sorted(kept, key=lambda e: e.key)


def calendar_of(
    channel: Channel,
    entries: Sequence[Entry],
    settings: FeedSettings,
    last_modified: datetime | None,
) -> bytes:
    """Return the calendar of a selection. `entries` are by start and UID.

    Without one the file is still valid: the VTIMEZONE is the one component that RFC 5545 3.6 wants.
    """
    refresh = timedelta(hours=settings.refresh_hours)
    head: list[_Property] = [
        *_first(settings, last_modified),
        ("name", text(channel.title), {}),
        ("x-wr-calname", text(channel.title), {}),
        ("description", text(channel.description), {}),
        ("x-wr-caldesc", text(channel.description), {}),
        ("x-wr-timezone", "Europe/Berlin", {}),
        ("refresh-interval", refresh, {"VALUE": "DURATION"}),
        ("x-published-ttl", f"PT{settings.refresh_hours}H", {}),
        ("source", channel.ics_url, {"VALUE": "URI"}),
        ("url", channel.page_url, {}),
        ("color", COLOR, {}),
    ]
    return _file(head, entries)


def calendar_of_one(
    entry: Entry,
    settings: FeedSettings,
    last_modified: datetime,
    *,
    self_url: str,
    page_url: str,
) -> bytes:
    """Return the file of one event, under the address `self_url` and with a page of its own."""
    head: list[_Property] = [
        *_first(settings, last_modified),
        ("source", self_url, {"VALUE": "URI"}),
        ("url", page_url, {}),
    ]
    return _file(head, [entry])


def _first(settings: FeedSettings, last_modified: datetime | None) -> list[_Property]:
    """The properties that every file has. No METHOD and no UID: both break clients in use."""
    return [
        ("version", "2.0", {}),
        ("prodid", f"-//{_owner(settings)}//{settings.program}//DE", {}),
        ("calscale", "GREGORIAN", {}),
        *([("last-modified", utc(last_modified), {})] if last_modified else []),
    ]


def _file(properties: Iterable[_Property], entries: Sequence[Entry]) -> bytes:
    calendar = Calendar()
    for name, value, parameters in properties:
        calendar.add(name, value, parameters=parameters)
    head: bytes = calendar.to_ical(sorted=False)
    uids = {entry.uid for entry in entries}
    bodies = (entry.beside(uids) for entry in entries)
    return b"".join((head.removesuffix(_END), VTIMEZONE, *bodies, _END))


def _nearness(entry: Entry, today: date) -> tuple[bool, float, str]:
    """Sort coming entries by start, then past ones backwards."""
    start, uid = entry.key
    past = entry.last_day < today
    ordinal = start.toordinal() + (start.hour * 60 + start.minute) / 1440
    return past, -ordinal if past else ordinal, uid


def _owner(settings: FeedSettings) -> str:
    """Return the owner for the PRODID, where two slashes are the separator."""
    return settings.owner.replace("//", "/")
