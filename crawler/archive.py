"""What a crawl hands over, and what it asks of the archive that takes it.

Only the shape of an archive; the pipeline passes one in, so the crawler imports no store.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from model import Page, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """The validators of an archived page (RFC 9110 section 8.8), as the server sent them."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCrawl:
    """All that one crawl of one source gave. Times are in UTC.

    `not_modified` are the addresses that answered 304. `requests` counts what was really sent,
    retries, redirects and robots.txt included. `finish_reason` is Scrapy's: `finished`, or why
    the crawl ended early (`shutdown`, `closespider_timeout`, ...), or `page_budget` where the
    source's `max_pages` cut it short.
    """

    source_id: str
    pages: tuple[Page, ...]
    not_modified: tuple[str, ...]
    problems: tuple[Problem, ...]
    requests: int
    started_at: datetime
    finished_at: datetime
    finish_reason: str


class Archive(Protocol):
    """Where crawled pages go. Travels in the Scrapy setting REGIORADAR_ARCHIVE."""

    def validators(self, source_id: str, url: str) -> Validators | None:
        """Return the validators of the archived page at `url` (a `Page.url`), if there is one."""

    def save_crawl(self, crawl: SourceCrawl) -> None:
        """Take the crawl of one source; called once a source, when its crawl has ended."""
