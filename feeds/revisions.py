"""Which published revisions of an event changed what readers plan by, out of its history.

Finds them and puts the event before and after together; it has no words for them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise

from feeds.snapshot import Snapshot, is_shown
from model import Change, ChangeKind, StoredEvent
from model.schema_org import Json, event_to_json

PLANNED = (
    "startDate",
    "endDate",
    "coarse",
    "location",
    "otherLocations",
    "eventAttendanceMode",
    "eventStatus",
)
"""The fields that readers plan by, in the names of the machine interface."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A revision of a published event: what readers knew before it and what they know since.

    `before` and `after` are the event in the form of the machine interface, `changes` what was
    changed between them of the fields that readers plan by.
    """

    stored: StoredEvent
    sequence: int
    at: datetime
    before: Json
    after: Json
    changes: tuple[Change, ...]

    @property
    def uid(self) -> str:
        """The UID of the event."""
        return self.stored.uid


def revisions(snapshot: Snapshot) -> list[Revision]:
    """Return the revisions of the published events that changed plans, the newest first.

    The first publication of an event is none, and neither is what happened to it before.
    """
    history: dict[str, list[Change]] = defaultdict(list)
    for change in snapshot.changes:
        if change.kind is ChangeKind.FIELD:
            history[change.event_uid].append(change)
    planned = {uid for uid, changes in history.items() if any(c.field in PLANNED for c in changes)}
    found = [
        revision
        for stored in snapshot.events
        if stored.uid in planned and is_shown(stored, snapshot.today)
        for revision in _of_event(stored, history[stored.uid])
    ]
    return sorted(found, key=lambda r: (-r.at.timestamp(), r.uid, -r.sequence))


def _of_event(stored: StoredEvent, changes: Sequence[Change]) -> Iterator[Revision]:
    """Yield the revisions of one event: each published state against the one published before.

    What has changed at one time was published together, be it more than one revision.
    """
    ordered = sorted(changes, key=lambda c: (c.at, c.sequence))
    groups = [list(group) for _, group in groupby(ordered, key=lambda c: c.at)]
    standing: Json | None = None
    since: list[Change] = []
    for group, (before, after) in zip(
        groups, pairwise(_states(event_to_json(stored.event), groups)), strict=True
    ):
        if standing is None and _is_public(before):
            standing = before
        since += (change for change in group if change.field in PLANNED)
        if not _is_public(after):
            continue
        is_new = group[-1].at <= stored.created
        if standing is not None and not is_new and _plans(standing) != _plans(after):
            yield Revision(
                stored=stored,
                sequence=group[-1].sequence,
                at=group[-1].at,
                before=standing,
                after=after,
                changes=tuple(since),
            )
        standing, since = after, []


def _states(now: Json, groups: Sequence[Sequence[Change]]) -> list[Json]:
    """Return the event before the first group and after each, told backwards from what it is."""
    states = []
    state = now
    for group in reversed(groups):
        after = {**state, **{change.field: change.new for change in group}}
        states.append(after)
        state = {**after, **{change.field: change.old for change in reversed(group)}}
    return [state, *reversed(states)]


def _is_public(state: Json) -> bool:
    """Return True for a state that the feeds showed: let through, with a time, no report."""
    has_time = bool(state.get("startDate") or state.get("coarse"))
    return has_time and bool(state.get("publish")) and not state.get("isReport")


def _plans(state: Json) -> list[object]:
    return [state.get(field) for field in PLANNED]
