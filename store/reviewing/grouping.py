"""What staff say of pairs: one event or two, and which of its words a joined event is to have.

Each function runs inside the caller's transaction, which is to be taken back where one raises.
"""

from collections.abc import Collection, Mapping
from itertools import product
from typing import Any

from sqlite_utils import Database

from model import DecisionError
from model.schema_org import event_to_json
from store import decisions
from store.consolidating import Matcher
from store.decisions import DecisionKind
from store.dossiers import event_of, records_of
from store.reviewing.correcting import set_values
from store.reviewing.deeds import EventDeed, deciding, events_of
from store.reviewing.records import ActKind, Decided, Refusal, Signed
from store.reviewing.standing import both, prospects, standing

Pairs = Collection[tuple[str, str]]
_SAID = {ActKind.SAME: "same", ActKind.APART: "apart", ActKind.SPLIT: "apart"}


def join(
    db: Database,
    uids: tuple[str, str],
    matcher: Matcher,
    signed: Signed,
    shown: tuple[str, str] | None = None,
    chosen: Mapping[str, Any] | None = None,
) -> Decided:
    """Two events are one; `chosen` are values that it is to have, in place of what comes out."""
    if shown is None:
        return _decide(db, ActKind.SAME, _pairs(db, uids), matcher, signed)
    both(db, uids, shown)
    return _decide(db, ActKind.SAME, _pairs(db, uids), matcher, signed, chosen or {})


def keep_apart(
    db: Database,
    uids: tuple[str, str],
    matcher: Matcher,
    signed: Signed,
    shown: tuple[str, str] | None = None,
) -> Decided:
    """Two events are not the same; joined ones are parted."""
    if shown is not None:
        for uid, version in zip(uids, shown, strict=True):
            standing(db, uid, version)
    return _decide(db, ActKind.APART, _pairs(db, uids), matcher, signed)


def split(
    db: Database, uid: str, part: str, matcher: Matcher, signed: Signed, shown: str | None = None
) -> Decided:
    """Take out of an event what a source, or one record, tells; that is one event."""
    if shown is not None:
        standing(db, uid, shown)
    records = records_of(db, event_of(db, uid))
    taken = {row for row, source_id in records.items() if part in (row, source_id)}
    if not taken:
        sources = ", ".join(sorted(set(records.values())))
        raise DecisionError(
            f"{uid}: {part!r} tells nothing of it; its sources: {sources}", code=Refusal.UNTOLD
        )
    rest = records.keys() - taken
    if not rest:
        raise DecisionError(
            f"{uid}: nothing else tells of it, it cannot be parted", code=Refusal.ALONE
        )
    pairs = list(product(sorted(taken), sorted(rest)))
    return _decide(db, ActKind.SPLIT, pairs, matcher, signed)


def _decide(
    db: Database,
    kind: ActKind,
    pairs: Pairs,
    matcher: Matcher,
    signed: Signed,
    chosen: Mapping[str, Any] | None = None,
) -> Decided:
    records = {uid for pair in pairs for uid in pair}
    before = events_of(db, records)
    with deciding(db, kind, sorted(before), signed, records=records) as done:
        done.decision = decisions.decide(
            db,
            DecisionKind.SAME if kind is ActKind.SAME else DecisionKind.APART,
            pairs,
            by=signed.by,
            now=signed.now,
            note=signed.note,
        )
        done.regroup(matcher)
        if chosen is not None:
            _choose(done, chosen)
        _say(done, kind, pairs, before)
    return done.decided()


def _choose(done: EventDeed, chosen: Mapping[str, Any]) -> None:
    """Correct the fields of the joined event that are not as staff want them."""
    present = sorted(events_of(done.db, done.records))
    if len(present) != 1:
        raise DecisionError(
            "they are kept apart by what was said of them before", code=Refusal.KEPT_APART
        )
    if not chosen:
        return
    found = prospects(done.db, present)[present[0]]
    said = event_to_json(found.pending.event)
    wanted = {n: v for n, v in chosen.items() if n not in said or said[n] != v}
    if wanted:
        set_values(done, present[0], wanted)
        done.rebuild()


def _say(done: EventDeed, kind: ActKind, pairs: Pairs, before: Collection[str]) -> None:
    """The account names the other events for each, though nothing may come of it."""
    uids = sorted(set(before) | events_of(done.db, done.records))
    about = uids if len(uids) > 1 else sorted({uid for pair in pairs for uid in pair})
    for uid in uids:
        done.said[uid, _SAID[kind]] = (None, [other for other in about if other != uid])


def _pairs(db: Database, uids: tuple[str, str]) -> list[tuple[str, str]]:
    """The records of two events, each of one with each of the other.

    Of two that are one event now: what the two UIDs were minted for.
    """
    uid_a, uid_b = uids
    one, other = event_of(db, uid_a), event_of(db, uid_b)
    if uid_a == uid_b:
        raise DecisionError(f"{uid_a}: give the UIDs of two events", code=Refusal.SAME_EVENT)
    if one == other:
        return [(uid_a, uid_b)]
    return list(product(sorted(records_of(db, one)), sorted(records_of(db, other))))
