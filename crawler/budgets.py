"""What one crawl of one source may cost: addresses, bytes, seconds. What is over is left out.

Counts requests as they are sent, so that the best of what was found comes first whatever the
order in which it was found.
"""

import time
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, runtime_checkable

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.visit import Visit
from sources import Follow

_COUNTED = "regioradar_counted"


class SpentBudget(StrEnum):
    """The budget that ended a crawl, as its finish reason says it."""

    PAGES = "page_budget"
    BYTES = "byte_budget"
    SECONDS = "time_budget"


class NotAskedError(IgnoreRequest):
    """A request that was not sent: a budget is spent, or its page has come meanwhile."""


class Budget:
    """The budgets of `[follow]` for one crawl, from its construction on.

    `clock` gives seconds that only grow.
    """

    def __init__(self, follow: Follow, clock: Callable[[], float] = time.monotonic) -> None:
        self._follow = follow
        self._clock = clock
        self._began = clock()
        self._asked = 0
        self._size = 0
        self.spent: SpentBudget | None = None
        self.left_over = 0

    def take(self, size: int) -> None:
        """Count the bytes of an answer, as unpacked."""
        self._size += size

    def ask(self) -> bool:
        """Count an address that is about to be asked for; False where a budget is spent."""
        spent = self._over()
        if spent is not None:
            self.spent = self.spent or spent
            self.left_over += 1
            return False
        self._asked += 1
        return True

    @property
    def message(self) -> str:
        """Return in words which budget is spent and what was left over; empty while none is."""
        if self.spent is None:
            return ""
        words = {
            SpentBudget.PAGES: f"max_pages ({self._follow.max_pages} addresses)",
            SpentBudget.BYTES: f"max_bytes ({self._follow.max_bytes} bytes)",
            SpentBudget.SECONDS: f"max_seconds ({self._follow.max_seconds} s)",
        }
        addresses = "1 address was" if self.left_over == 1 else f"{self.left_over} addresses were"
        return f"the budget {words[self.spent]} is spent; {addresses} left over"

    def _over(self) -> SpentBudget | None:
        if self._asked >= self._follow.max_pages:
            return SpentBudget.PAGES
        if self._size >= self._follow.max_bytes:
            return SpentBudget.BYTES
        if self._clock() - self._began >= self._follow.max_seconds:
            return SpentBudget.SECONDS
        return None


@runtime_checkable
class Budgeted(Protocol):
    """A spider whose sources have budgets."""

    def may_ask(self, visit: Visit) -> bool:
        """Return True where a visit is still wanted and paid for; counts it."""


class BudgetGuard:
    """Downloader middleware that lets no request out that its source may not ask any more.

    An address counts once: its retries and the hops of its redirects are not counted again.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BudgetGuard":
        """Build the guard; it looks at the spider only when a request comes."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise NotAskedError where the request's address is beyond the budget, or came."""
        visit, spider = Visit.of(request), self._crawler.spider
        if visit is None or not isinstance(spider, Budgeted) or request.meta.get(_COUNTED):
            return
        if not spider.may_ask(visit):
            raise NotAskedError
        request.meta[_COUNTED] = True
