"""Events that a page states in its data: JSON-LD, read tolerantly, checked before it is trusted."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from model import (
    AttendanceMode,
    EventStatus,
    Evidence,
    ModelError,
    Organizer,
    Place,
    Problem,
    ProblemKind,
    When,
    clean_text,
)
from model.schema_org import moment_from_iso
from parsers.candidate import Candidate, Found, Layer
from parsers.dates.foreign import foreign_moment
from parsers.document import Document
from parsers.fragments import plain_text

_EVENT_TYPE = re.compile(r"(?:^|/)(?:\w*Event|Festival|Hackathon|CourseInstance)$")
_LEADING_ZERO = re.compile(r"(:\s*)0+(\d+)(\s*[,}\]])")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
Json = dict[str, Any]


def events_in_data(document: Document) -> list[Candidate]:
    """Return the events of the page's JSON-LD. Data that cannot be read becomes a Problem."""
    candidates = []
    for node in _nodes(document):
        if any(_EVENT_TYPE.search(kind) for kind in _types(node)):
            candidate = _candidate(node, document)
            if candidate is not None:
                candidates.append(candidate)
    return candidates


def date_published(document: Document) -> date | None:
    """Return the publication day that the page's data states, if it is a valid date."""
    keys = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.date",
            "dcterms.created", "dc.date.created", "og:published_time")  # fmt: skip
    values = [document.meta[key] for key in keys if key in document.meta]
    values += [str(node["datePublished"]) for node in _nodes(document) if node.get("datePublished")]
    for value in values:
        day = _day(value)
        if day is not None:
            return day
    return None


def _nodes(document: Document) -> Iterator[Json]:
    for number, raw in enumerate(document.data):
        parsed, mended = _parse(raw)
        if parsed is None or mended:
            _complain(document, number, mended=mended)
        yield from _flat(parsed)


def _complain(document: Document, number: int, *, mended: bool) -> None:
    what = "is broken and was mended" if mended else "cannot be read as JSON"
    problem = Problem(
        kind=ProblemKind.STRUCTURED_DATA, message=f"JSON-LD block {number + 1} {what}"
    )
    if problem not in document.problems:
        document.problems.append(problem)


def _parse(raw: str) -> tuple[Any, bool]:
    """Return the data, None where it cannot be read, and whether it had to be mended."""
    text = raw.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    bare = _TRAILING_COMMA.sub(r"\1", _LEADING_ZERO.sub(r'\1"0\2"\3', text))
    for attempt, strict in ((text, True), (text, False), (bare, False)):
        try:
            return json.loads(attempt, strict=strict), not strict
        except (ValueError, RecursionError):  # not JSON, or a number of thousands of digits
            continue
    return None, False


def _flat(value: Any, depth: int = 0) -> Iterator[Json]:
    if depth > 8:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "itemListElement", "item", "mainEntity", "subEvent"):
            if key in value:
                yield from _flat(value[key], depth + 1)


def _types(node: Json) -> list[str]:
    kinds = node.get("@type") or []
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _candidate(node: Json, document: Document) -> Candidate | None:
    when = _when(node)
    name = _text(node.get("name"))
    if when is None or not name:
        return None
    candidate = Candidate(layer=Layer.STRUCTURED, when=when, start=0, end=0, certainty=0.97)
    candidate.name = _found(name, f"name: {name}", "name", 0.98)
    candidate.locations = [
        _found(place, _text(node.get("location")) or place.line, "location", 0.9)
        for place in _places(node.get("location"))
    ]
    candidate.organizers = [
        _found(Organizer(name=who), who, "organizer", 0.95) for who in _names(node.get("organizer"))
    ]
    address = node.get("url")
    candidate.url = document.absolute(address) if isinstance(address, str) and address else ""
    candidate.description = _text(node.get("description"))[:500]
    status = str(node.get("eventStatus") or "").rsplit("/", 1)[-1]
    if status in {s.value for s in EventStatus} and status != EventStatus.SCHEDULED:
        candidate.status = _found(EventStatus(status), status, "eventStatus", 0.95)
    mode = str(node.get("eventAttendanceMode") or "").rsplit("/", 1)[-1]
    if mode in {m.value for m in AttendanceMode}:
        candidate.attendance_mode = _found(AttendanceMode(mode), mode, "eventAttendanceMode", 0.9)
    previous = _moment(node.get("previousStartDate"))
    if previous is not None:
        candidate.previous_start = _found(previous, str(node["previousStartDate"]), "previous", 0.9)
    return candidate


def _when(node: Json) -> Found[When] | None:
    start = _moment(node.get("startDate"))
    if start is None:
        return None
    end = _moment(node.get("endDate"))
    if isinstance(start, datetime) and start.hour == start.minute == 0 and _whole_days(end):
        start = start.date()
    if isinstance(end, datetime) and not isinstance(start, datetime):
        end = end.date()
    quote = f"startDate: {node.get('startDate')}; endDate: {node.get('endDate')}"
    for last in (end, None):
        try:
            same = last == start and type(last) is date
            return _found(When(start=start, end=None if same else last), quote, "startDate", 0.97)
        except ModelError:
            continue
    return None


def _whole_days(end: date | datetime | None) -> bool:
    if not isinstance(end, datetime):
        return True
    return (end.hour, end.minute) in ((0, 0), (23, 59))


def _moment(value: Any) -> date | datetime | None:
    if not isinstance(value, str):
        return None
    text = value.strip().replace(" ", "T", 1)
    text = re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", text)
    try:
        moment = moment_from_iso(text)
    except (ModelError, OverflowError):
        return _foreign(value)
    return moment if 1990 <= moment.year <= 2100 else None


def _foreign(value: str) -> date | datetime | None:
    """A date that is not ISO 8601, as some sites put into their data; midnight is a day."""
    moment = foreign_moment(value)
    if moment is not None and moment.hour == moment.minute == 0:
        return moment.date()
    return moment


def _day(value: str) -> date | None:
    moment = _moment(value)
    return moment.date() if isinstance(moment, datetime) else moment


def _places(value: Any) -> list[Place]:
    places = []
    for node in value if isinstance(value, list) else [value]:
        if isinstance(node, str) and node.strip():
            places.append(Place(name=_text(node)))
        elif isinstance(node, dict) and "VirtualLocation" not in _types(node):
            places.append(_place(node))
    return [place for place in places if place.line]


def _place(node: Json) -> Place:
    address = node.get("address")
    if isinstance(address, list):
        address = next((item for item in address if item), None)
    if isinstance(address, str):
        return Place(name=_text(node.get("name")), street_address=_text(address))
    address = address if isinstance(address, dict) else {}
    return Place(
        name=_text(node.get("name")),
        street_address=_text(address.get("streetAddress")),
        postal_code=_text(address.get("postalCode")),
        address_locality=_text(address.get("addressLocality")),
        address_region=_text(address.get("addressRegion")),
    )


def _names(value: Any) -> list[str]:
    names = []
    for node in value if isinstance(value, list) else [value]:
        name = _text(node.get("name")) if isinstance(node, dict) else _text(node)
        if name:
            names.append(name)
    return names


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or ""
    if not isinstance(value, (str, int, float)):
        return ""
    return clean_text(plain_text(str(value)))


def _found(value: Any, quote: str, rule: str, confidence: float) -> Found[Any]:
    quote = clean_text(quote)
    evidence = Evidence(quote=quote, start=0, end=0, rule=f"json-ld.{rule}", confidence=confidence)
    return Found(value=value, evidence=evidence)
