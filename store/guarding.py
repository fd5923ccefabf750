"""The guard: a reading that alters or withdraws too much of what readers plan by is held back.

The decision is pure; the functions with SQL run inside the caller's transaction. What is held is
rolled back by the caller (`store.extracting`), so that its pages wait to be read again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from model import CoarseWhen, EntryKind, Event, When, fold
from model.schema_org import event_to_json
from store import history
from store.columns import list_parameter
from store.connection import rows
from store.mentions import event_of
from store.records import HeldEvent

_PLANS = (
    "name",
    "startDate",
    "endDate",
    "coarse",
    "eventStatus",
    "eventAttendanceMode",
    "location",
    "otherLocations",
)
"""What readers plan by, by the names of the machine interface."""
_PASSING = (EntryKind.PRESS.value, EntryKind.FEED.value)
"""Lists of news: what they told of is followed by other news."""
_COMING = (
    "SELECT COUNT(DISTINCT events.uid) AS n FROM records JOIN events ON events.uid = event_uid "
    "WHERE records.source_id = ? AND publish = 1 AND end_day >= ?"
)
_EVENTS = (
    "SELECT uid, event, publish, end_day FROM events WHERE uid IN (SELECT value FROM json_each(?))"
)
_ON_PAGES = """
SELECT DISTINCT event_uid FROM mentions JOIN records ON records.uid = record_uid
JOIN pages ON pages.id = page_id
WHERE mentions.source_id = ? AND mentions.page_url IN (SELECT value FROM json_each(?))
  AND missing_since IS NULL AND role NOT IN (SELECT value FROM json_each(?))
"""
_STANDING = """
SELECT DISTINCT event_uid FROM records JOIN mentions ON record_uid = records.uid
WHERE event_uid IN (SELECT value FROM json_each(?)) AND missing_since IS NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """How much of a source's coming events a run may alter or withdraw without a person.

    Held is more than `least` events that are more than the `share` (0 to 1) of them; a share of 1
    holds nothing.
    """

    share: float = 0.2
    least: int = 5

    def holds(self, affected: int, coming: int) -> bool:
        """Whether so many of so many coming events are too many."""
        return affected > self.least and affected > self.share * coming


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What a reading does to the `coming` published events of its source."""

    coming: int
    altered: tuple[HeldEvent, ...] = ()
    withdrawn: tuple[HeldEvent, ...] = ()

    @property
    def affected(self) -> int:
        """How many events readers would have to look at anew."""
        return len(self.altered) + len(self.withdrawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """The coming published events that a reading touches, as they were: `events` by UID."""

    coming: int
    events: Mapping[str, Event]


class HeldBack(Exception):  # noqa: N818 (a way out of a transaction, no fault)
    """Ends the part of a transaction that is to be rolled back."""

    def __init__(self, toll: Toll) -> None:
        super().__init__(f"{toll.affected} of {toll.coming}")
        self.toll = toll


def alters(before: Event, after: Event) -> bool:
    """Whether readers would be told otherwise, or less, of what they plan by; more is no harm."""
    return (
        fold(before.name) != fold(after.name)
        or history.plans_change(before, after)
        or _loses_time(before.when, after.when)
        or _loses_place(before, after)
    )


def _loses_time(before: When | CoarseWhen | None, after: When | CoarseWhen | None) -> bool:
    """Whether the time became less exact, or lies outside of what it was roughly said to be."""
    if before is None or after is None:
        return before is not None
    if isinstance(before, When):
        return not isinstance(after, When) or (after.all_day and not before.all_day)
    return after.first_day < before.first_day or after.last_day > before.last_day


def _loses_place(before: Event, after: Event) -> bool:
    if before.location is None or after.location is None:
        return before.location is not None
    lost = (
        before.location.address_locality and not after.location.address_locality,
        before.location.name and not after.location.name,
    )
    return any(lost)


def standing(db: Database, source_id: str, page_urls: Iterable[str]) -> frozenset[str]:
    """The events that these pages tell of now, but for lists that pass on to other news."""
    parameters = (source_id, list_parameter(page_urls), list_parameter(_PASSING))
    return frozenset(row["event_uid"] for row in rows(db, _ON_PAGES, parameters))


def coming_of(db: Database, source_id: str, day: date) -> int:
    """How many events of a source are published and not over on `day`."""
    return int(rows(db, _COMING, (source_id, day.isoformat()))[0]["n"])


def watched(db: Database, source_id: str, event_uids: Collection[str], day: date) -> Watched:
    """Those of the events that are published and not over on `day`, before they are built anew."""
    if not event_uids:
        return Watched(coming=0, events={})
    return Watched(
        coming=coming_of(db, source_id, day),
        events={
            row["uid"]: event_of(row["event"])
            for row in rows(db, _EVENTS, (list_parameter(event_uids),))
            if row["publish"] and (row["end_day"] or "") >= day.isoformat()
        },
    )


def toll_of(db: Database, before: Watched, stood: Collection[str]) -> Toll:
    """What has become of the watched events; `stood` are those that pages told of before."""
    uids = list_parameter(before.events)
    after = {row["uid"]: event_of(row["event"]) for row in rows(db, _EVENTS, (uids,))}
    left = {row["event_uid"] for row in rows(db, _STANDING, (uids,))}
    altered, withdrawn = [], []
    for uid, event in sorted(before.events.items()):
        now = after[uid]
        if not now.publish or (uid in stood and uid not in left):
            withdrawn.append(_held_event(uid, event, now))
        elif alters(event, now):
            altered.append(_held_event(uid, event, now))
    return Toll(coming=before.coming, altered=tuple(altered), withdrawn=tuple(withdrawn))


def _held_event(uid: str, before: Event, after: Event) -> HeldEvent:
    return HeldEvent(uid=uid, name=before.name, fields=differences(before, after))


def differences(before: Event, after: Event) -> dict[str, tuple[Any, Any]]:
    """What readers plan by and is another now: the old and the new value, by name."""
    old, new = event_to_json(before), event_to_json(after)
    names = (*_PLANS, "publish")
    return {n: (old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n)}
