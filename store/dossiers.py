"""What staff look at: all that is known of one event, events by words, pairs that may be one.

Reads only.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import (
    Change,
    Decision,
    DecisionError,
    Event,
    PageKind,
    StoredDeadline,
    StoredEvent,
    StoredNews,
    fold,
)
from store import corrections, deadlines, decisions, events, history, mentions, news, origins
from store.columns import Row, list_parameter, time_value
from store.connection import rows
from store.corrections import StaffCorrection
from store.decisions import StaffDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTelling:
    """What one page tells of an event, with its evidence, and the version that was read.

    `record_uid` is what its source tells, `page_id` that of `Store.page`. `missing_since` (UTC):
    the page tells of it no more, or is gone; None while it does.
    """

    record_uid: str
    source_id: str
    page_url: str
    page_id: int
    page_kind: PageKind
    own: bool
    first_seen: datetime
    last_seen: datetime
    missing_since: datetime | None
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the comparison says of two records: `uids`, of the events `event_uids`.

    `names` are what their sources call them.
    """

    uids: tuple[str, str]
    event_uids: tuple[str, str]
    names: tuple[str, str]
    score: float
    decision: Decision
    features: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of one event.

    `asked` is the UID that was asked for; where it is not the event's, that one was joined to it.
    `records` are the UIDs of what each source tells, with the source. `origins` names source and
    page of each field (source "staff": a person set it). `changes` are those of former events too.
    """

    asked: str
    event: StoredEvent
    records: Mapping[str, str]
    tellings: tuple[PageTelling, ...]
    origins: Mapping[str, tuple[str, str]]
    decisions: tuple[StaffDecision, ...]
    corrections: tuple[StaffCorrection, ...]
    pairs: tuple[Compared, ...]
    changes: tuple[Change, ...]
    news: tuple[StoredNews, ...]
    deadlines: tuple[StoredDeadline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPair:
    """Two events that may be one, for staff to say; `compared` is what speaks for it most."""

    events: tuple[StoredEvent, StoredEvent]
    compared: Compared


_TELLINGS = """
SELECT mentions.*, last_checked_at, COALESCE(missing_since, gone_since) AS lost
FROM mentions JOIN pages ON pages.id = page_id
WHERE record_uid IN (SELECT value FROM json_each(?))
ORDER BY mentions.source_id, page_url, position, record_uid
"""
COMPARED = """
SELECT pairs.*, one.event_uid AS event_a, other.event_uid AS event_b,
  json_extract(one.event, '$.name') AS name_a, json_extract(other.event, '$.name') AS name_b
FROM pairs
JOIN records AS one ON one.uid = a JOIN records AS other ON other.uid = b
"""
"""What is said of two records, with the events that they belong to now."""
_OF_RECORDS = f"""
{COMPARED} WHERE a IN (SELECT value FROM json_each(:uids))
UNION {COMPARED} WHERE b IN (SELECT value FROM json_each(:uids)) ORDER BY score DESC, a, b
"""  # noqa: S608 (text of ours)
_NAMES = """
SELECT uid, json_extract(event, '$.name') AS name, start_day, end_day, locality FROM events
WHERE merged_into IS NULL
"""


def event_of(db: Database, uid: str) -> str:
    """The event that a UID stands for now. Raises DecisionError where there is none."""
    found = rows(db, "SELECT event_uid FROM records WHERE uid = ?", (uid,))
    if not found:
        raise DecisionError(f"there is no event {uid!r}", code="no_event")
    return str(found[0]["event_uid"])


def records_of(db: Database, event_uid: str) -> dict[str, str]:
    """The records of an event with their sources."""
    sql = "SELECT uid, source_id FROM records WHERE event_uid = ? ORDER BY uid"
    return {row["uid"]: row["source_id"] for row in rows(db, sql, (event_uid,))}


def load(db: Database, uid: str) -> Dossier:
    """The dossier of the event that a UID stands for. Raises DecisionError where there is none."""
    target = event_of(db, uid)
    (stored,) = events.load_events(db, (target,))
    records = records_of(db, target)
    (row,) = rows(db, "SELECT origins FROM events WHERE uid = ?", (target,))
    compared = rows(db, _OF_RECORDS, {"uids": list_parameter(records)})
    return Dossier(
        asked=uid,
        event=stored,
        records=records,
        tellings=tuple(_telling(row) for row in rows(db, _TELLINGS, (list_parameter(records),))),
        origins=origins.value(row["origins"]),
        decisions=decisions.of_records(db, records),
        corrections=corrections.of_records(db, records),
        pairs=tuple(map(compared_of, compared)),
        changes=history.of_events(db, (target, *stored.former_uids)),
        news=news.load_news(db, target),
        deadlines=deadlines.load_deadlines(db, event_uid=target),
    )


def find(db: Database, text: str) -> tuple[StoredEvent, ...]:
    """The events whose name or town has all words of `text`, by first day.

    A word that is a year, a month or a day (ISO 8601) is one on which the event is.
    """
    words = text.split()
    uids = [row["uid"] for row in rows(db, _NAMES) if all(_has(row, word) for word in words)]
    return events.load_events(db, uids)


def _has(row: Row, word: str) -> bool:
    if word[:4].isdigit() and len(word) in (4, 7, 10) and word[4:5] in ("", "-"):
        days = (row["start_day"] or "", row["end_day"] or row["start_day"] or "")
        if days[0] and days[0][: len(word)] <= word <= days[1][: len(word)]:
            return True
    folded = fold(word)
    return bool(folded) and folded in fold(f"{row['name']} {row['locality']}")


def _telling(row: Row) -> PageTelling:
    return PageTelling(
        record_uid=row["record_uid"],
        source_id=row["source_id"],
        page_url=row["page_url"],
        page_id=row["page_id"],
        page_kind=PageKind(row["page_kind"]),
        own=bool(row["own"]),
        first_seen=time_value(row["first_seen"]),
        last_seen=time_value(min(row["last_checked_at"], row["lost"] or row["last_checked_at"])),
        missing_since=time_value(row["lost"]) if row["lost"] else None,
        event=mentions.event_of(row["event"]),
    )


def compared_of(row: Row) -> Compared:
    """A row of `COMPARED`."""
    return Compared(
        uids=(row["a"], row["b"]),
        event_uids=(row["event_a"], row["event_b"]),
        names=(row["name_a"], row["name_b"]),
        score=row["score"],
        decision=Decision(row["decision"]),
        features=json.loads(row["features"]),
        at=time_value(row["at"]),
    )
