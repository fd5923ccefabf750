"""Downloader middlewares: stay on the source's hosts, obey robots.txt, ask only for what changed.

They act on single requests; which addresses are asked for is the spider's matter.
"""

from typing import Self
from urllib.parse import urljoin

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from crawler.faults import (
    ForbiddenAddressError,
    OffHostError,
    RobotsForbiddenError,
    RobotsUnavailableError,
    RobotsUnreachableError,
)
from crawler.guarding import fault_of
from crawler.spiders.base import SourceSpider
from crawler.visit import Visit
from model import Problem, ProblemKind
from sources import host_of

_MAX_ROBOTS = 512 * 1024
"""As much of a robots.txt as is read, bytes; RFC 9309 section 2.5 wants 500 KiB at least."""
_NO_ANSWER = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)


class HostGuard:
    """Refuses every request, each hop of a redirect included, that leaves the source's hosts."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the guard; it looks at the spider only when a request comes."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise OffHostError where the request's host is not one of its source's.

        Raises ForbiddenAddressError for an address in a spelling that no host needs.
        """
        spider = self._crawler.spider
        if not isinstance(spider, SourceSpider):
            return
        host = host_of(request.url)
        redirected = bool(request.meta.get("redirect_urls"))
        fault = fault_of(request.url)
        if fault:
            what = "redirects to an address that" if redirected else "its address"
            raise ForbiddenAddressError(f"{what} {fault}")
        if host not in spider.hosts_for(request):
            verb = "redirects to" if redirected else "leads to"
            raise OffHostError(f"{verb} {host or request.url}, which is no host of the source")


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's robots.txt middleware with refusals that have a type of their own, and Crawl-delay.

    A robots.txt that answers with a server error, or that brings no answer at all, forbids the
    whole host (RFC 9309 section 2.3.1.4). One that is not there, or that comes in pieces or from
    elsewhere, forbids nothing (section 2.3.1.3).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._broken: dict[str, int] = {}
        self._unreachable: dict[str, Exception] = {}
        self._paced: set[str] = set()
        self._longest_delay = crawler.settings.getfloat("REGIORADAR_CRAWL_DELAY")
        crawler.signals.connect(self._parsed, signals.robots_parsed)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise one of the three Robots errors where the request may not go."""
        host = host_of(request.url)
        if host in self._broken:
            status = self._broken[host]
            raise RobotsUnavailableError(f"was not asked for: robots.txt answered {status}")
        if host in self._unreachable:
            raise RobotsUnreachableError from self._unreachable[host]
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as refusal:
            raise RobotsForbiddenError(str(refusal)) from refusal
        if host in self._paced:
            request.meta["autothrottle_dont_adjust_delay"] = True

    def process_response(self, request: Request, response: Response) -> Response:
        """Remember a robots.txt that answers with a server error; empty one that is not there."""
        if not _is_for_robots(request):
            return response
        if response.status >= 500 or response.status == 429:
            self._broken[host_of(request.url)] = response.status
        if response.status >= 400:
            return response.replace(body=b"")
        if len(response.body) > _MAX_ROBOTS:
            # To parse megabytes of rules takes so long that all other hosts would wait.
            return response.replace(body=response.body[:_MAX_ROBOTS].rpartition(b"\n")[0])
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Remember a robots.txt that brings no answer, and keep it out of the log."""
        if not _is_for_robots(request) or isinstance(exception, IgnoreRequest):
            return
        if isinstance(exception, _NO_ANSWER):
            self._unreachable[host_of(request.url)] = exception
        raise IgnoreRequest("robots.txt cannot be fetched") from exception

    def _parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Keep the host's Crawl-delay, where it is longer than the pause that is kept anyway."""
        asked = robotparser.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if asked is None or asked <= self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            return
        host, delay = host_of(request.url), min(asked, self._longest_delay)
        downloader = self.crawler.engine.downloader
        key = downloader.get_slot_key(request)
        # For a place that the downloader makes anew, and for the one that robots.txt came through.
        downloader.per_slot_settings[key] = {"delay": delay, "jitter": 0}
        slot = downloader.slots.get(key)
        if slot is not None:
            slot.delay, slot.jitter = delay, 0.0
        self._paced.add(host)
        if asked > delay:
            self._tell(request, f"asks for {asked:g} seconds between requests; we keep {delay:g}")

    def _tell(self, request: Request, message: str) -> None:
        visit, spider = Visit.of(request), self.crawler.spider
        if visit is None or not isinstance(spider, SourceSpider):
            return
        url = urljoin(request.url, "/robots.txt")
        spider.ledgers[visit.source_id].problem(
            Problem(kind=ProblemKind.ROBOTS, message=message, url=url)
        )


def _is_for_robots(request: Request) -> bool:
    return Visit.of(request) is None and bool(request.meta.get("dont_obey_robotstxt"))
