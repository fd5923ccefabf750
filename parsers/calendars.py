"""iCalendar files of others as a source: their events, read with the icalendar package.

A rule of recurrence is kept as it stands (RFC 5545, section 3.3.10); no instance is invented.
"""

import re
import warnings
from datetime import date, datetime, timedelta
from typing import Any

import icalendar

from model import (
    BERLIN,
    Deadline,
    DeadlineKind,
    Event,
    EventStatus,
    Evidence,
    Extraction,
    ModelError,
    Organizer,
    Page,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
    When,
    clean_text,
    http_url,
)
from parsers.data.values import DAY_OFF, DEADLINE_NAME, organizers_of, own_text, places_of
from parsers.dates import FIRST_YEAR, LAST_YEAR
from parsers.days.moments import stated
from parsers.deadlines import deadline_kind
from parsers.naming.names import clean_name
from parsers.page.fragments import plain_text
from parsers.places import PlaceHint
from parsers.status import status_in

_BLOCK = re.compile(r"^BEGIN:VEVENT\s*$(.*?)(?=^(?:END|BEGIN):(?:VEVENT|VCALENDAR)\b|\Z)",
                    re.IGNORECASE | re.MULTILINE | re.DOTALL)  # fmt: skip
_FAULTS = (ModelError, ValueError, KeyError, IndexError, AttributeError, TypeError, OverflowError)
_SURE = 0.95
_DOUBTFUL = 0.6
MAX_EVENTS = 2000
MAX_NAME = 500


def is_calendar(page: Page) -> bool:
    """Return whether the page is an iCalendar file (RFC 5545), by type or by its first line."""
    named = page.content_type.lower().startswith("text/calendar")
    return named or page.body.lstrip()[:15].upper() == b"BEGIN:VCALENDAR"


def read_calendar(page: Page, hint: PlaceHint | None = None) -> Extraction:
    """Return the events of an iCalendar file. A broken component is a Problem, the rest is read.

    An entry that is a deadline by its name is one; holidays and days off are left out.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of time zones that had to be guessed
        try:
            components = _components(page.body)
        except _FAULTS as error:
            message = f"no iCalendar could be read: {clean_text(str(error))[:200]}"
            problem = Problem(kind=ProblemKind.MALFORMED, message=message, severity=Severity.ERROR)
            return Extraction(page_kind=PageKind.OTHER, problems=(problem,))
        return _read(components[:MAX_EVENTS], page, hint)


def _components(body: bytes) -> list[Any]:
    """The file's VEVENTs; of a file that is broken as a whole those that stand on their own."""
    try:
        calendars = icalendar.Calendar.from_ical(body, multiple=True)
        found = [event for calendar in calendars for event in calendar.walk("VEVENT")]
        if found or (calendars and not _BLOCK.search(body.decode("utf-8", "replace"))):
            return found
    except _FAULTS:
        pass
    text = body.decode("utf-8", "replace").replace("\r\n", "\n")
    blocks = [f"BEGIN:VEVENT\n{block.strip()}\nEND:VEVENT\n" for block in _BLOCK.findall(text)]
    if not blocks:
        raise ValueError("no calendar in it is complete")
    return [event for block in blocks for event in _alone(block)]


def _alone(block: str) -> list[Any]:
    try:
        return list(icalendar.Event.from_ical(block.replace("\n", "\r\n"), multiple=True))
    except _FAULTS:
        return []


def _read(components: list[Any], page: Page, hint: PlaceHint | None) -> Extraction:
    events: list[Event] = []
    deadlines: list[Deadline] = []
    problems: list[Problem] = []
    for component in components:
        try:
            start = _moment(component, "DTSTART")
            name = _text(component, "SUMMARY")
            if DEADLINE_NAME.search(name):
                deadlines.append(_deadline(start, name))
            elif not (DAY_OFF.fullmatch(name) and not isinstance(start, datetime)):
                events.append(_event(component, page, start, hint))
        except _FAULTS as error:
            name = clean_text(str(component.get("SUMMARY", "without a name")))
            message = f"an event of the calendar is left out ({name}): {clean_text(str(error))}"
            problems.append(Problem(kind=ProblemKind.MALFORMED, message=message))
    kind = PageKind.LISTING if len(events) != 1 else PageKind.EVENT
    return Extraction(
        page_kind=kind, events=tuple(events), deadlines=tuple(deadlines), problems=tuple(problems)
    )


def _event(component: Any, page: Page, start: date | datetime, hint: PlaceHint | None) -> Event:
    written = _text(component, "SUMMARY")[:MAX_NAME]
    name = own_text(clean_name(written) or written)
    places, mode = places_of(_several(component, "LOCATION"), hint)
    contact = component.get("ORGANIZER")
    who = organizers_of(str(contact.params.get("CN", "")) if contact is not None else "")
    end = _end(component, start)
    dropped = False
    try:
        when = When(start=start, end=end)
    except ModelError:
        when, dropped = When(start=start), True
    confidence, reasons = _trust(component, end_dropped=dropped)
    return Event(
        name=name,
        when=when,
        locations=tuple(places),
        organizers=tuple(Organizer(name=one) for one in who),
        status=_status(component, written),
        attendance_mode=mode,
        description=_description(component)[:500],
        url=http_url(_text(component, "URL")) or page.url,
        recurrence=_rule(component),
        identifier=_identifier(component),
        confidence=confidence,
        publish=confidence == _SURE,
        reasons=reasons,
        evidence={
            "startDate": _evidence(f"DTSTART: {_raw(component, 'DTSTART')}"),
            "name": _evidence(written),
        },
    )


def _trust(component: Any, *, end_dropped: bool) -> tuple[float, tuple[str, ...]]:
    """How sure an entry is to be a public event as it stands, and why."""
    reasons = ["an iCalendar file of the source"]
    if _text(component, "STATUS").upper() == "TENTATIVE":
        reasons.append("the source calls it tentative")
    if _text(component, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
        reasons.append("the source calls it private")
    if end_dropped:
        reasons.append("its end lies before its start and is dropped")
    return _SURE if len(reasons) == 1 else _DOUBTFUL, tuple(reasons)


def _end(component: Any, start: date | datetime) -> date | datetime | None:
    """The inclusive end; DTEND is exclusive for whole days (RFC 5545, section 3.6.1)."""
    if "DTEND" in component:
        end = _moment(component, "DTEND")
    elif "DURATION" in component:
        end = start + component.decoded("DURATION")
    else:
        return None
    if isinstance(end, datetime):
        # A clock at the end only, or an end at the start, says no more than the day.
        return end if isinstance(start, datetime) and end != start else None
    end -= timedelta(days=1)
    first = start.date() if isinstance(start, datetime) else start
    return None if end == first or end == first - timedelta(days=1) else end


def _moment(component: Any, name: str) -> date | datetime:
    """The value of DTSTART or DTEND; written in a form that RFC 5545 does not know, it is read too.

    A time without a zone, or with one that nobody knows, is Berlin's.
    """
    value = component.decoded(name)
    if not isinstance(value, date):
        found = stated(_raw(component, name))
        if found is None:
            raise ModelError(f"{value!r} is no date")
        value = found.clock or found.day
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ModelError(f"the year {value.year} is no year of an event")
    if not isinstance(value, datetime):
        return value
    return value.astimezone(BERLIN) if value.tzinfo else value.replace(tzinfo=BERLIN)


def _raw(component: Any, name: str) -> str:
    value = component.get(name)
    return clean_text(value.to_ical().decode() if hasattr(value, "to_ical") else str(value or ""))


def _several(component: Any, name: str) -> list[str]:
    value = component.get(name, "")
    return [clean_text(str(item)) for item in (value if isinstance(value, list) else [value])]


def _text(component: Any, name: str) -> str:
    return _several(component, name)[0]


def _description(component: Any) -> str:
    """The description; Outlook's formatted one where that is all there is."""
    value = component.get("DESCRIPTION") or component.get("X-ALT-DESC") or ""
    return plain_text(str(value[0] if isinstance(value, list) else value))


def _status(component: Any, name: str) -> EventStatus:
    if _text(component, "STATUS").upper() == "CANCELLED":
        return EventStatus.CANCELLED
    found = status_in(name, 0, name)
    return found.value if found is not None else EventStatus.SCHEDULED


def _rule(component: Any) -> str:
    """The RRULE as it stands; one that could not be read is none."""
    rule = component.get("RRULE")
    rule = rule[0] if isinstance(rule, list) and rule else rule
    return rule.to_ical().decode() if rule and "FREQ" in rule else ""


def _identifier(component: Any) -> str:
    """The UID; of a moved instance of a series with the day that it replaces."""
    uid, moved = _text(component, "UID"), _raw(component, "RECURRENCE-ID")
    return f"{uid}/{moved}" if uid and moved else uid


def _deadline(start: date | datetime, name: str) -> Deadline:
    kind = deadline_kind(name) or DeadlineKind.OTHER
    return Deadline(due=start, kind=kind, quote=name, name=name)


def _evidence(quote: str) -> Evidence:
    return Evidence(quote=quote, start=0, end=0, rule="icalendar", confidence=0.97)
