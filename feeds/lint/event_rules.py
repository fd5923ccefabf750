"""Points 10 and 12 to 24 of the checklist: what a VEVENT must be, by itself.

Used on each event before it enters a calendar, and on whole calendars before publication.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache

from feeds.lint.content_lines import Component, Property, apart, read
from feeds.lint.finding import Finding
from feeds.publishable import EMAIL, ENTITY, TAG
from model import BERLIN, fold

_UTC = re.compile(r"\d{8}T\d{6}Z")
_STATES = ("CONFIRMED", "TENTATIVE", "CANCELLED")
_LINK = re.compile(r"https?://\S+")
_NEEDED = ("UID", "DTSTAMP", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART")
_FORBIDDEN = ("ORGANIZER", "ATTENDEE")
_REPEATED = {"CATEGORIES", "CONFERENCE", "RELATED-TO"}
_RELATIONS = ("PARENT", "CHILD", "SIBLING")
_TEXTS = ("SUMMARY", "LOCATION", "CONTACT", "DESCRIPTION")
_ESCAPED, _UNESCAPED = re.compile(r"\\[\\;,nN]"), re.compile(r"[\\;,]")
_LONGEST_SUMMARY = 200
_SOUTH, _NORTH, _WEST, _EAST = 34.0, 72.0, -25.0, 45.0


def lint_event(data: bytes, *, categories: frozenset[str] | None = None) -> list[Finding]:
    """Return what is wrong with the bytes of one VEVENT, its physical lines included.

    `categories` is the controlled list; None: any.
    """
    event, findings = examine(data)
    return [*findings, *(uncontrolled(event, categories) if event is not None else ())]


@lru_cache(maxsize=4096)
def examine(data: bytes) -> tuple[Component | None, tuple[Finding, ...]]:
    """Return the VEVENT that the bytes are, None where they are none, and what is wrong with it.

    Remembered: most files of a publication hold VEVENTs that another one has brought before. The
    component is for reading only. Says nothing of the list of categories.
    """
    root, findings = read(data)
    events = root.inner("VEVENT")
    if len(events) != 1 or len(root.components) != 1 or root.properties:
        return None, (*findings, Finding(point=4, message="not exactly one VEVENT"))
    return events[0], (*findings, *_event_findings(events[0]))


def vevents(data: bytes) -> list[Component]:
    """Return the VEVENTs of a calendar, as far as they can be read."""
    found = (examine(event)[0] for event in apart(data)[1])
    return [event for event in found if event is not None]


def uncontrolled(event: Component, categories: frozenset[str] | None) -> Iterator[Finding]:
    """Yield the categories of a VEVENT that are not in the controlled list; None: any may be."""
    if categories is None:
        return
    for prop in event.all("CATEGORIES"):
        for category in re.split(r"(?<!\\),", prop.value):
            if category.replace("\\,", ",") not in categories:
                message = f"the category {category!a} is not in the list"
                yield Finding(point=23, message=message, subject=event.text("UID"))


def _event_findings(event: Component) -> Iterator[Finding]:
    uid = event.text("UID")
    rules = (
        _once,
        _stamps,
        _state,
        _times,
        _summary,
        _place,
        _link,
        _prose,
        _people,
        _typed,
        _related,
    )
    for rule in rules:
        for point, message in rule(event):
            yield Finding(point=point, message=message, subject=uid)


def moment(prop: Property | None) -> date | datetime | None:
    """Return a DATE or a DATE-TIME (in its zone) of a property, or None where it is neither."""
    if prop is None:
        return None
    try:
        if prop.parameters.get("VALUE") == "DATE":
            return datetime.strptime(prop.value, "%Y%m%d").date()  # noqa: DTZ007 - a day
        if prop.value.endswith("Z"):
            return datetime.strptime(prop.value + "+0000", "%Y%m%dT%H%M%SZ%z").astimezone(BERLIN)
        return datetime.strptime(prop.value, "%Y%m%dT%H%M%S").replace(tzinfo=BERLIN)
    except (ValueError, OverflowError):
        return None


def sequence(event: Component) -> int:
    """Return the SEQUENCE of a VEVENT, 0 where it has none that is a number."""
    value = event.value("SEQUENCE")
    return int(value) if value.isascii() and value.isdigit() else 0


def _once(event: Component) -> Iterator[tuple[int, str]]:
    if not event.value("UID"):
        yield 12, "no UID"
    for name in _NEEDED[1:]:
        if not event.all(name):
            point = {"DTSTAMP": 13, "SEQUENCE": 14, "STATUS": 15, "SUMMARY": 18, "DTSTART": 17}
            yield point[name], f"no {name}"
    names = [prop.name for prop in event.properties]
    for name in sorted({n for n in names if names.count(n) > 1} - _REPEATED):
        yield 4, f"{name} stands more than once"


def _stamps(event: Component) -> Iterator[tuple[int, str]]:
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        for prop in event.all(name):
            if not _UTC.fullmatch(prop.value):
                yield 13, f"{name} is not in UTC"
    changed = event.value("LAST-MODIFIED")
    if changed and event.value("DTSTAMP") != changed:
        yield 13, "DTSTAMP is not the time of the last change"
    if changed and event.value("CREATED") > changed:
        yield 13, "CREATED is after LAST-MODIFIED"
    if not re.fullmatch(r"\d+", event.value("SEQUENCE") or "0"):
        yield 14, "SEQUENCE is no number"


def _state(event: Component) -> Iterator[tuple[int, str]]:
    status = event.value("STATUS")
    if status and status not in _STATES:
        yield 15, f"STATUS is {status!a}"
    if status == "CANCELLED" and "abgesagt" not in fold(event.text("SUMMARY")):
        yield 15, "cancelled, but the SUMMARY does not say so"
    if event.value("TRANSP") != "TRANSPARENT":
        yield 16, "not TRANSP:TRANSPARENT"


def _times(event: Component) -> Iterator[tuple[int, str]]:
    for name in ("DTSTART", "DTEND"):
        for prop in event.all(name):
            is_day, zone = prop.parameters.get("VALUE") == "DATE", prop.parameters.get("TZID")
            if moment(prop) is None:
                yield 17, f"{name} is no date: {prop.value!a}"
            elif not is_day and not zone and not prop.value.endswith("Z"):
                yield 10, f"{name} is a floating time"
            elif zone and (is_day or prop.value.endswith("Z")):
                yield 10, f"{name} has a TZID that does not belong there"
    start, end = moment(event.first("DTSTART")), moment(event.first("DTEND"))
    if start is None or end is None:
        return
    if isinstance(start, datetime) != isinstance(end, datetime):
        yield 17, "DTSTART and DTEND are of different types"
    elif _instant(end) <= _instant(start):
        yield 17, "DTEND is not after DTSTART"


def _instant(moment: date | datetime) -> date | datetime:
    """Return a clock time in UTC: those of one zone are compared as the clock shows them."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _summary(event: Component) -> Iterator[tuple[int, str]]:
    summary = event.text("SUMMARY")
    if not summary.strip():
        yield 18, "SUMMARY is empty"
    if len(summary) > _LONGEST_SUMMARY or "\n" in summary:
        yield 18, "SUMMARY is longer than one line of 200 characters"
    if TAG.search(summary) or ENTITY.search(summary):
        yield 18, "SUMMARY holds markup"


def _place(event: Component) -> Iterator[tuple[int, str]]:
    if "\n" in event.text("LOCATION"):
        yield 19, "LOCATION has more than one line"
    for prop in event.all("GEO"):
        match = re.fullmatch(r"(-?\d+(?:\.\d+)?);(-?\d+(?:\.\d+)?)", prop.value)
        if match is None:
            yield 19, "GEO is not latitude;longitude"
        elif not (_SOUTH <= float(match[1]) <= _NORTH and _WEST <= float(match[2]) <= _EAST):
            yield 19, "GEO is outside of Europe"


def _link(event: Component) -> Iterator[tuple[int, str]]:
    for prop in event.all("URL"):
        if not _LINK.fullmatch(prop.value) or not prop.value.isascii():
            yield 20, "URL is no absolute http(s) address"
        elif event.text("DESCRIPTION").split("\n")[-1] != prop.value:
            yield 20, "DESCRIPTION does not end with the URL"


def _prose(event: Component) -> Iterator[tuple[int, str]]:
    description = _LINK.sub("", event.text("DESCRIPTION"))
    if any(TAG.search(line) or ENTITY.search(line) for line in description.split("\n")):
        yield 21, "DESCRIPTION holds markup"
    for name in ("LOCATION", "CONTACT"):
        if TAG.search(event.text(name)):
            yield 21, f"{name} holds markup"
    for name in _TEXTS:
        if _UNESCAPED.search(_ESCAPED.sub("", event.value(name))):
            yield 21, f"{name} is not escaped"


def _people(event: Component) -> Iterator[tuple[int, str]]:
    for name in _FORBIDDEN:
        if event.all(name):
            yield 22, f"{name} makes clients ask for an answer"
    if event.inner("VALARM"):
        yield 22, "a VALARM in a public calendar"
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT", "URL"):
        if EMAIL.search(event.text(name)):
            yield 22, f"an e-mail address in {name}"


def _typed(event: Component) -> Iterator[tuple[int, str]]:
    for name in ("CONFERENCE", "IMAGE"):
        for prop in event.all(name):
            if "VALUE" not in prop.parameters:
                yield 24, f"{name} without VALUE"


def _related(event: Component) -> Iterator[tuple[int, str]]:
    """RFC 5545 3.8.4.5: the UID of another component, and how the two stand to each other."""
    uids = [prop.text for prop in event.all("RELATED-TO")]
    if len(uids) != len(set(uids)):
        yield 12, "RELATED-TO names an event more than once"
    if event.text("UID") in uids:
        yield 12, "RELATED-TO names the event itself"
    for prop in event.all("RELATED-TO"):
        relation = prop.parameters.get("RELTYPE", "PARENT")
        if relation not in _RELATIONS:
            yield 12, f"RELATED-TO with the RELTYPE {relation!a}"
