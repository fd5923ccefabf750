"""What staff said on top of what pages say: corrected fields, approval, rejection. Pure.

Staff's word holds until staff takes it back; where the pages have moved away from the value that
was overridden, the correction says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from model import Correction, Event, ModelError
from model.schema_org import event_from_json, event_to_json
from store.history import STAFF
from store.merging import Merged

CORRECTABLE = frozenset(
    (
        "name", "startDate", "endDate", "eventStatus", "eventAttendanceMode", "previousStartDate",
        "location", "otherLocations", "organizer", "description", "url", "offers", "recurrence",
    )
)  # fmt: skip
"""The fields that staff may set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Staff's word on an event as a whole: `approved` or rejected, with the coded reason."""

    approved: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """All that staff said of one event. Corrections stand in the order they were made."""

    corrections: Sequence[Correction] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The event as it is published, with where its fields stand and the corrections in it."""

    event: Event
    origins: Mapping[str, tuple[str, str]]
    corrections: tuple[Correction, ...]


def corrected(merged: Merged, word: Word) -> Corrected:
    """Apply staff's word to what the pages say.

    A correction that does not fit any more (an end that now lies before the start) is kept and
    said to have drifted, and the pages' value stands.
    """
    extracted = event_to_json(merged.event)
    event, origins = merged.event, dict(merged.origins)
    applied = []
    for correction in word.corrections:
        found = extracted.get(correction.field)
        drifted = found not in (correction.base, correction.value)
        try:
            event = with_value(event, correction.field, correction.value)
            origins[correction.field] = STAFF
        except ModelError:
            drifted = True
        applied.append(replace(correction, drifted=drifted, found=found if drifted else None))
    if word.verdict is not None:
        event = _judged(event, word.verdict)
    return Corrected(event=event, origins=origins, corrections=tuple(applied))


def with_value(event: Event, name: str, value: Any) -> Event:
    """The event with one field set. Raises ModelError that names the field where it cannot be."""
    if name not in CORRECTABLE:
        raise ModelError(f"{name!r} is no field that can be corrected")
    data = event_to_json(event)
    data[name] = value
    if name == "startDate":
        data["coarse"] = None
        data["yearSource"] = None
    data["evidence"] = {
        key: quote
        for key, quote in data["evidence"].items()
        if key != name and not key.startswith(f"{name}.")
    }
    try:
        return event_from_json(data)
    except (ModelError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(f"{name} cannot be {value!r}: {error}") from error


def _judged(event: Event, verdict: Verdict) -> Event:
    if verdict.approved:
        return replace(event, publish=True, reasons=("approved by staff",))
    return replace(event, publish=False, reasons=(f"rejected by staff: {verdict.reason}",))
