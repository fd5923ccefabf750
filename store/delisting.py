"""Which coming events are no longer listed: gone from their own sources for several healthy runs.

Vanished is not cancelled: the mark is for staff to judge, and no published byte changes. A run that
failed, found nothing or much less than usual says nothing. The functions that write run inside the
caller's transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from sqlite_utils import Database

from model import BERLIN, ChangeKind, EntryKind, EventStatus, Severity, Verdict
from store import history, runs
from store.columns import Row, list_parameter, time_column, time_value
from store.connection import rows
from store.records import SourceRun
from store.reviewing import refreshing
from store.vanishing import GONE

_RUNS_BACK = 60
"""Runs of a source that are looked at."""
_USUAL_OF = 10
"""So many runs make the median that one is compared with."""
_LOST = (Verdict.LIST_MISSING, Verdict.LIST_EMPTY)
_LISTS = (EntryKind.LISTING.value, EntryKind.ICALENDAR.value, EntryKind.REST.value)
"""What shows an event for as long as it is to come."""
_FINE = frozenset(v.value for v in Verdict if v.good or v in GONE)
"""The verdicts that say whether a page still tells of its events."""

# Coming events of which a page is gone or silent, and those that are marked.
_DOUBTED = """
SELECT uid, sequence, delisted_since FROM events
WHERE merged_into IS NULL AND status <> :cancelled AND (end_day IS NULL OR end_day >= :today)
  AND (delisted_since IS NOT NULL OR uid IN (
    SELECT event_uid FROM records WHERE uid IN (
      SELECT record_uid FROM mentions WHERE COALESCE(missing_since, gone_since) IS NOT NULL)))
ORDER BY uid
"""
_TOLD = """
SELECT event_uid, mentions.source_id, COALESCE(missing_since, gone_since) AS lost_at,
  verdict, visits.since AS verdict_since, visits.checked_at AS asked_at, pages.role
FROM records JOIN mentions ON record_uid = records.uid JOIN pages ON pages.id = page_id
LEFT JOIN visits ON visits.source_id = mentions.source_id AND visits.url = page_url
WHERE event_uid IN (SELECT value FROM json_each(?))
  AND NOT COALESCE(json_extract(mentions.event, '$.isReport'), 0)
"""
_HELD = "SELECT since, COALESCE(at, '~') AS until FROM holds WHERE source_id = ?"
# An error of a page behind the lists is that page's own matter.
_BROKEN = """
SELECT DISTINCT run_id FROM problems
WHERE source_id = :source_id AND severity = :error
  AND run_id IN (SELECT value FROM json_each(:run_ids))
  AND NOT EXISTS (SELECT 1 FROM visits WHERE visits.source_id = problems.source_id
    AND visits.url = problems.url AND entry = 0 AND role = 'page')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delisted:
    """The UIDs of events that are no longer listed since this call, and of those that are again."""

    gone: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


def delist(db: Database, after: int, now: datetime) -> Delisted:
    """Mark the coming events that no page tells of any more, and unmark those told of again.

    A source has given up an event when `after` healthy runs of it came since its page last told of
    it, an event is given up when all its sources have. That cancelled ones leave the lists is to
    be expected. Reports do not list an event.
    """
    parameters = {
        "cancelled": EventStatus.CANCELLED.value,
        "today": now.astimezone(BERLIN).date().isoformat(),
    }
    doubted = rows(db, _DOUBTED, parameters)
    told: dict[str, list[Row]] = defaultdict(list)
    for row in rows(db, _TOLD, (list_parameter(row["uid"] for row in doubted),)):
        told[row["event_uid"]].append(row)
    healthy = _HealthyRuns(db)
    gone, back = [], []
    for event in doubted:
        mentions = _with_orphans(told[event["uid"]])
        if event["delisted_since"] is not None:
            back += [event] if any(map(_tells, mentions)) else []
        elif mentions and all(_given_up(row, healthy, after) for row in mentions):
            gone.append(event)
    _mark(db, gone, ChangeKind.DELISTED, now)
    _mark(db, back, ChangeKind.RELISTED, now)
    refreshing.refresh(db, [row["uid"] for row in (*gone, *back)])
    return Delisted(gone=tuple(row["uid"] for row in gone), back=tuple(row["uid"] for row in back))


def is_healthy(run: SourceRun, before: Sequence[SourceRun]) -> bool:
    """Whether what a run does not find may be believed to be gone.

    It came to its own end, lost no list and found at least half of what is usual, by the median
    of the last of the runs `before` it.
    """
    if not run.finish_good or not run.found or any(run.visits.get(lost) for lost in _LOST):
        return False
    usual = [earlier.found for earlier in before[-_USUAL_OF:] if earlier.found]
    return not usual or 2 * run.found >= median(usual)


def _with_orphans(mentions: Sequence[Row]) -> list[Row]:
    """The mentions; a page that nothing leads to any more is lost with its entry in the list.

    It was not asked for since its source's list dropped the event. Lists of news drop what is old.
    """
    dropped: dict[str, str] = {}
    for row in mentions:
        if row["lost_at"] is not None and row["role"] in _LISTS:
            known = dropped.get(row["source_id"], "")
            dropped[row["source_id"]] = max(known, row["lost_at"])
    found = []
    for row in mentions:
        since = dropped.get(row["source_id"])
        orphan = since and row["lost_at"] is None and (row["asked_at"] or "") < since
        found.append({**row, "lost_at": since} if orphan else row)
    return found


def _tells(mention: Row) -> bool:
    return mention["lost_at"] is None and mention["verdict"] in {None, *_FINE}


def _given_up(mention: Row, healthy: "_HealthyRuns", after: int) -> bool:
    """Whether enough healthy runs came since the mention was lost, and its page can be judged."""
    if mention["lost_at"] is None or mention["verdict"] not in {None, *_FINE}:
        return False
    since = max(mention["lost_at"], mention["verdict_since"] or "")
    return healthy.count(mention["source_id"], time_value(since)) >= after


@dataclass(slots=True)
class _HealthyRuns:
    """The healthy runs of each source, looked up once."""

    db: Database
    _times: dict[str, list[datetime]] = field(default_factory=dict)

    def count(self, source_id: str, since: datetime) -> int:
        """How many healthy runs of a source began after `since`."""
        if source_id not in self._times:
            self._times[source_id] = self._healthy(source_id)
        return sum(time > since for time in self._times[source_id])

    def _healthy(self, source_id: str) -> list[datetime]:
        found = reversed(runs.history(self.db, source_id, _RUNS_BACK))
        crawled = [run for run in found if run.started_at is not None]
        parameters = {
            "source_id": source_id,
            "error": Severity.ERROR.value,
            "run_ids": list_parameter(run.run_id for run in crawled),
        }
        broken = {row["run_id"] for row in rows(self.db, _BROKEN, parameters)}
        held = rows(self.db, _HELD, (source_id,))
        return [
            run.started_at
            for place, run in enumerate(crawled)
            if run.started_at is not None
            and run.run_id not in broken
            and not any(_within(hold, run.started_at) for hold in held)
            and is_healthy(run, crawled[:place])
        ]


def _within(hold: Row, started_at: datetime) -> bool:
    """Whether a run began while the source was held, after the run that was held first."""
    return bool(hold["since"] <= time_column(started_at) <= hold["until"])


def _mark(db: Database, found: Iterable[Row], kind: ChangeKind, now: datetime) -> None:
    moment = time_column(now) if kind is ChangeKind.DELISTED else None
    db.conn.executemany(
        "UPDATE events SET delisted_since = ? WHERE uid = ?",
        [(moment, row["uid"]) for row in found],
    )
    history.save(db, [history.turn(row["uid"], kind, None, row["sequence"], now) for row in found])
