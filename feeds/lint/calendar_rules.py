"""Points 1 to 12 and 25 of the checklist: what a whole iCalendar file must be.

Purely on the bytes. What a file must keep of the one before it stands in `calendar_before`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from datetime import date, datetime, time
from enum import StrEnum

from feeds.calendars.timezone_berlin import VTIMEZONE
from feeds.lint.calendar_before import emptied, since
from feeds.lint.content_lines import Component, apart, read
from feeds.lint.event_rules import examine, moment, uncontrolled
from feeds.lint.finding import Finding
from model import BERLIN, Severity

_FORBIDDEN = ("METHOD", "UID")
_OF_A_CALENDAR = (
    "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "DESCRIPTION", "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
)  # fmt: skip
_MOST_EVENTS = 1_000
_MOST_BYTES = 1_000_000


class Shape(StrEnum):
    """What a calendar file is for: that of everything, of another selection, of one event."""

    ALL = "all"
    SELECTION = "selection"
    SINGLE = "single"


def lint_ics(
    data: bytes,
    *,
    self_url: str = "",
    page_url: str = "",
    previous: bytes | None = None,
    categories: frozenset[str] | None = None,
    shape: Shape = Shape.SELECTION,
    related: Set[str] | None = None,
    may_empty: bool = False,
) -> list[Finding]:
    """Return what is wrong with an iCalendar file.

    `self_url` and `page_url` are the addresses that it is published under, `previous` is the file
    that it will replace, `categories` the controlled list (None: any). `related` are the UIDs that
    RELATED-TO may name, those of the file itself where it is None. A calendar without events is a
    warning: it is valid, but nobody can tell it from a broken one. Where that of everything loses
    all events at once, it is an error, unless it `may_empty`.
    """
    around, bodies = apart(data)
    root, findings = read(around.replace(VTIMEZONE, b"", 1))
    calendars = root.inner("VCALENDAR")
    if len(calendars) != 1 or root.properties or len(root.components) != 1:
        return [*findings, Finding(point=4, message="not exactly one VCALENDAR")]
    calendar, examined = calendars[0], [examine(body) for body in bodies]
    events = [event for event, _ in examined if event is not None]
    findings += [finding for _, found in examined for finding in found]
    findings += [finding for event in events for finding in uncontrolled(event, categories)]
    findings += _head(calendar, shape)
    findings += _addresses(calendar, self_url, page_url)
    findings += _zones(calendar, VTIMEZONE in around, events)
    findings += _size(events, len(data), shape)
    findings += _order(events)
    findings += _relations(events, related)
    if previous is not None:
        findings += since(bodies, previous)
        findings += emptied(bodies, previous, is_grave=shape is Shape.ALL and not may_empty)
    return findings


def _head(calendar: Component, shape: Shape) -> Iterator[Finding]:
    if calendar.value("VERSION") != "2.0":
        yield Finding(point=4, message="not VERSION:2.0")
    if not calendar.value("PRODID"):
        yield Finding(point=4, message="no PRODID")
    if calendar.value("CALSCALE") != "GREGORIAN":
        yield Finding(point=4, message="not CALSCALE:GREGORIAN")
    for component in calendar.components:
        if component.name != "VTIMEZONE":
            yield Finding(point=4, message=f"a component that is none of ours: {component.name!a}")
    for name in _FORBIDDEN:
        if calendar.all(name):
            yield Finding(point=5, message=f"the calendar has a {name}")
    yield from _imported(calendar) if shape is Shape.SINGLE else _subscribed(calendar)


def _subscribed(calendar: Component) -> Iterator[Finding]:
    for name, twin in (("NAME", "X-WR-CALNAME"), ("DESCRIPTION", "X-WR-CALDESC")):
        if not calendar.value(name) or calendar.value(name) != calendar.value(twin):
            yield Finding(point=6, message=f"{name} and {twin} differ or are missing")
    refresh = calendar.first("REFRESH-INTERVAL")
    if refresh is None or refresh.parameters.get("VALUE") != "DURATION":
        yield Finding(point=7, message="no REFRESH-INTERVAL;VALUE=DURATION")
    elif refresh.value != calendar.value("X-PUBLISHED-TTL"):
        yield Finding(point=7, message="REFRESH-INTERVAL and X-PUBLISHED-TTL differ")


def _imported(calendar: Component) -> Iterator[Finding]:
    """Check that nothing names or refreshes a calendar: Outlook would open a new one."""
    for name in _OF_A_CALENDAR:
        if calendar.all(name):
            point = 7 if name in _OF_A_CALENDAR[-2:] else 6
            yield Finding(point=point, message=f"the file of one event has a {name}")


def _addresses(calendar: Component, self_url: str, page_url: str) -> Iterator[Finding]:
    source = calendar.first("SOURCE")
    if source is None or source.parameters.get("VALUE") != "URI":
        yield Finding(point=8, message="no SOURCE;VALUE=URI")
    elif self_url and source.value != self_url:
        yield Finding(point=8, message="SOURCE is not the published address")
    if page_url and calendar.value("URL") != page_url:
        yield Finding(point=8, message="URL is not the HTML page")


def _zones(calendar: Component, is_there: bool, events: Iterable[Component]) -> Iterator[Finding]:
    """Check that the constant VTIMEZONE was there, no other one is, and none else is used."""
    others = calendar.inner("VTIMEZONE")
    if others or not is_there:
        yield Finding(point=9, message="not exactly one VTIMEZONE Europe/Berlin in RRULE form")
    defined = {zone.value("TZID") for zone in others} | ({BERLIN.key} if is_there else set())
    used = {p.parameters["TZID"] for e in events for p in e.properties if "TZID" in p.parameters}
    for zone in sorted(used - defined):
        yield Finding(point=9, message=f"the TZID {zone!a} is not defined")


def _size(events: list[Component], size: int, shape: Shape) -> Iterator[Finding]:
    if shape is Shape.SINGLE and len(events) != 1:
        yield Finding(point=11, message=f"{len(events)} events in the file of one")
    elif not events and shape is Shape.ALL:
        message = "the calendar has no event"
        yield Finding(point=11, message=message, severity=Severity.WARNING)
    if len(events) > _MOST_EVENTS:
        yield Finding(point=11, message=f"{len(events)} events are more than {_MOST_EVENTS}")
    if size >= _MOST_BYTES:
        yield Finding(point=11, message=f"{size} bytes are not fewer than {_MOST_BYTES}")


def _order(events: list[Component]) -> Iterator[Finding]:
    for uid, times in Counter(event.text("UID") for event in events).items():
        if times > 1:
            yield Finding(point=12, message=f"the UID stands {times} times", subject=uid)
    keys = [(_instant(moment(event.first("DTSTART"))), event.text("UID")) for event in events]
    if keys != sorted(keys):
        yield Finding(point=25, message="not sorted by start and UID")


def _relations(events: list[Component], related: Set[str] | None) -> Iterator[Finding]:
    uids = related if related is not None else {event.text("UID") for event in events}
    for event in events:
        if any(prop.text not in uids for prop in event.all("RELATED-TO")):
            message = "RELATED-TO names an event that is not in the file"
            yield Finding(point=12, message=message, subject=event.text("UID"))


def _instant(start: date | datetime | None) -> datetime:
    if isinstance(start, datetime):
        return start
    return datetime.combine(start or date.min, time.min, tzinfo=BERLIN)
