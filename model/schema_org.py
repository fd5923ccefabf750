"""Records to and from the JSON of the machine interface, in schema.org's names.

Dates are ISO 8601: a date (all-day, the end inclusive) or a local date-time with offset.
"""

from datetime import date, datetime
from typing import Any

from model.errors import ModelError
from model.event import (
    AttendanceMode,
    Deadline,
    DeadlineKind,
    Event,
    EventStatus,
    Evidence,
    NewsItem,
    Organizer,
)
from model.extraction import Extraction
from model.place import Place
from model.when import BERLIN, CoarseWhen, Grain, When, YearSource, iso

Json = dict[str, Any]


def moment_from_iso(text: str) -> date | datetime:
    """Read an ISO 8601 day or date-time; a date-time is turned into Europe/Berlin.

    A date-time without an offset is taken as Europe/Berlin, and so is one whose offset is that of
    its clock time there: 2:30 in the night when clocks go from 2 to 3 stays what a page said.
    Raises ModelError.
    """
    try:
        if len(text) <= 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ModelError(f"{text!r} is no ISO 8601 date") from error
    local = moment.replace(tzinfo=BERLIN)
    if moment.tzinfo is None or moment.utcoffset() == local.utcoffset():
        return local
    return moment.astimezone(BERLIN)


def place_to_json(place: Place) -> Json:
    """A Place with nested PostalAddress and GeoCoordinates; unknown parts are null.

    A house without a name of its own goes by its street and number.
    """
    return {
        "name": place.name or place.street_address or None,
        "address": {
            "streetAddress": place.street_address or None,
            "postalCode": place.postal_code or None,
            "addressLocality": place.address_locality or None,
            "addressRegion": place.address_region or None,
            "municipalityKey": place.municipality_key or None,
        },
        "geo": None
        if place.latitude is None
        else {"latitude": place.latitude, "longitude": place.longitude},
    }


def place_from_json(data: Json) -> Place:
    """The reverse of `place_to_json`."""
    address, geo = data.get("address") or {}, data.get("geo") or {}
    name = data.get("name") or ""
    return Place(
        name="" if name == address.get("streetAddress") else name,
        street_address=address.get("streetAddress") or "",
        postal_code=address.get("postalCode") or "",
        address_locality=address.get("addressLocality") or "",
        address_region=address.get("addressRegion") or "",
        municipality_key=address.get("municipalityKey") or "",
        latitude=geo.get("latitude"),
        longitude=geo.get("longitude"),
    )


def _when_to_json(when: When | CoarseWhen | None) -> Json:
    if when is None:
        return {"startDate": None, "endDate": None}
    if isinstance(when, CoarseWhen):
        return {
            "startDate": None,
            "endDate": None,
            "coarse": {
                "from": when.first_day.isoformat(),
                "to": when.last_day.isoformat(),
                "grain": when.grain.value,
                "text": when.text,
            },
        }
    return {
        "startDate": iso(when.start),
        "endDate": iso(when.end) if when.end is not None else None,
        "yearSource": when.year_source.value,
    }


def _when_from_json(data: Json) -> When | CoarseWhen | None:
    coarse = data.get("coarse")
    if coarse:
        return CoarseWhen(
            first_day=date.fromisoformat(coarse["from"]),
            last_day=date.fromisoformat(coarse["to"]),
            grain=Grain(coarse["grain"]),
            text=coarse["text"],
        )
    if not data.get("startDate"):
        return None
    end = data.get("endDate")
    return When(
        start=moment_from_iso(data["startDate"]),
        end=moment_from_iso(end) if end else None,
        year_source=YearSource(data.get("yearSource") or YearSource.WRITTEN),
    )


def organizer_to_json(organizer: Organizer) -> Json:
    """An Organization; empty parts are left out."""
    pairs = (
        ("name", organizer.name),
        ("alternateName", organizer.alternate_name),
        ("url", organizer.url),
    )
    return {key: value for key, value in pairs if value}


def organizer_from_json(data: Json) -> Organizer:
    """The reverse of `organizer_to_json`."""
    return Organizer(
        name=data["name"],
        alternate_name=data.get("alternateName") or "",
        url=data.get("url") or "",
    )


def evidence_to_json(evidence: Evidence) -> Json:
    """Quote, offsets, rule, confidence."""
    return {
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "rule": evidence.rule,
        "confidence": round(evidence.confidence, 3),
    }


def event_to_json(event: Event) -> Json:
    """An event in the form of the machine interface. One organizer is an object, more a list."""
    organizers = [organizer_to_json(organizer) for organizer in event.organizers]
    locations = [place_to_json(place) for place in event.locations]
    return {
        "name": event.name,
        **_when_to_json(event.when),
        "eventStatus": event.status.value,
        "eventAttendanceMode": event.attendance_mode.value if event.attendance_mode else None,
        "previousStartDate": iso(event.previous_start) if event.previous_start else None,
        "location": locations[0] if locations else None,
        "otherLocations": locations[1:],
        "organizer": organizers[0] if len(organizers) == 1 else organizers or None,
        "description": event.description or None,
        "url": event.url or None,
        "offers": event.offers or None,
        "recurrence": event.recurrence or None,
        "identifier": event.identifier or None,
        "isReport": event.is_report,
        **({"isSaveTheDate": True} if event.is_save_the_date else {}),
        "confidence": round(event.confidence, 3),
        "publish": event.publish,
        "reasons": list(event.reasons),
        "evidence": {key: evidence_to_json(value) for key, value in event.evidence.items()},
    }


def event_from_json(data: Json) -> Event:
    """The reverse of `event_to_json`. Raises ModelError for a value that no field admits."""
    organizer = data.get("organizer") or []
    first = [data["location"]] if data.get("location") else []
    mode = data.get("eventAttendanceMode")
    previous = data.get("previousStartDate")
    return Event(
        name=data.get("name") or "",
        when=_when_from_json(data),
        locations=tuple(place_from_json(p) for p in [*first, *data.get("otherLocations", [])]),
        organizers=tuple(
            organizer_from_json(o)
            for o in (organizer if isinstance(organizer, list) else [organizer])
        ),
        status=EventStatus(data.get("eventStatus") or EventStatus.SCHEDULED),
        attendance_mode=AttendanceMode(mode) if mode else None,
        previous_start=moment_from_iso(previous) if previous else None,
        description=data.get("description") or "",
        url=data.get("url") or "",
        offers=data.get("offers") or "",
        recurrence=data.get("recurrence") or "",
        identifier=data.get("identifier") or "",
        is_report=bool(data.get("isReport")),
        is_save_the_date=bool(data.get("isSaveTheDate")),
        confidence=data.get("confidence") or 0.0,
        publish=bool(data.get("publish")),
        reasons=tuple(data.get("reasons") or ()),
        evidence={key: Evidence(**value) for key, value in (data.get("evidence") or {}).items()},
    )


def deadline_to_json(deadline: Deadline) -> Json:
    """Date, kind and quote."""
    return {
        "date": iso(deadline.due),
        "kind": deadline.kind.value,
        "quote": deadline.quote,
        "name": deadline.name or None,
        "evidence": evidence_to_json(deadline.evidence) if deadline.evidence else None,
    }


def deadline_from_json(data: Json) -> Deadline:
    """The reverse of `deadline_to_json`."""
    evidence = data.get("evidence")
    return Deadline(
        due=moment_from_iso(data["date"]),
        kind=DeadlineKind(data["kind"]),
        quote=data.get("quote") or "",
        name=data.get("name") or "",
        evidence=Evidence(**evidence) if evidence else None,
    )


def news_to_json(item: NewsItem) -> Json:
    """A NewsArticle in schema.org's names."""
    return {
        "headline": item.headline,
        "url": item.url or None,
        "datePublished": item.date_published.isoformat() if item.date_published else None,
        "description": item.description or None,
        "publisher": organizer_to_json(item.organization) if item.organization else None,
        "about": item.about or None,
        "image": item.image or None,
        "isReport": item.is_report,
    }


def news_from_json(data: Json) -> NewsItem:
    """The reverse of `news_to_json`."""
    day, publisher = data.get("datePublished"), data.get("publisher")
    return NewsItem(
        headline=data["headline"],
        url=data.get("url") or "",
        date_published=date.fromisoformat(day) if day else None,
        description=data.get("description") or "",
        organization=organizer_from_json(publisher) if publisher else None,
        about=data.get("about") or "",
        image=data.get("image") or "",
        is_report=bool(data.get("isReport")),
    )


def extraction_to_json(extraction: Extraction) -> Json:
    """The result of one page, without `id` and `url`, which belong to the caller."""
    day = extraction.date_published
    return {
        "headline": extraction.headline or None,
        "datePublished": day.isoformat() if day else None,
        "pageKind": extraction.page_kind.value,
        "events": [event_to_json(event) for event in extraction.events],
        "news": [news_to_json(item) for item in extraction.news],
        "deadlines": [deadline_to_json(deadline) for deadline in extraction.deadlines],
        "problems": [
            {"kind": p.kind.value, "severity": p.severity.value, "message": p.message}
            for p in extraction.problems
        ],
        "calendarLinks": list(extraction.calendar_links),
    }
