"""Pairs of events that may be one: which are open, and two of them side by side. Reads only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from model import DecisionError, Event
from store import decisions, dossiers, events
from store.columns import list_parameter
from store.connection import rows
from store.correcting import Word, corrected
from store.decisions import DecisionKind, StaffDecision
from store.dossiers import Compared, OpenPair
from store.merging import merge

_OPEN = """
SELECT a, b, one.event_uid AS event_a, other.event_uid AS event_b
FROM pairs JOIN records AS one ON one.uid = a JOIN records AS other ON other.uid = b
WHERE decision = 'ask' AND one.event_uid <> other.event_uid ORDER BY score DESC, a, b
"""
_DAYS = """
SELECT uid, start_day, end_day FROM events WHERE uid IN (SELECT value FROM json_each(?))
"""
_RECORDS = "SELECT uid, event_uid FROM records WHERE event_uid IN (SELECT value FROM json_each(?))"
_BETWEEN = f"""
{dossiers.COMPARED} WHERE a IN (SELECT value FROM json_each(:all))
AND b IN (SELECT value FROM json_each(:all)) ORDER BY score DESC, a, b
"""  # noqa: S608 (text of ours)

Uids = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Two events held side by side, by the `uids` that were asked for.

    `compared` is what the comparison says of those of their records that are most alike; None
    where they were never compared, or have nothing in common. `together` is what all their pages
    would tell as one event, with staff's corrections of both. `said` is what staff said last of
    any two of their records. Two that are one event by now are `joined`.
    """

    uids: Uids
    compared: Compared | None
    together: Event
    said: StaffDecision | None
    joined: bool


def open_pairs(
    db: Database, today: date, *, limit: int | None = None, offset: int = 0
) -> tuple[tuple[OpenPair, ...], int]:
    """A part of the pairs of events that staff have not judged, and how many there are in all.

    Coming ones soonest first, then past ones. What was rejected is asked about no more. `today`
    is the day in Europe/Berlin.
    """
    best = _open(db)
    ordered = sorted(best, key=_Urgency(db, best, today))
    chosen = ordered[offset:] if limit is None else ordered[offset : offset + limit]
    uids = {uid for pair in chosen for uid in pair}
    known = {stored.uid: stored for stored in events.load_events(db, uids)}
    records = list_parameter(uid for pair in chosen for uid in best[pair])
    compared = {(row["a"], row["b"]): row for row in rows(db, _BETWEEN, {"all": records})}
    found = tuple(
        OpenPair(
            events=(known[pair[0]], known[pair[1]]),
            compared=dossiers.compared_of(compared[best[pair]]),
        )
        for pair in chosen
    )
    return found, len(ordered)


def ordered(db: Database, today: date) -> tuple[Uids, ...]:
    """The UIDs of all open pairs, in that order."""
    best = _open(db)
    return tuple(sorted(best, key=_Urgency(db, best, today)))


def side(db: Database, uid_a: str, uid_b: str) -> Side:
    """Two events side by side. Raises DecisionError where one is none, or both are one UID."""
    if uid_a == uid_b:
        raise DecisionError(f"{uid_a}: two events are held side by side, not one with itself")
    one, other = (dossiers.event_of(db, uid) for uid in (uid_a, uid_b))
    records = {uid: event for event in (one, other) for uid in dossiers.records_of(db, event)}
    compared = [
        row
        for row in rows(db, _BETWEEN, {"all": list_parameter(records)})
        if row["event_a"] != row["event_b"] or {row["a"], row["b"]} == {uid_a, uid_b}
    ]
    return Side(
        uids=(uid_a, uid_b),
        compared=dossiers.compared_of(compared[0]) if compared else None,
        together=_together(db, (one, other)),
        said=_said(db, records, uid_a, uid_b),
        joined=one == other,
    )


def _together(db: Database, event_uids: Uids) -> Event:
    """What all pages of the events tell as one event, with staff's corrections of both."""
    tellings = [
        telling for found in events.tellings_of(db, event_uids).values() for telling in found
    ]
    words = decisions.words_of(db, event_uids).values()
    said = sorted((c for word in words for c in word.corrections), key=lambda c: c.at)
    return corrected(merge(tellings), Word(corrections=tuple(said))).event


def _said(db: Database, records: Mapping[str, str], uid_a: str, uid_b: str) -> StaffDecision | None:
    """The last word of staff on records of which one is of either event."""
    found = [
        decision
        for decision in decisions.of_records(db, records)
        if decision.kind in (DecisionKind.SAME, DecisionKind.APART)
        and decision.withdrawn_at is None
        and any(_across(pair, records, uid_a, uid_b) for pair in decision.on)
    ]
    return max(found, key=lambda decision: decision.decision_id, default=None)


def _across(pair: Uids, records: Mapping[str, str], uid_a: str, uid_b: str) -> bool:
    one, other = (records.get(uid) for uid in pair)
    if one is None or other is None:
        return False
    return one != other or set(pair) == {uid_a, uid_b}


def _open(db: Database) -> dict[Uids, Uids]:
    """Each two events to be asked about, with those of their records that are most alike."""
    best: dict[Uids, Uids] = {}
    for a, b, one, other in db.conn.execute(_OPEN):
        best.setdefault((min(one, other), max(one, other)), (a, b))
    apart = _apart(db, best)
    words = decisions.words_of(db, {uid for pair in best for uid in pair})
    rejected = {uid for uid, word in words.items() if word.verdict and not word.verdict.approved}
    return {
        pair: records
        for pair, records in best.items()
        if pair not in apart and rejected.isdisjoint(pair)
    }


def _apart(db: Database, pairs: Collection[Uids]) -> set[Uids]:
    """The pairs of events that staff keep apart by any of their records."""
    parameter = list_parameter(uid for pair in pairs for uid in pair)
    events_of = {row["uid"]: row["event_uid"] for row in rows(db, _RECORDS, (parameter,))}
    said = decisions.pairs_of(db, events_of)
    return {
        (min(found), max(found))
        for pair, kind in said.items()
        if kind is DecisionKind.APART
        and len(found := {events_of[uid] for uid in pair if uid in events_of}) > 1
    }


class _Urgency:
    """How soon staff should look at a pair: by the first day of the two, past ones last."""

    def __init__(self, db: Database, pairs: Collection[Uids], today: date) -> None:
        parameter = list_parameter(uid for pair in pairs for uid in pair)
        self._days = {row["uid"]: row for row in rows(db, _DAYS, (parameter,))}
        self._today = today.isoformat()

    def __call__(self, pair: Uids) -> tuple[Any, ...]:
        whens = [self._days[uid] for uid in pair if self._days[uid]["start_day"]]
        if not whens:
            return (1, 0, pair)
        day = date.fromisoformat(min(row["start_day"] for row in whens)).toordinal()
        over = all(row["end_day"] < self._today for row in whens)
        return (2, -day, pair) if over else (0, day, pair)
