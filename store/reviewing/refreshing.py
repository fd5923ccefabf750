"""Working the items of the queue out again, where no event was built anew.

Runs inside the caller's transaction, but for `refresh_all`.
"""

from collections.abc import Collection

from sqlite_utils import Database

from store import events
from store.columns import list_parameter
from store.connection import Connection, rows
from store.mentions import event_of
from store.reviewing.items import Items

_AT_ONCE = 500
"""Items of one transaction: some tenths of a second."""
_EVENTS = """
SELECT * FROM events WHERE +merged_into IS NULL AND uid IN (SELECT value FROM json_each(?))
"""
_STALE = "SELECT event_uid FROM review_items WHERE stale = 1 LIMIT ?"


def refresh(db: Database, uids: Collection[str]) -> None:
    """Work out the items of these events: to be called after every act of a person on them."""
    stored = {row["uid"]: row for row in rows(db, _EVENTS, (list_parameter(uids),))}
    items = Items(db, stored)
    for prospect in events.prospects(db, stored):
        items.add(stored[prospect.uid], prospect)
    items.save()
    db.execute(
        "UPDATE review_items SET stale = 0 WHERE stale = 1 "
        "AND event_uid IN (SELECT value FROM json_each(?))",
        (list_parameter(uids),),
    )


def refresh_stale(db: Database, at_most: int = _AT_ONCE) -> int:
    """Work out so many of the items that wait for it; how many there were."""
    uids = {row["event_uid"] for row in rows(db, _STALE, (at_most,))}
    refresh(db, uids)
    return len(uids)


def refresh_all(connection: Connection) -> int:
    """Work out all items that wait for it, in steps between which others can write."""
    count = 0
    while True:
        with connection.writing() as db:
            done = refresh_stale(db)
        event_of.cache_clear()  # none of them is asked for again, and the application stays small
        count += done
        if done < _AT_ONCE:
            return count


def version_of(db: Database, uid: str) -> str:
    """The version of an event as it stands now; empty where there is no such event."""
    found = rows(db, "SELECT version, stale FROM review_items WHERE event_uid = ?", (uid,))
    if found and found[0]["stale"]:
        refresh(db, {uid})
        return version_of(db, uid)
    return str(found[0]["version"]) if found else ""
