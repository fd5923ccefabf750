"""The rows of the queue: one an event, worked out whenever the event is built anew.

What stands there does not depend on the day: events that are over leave by themselves, where the
queue is read (`store.reviewing.queue`). The functions that write run inside the caller's
transaction.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from model import Event, Place, fold
from model.german import day as german_day
from model.schema_org import event_to_json
from store.columns import Row, json_column, list_parameter
from store.connection import rows, upsert
from store.merging import content_hash
from store.reviewing import trust
from store.reviewing.approved import Prospect
from store.reviewing.measures import TrustState
from store.reviewing.need import UNSURE, Facts, doubt_of, reasons_of, risk_of
from store.reviewing.records import Why

NO_DAY = date.max.toordinal()
"""Stands for the day of an event without one: it never leaves, and comes last."""
_HASH = 8
_OPENING = (Why.DRIFTED, Why.CHANGED, Why.CONFLICT, Why.DELISTED)
"""Why a judged event comes back."""

_SEEN = """
SELECT extracted, conflicts FROM reviews JOIN records ON records.uid = reviews.event_uid
WHERE undone_at IS NULL AND approved IS NOT NULL AND records.event_uid = ?
ORDER BY reviews.id DESC LIMIT 1
"""
_JUDGED = """
SELECT event_uid, MAX(at) AS at FROM records JOIN decisions ON record_uid = records.uid
WHERE other_uid = '' AND withdrawn_at IS NULL
AND event_uid IN (SELECT value FROM json_each(?)) GROUP BY event_uid
"""
_ACTS = """
SELECT event_uid, MAX(act) AS act FROM audit
WHERE event_uid IN (SELECT value FROM json_each(?)) GROUP BY event_uid
"""
_POSTPONED = """
SELECT event_uid, "until", version FROM postponements
WHERE event_uid IN (SELECT value FROM json_each(?))
"""
_ASKED = """
SELECT DISTINCT event_uid FROM (
  SELECT one.event_uid, other.event_uid AS beside, a, b FROM records AS one
  JOIN pairs ON a = one.uid JOIN records AS other ON other.uid = b
  WHERE decision = 'ask' AND one.event_uid IN (SELECT value FROM json_each(:uids))
  UNION ALL
  SELECT one.event_uid, other.event_uid, a, b FROM records AS one
  JOIN pairs ON b = one.uid JOIN records AS other ON other.uid = a
  WHERE decision = 'ask' AND one.event_uid IN (SELECT value FROM json_each(:uids)))
WHERE event_uid <> beside AND NOT EXISTS (SELECT 1 FROM decisions
  WHERE withdrawn_at IS NULL AND kind = 'apart'
  AND (record_uid = a AND other_uid = b OR record_uid = b AND other_uid = a))
"""


@dataclass(slots=True)
class Items:
    """The rows of some events in the making: `add` each, then `save`."""

    db: Database
    uids: Collection[str]
    _rows: list[Row] = field(default_factory=list)
    _judged_at: dict[str, str] = field(default_factory=dict)
    _acts: dict[str, int] = field(default_factory=dict)
    _postponed: dict[str, Row] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _standing: trust.Standing = field(default_factory=trust.Standing)
    _sample: float = 0.0

    def __post_init__(self) -> None:
        db, uids = self.db, list_parameter(self.uids)
        self._judged_at = {row["event_uid"]: row["at"] for row in rows(db, _JUDGED, (uids,))}
        self._acts = {row["event_uid"]: row["act"] for row in rows(db, _ACTS, (uids,))}
        self._postponed = {row["event_uid"]: row for row in rows(db, _POSTPONED, (uids,))}
        self._asked = {row["event_uid"] for row in rows(db, _ASKED, {"uids": uids})}
        self._standing = trust.standing(db)
        self._sample = trust.rules_of(db).sample

    def add(self, row: Row, prospect: Prospect) -> None:
        """Work out the item of one event; `row` is the one that it has in `events`."""
        uid, found, event = prospect.uid, prospect.found, prospect.pending.event
        facts = self._facts(row, prospect)
        first, last = _days(prospect)
        rejected = facts.judged and not event.publish
        reasons = () if rejected else reasons_of(event, facts)
        pages, sources = _of_pages(row, prospect), sorted({source for source, _ in found.tellers})
        doubt = doubt_of(event, reasons)
        self._rows.append(
            {
                "event_uid": uid,
                **_flags(facts, reasons),
                "published": row["publish"],
                "doubt": doubt,
                "risk": risk_of(doubt, reasons, published=bool(row["publish"])),
                "reasons": _words(reasons),
                "sources": _words(sources),
                "search": _search(event, sources),
                "region": row["region"],
                "first_day": first,
                "last_day": last,
                "postponed_until": self._postponed_until(uid, pages),
                "pending": json_column(event_to_json(event)) if prospect.held else "",
                "version": f"{pages}.{row['content_hash'][:_HASH]}.{self._acts.get(uid, 0)}",
                "stale": 0,
            }
        )

    def _facts(self, row: Row, prospect: Prospect) -> Facts:
        uid, found = prospect.uid, prospect.found
        return Facts(
            publishable=found.event.publish,
            judged="publish" in prospect.pending.authors,
            changed=prospect.changed,
            drifted=self._drifted(prospect),
            delisted=(row["delisted_since"] or "") > self._judged_at.get(uid, ""),
            in_conflict=self._contradicted(prospect),
            maybe_duplicate=uid in self._asked,
            sampled=trust.sampled(uid, self._sample),
            trusted=self._standing.trusts(found.vouchers),
            distrusted=any(
                self._standing.states.get(source) is TrustState.DISTRUSTED
                for source in found.vouchers
            ),
        )

    def _postponed_until(self, uid: str, pages: str) -> int:
        """Until when an event is put off, as long as its pages say what they said then; else 0."""
        row = self._postponed.get(uid)
        if row is None or pages_part(row["version"]) != pages:
            return 0
        return date.fromisoformat(row["until"]).toordinal()

    def _drifted(self, prospect: Prospect) -> bool:
        """Whether pages moved away from what a correction overrode since a person last judged."""
        drifted = [correction for correction in prospect.pending.corrections if correction.drifted]
        if not drifted:
            return False
        seen = rows(self.db, _SEEN, (prospect.uid,))
        then = json.loads(seen[0]["extracted"]) if seen else {}
        return any(then.get(one.field) != one.found for one in drifted)

    def _contradicted(self, prospect: Prospect) -> bool:
        """Whether other pages say otherwise; of what a person approved: what they said not then."""
        found = prospect.found.conflicts
        if prospect.approval is None or not found:
            return bool(found) and "publish" not in prospect.pending.authors
        (seen,) = rows(self.db, _SEEN, (prospect.uid,))
        known = [(each["field"], each["value"]) for each in json.loads(seen["conflicts"])]
        return any((each.field, each.value) not in known for each in found)

    def save(self) -> None:
        """Write the rows that were added."""
        upsert(self.db, "review_items", self._rows, "event_uid")
        self._rows.clear()


def pages_part(version: str) -> str:
    """The part of a version that only moves with what the pages say."""
    return version.partition(".")[0]


def drop_merged(db: Database, uids: Collection[str]) -> None:
    """Events that turned out to be others are no items any more."""
    db.execute(
        "DELETE FROM review_items WHERE event_uid IN (SELECT uid FROM events "
        "WHERE merged_into IS NOT NULL AND uid IN (SELECT value FROM json_each(?)))",
        (list_parameter(uids),),
    )


def mark_stale_of_records(db: Database, record_uids: Iterable[str]) -> None:
    """Have the items of the events of these records worked out again.

    `store.reviewing.refreshing.refresh_stale` does it.
    """
    db.execute(
        "UPDATE review_items SET stale = 1 WHERE event_uid IN (SELECT event_uid FROM records "
        "WHERE uid IN (SELECT value FROM json_each(?)))",
        (list_parameter(record_uids),),
    )


def mark_stale_of_sources(db: Database, source_ids: Iterable[str]) -> None:
    """Have the items of all events that these sources tell of worked out again."""
    db.execute(
        "UPDATE review_items SET stale = 1 WHERE event_uid IN (SELECT event_uid FROM records "
        "WHERE source_id IN (SELECT value FROM json_each(?)))",
        (list_parameter(source_ids),),
    )


def _flags(facts: Facts, reasons: Collection[Why]) -> dict[str, int]:
    unsure = not UNSURE.isdisjoint(reasons)
    is_new = Why.NEW in reasons and (not facts.trusted or unsure or facts.sampled)
    back = any(why in reasons for why in _OPENING)
    return {
        "open": int(is_new or back),
        "is_new": int(is_new),
        "is_changed": int(Why.CHANGED in reasons or Why.DRIFTED in reasons),
        "is_unsure": int(unsure),
        "is_delisted": int(Why.DELISTED in reasons),
        "is_sampled": int(Why.SAMPLED in reasons),
    }


def _of_pages(row: Row, prospect: Prospect) -> str:
    """A hash of what the pages tell, and of what some of them say otherwise."""
    found = prospect.found
    told = row["content_hash"]
    if found.event is not prospect.published.event:
        told = content_hash(event_to_json(found.event))
    if found.conflicts:
        told = _digest([told, *map(asdict, found.conflicts)])
    return str(told[:_HASH])


def _days(prospect: Prospect) -> tuple[int, int]:
    """From the first to the last day, of what readers are told and of what would be approved."""
    events = [prospect.published.event, *([prospect.pending.event] if prospect.held else ())]
    days = [
        (event.when.first_day.toordinal(), event.when.last_day.toordinal())
        if event.when is not None
        else (NO_DAY, NO_DAY)
        for event in events
    ]
    return min(first for first, _ in days), max(last for _, last in days)


def _words(words: Iterable[str]) -> str:
    """Words so that one of them is found with blanks around it."""
    line = " ".join(words)
    return f" {line} " if line else ""


def _search(event: Event, sources: Iterable[str]) -> str:
    """What is looked through for words: name, places, organisers, days, sources."""
    parts = [event.name, *(organizer.name for organizer in event.organizers)]
    parts += [_place(place) for place in event.locations]
    days = {event.when.first_day, event.when.last_day} if event.when is not None else set()
    words = [fold(" ".join((*parts, *sources))), *map(_day_words, sorted(days))]
    return f" {' '.join(words)} "


def _place(place: Place) -> str:
    return f"{place.name} {place.address_locality} {place.address_region}"


@lru_cache(maxsize=1 << 10)
def _day_words(day: date) -> str:
    """A day in all ways in which it is looked for."""
    plain = f"{day.day}.{day.month}.{day.year}"
    return fold(f"{day.isoformat()} {day:%d.%m.%Y} {plain} {german_day(day)}")


def _digest(data: Any) -> str:
    return hashlib.sha256(json_column(data).encode()).hexdigest()[:_HASH]
