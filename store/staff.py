"""What staff decide: one event or two, approved, rejected, corrected. Each call is one transaction.

A decision is written on the records that events are made of, applied at once, and said in the
history and in the account under the name of who made it. What can be decided is decided by people
alone: no run and no source ever takes it back.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from model import StoredEvent
from store import dossiers
from store.connection import Connection
from store.consolidating import Matcher
from store.dossiers import Dossier, OpenPair
from store.reviewing import grouping, judging, pairs, withdrawing
from store.reviewing.records import Decided, RejectReason, Signed


class Staff:
    """Decisions of staff. `by` is the name of who decides, `now` when (with a zone).

    A UID of an event that was joined to another stands for that one. All methods raise
    DecisionError, in words, for what cannot be decided, and write nothing then. Each writes one
    act, which `Desk.undo` takes back.
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
            return pairs.open_pairs(db, today)[0]

    def join(
        self, uid_a: str, uid_b: str, matcher: Matcher, *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """Two events are one, whatever the comparison says, now and in every run."""
        signed = Signed(by=by, now=now, note=note)
        with self._connection.writing() as db:
            return grouping.join(db, (uid_a, uid_b), matcher, signed)

    def keep_apart(
        self, uid_a: str, uid_b: str, matcher: Matcher, *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """Two events are not the same, whatever the comparison says; joined ones are parted."""
        signed = Signed(by=by, now=now, note=note)
        with self._connection.writing() as db:
            return grouping.keep_apart(db, (uid_a, uid_b), matcher, signed)

    def split(
        self, uid: str, part: str, matcher: Matcher, *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """Take out of an event what a source tells, and keep it apart from the rest.

        `part` is the id of the source, or the UID of one record. What is taken out is one event.
        """
        with self._connection.writing() as db:
            return grouping.split(db, uid, part, matcher, Signed(by=by, now=now, note=note))

    def approve(self, uid: str, *, by: str, now: datetime, note: str = "") -> Decided:
        """The event is to be published, however unsure its pages are."""
        with self._connection.writing() as db:
            return judging.approve(db, uid, Signed(by=by, now=now, note=note))

    def reject(
        self, uid: str, reason: RejectReason, *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """The event is not to be published, whatever its pages come to say.

        That holds for what tells of it now and for what tells of it later. It does not silence
        another event that it turns out to be: that was not looked at.
        """
        with self._connection.writing() as db:
            return judging.reject(db, uid, reason, Signed(by=by, now=now, note=note))

    def correct(
        self, uid: str, values: Mapping[str, Any], *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """Set fields (`store.correcting.CORRECTABLE`) in place of what the pages say.

        Values are in the form of the machine interface; an empty one empties the field. Each lies
        on the record that gave the value which it overrides, and goes where that goes.
        """
        with self._connection.writing() as db:
            return judging.correct(db, uid, values, Signed(by=by, now=now, note=note))

    def withdraw_correction(self, uid: str, name: str, *, by: str, now: datetime) -> Decided:
        """Take the correction of a field back: the pages' value stands again."""
        with self._connection.writing() as db:
            return judging.correct(db, uid, {}, Signed(by=by, now=now), uncorrect=(name,))

    def withdraw(self, decision_id: int, matcher: Matcher, *, by: str, now: datetime) -> Decided:
        """Take a decision back; the one that it had taken the place of holds again."""
        with self._connection.writing() as db:
            return withdrawing.withdraw(db, decision_id, matcher, Signed(by=by, now=now))
