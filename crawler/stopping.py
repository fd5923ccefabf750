"""A crawl that is stopped ends at once: open requests are cut off and none is sent any more.

Scrapy alone would wait for every open request and repeat those that fail. When a crawl is stopped,
and by whom, is not decided here.
"""

import asyncio
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.faults import CrawlStoppedError
from crawler.retrying import PatientHandler


class StopGuard:
    """Downloader middleware that knows whether its crawl was stopped, and its open downloads."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.stopped = False
        self.downloads: set[asyncio.Task[Any]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the guard of one crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:  # noqa: ARG002 (Scrapy's)
        """Raise CrawlStoppedError for every request after the stop, a robots.txt's retries too."""
        if self.stopped:
            raise CrawlStoppedError

    def stop(self) -> None:
        """Cut off what is under way and what waits for its turn at a host."""
        self.stopped = True
        for download in self.downloads:
            download.cancel()
        for slot in self._crawler.engine.downloader.slots.values():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                waiting.errback(CrawlStoppedError())


class StoppableHandler(PatientHandler):
    """A patient handler, with downloads that the crawl's StopGuard can cut off."""

    async def download_request(self, request: Request) -> Response:
        """Fetch `request`. Raises CrawlStoppedError where the crawl is stopped meanwhile."""
        guard = self._crawler.get_downloader_middleware(StopGuard)
        download = asyncio.ensure_future(super().download_request(request))
        if guard is None:  # a person switched it off
            return await download
        guard.downloads.add(download)
        try:
            return await download
        except asyncio.CancelledError:
            if guard.stopped:
                raise CrawlStoppedError from None
            raise
        finally:
            guard.downloads.discard(download)


def stop_requests(crawler: Crawler) -> None:
    """Cut off all requests of a crawl; without effect where it has not got as far as any."""
    try:
        guard = crawler.get_downloader_middleware(StopGuard)
    except RuntimeError:  # there is no engine yet
        return
    if guard is not None:
        guard.stop()
