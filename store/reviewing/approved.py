"""The state of an event that a person approved last: written with the review, kept published.

Where pages later say otherwise in what readers plan by, the approved state stands until a person
has looked again. The functions with SQL run inside the caller's transaction.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import Event, EventStatus
from model.schema_org import event_from_json, event_to_json
from store import guarding, history
from store.columns import Row, json_column, list_parameter, time_column, time_value
from store.connection import rows
from store.correcting import Corrected, Word, fitting
from store.decisions import DecisionKind
from store.merging import OFF, Merged
from store.reviewing import precision, trust
from store.reviewing.records import Approved

_MOVED = (EventStatus.RESCHEDULED, EventStatus.MOVED_ONLINE)
"""The pages say in words that it is otherwise now: who has noted it must hear of it."""
_SHOWN = (
    "name", "startDate", "endDate", "coarse", "previousStartDate", "eventStatus",
    "eventAttendanceMode", "location", "otherLocations", "organizer", "description", "url",
    "offers", "recurrence",
)  # fmt: skip
_LAST = """
SELECT records.event_uid AS of, reviews.*, COALESCE(acts."by", '') AS "by" FROM records
JOIN reviews ON reviews.event_uid = records.uid LEFT JOIN acts ON acts.id = reviews.act
WHERE approved IS NOT NULL AND undone_at IS NULL
AND records.event_uid IN (SELECT value FROM json_each(?)) ORDER BY reviews.id
"""
"""The row of an act is written at its end, after the events were built by what it said."""
_CORRECTIONS = """
SELECT records.event_uid AS of, corrections.id, field, value, corrections."by" AS "by"
FROM records JOIN corrections ON record_uid = records.uid
WHERE withdrawn_at IS NULL AND records.event_uid IN (SELECT value FROM json_each(?))
ORDER BY corrections.id
"""
_FIELDS = "SELECT id, field FROM corrections WHERE id IN (SELECT value FROM json_each(?))"
_PAIRS = """
SELECT decisions.id, kind, record_uid, other_uid, one.event_uid AS one, other.event_uid AS other
FROM decisions JOIN records AS one ON one.uid = record_uid
JOIN records AS other ON other.uid = other_uid
WHERE other_uid <> '' AND withdrawn_at IS NULL
AND (one.event_uid IN (SELECT value FROM json_each(:uids))
  OR other.event_uid IN (SELECT value FROM json_each(:uids)))
"""
_RECORDS = """
SELECT event_uid, json_group_array(uid) AS uids FROM records
WHERE event_uid IN (SELECT value FROM json_each(?)) GROUP BY event_uid
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What was approved last, and what staff themselves set or took back of it since.

    `set_since` are values by field with who set them, `dropped` fields whose correction was taken
    back. `regrouped`: staff have said since which pages tell of it, so it stands for nothing more.
    """

    approved: Approved
    origins: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    set_since: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    regrouped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """An event between its pages and its readers.

    `found` is what the pages tell, `pending` the same with staff's `word` on it, `published` what
    is stored: `pending`, or what was approved before. `changed`: what was approved is otherwise now
    in what readers plan by, and no trusted source says so. `let_out`: its pages are sure enough to
    be told to readers without a person, and nothing lets it wait.
    """

    uid: str
    found: Merged
    pending: Corrected
    published: Corrected
    approval: Approval | None = None
    changed: bool = False
    word: Word = field(default_factory=Word)
    let_out: bool = False

    @property
    def held(self) -> bool:
        """Whether readers are told something else than what `pending` says."""
        return self.published is not self.pending


# --- Reading ----------------------------------------------------------------------------------


def approvals(db: Database, uids: Collection[str]) -> dict[str, Approval]:
    """The last approval of each of these events that was not undone."""
    found = rows(db, _LAST, (list_parameter(uids),)) if uids else []
    last = {row["of"]: row for row in found}
    if not last:
        return {}
    now = _standing_corrections(db, last)
    then = {uid: set(json.loads(row["corrections"])) for uid, row in last.items()}
    names = _names_of(db, {number for numbers in then.values() for number in numbers})
    pairs = rows(db, _PAIRS, {"uids": list_parameter(last)})
    return {
        uid: Approval(
            approved=_approved(row),
            origins={k: (v[0], v[1]) for k, v in json.loads(row["origins"]).items()},
            set_since={
                name: (json.loads(c["value"]), c["by"])
                for name, c in now[uid].items()
                if c["id"] not in then[uid]
            },
            dropped=frozenset(names[number] for number in then[uid]) - now[uid].keys(),
            regrouped=any(
                pair["id"] > row["decision"] and _regroups(pair, uid, json.loads(row["records"]))
                for pair in pairs
            ),
        )
        for uid, row in last.items()
    }


def last(db: Database, uids: Collection[str]) -> dict[str, Approved]:
    """The state of these events that a person approved last, where there is one."""
    return {uid: approval.approved for uid, approval in approvals(db, uids).items()}


def differences(approved: Event, pending: Event) -> dict[str, tuple[Any, Any]]:
    """The fields in which two states differ, with both values as the machine interface has them."""
    old, new = event_to_json(approved), event_to_json(pending)
    return {n: (old.get(n), new.get(n)) for n in _SHOWN if old.get(n) != new.get(n)}


def _approved(row: Row) -> Approved:
    return Approved(
        act=row["act"],
        event=event_from_json(json.loads(row["approved"])),
        by=row["by"],
        at=time_value(row["at"]),
    )


def _standing_corrections(db: Database, uids: Iterable[str]) -> dict[str, dict[str, Row]]:
    """The correction of each field that is in force, by event."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows(db, _CORRECTIONS, (list_parameter(uids),)):
        found[row["of"]][row["field"]] = row
    return found


def _names_of(db: Database, numbers: Iterable[int]) -> dict[int, str]:
    return {row["id"]: row["field"] for row in rows(db, _FIELDS, (list_parameter(numbers),))}


def _regroups(pair: Row, uid: str, then: Collection[str]) -> bool:
    """Whether a decision joined something to the event of these records, or took something out.

    To say of two events that they are not one changes neither.
    """
    if pair["one"] == pair["other"] == uid:
        joined = pair["kind"] == DecisionKind.SAME.value
        return joined and not {pair["record_uid"], pair["other_uid"]} <= set(then)
    outside = {pair["one"]: pair["other_uid"], pair["other"]: pair["record_uid"]}.get(uid)
    return pair["kind"] == DecisionKind.APART.value and outside in then


# --- What is published ------------------------------------------------------------------------


def prospect(
    uid: str,
    found: Merged,
    pending: Corrected,
    approval: Approval | None,
    standing: trust.Standing,
) -> Prospect:
    """Decide what is published: `pending`, or what was approved where a person has to look first.

    `pending` also where it alters nothing that readers plan by, where all that is altered comes
    from trusted sources, and where the pages say in words that the event moved.
    """
    made = Prospect(uid=uid, found=found, pending=pending, published=pending, approval=approval)
    if approval is None:
        return made
    event = pending.event
    if approval.regrouped:
        return replace(made, changed=guarding.alters(approval.approved.event, event))
    kept, by_staff = _with_later_word(approval, found)
    altered = {history.label(name) for name in guarding.differences(kept, event)} - {"publish"}
    givers = {found.origins.get(name, ("", ""))[0] for name in altered}
    if not guarding.alters(kept, event) or standing.trusts(givers):
        return made
    made = replace(made, changed=True)
    origins = {**approval.origins, **_part(pending.origins, by_staff)}
    if event.status in OFF and event.status is not kept.status:
        kept = replace(kept, status=event.status)
        origins |= _part(pending.origins, ("eventStatus",))
    if not guarding.alters(kept, event) or _moved(kept, event):
        return made
    return replace(made, published=replace(pending, event=kept, origins=origins))


def _part(
    origins: Mapping[str, tuple[str, str]], names: Iterable[str]
) -> dict[str, tuple[str, str]]:
    return {name: origins[name] for name in names if name in origins}


def _with_later_word(approval: Approval, found: Merged) -> tuple[Event, set[str]]:
    """What was approved, with what staff themselves set or gave back to the pages since."""
    told = event_to_json(found.event)
    values = {name: value for name, (value, _) in approval.set_since.items()}
    values.update((name, told[name]) for name in approval.dropped)
    event, fields = fitting(approval.approved.event, values)
    return event, {history.label(name) for name in fields}


def _moved(kept: Event, event: Event) -> bool:
    """Whether the pages say anew that it takes place otherwise."""
    return event.status in _MOVED and (
        kept.status is not event.status or kept.previous_start != event.previous_start
    )


# --- Writing ----------------------------------------------------------------------------------


def record(
    db: Database,
    act: int,
    prospects: Iterator[Prospect],
    *,
    approve: bool,
    reason: str = "",
    looked: bool,
    now: datetime,
) -> None:
    """Write that a person judged events as they are `pending` now; staff's word is on them already.

    To be called after decision and corrections were written and before the events are built anew.
    `looked` is false for those of a bulk.
    """
    share = trust.rules_of(db).sample
    found = list(prospects)
    uids = [prospect.uid for prospect in found]
    corrections = _standing_corrections(db, uids)
    records = {row["event_uid"]: row["uids"] for row in rows(db, _RECORDS, (list_parameter(uids),))}
    decision = int(rows(db, "SELECT COALESCE(MAX(id), 0) AS n FROM decisions")[0]["n"])
    db.table("reviews").insert_all(
        _row(prospect, approve=approve, reason=reason)
        | {
            "act": act,
            "at": time_column(now),
            "looked": int(looked),
            "sampled": int(trust.sampled(prospect.uid, share)),
            "corrections": json_column(
                sorted(row["id"] for row in corrections[prospect.uid].values())
            ),
            "decision": decision,
            "records": records[prospect.uid],
            "undone_at": None,
        }
        for prospect in found
    )


def _row(prospect: Prospect, *, approve: bool, reason: str) -> Row:
    extracted = event_to_json(prospect.found.event)
    made = event_to_json(prospect.pending.event) if approve else None
    return {
        "event_uid": prospect.uid,
        "source_id": prospect.found.origins["publish"][0],
        "verdict": "approve" if approve else "reject",
        "reason": reason,
        "would_publish": int(prospect.found.event.publish),
        "extracted": json_column(extracted),
        "conflicts": json_column(list(map(asdict, prospect.found.conflicts))),
        "approved": json_column(made) if made else None,
        "origins": json_column(prospect.pending.origins),
        "reading": precision.reading_of(extracted),
        "outcome": json_column(precision.outcome_of(extracted, made, reason)),
        "rules": json_column(precision.rules_of(extracted)),
    }
