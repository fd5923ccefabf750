"""Staff's corrections in the database: a value in place of the one that pages give.

Each lies on one record, the one that gave the value that it overrides, and holds over every crawl
until staff take it back; no row is ever deleted. The functions that write run inside the caller's
transaction.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import Correction
from store.anchors import anchors, columns
from store.columns import Row, json_column, list_parameter, text_column, time_column, time_value
from store.connection import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCorrection:
    """One correction as it was made, and on which record. Times are UTC.

    `withdrawn_at` is None while it holds. One that a later correction of the field took the place
    of is withdrawn, by whoever made that one.
    """

    record_uid: str
    correction: Correction
    withdrawn_at: datetime | None
    withdrawn_by: str


_OF_EVENTS = """
SELECT records.event_uid, corrections.* FROM records JOIN corrections ON record_uid = records.uid
WHERE withdrawn_at IS NULL AND records.event_uid IN (SELECT value FROM json_each(?))
ORDER BY corrections.id
"""
_OF_RECORDS = (
    "SELECT * FROM corrections WHERE record_uid IN (SELECT value FROM json_each(?)) ORDER BY id"
)
_WITHDRAW = """
UPDATE corrections SET withdrawn_at = ?, withdrawn_by = ? WHERE withdrawn_at IS NULL AND field = ?
AND record_uid IN (SELECT value FROM json_each(?))
"""


def of_events(db: Database, event_uids: str) -> dict[str, list[Correction]]:
    """The last correction of each field of events, in the order they were made.

    `event_uids` is a `list_parameter`.
    """
    found: dict[str, dict[str, Correction]] = defaultdict(dict)
    for row in rows(db, _OF_EVENTS, (event_uids,)):
        fields = found[row["event_uid"]]
        fields.pop(row["field"], None)  # the order is that of the last one
        fields[row["field"]] = _correction(row)
    return {uid: list(fields.values()) for uid, fields in found.items()}


def of_records(db: Database, record_uids: Iterable[str]) -> tuple[StaffCorrection, ...]:
    """All corrections on these records in the order they were made, withdrawn ones included."""
    return tuple(
        StaffCorrection(
            record_uid=row["record_uid"],
            correction=_correction(row),
            withdrawn_at=time_value(row["withdrawn_at"]) if row["withdrawn_at"] else None,
            withdrawn_by=row["withdrawn_by"],
        )
        for row in rows(db, _OF_RECORDS, (list_parameter(record_uids),))
    )


def save(
    db: Database,
    record_uid: str,
    name: str,
    value: Any,
    base: Any,
    *,
    by: str,
    now: datetime,
    note: str,
) -> None:
    """Write a correction of one field; `base` is the value that the pages give now."""
    row: Row = {
        "record_uid": record_uid,
        **columns("", anchors(db, (record_uid,))[record_uid]),
        "field": name,
        "value": json_column(value),
        "base": json_column(base),
        "note": text_column(note),
        "by": text_column(by),
        "at": time_column(now),
        "withdrawn_at": None,
        "withdrawn_by": "",
    }
    db.table("corrections").insert(row)


def withdraw(db: Database, record_uids: Iterable[str], name: str, *, by: str, now: datetime) -> int:
    """Take back all corrections of one field of these records; how many there were."""
    parameters = (time_column(now), text_column(by), name, list_parameter(record_uids))
    return int(db.execute(_WITHDRAW, parameters).rowcount)


def _correction(row: Row) -> Correction:
    return Correction(
        field=row["field"],
        value=json.loads(row["value"]),
        base=json.loads(row["base"]),
        by=row["by"],
        at=time_value(row["at"]),
        note=row["note"],
    )
