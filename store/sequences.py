"""The SEQUENCE of events (RFC 5545 section 3.8.7.4), read and raised; never lowered."""

from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from store.columns import time_column
from store.connection import rows


def sequence(db: Database, uid: str) -> int:
    """The present sequence of an event."""
    return int(rows(db, "SELECT sequence FROM events WHERE uid = ?", (uid,))[0]["sequence"])


def catch_up(db: Database, told: Mapping[str, int], now: datetime) -> None:
    """Let the events by UID count on from a sequence that others know of them, as changed now."""
    for uid, sequence in told.items():
        db.execute(
            "UPDATE events SET sequence = ?, last_modified = max(last_modified, ?) "
            "WHERE uid = ? AND sequence < ?",
            (sequence + 1, time_column(now), uid, sequence),
        )
