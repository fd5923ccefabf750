"""What staff say of single events: approved, corrected, rejected, put off, many at once.

Each function runs inside the caller's transaction, which is to be taken back where one raises.
`shown` is the version that was looked at, None for whatever there is.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlite_utils import Database

from model import BERLIN, DecisionError
from model.schema_org import event_to_json
from store import decisions, events
from store.connection import rows
from store.decisions import DecisionKind
from store.merging import shown as seen_of
from store.reviewing import approved, queue
from store.reviewing.approved import Prospect
from store.reviewing.correcting import set_values, take_back
from store.reviewing.deeds import EventDeed, deciding, records_of
from store.reviewing.records import (
    ActKind,
    Decided,
    QueueItem,
    Refusal,
    RejectReason,
    Signed,
    Skipped,
)
from store.reviewing.refreshing import version_of
from store.reviewing.standing import prospects, standing


def approve(db: Database, uid: str, signed: Signed, shown: str | None = None) -> Decided:
    """The event is right as it stands, and is to be published."""
    target = standing(db, uid, shown)
    with deciding(db, ActKind.APPROVE, (target,), signed) as done:
        _judge(done, target, DecisionKind.APPROVE)
        _review(done, (target,))
        done.rebuild()
    return done.decided()


def reject(
    db: Database, uid: str, reason: RejectReason, signed: Signed, shown: str | None = None
) -> Decided:
    """The event is not to be published."""
    target = standing(db, uid, shown)
    with deciding(db, ActKind.REJECT, (target,), signed) as done:
        _judge(done, target, DecisionKind.REJECT, reason.value)
        _review(done, (target,), approve=False, reason=reason.value)
        done.rebuild()
    return done.decided()


def correct(
    db: Database,
    uid: str,
    values: Mapping[str, Any],
    signed: Signed,
    shown: str | None = None,
    *,
    uncorrect: Sequence[str] = (),
    approve: bool = False,
) -> Decided:
    """Set fields, take corrections of others back, and approve of what comes out."""
    target = standing(db, uid, shown)
    if not values and not uncorrect and not approve:
        raise DecisionError(f"{uid}: nothing is to be corrected", code=Refusal.NOTHING)
    kind = _kind_of(bool(values), bool(uncorrect), approve)
    before = prospects(db, (target,)).get(target)
    with deciding(db, kind, (target,), signed) as done:
        for name in uncorrect:
            take_back(done, target, name)
        if values:
            set_values(done, target, values)
        if approve:
            _judge(done, target, DecisionKind.APPROVE)
            _review(done, (target,))
        _say_set(done, target, before, (*values, *uncorrect))
        done.rebuild()
    return done.decided()


def postpone(
    db: Database, uid: str, until: date, signed: Signed, shown: str | None = None
) -> Decided:
    """Leave the event alone until that day, or until its pages say something else."""
    target = standing(db, uid, shown)
    if until <= signed.now.astimezone(BERLIN).date():
        raise DecisionError(f"{uid}: {until} is not to come any more", code=Refusal.DAY_OVER)
    known = rows(db, 'SELECT "until" FROM postponements WHERE event_uid = ?', (target,))
    version = version_of(db, target)
    with deciding(db, ActKind.POSTPONE, (target,), signed) as done:
        done.deed.keep("postponements", target)
        db.table("postponements").insert(
            {
                "event_uid": target,
                "act": done.deed.act,
                "until": until.isoformat(),
                "version": version,
            }
        )
        before = known[0]["until"] if known else None
        done.said[target, "postponed_until"] = (before, until.isoformat())
    return done.decided()


def approve_many(
    db: Database, seen: Sequence[tuple[str, str]], least: float, signed: Signed
) -> Decided:
    """Approve those events that are as they were seen and that nothing speaks against."""
    versions, today = dict(seen), signed.now.astimezone(BERLIN).date()
    shown = {uid: version_of(db, uid) for uid in versions}
    found = prospects(db, versions)
    against: dict[str, Refusal | None] = {}
    for uid, version in versions.items():
        item = queue.item(db, uid, today, signed.now)
        if item is None:
            against[uid] = Refusal.NO_EVENT
        elif shown[uid] != version:
            against[uid] = Refusal.CHANGED
        else:
            against[uid] = _against(item, found.get(uid), least, signed.by)
    fit = [uid for uid, why in against.items() if why is None]
    skipped = [Skipped(uid=uid, why=why) for uid, why in against.items() if why is not None]
    if not fit:
        reasons = {skipped.why for skipped in skipped}
        code = reasons.pop() if len(reasons) == 1 else Refusal.NOTHING
        raise DecisionError("none of the events can be approved of", code=code)
    with deciding(db, ActKind.APPROVE_MANY, fit, signed) as done:
        done.skipped += skipped
        for uid in fit:
            _judge(done, uid, DecisionKind.APPROVE)
        _review(done, fit, looked=False)
        done.decision = None
        done.rebuild()
    return done.decided()


def _against(item: QueueItem, prospect: Prospect | None, least: float, by: str) -> Refusal | None:
    """What speaks against approving of an event without a look at it alone."""
    if prospect is None:
        return Refusal.UNTOLD
    if "publish" in prospect.pending.authors and not prospect.pending.event.publish:
        return Refusal.REJECTED
    if item.sampled:
        return Refusal.SAMPLED
    if item.claimed_by not in ("", by):
        return Refusal.CLAIMED
    return None if 1 - item.doubt >= least else Refusal.UNSURE


def _kind_of(values: bool, uncorrect: bool, approve: bool) -> ActKind:
    if approve:
        return ActKind.CORRECT_APPROVE if values or uncorrect else ActKind.APPROVE
    return ActKind.CORRECT if values else ActKind.UNCORRECT


def _judge(done: EventDeed, uid: str, kind: DecisionKind, reason: str = "") -> None:
    """Write the verdict on the records of one event."""
    on = [(record, "") for record in sorted(records_of(done.db, (uid,)))]
    signed = done.signed
    done.decision = decisions.decide(
        done.db, kind, on, by=signed.by, now=signed.now, note=signed.note, reason=reason
    )


def _review(
    done: EventDeed,
    uids: Collection[str],
    *,
    approve: bool = True,
    reason: str = "",
    looked: bool = True,
) -> None:
    """Keep what was extracted and what a person made of it; verdicts are written already."""
    now = done.signed.now
    found = events.prospects(done.db, uids)
    approved.record(
        done.db, done.deed.act, found, approve=approve, reason=reason, looked=looked, now=now
    )


def _say_set(done: EventDeed, uid: str, before: Prospect | None, names: Collection[str]) -> None:
    """The account names every field that was set, though readers may see the same."""
    after = prospects(done.db, (uid,)).get(uid)
    if before is None or after is None:
        return
    old, new = (seen_of(event_to_json(each.pending.event)) for each in (before, after))
    for name in names:
        done.said[uid, name] = (old.get(name), new.get(name))
