"""The machine-readable part of an item: `ev:` fields, and the objects that JSON Feed carries.

The names in JSON are schema.org's; what is unknown is left out.
"""

from datetime import UTC, date, datetime
from typing import Any

from feeds import words
from feeds.cards import DeadlineCard
from feeds.origin import event_link
from feeds.position import position
from feeds.publishable import plain
from feeds.syndication.extensions import EventFields
from model import AttendanceMode, Place, StoredEvent, When, iso

_SCHEMA = "https://schema.org/"
_TYPES = {AttendanceMode.ONLINE: "Online", AttendanceMode.MIXED: "Vor Ort und online"}


def event_fields(stored: StoredEvent) -> EventFields | None:
    """Return the `ev:` fields of an exact time, None of a rough one."""
    event = stored.event
    if not isinstance(event.when, When):
        return None
    start, end = told_span(event.when)
    return EventFields(
        startdate=iso(start),
        enddate=iso(end) if end is not None else "",
        location=words.place(event),
        organizer=words.organizers(event),
        type=_TYPES.get(event.attendance_mode, "") if event.attendance_mode else "",
    )


def told_span(when: When) -> tuple[date | datetime, date | datetime | None]:
    """Return the same start and end as in the calendar, but with the last day inclusive.

    So people and feed readers take it; the calendar's DTEND is the day after.
    """
    start, end = when.start, when.end
    if isinstance(start, datetime) and end is not None and not isinstance(end, datetime):
        return (when.first_day, end) if when.last_day > when.first_day else (start, None)
    if isinstance(start, datetime) and isinstance(end, datetime):
        return start, end if end.astimezone(UTC) >= start.astimezone(UTC) else None
    return start, end


def event_data(stored: StoredEvent) -> dict[str, Any]:
    """Return the `_event` object: a schema.org Event."""
    event = stored.event
    start, end = told_span(event.when) if isinstance(event.when, When) else (None, None)
    mode = event.attendance_mode
    previous = event.previous_start
    places = [place for place in map(_place, event.locations) if place]
    found = {
        "about": f"{_SCHEMA}Event",
        "name": plain(event.name),
        "startDate": iso(start) if start is not None else None,
        "endDate": iso(end) if end is not None else None,
        "previousStartDate": iso(previous) if previous is not None else None,
        "eventStatus": f"{_SCHEMA}{event.status.value}",
        "eventAttendanceMode": f"{_SCHEMA}{mode.value}" if mode else None,
        "location": places,
        "organizer": [{"name": plain(o.name)} for o in event.organizers if plain(o.name)],
        "url": event_link(stored),
    }
    return {name: value for name, value in found.items() if value}


def deadline_data(card: DeadlineCard) -> dict[str, Any]:
    """Return the `_deadline` object: the day or minute, what must be done, for which event."""
    deadline = card.stored.deadline
    found = {
        "date": iso(deadline.due),
        "kind": deadline.kind.value,
        "event": card.card.url if card.card else None,
    }
    return {name: value for name, value in found.items() if value}


def _place(place: Place) -> dict[str, Any]:
    address = {
        "streetAddress": plain(place.street_address),
        "postalCode": plain(place.postal_code),
        "addressLocality": plain(place.address_locality),
        "addressRegion": plain(place.address_region),
    }
    known = {name: text for name, text in address.items() if text}
    middle, geo = position(place), None
    if middle and middle.is_exact:
        geo = {"latitude": middle.latitude, "longitude": middle.longitude}
    found = {"name": plain(place.name), "address": known, "geo": geo}
    return {name: value for name, value in found.items() if value}
