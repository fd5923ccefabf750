"""Rendered events put together to an iCalendar file (RFC 5545 3.4, RFC 7986 5)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from feeds.calendars.timezone_berlin import VTIMEZONE
from feeds.calendars.vevent import RenderedEvent, text, utc
from feeds.channel import Channel
from feeds.settings import FeedSettings

COLOR = "teal"
_END = b"END:VCALENDAR\r\n"


def assemble(
    channel: Channel,
    rendered: Sequence[RenderedEvent],
    settings: FeedSettings,
    *,
    today: date,
    last_modified: datetime | None,
) -> tuple[bytes, int]:
    """Return the calendar by start and UID, and how many events it had no room for.

    What is farthest in the past goes first, then what is farthest in the future. Without an event
    the file is still valid: the VTIMEZONE is the one component that RFC 5545 3.6 wants.
    """
    head = _head(channel, settings, last_modified)
    room = settings.max_bytes - len(head) - len(VTIMEZONE) - len(_END) - 1
    kept: list[RenderedEvent] = []
    uids = {event.uid for event in rendered}
    for event in sorted(rendered, key=lambda r: _nearness(r, today)):
        room -= len(event.beside(uids))
        if room < 0 or len(kept) == settings.max_events:
            break
        kept.append(event)
    kept.sort(key=lambda r: r.key)
    uids = {event.uid for event in kept}
    body = b"".join((head, VTIMEZONE, *(event.beside(uids) for event in kept), _END))
    return body, len(rendered) - len(kept)


def _nearness(event: RenderedEvent, today: date) -> tuple[bool, float, str]:
    """Sort coming events by start, then past ones backwards."""
    start, uid = event.key
    past = event.last_day < today
    ordinal = start.toordinal() + (start.hour * 60 + start.minute) / 1440
    return past, -ordinal if past else ordinal, uid


def _head(channel: Channel, settings: FeedSettings, last_modified: datetime | None) -> bytes:
    """Return the calendar's properties. No METHOD and no UID: both break clients in use."""
    calendar = Calendar()
    refresh = timedelta(hours=settings.refresh_hours)
    typed: list[tuple[str, Any, dict[str, str]]] = [
        ("version", "2.0", {}),
        ("prodid", f"-//{_owner(settings)}//{settings.program}//DE", {}),
        ("calscale", "GREGORIAN", {}),
        *([("last-modified", utc(last_modified), {})] if last_modified else []),
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
    for name, value, parameters in typed:
        calendar.add(name, value, parameters=parameters)
    head: bytes = calendar.to_ical(sorted=False)
    return head.removesuffix(_END)


def _owner(settings: FeedSettings) -> str:
    """Return the owner for the PRODID, where two slashes are the separator."""
    return settings.owner.replace("//", "/")
