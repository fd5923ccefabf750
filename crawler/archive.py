"""What a crawl hands over, and what it asks of the archive that takes it.

Only the shape of an archive; the pipeline passes one in, so the crawler imports no store.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from model import EntryKind, Page, Problem, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """The validators of an archived page (RFC 9110 section 8.8), as the server sent them."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What came of one address in one crawl.

    `url` is canonical, as it was asked for; `location` is where a redirect led, where that is
    elsewhere. `entry` says that the source file names it. `status` is 0 without an answer,
    `message` what was wrong in words. `size` counts the bytes of the body as unpacked, `seconds`
    the time from the request to the answer, `at` is in UTC.
    """

    url: str
    verdict: Verdict
    role: EntryKind
    entry: bool
    at: datetime
    status: int = 0
    message: str = ""
    location: str = ""
    size: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCrawl:
    """The end of one source's crawl; its pages were handed over while it went on. Times in UTC.

    `pages` counts the answers that were pages, `size` their bytes as unpacked, `requests` what was
    really sent, retries, redirects and robots.txt included. `finish_reason` is Scrapy's:
    `finished`, or why the crawl ended early (`shutdown`, `closespider_timeout`, ...), or
    `page_budget`, `byte_budget` or `time_budget` where a budget of the source cut it short,
    `host_down` where a host failed too
    often, `retry_after` where one asked to be left alone until `not_before` (RFC 9110 section
    10.2.3). `refused` counts the addresses that were not followed, by `crawler.traps.Refusal`.
    """

    source_id: str
    visits: tuple[Visited, ...]
    problems: tuple[Problem, ...]
    requests: int
    pages: int
    size: int
    started_at: datetime
    finished_at: datetime
    finish_reason: str
    not_before: datetime | None = None
    refused: Mapping[str, int] = field(default_factory=dict)

    @property
    def not_modified(self) -> int:
        """How many addresses answered 304."""
        return sum(visited.verdict is Verdict.NOT_MODIFIED for visited in self.visits)


class Archive(Protocol):
    """Where crawled pages go. Travels in the Scrapy setting REGIORADAR_ARCHIVE."""

    def validators(self, source_id: str, url: str) -> Validators | None:
        """Return the validators of the archived page that `url` led to, if there is one."""

    def known(self, source_id: str) -> Mapping[str, datetime]:
        """Return when each address of a source was last good (UTC); the year 1 for never."""

    def page(self, source_id: str, url: str) -> Page | None:
        """Return the archived page that `url` led to: after a 304 its links are followed."""

    def stands_in_place(self, page: Page) -> Problem | None:
        """Return what an answer is in place of the list that was asked for: a captcha, a wall."""

    def heard(self, host: str, ahead: timedelta) -> None:
        """Take by how much our clock is ahead of a host's, as its answer just now says."""

    def save_pages(
        self, source_id: str, pages: Sequence[Page], not_modified: Sequence[str]
    ) -> None:
        """Take some pages of a crawl that goes on, and the addresses that answered 304."""

    def save_crawl(self, crawl: SourceCrawl) -> None:
        """Take the end of one source's crawl; called once a source, after its last pages."""
