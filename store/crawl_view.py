"""What the store knows of pages, addresses and runs, as it is asked for.

Writes nothing but that a body is damaged.
"""

from collections.abc import Mapping
from datetime import datetime

from model import DamagedError, Page, Problem
from store import pages, runs, texts, visits
from store.connection import Connection
from store.records import GoodLists, Run, SourceProblem, SourceRun, StoredPage, Visit


class CrawlView:
    """The crawler's side of an open store. All methods raise StoreError where the file fails."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def validators(self, source_id: str) -> Mapping[str, tuple[str, str]]:
        """ETag and Last-Modified (RFC 9110 8.8) of a source's pages by what leads to them.

        That is their own and the requested address. Pages without either are left out.
        """
        with self._connection.reading() as db:
            return pages.validators(db, source_id)

    def page_at(self, source_id: str, url: str) -> Page | None:
        """The current version of the page that `url`, its own or a requested one, led to.

        None too where its body is damaged; that is given up, see `pages_to_extract`.
        """
        try:
            with self._connection.reading() as db:
                return pages.page_at(db, source_id, url)
        except DamagedError as error:
            with self._connection.writing() as db:
                pages.let_go(db, error)
            return None

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

    def page_text(self, page_id: int) -> str | None:
        """The visible text that the evidence of a version's events points into; None where gone."""
        with self._connection.reading() as db:
            return texts.load(db, page_id)

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

    def last_whole_crawl(self, source_id: str) -> datetime | None:
        """When the run began in which a source was last crawled (UTC).

        None where it never was, and where that crawl was cut off or most addresses did not answer.
        """
        with self._connection.reading() as db:
            return runs.last_whole_crawl(db, source_id)

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
