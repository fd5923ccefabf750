"""The desk of the staff: the queue, one event with all that is known, judging, undo, the account.

Each method is one transaction. Deciding methods take the `version` that was shown and raise
ConflictError where the event is another by now, and DecisionError for what cannot be decided; they
write nothing then. `by` is the name of who decides, `now` when (with a zone), `today` the day in
Europe/Berlin.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from store.connection import Connection
from store.consolidating import Matcher
from store.dossiers import OpenPair
from store.reviewing import (
    account,
    cases,
    claims,
    grouping,
    judging,
    pairs,
    precision,
    queue,
    sheets,
    trust,
    trusting,
    undoing,
)
from store.reviewing import neighbours as neighbouring
from store.reviewing.measures import (
    CorrectedField,
    Precision,
    PrecisionPoint,
    RulePrecision,
    Trust,
    TrustRules,
)
from store.reviewing.pairs import Side
from store.reviewing.records import (
    Act,
    AuditFilter,
    AuditRow,
    Claim,
    Decided,
    Neighbours,
    QueueFilter,
    QueueItem,
    RejectReason,
    Sheet,
    Signed,
    Tab,
)

_AT_ONCE = 500
"""Lines of the account that are read at once for an export."""


class Desk:
    """What the review application calls."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # --- Queue ------------------------------------------------------------------------------

    def counts(self, wanted: QueueFilter, today: date) -> Mapping[Tab, int]:
        """How many items each tab has under the other conditions of the filter."""
        with self._connection.reading() as db:
            return queue.counts(db, wanted, today)

    def queue(
        self,
        wanted: QueueFilter,
        today: date,
        *,
        limit: int = 50,
        offset: int = 0,
        now: datetime | None = None,
    ) -> tuple[QueueItem, ...]:
        """The items by need, the neediest first; past events and equal ones by day and UID.

        Who is looking at them is said where `now` is given.
        """
        with self._connection.reading() as db:
            return queue.page(db, wanted, today, limit=limit, offset=offset, now=now)

    def neighbours(
        self, wanted: QueueFilter, uid: str, today: date, *, need: float | None = None
    ) -> Neighbours:
        """What stands before and after an event; `need` is what it was listed with."""
        with self._connection.reading() as db:
            return neighbouring.neighbours(db, wanted, uid, today, need)

    # --- One event --------------------------------------------------------------------------

    def sheet(self, uid: str, today: date, now: datetime | None = None) -> Sheet:
        """All that the screen of an event shows. Raises DecisionError where there is none.

        Who is looking at it is said where `now` is given.
        """
        with self._connection.reading() as db:
            return sheets.load(db, uid, today, now)

    def claim(self, uid: str, *, by: str, now: datetime, minutes: int = 15) -> Claim | None:
        """Say that `by` is looking at an event; the claim of another that still lasts, else None.

        It does not lock: who is told of another may decide all the same. One's claim of the event
        before ends: a person looks at one at a time. Raises StoreError at once where another is
        writing: nobody waits for a badge.
        """
        with self._connection.at_once(), self._connection.writing(refers=False) as db:
            return claims.claim(db, uid, by=by, now=now, minutes=minutes)

    def unclaim(self, *, by: str) -> None:
        """End one's own claims: who goes looks at nothing any more."""
        with self._connection.writing(refers=False) as db:
            claims.unclaim(db, by=by)

    # --- Pairs ------------------------------------------------------------------------------

    def open_pairs(
        self, today: date, *, limit: int | None = None, offset: int = 0
    ) -> tuple[tuple[OpenPair, ...], int]:
        """A part of the open pairs, the soonest first, and how many there are in all."""
        with self._connection.reading() as db:
            return pairs.open_pairs(db, today, limit=limit, offset=offset)

    def open_pair_uids(self, today: date) -> tuple[tuple[str, str], ...]:
        """The UIDs of all of them, in the same order."""
        with self._connection.reading() as db:
            return pairs.ordered(db, today)

    def side(self, uid_a: str, uid_b: str) -> Side:
        """Two events side by side. Raises DecisionError where one is none, or both are one UID."""
        with self._connection.reading() as db:
            return pairs.side(db, uid_a, uid_b)

    # --- Judging ----------------------------------------------------------------------------

    def approve(self, uid: str, version: str, *, by: str, now: datetime, note: str = "") -> Decided:
        """The event is right as it was shown (`Sheet.pending`), and is to be published."""
        with self._connection.writing() as db:
            return judging.approve(db, uid, Signed(by=by, now=now, note=note), version)

    def correct(
        self,
        uid: str,
        version: str,
        values: Mapping[str, Any],
        *,
        by: str,
        now: datetime,
        note: str = "",
        uncorrect: Sequence[str] = (),
        approve: bool = True,
    ) -> Decided:
        """Set fields, take the corrections of others back (`uncorrect`), and approve the result."""
        signed = Signed(by=by, now=now, note=note)
        with self._connection.writing() as db:
            return judging.correct(
                db, uid, values, signed, version, uncorrect=uncorrect, approve=approve
            )

    def reject(
        self,
        uid: str,
        version: str,
        reason: RejectReason,
        *,
        by: str,
        now: datetime,
        note: str = "",
    ) -> Decided:
        """The event is not to be published."""
        with self._connection.writing() as db:
            return judging.reject(db, uid, reason, Signed(by=by, now=now, note=note), version)

    def postpone(
        self, uid: str, version: str, until: date, *, by: str, now: datetime, note: str = ""
    ) -> Decided:
        """Leave the event alone until that day, or until its pages say something else."""
        with self._connection.writing() as db:
            return judging.postpone(db, uid, until, Signed(by=by, now=now, note=note), version)

    def approve_many(
        self, seen: Sequence[tuple[str, str]], *, least: float, by: str, now: datetime
    ) -> Decided:
        """Approve events (UID and version) that are sure by at least `least`, as one act.

        Those that have changed, are less sure, sampled, rejected or claimed by another are left
        alone (`Decided.skipped`). Raises DecisionError where that leaves none.
        """
        with self._connection.writing() as db:
            return judging.approve_many(db, seen, least, Signed(by=by, now=now))

    def merge(
        self,
        uid_a: str,
        uid_b: str,
        versions: tuple[str, str],
        matcher: Matcher,
        *,
        chosen: Mapping[str, Any],
        by: str,
        now: datetime,
        note: str = "",
    ) -> Decided:
        """Two events are one; `chosen` are the values of fields that staff picked, as corrections.

        Only values that differ from what the merged event says by itself become corrections.
        """
        signed = Signed(by=by, now=now, note=note)
        with self._connection.writing() as db:
            return grouping.join(db, (uid_a, uid_b), matcher, signed, versions, chosen)

    def keep_apart(
        self,
        uid_a: str,
        uid_b: str,
        versions: tuple[str, str],
        matcher: Matcher,
        *,
        by: str,
        now: datetime,
        note: str = "",
    ) -> Decided:
        """Two events are not the same, now and in every run."""
        signed = Signed(by=by, now=now, note=note)
        with self._connection.writing() as db:
            return grouping.keep_apart(db, (uid_a, uid_b), matcher, signed, versions)

    def split(
        self,
        uid: str,
        version: str,
        part: str,
        matcher: Matcher,
        *,
        by: str,
        now: datetime,
        note: str = "",
    ) -> Decided:
        """Take out of an event what a source (or a record, by its UID) tells: another event."""
        signed = Signed(by=by, now=now, note=note)
        with self._connection.writing() as db:
            return grouping.split(db, uid, part, matcher, signed, version)

    def undo(self, act: int, matcher: Matcher, *, by: str, now: datetime) -> Decided:
        """Take an act back, a bulk as a whole: what held before it holds again.

        Raises DecisionError where somebody has decided something of the same event since, it was
        undone already, or is no deed that can be undone. An undoing can be undone too.
        """
        with self._connection.writing() as db:
            return undoing.undo(db, act, matcher, Signed(by=by, now=now))

    # --- The account ------------------------------------------------------------------------

    def acts(
        self,
        *,
        by: str = "",
        uid: str = "",
        limit: int = 20,
        numbers: Collection[int] | None = None,
    ) -> tuple[Act, ...]:
        """The last acts, the latest first: of one person, of one event, of these, or all."""
        with self._connection.reading() as db:
            return account.load_acts(db, by=by, uid=uid, limit=limit, numbers=numbers)

    def actors(self) -> tuple[str, ...]:
        """Who has done anything, by name."""
        with self._connection.reading() as db:
            return account.names(db)

    def audit(
        self, wanted: AuditFilter, *, limit: int = 100, offset: int = 0
    ) -> tuple[AuditRow, ...]:
        """The account, the latest first."""
        with self._connection.reading() as db:
            return account.load(db, wanted, limit=limit, offset=offset)

    def audit_rows(self, wanted: AuditFilter) -> Iterator[AuditRow]:
        """All of the account for an export, oldest first, without holding it in memory.

        Each of many small readings is one by itself; lines that come meanwhile are told too.
        """
        last: AuditRow | None = None
        while True:
            with self._connection.reading() as db:
                found = account.after(db, wanted, last, limit=_AT_ONCE)
            yield from found
            if len(found) < _AT_ONCE:
                return
            last = found[-1]

    # --- Precision and trust ----------------------------------------------------------------

    def precision(self, source_id: str = "") -> tuple[Precision, ...]:
        """How often each source (or this one) and field was right, by source, the event first."""
        with self._connection.reading() as db:
            return precision.load(db, source_id)

    def precision_by_rule(self, source_id: str = "") -> tuple[RulePrecision, ...]:
        """How often each rule of the extraction was right, those that erred most first."""
        with self._connection.reading() as db:
            return precision.by_rule(db, source_id)

    def precision_over_time(
        self, source_id: str = "", field: str = "event", *, months: int = 12, today: date
    ) -> tuple[PrecisionPoint, ...]:
        """The precision of a field month by month, the present month last; empty months too."""
        with self._connection.reading() as db:
            return precision.over_time(db, source_id, field, months=months, today=today)

    def reject_reasons(self, source_id: str = "") -> Mapping[str, int]:
        """How often events were rejected for each coded reason, the most frequent first."""
        with self._connection.reading() as db:
            return precision.reject_reasons(db, source_id)

    def corrected_fields(self, source_id: str = "") -> tuple[CorrectedField, ...]:
        """The corrections that are in force, of all sources or of one, with the pages they are on.

        By event, and as they were made.
        """
        with self._connection.reading() as db:
            return cases.corrected_fields(db, source_id)

    def trust(self) -> tuple[Trust, ...]:
        """What is published without review of each source that was judged, as of the last run."""
        with self._connection.reading() as db:
            return trust.load(db)

    def trust_rules(self) -> TrustRules:
        """The rules that the last run went by."""
        with self._connection.reading() as db:
            return trust.rules_of(db)

    def refresh_trust(self, rules: TrustRules, now: datetime) -> tuple[Trust, ...]:
        """Judge all sources by what was reviewed; those whose state turned.

        To be called before a run reads pages. What need not wait any more is published.
        """
        with self._connection.writing() as db:
            return trusting.refresh(db, rules, now)
