"""Which published revisions of an event changed what readers plan by, out of its history.

Finds them and puts the event before and after together; it has no words for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from feeds.snapshot import Snapshot, is_shown
from feeds.states import field_changes, is_public, states, together
from model import Change, StoredEvent
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
    history = field_changes(snapshot)
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
    groups = together(changes)
    standing: Json | None = None
    since: list[Change] = []
    for group, (before, after) in zip(
        groups, pairwise(states(event_to_json(stored.event), groups)), strict=True
    ):
        if standing is None and is_public(before):
            standing = before
        since += (change for change in group if change.field in PLANNED)
        if not is_public(after):
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


def _plans(state: Json) -> list[object]:
    return [state.get(field) for field in PLANNED]
