"""Which records may tell of one event: near in time, and of one town, one address or one name.

Coarse on purpose, so that a day's records meet few among a hundred thousand: the comparison
decides. Records of two towns that the gazetteer knows never meet, nor do those whose names have
little in common, unless day and town are the same.
"""

from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from model import AttendanceMode, Event, EventStatus, Place, fold
from model.when import day_of
from store.columns import list_parameter

NEAR_DAYS = 21
"""How far two starts in one town may lie apart, in days."""
_MOVED_DAYS = 200
"""How far, where one of the two was put off and does not say from when."""
_SOMETIME = "?"
"""Stands for the day that such an event was put off from."""
_STEM = 5
_SHORTEST = 4
_ENGLISH = frozenset(("of", "the", "and", "for"))
_TRANSLATED = "*"
"""Stands among the words of a title in English, which shares none with the German one."""
_COMMON = frozenset(
    """
    fuer ueber nach eine einer einem unter durch beim with from your netzw konfe tagun facht works
    semin forum treff veran infov jahre aufta onlin webin gespr vortr sympo kongr samml mitgl
    sitzu dialo stamm sprec beira messe feste schul fortb woche regio kommu zukun 2024 2025 2026
    2027 2028 2029 2030
    """.split()
)
"""Beginnings of words that many titles have, so that one of them in common says nothing."""

# The record that waits stands first (`t`): CROSS JOIN keeps SQLite from beginning with all others.
# A town is a municipality's key; or the name as it is told, which begins with "?"; or unknown.
_BEGIN = """
SELECT t.uid, r.uid, t.first_day = r.first_day, t.town = r.town AND t.town <> '',
  t.title, r.title, t.names, r.names
FROM json_each(:uids) CROSS JOIN records AS t ON t.uid = value CROSS JOIN records AS r ON
"""
_NEAR = (
    # One town.
    """r.town = t.town AND r.first_day BETWEEN date(t.first_day, :before)
      AND date(t.first_day, :after) WHERE t.town <> ''""",
    # One of the two names no town, or one that is not known.
    "r.first_day = t.first_day AND r.town = '' WHERE t.town BETWEEN '0' AND '?'",
    """r.first_day BETWEEN date(t.first_day, '-1 day') AND date(t.first_day, '+1 day')
      AND r.town >= '?' WHERE t.town BETWEEN '0' AND '?'""",
    "r.first_day = t.first_day WHERE t.town = ''",
    """r.first_day BETWEEN date(t.first_day, '-1 day') AND date(t.first_day, '+1 day')
    WHERE t.town >= '?'""",
    """r.title = t.title AND r.first_day IN (date(t.first_day, '-1 day'),
      date(t.first_day, '+1 day'))
    WHERE '' IN (t.town, r.town)""",
    # One of the two is only roughly dated, or lasts for weeks.
    """r.town = t.town AND r.long = 1 AND r.last_day >= t.first_day
      AND r.first_day <= t.last_day WHERE t.town <> ''""",
    """r.town = t.town AND r.first_day BETWEEN t.first_day AND t.last_day
    WHERE t.long = 1 AND t.town <> ''""",
    """r.title = t.title AND r.long = 1 AND r.last_day >= t.first_day
      AND r.first_day <= t.last_day
    WHERE t.town = '' OR t.town >= '?' OR r.town = '' OR r.town >= '?'""",
    """r.title = t.title AND r.first_day BETWEEN t.first_day AND t.last_day
    WHERE t.long = 1 AND (t.town = '' OR t.town >= '?' OR r.town = '' OR r.town >= '?')""",
    # One of the two was put off, and the other still has the old day.
    "r.previous_day = t.first_day AND r.previous_day <> ''",
    "r.first_day = t.previous_day WHERE t.previous_day <> ''",
    # (A plus keeps SQLite from taking the index of towns for it.)
    """r.previous_day = :sometime AND r.previous_day <> '' AND +r.town = t.town AND +r.first_day
      BETWEEN date(t.first_day, :long_before) AND date(t.first_day, :long_after)""",
    """r.town = t.town AND r.first_day BETWEEN date(t.first_day, :long_before)
      AND date(t.first_day, :long_after) WHERE t.previous_day = :sometime""",
)
_ONE_ADDRESS = """
SELECT t.record_uid AS one, r.record_uid AS other
FROM json_each(:uids) CROSS JOIN aliases AS t ON t.record_uid = value
CROSS JOIN aliases AS r ON r.key = t.key AND r.key BETWEEN 'url:' AND 'url;'
WHERE t.key BETWEEN 'url:' AND 'url;' AND r.source_id <> t.source_id
"""


def blocks(event: Event) -> dict[str, Any]:
    """The columns of a record that these statements ask for."""
    when, place = event.when, event.location
    first, last = (when.first_day, when.last_day) if when is not None else (None, None)
    names = [organizer.name for organizer in event.organizers]
    if place is not None:
        names += [place.name, place.address_locality]
    title = _words(event.name)
    if not _ENGLISH.isdisjoint(fold(event.name).split()):
        title.add(_TRANSLATED)
    return {
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
        "previous_day": _previous_day(event),
        "long": int(first is not None and last is not None and (last - first).days > NEAR_DAYS),
        "town": _town(event, place),
        "title": " ".join(sorted(title)),
        "names": " ".join(sorted(set().union(*map(_words, names)))),
    }


def candidates(db: Database, uids: set[str]) -> set[tuple[str, str]]:
    """The pairs of records to compare, one of each in `uids`, each in the order of its UIDs."""
    parameters = {
        "uids": list_parameter(uids),
        "before": f"-{NEAR_DAYS} days",
        "after": f"+{NEAR_DAYS} days",
        "long_before": f"-{_MOVED_DAYS} days",
        "long_after": f"+{_MOVED_DAYS} days",
        "sometime": _SOMETIME,
    }
    found = set()
    for condition in _NEAR:
        for one, other, day, town, *words in db.conn.execute(_BEGIN + condition, parameters):
            if one != other and ((day and town) or _alike(bool(day), *words)):
                found.add((min(one, other), max(one, other)))
    for one, other in db.conn.execute(_ONE_ADDRESS, {"uids": parameters["uids"]}):
        if one != other:
            found.add((min(one, other), max(one, other)))
    return found


def _town(event: Event, place: Place | None) -> str:
    """Empty for what is held online, wherever its host sits."""
    online = event.attendance_mode is AttendanceMode.ONLINE
    if place is None or online or event.status is EventStatus.MOVED_ONLINE:
        return ""
    name = fold(place.address_locality)
    return place.municipality_key or (f"?{name}" if name else "")


def _previous_day(event: Event) -> str:
    if event.previous_start is not None:
        return day_of(event.previous_start).isoformat()
    restless = event.status in (EventStatus.POSTPONED, EventStatus.RESCHEDULED)
    return _SOMETIME if restless else ""


def _words(name: str) -> set[str]:
    return {word[:_STEM] for word in fold(name).split() if len(word) >= _SHORTEST}


def _alike(day: bool, title: str, other_title: str, names: str, other_names: str) -> bool:
    """Whether two records have words enough in common, those of host, house and town included."""
    if title == other_title:
        return True
    mine, theirs = _set(title), _set(other_title)
    if day and (_TRANSLATED in mine) != (_TRANSLATED in theirs):
        return True
    shared = mine & theirs
    telling = len(shared - _COMMON)
    if telling > 1 or not shared:
        return telling > 1
    if not day:
        return telling > 0 and (mine <= theirs or theirs <= mine)
    named = len(_set(names) & _set(other_names))
    return named > 1 or (telling > 0 and (named > 0 or not names or not other_names))


@lru_cache(maxsize=1 << 16)
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())
