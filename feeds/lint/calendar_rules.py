"""Points 1 to 14 and 25 of the checklist: what a whole iCalendar file must be.

Purely on the bytes; the previous build can be given to check that no SEQUENCE falls.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from feeds.calendars.timezone_berlin import VTIMEZONE
from feeds.lint.content_lines import Component, read
from feeds.lint.event_rules import event_findings, moment, sequence
from feeds.lint.finding import Finding
from model import BERLIN, Severity

_FORBIDDEN = ("METHOD", "UID")
_MOST_EVENTS = 1_000
_MOST_BYTES = 1_000_000


def lint_ics(
    data: bytes,
    *,
    self_url: str = "",
    page_url: str = "",
    previous: bytes | None = None,
    categories: frozenset[str] = frozenset(),
) -> list[Finding]:
    """Return what is wrong with an iCalendar file.

    `self_url` and `page_url` are the addresses that it is published under; `previous` is the
    file that it will replace. A calendar without events is a warning: it is valid, but nobody
    can tell it from a broken one. In place of one that has events it is an error.
    """
    root, findings = read(data)
    calendars = root.inner("VCALENDAR")
    if len(calendars) != 1 or root.properties or len(root.components) != 1:
        return [*findings, Finding(point=4, message="not exactly one VCALENDAR")]
    calendar = calendars[0]
    events = calendar.inner("VEVENT")
    findings += _head(calendar)
    findings += _addresses(calendar, self_url, page_url)
    findings += _zones(calendar, events)
    findings += _size(events, len(data))
    for event in events:
        findings += event_findings(event, categories)
    findings += _order(events)
    findings += _relations(events)
    if previous is not None:
        findings += _since(events, previous)
        findings += _emptied(events, previous)
    return findings


def _head(calendar: Component) -> Iterator[Finding]:
    if calendar.value("VERSION") != "2.0":
        yield Finding(point=4, message="not VERSION:2.0")
    if not calendar.value("PRODID"):
        yield Finding(point=4, message="no PRODID")
    if calendar.value("CALSCALE") != "GREGORIAN":
        yield Finding(point=4, message="not CALSCALE:GREGORIAN")
    for name in _FORBIDDEN:
        if calendar.all(name):
            yield Finding(point=5, message=f"the calendar has a {name}")
    for name, twin in (("NAME", "X-WR-CALNAME"), ("DESCRIPTION", "X-WR-CALDESC")):
        if not calendar.value(name) or calendar.value(name) != calendar.value(twin):
            yield Finding(point=6, message=f"{name} and {twin} differ or are missing")
    refresh = calendar.first("REFRESH-INTERVAL")
    if refresh is None or refresh.parameters.get("VALUE") != "DURATION":
        yield Finding(point=7, message="no REFRESH-INTERVAL;VALUE=DURATION")
    elif refresh.value != calendar.value("X-PUBLISHED-TTL"):
        yield Finding(point=7, message="REFRESH-INTERVAL and X-PUBLISHED-TTL differ")


def _addresses(calendar: Component, self_url: str, page_url: str) -> Iterator[Finding]:
    source = calendar.first("SOURCE")
    if source is None or source.parameters.get("VALUE") != "URI":
        yield Finding(point=8, message="no SOURCE;VALUE=URI")
    elif self_url and source.value != self_url:
        yield Finding(point=8, message="SOURCE is not the published address")
    if page_url and calendar.value("URL") != page_url:
        yield Finding(point=8, message="URL is not the HTML page")


def _zones(calendar: Component, events: Iterable[Component]) -> Iterator[Finding]:
    zones = calendar.inner("VTIMEZONE")
    expected = read(VTIMEZONE)[0].inner("VTIMEZONE")
    if zones != expected:
        yield Finding(point=9, message="not exactly one VTIMEZONE Europe/Berlin in RRULE form")
    defined = {zone.value("TZID") for zone in zones}
    used = {p.parameters["TZID"] for e in events for p in e.properties if "TZID" in p.parameters}
    for zone in sorted(used - defined):
        yield Finding(point=9, message=f"the TZID {zone!a} is not defined")


def _size(events: list[Component], size: int) -> Iterator[Finding]:
    if not events:
        message = "the calendar has no event"
        yield Finding(point=11, message=message, severity=Severity.WARNING)
    if len(events) > _MOST_EVENTS:
        yield Finding(point=11, message=f"{len(events)} events are more than {_MOST_EVENTS}")
    if size >= _MOST_BYTES:
        yield Finding(point=11, message=f"{size} bytes are not fewer than {_MOST_BYTES}")


def _emptied(events: list[Component], previous: bytes) -> Iterator[Finding]:
    if not events and b"BEGIN:VEVENT" in previous:
        message = "it would lose all its events at once (remove the old file if that is meant)"
        yield Finding(point=11, message=message)


def _order(events: list[Component]) -> Iterator[Finding]:
    for uid, times in Counter(event.text("UID") for event in events).items():
        if times > 1:
            yield Finding(point=12, message=f"the UID stands {times} times", subject=uid)
    keys = [(_instant(moment(event.first("DTSTART"))), event.text("UID")) for event in events]
    if keys != sorted(keys):
        yield Finding(point=25, message="not sorted by start and UID")


def _relations(events: list[Component]) -> Iterator[Finding]:
    uids = {event.text("UID") for event in events}
    for event in events:
        if any(prop.text not in uids for prop in event.all("RELATED-TO")):
            message = "RELATED-TO names an event that is not in the file"
            yield Finding(point=12, message=message, subject=event.text("UID"))


def _instant(start: date | datetime | None) -> datetime:
    if isinstance(start, datetime):
        return start
    return datetime.combine(start or date.min, time.min, tzinfo=BERLIN)


def _since(events: list[Component], previous: bytes) -> Iterator[Finding]:
    """Compare with the file before: SEQUENCE may not fall, and must rise with a real change."""
    root, _ = read(previous)
    before = {e.text("UID"): e for c in root.inner("VCALENDAR") for e in c.inner("VEVENT")}
    for event in events:
        old = before.get(event.text("UID"))
        if old is None:
            continue
        uid, was, now = event.text("UID"), sequence(old), sequence(event)
        if now < was:
            yield Finding(point=14, message=f"SEQUENCE fell from {was} to {now}", subject=uid)
        elif now == was and _essence(event) != _essence(old):
            yield Finding(
                point=14, message="changed, but SEQUENCE is still the same", subject=uid,
                severity=Severity.WARNING,
            )  # fmt: skip


def _essence(event: Component) -> tuple[str, ...]:
    return tuple(event.value(name) for name in ("DTSTART", "DTEND", "LOCATION", "STATUS"))
