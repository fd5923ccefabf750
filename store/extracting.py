"""What the parsers read out of one source's pages, written with its health row; or held back.

Runs inside the caller's transaction. The events, records, news and deadlines of a source are
written together or, where the guard holds them, not at all.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlite_utils import Database

from model import BERLIN
from store import (
    deadlines,
    events,
    guarding,
    holds,
    mentions,
    news,
    pages,
    runs,
    texts,
    vanishing,
    visits,
)
from store.addresses import spelling
from store.columns import json_column
from store.findings import findings
from store.guarding import Guard, HeldBack
from store.readings import Reading
from store.records import EventCounts, HoldStage
from store.reviewing import releasing
from store.reviewing.records import Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The readings of one source's pages in one run, by page id.

    `owners` are the names of the body behind the source, `authority` the domain in new UIDs.
    Where `released_by` names a person, nothing is held.
    """

    run_id: int
    source_id: str
    found: Sequence[Reading]
    extractor_version: str
    now: datetime
    owners: Collection[str]
    authority: str
    guard: Guard
    released_by: str

    @property
    def readings(self) -> list[Reading]:
        """Of two readings of one address, however spelled, the later version's."""
        return list({spelling(reading.page.url): reading for reading in self.found}.values())

    @property
    def day(self) -> date:
        """The day in Berlin."""
        return self.now.astimezone(BERLIN).date()


def save_extractions(db: Database, batch: Batch) -> EventCounts:
    """Write a batch, or hold it and leave its pages unread; the health row is written anyway."""
    try:
        with db.atomic():
            counts = _save(db, batch)
    except HeldBack as held:
        hold = holds.hold(
            db, batch.source_id, HoldStage.READING, batch.run_id, held.toll, batch.now
        )
        pages.mark_unread(db, batch.found)
        counts = replace(_counts(db, batch), hold=hold)
    _save_health(db, batch, counts)
    return counts


def _save(db: Database, batch: Batch) -> EventCounts:
    """Raises HeldBack where it is too much for the guard."""
    source_id, readings, now = batch.source_id, batch.readings, batch.now
    stood = guarding.standing(db, source_id, [reading.page.url for reading in readings])
    saved = mentions.save_mentions(db, source_id, readings, batch.authority, batch.owners, now)
    before = guarding.watched(db, source_id, saved.event_uids, batch.day)
    rebuilt = events.rebuild(db, saved.event_uids, now)
    toll = guarding.toll_of(db, before, stood)
    released_by = batch.released_by
    if not released_by and batch.guard.holds(toll.affected, toll.coming):
        released_by = releasing.permitted_by(db, source_id, HoldStage.READING, toll)
        if not released_by:
            raise HeldBack(toll)
    news.save_news(db, readings, saved.on_page, batch.authority, now)
    deadlines.save_deadlines(db, source_id, readings, saved.on_page, batch.authority, now)
    pages.mark_read(db, batch.found, batch.extractor_version)
    texts.save(db, batch.found)
    lifted = holds.lift(db, source_id, HoldStage.READING, toll, now, released_by)
    if lifted is not None and batch.released_by:
        releasing.account(db, lifted, Signed(by=batch.released_by, now=now))
    return replace(
        _counts(db, batch), new=len(rebuilt.new), changed=len(rebuilt.changed), hold=lifted
    )


def _mark_gone(db: Database, batch: Batch, crawled: int) -> None:
    """What stood on pages that the crawl no longer found is missing from its source."""
    gone = vanishing.mark_gone_pages(db, batch.source_id, crawled, batch.now)
    events.rebuild(db, mentions.refresh_records(db, batch.source_id, gone), batch.now)


def _counts(db: Database, batch: Batch) -> EventCounts:
    return EventCounts(
        events=events.count_of_source(db, batch.source_id),
        news=news.count_of_source(db, batch.source_id),
        deadlines=deadlines.count_of_source(db, batch.source_id),
        problems=sum(len(reading.problems) for reading in batch.readings),
    )


def _save_health(db: Database, batch: Batch, counts: EventCounts) -> None:
    source_id = batch.source_id
    # What was crawled by a run of its own, without a reading, is told of that run.
    crawled = visits.last_run(db, source_id) or batch.run_id
    good = visits.settle(db, crawled, source_id)
    _mark_gone(db, batch, crawled)
    told = findings(db, source_id, good, batch.day)
    problems = [problem for reading in batch.readings for problem in reading.problems]
    if counts.hold is not None and counts.hold.lasts:
        problems.append(holds.problem_of(counts.hold))
    values: runs.Values = {
        "pages_read": len(batch.readings),
        "events": counts.events,
        "new_events": counts.new,
        "changed_events": counts.changed,
        "news": counts.news,
        "deadlines": counts.deadlines,
    }
    runs.save_health(db, batch.run_id, source_id, values, problems)
    figures: runs.Values = {
        "visits": json_column(visits.counts(db, crawled, source_id)),
        "found": told.found,
        "coming": told.coming,
        "fill": json_column(told.fill),
    }
    runs.save_health(db, crawled, source_id, figures, ())
