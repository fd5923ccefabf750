"""The book of one source's crawl: what was asked for, what came of it, what went wrong.

Counts and collects; sends nothing and decides nothing about links.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from crawler.archive import Archive, SourceCrawl, Visited
from crawler.batches import Batch
from crawler.urls import identity
from model import Page, Problem, ProblemKind, Severity
from sources import Source

_log = logging.getLogger(__name__)

SHUTDOWN = "shutdown"
"""Scrapy's finish reason for a crawl that was stopped from outside."""


class Ledger:
    """What happened to one source in one crawl, from `started_at` (UTC) on.

    Pages go on to the archive in batches; without one they are only counted.
    """

    def __init__(self, source: Source, *, started_at: datetime, archive: Archive | None) -> None:
        self.source = source
        self.requests = 0
        self.page_count = 0
        self.size = 0
        self.not_before: datetime | None = None
        self.cut_short = ""
        self._started_at = started_at
        self._batch = Batch(source.id, archive)
        self._visits: dict[str, Visited] = {}
        self._delivered: set[str] = set()
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
        if not self._first(page.url):
            return False
        self.page_count += 1
        self.size += len(page.body)
        self._batch.add(page)
        return True

    def unchanged(self, url: str) -> bool:
        """Note that the archived page at `url` is still good (304); False where it came before."""
        if not self._first(url):
            return False
        self._batch.not_modified(url)
        return True

    def visited(self, visited: Visited) -> None:
        """Note what came of an address; of two answers for one address the last counts."""
        self._visits[visited.url] = visited

    def problem(self, problem: Problem) -> None:
        """Note a fault, once."""
        if problem not in self._problems:
            self._problems[problem] = None
            _log.info("%s: %s %s", self.source.id, problem, problem.url)

    def close(self, reason: str, now: datetime) -> SourceCrawl:
        """Hand over the last pages and return the crawl's figures.

        A source that gave no page at all is a failed one.
        """
        self._batch.hand_over()
        if not self._delivered and reason != SHUTDOWN:
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
        if reason == "finished" and self.cut_short:
            reason = self.cut_short
        return SourceCrawl(
            source_id=self.source.id,
            visits=tuple(self._visits.values()),
            problems=tuple(self._problems),
            requests=self.requests,
            pages=self.page_count,
            size=self.size,
            started_at=self._started_at,
            finished_at=now,
            finish_reason=reason,
            not_before=self.not_before,
        )

    def _first(self, url: str) -> bool:
        key = identity(url)
        if key in self._delivered:
            return False
        self._delivered.add(key)
        self._seen.add(key)
        return True
