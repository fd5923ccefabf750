"""An event in schema.org's words for search engines (JSON-LD 1.1, a data block in its page).

Says only what the record says: what is unknown is left out.
"""

import json
from datetime import date, datetime
from typing import Any

from feeds import words
from feeds.cards import Card
from feeds.origin import event_link
from feeds.position import position
from feeds.publishable import link, plain, shorten
from model import AttendanceMode, Organizer, Place, When

LONGEST_DESCRIPTION = 600
_SCHEMA = "https://schema.org/"
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld(card: Card) -> str:
    """Return the event as the text of a script element; "" where its day is not known.

    No character of it can end the element (HTML 4.12.1.3).
    """
    when = card.stored.event.when
    if not isinstance(when, When):
        return ""
    data = {"@context": _SCHEMA.rstrip("/"), **_event(card, when)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _event(card: Card, when: When) -> dict[str, Any]:
    event, address = card.stored.event, event_link(card.stored)
    locations = [] if words.is_online_only(event) else [_place(p) for p in event.locations]
    is_online = words.is_online_only(event) or event.attendance_mode is AttendanceMode.MIXED
    if is_online and address:
        locations.append({"@type": "VirtualLocation", "url": address})
    organizers = [_organization(found) for found in event.organizers if plain(found.name)]
    mode = event.attendance_mode
    fields = {
        "name": shorten(plain(event.name), 200),
        "startDate": _moment(when.start),
        "endDate": _moment(when.end),
        "eventStatus": _SCHEMA + event.status.value,
        "eventAttendanceMode": _SCHEMA + mode.value if mode else None,
        "previousStartDate": _moment(event.previous_start),
        "location": _one_or_all([found for found in locations if len(found) > 1]),
        "organizer": _one_or_all(organizers),
        "description": shorten(plain(event.description), LONGEST_DESCRIPTION),
        "url": address or card.url,
        "mainEntityOfPage": card.url,
    }
    return {"@type": "Event", **_known(fields)}


def _moment(moment: date | datetime | None) -> str:
    """Return ISO 8601, a clock time with its offset."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return moment.isoformat() if moment else ""


def _place(place: Place) -> dict[str, Any]:
    address = _known(
        {
            "streetAddress": plain(place.street_address),
            "postalCode": plain(place.postal_code),
            "addressLocality": plain(place.address_locality),
            "addressRegion": plain(place.address_region),
            "addressCountry": "DE" if place.municipality_key else "",
        }
    )
    middle, geo = position(place), None
    if middle and middle.is_exact:
        degrees = {"latitude": middle.latitude, "longitude": middle.longitude}
        geo = {"@type": "GeoCoordinates", **degrees}
    fields = {
        "name": plain(place.name),
        "address": {"@type": "PostalAddress", **address} if address else None,
        "geo": geo,
    }
    return {"@type": "Place", **_known(fields)}


def _organization(organizer: Organizer) -> dict[str, Any]:
    fields = {"name": plain(organizer.name), "url": link(organizer.url)}
    return {"@type": "Organization", **_known(fields)}


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _one_or_all(values: list[dict[str, Any]]) -> Any:
    return values[0] if len(values) == 1 else values
