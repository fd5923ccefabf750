"""iCalendar files of others as a source: their events, read with the icalendar package."""

from datetime import date, datetime, timedelta
from typing import Any

import icalendar

from model import (
    BERLIN,
    Event,
    EventStatus,
    Evidence,
    Extraction,
    ModelError,
    Organizer,
    Page,
    PageKind,
    Place,
    Problem,
    ProblemKind,
    Severity,
    When,
    clean_text,
    http_url,
)
from parsers.fragments import plain_text
from parsers.places import read_place

_STATUS = {"CANCELLED": EventStatus.CANCELLED}


def is_calendar(page: Page) -> bool:
    """Return whether the page is an iCalendar file (RFC 5545), by type or by its first line."""
    named = page.content_type.lower().startswith("text/calendar")
    return named or page.body.lstrip()[:15].upper() == b"BEGIN:VCALENDAR"


def read_calendar(page: Page) -> Extraction:
    """Return the events of an iCalendar file. A broken component is a Problem, the rest is read."""
    try:
        calendars = icalendar.Calendar.from_ical(page.body, multiple=True)
        if not calendars:
            raise ValueError("no calendar in it is complete")
    except (ValueError, KeyError, IndexError) as error:
        problem = Problem(
            kind=ProblemKind.MALFORMED,
            message=f"no iCalendar could be read: {clean_text(str(error))[:200]}",
            severity=Severity.ERROR,
        )
        return Extraction(page_kind=PageKind.OTHER, problems=(problem,))
    events, problems = [], []
    for component in (event for calendar in calendars for event in calendar.walk("VEVENT")):
        try:
            events.append(_event(component, page))
        except (ModelError, ValueError, KeyError, AttributeError, OverflowError) as error:
            name = clean_text(str(component.get("SUMMARY", "without a name")))
            message = f"an event of the calendar is left out ({name}): {clean_text(str(error))}"
            problems.append(Problem(kind=ProblemKind.MALFORMED, message=message))
    kind = PageKind.LISTING if len(events) > 1 else PageKind.EVENT
    return Extraction(page_kind=kind, events=tuple(events), problems=tuple(problems))


def _event(component: Any, page: Page) -> Event:
    start = _moment(component.decoded("DTSTART"))
    end = _end(component, start)
    name = str(component.get("SUMMARY", ""))
    contact = component.get("ORGANIZER")
    who = str(contact.params.get("CN", "")) if contact is not None else ""
    quote = f"DTSTART: {start.isoformat()}"
    return Event(
        name=name,
        when=When(start=start, end=end),
        locations=_locations(clean_text(str(component.get("LOCATION", "")))),
        organizers=(Organizer(name=who),) if clean_text(who) else (),
        status=_STATUS.get(str(component.get("STATUS", "")).upper(), EventStatus.SCHEDULED),
        description=plain_text(str(component.get("DESCRIPTION", "")))[:500],
        url=http_url(str(component.get("URL", ""))) or page.url,
        identifier=str(component.get("UID", "")),
        confidence=0.95,
        publish=True,
        reasons=("an iCalendar file of the source",),
        evidence={"startDate": _evidence(quote), "name": _evidence(name)},
    )


def _end(component: Any, start: date | datetime) -> date | datetime | None:
    """The inclusive end; DTEND is exclusive for whole days (RFC 5545, section 3.6.1)."""
    if "DTEND" in component:
        end = _moment(component.decoded("DTEND"))
    elif "DURATION" in component:
        end = start + component.decoded("DURATION")
    else:
        return None
    if isinstance(end, datetime):
        return end
    end -= timedelta(days=1)
    first = start.date() if isinstance(start, datetime) else start
    return None if end <= first else end


def _locations(text: str) -> tuple[Place, ...]:
    if not text:
        return ()
    return (read_place(text) or Place(name=text),)


def _moment(value: Any) -> date | datetime:
    if not isinstance(value, date):
        raise ModelError(f"{value!r} is no date")
    if not 1990 <= value.year <= 2100:
        raise ModelError(f"the year {value.year} is no year of an event")
    if not isinstance(value, datetime):
        return value
    return value.astimezone(BERLIN) if value.tzinfo else value.replace(tzinfo=BERLIN)


def _evidence(quote: str) -> Evidence:
    return Evidence(quote=quote, start=0, end=0, rule="icalendar", confidence=0.97)
