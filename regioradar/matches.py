"""The machine interface of `regioradar match`: two events a line, whether they are one.

A line that cannot be read is answered too, with the problem in it; nothing stops the stream.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matching import Knowledge, Sketch, compare, sketch
from model import Comparison, ModelError, PageError, Subject
from model.schema_org import Json, event_from_json
from regioradar.json_lines import read_object


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The line to print and, where two events could not be compared, the fault in one line."""

    record: Json
    fault: str = ""


def matches_of(lines: Iterable[bytes], knowledge: Knowledge) -> Iterator[Match]:
    """One answer for each line {id, a, b}; empty lines are skipped."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _match(number, line, knowledge)


def comparison_to_json(comparison: Comparison) -> Json:
    """Score, decision and features; the veto where there is one."""
    record: Json = {
        "score": comparison.score,
        "decision": comparison.decision.value,
        "features": dict(comparison.features),
    }
    return record | ({"veto": comparison.veto} if comparison.veto else {})


def _match(number: int, line: bytes, knowledge: Knowledge) -> Match:
    identity: Any = None
    try:
        data = read_object(number, line)
        identity = data.get("id")
        one, other = (_sketch(data, key, knowledge) for key in ("a", "b"))
        return Match(record={"id": identity, **comparison_to_json(compare(one, other))})
    except PageError as error:
        record = {"id": identity, "score": None, "decision": None, "features": {}}
        where = f"{identity!r}: " if identity is not None else ""
        return Match(record=record | {"problems": [str(error)]}, fault=f"{where}{error}")


def _sketch(data: Json, key: str, knowledge: Knowledge) -> Sketch:
    given = data.get(key)
    if not isinstance(given, dict):
        raise PageError(f'"{key}" is no event')
    try:
        event = event_from_json(_plain(given))
    except (ModelError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise PageError(f'"{key}" is no event: {error}') from error
    source, links = given.get("source"), given.get("links")
    subject = Subject(
        event=event,
        source_id=source if isinstance(source, str) else "",
        links=tuple(map(str, links)) if isinstance(links, list) else (),
    )
    return sketch(subject, knowledge)


def _plain(given: Json) -> Json:
    """The event without empty organizers and without "https://schema.org/" before its terms."""
    organizer = given.get("organizer") or []
    listed = organizer if isinstance(organizer, list) else [organizer]
    return {
        **given,
        "organizer": [_named(entry) for entry in listed if _named(entry).get("name")],
        **{
            key: given[key].rpartition("/")[2]
            for key in ("eventStatus", "eventAttendanceMode")
            if isinstance(given.get(key), str)
        },
    }


def _named(entry: Any) -> Mapping[str, Any]:
    return entry if isinstance(entry, Mapping) else {"name": entry} if entry else {}
