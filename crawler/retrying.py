"""Patience with hosts: further tries with growing pauses, Retry-After, and the end of patience.

A pause holds the host and not only the request, and nobody else: each host is asked by itself.
"""

import asyncio
import random
from time import monotonic
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler import faults
from crawler.connecting import GuardedHandler
from crawler.faults import HostLeftError
from crawler.hosts import Host, Hosts, retry_after
from crawler.ledger import Ledger
from crawler.spiders.base import SourceSpider
from crawler.visit import Visit
from model import Problem, ProblemKind, Severity
from sources import host_of

_LONGEST_PAUSE = 60.0
_PAGE_FAULT = 500
"""The one answer that speaks of a page rather than of its host: it takes more of these."""
_PAGE_FAULTS = 4


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, for what may pass only; knows when a host is to be left alone."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        shared = settings.get("REGIORADAR_HOSTS")
        self._hosts: Hosts = Hosts() if shared is None else shared
        self._first_pause = settings.getfloat("REGIORADAR_RETRY_PAUSE")
        self._longest_wait = settings.getfloat("REGIORADAR_RETRY_AFTER")
        self._most_failures = settings.getint("REGIORADAR_HOST_FAILURES")
        self._down: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware of one crawl; crawls side by side share what they know of hosts."""
        middleware = cls(crawler.settings)
        middleware.crawler = crawler
        return middleware

    async def turn(self, request: Request) -> bool:
        """Wait until the host may be asked; True where there was something to wait for.

        Raises HostLeftError where it is to be left alone.
        """
        host = self._host(request)
        waited = False
        while (pause := host.pause) > 0:
            waited = True
            await asyncio.sleep(pause)
        self.process_request(request)
        return waited

    def answered(self, request: Request, response: Response) -> None:
        """Hold the host, or leave it, where an answer says so; called before any other request."""
        asked = retry_after(response) if response.status >= 400 else None
        if asked is not None and asked > self._longest_wait:
            self._host(request).leave(asked)
            return
        pause = self._pause(request) if response.status in self.retry_http_codes else 0.0
        self._host(request).hold(max(pause, asked or 0.0))

    def broke(self, request: Request, error: Exception) -> None:
        """Hold the host where a request without an answer is to be sent again; called as above."""
        if self._may_pass(error):
            self._host(request).hold(self._pause(request))

    def process_request(self, request: Request) -> None:
        """Raise HostLeftError where the request's host is to be left alone."""
        if self._host(request).left or host_of(request.url) in self._down:
            raise HostLeftError

    def process_response(  # type: ignore[override]  # Scrapy hands no spider any more
        self, request: Request, response: Response
    ) -> Request | Response:
        """Try again where that may help; count what was given up."""
        host = self._host(request)
        bad = response.status in self.retry_http_codes
        if not bad:
            host.failures = 0
        if host.left:
            self._tell_of_wait(request, host)
            return response
        again: Request | Response = super().process_response(request, response)
        self._count(request, again)
        problem = faults.of_response(response, entry=True) if bad and again is response else None
        if problem is not None:
            page_fault = response.status == _PAGE_FAULT
            self._give_up(request, problem, _PAGE_FAULTS if page_fault else 1)
        return again

    def process_exception(  # type: ignore[override]  # as above
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """Try again where that may help; count what was given up."""
        host = self._host(request)
        if host.left:
            self._tell_of_wait(request, host)
            return None
        if not isinstance(exception, self.exceptions_to_retry):
            return None
        again: Request | Response | None = None
        if self._may_pass(exception):
            again = super().process_exception(request, exception)
            self._count(request, again)
        if again is None:
            self._give_up(request, faults.of_exception(exception, request.url, entry=True), 1)
        return again

    def _host(self, request: Request) -> Host:
        return self._hosts[host_of(request.url)]

    def _may_pass(self, error: Exception) -> bool:
        if not isinstance(error, self.exceptions_to_retry):
            return False
        return faults.of_exception(error, "", entry=True).kind is not ProblemKind.TLS

    def _pause(self, request: Request) -> float:
        """Return the seconds before the next try, which grow with the tries; 0 without a next."""
        tries = request.meta.get("retry_times", 0)
        if tries >= request.meta.get("max_retry_times", self.max_retry_times):
            return 0.0
        pause = self._first_pause * 2**tries * random.uniform(0.75, 1.25)
        return float(min(pause, _LONGEST_PAUSE))

    def _count(self, request: Request, again: Request | Response | None) -> None:
        ledger = self._ledger(request)
        if ledger is not None and isinstance(again, Request):
            ledger.retries += 1

    def _give_up(self, request: Request, problem: Problem, times: int) -> None:
        """Count an address; the host is left for the rest of the crawl where there were enough."""
        host = self._host(request)
        host.failures += 1
        if host.failures < times * self._most_failures:
            return
        self._down.add(host_of(request.url))
        message = (
            f"the host failed {host.failures} times in a row and was left alone for the rest of "
            f"the crawl; the last time: {problem.message}"
        )
        self._tell(request, "host_down", problem.kind, message)

    def _tell_of_wait(self, request: Request, host: Host) -> None:
        until = host.not_before
        ledger = self._ledger(request)
        if ledger is None or until is None:
            return
        ledger.not_before = max(ledger.not_before or until, until)
        message = f"the host asked to be left alone until {until:%Y-%m-%d %H:%M} UTC (Retry-After)"
        self._tell(request, "retry_after", ProblemKind.UNAVAILABLE, message)

    def _tell(self, request: Request, reason: str, kind: ProblemKind, message: str) -> None:
        ledger = self._ledger(request)
        if ledger is None:
            return
        ledger.cut_short = ledger.cut_short or reason
        root = f"{request.url.partition('://')[0]}://{host_of(request.url)}/"
        ledger.problem(Problem(kind=kind, message=message, severity=Severity.ERROR, url=root))

    def _ledger(self, request: Request) -> Ledger | None:
        visit, spider = Visit.of(request), self.crawler.spider
        if visit is None or not isinstance(spider, SourceSpider):
            return None  # robots.txt, whose page will tell, or a person's shell
        return spider.ledgers[visit.source_id]


class PatientHandler(GuardedHandler):
    """The guarded HTTP handler, which waits for its turn at a host that is held.

    It waits in the one place that a host has in the downloader, so the host's other requests wait
    behind it; and it sees an answer before any of them is sent.
    """

    async def download_request(self, request: Request) -> Response:
        """Fetch `request`. Raises HostLeftError where its host is to be left alone."""
        patience = self._crawler.get_downloader_middleware(PatientRetryMiddleware)
        if patience is None:  # a person switched it off
            return await super().download_request(request)
        if await patience.turn(request):
            self._begin_anew(request)
        try:
            response = await super().download_request(request)
        except Exception as error:
            patience.broke(request, error)
            raise
        patience.answered(request, response)
        return response

    def _begin_anew(self, request: Request) -> None:
        """Count the host's delay from now and not from before the pause."""
        slot = self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        if slot is not None:
            slot.lastseen = monotonic()
