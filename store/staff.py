"""What staff decide: one event or two, approved, rejected, corrected. Each call is one transaction.

A decision is written on the records that events are made of, applied at once, and said in the
history under the name of who made it. What can be decided is decided by people alone: no run and
no source ever takes it back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import product
from typing import Any

from sqlite_utils import Database

from model import Change, DecisionError, ModelError, StoredEvent
from model.schema_org import event_to_json
from store import corrections, decisions, dossiers, events, history
from store.columns import list_parameter
from store.connection import Connection, rows
from store.consolidating import Matcher, regroup
from store.correcting import with_values
from store.decisions import DecisionKind
from store.dossiers import Dossier, OpenPair, event_of, records_of
from store.merging import Merged


class RejectReason(StrEnum):
    """Why an event is not to be published."""

    NO_EVENT = "no_event"
    """Kein Termin."""
    REPORT = "report"
    """Rückblick."""
    WRONG_DATE = "wrong_date"
    """Falsches Datum."""
    WRONG_PLACE = "wrong_place"
    """Falscher Ort."""
    DUPLICATE = "duplicate"
    """Dublette."""
    NOT_RELEVANT = "not_relevant"
    """Nicht relevant."""
    WRONG_PAGE = "wrong_page"
    """Fehlseite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of a decision: the events that it was about, as they are now, and all changes.

    `decision_id` is what `Staff.withdraw` takes; None for a correction.
    """

    event_uids: tuple[str, ...]
    changes: tuple[Change, ...]
    decision_id: int | None = None


class Staff:
    """Decisions of staff. `by` is the name of who decides, `now` when (with a zone).

    A UID of an event that was joined to another stands for that one. All methods raise
    DecisionError, in words, for what cannot be decided, and write nothing then.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def dossier(self, uid: str) -> Dossier:
        """All that is known of one event. Of a former UID: of the event that it was joined to."""
        with self._connection.reading() as db:
            return dossiers.load(db, uid)

    def find(self, text: str) -> tuple[StoredEvent, ...]:
        """The events whose name or town has all words of `text`, by first day.

        A word that is a year, a month or a day (ISO 8601) is one on which the event is.
        """
        with self._connection.reading() as db:
            return dossiers.find(db, text)

    def open_pairs(self, today: date) -> tuple[OpenPair, ...]:
        """The pairs of events that may be one and that staff have not judged.

        Coming ones soonest first, then past ones; `today` is the day in Europe/Berlin.
        """
        with self._connection.reading() as db:
            return dossiers.open_pairs(db, today)

    def join(
        self, uid_a: str, uid_b: str, matcher: Matcher, *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """Two events are one, whatever the comparison says, now and in every run."""
        with self._connection.writing() as db:
            pairs = _pairs(db, uid_a, uid_b)
            return _decide_pairs(db, DecisionKind.SAME, pairs, matcher, by=by, now=now, note=note)

    def keep_apart(
        self, uid_a: str, uid_b: str, matcher: Matcher, *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """Two events are not the same, whatever the comparison says; joined ones are parted."""
        with self._connection.writing() as db:
            pairs = _pairs(db, uid_a, uid_b)
            return _decide_pairs(db, DecisionKind.APART, pairs, matcher, by=by, now=now, note=note)

    def split(
        self, uid: str, part: str, matcher: Matcher, *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """Take out of an event what a source tells, and keep it apart from the rest.

        `part` is the id of the source, or the UID of one record. What is taken out is one event.
        """
        with self._connection.writing() as db:
            records = records_of(db, event_of(db, uid))
            taken = {row for row, source_id in records.items() if part in (row, source_id)}
            if not taken:
                sources = ", ".join(sorted(set(records.values())))
                raise DecisionError(f"{uid}: {part!r} tells nothing of it; its sources: {sources}")
            rest = records.keys() - taken
            if not rest:
                raise DecisionError(f"{uid}: nothing else tells of it, it cannot be parted")
            pairs = list(product(sorted(taken), sorted(rest)))
            return _decide_pairs(db, DecisionKind.APART, pairs, matcher, by=by, now=now, note=note)

    def approve(self, uid: str, *, by: str, now: datetime, note: str = "") -> Decided:
        """The event is to be published, however unsure its pages are."""
        return self._judge(uid, DecisionKind.APPROVE, by=by, now=now, note=note)

    def reject(
        self, uid: str, reason: RejectReason, *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """The event is not to be published, whatever its pages come to say.

        That holds for what tells of it now and for what tells of it later. It does not silence
        another event that it turns out to be: that was not looked at.
        """
        return self._judge(uid, DecisionKind.REJECT, by=by, now=now, note=note, reason=reason.value)

    def correct(
        self, uid: str, values: Mapping[str, Any], *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """Set fields (`store.correcting.CORRECTABLE`) in place of what the pages say.

        Values are in the form of the machine interface; an empty one empties the field. Each lies
        on the record that gave the value which it overrides, and goes where that goes.
        """
        with self._connection.writing() as db:
            target = event_of(db, uid)
            records = records_of(db, target)
            found = next((merged for _, merged in events.told(db, (target,))), None)
            if found is None:
                raise DecisionError(f"{uid}: no page tells of it")
            said = decisions.words_of(db, (target,)).get(target)
            known = {c.field: c.value for c in said.corrections} if said else {}
            try:
                result = event_to_json(with_values(found.event, {**known, **values}))
            except ModelError as error:
                raise DecisionError(f"{uid}: {error}") from error
            base = event_to_json(found.event)
            for name in values:
                corrections.withdraw(db, records, name, by=by, now=now)
                record = _giver(db, target, records, found, name)
                corrections.save(
                    db, record, name, result[name], base[name], by=by, now=now, note=note
                )
            return _applied(db, {target}, by=by, now=now)

    def withdraw_correction(self, uid: str, name: str, *, by: str, now: datetime) -> Decided:
        """Take the correction of a field back: the pages' value stands again."""
        with self._connection.writing() as db:
            target = event_of(db, uid)
            if not corrections.withdraw(db, records_of(db, target), name, by=by, now=now):
                raise DecisionError(f"{uid}: {name!r} is not corrected")
            return _applied(db, {target}, by=by, now=now)

    def withdraw(self, decision_id: int, matcher: Matcher, *, by: str, now: datetime) -> Decided:
        """Take a decision back; the one that it had taken the place of holds again."""
        with self._connection.writing() as db:
            found = decisions.of_act(db, decision_id)
            if found is None:
                raise DecisionError(f"there is no decision {decision_id}")
            if found.withdrawn_at is not None:
                raise DecisionError(
                    f"decision {decision_id} was taken back on {found.withdrawn_at:%Y-%m-%d}"
                )
            decisions.withdraw(db, decision_id, by=by, now=now)
            records = {uid for pair in found.on for uid in pair if uid}
            if found.kind in (DecisionKind.SAME, DecisionKind.APART):
                return _regrouped(db, records, matcher, by=by, now=now)
            return _applied(db, _events_of(db, records), by=by, now=now)

    def _judge(
        self, uid: str, kind: DecisionKind, *, by: str, now: datetime, note: str, reason: str = ""
    ) -> Decided:
        with self._connection.writing() as db:
            target = event_of(db, uid)
            on = [(record, "") for record in records_of(db, target)]
            act = decisions.decide(db, kind, on, by=by, now=now, note=note, reason=reason)
            return _applied(db, {target}, by=by, now=now, act=act)


def _decide_pairs(
    db: Database,
    kind: DecisionKind,
    pairs: Collection[tuple[str, str]],
    matcher: Matcher,
    *,
    by: str,
    now: datetime,
    note: str,
) -> Decided:
    act = decisions.decide(db, kind, pairs, by=by, now=now, note=note)
    return _regrouped(db, {uid for pair in pairs for uid in pair}, matcher, by=by, now=now, act=act)


def _regrouped(
    db: Database,
    records: set[str],
    matcher: Matcher,
    *,
    by: str,
    now: datetime,
    act: int | None = None,
) -> Decided:
    mark = history.mark(db)
    regroup(db, matcher, records, now, by)
    return _decided(db, _events_of(db, records), mark, act)


def _applied(
    db: Database, uids: Collection[str], *, by: str, now: datetime, act: int | None = None
) -> Decided:
    mark = history.mark(db)
    events.rebuild(db, uids, now, by)
    return _decided(db, uids, mark, act)


def _decided(db: Database, uids: Collection[str], mark: int, act: int | None) -> Decided:
    changes = history.after(db, mark)
    return Decided(event_uids=tuple(sorted(uids)), changes=changes, decision_id=act)


def _pairs(db: Database, uid_a: str, uid_b: str) -> list[tuple[str, str]]:
    """The records of two events, each of one with each of the other.

    Of two that are one event now: what the two UIDs were minted for.
    """
    one, other = event_of(db, uid_a), event_of(db, uid_b)
    if uid_a == uid_b:
        raise DecisionError(f"{uid_a}: give the UIDs of two events")
    if one == other:
        return [(uid_a, uid_b)]
    return list(product(sorted(records_of(db, one)), sorted(records_of(db, other))))


def _events_of(db: Database, record_uids: Iterable[str]) -> set[str]:
    sql = "SELECT event_uid FROM records WHERE uid IN (SELECT value FROM json_each(?))"
    return {row["event_uid"] for row in rows(db, sql, (list_parameter(record_uids),))}


def _giver(
    db: Database, event_uid: str, records: Mapping[str, str], found: Merged, name: str
) -> str:
    """The record that a field comes from; the one that the event is named after where none is."""
    source_id, page_url = found.origins.get(history.label(name), ("", ""))
    sql = (
        "SELECT record_uid FROM mentions WHERE source_id = ? AND page_url = ? "
        "AND record_uid IN (SELECT value FROM json_each(?)) ORDER BY record_uid <> ?, record_uid"
    )
    parameters = (source_id, page_url, list_parameter(records), event_uid)
    givers = rows(db, sql, parameters)
    return str(givers[0]["record_uid"]) if givers else event_uid
