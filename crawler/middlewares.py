"""Downloader middlewares: stay on the source's hosts, obey robots.txt, ask only for what changed.

They act on single requests; which addresses are asked for is the spider's matter.
"""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from crawler.archive import Archive
from crawler.faults import OffHostError, RobotsForbiddenError, RobotsUnavailableError
from crawler.spiders.base import SourceSpider
from crawler.urls import canonical_url
from crawler.visit import Visit
from sources import host_of


class HostGuard:
    """Refuses every request, each hop of a redirect included, that leaves the source's hosts."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the guard; it looks at the spider only when a request comes."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise OffHostError where the request's host is not one of its source's."""
        spider = self._crawler.spider
        if not isinstance(spider, SourceSpider):
            return
        host = host_of(request.url)
        if host not in spider.hosts_for(request):
            verb = "redirects to" if request.meta.get("redirect_urls") else "leads to"
            raise OffHostError(f"{verb} {host or request.url}, which is no host of the source")


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's robots.txt middleware with refusals that have a type of their own.

    A robots.txt that answers with a server error forbids the whole host (RFC 9309 2.3.1.4). One
    that cannot be fetched at all says nothing: the pages' own requests tell what is wrong.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._broken: dict[str, int] = {}

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise RobotsUnavailableError or RobotsForbiddenError where the request may not go."""
        status = self._broken.get(host_of(request.url))
        if status is not None:
            raise RobotsUnavailableError(f"was not asked for: robots.txt answered {status}")
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as refusal:
            raise RobotsForbiddenError(str(refusal)) from refusal

    def process_response(self, request: Request, response: Response) -> Response:
        """Remember a robots.txt that answers with a server error."""
        if _is_for_robots(request) and response.status >= 500:
            self._broken[host_of(request.url)] = response.status
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Keep a robots.txt that cannot be fetched out of the log: the page will say it."""
        if _is_for_robots(request) and not isinstance(exception, IgnoreRequest):
            raise IgnoreRequest("robots.txt cannot be fetched") from exception


class ConditionalMiddleware:
    """Sends the archive's validators (RFC 9110 section 13.1) with the requests of a crawl."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware; without an archive there is nothing to compare with."""
        archive = crawler.settings.get("REGIORADAR_ARCHIVE")
        if archive is None:
            raise NotConfigured
        return cls(archive)

    def process_request(self, request: Request) -> None:
        """Set If-None-Match and If-Modified-Since, and drop what a redirect brought along."""
        request.headers.pop("If-None-Match", None)
        request.headers.pop("If-Modified-Since", None)
        visit = Visit.of(request)
        if visit is None:
            return
        known = self._archive.validators(visit.source_id, canonical_url(request.url) or request.url)
        if known is not None and known.etag:
            request.headers["If-None-Match"] = known.etag
        if known is not None and known.last_modified:
            request.headers["If-Modified-Since"] = known.last_modified


def _is_for_robots(request: Request) -> bool:
    return Visit.of(request) is None and bool(request.meta.get("dont_obey_robotstxt"))
