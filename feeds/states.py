"""What an event was before and after each of its changes, out of its history."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from feeds.snapshot import Snapshot
from model import Change, ChangeKind, StoredEvent
from model.schema_org import Json, event_to_json

_LET_THROUGH = frozenset(("publish", "startDate", "coarse", "isReport"))
"""The fields that `is_public` hangs on."""

_ABOUT = frozenset(
    (
        "name",
        "description",
        "location",
        "otherLocations",
        "organizer",
        "eventAttendanceMode",
        "eventStatus",
    )
)
"""The fields of an event that say what it is about and where; selections hang on no other."""


def field_changes(snapshot: Snapshot) -> Mapping[str, list[Change]]:
    """Return the changes of fields by the UID of their event."""
    found: dict[str, list[Change]] = defaultdict(list)
    for change in snapshot.changes:
        if change.kind is ChangeKind.FIELD:
            found[change.event_uid].append(change)
    return found


def together(changes: Sequence[Change]) -> list[list[Change]]:
    """Return the changes of one event in their order, those of one time in one group.

    What has changed at one time was published together, be it more than one revision.
    """
    ordered = sorted(changes, key=lambda c: (c.at, c.sequence))
    return [list(group) for _, group in groupby(ordered, key=lambda c: c.at)]


def states(now: Json, groups: Sequence[Sequence[Change]]) -> list[Json]:
    """Return the event before the first group and after each, told backwards from what it is."""
    found = []
    state = now
    for group in reversed(groups):
        after = {**state, **{change.field: change.new for change in group}}
        found.append(after)
        state = {**after, **{change.field: change.old for change in reversed(group)}}
    return [state, *reversed(found)]


def is_public(state: Json) -> bool:
    """Return True for a state that the feeds showed: let through, with a time, no report."""
    has_time = bool(state.get("startDate") or state.get("coarse"))
    return has_time and bool(state.get("publish")) and not state.get("isReport")


def first_published(snapshot: Snapshot) -> Mapping[str, datetime]:
    """Return when events were first published that were held back or without a day at first.

    By UID. All others were published when they were first stored.
    """
    history, found = field_changes(snapshot), {}
    for stored in snapshot.events:
        changes = history.get(stored.uid, ())
        if any(change.field in _LET_THROUGH for change in changes):
            groups = together(changes)
            before, *after = states(event_to_json(stored.event), groups)
            public = (g[-1].at for g, state in zip(groups, after, strict=True) if is_public(state))
            if not is_public(before):
                found[stored.uid] = next(public, stored.created)
    return found


def abouts_before(snapshot: Snapshot) -> Iterator[tuple[StoredEvent, Json, datetime]]:
    """Yield what readers were told that events are about and where, and are told no more.

    Each event with such a state in the form of the machine interface, and when that ended.
    """
    history = field_changes(snapshot)
    for stored in (*snapshot.events, *snapshot.merged_events):
        changes = history.get(stored.uid, ())
        if not any(change.field in _ABOUT | _LET_THROUGH for change in changes):
            continue
        groups = together(changes)
        for state, group in zip(states(event_to_json(stored.event), groups), groups, strict=False):
            ends = any(change.field in _ABOUT | _LET_THROUGH for change in group)
            if ends and is_public(state):
                yield stored, state, group[-1].at
