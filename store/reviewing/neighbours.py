"""Where an event stands in a filtered queue, and what comes before and after it."""

# ruff: noqa: S608 (statements are put together from constants)

from datetime import date

from sqlite_utils import Database

from store.columns import Row
from store.connection import rows
from store.reviewing.queue import SCALE, Selected, selected
from store.reviewing.records import Neighbours, QueueFilter

_DAYS = 1 << 22
"""More than any day's number: need and day make one whole number by which the queue is ordered."""
_OF_ALL = """
SELECT COUNT(*) AS total, COUNT(*) FILTER (WHERE place > :place) AS earlier,
  MIN(place) FILTER (WHERE place > :place) AS before,
  MAX(place) FILTER (WHERE place < :place) AS after
FROM ({places})
"""
_AT_THREE = """
SELECT COUNT(*) FILTER (WHERE place = :place AND event_uid < :uid) AS earlier,
  COALESCE(MAX(event_uid) FILTER (WHERE place = :place AND event_uid < :uid),
    MAX(event_uid) FILTER (WHERE place = :before), '') AS before,
  COALESCE(MIN(event_uid) FILTER (WHERE place = :place AND event_uid > :uid),
    MIN(event_uid) FILTER (WHERE place = :after), '') AS after
FROM ({places})
"""
"""What stands at the places just before, at and just after one; within one they go by UID."""
_THREE_DAYS = "first_day IN (:day, :day_before, :day_after)"
"""The days of those places: for other rows the place need not be worked out."""


def neighbours(
    db: Database, wanted: QueueFilter, uid: str, today: date, need: float | None
) -> Neighbours:
    """What stands before and after an event; `need` is what it was listed with.

    By its place in the order, not by its row: one that has left the queue still has a place there.
    """
    chosen = selected(wanted, today)
    own = _own(db, uid, chosen)
    inside = bool(own["inside"])
    exact = own["need"] if inside or need is None else round(need * SCALE)
    day = own["first_day"]
    asked = {**chosen.parameters, "uid": uid, "place": exact * _DAYS - day, "day": day}
    (of_all,) = rows(db, _OF_ALL.format(places=_places(chosen)), asked)
    for name in ("before", "after"):
        place = of_all[name]
        asked |= {name: place, f"day_{name}": None if place is None else -place % _DAYS}
    (near,) = rows(db, _AT_THREE.format(places=_places(chosen, _THREE_DAYS)), asked)
    return Neighbours(
        before=near["before"],
        after=near["after"],
        position=of_all["earlier"] + near["earlier"] + 1 if inside else 0,
        total=of_all["total"],
    )


def _places(chosen: Selected, more: str = "TRUE") -> str:
    """The places of what is chosen as a table, the first the largest.

    The limit, which is none, keeps SQLite from working each place out for every use of it.
    """
    return (
        f"SELECT {chosen.need} * {_DAYS} - first_day AS place, event_uid FROM review_items "
        f"WHERE {chosen.where} AND {more} LIMIT -1"
    )


def _own(db: Database, uid: str, chosen: Selected) -> Row:
    """Need and day of an event as it stands now, and whether it is among what is chosen."""
    sql = (
        f"SELECT {chosen.need} AS need, first_day, {chosen.where} AS inside FROM review_items "
        "WHERE event_uid = :uid"
    )
    found = rows(db, sql, {**chosen.parameters, "uid": uid})
    return found[0] if found else {"need": 0, "first_day": 0, "inside": 0}
