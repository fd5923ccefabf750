"""Events and their mentions in the database: found again, merged anew where a mention changed.

What is one event is decided in `store.identity`, what it says in `store.merging`. The functions
that write run inside the caller's transaction, which checks references at its end.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import Event, Mention, PageKind, StoredEvent
from model.schema_org import event_from_json, event_to_json
from store.columns import json_column, list_parameter, time_column, time_value
from store.connection import Row, rows
from store.identity import Identified, resolve, sightings
from store.merging import Telling, content_hash, merge
from store.readings import Reading

_OF_PAGES = (
    "SELECT * FROM mentions WHERE source_id = ? AND page_url IN (SELECT value FROM json_each(?))"
)
_OF_EVENTS = "SELECT * FROM mentions WHERE event_uid IN (SELECT value FROM json_each(?))"
_SEEN = """
SELECT event_uid, mentions.source_id, page_url, MIN(first_seen) AS first_seen,
  MAX(MIN(last_checked_at, COALESCE(missing_since, last_checked_at))) AS last_seen
FROM mentions JOIN pages ON pages.id = mentions.page_id
GROUP BY event_uid, mentions.source_id, page_url
ORDER BY event_uid, mentions.source_id, page_url
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedEvents:
    """How many events are new or changed, and which event stands on which page (by address)."""

    new: int
    changed: int
    on_page: Mapping[str, tuple[Identified, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _MentionChanges:
    written: list[Row]
    dropped: list[Row]

    @property
    def uids(self) -> set[str]:
        return {row["event_uid"] for row in (*self.written, *self.dropped)}


def save_events(
    db: Database, source_id: str, readings: Sequence[Reading], authority: str, now: datetime
) -> SavedEvents:
    """Write what the pages of one source tell of events; rows that stay the same are left alone."""
    found = [s for reading in readings for s in sightings(reading.page, reading.events)]
    resolution = resolve(found, _aliases(db, found), authority)
    on_page: dict[str, list[Identified]] = defaultdict(list)
    for identified in resolution.identified:
        on_page[identified.sighting.page_url].append(identified)
    before = rows(db, _OF_PAGES, (source_id, list_parameter(r.page.url for r in readings)))
    changes = _compare(readings, on_page, before, now)
    _write_mentions(db, changes)
    new, changed = _merge_again(db, changes.uids, now)
    db.table("aliases").insert_all(
        {"key": key, "event_uid": uid} for key, uid in resolution.new_aliases.items()
    )
    return SavedEvents(
        new=new, changed=changed, on_page={url: tuple(them) for url, them in on_page.items()}
    )


def _aliases(db: Database, found: Iterable[Any]) -> dict[str, str]:
    keys = {key for sighting in found for key in (*sighting.keys, sighting.last_resort)}
    known = rows(
        db,
        "SELECT key, event_uid FROM aliases WHERE key IN (SELECT value FROM json_each(?))",
        (list_parameter(keys),),
    )
    return {row["key"]: row["event_uid"] for row in known}


def _compare(
    readings: Iterable[Reading],
    on_page: Mapping[str, Sequence[Identified]],
    before: Iterable[Row],
    now: datetime,
) -> _MentionChanges:
    """The mentions to write: new, changed, back again, or missing from a page that was read.

    A mention whose event still stands on the page under another key is dropped for the new one.
    """
    old: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in before:
        old[row["page_url"]][row["position"]] = row
    changes = _MentionChanges(written=[], dropped=[])
    for reading in readings:
        rest = dict(old[reading.page.url])
        standing = on_page.get(reading.page.url, ())
        uids = {identified.uid for identified in standing}
        for identified in standing:
            same = [row for row in rest.values() if row["event_uid"] == identified.uid]
            row = _mention_row(reading, identified, same)
            known = rest.get(row["position"])
            if known != row:
                changes.written.append(row)
            if known is not None and known["event_uid"] != identified.uid:
                changes.dropped.append(known)
        for position in (identified.sighting.position for identified in standing):
            rest.pop(position, None)
        for row in rest.values():
            if row["event_uid"] in uids:
                changes.dropped.append(row)
            elif not reading.failed and row["missing_since"] is None:
                changes.written.append(_gone(row, reading, now))
    return changes


def _gone(row: Row, reading: Reading, now: datetime) -> Row:
    """The row of a mention that its page does not give any more.

    Where the page is the same and only the rules are others, the old reading was our mistake: it
    vouches for nothing any more. Where the page has changed, vanished is not cancelled.
    """
    gone = {**row, "missing_since": time_column(now)}
    if row["page_id"] == reading.page_id:
        event = json.loads(row["event"])
        event |= {"publish": False, "reasons": ["the rules of today do not read it any more"]}
        gone["event"] = json_column(event)
    return gone


def _mention_row(reading: Reading, identified: Identified, same: Iterable[Row]) -> Row:
    first = [row["first_seen"] for row in same]
    return {
        "source_id": reading.page.source_id,
        "page_url": reading.page.url,
        "position": identified.sighting.position,
        "event_uid": identified.uid,
        "page_id": reading.page_id,
        "page_kind": reading.page.kind.value,
        "event": json_column(event_to_json(identified.sighting.event)),
        "first_seen": min(first, default=time_column(reading.fetched_at)),
        "missing_since": None,
    }


def _write_mentions(db: Database, changes: _MentionChanges) -> None:
    db.conn.executemany(
        "DELETE FROM mentions WHERE source_id = :source_id AND page_url = :page_url "
        "AND position = :position",
        changes.dropped,
    )
    db.table("mentions").upsert_all(changes.written, pk=("source_id", "page_url", "position"))


def _merge_again(db: Database, uids: set[str], now: datetime) -> tuple[int, int]:
    """Merge the events whose mentions changed; (new, changed) of them."""
    parameter = (list_parameter(uids),)
    tellings: dict[str, list[Telling]] = defaultdict(list)
    for row in rows(db, _OF_EVENTS, parameter):
        tellings[row["event_uid"]].append(_telling(row))
    sql = "SELECT * FROM events WHERE uid IN (SELECT value FROM json_each(?))"
    stored = {row["uid"]: row for row in rows(db, sql, parameter)}
    written = []
    new = changed = 0
    for uid in sorted(tellings):
        row = _event_row(uid, merge(tellings[uid]), stored.get(uid), now)
        if row == stored.get(uid):
            continue
        written.append(row)
        new += uid not in stored
        changed += uid in stored and row["sequence"] != stored[uid]["sequence"]
    db.table("events").upsert_all(written, pk="uid")
    return new, changed


def _telling(row: Row) -> Telling:
    return Telling(
        source_id=row["source_id"],
        page_url=row["page_url"],
        position=row["position"],
        page_kind=PageKind(row["page_kind"]),
        event=event_from_json(json.loads(row["event"])),
        missing=row["missing_since"] is not None,
    )


def _event_row(uid: str, event: Event, stored: Row | None, now: datetime) -> Row:
    """The event's row. Only what readers see makes a new revision (RFC 5545 3.8.7.4)."""
    digest = content_hash(event)
    if stored is None:
        revision: Row = {"sequence": 0, "created": time_column(now)}
    else:
        changed = stored["content_hash"] != digest
        revision = {"sequence": stored["sequence"] + changed, "created": stored["created"]}
    same = stored is not None and stored["sequence"] == revision["sequence"]
    when, place = event.when, event.location
    first, last = (when.first_day, when.last_day) if when is not None else (None, None)
    return {
        "uid": uid,
        **revision,
        "last_modified": stored["last_modified"] if stored and same else time_column(now),
        "event": json_column(event_to_json(event)),
        "content_hash": digest,
        "start_day": first.isoformat() if first else None,
        "end_day": last.isoformat() if last else None,
        "locality": place.address_locality if place else "",
        "region": place.address_region if place else "",
        "publish": int(event.publish),
        "status": event.status.value,
    }


def load_events(db: Database) -> tuple[StoredEvent, ...]:
    """All events with their mentions, by first day and UID; those without a day come last."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for row in rows(db, _SEEN):
        mentions[row["event_uid"]].append(
            Mention(
                source_id=row["source_id"],
                page_url=row["page_url"],
                first_seen=time_value(row["first_seen"]),
                last_seen=time_value(row["last_seen"]),
            )
        )
    return tuple(
        StoredEvent(
            uid=row["uid"],
            sequence=row["sequence"],
            created=time_value(row["created"]),
            last_modified=time_value(row["last_modified"]),
            event=event_from_json(json.loads(row["event"])),
            mentions=tuple(mentions[row["uid"]]),
        )
        for row in rows(db, "SELECT * FROM events ORDER BY start_day IS NULL, start_day, uid")
    )


def count_of_source(db: Database, source_id: str) -> int:
    """How many events the source's pages give now."""
    sql = (
        "SELECT COUNT(DISTINCT event_uid) AS n FROM mentions "
        "WHERE source_id = ? AND missing_since IS NULL"
    )
    return int(rows(db, sql, (source_id,))[0]["n"])
