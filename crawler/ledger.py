"""The book of one source's crawl: what was asked for, what came of it, what went wrong.

Counts and collects; sends nothing and decides nothing about links.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice

from crawler.archive import Archive, SourceCrawl, Visited
from crawler.batches import Batch
from crawler.budgets import Budget
from crawler.paging import Progress
from crawler.seen import Seen
from crawler.traps import Refusal
from crawler.urls import identity
from model import Page, Problem, ProblemKind, Severity
from sources import Source

_log = logging.getLogger(__name__)

_MOST_OF_A_LIST = 10_000
"""Addresses behind one entry that wait to be asked for; each holds some KB until the crawl ends."""
_MOST_REFUSED = 20_000

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
        self.retries = 0
        self.budget = Budget(source.follow)
        self.seen = Seen(source.hosts, (entry.url for entry in source.entries))
        self.progress = Progress(
            max_pages=source.follow.max_list_pages, max_months=source.follow.max_months
        )
        self._started_at = started_at
        self._batch = Batch(source.id, archive)
        self._visits: dict[str, Visited] = {}
        self._led_to: dict[str, str] = {}
        self._delivered: set[str] = set()
        self._problems: dict[Problem, None] = {}
        self._refused: dict[str, Refusal] = {}
        self._claimed: Counter[str] = Counter()

    def claim(self, url: str, origin: str = "") -> bool:
        """Take an address to be asked for; False if its page is asked for already.

        False too where the entry at `origin` has led to thousands: no budget would get to them.
        """
        if origin and self._claimed[origin] >= _MOST_OF_A_LIST:
            if url not in self.seen:
                self.refuse({url: Refusal.LIST_BOUND})
            return False
        new = self.seen.add(url)
        self._claimed[origin] += new
        return new

    def refuse(self, refused: Mapping[str, Refusal]) -> None:
        """Note addresses that are not followed, and why; each counts once, 20,000 at most."""
        room = _MOST_REFUSED - len(self._refused)
        fresh = (pair for pair in refused.items() if pair[0] not in self._refused)
        self._refused.update(islice(fresh, room))

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

    def led_to(self, url: str, target: str) -> None:
        """Note that `url` was redirected to an address that was asked for already."""
        self._led_to[url] = target

    def problem(self, problem: Problem) -> None:
        """Note a fault, once."""
        if problem not in self._problems:
            self._problems[problem] = None
            extra = {"source": self.source.id, "url": problem.url}
            _log.info("%s: %s %s", self.source.id, problem, problem.url, extra=extra)

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
        if self.budget.spent is not None:
            self.problem(
                Problem(kind=ProblemKind.BUDGET, message=self.budget.message, url=self.source.home)
            )
            reason = self.budget.spent if reason == "finished" else reason
        refused = Counter(map(str, self._refused.values()))
        if refused:
            words = ", ".join(f"{count} {why}" for why, count in refused.most_common())
            _log.info("%s: not followed: %s", self.source.id, words)
        if reason == "finished" and self.cut_short:
            reason = self.cut_short
        crawl = SourceCrawl(
            source_id=self.source.id,
            visits=tuple(self._all_visits()),
            problems=tuple(self._problems),
            requests=self.requests,
            pages=self.page_count,
            size=self.size,
            started_at=self._started_at,
            finished_at=now,
            finish_reason=reason,
            not_before=self.not_before,
            refused=dict(refused),
        )
        self._log_figures(crawl)
        return crawl

    def _all_visits(self) -> Iterator[Visited]:
        """Yield all visits; an address that only led to another has what came of that one."""
        yield from self._visits.values()
        came = {identity(v.location or v.url): v for v in self._visits.values()}
        for url, target in self._led_to.items():
            visited = came.get(identity(target))
            if visited is not None and url not in self._visits:
                yield replace(visited, url=url, entry=False, location=target)

    def _log_figures(self, crawl: SourceCrawl) -> None:
        figures = {
            "pages": crawl.pages,
            "not_modified": crawl.not_modified,
            "requests": crawl.requests,
            "retries": self.retries,
            "bytes": crawl.size,
            "seconds": round((crawl.finished_at - crawl.started_at).total_seconds(), 1),
        }
        words = ", ".join(f"{value} {name.replace('_', ' ')}" for name, value in figures.items())
        extra = {"source": crawl.source_id, "finish_reason": crawl.finish_reason, **figures}
        _log.info("%s: %s (%s)", crawl.source_id, words, crawl.finish_reason, extra=extra)

    def _first(self, url: str) -> bool:
        key = self.seen.key(url)
        if key in self._delivered:
            return False
        self._delivered.add(key)
        self.seen.add(url)
        return True
