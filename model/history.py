"""What becomes of an event over time: its state of life, its changes, what sources disagree on.

Records and one pure decision; the clock is an argument.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from model.event import Event, EventStatus
from model.when import CoarseWhen


class Life(StrEnum):
    """Where an event stands in its life. The gravest word that is true of it."""

    ANNOUNCED = "announced"
    """No day is known."""
    SAVE_THE_DATE = "save_the_date"
    """The day is known only roughly."""
    SCHEDULED = "scheduled"
    CHANGED = "changed"
    """Day, time, place or form are others than when it was first published."""
    POSTPONED = "postponed"
    """Put off, without a new day."""
    RESCHEDULED = "rescheduled"
    """Put off to a new day; the previous one is known."""
    CANCELLED = "cancelled"
    NO_LONGER_LISTED = "no_longer_listed"
    """Gone from its own sources for several healthy runs: for staff to judge."""
    PAST = "past"
    REPORTED = "reported"
    """Past, and a page tells of it in retrospect."""


class ChangeKind(StrEnum):
    """What happened to a stored event."""

    CREATED = "created"
    FIELD = "field"
    MERGED = "merged"
    """The event was joined to the one whose UID is `new`."""
    SPLIT = "split"
    """The event whose UID is `new` was taken out of this one."""
    DELISTED = "delisted"
    RELISTED = "relisted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one field of an event, or another turn in its life.

    `field` is a schema.org name and `old` and `new` are its values in the form of the machine
    interface (None: empty). `source_id` and `page_url` are where the new value stands, empty for a
    decision of staff, whose name is `by`. `sequence` is the event's after the change, `at` UTC.
    """

    event_uid: str
    sequence: int
    at: datetime
    kind: ChangeKind
    field: str = ""
    old: Any = None
    new: Any = None
    source_id: str = ""
    page_url: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What a page that still stands says otherwise of a field than the published event.

    `field` is a schema.org name, `value` in the form of the machine interface.
    """

    field: str
    value: Any
    source_id: str
    page_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedEvent:
    """Another event that belongs to one: a part of it, its eve, its next edition.

    `features` are those of the comparison that said so.
    """

    uid: str
    features: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A value that staff set in place of the extracted one, and keep over every crawl.

    `value` and `base`, the extracted value that it overrode, are in the form of the machine
    interface. `drifted` says that the sources have since moved away from `base`, to `found`:
    the correction still holds, and staff should look again. `at` is UTC.
    """

    field: str
    value: Any
    base: Any
    by: str
    at: datetime
    note: str = ""
    drifted: bool = False
    found: Any = None


def life_of(event: Event, today: date, *, changed: bool, delisted: bool, reported: bool) -> Life:
    """Return where an event stands on `today` (Europe/Berlin).

    `changed`: what readers plan by is another than at first; `delisted`: its own sources do not
    give it any more; `reported`: some page tells of it in retrospect.
    """
    when = event.when
    over = when is not None and when.over(today)
    states = (
        (event.status is EventStatus.CANCELLED, Life.CANCELLED),
        (over and reported, Life.REPORTED),
        (over, Life.PAST),
        (event.status is EventStatus.POSTPONED, Life.POSTPONED),
        (delisted, Life.NO_LONGER_LISTED),
        (event.status is EventStatus.RESCHEDULED, Life.RESCHEDULED),
        (when is None, Life.ANNOUNCED),
        (isinstance(when, CoarseWhen), Life.SAVE_THE_DATE),
        (changed or event.status is EventStatus.MOVED_ONLINE, Life.CHANGED),
        (event.is_save_the_date, Life.SAVE_THE_DATE),
    )
    return next((life for holds, life in states if holds), Life.SCHEDULED)
