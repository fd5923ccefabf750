"""Between the spiders and whoever asked for the crawl: the archive, the callbacks, their failures.

Decides nothing about crawls; says when no further one may begin.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from crawler.archive import Archive, SourceCrawl, Validators
from crawler.ledger import SHUTDOWN
from model import Page, Problem

OnPage = Callable[[str, int], None]
OnSource = Callable[[SourceCrawl], None]


class Desk:
    """The archive as the spiders see it; remembers who delivered and what failed on our side."""

    def __init__(
        self, archive: Archive, on_page: OnPage | None, on_source: OnSource | None
    ) -> None:
        self._archive = archive
        self._on_page = on_page
        self._on_source = on_source
        self._pages: dict[str, int] = {}
        self.delivered: set[str] = set()
        self.failure: Exception | None = None
        self.interrupted = False

    @property
    def closed(self) -> bool:
        """True where no further crawl may begin."""
        return self.interrupted or self.failure is not None

    def validators(self, source_id: str, url: str) -> Validators | None:
        """As `Archive.validators`."""
        try:
            return self._archive.validators(source_id, url)
        except Exception as error:  # ours, not the source's: crawl() raises it at its end
            self.failure = self.failure or error
            return None

    def known(self, source_id: str) -> Mapping[str, datetime]:
        """As `Archive.known`."""
        try:
            return self._archive.known(source_id)
        except Exception as error:  # as above
            self.failure = self.failure or error
            return {}

    def page(self, source_id: str, url: str) -> Page | None:
        """As `Archive.page`."""
        try:
            return self._archive.page(source_id, url)
        except Exception as error:  # as above
            self.failure = self.failure or error
            return None

    def stands_in_place(self, page: Page) -> Problem | None:
        """As `Archive.stands_in_place`."""
        try:
            return self._archive.stands_in_place(page)
        except Exception as error:  # as above
            self.failure = self.failure or error
            return None

    def heard(self, host: str, ahead: timedelta) -> None:
        """As `Archive.heard`."""
        try:
            self._archive.heard(host, ahead)
        except Exception as error:  # as above
            self.failure = self.failure or error

    def save_pages(
        self, source_id: str, pages: Sequence[Page], not_modified: Sequence[str]
    ) -> None:
        """As `Archive.save_pages`."""
        try:
            self._archive.save_pages(source_id, pages, not_modified)
        except Exception as error:  # as above
            self.failure = self.failure or error

    def save_crawl(self, crawl: SourceCrawl) -> None:
        """As `Archive.save_crawl`, and tell that the source is done."""
        self.delivered.add(crawl.source_id)
        self.interrupted = self.interrupted or crawl.finish_reason == SHUTDOWN
        try:
            self._archive.save_crawl(crawl)
            if self._on_source is not None:
                self._on_source(crawl)
        except Exception as error:  # as above
            self.failure = self.failure or error

    def scraped(self, item: Page) -> None:
        """Count a page of a source, and tell of it."""
        count = self._pages[item.source_id] = self._pages.get(item.source_id, 0) + 1
        try:
            if self._on_page is not None:
                self._on_page(item.source_id, count)
        except Exception as error:  # as above
            self.failure = self.failure or error
