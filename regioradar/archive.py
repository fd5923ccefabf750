"""The crawler's archive, kept in the store. The only place where the two meet."""

from collections.abc import Iterable
from dataclasses import replace

from crawler.archive import SourceCrawl, Validators
from model import Page
from regioradar.clock import Clock
from regioradar.outcome import Outcome
from store import Store


class StoreArchive:
    """Takes each source's crawl into the store and counts what came in.

    A StoreError goes through to the crawler, which stops all crawls and raises it again.
    """

    def __init__(self, store: Store, run_id: int, clock: Clock, outcome: Outcome) -> None:
        self._store = store
        self._run_id = run_id
        self._clock = clock
        self._outcome = outcome

    def validators(self, source_id: str, url: str) -> Validators | None:
        """ETag and Last-Modified of the last answer, for a conditional request."""
        found = self._store.validators(source_id, url)
        return Validators(etag=found[0], last_modified=found[1]) if found else None

    def save_crawl(self, crawl: SourceCrawl) -> None:
        """Keep one source's crawl: one transaction."""
        counts = self._store.save_crawl(
            self._run_id,
            crawl.source_id,
            self._dated(crawl.pages),
            crawl.not_modified,
            crawl.problems,
            crawl.requests,
            crawl.started_at,
            crawl.finished_at,
            crawl.finish_reason,
        )
        figures = self._outcome.of(crawl.source_id)
        figures.problems.extend(crawl.problems)
        figures.requests = crawl.requests
        figures.pages = counts.pages
        figures.new = counts.new
        figures.changed = counts.changed

    def _dated(self, pages: Iterable[Page]) -> list[Page]:
        """The pages; with a clock that stands still, fetched at its time, as all else is."""
        if self._clock.fixed is None:
            return list(pages)
        return [replace(page, fetched_at=self._clock.now()) for page in pages]
