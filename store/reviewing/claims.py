"""Who is looking at an event now: said to others, never in their way."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from store.columns import text_column, time_column, time_value
from store.connection import rows, upsert
from store.dossiers import event_of
from store.reviewing.records import Claim


def claim(db: Database, uid: str, *, by: str, now: datetime, minutes: int) -> Claim | None:
    """Claim an event for so many minutes, unless another's claim lasts: that one is returned.

    Who goes on to another event looks at the one before no more.
    """
    target = event_of(db, uid)
    over = 'DELETE FROM claims WHERE until <= ? OR "by" = ? AND event_uid <> ?'
    db.execute(over, (time_column(now), text_column(by), target))
    found = rows(db, "SELECT * FROM claims WHERE event_uid = ?", (target,))
    if found and found[0]["by"] != text_column(by):
        return Claim(event_uid=target, by=found[0]["by"], until=time_value(found[0]["until"]))
    until = now + timedelta(minutes=minutes)
    row = {"event_uid": target, "by": text_column(by), "until": time_column(until)}
    upsert(db, "claims", [row], "event_uid")
    return None


def unclaim(db: Database, *, by: str) -> None:
    """Who goes looks at nothing any more."""
    db.execute('DELETE FROM claims WHERE "by" = ?', (text_column(by),))
