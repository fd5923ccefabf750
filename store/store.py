"""The store as the rest of the program sees it: one method for each step of a run.

Every writing method is one transaction: a program that is killed leaves all of it or nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from model import Change, Extraction, Page, Problem, StoredDeadline, StoredEvent, StoredNews
from store import (
    crawls,
    deadlines,
    events,
    extracting,
    history,
    holds,
    news,
    pages,
    runs,
    visits,
)
from store.columns import json_column, time_column
from store.connection import Connection
from store.consolidating import Consolidated, Matcher, consolidate
from store.crawls import Digest
from store.delisting import Delisted, delist
from store.extracting import Batch
from store.guarding import Guard
from store.joining_guard import JOINING, JoiningGuard
from store.readings import reading_of
from store.records import (
    CrawlCounts,
    EventCounts,
    GoodLists,
    Hold,
    Retention,
    Run,
    SourceProblem,
    SourceRun,
    StoredPage,
    Visit,
)
from store.retention import Pruning
from store.staff import Staff
from store.vacuum import vacuum
from store.visits import Visited

_GUARD = Guard()


class Store:
    """An open store. All methods raise StoreError where the file fails them.

    Clock values are arguments: date-times with a zone, kept in UTC. For one thread.
    """

    def __init__(self, connection: Connection, uid_authority: str) -> None:
        self._connection = connection
        self._authority = uid_authority
        self.staff = Staff(connection)
        """What staff decide."""

    @classmethod
    def open(
        cls, path: Path, *, timeout: float = 30.0, uid_authority: str = "regioradar.example"
    ) -> Self:
        """Open the file, making and migrating it where need be.

        `timeout` is how long a lock of another process is waited for, in seconds;
        `uid_authority` the domain in new UIDs. Raises StoreError, one line that names the file,
        where it is locked, damaged, not ours, not writable or newer than the program.
        """
        return cls(Connection(path, timeout), uid_authority)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def rehearsal(self) -> AbstractContextManager[None]:
        """A block whose writing is seen within it and taken back at its end, as if it never was.

        Nobody else can write meanwhile.
        """
        return self._connection.rehearsal()

    def start_run(self, now: datetime) -> int:
        """A new run's number."""
        with self._connection.writing() as db:
            return runs.start(db, now)

    def finish_run(
        self, run_id: int, now: datetime, exit_code: int, summary: Mapping[str, Any]
    ) -> None:
        """Note the end of a run; `summary` is anything that JSON can hold."""
        with self._connection.writing() as db:
            runs.finish(db, run_id, now, exit_code, summary)

    def validators(self, source_id: str) -> Mapping[str, tuple[str, str]]:
        """ETag and Last-Modified (RFC 9110 8.8) of a source's pages by what leads to them.

        That is their own and the requested address. Pages without either are left out.
        """
        with self._connection.reading() as db:
            return pages.validators(db, source_id)

    def page_at(self, source_id: str, url: str) -> Page | None:
        """The current version of the page that `url`, its own or a requested one, led to."""
        with self._connection.reading() as db:
            return pages.page_at(db, source_id, url)

    def save_pages(
        self,
        run_id: int,
        source_id: str,
        brought: Sequence[Page],
        not_modified: Sequence[str],
        checked_at: datetime,
        digest: Digest = crawls.no_digest,
    ) -> CrawlCounts:
        """Archive a batch of the pages that a crawl of one source brings; the counts add up.

        `not_modified` are addresses that answered 304, at `checked_at` as it were. A body of the
        same `digest` as the one that is kept is no new version of its page.
        """
        _only_of(source_id, (page.source_id for page in brought))
        with self._connection.writing() as db:
            counts = crawls.save_pages(db, source_id, brought, not_modified, checked_at, digest)
            runs.count_pages(db, run_id, source_id, counts, len(set(not_modified)))
        return counts

    def save_crawl(
        self,
        run_id: int,
        source_id: str,
        visited: Sequence[Visited],
        problems: Sequence[Problem],
        *,
        requests: int,
        size: int,
        started_at: datetime,
        finished_at: datetime,
        finish_reason: str,
        not_before: datetime | None = None,
    ) -> None:
        """Note the end of one source's crawl: every address with what came of it."""
        with self._connection.writing() as db:
            visits.save_visits(db, run_id, source_id, visited)
            values: runs.Values = {
                "started_at": time_column(started_at),
                "finished_at": time_column(finished_at),
                "finish_reason": finish_reason,
                "requests": requests,
                "size": size,
                "not_before": time_column(not_before) if not_before else None,
                "visits": json_column(visits.counts(db, run_id, source_id)),
            }
            runs.save_health(db, run_id, source_id, values, problems)

    def pages_to_extract(
        self, source_id: str, extractor_version: str
    ) -> Iterator[tuple[int, Page]]:
        """The pages that this extractor has not read in their present version, one at a time."""
        for page_id in pages.unread(self._connection, source_id, extractor_version):
            yield page_id, pages.load_page(self._connection, page_id)

    def pages_to_reread(
        self, source_id: str, since: datetime | None = None
    ) -> Iterator[tuple[int, Page]]:
        """All current versions that were fetched then or later, whoever has read them.

        Those whose bodies are kept no longer are left out (`StoredPage.has_body`).
        """
        for page_id in pages.readable(self._connection, source_id, since):
            yield page_id, pages.load_page(self._connection, page_id)

    def save_extractions(
        self,
        run_id: int,
        source_id: str,
        items: Iterable[tuple[int, Page, Extraction]],
        extractor_version: str,
        now: datetime,
        owners: Collection[str] = (),
        *,
        guard: Guard = _GUARD,
        released_by: str = "",
    ) -> EventCounts:
        """Write what the parsers read out of one source's pages, with its health row.

        `owners` are the names of the body behind the source, by which its own events are known.

        `items` is used up before the transaction begins, so it may read pages as it goes. Of two
        readings of one address, however spelled, the later version counts. What a page no longer
        tells is marked as missing there; a page with a problem of severity error takes nothing
        back. The visits of the last crawl get the verdicts of the pages that they brought.

        What is too much for the `guard` is held: nothing but the health row is written, and the
        pages stay unread. Where `released_by` names who let it through, nothing is held.
        """
        found = [reading_of(page_id, page, extraction) for page_id, page, extraction in items]
        _only_of(source_id, (reading.page.source_id for reading in found))
        batch = Batch(
            run_id=run_id,
            source_id=source_id,
            found=sorted(found, key=lambda reading: reading.page_id),
            extractor_version=extractor_version,
            now=now,
            owners=owners,
            authority=self._authority,
            guard=guard,
            released_by=released_by,
        )
        with self._connection.writing() as db:
            return extracting.save_extractions(db, batch)

    def holds(self, source_id: str | None = None) -> tuple[Hold, ...]:
        """What the guard holds now, by source: of all sources or of one."""
        with self._connection.reading() as db:
            return holds.load(db, source_id)

    def consolidate(
        self, matcher: Matcher, now: datetime, gate: JoiningGuard = JOINING
    ) -> Consolidated:
        """Join what several sources tell of one event; only new and changed records are compared.

        To be called when all sources of a run have been read. Staff's word goes before the
        comparison's. What is too much for the guard of the `gate` stays apart.
        """
        with self._connection.writing() as db:
            return consolidate(db, matcher, now, gate)

    def delist(self, after: int, now: datetime) -> Delisted:
        """Mark the coming events that are gone from their sources for `after` healthy runs.

        To be called after `consolidate`. One that a page tells of again is unmarked at once.
        """
        with self._connection.writing() as db:
            return delist(db, after, now)

    def changes(
        self, since: datetime | None = None, event_uid: str | None = None
    ) -> tuple[Change, ...]:
        """The history of events in the order it came: all of it, after `since`, or of one event."""
        with self._connection.reading() as db:
            return history.load(db, since, event_uid)

    def events(self, *, merged: bool = False) -> tuple[StoredEvent, ...]:
        """All events by first day, those without one last; or those that were `merged` away."""
        with self._connection.reading() as db:
            return events.load_merged(db) if merged else events.load_events(db)

    def news(self) -> tuple[StoredNews, ...]:
        """All news, the latest first; those without a date come last."""
        with self._connection.reading() as db:
            return news.load_news(db)

    def deadlines(self, *, gone: bool = False) -> tuple[StoredDeadline, ...]:
        """The deadlines that still stand on their pages, or those that are `gone`, by day."""
        with self._connection.reading() as db:
            return deadlines.load_deadlines(db, gone=gone)

    def pages(
        self, source_id: str | None = None, *, versions: bool = False
    ) -> tuple[StoredPage, ...]:
        """The current version of every page, or with `versions` all of them, without bodies."""
        with self._connection.reading() as db:
            return pages.page_versions(db, source_id, versions)

    def page(self, page_id: int) -> Page:
        """One version of a page with its body.

        Raises KeyError for an id that there is not, PrunedError where the body is kept no longer.
        """
        return pages.load_page(self._connection, page_id)

    def good_lists(self, source_id: str, url: str) -> GoodLists | None:
        """The lists that the page at `url` (a `Page.url`) gave when it last gave some."""
        with self._connection.reading() as db:
            return pages.good_lists(db, source_id, url)

    def visits(self, source_id: str) -> tuple[Visit, ...]:
        """The latest visit of every address of a source, entries first, then by address."""
        with self._connection.reading() as db:
            return visits.of_source(db, source_id)

    def standing_faults(self, run_id: int, source_id: str) -> tuple[Problem, ...]:
        """The errors of the pages that a run asked for, read in it or before, by address."""
        with self._connection.reading() as db:
            return visits.standing_faults(db, run_id, source_id)

    def history(self, source_id: str, limit: int) -> tuple[SourceRun, ...]:
        """The last `limit` health rows of a source, the latest first."""
        with self._connection.reading() as db:
            return runs.history(db, source_id, limit)

    def not_before(self, source_id: str) -> datetime | None:
        """Before when a source asked in its last crawl not to be crawled again (UTC)."""
        with self._connection.reading() as db:
            return runs.not_before(db, source_id)

    def runs(self, limit: int = 20) -> tuple[Run, ...]:
        """The last runs, the latest first."""
        with self._connection.reading() as db:
            return runs.last_runs(db, limit)

    def health(self) -> tuple[SourceRun, ...]:
        """The last health row of every source, by source."""
        with self._connection.reading() as db:
            return runs.latest(db)

    def source_summaries(self, run_id: int) -> tuple[SourceRun, ...]:
        """The health rows of one run, by source: what a summary table shows."""
        with self._connection.reading() as db:
            return runs.of_run(db, run_id)

    def problems(self, run_id: int, source_id: str | None = None) -> tuple[SourceProblem, ...]:
        """What went wrong in a run, by source, in the order it was met."""
        with self._connection.reading() as db:
            return runs.problems_of(db, run_id, source_id)

    def pruning(self, kept: Retention, today: date) -> Pruning:
        """What is not to be kept any more on `today` (Europe/Berlin): to be counted or deleted."""
        return Pruning(self._connection, kept, today)

    def vacuum(self) -> tuple[int, int]:
        """Give free room in the file back to the disk; its size in bytes before and after."""
        return vacuum(self._connection)


def _only_of(source_id: str, found: Iterable[str]) -> None:
    others = set(found) - {source_id}
    if others:
        raise ValueError(f"pages of {', '.join(sorted(others))} among those of {source_id}")
