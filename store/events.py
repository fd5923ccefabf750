"""Events in the database: built from what pages and staff say of them, and read back.

The functions that write run inside the caller's transaction, which checks references at its end.
Which record belongs to which event is decided elsewhere (`store.mentions`, `store.consolidating`).
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from model import (
    ChangeKind,
    Conflict,
    Correction,
    Decision,
    Mention,
    RelatedEvent,
    StoredEvent,
)
from model.schema_org import Json, event_from_json, event_to_json
from store import decisions, history, origins, sequences
from store.columns import Row, json_column, list_parameter, time_column, time_value
from store.conflicts import conflicts_with
from store.connection import rows, upsert
from store.correcting import Corrected, Word, corrected
from store.mentions import event_of, telling_of
from store.merging import Merged, Telling, content_hash, merge
from store.reviewing import approved, trust
from store.reviewing.approved import Prospect
from store.reviewing.items import Items, drop_merged

_TELLINGS = """
SELECT records.event_uid, mentions.* FROM records JOIN mentions ON record_uid = records.uid
WHERE records.event_uid IN (SELECT value FROM json_each(?))
"""
_EVENTS = "SELECT * FROM events WHERE uid IN (SELECT value FROM json_each(?))"
# An event was let out if one that has since turned out to be it was.
_LET_OUT = """
SELECT DISTINCT event_uid FROM records JOIN events ON events.uid = records.uid
WHERE let_out AND event_uid IN (SELECT value FROM json_each(?))
"""
_CREATED = "SELECT uid, created FROM events WHERE uid IN (SELECT value FROM json_each(?))"
_SEEN = """
SELECT records.event_uid, mentions.source_id, page_url, MIN(first_seen) AS first_seen,
  MAX(MIN(last_checked_at, COALESCE(missing_since, gone_since, last_checked_at))) AS last_seen,
  MAX(own) AS own, MIN(COALESCE(json_extract(mentions.event, '$.isReport'), 0))
    FILTER (WHERE COALESCE(missing_since, gone_since) IS NULL) AS is_report,
  CASE WHEN COUNT(COALESCE(missing_since, gone_since)) = COUNT(*)
    THEN MAX(COALESCE(missing_since, gone_since)) END AS missing_since
FROM mentions JOIN pages ON pages.id = mentions.page_id JOIN records ON records.uid = record_uid
WHERE {chosen} GROUP BY records.event_uid, mentions.source_id, page_url
ORDER BY records.event_uid, mentions.source_id, page_url
"""
# The decision is no parameter: there is an index for one of them, so that SQLite would prepare the
# statement anew each time that it is given.
_RELATED = f"""
SELECT one.event_uid AS a, other.event_uid AS b, pairs.a AS one, pairs.b AS two, features FROM pairs
JOIN records AS one ON one.uid = pairs.a JOIN records AS other ON other.uid = pairs.b
WHERE decision = '{Decision.RELATED.value}' AND one.event_uid <> other.event_uid AND {{chosen}}
"""  # noqa: S608 (text of ours)
# The plus keeps SQLite from reading all events by the index of those that were merged.
_ALL = """
SELECT * FROM events WHERE +merged_into IS NULL AND {chosen}
ORDER BY start_day IS NULL, start_day, uid
"""
_FORMER = """
SELECT uid, merged_into FROM events WHERE merged_into IS NOT NULL AND {chosen} ORDER BY uid
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """The UIDs of events that are new, and of those with a new revision."""

    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


def told(db: Database, uids: Collection[str]) -> Iterator[tuple[str, Merged]]:
    """What all pages together tell of each event, before staff's word, in the order of UIDs."""
    for uid, tellings in sorted(tellings_of(db, uids).items()):
        yield uid, merge(tellings)


def tellings_of(db: Database, uids: Collection[str]) -> dict[str, list[Telling]]:
    """What each page tells of each event."""
    tellings: dict[str, list[Telling]] = defaultdict(list)
    for row in rows(db, _TELLINGS, (list_parameter(uids),)):
        tellings[row["event_uid"]].append(telling_of(row))
    return tellings


def prospects(db: Database, uids: Collection[str]) -> Iterator[Prospect]:
    """What is told of each event, what staff's word makes of it, and what of that is published."""
    return _prospects(db, uids, _let_out(db, uids))


def _let_out(db: Database, uids: Collection[str]) -> frozenset[str]:
    """Those of the events that readers had once without a person: they keep them."""
    return frozenset(row["event_uid"] for row in rows(db, _LET_OUT, (list_parameter(uids),)))


def _prospects(db: Database, uids: Collection[str], let_out: Collection[str]) -> Iterator[Prospect]:
    words = decisions.words_of(db, uids)
    approvals = approved.approvals(
        db, [uid for uid, word in words.items() if word.verdict and word.verdict.approved]
    )
    standing = trust.standing(db)
    for uid, found in told(db, uids):
        word, sure = words.get(uid, Word()), found.event.publish
        waits = standing.waits(found.vouchers) if sure and uid not in let_out else ""
        held = replace(found.event, publish=False, reasons=(waits,)) if waits else found.event
        merged = replace(found, event=held) if waits else found
        pending = corrected(merged, word)
        made = approved.prospect(uid, found, pending, approvals.get(uid), standing)
        yield replace(made, word=word, let_out=held.publish)


def rebuild(db: Database, uids: Collection[str], now: datetime, by: str = "") -> Rebuilt:
    """Build events from all that is told of them; those that come out the same are left alone.

    `by` is whose decision calls for it; empty where it is a run.
    """
    if not uids:
        return Rebuilt()
    stored = {row["uid"]: row for row in rows(db, _EVENTS, (list_parameter(uids),))}
    items = Items(db, uids)
    written: list[Row] = []
    changes: list[Row] = []
    new: set[str] = set()
    changed: set[str] = set()
    let_out = _let_out(db, uids)
    for prospect in _prospects(db, uids, let_out):
        uid, said = prospect.uid, prospect.published
        before = stored.get(uid)
        data = event_to_json(said.event)
        moment = _moment(before, now)
        row = _row(uid, said, data, prospect.found, before, moment)
        row["let_out"] = int(prospect.let_out or uid in let_out)
        items.add(row, prospect)
        if row == before:
            continue
        written.append(row)
        if before is None or row["sequence"] != before["sequence"]:
            (new if before is None else changed).add(uid)
            was = json.loads(before["event"]) if before else None
            changes += history.differences(
                uid, was, data, said.origins, row["sequence"], moment, said.authors, by
            )
    upsert(db, "events", written, "uid")
    history.save(db, changes)
    items.save()
    return Rebuilt(new=frozenset(new), changed=frozenset(changed))


def created(db: Database, uids: Collection[str]) -> dict[str, str]:
    """When the events of these UIDs were first stored, as the column has it."""
    return {row["uid"]: row["created"] for row in rows(db, _CREATED, (list_parameter(uids),))}


def point(db: Database, uids: Collection[str]) -> None:
    """Note which events these UIDs stand for now that their records are where they are."""
    db.execute(
        "UPDATE events SET merged_into = "
        "(SELECT NULLIF(event_uid, records.uid) FROM records WHERE records.uid = events.uid) "
        "WHERE uid IN (SELECT value FROM json_each(?))",
        (list_parameter(uids),),
    )
    drop_merged(db, uids)


def retire(db: Database, into: Mapping[str, str], now: datetime, by: str) -> None:
    """Write down that events turned out to be others. Their rows stay, with their sequence."""
    db.execute(
        "UPDATE events SET last_modified = MAX(last_modified, ?) "
        "WHERE uid IN (SELECT value FROM json_each(?))",
        (time_column(now), list_parameter(into)),
    )
    history.save(
        db,
        [
            history.turn(uid, ChangeKind.MERGED, target, sequences.sequence(db, uid), now, by)
            for uid, target in sorted(into.items())
        ],
    )


def _moment(stored: Row | None, now: datetime) -> datetime:
    """When an event is changed: after its last change, also by a clock that was set back."""
    last = time_value(stored["last_modified"]) if stored else now
    return last + timedelta(seconds=1) if now < last else now


def _row(
    uid: str,
    said: Corrected,
    data: Json,
    found: Merged,
    stored: Row | None,
    now: datetime,
) -> Row:
    """The event's row. Only a change of the event makes a new revision (RFC 5545 3.8.7.4).

    Who tells of it, and who says otherwise, stands in the feeds too: it moves LAST-MODIFIED
    (3.8.7.3) alone.
    """
    event = said.event
    digest = content_hash(data)
    moment = time_column(now)
    same = stored is not None and stored["content_hash"] == digest
    changed_at = stored["changed_at"] if stored else None
    if stored is not None and not same:
        before = event_of(stored["event"])
        changed_at = moment if history.plans_change(before, event) else changed_at
    beside = {
        "tellers": json_column(found.tellers),
        "conflicts": json_column([asdict(conflict) for conflict in conflicts_with(event, found)]),
    }
    still = stored is not None and same and beside.items() <= stored.items()
    when, place = event.when, event.location
    first, last = (when.first_day, when.last_day) if when is not None else (None, None)
    return {
        "uid": uid,
        "sequence": stored["sequence"] + (not same) if stored else 0,
        "created": stored["created"] if stored else moment,
        "last_modified": stored["last_modified"] if stored and still else moment,
        "event": json_column(data),
        "content_hash": digest,
        "start_day": first.isoformat() if first else None,
        "end_day": last.isoformat() if last else None,
        "locality": place.address_locality if place else "",
        "region": place.address_region if place else "",
        "publish": int(event.publish),
        "status": event.status.value,
        "merged_into": stored["merged_into"] if stored else None,
        "changed_at": changed_at,
        "delisted_since": stored["delisted_since"] if stored else None,
        **beside,
        "corrections": json_column([_correction_json(c) for c in said.corrections]),
        "origins": origins.column(said.origins),
    }


def _correction_json(correction: Correction) -> dict[str, Any]:
    return {**asdict(correction), "at": time_column(correction.at)}


def load_events(db: Database, uids: Collection[str] | None = None) -> tuple[StoredEvent, ...]:
    """All events with their mentions, or those of these UIDs, by first day and UID.

    Those without a day come last.
    """
    parameters = {"uids": list_parameter(uids or ())}
    chosen = "TRUE" if uids is None else "{} IN (SELECT value FROM json_each(:uids))"
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for row in rows(db, _SEEN.format(chosen=chosen.format("records.event_uid")), parameters):
        mentions[row["event_uid"]].append(_mention(row))
    related = _related(db, uids)
    former: dict[str, list[str]] = defaultdict(list)
    for row in rows(db, _FORMER.format(chosen=chosen.format("merged_into")), parameters):
        former[row["merged_into"]].append(row["uid"])
    return tuple(
        replace(
            _record(row),
            mentions=tuple(mentions[row["uid"]]),
            changed_at=time_value(row["changed_at"]) if row["changed_at"] else None,
            delisted_since=time_value(row["delisted_since"]) if row["delisted_since"] else None,
            conflicts=tuple(Conflict(**data) for data in json.loads(row["conflicts"])),
            corrections=tuple(
                Correction(**{**data, "at": time_value(data["at"])})
                for data in json.loads(row["corrections"])
            ),
            related=tuple(related[row["uid"]][uid] for uid in sorted(related[row["uid"]])),
            former_uids=tuple(former[row["uid"]]),
        )
        for row in rows(db, _ALL.format(chosen=chosen.format("uid")), parameters)
    )


def _related(
    db: Database, uids: Collection[str] | None
) -> Mapping[str, Mapping[str, RelatedEvent]]:
    """The events that belong to events, by both UIDs; of several pairs the first counts."""
    sql = _RELATED.format(chosen="TRUE")
    if uids is not None:
        some = "{}.event_uid IN (SELECT value FROM json_each(:uids))"
        sides = (_RELATED.format(chosen=some.format(side)) for side in ("one", "other"))
        sql = " UNION ".join(sides)
    parameters = {"uids": list_parameter(uids or ())}
    related: dict[str, dict[str, RelatedEvent]] = defaultdict(dict)
    for row in rows(db, f"{sql} ORDER BY one, two", parameters):
        features = json.loads(row["features"])
        for one, other in ((row["a"], row["b"]), (row["b"], row["a"])):
            related[one].setdefault(other, RelatedEvent(uid=other, features=features))
    return related


def load_merged(db: Database) -> tuple[StoredEvent, ...]:
    """The events that turned out to be others, as they were last told, by UID; without mentions."""
    merged = rows(db, "SELECT * FROM events WHERE merged_into IS NOT NULL ORDER BY uid")
    return tuple(map(_record, merged))


def _record(row: Row) -> StoredEvent:
    """The event as it stands in its row alone."""
    return StoredEvent(
        uid=row["uid"],
        sequence=row["sequence"],
        created=time_value(row["created"]),
        last_modified=time_value(row["last_modified"]),
        event=event_from_json(json.loads(row["event"])),
    )


def _mention(row: Row) -> Mention:
    return Mention(
        source_id=row["source_id"],
        page_url=row["page_url"],
        first_seen=time_value(row["first_seen"]),
        last_seen=time_value(row["last_seen"]),
        own=bool(row["own"]),
        is_report=bool(row["is_report"]),
        missing_since=time_value(row["missing_since"]) if row["missing_since"] else None,
    )


def count_of_source(db: Database, source_id: str) -> int:
    """How many events the source's pages give now."""
    sql = (
        "SELECT COUNT(DISTINCT record_uid) AS n FROM mentions "
        "WHERE source_id = ? AND missing_since IS NULL"
    )
    return int(rows(db, sql, (source_id,))[0]["n"])
