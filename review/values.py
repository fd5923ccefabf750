"""Values of the machine interface as people read them: days in German, places on one line.

Takes what `event_to_json` gives for a field, returns plain text, "" for nothing. The account, the
differences and the choices of fields all say values through here.
"""

from collections.abc import Mapping
from typing import Any

from model import AttendanceMode, EventStatus, ModelError, german
from model.schema_org import moment_from_iso, place_from_json
from review import words

_MOMENTS = frozenset({"startDate", "endDate", "previousStartDate", "until"})
_NAMED = frozenset({"organizer"})
_PLACES = frozenset({"location", "otherLocations"})


def value_words(field: str, value: Any) -> str:
    """Return a field's value in German words; what is of no known form as it stands."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if field in _MOMENTS:
        return _moment(value)
    if field in _PLACES:
        return _many(value, _place)
    if field in _NAMED:
        return _many(value, _name)
    if field == "eventStatus":
        return _coded(EventStatus, words.STATUSES, value)
    if field == "eventAttendanceMode":
        return _coded(AttendanceMode, words.MODES, value)
    if field == "verdict":
        return _verdict(value)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return str(value)


def _moment(value: Any) -> str:
    try:
        return german.moment_words(moment_from_iso(str(value)))
    except ModelError:
        return str(value)


def _many(value: Any, one: Any) -> str:
    return "; ".join(filter(None, map(one, value if isinstance(value, list) else [value])))


def _place(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    place = place_from_json(dict(value))
    return place.line or place.address_region


def _name(value: Any) -> str:
    return str(value.get("name") or "") if isinstance(value, Mapping) else str(value)


def _coded(kind: Any, table: Mapping[Any, str], value: Any) -> str:
    try:
        return table[kind(str(value).rsplit("/", 1)[-1])]
    except (KeyError, ValueError):
        return str(value)


def _verdict(value: Any) -> str:
    """Of "approve", "reject:no_event" or a mapping with `kind` and `reason`."""
    if isinstance(value, Mapping):
        kind, reason = str(value.get("kind", "")), str(value.get("reason") or "")
    else:
        kind, _, reason = str(value).partition(":")
    said = words.VERDICTS.get(kind, kind)
    known = {code.value: word for code, word in words.REJECT_REASONS.items()}
    return f"{said}: {known.get(reason, reason)}" if reason else said
