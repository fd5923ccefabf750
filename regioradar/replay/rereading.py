"""Reads the archive again as a run reads pages: in a rehearsal, to see what follows, or for good.

Decides nothing: the reading is the pipeline's, the comparison `replay.difference`'s.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from model import EntryKind, Page
from regioradar.job import Job
from regioradar.outcome import Outcome
from regioradar.pipeline import take_in
from regioradar.progress import Reporter, Silent
from regioradar.replay.difference import (
    Item,
    Report,
    compare,
    deadline_item,
    event_item,
    news_item,
    page_item,
    told_by,
)
from store import Store, StoredPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What is to be read again: the current pages of the job's sources, or the later ones of them.

    `since` is when a page was fetched at the earliest; None: whenever.
    """

    job: Job
    since: datetime | None = None

    @property
    def source_ids(self) -> frozenset[str]:
        """The sources whose pages are read."""
        return frozenset(source.id for source in self.job.selected)

    def let_through(self, source_ids: Collection[str]) -> "Replay":
        """The same of these sources only, with the guard holding nothing."""
        selected = [source for source in self.job.selected if source.id in source_ids]
        return replace(self, job=replace(self.job, selected=selected, released_by="a replay"))


def rehearse(replay: Replay, store: Store, reporter: Reporter) -> Report:
    """Read the pages, see what the store then says, and leave everything as it was.

    The store does all that it does in a run, so the report is what `reread` brings about. What
    the guard would hold of a source is let through once it is noted, so that it is told as well.
    """
    before = list(_state(replay, store))
    with store.rehearsal():
        run_id = store.start_run(replay.job.clock.now())
        outcome = _read(replay, store, run_id, reporter)
        holds = tuple(hold for hold in store.holds() if hold.source_id in replay.source_ids)
        if holds:
            _read(replay.let_through({hold.source_id for hold in holds}), store, run_id, Silent())
        differences = compare(before, _state(replay, store))
    return Report(
        differences=differences,
        before=told_by(before, replay.source_ids),
        sources=len(replay.job.selected),
        read=sum(figures.read for figures in outcome.sources.values()),
        unkept=_unkept(replay, store),
        holds=holds,
    )


def reread(replay: Replay, store: Store, reporter: Reporter) -> Outcome:
    """Read the pages and keep what comes of it: a run of its own, a transaction a source."""
    clock = replay.job.clock
    run_id = store.start_run(clock.now())
    outcome = _read(replay, store, run_id, reporter)
    summary = {**outcome.to_json(), "reparse": True}
    store.finish_run(run_id, clock.now(), int(outcome.exit_code), summary)
    return outcome


def _read(replay: Replay, store: Store, run_id: int, reporter: Reporter) -> Outcome:
    outcome = Outcome(faults=list(replay.job.faults))

    def pages(source_id: str) -> Iterator[tuple[int, Page]]:
        return store.pages_to_reread(source_id, replay.since)

    take_in(replay.job, store, run_id, outcome, reporter, pages)
    return outcome


def _state(replay: Replay, store: Store) -> Iterator[Item]:
    """All that the store says, and the faults of the pages of the sources that are read."""
    yield from map(event_item, store.events())
    yield from map(news_item, store.news())
    yield from map(deadline_item, store.deadlines())
    yield from map(page_item, _pages(replay, store))


def _unkept(replay: Replay, store: Store) -> int:
    """How many of the pages that are to be read have no body any more."""
    wanted = (
        page
        for page in _pages(replay, store)
        if replay.since is None or page.fetched_at >= replay.since
    )
    return sum(1 for page in wanted if not page.has_body)


def _pages(replay: Replay, store: Store) -> Iterator[StoredPage]:
    """The current versions of the sources' pages; a sitemap is none."""
    for source in replay.job.selected:
        pages = store.pages(source.id)
        yield from (page for page in pages if page.role is not EntryKind.SITEMAP)
