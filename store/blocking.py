"""Which records may tell of one event: near in time, and of one town, one address or one name.

Coarse on purpose, so that a day's records meet few among a hundred thousand: the comparison
decides. What shares neither town nor word nor address never meets.
"""

from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from model import Event, fold
from model.when import day_of
from store.columns import list_parameter

NEAR_DAYS = 15
"""How far two starts in one town may lie apart, in days."""
_STEM = 5
_SHORTEST = 4

# The record that waits stands first (`t`): CROSS JOIN keeps SQLite from beginning with all others.
_BEGIN = """
SELECT t.uid AS one, r.uid AS other, t.tokens AS tokens, r.tokens AS others,
  t.first_day = r.first_day AND t.town = r.town AND t.town <> '' AS near
FROM json_each(:uids) CROSS JOIN records AS t ON t.uid = value CROSS JOIN records AS r ON
"""
_NEAR = (
    # One town; on one day even without a word in common.
    """r.town = t.town AND r.first_day BETWEEN date(t.first_day, :before) AND
      MAX(date(t.first_day, :after), CASE WHEN t.long THEN t.last_day ELSE '' END)
    WHERE t.town <> ''""",
    # One of the two names no town.
    """r.town = '' AND r.first_day BETWEEN date(t.first_day, '-1 day')
      AND date(t.first_day, '+1 day')""",
    """r.first_day BETWEEN date(t.first_day, '-1 day') AND date(t.first_day, '+1 day')
    WHERE t.town = ''""",
    # One of the two is only roughly dated, or lasts for weeks.
    """r.long = 1 AND r.town IN (t.town, '') AND r.first_day <= t.last_day
      AND r.last_day >= t.first_day""",
    # One of the two was put off, and the other still has the old day.
    "r.previous_day = t.first_day AND r.previous_day <> ''",
    "r.first_day = t.previous_day WHERE t.previous_day <> ''",
)
_ONE_ADDRESS = """
SELECT t.record_uid AS one, r.record_uid AS other
FROM json_each(:uids) CROSS JOIN aliases AS t ON t.record_uid = value
CROSS JOIN aliases AS r ON r.key = t.key
WHERE t.key LIKE 'url:%' AND r.source_id <> t.source_id
"""


def blocks(event: Event) -> dict[str, Any]:
    """The columns of a record that these statements ask for."""
    when, place = event.when, event.location
    first, last = (when.first_day, when.last_day) if when is not None else (None, None)
    town = (place.municipality_key or fold(place.address_locality)) if place else ""
    names = [event.name, *(organizer.name for organizer in event.organizers)]
    return {
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
        "previous_day": day_of(event.previous_start).isoformat() if event.previous_start else "",
        "long": int(first is not None and last is not None and (last - first).days > NEAR_DAYS),
        "town": town,
        "tokens": " ".join(sorted({word[:_STEM] for name in names for word in _words(name)})),
    }


def candidates(db: Database, uids: set[str]) -> set[tuple[str, str]]:
    """The pairs of records to compare, one of each in `uids`, each in the order of its UIDs."""
    parameters = {
        "uids": list_parameter(uids),
        "before": f"-{NEAR_DAYS} days",
        "after": f"+{NEAR_DAYS} days",
    }
    found = set()
    for condition in _NEAR:
        for row in db.conn.execute(_BEGIN + condition, parameters):
            one, other, tokens, others, near = row
            if one != other and (near or _share(tokens, others)):
                found.add((min(one, other), max(one, other)))
    for one, other in db.conn.execute(_ONE_ADDRESS, {"uids": parameters["uids"]}):
        if one != other:
            found.add((min(one, other), max(one, other)))
    return found


def _words(name: str) -> list[str]:
    return [word for word in fold(name).split() if len(word) >= _SHORTEST]


def _share(tokens: str, others: str) -> bool:
    return not _set(tokens).isdisjoint(_set(others))


@lru_cache(maxsize=1 << 15)
def _set(tokens: str) -> frozenset[str]:
    return frozenset(tokens.split())
