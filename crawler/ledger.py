"""The book of one source's crawl: what was asked for, what came, what went wrong.

Counts and collects; sends nothing and decides nothing about links.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from crawler.archive import SourceCrawl
from crawler.urls import identity
from model import Page, Problem, ProblemKind, Severity
from sources import Source

_log = logging.getLogger(__name__)

SHUTDOWN = "shutdown"
"""Scrapy's finish reason for a crawl that was stopped from outside."""


class Ledger:
    """What happened to one source in one crawl, from `started_at` (UTC) on.

    Without `keep_pages` pages are counted but not collected, for a crawl without an archive.
    """

    def __init__(self, source: Source, *, started_at: datetime, keep_pages: bool) -> None:
        self.source = source
        self.requests = 0
        self.page_count = 0
        self._started_at = started_at
        self._keep_pages = keep_pages
        self._pages: list[Page] = []
        self._delivered: set[str] = set()
        self._not_modified: dict[str, None] = {}
        self._problems: dict[Problem, None] = {}
        self._seen: set[str] = set()
        self._listed: dict[str, set[str]] = {}
        self._claimed = 0
        self._budget_spent = False

    def brings_new(self, origin: str, urls: Iterable[str]) -> bool:
        """Return True where one of the addresses is new to the list that began at `origin`.

        Judged a list, not a crawl: the first pages of a list may all stand in a feed too.
        """
        known = self._listed.setdefault(origin, set())
        fresh = {identity(url) for url in urls} - known
        known |= fresh
        return bool(fresh)

    def claim(self, url: str) -> bool:
        """Take an address from the budget; False if it is known already or the budget is spent."""
        if identity(url) in self._seen:
            return False
        if self._claimed >= self.source.follow.max_pages:
            self._budget_spent = True
            return False
        self._claimed += 1
        self._seen.add(identity(url))
        return True

    def add(self, page: Page) -> bool:
        """Take a page; False where it came before (two addresses redirected to one)."""
        key = identity(page.url)
        if key in self._delivered:
            return False
        self._delivered.add(key)
        self._seen.add(key)
        self.page_count += 1
        if self._keep_pages:
            self._pages.append(page)
        return True

    def unchanged(self, url: str) -> None:
        """Note that the archived page at `url` is still good (304)."""
        self._not_modified[url] = None

    def problem(self, problem: Problem) -> None:
        """Note a fault, once."""
        if problem not in self._problems:
            self._problems[problem] = None
            _log.info("%s: %s %s", self.source.id, problem, problem.url)

    def close(self, reason: str, now: datetime) -> SourceCrawl:
        """Return the crawl as a whole; a source that gave no page at all is a failed one."""
        if not self.page_count and not self._not_modified and reason != SHUTDOWN:
            self.problem(
                Problem(
                    kind=ProblemKind.NO_PAGES,
                    message="the crawl got no page at all",
                    severity=Severity.ERROR,
                    url=self.source.home,
                )
            )
        if reason == "finished" and self._budget_spent:
            reason = "page_budget"
        return SourceCrawl(
            source_id=self.source.id,
            pages=tuple(self._pages),
            not_modified=tuple(self._not_modified),
            problems=tuple(self._problems),
            requests=self.requests,
            started_at=self._started_at,
            finished_at=now,
            finish_reason=reason,
        )
