"""Staff's decisions in the database: one event or two, approved, rejected.

They lie on records of sources, never on events, which come and go with merging, so that every run
applies them again. Of two on the same records the later one holds; no row is ever deleted. The
functions that write run inside the caller's transaction.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from store import corrections
from store.anchors import Anchor, anchors, columns
from store.columns import Row, list_parameter, text_column, time_column, time_value
from store.connection import rows
from store.correcting import Verdict, Word


class DecisionKind(StrEnum):
    """What staff decided."""

    SAME = "same"
    APART = "apart"
    APPROVE = "approve"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDecision:
    """One decision as it was made. Times are UTC.

    `on` are the records it is about, two by two; the second is empty for a verdict on an event.
    `withdrawn_at` is None while it holds for at least some of them. One that a later decision
    took the place of is withdrawn, by whoever made that one.
    """

    decision_id: int
    kind: DecisionKind
    on: tuple[tuple[str, str], ...]
    reason: str
    note: str
    by: str
    at: datetime
    withdrawn_at: datetime | None
    withdrawn_by: str


_PAIRS = """
SELECT * FROM decisions WHERE other_uid <> '' AND withdrawn_at IS NULL
AND (record_uid IN (SELECT value FROM json_each(:uids))
  OR other_uid IN (SELECT value FROM json_each(:uids)))
ORDER BY id
"""
_VERDICTS = """
SELECT records.event_uid, decisions.*,
  (SELECT COUNT(*) FROM records AS r WHERE r.event_uid = records.event_uid) AS records
FROM records JOIN decisions ON record_uid = records.uid
WHERE other_uid = '' AND withdrawn_at IS NULL
AND records.event_uid IN (SELECT value FROM json_each(?)) ORDER BY decisions.id
"""
_REJECTED = """
SELECT * FROM decisions WHERE kind = 'reject' AND withdrawn_at IS NULL
AND record_uid IN (SELECT value FROM json_each(?))
"""
_OF_RECORDS = """
SELECT * FROM decisions WHERE act IN (
  SELECT act FROM decisions WHERE record_uid IN (SELECT value FROM json_each(:uids))
  OR other_uid IN (SELECT value FROM json_each(:uids))
) ORDER BY id
"""
_SUPERSEDE = """
UPDATE decisions SET withdrawn_at = :now, withdrawn_by = :by, superseded_by = :act
WHERE withdrawn_at IS NULL
AND (record_uid = :one AND other_uid = :other OR record_uid = :other AND other_uid = :one)
"""


def pairs_of(db: Database, record_uids: Iterable[str]) -> dict[tuple[str, str], DecisionKind]:
    """What staff said last of each two records, one of which is among these."""
    said: dict[tuple[str, str], DecisionKind] = {}
    for row in rows(db, _PAIRS, {"uids": list_parameter(record_uids)}):
        one, other = sorted((row["record_uid"], row["other_uid"]))
        said[one, other] = DecisionKind(row["kind"])
    return said


def words_of(db: Database, event_uids: Iterable[str]) -> dict[str, Word]:
    """What staff said of events: the verdict, and the last correction of each field.

    A rejection silences an event where all its records are rejected: what another source told of
    it before stands. An approval of one record is one of the event.
    """
    parameter = list_parameter(event_uids)
    last: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows(db, _VERDICTS, (parameter,)):
        last[row["event_uid"]][row["record_uid"]] = row
    verdicts = {uid: _verdict(list(said.values())) for uid, said in last.items()}
    corrected = corrections.of_events(db, parameter)
    return {
        uid: Word(corrections=tuple(corrected.get(uid, ())), verdict=verdicts.get(uid))
        for uid in verdicts.keys() | corrected.keys()
    }


def _verdict(said: list[Row]) -> Verdict | None:
    approvals = [row for row in said if row["kind"] == DecisionKind.APPROVE.value]
    if not approvals and len(said) < said[0]["records"]:
        return None
    row = max(approvals or said, key=lambda row: int(row["id"]))
    return Verdict(approved=bool(approvals), reason=row["reason"], by=row["by"])


def of_records(db: Database, record_uids: Iterable[str]) -> tuple[StaffDecision, ...]:
    """All decisions on these records in the order they were made, withdrawn ones included."""
    acts: dict[int, list[Row]] = defaultdict(list)
    for row in rows(db, _OF_RECORDS, {"uids": list_parameter(record_uids)}):
        acts[row["act"]].append(row)
    return tuple(_decision(found) for found in acts.values())


def _decision(found: list[Row]) -> StaffDecision:
    first = found[0]
    ends = [row["withdrawn_at"] for row in found]
    last = max(found, key=lambda row: row["withdrawn_at"] or "")
    return StaffDecision(
        decision_id=first["act"],
        kind=DecisionKind(first["kind"]),
        on=tuple((row["record_uid"], row["other_uid"]) for row in found),
        reason=first["reason"],
        note=first["note"],
        by=first["by"],
        at=time_value(first["at"]),
        withdrawn_at=time_value(max(ends)) if all(ends) else None,
        withdrawn_by=last["withdrawn_by"] if all(ends) else "",
    )


def of_act(db: Database, act: int) -> StaffDecision | None:
    """One decision by its number."""
    found = rows(db, "SELECT * FROM decisions WHERE act = ? ORDER BY id", (act,))
    return _decision(found) if found else None


def decide(
    db: Database,
    kind: DecisionKind,
    on: Iterable[tuple[str, str]],
    *,
    by: str,
    now: datetime,
    reason: str = "",
    note: str = "",
) -> int:
    """Write a decision on pairs of records (the second is empty for a verdict); its number.

    It takes the place of what was said before of the same ones.
    """
    found = list(dict.fromkeys(on))
    known = {"": Anchor(), **anchors(db, {uid for pair in found for uid in pair})}
    act = int(rows(db, "SELECT COALESCE(MAX(id), 0) + 1 AS n FROM decisions")[0]["n"])
    head = {"act": act, "by": text_column(by), "now": time_column(now)}
    db.conn.executemany(_SUPERSEDE, [{**head, "one": one, "other": two} for one, two in found])
    db.table("decisions").insert_all(
        {
            "act": act,
            "kind": kind.value,
            "record_uid": uid,
            **columns("", known[uid]),
            "other_uid": other,
            **columns("other_", known[other]),
            "reason": text_column(reason),
            "note": text_column(note),
            "by": text_column(by),
            "at": time_column(now),
            "withdrawn_at": None,
            "withdrawn_by": "",
            "superseded_by": None,
        }
        for uid, other in found
    )
    return act


def extend(db: Database, groups: Iterable[frozenset[str]], new: set[str]) -> None:
    """Reject new records too that came to events of which all was rejected.

    So what was rejected stays so when another source tells of it later.
    """
    groups = [group for group in groups if len(group) > 1 and group & new and group - new]
    parameter = list_parameter(uid for group in groups for uid in group)
    said = {row["record_uid"]: row for row in rows(db, _REJECTED, (parameter,))}
    for group in groups:
        old = group - new
        if old <= said.keys():
            last = max((said[uid] for uid in old), key=lambda row: int(row["id"]))
            known = anchors(db, group & new)
            db.table("decisions").insert_all(
                {
                    **{name: value for name, value in last.items() if name != "id"},
                    "record_uid": uid,
                    **columns("", known[uid]),
                }
                for uid in sorted(known)
            )


def withdraw(db: Database, act: int, *, by: str, now: datetime) -> None:
    """Take a decision back; what it had taken the place of holds again. No row goes."""
    db.execute("UPDATE decisions SET superseded_by = NULL WHERE act = ?", (act,))
    db.execute(
        "UPDATE decisions SET withdrawn_at = ?, withdrawn_by = ? "
        "WHERE withdrawn_at IS NULL AND act = ?",
        (time_column(now), text_column(by), act),
    )
    db.execute(
        "UPDATE decisions SET withdrawn_at = NULL, withdrawn_by = '', superseded_by = NULL "
        "WHERE superseded_by = ?",
        (act,),
    )
