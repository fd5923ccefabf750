"""What two mentions of one event cannot both be right about: day, hour, end, town, status. Pure.

What one of them leaves open is no contradiction, but for an end: "2.-3. März" against "2. März".
"""

from datetime import datetime
from typing import Any

from model import Event, EventStatus, When, fold, iso


def contradictions(ours: Event, theirs: Event) -> dict[str, Any]:
    """What `theirs` says otherwise than `ours`, by schema.org's names, as the interface has it."""
    found: dict[str, Any] = {}
    if isinstance(ours.when, When) and isinstance(theirs.when, When):
        found |= _of_times(ours.when, theirs.when)
    here, there = (e.location.address_locality if e.location else "" for e in (ours, theirs))
    if here and there and fold(here) != fold(there):
        found["addressLocality"] = there
    if theirs.status not in (ours.status, EventStatus.SCHEDULED):
        found["eventStatus"] = theirs.status.value
    return found


def _of_times(ours: When, theirs: When) -> dict[str, Any]:
    both_timed = isinstance(ours.start, datetime) and isinstance(theirs.start, datetime)
    if ours.first_day != theirs.first_day or (both_timed and ours.start != theirs.start):
        return {"startDate": iso(theirs.start)}
    both_ends = isinstance(ours.end, datetime) and isinstance(theirs.end, datetime)
    if ours.last_day != theirs.last_day or (both_ends and ours.end != theirs.end):
        return {"endDate": iso(theirs.end) if theirs.end is not None else None}
    return {}
