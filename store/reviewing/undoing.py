"""Taking an act back: what held before it holds again, as long as nothing else rests on it.

Undoing is an act too, and can be undone.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from model import DecisionError
from store.columns import Row, list_parameter
from store.connection import rows
from store.consolidating import Matcher
from store.reviewing import acts
from store.reviewing.acts import Deed, recording
from store.reviewing.deeds import EventDeed, deciding, events_of
from store.reviewing.journal import reverse
from store.reviewing.records import ActKind, Decided, Refusal, Signed

_NO_DEEDS = (ActKind.LOGIN, ActKind.LOGOUT, ActKind.USER)
_STATED = ("postponed_until", "same", "apart")
"""Fields of the account that the history of events does not tell of."""
_LINES = """
SELECT act, event_uid, source_id, subject, field, before, after FROM audit
WHERE act IN (SELECT value FROM json_each(?)) ORDER BY id
"""
_ACTS = "SELECT * FROM acts WHERE id IN (SELECT value FROM json_each(?))"
_BELONGS = "SELECT uid, event_uid FROM records WHERE uid IN (SELECT value FROM json_each(?))"
_LATER = """
SELECT DISTINCT acts.id, undoes, event_uid, CASE event_uid WHEN '' THEN source_id ELSE '' END AS of
FROM acts JOIN audit ON act = acts.id
WHERE acts.id > :act AND (event_uid IN (SELECT value FROM json_each(:events))
  OR +event_uid = '' AND source_id IN (SELECT value FROM json_each(:sources)))
"""
# With the sign, the index of sources is used: without an event there are all the logins too.


def undo(db: Database, act: int, matcher: Matcher, signed: Signed) -> Decided:
    """Take an act back. Raises DecisionError where it cannot be."""
    found = rows(db, "SELECT * FROM acts WHERE id = ?", (act,))
    if not found:
        raise DecisionError(f"there is no act {act}", code=Refusal.NO_ACT)
    refusal = refusals(db, found)[act]
    if refusal is not None:
        raise DecisionError(f"act {act} cannot be undone: {refusal}", code=refusal)
    return _undo(db, _lasts(db, found)[act], matcher, signed)


def _undo(db: Database, row: Row, matcher: Matcher, signed: Signed) -> Decided:
    act, payload = row["id"], json.loads(row["payload"])
    if "made" not in payload:
        with recording(db, ActKind.UNDO, signed, undoes=act) as deed:
            acts.put_back(deed, payload)
            _turn_round(deed, act)
        return Decided(event_uids=(), changes=(), act=deed.act)
    records = payload["records"]
    present = sorted(events_of(db, records))
    with deciding(db, ActKind.UNDO, present, signed, records=records, undoes=act) as done:
        regrouping = reverse(db, payload, signed)
        acts.put_back(done.deed, payload)
        if regrouping:
            done.regroup(matcher)
        done.rebuild()
        _say_stated(done, act)
    return done.decided()


@dataclass(frozen=True, slots=True)
class _Case:
    """An act that may be undone: what it was about, events and sources."""

    act: Row
    payload: Mapping[str, Any]
    about: frozenset[tuple[str, str]]

    def rests(self, later: Row) -> bool:
        """Whether a later act was about the same; not the undoing of one that came later too."""
        return (
            later["id"] > self.act["id"]
            and (later["undoes"] or 0) <= self.act["id"]
            and (later["event_uid"], later["of"]) in self.about
        )


def refusals(db: Database, found: Sequence[Row]) -> dict[int, Refusal | None]:
    """Why acts cannot be undone as things stand, by number; None where one can.

    What was undone in the meantime is no hindrance, nor is the undoing of what came later.
    """
    undone = acts.undone(db, [row["id"] for row in found])
    result: dict[int, Refusal | None] = dict.fromkeys(undone, Refusal.UNDONE)
    cases = _cases(db, _lasts(db, [row for row in found if row["id"] not in undone]))
    later = _later(db, cases.values())
    for number, case in cases.items():
        result[number] = None
        if ActKind(case.act["kind"]) in _NO_DEEDS or not case.payload:
            result[number] = Refusal.NO_DEED
        elif not acts.intact(db, case.payload) or any(map(case.rests, later)):
            result[number] = Refusal.DECIDED_SINCE
    return result


def _lasts(db: Database, found: Sequence[Row]) -> dict[int, Row]:
    """The acts by number; in place of one that was undone and came back, what brought it back."""
    chains = acts.chains(db, [row["id"] for row in found])
    ends = {number: chain[-1] for number, chain in chains.items()}
    known = {row["id"]: row for row in found}
    missing = set(ends.values()) - known.keys()
    known |= {row["id"]: row for row in rows(db, _ACTS, (list_parameter(missing),))}
    return {number: known[end] for number, end in ends.items()}


def _cases(db: Database, last: Mapping[int, Row]) -> dict[int, _Case]:
    payloads = {number: json.loads(row["payload"]) for number, row in last.items()}
    records = {uid for payload in payloads.values() for uid in payload.get("records", ())}
    home = {row["uid"]: row["event_uid"] for row in rows(db, _BELONGS, (list_parameter(records),))}
    about: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for line in rows(db, _LINES, (list_parameter(row["id"] for row in last.values()),)):
        uid, source_id = line["event_uid"], line["source_id"]
        about[line["act"]].add((uid, "" if uid else source_id))
    return {
        number: _Case(
            row,
            payloads[number],
            frozenset(
                about[row["id"]]
                | {(home[uid], "") for uid in payloads[number].get("records", ()) if uid in home}
            )
            - {("", "")},
        )
        for number, row in last.items()
    }


def _later(db: Database, cases: Collection[_Case]) -> list[Row]:
    """The acts that came after one of these on the same events or sources, and hold."""
    about = {each for case in cases for each in case.about}
    parameters = {
        "act": min((case.act["id"] for case in cases), default=0),
        "events": list_parameter(uid for uid, _ in about if uid),
        "sources": list_parameter(source_id for _, source_id in about if source_id),
    }
    found = rows(db, _LATER, parameters)
    gone = acts.undone(db, {row["id"] for row in found})
    return [row for row in found if row["id"] not in gone]


def _say_stated(done: EventDeed, act: int) -> None:
    for line in rows(done.db, _LINES, (list_parameter([act]),)):
        if line["field"] in _STATED:
            values = (json.loads(line["after"]), json.loads(line["before"]))
            done.said[line["event_uid"], line["field"]] = values


def _turn_round(deed: Deed, act: int) -> None:
    for line in rows(deed.db, _LINES, (list_parameter([act]),)):
        deed.say(
            line["field"],
            json.loads(line["after"]),
            json.loads(line["before"]),
            event_uid=line["event_uid"],
            source_id=line["source_id"],
            subject=line["subject"],
        )
