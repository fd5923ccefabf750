"""What the pages of one source tell, as rows: mentions of its records, and the records themselves.

The functions that write run inside the caller's transaction, which checks references at its end.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from sqlite_utils import Database

from model import BERLIN, Event, EventStatus, PageKind, fold
from model.schema_org import event_from_json, event_to_json
from store.addresses import spelling
from store.anchors import attach
from store.blocking import blocks
from store.columns import Row, json_column, list_parameter, time_column, time_value
from store.connection import rows, upsert
from store.identity import Identified, Sighting, resolve, sightings
from store.merging import OFF, Telling, merge
from store.readings import Reading

_OF_PAGES = (
    "SELECT * FROM mentions WHERE source_id = ? AND page_url IN (SELECT value FROM json_each(?))"
)
_PAGES_OF_RECORDS = (
    "SELECT DISTINCT page_url FROM mentions WHERE source_id = ? "
    "AND record_uid IN (SELECT value FROM json_each(?))"
)
_OF_RECORDS = "SELECT * FROM mentions WHERE record_uid IN (SELECT value FROM json_each(?))"
_RECORDS = "SELECT * FROM records WHERE uid IN (SELECT value FROM json_each(?))"
_ALIASES = (
    "SELECT key, record_uid FROM aliases "
    "WHERE source_id = ? AND key IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedMentions:
    """Which record stands on which page (by address), and the events to be built anew."""

    on_page: Mapping[str, tuple[Identified, ...]]
    event_uids: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Changes:
    written: list[Row]
    dropped: list[Row]

    @property
    def uids(self) -> set[str]:
        return {row["record_uid"] for row in (*self.written, *self.dropped)}


def save_mentions(
    db: Database,
    source_id: str,
    readings: Sequence[Reading],
    authority: str,
    owners: Collection[str],
    now: datetime,
) -> SavedMentions:
    """Write what the pages of one source tell of events; rows that stay the same are left alone.

    `owners` are the names of the body behind the source: where it holds an event, the page is
    the organiser's own.
    """
    found = [s for reading in readings for s in sightings(reading.page, reading.events)]
    known = _aliases(db, source_id, found)
    records = {row["uid"]: row for row in rows(db, _RECORDS, (list_parameter(known.values()),))}
    told = {uid: event_of(row["event"]) for uid, row in records.items()}
    resolution = resolve(found, known, authority, told)
    on_page: dict[str, list[Identified]] = defaultdict(list)
    for identified in resolution.identified:
        on_page[identified.sighting.page_url].append(identified)
    before = _before(db, source_id, readings, resolution.identified)
    changes = _compare(readings, on_page, before, frozenset(map(fold, owners)), now)
    _write(db, changes)
    touched = refresh_records(db, source_id, changes.uids)
    new = [
        {"source_id": source_id, "key": key, "record_uid": uid}
        for key, uid in resolution.new_aliases.items()
    ]
    upsert(db, "aliases", new, "source_id", "key")
    attach(db, source_id, resolution.new_aliases, now)
    return SavedMentions(
        on_page={url: tuple(them) for url, them in on_page.items()}, event_uids=touched
    )


@lru_cache(maxsize=1 << 12)
def event_of(column: str) -> Event:
    """The event of a column of JSON. A run asks for most of them several times.

    What is kept for that takes 16 MB at most (`store.forget_events`).
    """
    return event_from_json(json.loads(column))


def forget_events() -> None:
    """Let go of the events that are kept at hand.

    For processes that serve: they live long, and the pages that they show have little in common.
    """
    event_of.cache_clear()


def telling_of(row: Row) -> Telling:
    """A row of a mention as it is merged."""
    event = event_of(row["event"])
    return Telling(
        source_id=row["source_id"],
        page_url=row["page_url"],
        position=row["position"],
        page_kind=PageKind(row["page_kind"]),
        event=event,
        missing=_is_missed(event, row["missing_since"] or row["gone_since"]),
        own=bool(row["own"]),
    )


def _is_missed(event: Event, missing_since: str | None) -> bool:
    """Whether a page took its word back; what it dropped when it was over, it told to the end."""
    if missing_since is None:
        return False
    day = time_value(missing_since).astimezone(BERLIN).date()
    return not (event.publish and event.when is not None and event.when.over(day))


def _aliases(db: Database, source_id: str, found: Iterable[Sighting]) -> dict[str, str]:
    keys = {key for sighting in found for key in (*sighting.keys, sighting.last_resort)}
    known = rows(db, _ALIASES, (source_id, list_parameter(keys)))
    return {row["key"]: row["record_uid"] for row in known}


def _before(
    db: Database, source_id: str, readings: Iterable[Reading], found: Iterable[Identified]
) -> Mapping[str, list[Row]]:
    """What the pages told so far, by address; that of their other spellings is their own."""
    urls = {spelling(reading.page.url): reading.page.url for reading in readings}
    uids = {identified.uid for identified in found}
    others = rows(db, _PAGES_OF_RECORDS, (source_id, list_parameter(uids)))
    asked = {
        *urls.values(),
        *(row["page_url"] for row in others if spelling(row["page_url"]) in urls),
    }
    before: dict[str, list[Row]] = defaultdict(list)
    for row in rows(db, _OF_PAGES, (source_id, list_parameter(asked))):
        before[urls[spelling(row["page_url"])]].append(row)
    return before


def _compare(
    readings: Iterable[Reading],
    on_page: Mapping[str, Sequence[Identified]],
    before: Mapping[str, list[Row]],
    owners: frozenset[str],
    now: datetime,
) -> _Changes:
    """The mentions to write: new, changed, back again, or missing from a page that was read.

    A mention whose event still stands on the page under another key is dropped for the new one;
    one whose place another event has taken, as the next edition does, is missing. Where the page
    that announced an event has come to report on it, the announcement stays as a missing one,
    since the event is what was announced.
    """
    changes = _Changes(written=[], dropped=[])
    for reading in readings:
        rest = {_place(row): row for row in before.get(reading.page.url, ())}
        standing = on_page.get(reading.page.url, ())
        reports = {i.uid: i.sighting.event.is_report for i in standing}
        told = []
        for identified in standing:
            same = [row for row in rest.values() if row["record_uid"] == identified.uid]
            row = _mention_row(reading, identified, same, owners)
            if rest.get(_place(row)) != row:
                changes.written.append(row)
            told.append(_place(row))
        for place in told:
            rest.pop(place, None)
        for row in rest.values():
            report = reports.get(row["record_uid"])
            if report is False or (report and not _announced(row, reading)):
                changes.dropped.append(row)
            elif not reading.failed and row["missing_since"] is None:
                changes.written.append(_gone(row, reading, now))
    return changes


def _place(row: Row) -> tuple[str, str, str]:
    return (row["page_url"], row["position"], row["record_uid"])


def _announced(row: Row, reading: Reading) -> bool:
    """Whether an earlier version of the page told of the event before it took place."""
    return row["page_id"] != reading.page_id and not json.loads(row["event"]).get("isReport")


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


def _mention_row(
    reading: Reading, identified: Identified, same: Collection[Row], owners: frozenset[str]
) -> Row:
    first = [row["first_seen"] for row in same]
    gone = [row["gone_since"] for row in same if row["page_id"] == reading.page_id]
    event, position = identified.sighting.event, identified.sighting.position
    event = _still_off(event, reading, same)
    if event.is_report and any(_announced(row, reading) for row in same):
        position = f"report:{position}"
    return {
        "source_id": reading.page.source_id,
        "page_url": reading.page.url,
        "position": position,
        "record_uid": identified.uid,
        "page_id": reading.page_id,
        "page_kind": reading.page.kind.value,
        "own": int(_is_own(event, reading.page.url, owners)),
        "event": json_column(event_to_json(event)),
        "first_seen": min(first, default=time_column(reading.fetched_at)),
        "missing_since": None,
        "gone_since": max(filter(None, gone), default=None),  # not while the page is the same
    }


def _still_off(event: Event, reading: Reading, before: Iterable[Row]) -> Event:
    """The event; where it is over, with the word that it was called off, which pages tidy away."""
    when = event.when
    if event.status is not EventStatus.SCHEDULED or when is None or not when.over(reading.page.day):
        return event
    for row in before:
        known = event_of(row["event"])
        if row["page_id"] != reading.page_id and known.status in OFF and known.when == when:
            told = {key: value for key, value in known.evidence.items() if key == "eventStatus"}
            return replace(event, status=known.status, evidence={**event.evidence, **told})
    return event


def _is_own(event: Event, page_url: str, owners: frozenset[str]) -> bool:
    """Whether the page is of a body that holds the event: by its name or by its host."""
    host = urlsplit(page_url).hostname
    return any(
        fold(organizer.name) in owners
        or (organizer.alternate_name and fold(organizer.alternate_name) in owners)
        or (organizer.url and urlsplit(organizer.url).hostname == host)
        for organizer in event.organizers
    )


def _write(db: Database, changes: _Changes) -> None:
    db.conn.executemany(
        "DELETE FROM mentions WHERE source_id = :source_id AND page_url = :page_url "
        "AND position = :position AND record_uid = :record_uid",
        changes.dropped,
    )
    key = ("source_id", "page_url", "position", "record_uid")
    upsert(db, "mentions", changes.written, *key)


def refresh_records(db: Database, source_id: str, uids: set[str]) -> frozenset[str]:
    """Write the records of these UIDs as their mentions have them now; their events' UIDs.

    One that is new begins as an event of its own, and like one that changed waits to be compared.
    """
    parameter = (list_parameter(uids),)
    stored = {row["uid"]: row for row in rows(db, _RECORDS, parameter)}
    tellings: dict[str, list[Telling]] = defaultdict(list)
    for row in rows(db, _OF_RECORDS, parameter):
        tellings[row["record_uid"]].append(telling_of(row))
    written = []
    for uid in sorted(tellings):
        event = merge(tellings[uid]).event
        known = stored.get(uid)
        row = {
            "uid": uid,
            "source_id": source_id,
            "event_uid": known["event_uid"] if known else uid,
            "event": json_column({**event_to_json(event), "evidence": {}, "reasons": []}),
            **blocks(event),
        }
        if known is None or any(known[name] != value for name, value in row.items()):
            written.append({**row, "unmatched": max(1, known["unmatched"]) if known else 2})
    upsert(db, "records", written, "uid")
    known_events = {row["event_uid"] for row in stored.values()}
    return frozenset(known_events | {row["event_uid"] for row in written})
