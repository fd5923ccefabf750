"""The whole run, from the web to the feeds.

    catalogue = load_catalogue()                    a broken source file is a fault, the others run
    with single_run(lock), open_store() as store:   a second start: exit 4; no usable store: exit 5
        plan = planned(store, sources)              those that are not due, that staff paused or
                                                    whose host asked for it are left alone
        for each source of the plan, side by side:
            crawl(source) -> pages, visits          Scrapy; polite; one source's failure is its own;
                                                    our network's is nobody's; a clock that is off
                                                    by days ends the run: exit 3
            store.save_pages(), store.save_crawl()  in batches while it goes on; then its end
        store.desk.refresh_trust()                  by what persons reviewed: which sources are
                                                    published without them
        for each source:
            for page in store.pages_to_extract():   new or changed, or read by an older extractor
                extract(page, context)              pure; a bug in it costs this one page
                judge(page, extraction, before)     a list that has gone is an error of its page
            store.save_extractions()                one transaction a source; too much of it
                                                    changed: held as it was, exit 3
        store.consolidate(matcher)                  what several sources tell becomes one event;
                                                    too many contradicted: kept apart, exit 3
        store.delist()                              gone for several healthy runs: for staff
        store.refresh_queue()                       what staff should look at, and why
        turns(store, sources)                       which sources broke or recovered
        plan = feeds.plan(snapshot of the store)    pure: which files, and what they depend on
        upheaval(plan, standing calendar)           too much would be lost at once: exit 3
        make() and lint_files(files not standing)   a grave finding holds the publication: exit 3
        publish(files)                              all or nothing; failed: exit 3
        store.pruning().carry_out()                 what is not to be kept any more; for a minute,
                                                    where a host confirmed what day it is
        store.finish_run()
        tell(store, outcome)                        which troubles began or ended: hook and mail
    summary                                         each source's figures, every problem, exit code

Nothing here knows how a page is fetched, read, kept or written. A page or a source that fails is a
Problem in the outcome; what stops the run is raised (ConfigError, StoreError, AlreadyRunningError).
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial

import parsers
from crawler.archive import SourceCrawl
from crawler.config import scrapy_settings
from crawler.run import crawl
from model import (
    Extraction,
    Page,
    Problem,
    ProblemKind,
    Severity,
)
from regioradar.archive import StoreArchive
from regioradar.building import feed_settings, publish_feeds
from regioradar.health import turns
from regioradar.job import Job, Stages
from regioradar.joining import EventMatcher
from regioradar.judging import judge
from regioradar.lock import single_run
from regioradar.notify.telling import tell
from regioradar.opening import open_store
from regioradar.outcome import Outcome, SourceOutcome
from regioradar.pages import read_page
from regioradar.planning import planned
from regioradar.progress import Reporter
from regioradar.retention import pruned_on_run
from regioradar.surroundings import Surroundings, names_of
from regioradar.trust_rules import rules_of
from sources import Source
from store import Consolidated, Guard, JoiningGuard, Store, problem_of

logger = logging.getLogger("regioradar")


def run(job: Job, stages: Stages, reporter: Reporter) -> Outcome:
    """Carry out `job` and return what came of it.

    Raises ConfigError, AlreadyRunningError, StoreError, ClockError. A failed publication is in the
    outcome.
    Only one call with a crawl is possible in a process (Twisted's reactor runs once).
    """
    # What the configuration lacks is said before an hour of crawling, not after it.
    agent = job.config.agent if stages.crawl else ""
    feeds = feed_settings(job.config, job.catalogue)
    outcome = Outcome(faults=list(job.faults))
    with opened(job) as store:
        run_id = store.start_run(job.clock.now())
        crawled: Sequence[Source] = ()
        if stages.crawl:
            crawled = crawl_sources(job, store, run_id, agent, outcome, reporter)
            outcome.laps.end("crawl")
        if stages.extract:
            take_in(job, store, run_id, outcome, reporter)
            outcome.laps.end("read")
        if stages.crawl and stages.extract:
            for turn in turns(store, crawled, job.clock.today()):
                outcome.of(turn.health.source_id).turn = turn
        if stages.publish:
            guard = None if job.released_by or job.publish_all else _guard(job)
            folder, now = job.config.public_folder, job.clock.now()
            publish_feeds(store, feeds, folder, now, outcome, guard, job.catalogue)
            outcome.laps.end("publish")
        if stages.prune:
            prune(job, store, outcome, crawled)
            outcome.laps.end("prune")
        store.finish_run(run_id, job.clock.now(), int(outcome.exit_code), outcome.to_json())
        if stages.notify:
            faults, now = job.faults if job.faults_known else None, job.clock.now()
            outcome.told = tell(store, job.config, job.catalogue, faults, outcome, now)
    return outcome


@contextmanager
def opened(job: Job) -> Iterator[Store]:
    """The store of a job, under the lock that keeps a second run out."""
    with (
        single_run(job.config.lock_file, job.clock.now()),
        open_store(job.config, timeout=job.config.store.run_timeout, has_lock=True) as store,
    ):
        yield store


# --- Crawl ------------------------------------------------------------------------------------


def crawl_sources(
    job: Job, store: Store, run_id: int, agent: str, outcome: Outcome, reporter: Reporter
) -> Sequence[Source]:
    """Fetch the selected sources into the archive and return those that it was tried with.

    Raises StoreError and ClockError, which end all crawls.
    """
    plan = planned(store, job.selected, job.clock, only_due=job.only_due)
    for source_id, reason in plan.left.items():
        outcome.of(source_id).left = reason
    reporter.stage("crawl", len(plan.taken))
    with StoreArchive(store, run_id, job.clock, outcome, plan.last) as archive:
        crawl(
            plan.taken,
            archive,
            user_agent=agent,
            concurrency=job.config.crawl.concurrency,
            settings={**scrapy_settings(job.config.crawl), **job.crawl_settings},
            on_page=reporter.pages,
            on_source=lambda done: reporter.done(done.source_id, _crawled(done)),
        )
    gone = outcome.out_of_reach.source_ids if outcome.out_of_reach else ()
    return [source for source in plan.taken if source.id not in gone]


def prune(job: Job, store: Store, outcome: Outcome, crawled: Sequence[Source]) -> None:
    """Delete what is not to be kept any more, where a host confirmed that it is today."""
    if outcome.clock_confirmed:
        outcome.pruned = pruned_on_run(store, job.config.retention, job.clock.today())
    elif crawled:
        outcome.not_pruned = "no host confirmed the day that the clock of this machine says"


def _crawled(done: SourceCrawl) -> str:
    text = f"{done.pages} pages, {done.not_modified} not modified"
    count = len(done.problems)
    return text + (f", {count} problem{'s' if count > 1 else ''}" if count else "")


# --- Extract ----------------------------------------------------------------------------------


Archived = Callable[[str], Iterator[tuple[int, Page]]]
"""Pages of a source, by its id, each with the number of its version in the archive."""


def take_in(
    job: Job,
    store: Store,
    run_id: int,
    outcome: Outcome,
    reporter: Reporter,
    archived: Archived | None = None,
) -> None:
    """Read `archived` pages, and do with all sources together what follows from it.

    None: those that this extractor has not read yet.
    """
    # One time for all that a run changes: by it the feeds know what was published together.
    now = job.clock.now()
    outcome.trust = store.desk.refresh_trust(rules_of(job.config), now)
    extract_sources(job, store, run_id, now, outcome, reporter, archived)
    outcome.consolidated = consolidate(job, store, now)
    outcome.delisted = store.delist(job.config.life.delisted_after, now)
    store.refresh_queue()


def extract_sources(
    job: Job,
    store: Store,
    run_id: int,
    now: datetime,
    outcome: Outcome,
    reporter: Reporter,
    archived: Archived | None = None,
) -> None:
    """Read the pages of the selected sources, one source after the other."""
    archived = archived or partial(
        store.pages_to_extract, extractor_version=parsers.EXTRACTOR_VERSION
    )
    surroundings = Surroundings(job.catalogue)
    reporter.stage("read", len(job.selected))
    for source in job.selected:
        figures = outcome.of(source.id)
        counts = store.save_extractions(
            run_id,
            source.id,
            _readings(source, store, archived, surroundings, figures, reporter),
            parsers.EXTRACTOR_VERSION,
            now,
            names_of(source),
            guard=_guard(job),
            released_by=job.released_by,
        )
        figures.events = counts.events
        figures.hold = counts.hold
        if counts.hold is not None and counts.hold.lasts:
            figures.problems.append(problem_of(counts.hold))
        figures.problems.extend(_unmended(store, run_id, source, figures))
        reporter.done(source.id, f"{figures.read} pages, {counts.events} events")


def _readings(
    source: Source,
    store: Store,
    archived: Archived,
    surroundings: Surroundings,
    figures: SourceOutcome,
    reporter: Reporter,
) -> Iterator[tuple[int, Page, Extraction]]:
    for page_id, page in archived(source.id):
        extraction = read_page(page, source, surroundings)
        missed = judge(page, extraction, store.good_lists(source.id, page.url))
        extraction = replace(extraction, problems=(*extraction.problems, *missed))
        figures.read += 1
        figures.problems.extend(replace(p, url=p.url or page.url) for p in extraction.problems)
        reporter.pages(source.id, figures.read)
        yield page_id, page, extraction


def _unmended(store: Store, run_id: int, source: Source, figures: SourceOutcome) -> list[Problem]:
    """The faults of pages that stayed as they were, and so were not read: they are no better.

    And of those that could not be: the disk damaged them.
    """
    told = {(problem.kind, problem.url) for problem in figures.problems}
    faults = [*store.standing_faults(run_id, source.id), *_damaged(store, source)]
    return [p for p in dict.fromkeys(faults) if (p.kind, p.url) not in told]


def _damaged(store: Store, source: Source) -> Iterator[Problem]:
    for error in store.damaged:
        if error.source_id == source.id:
            yield Problem(
                kind=ProblemKind.DAMAGED,
                message=str(error.args[0]),
                severity=Severity.ERROR,
                url=error.url,
            )


def consolidate(job: Job, store: Store, now: datetime) -> Consolidated:
    """Join what several sources tell of one event; only what is new or changed is compared."""
    gate = JoiningGuard(
        guard=_guard(job),
        released=[source.id for source in job.selected] if job.released_by else (),
        released_by=job.released_by,
    )
    return store.consolidate(EventMatcher(Surroundings(job.catalogue)), now, gate)


def _guard(job: Job) -> Guard:
    return Guard(share=job.config.guard.share, least=job.config.guard.least)
