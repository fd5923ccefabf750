"""The crawler's side of an open store: runs, and the pages and addresses that they bring."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from model import DamagedError, Page, Problem
from store import crawls, pages, runs, visits
from store.columns import json_column, time_column
from store.connection import Connection
from store.crawl_view import CrawlView
from store.crawls import Digest
from store.records import CrawlCounts
from store.visits import Visited


class CrawlSide(CrawlView):
    """What a run writes of its crawls. Each method is one transaction; raises StoreError."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.damaged: list[DamagedError] = []
        """The archived pages that could not be read back since the store was opened."""

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
        only_of(source_id, (page.source_id for page in brought))
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
        # A page is checked at a whole second. One that the crawl checked in the very second in
        # which it began would else count as checked before it, and so as gone.
        begun = started_at.replace(microsecond=0)
        with self._connection.writing() as db:
            visits.save_visits(db, run_id, source_id, visited)
            values: runs.Values = {
                "started_at": time_column(begun),
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
        """The pages that this extractor has not read in their present version, one at a time.

        One whose body is damaged is left out, and kept in mind in `damaged`.
        """
        yield from self._whole(pages.unread(self._connection, source_id, extractor_version))

    def pages_to_reread(
        self, source_id: str, since: datetime | None = None
    ) -> Iterator[tuple[int, Page]]:
        """All current versions that were fetched then or later, whoever has read them.

        Those whose bodies are kept no longer (`StoredPage.has_body`) or damaged are left out.
        """
        yield from self._whole(pages.readable(self._connection, source_id, since))

    def _whole(self, page_ids: Iterable[int]) -> Iterator[tuple[int, Page]]:
        for page_id in page_ids:
            try:
                yield page_id, pages.load_page(self._connection, page_id)
            except DamagedError as error:
                self.damaged.append(error)
                with self._connection.writing() as db:
                    pages.let_go(db, error)


def only_of(source_id: str, found: Iterable[str]) -> None:
    """Refuse pages of another source with ValueError: a bug of the caller."""
    others = set(found) - {source_id}
    if others:
        raise ValueError(f"pages of {', '.join(sorted(others))} among those of {source_id}")
