"""Staff's decisions in the database: one event or two, approved, rejected, corrected.

They lie on records of sources, never on events, which come and go with merging, so that every run
applies them again. The functions that write run inside the caller's transaction.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from model import Correction
from store.columns import Row, json_column, list_parameter, text_column, time_column, time_value
from store.connection import rows
from store.correcting import Verdict, Word
from store.identity import strength


class DecisionKind(StrEnum):
    """What staff decided."""

    SAME = "same"
    APART = "apart"
    APPROVE = "approve"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDecision:
    """One decision as it was made. `at` and `withdrawn_at` are UTC; the latter None: it holds.

    `record_uid` and `other_uid` are records; the second is empty for a verdict on one event.
    """

    decision_id: int
    kind: DecisionKind
    record_uid: str
    other_uid: str
    reason: str
    note: str
    by: str
    at: datetime
    withdrawn_at: datetime | None


_KEYS = (
    "SELECT record_uid, source_id, key FROM aliases "
    "WHERE record_uid IN (SELECT value FROM json_each(?))"
)
_PAIRS = """
SELECT * FROM decisions WHERE kind IN ('same', 'apart') AND withdrawn_at IS NULL
AND (record_uid IN (SELECT value FROM json_each(:uids))
  OR other_uid IN (SELECT value FROM json_each(:uids)))
ORDER BY id
"""
_VERDICTS = """
SELECT records.event_uid, decisions.* FROM decisions JOIN records ON records.uid = record_uid
WHERE kind IN ('approve', 'reject') AND withdrawn_at IS NULL
AND records.event_uid IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_CORRECTIONS = """
SELECT records.event_uid, corrections.* FROM corrections JOIN records ON records.uid = record_uid
WHERE withdrawn_at IS NULL AND records.event_uid IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_OF_RECORDS = """
SELECT * FROM decisions WHERE record_uid IN (SELECT value FROM json_each(:uids))
OR other_uid IN (SELECT value FROM json_each(:uids)) ORDER BY id
"""
_LOST = (
    ("decisions", "record_uid", "source_id", "key"),
    ("decisions", "other_uid", "other_source_id", "other_key"),
    ("corrections", "record_uid", "source_id", "key"),
)


def attach(db: Database, aliases: Iterable[Mapping[str, str]]) -> None:
    """Give decisions whose record is not in this file the new record that has their key.

    So decisions that were carried over into a new file hold there too.
    """
    parameters = list(aliases)
    for table, uid, source, key in _LOST:
        lost = rows(
            db,
            f"SELECT 1 FROM {table} WHERE {uid} <> '' "  # noqa: S608 (names of ours)
            f"AND NOT EXISTS (SELECT 1 FROM records WHERE records.uid = {uid}) LIMIT 1",
        )
        if lost:
            db.conn.executemany(
                f"UPDATE {table} SET {uid} = :record_uid "  # noqa: S608 (names of ours)
                f"WHERE {source} = :source_id AND {key} = :key "
                f"AND NOT EXISTS (SELECT 1 FROM records WHERE records.uid = {uid})",
                parameters,
            )


def pairs_of(db: Database, record_uids: Iterable[str]) -> dict[tuple[str, str], DecisionKind]:
    """What staff said last of each two records, one of which is among these."""
    said: dict[tuple[str, str], DecisionKind] = {}
    for row in rows(db, _PAIRS, {"uids": list_parameter(record_uids)}):
        one, other = sorted((row["record_uid"], row["other_uid"]))
        said[one, other] = DecisionKind(row["kind"])
    return said


def words_of(db: Database, event_uids: Iterable[str]) -> dict[str, Word]:
    """What staff said of events: the last verdict, and the last correction of each field."""
    parameter = (list_parameter(event_uids),)
    verdicts = {
        row["event_uid"]: Verdict(
            approved=row["kind"] == DecisionKind.APPROVE.value, reason=row["reason"]
        )
        for row in rows(db, _VERDICTS, parameter)
    }
    corrections: dict[str, dict[str, Correction]] = defaultdict(dict)
    for row in rows(db, _CORRECTIONS, parameter):
        fields = corrections[row["event_uid"]]
        fields.pop(row["field"], None)  # the order is that of the last one
        fields[row["field"]] = _correction(row)
    return {
        uid: Word(corrections=tuple(corrections[uid].values()), verdict=verdicts.get(uid))
        for uid in verdicts.keys() | corrections.keys()
    }


def of_records(db: Database, record_uids: Iterable[str]) -> tuple[StaffDecision, ...]:
    """All decisions on these records in the order they were made, withdrawn ones included."""
    return tuple(
        StaffDecision(
            decision_id=row["id"],
            kind=DecisionKind(row["kind"]),
            record_uid=row["record_uid"],
            other_uid=row["other_uid"],
            reason=row["reason"],
            note=row["note"],
            by=row["by"],
            at=time_value(row["at"]),
            withdrawn_at=time_value(row["withdrawn_at"]) if row["withdrawn_at"] else None,
        )
        for row in rows(db, _OF_RECORDS, {"uids": list_parameter(record_uids)})
    )


def decide(
    db: Database,
    kind: DecisionKind,
    on: Iterable[tuple[str, str]],
    *,
    by: str,
    now: datetime,
    reason: str = "",
    note: str = "",
) -> None:
    """Write a decision on records, or on pairs of them (the second is empty for a verdict)."""
    found = list(on)
    keys = _keys(db, {uid for pair in found for uid in pair if uid})
    nothing = ("", "")
    db.table("decisions").insert_all(
        {
            "kind": kind.value,
            "record_uid": uid,
            "source_id": keys[uid][0],
            "key": keys[uid][1],
            "other_uid": other,
            "other_source_id": keys.get(other, nothing)[0],
            "other_key": keys.get(other, nothing)[1],
            "reason": text_column(reason),
            "note": text_column(note),
            "by": text_column(by),
            "at": time_column(now),
            "withdrawn_at": None,
        }
        for uid, other in found
    )


def correct(
    db: Database,
    record_uid: str,
    name: str,
    value: Any,
    base: Any,
    *,
    by: str,
    now: datetime,
    note: str = "",
) -> None:
    """Write a correction of one field; `base` is the value that the pages give now."""
    source_id, key = _keys(db, {record_uid})[record_uid]
    row: Row = {
        "record_uid": record_uid,
        "source_id": source_id,
        "key": key,
        "field": name,
        "value": json_column(value),
        "base": json_column(base),
        "note": text_column(note),
        "by": text_column(by),
        "at": time_column(now),
        "withdrawn_at": None,
    }
    db.table("corrections").insert(row)


def withdraw_correction(db: Database, record_uids: Iterable[str], name: str, now: datetime) -> int:
    """Take back all corrections of one field of these records; how many there were."""
    done = db.execute(
        "UPDATE corrections SET withdrawn_at = ? WHERE withdrawn_at IS NULL AND field = ? "
        "AND record_uid IN (SELECT value FROM json_each(?))",
        (time_column(now), name, list_parameter(record_uids)),
    )
    return int(done.rowcount)


def withdraw(db: Database, decision_ids: Iterable[int], now: datetime) -> None:
    """Take decisions back; they stay in the table."""
    db.execute(
        "UPDATE decisions SET withdrawn_at = ? WHERE withdrawn_at IS NULL "
        "AND id IN (SELECT value FROM json_each(?))",
        (time_column(now), list_parameter(decision_ids)),
    )


def _keys(db: Database, record_uids: set[str]) -> dict[str, tuple[str, str]]:
    """Source and strongest key of each record."""
    found: dict[str, tuple[str, str]] = {}
    aliases = rows(db, _KEYS, (list_parameter(record_uids),))
    for row in sorted(aliases, key=lambda row: (strength(row["key"]), row["key"])):
        found.setdefault(row["record_uid"], (row["source_id"], row["key"]))
    missing = record_uids - found.keys()
    if missing:
        raise KeyError(f"no record {', '.join(sorted(missing))}")
    return found


def _correction(row: Row) -> Correction:
    return Correction(
        field=row["field"],
        value=json.loads(row["value"]),
        base=json.loads(row["base"]),
        by=row["by"],
        at=time_value(row["at"]),
        note=row["note"],
    )
