"""Taking a decision back by its number, whatever was decided since of other things."""

import json
from collections.abc import Collection
from datetime import datetime

from sqlite_utils import Database

from model import DecisionError
from store import decisions
from store.columns import list_parameter, time_column
from store.connection import rows
from store.consolidating import Matcher
from store.decisions import DecisionKind
from store.reviewing.deeds import deciding, events_of
from store.reviewing.records import ActKind, Decided, Refusal, Signed


def withdraw(db: Database, number: int, matcher: Matcher, signed: Signed) -> Decided:
    """Take a decision back; the one that it had taken the place of holds again."""
    found = decisions.of_act(db, number)
    if found is None:
        raise DecisionError(f"there is no decision {number}", code=Refusal.NO_ACT)
    if found.withdrawn_at is not None:
        raise DecisionError(
            f"decision {number} was taken back on {found.withdrawn_at:%Y-%m-%d}",
            code=Refusal.UNDONE,
        )
    records = {uid for pair in found.on for uid in pair if uid}
    present = sorted(events_of(db, records))
    with deciding(db, ActKind.WITHDRAW, present, signed, records=records) as done:
        decisions.withdraw(db, number, by=signed.by, now=signed.now)
        _settle_reviews(db, number, {*present, *records}, signed.now)
        if found.kind in (DecisionKind.SAME, DecisionKind.APART):
            done.regroup(matcher)
        else:
            done.rebuild()
    return done.decided()


def _settle_reviews(db: Database, number: int, event_uids: Collection[str], now: datetime) -> None:
    """The review that was written with the decision counts no more."""
    sql = (
        "SELECT DISTINCT acts.id, payload FROM acts JOIN audit ON act = acts.id "
        "WHERE event_uid IN (SELECT value FROM json_each(?))"
    )
    for row in rows(db, sql, (list_parameter(event_uids),)):
        if number in json.loads(row["payload"]).get("numbers", ()):
            db.execute(
                "UPDATE reviews SET undone_at = ? WHERE act = ? AND undone_at IS NULL "
                "AND event_uid IN (SELECT value FROM json_each(?))",
                (time_column(now), row["id"], list_parameter(event_uids)),
            )
