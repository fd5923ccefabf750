"""The history of events: what differs between two revisions, written once and never altered.

The functions that write run inside the caller's transaction.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlite_utils import Database

from model import Change, ChangeKind, Event, fold
from store.columns import Row, json_column, list_parameter, time_column, time_value
from store.connection import rows, upsert
from store.contradictions import contradictions
from store.merging import shown

STAFF = ("staff", "")
"""The origin of a value that staff set."""
_LABELS = {"coarse": "startDate", "otherLocations": "location"}
"""Fields whose origin goes by the name of another."""


def differences(
    uid: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    origins: Mapping[str, tuple[str, str]],
    sequence: int,
    now: datetime,
    authors: Mapping[str, str] = MappingProxyType({}),
    by: str = "",
) -> list[Row]:
    """The rows for one new revision: one that says that the event is new, else one a field.

    `before` and `after` are the event in the form of the machine interface.
    `origins` says where each field of the new revision stands, `authors` who of staff set it.
    `by` is whose decision made the revision; empty where it was a run.
    """
    head = {"event_uid": uid, "sequence": sequence, "at": time_column(now), "by": by}
    if before is None:
        return [_row(head, ChangeKind.CREATED, "name", None, after["name"], origins)]
    old, new = shown(before), shown(after)
    return [
        _row(
            {**head, "by": by or authors.get(label(name), "")},
            ChangeKind.FIELD,
            name,
            old.get(name),
            new.get(name),
            origins,
        )
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


def turn(
    uid: str, kind: ChangeKind, new: str | None, sequence: int, now: datetime, by: str = ""
) -> Row:
    """The row for what happens to an event as a whole; `new` is the UID of the other event.

    `by` is whose decision it was; empty where it was a run's.
    """
    head = {"event_uid": uid, "sequence": sequence, "at": time_column(now), "by": by}
    return _row(head, kind, "", None, new, {})


def label(name: str) -> str:
    """The name that the origin of a field goes by."""
    return _LABELS.get(name, name)


def plans_change(before: Event, after: Event) -> bool:
    """Whether who has noted the event must note it anew: not where it only says more."""
    modes = (before.attendance_mode, after.attendance_mode)
    houses = tuple(fold(e.location.name) if e.location else "" for e in (before, after))
    return (
        bool(contradictions(before, after))
        or before.status is not after.status
        or (None not in modes and modes[0] is not modes[1])
        or (all(houses) and houses[0] != houses[1])
    )


def save(db: Database, changes: Iterable[Row]) -> None:
    """Add rows to the history."""
    upsert(db, "changes", changes)


def mark(db: Database) -> int:
    """Where the history stands now; `after` takes it."""
    return int(rows(db, "SELECT COALESCE(MAX(id), 0) AS n FROM changes")[0]["n"])


def after(db: Database, mark: int) -> tuple[Change, ...]:
    """The changes since a mark, in the order they came."""
    found = rows(db, "SELECT * FROM changes WHERE id > ? ORDER BY id", (mark,))
    return tuple(_change(row) for row in found)


def of_events(db: Database, uids: Iterable[str]) -> tuple[Change, ...]:
    """The changes of these events in the order they came."""
    sql = "SELECT * FROM changes WHERE event_uid IN (SELECT value FROM json_each(?)) ORDER BY id"
    return tuple(_change(row) for row in rows(db, sql, (list_parameter(uids),)))


def load(
    db: Database, since: datetime | None = None, event_uid: str | None = None
) -> tuple[Change, ...]:
    """The changes in the order they came: all, or those after `since`, or those of one event."""
    sql = (
        "SELECT * FROM changes WHERE (:since IS NULL OR at > :since) "
        "AND (:uid IS NULL OR event_uid = :uid) ORDER BY id"
    )
    moment = time_column(since) if since is not None else None
    return tuple(_change(row) for row in rows(db, sql, {"since": moment, "uid": event_uid}))


def _row(
    head: Mapping[str, Any],
    kind: ChangeKind,
    name: str,
    old: Any,
    new: Any,
    origins: Mapping[str, tuple[str, str]],
) -> Row:
    source_id, page_url = origins.get(label(name), ("", ""))
    if (source_id, page_url) == STAFF:
        source_id = ""
    return {
        **head,
        "kind": kind.value,
        "field": name,
        "old": json_column(old),
        "new": json_column(new),
        "source_id": source_id,
        "page_url": page_url,
    }


def _change(row: Row) -> Change:
    return Change(
        event_uid=row["event_uid"],
        sequence=row["sequence"],
        at=time_value(row["at"]),
        kind=ChangeKind(row["kind"]),
        field=row["field"],
        old=json.loads(row["old"]),
        new=json.loads(row["new"]),
        source_id=row["source_id"],
        page_url=row["page_url"],
        by=row["by"],
    )
