"""An act on events: around any deed, what it did to them is written down, line by line.

What the lines say is taken from the history that the deed wrote and from staff's words before and
after it, never from what was asked for, so that before and after are true for bulks too.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from model import BERLIN, Change, ChangeKind
from store import decisions, events, history
from store.columns import list_parameter, text_column
from store.connection import rows
from store.consolidating import Matcher, regroup
from store.correcting import Word
from store.reviewing import acts
from store.reviewing.acts import Deed
from store.reviewing.journal import Journal
from store.reviewing.records import ActKind, Decided, Signed, Skipped
from store.reviewing.refreshing import refresh

_SUBJECTS = """
SELECT events.uid, json_extract(event, '$.name') AS name,
  COALESCE((SELECT source_id FROM records WHERE records.uid = events.uid), '') AS source_id
FROM events WHERE events.uid IN (SELECT value FROM json_each(?))
"""
_POSTPONED = """
SELECT event_uid, "until" FROM postponements
WHERE event_uid IN (SELECT value FROM json_each(?))
"""
_RECORDS = "SELECT uid FROM records WHERE event_uid IN (SELECT value FROM json_each(?))"
_EVENTS = "SELECT DISTINCT event_uid FROM records WHERE uid IN (SELECT value FROM json_each(?))"
_OF_WHOLE = {ChangeKind.MERGED: "merged_into"}
_VERDICTS = frozenset(
    {ActKind.APPROVE, ActKind.APPROVE_MANY, ActKind.CORRECT_APPROVE, ActKind.REJECT}
)
"""The acts of which the account says what the verdict is, though it may be the same as before."""


@dataclass(slots=True, kw_only=True)
class EventDeed:
    """A deed on events in the making.

    `decision` is the number of the decision, if it is one; `said` are fields that were set though
    readers may see the same, with the values before and after, by event.
    """

    deed: Deed
    records: frozenset[str]
    decision: int | None = None
    skipped: list[Skipped] = field(default_factory=list)
    said: dict[tuple[str, str], tuple[Any, Any]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    @property
    def db(self) -> Database:
        """The database that it is done in."""
        return self.deed.db

    @property
    def signed(self) -> Signed:
        """Who does it, and when."""
        return self.deed.signed

    def rebuild(self) -> None:
        """Build the events of the records anew."""
        uids = events_of(self.db, self.records)
        events.rebuild(self.db, uids, self.signed.now, self.signed.by)

    def regroup(self, matcher: Matcher) -> None:
        """Join or part the events of the records as staff's words now ask for."""
        regroup(self.db, matcher, set(self.records), self.signed.now, self.signed.by)

    def decided(self) -> Decided:
        """What came of it; to be asked when the block is over."""
        return Decided(
            event_uids=tuple(sorted(events_of(self.db, self.records))),
            changes=self.changes,
            decision_id=self.decision,
            act=self.deed.act,
            skipped=tuple(self.skipped),
        )


def records_of(db: Database, event_uids: Iterable[str]) -> frozenset[str]:
    """The records of events."""
    return frozenset(row["uid"] for row in rows(db, _RECORDS, (list_parameter(event_uids),)))


def events_of(db: Database, record_uids: Iterable[str]) -> set[str]:
    """The events that records belong to now."""
    return {row["event_uid"] for row in rows(db, _EVENTS, (list_parameter(record_uids),))}


@contextmanager
def deciding(
    db: Database,
    kind: ActKind,
    event_uids: Collection[str],
    signed: Signed,
    *,
    records: Collection[str] = (),
    undoes: int | None = None,
) -> Iterator[EventDeed]:
    """A block that decides something of events; its end writes the act, its account, its journal.

    `records` are those that it is about beside the ones that the events have now.
    """
    about = records_of(db, event_uids) | set(records)
    with acts.recording(db, kind, signed, undoes=undoes) as deed:
        before = decisions.words_of(db, event_uids)
        journal = Journal(db, about, event_uids)
        mark = history.mark(db)
        done = EventDeed(deed=deed, records=about)
        _wake(done, event_uids)
        yield done
        done.changes = history.after(db, mark)
        deed.payload = {**journal.entries(), **deed.payload}
        _write_lines(done, event_uids, before)
    refresh(db, {*event_uids, *events_of(db, about)})


def _wake(done: EventDeed, event_uids: Collection[str]) -> None:
    """What was put off is so no more when something is decided of it, and nobody looks at it."""
    db, signed, parameter = done.db, done.signed, list_parameter(event_uids)
    today = signed.now.astimezone(BERLIN).date().isoformat()
    for row in rows(db, _POSTPONED, (parameter,)):
        uid, until = row["event_uid"], row["until"]
        done.deed.keep("postponements", uid)
        db.execute("DELETE FROM postponements WHERE event_uid = ?", (uid,))
        if until > today:
            done.said[uid, "postponed_until"] = (until, None)
    db.execute(
        'DELETE FROM claims WHERE "by" = ? AND event_uid IN (SELECT value FROM json_each(?))',
        (text_column(signed.by), parameter),
    )


def _write_lines(done: EventDeed, event_uids: Collection[str], before: Mapping[str, Word]) -> None:
    """A line for each field of each event, and at least one for each event that it is about."""
    db, deed = done.db, done.deed
    present = events_of(db, done.records)
    touched = {*event_uids, *present, *(change.event_uid for change in done.changes)}
    subjects = {row["uid"]: row for row in rows(db, _SUBJECTS, (list_parameter(touched),))}
    after = decisions.words_of(db, touched)
    lines: dict[tuple[str, str], tuple[Any, Any]] = dict(done.said)
    for change in done.changes:
        lines |= _lines_of(change)
    silent = touched - {uid for uid, _ in lines}
    for uid in sorted((present & set(event_uids)) | silent):
        now = verdict_words(after.get(uid))
        was = verdict_words(before.get(uid)) if uid in event_uids else now
        if was != now or deed.kind in _VERDICTS or uid in silent:
            lines[uid, "verdict"] = (was, now)
    for (uid, name), (was, now) in lines.items():
        row = subjects[uid]
        deed.say(name, was, now, event_uid=uid, source_id=row["source_id"], subject=row["name"])


def _lines_of(change: Change) -> dict[tuple[str, str], tuple[Any, Any]]:
    if change.kind is ChangeKind.FIELD:
        return {(change.event_uid, change.field): (change.old, change.new)}
    if change.kind is ChangeKind.SPLIT:
        return {
            (change.event_uid, "split_into"): (None, change.new),
            (str(change.new), "split_from"): (None, change.event_uid),
        }
    name = _OF_WHOLE.get(change.kind)
    return {(change.event_uid, name): (None, change.new)} if name else {}


def verdict_words(word: Word | None) -> str | None:
    """A verdict as the account says it: "approve", "reject:" with its reason, or None."""
    if word is None or word.verdict is None:
        return None
    return "approve" if word.verdict.approved else f"reject:{word.verdict.reason}"
