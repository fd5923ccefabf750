"""What staff said on top of what pages say: corrected fields, approval, rejection. Pure.

Staff's word holds until staff takes it back; where the pages have moved away from the value that
was overridden, the correction says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from model import Correction, Event, ModelError
from model.schema_org import event_from_json, event_to_json
from store.history import STAFF
from store.merging import Merged

CORRECTABLE = (
    "name", "startDate", "endDate", "previousStartDate", "eventStatus", "eventAttendanceMode",
    "location", "otherLocations", "organizer", "description", "url", "offers", "recurrence",
)  # fmt: skip
"""The fields that staff may set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Staff's word on an event as a whole: `approved` or rejected, with the coded reason."""

    approved: bool
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """All that staff said of one event. Corrections stand in the order they were made."""

    corrections: Sequence[Correction] = ()
    verdict: Verdict | None = None


_NOTHING = Word()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The event as it is published, with where its fields stand and the corrections in it.

    `authors` names who set a field, by its name.
    """

    event: Event
    origins: Mapping[str, tuple[str, str]]
    corrections: tuple[Correction, ...] = ()
    authors: Mapping[str, str] = field(default_factory=dict)


def corrected(merged: Merged, word: Word) -> Corrected:
    """Apply staff's word to what the pages say.

    A correction that does not fit any more (an end that now lies before the start) is kept and
    said to have drifted, and the pages' value stands.
    """
    if word == _NOTHING:
        return Corrected(event=merged.event, origins=merged.origins)
    extracted = event_to_json(merged.event)
    event, fields = fitting(merged.event, {c.field: c.value for c in word.corrections})
    authors = {c.field: c.by for c in word.corrections if c.field in fields}
    corrections = []
    for correction in word.corrections:
        found = extracted[correction.field]
        drifted = correction.field not in fields or not (
            _agrees(found, correction.base) or _agrees(found, correction.value)
        )
        corrections.append(replace(correction, drifted=drifted, found=found if drifted else None))
    if word.verdict is not None:
        event = _judged(event, word.verdict)
        authors["publish"] = word.verdict.by
    return Corrected(
        event=event,
        origins={**merged.origins, **dict.fromkeys(authors, STAFF)},
        corrections=tuple(corrections),
        authors=authors,
    )


def with_values(event: Event, values: Mapping[str, Any]) -> Event:
    """The event with fields set, in the form of the machine interface; empty ones are emptied.

    Raises ModelError that names field and value where one cannot be.
    """
    unknown = sorted(values.keys() - set(CORRECTABLE))
    if unknown:
        raise ModelError(
            f"{unknown[0]!r} is no field that can be corrected; there are {', '.join(CORRECTABLE)}"
        )
    data = event_to_json(event)
    data.update(values)
    if "startDate" in values:
        data["coarse"] = None
        data["yearSource"] = None
    data["evidence"] = {
        key: quote for key, quote in data["evidence"].items() if key.partition(".")[0] not in values
    }
    said = ", ".join(f"{name} to {value!r}" for name, value in values.items())
    try:
        changed = event_from_json(data)
    except ValueError as error:
        raise ModelError(f"cannot set {said}: {error}") from error
    except (TypeError, KeyError, AttributeError) as error:
        raise ModelError(f"cannot set {said}: not in the form of the machine interface") from error
    result = event_to_json(changed)
    for name, value in values.items():
        if not _kept(result[name], value):
            raise ModelError(
                f"cannot set {name} to {value!r}: the event would say {result[name]!r}"
            )
    return changed


def fitting(event: Event, values: Mapping[str, Any]) -> tuple[Event, set[str]]:
    """The event with all values, or with those that fit one after the other; their fields."""
    if not values:
        return event, set()
    try:
        return with_values(event, values), set(values)
    except ModelError:
        fields = set()
        for name, value in values.items():
            try:
                event = with_values(event, {name: value})
            except ModelError:
                continue
            fields.add(name)
        return event, fields


def _agrees(found: Any, value: Any) -> bool:
    """Whether what pages say is that value, or says more of the same."""
    if isinstance(found, Mapping) and isinstance(value, Mapping):
        return all(_agrees(found.get(key), part) for key, part in value.items() if part)
    return bool(found == value)


def _kept(result: Any, value: Any) -> bool:
    """Whether a value is in the event: nothing of it was unknown to the field, or not admitted."""
    if isinstance(value, Mapping):
        return isinstance(result, Mapping) and all(
            _kept(result.get(key), part) for key, part in value.items()
        )
    if isinstance(value, list):
        found = result if isinstance(result, list) else [result] if result else []
        return len(found) == len(value) and all(map(_kept, found, value))
    return not value or bool(result)


def _judged(event: Event, verdict: Verdict) -> Event:
    if verdict.approved:
        return replace(event, publish=True, reasons=("approved by staff",))
    return replace(event, publish=False, reasons=(f"rejected by staff: {verdict.reason}",))
