"""Crawl many sources in one process: one Scrapy crawler a source, a few at a time.

Returns when all have ended. Starts Twisted's reactor, so it can be called once a process.
"""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from twisted.internet.error import ReactorNotRestartable, ReactorNotRunning

from crawler import settings as project_settings
from crawler.archive import Archive, SourceCrawl, Validators
from crawler.ledger import SHUTDOWN
from crawler.spiders.base import SourceSpider
from crawler.spiders.chambers import ChambersSpider
from crawler.spiders.institutes import InstitutesSpider
from crawler.spiders.metropolitan_regions import MetropolitanRegionsSpider
from crawler.spiders.ministries import MinistriesSpider
from crawler.spiders.networks import NetworksSpider
from crawler.spiders.trainings import TrainingsSpider
from crawler.stopping import stop_requests
from model import CrawlError, Page, Problem, ProblemKind, Severity
from sources import Source

_log = logging.getLogger(__name__)

_SPIDERS: tuple[type[SourceSpider], ...] = (
    ChambersSpider,
    InstitutesSpider,
    MetropolitanRegionsSpider,
    MinistriesSpider,
    NetworksSpider,
    TrainingsSpider,
)
_LIMITS = {
    "LOG_LEVEL": "WARNING",  # the callbacks tell of progress, the problems of faults
    "CLOSESPIDER_TIMEOUT": 1800.0,  # seconds for one source, so that none holds up a run
}

OnPage = Callable[[str, int], None]
OnSource = Callable[[SourceCrawl], None]


def crawl(
    sources: Sequence[Source],
    archive: Archive,
    *,
    user_agent: str,
    concurrency: int = 8,
    settings: Mapping[str, Any] = MappingProxyType({}),
    on_page: OnPage | None = None,
    on_source: OnSource | None = None,
) -> None:
    """Crawl `sources`, at most `concurrency` at a time, those that share a host in turn.

    `archive.save_crawl` is called once for each source whose crawl began, as it ends; then
    `on_source`. `on_page(source_id, pages so far)` is called for each page. `settings` are Scrapy
    settings that override the project's. A source that fails is a problem in its crawl.

    Ctrl-C and SIGTERM stop all crawls, what they have so far is saved, and KeyboardInterrupt is
    raised. An exception out of the archive or a callback stops all crawls and is raised here.
    Raises CrawlError where this process has crawled before.
    """
    if not sources:
        return
    with _signal_handlers_kept():
        process = _Process(_scrapy_settings(user_agent, settings))
        desk = _Desk(archive, on_page, on_source)
        fleet = _Fleet(process, sources, desk, max(1, concurrency))
        _run(process, fleet)
    if desk.failure is not None:
        raise desk.failure
    if desk.interrupted or process.stopped:
        raise KeyboardInterrupt


def spider_for(source: Source) -> type[SourceSpider]:
    """Return the spider family that crawls a source's kind."""
    return next(spider for spider in _SPIDERS if source.kind in spider.kinds)


def _scrapy_settings(user_agent: str, overrides: Mapping[str, Any]) -> Settings:
    chosen = Settings()
    chosen.setmodule(project_settings, priority="project")
    chosen.setdict({**_LIMITS, "USER_AGENT": user_agent, **overrides}, priority="cmdline")
    # Without any delay Scrapy 2.19 empties a host's queue at once, whatever
    # CONCURRENT_REQUESTS_PER_DOMAIN says: its requests count as under way one turn too late.
    delay = max(chosen.getfloat("DOWNLOAD_DELAY"), 0.001)
    chosen.set("DOWNLOAD_DELAY", delay, priority="cmdline")
    chosen.set("LOG_INSTALL_ROOT_HANDLER", not logging.getLogger().handlers, priority="cmdline")
    for name in ("scrapy", "twisted"):
        logging.getLogger(name).setLevel(chosen["LOG_LEVEL"])
    return chosen


@contextmanager
def _signal_handlers_kept() -> Iterator[None]:
    """Put the signal handlers back that Scrapy replaces, or Ctrl-C is lost after the crawl."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


class _Process(AsyncCrawlerProcess):
    """Scrapy's process, with a stop that does not wait for hosts."""

    stopped = False

    async def stop(self) -> None:
        """Cut off all requests and end all crawls.

        Called for Ctrl-C and SIGTERM, and by the reactor's end, when no crawl is left to stop.
        """
        self.stopped = self.stopped or bool(self.crawlers)
        for crawler in self.crawlers:
            stop_requests(crawler)
        await super().stop()


def _run(process: _Process, fleet: "_Fleet") -> None:
    loop = asyncio.get_event_loop()
    task = loop.create_task(fleet.sail())
    task.add_done_callback(_stop_reactor)
    in_main_thread = threading.current_thread() is threading.main_thread()
    try:
        process.start(stop_after_crawl=False, install_signal_handlers=in_main_thread)
    except ReactorNotRestartable as error:
        raise CrawlError("a process can crawl only once; start a new one") from error
    finally:
        task.cancel()  # without effect where it is done
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)
    fleet.account_for_all()


def _stop_reactor(_: object) -> None:
    from twisted.internet import reactor  # importing it earlier would install another reactor

    with suppress(ReactorNotRunning):
        reactor.stop()  # type: ignore[misc]  # Twisted types its reactor as a module


class _Desk:
    """The archive as the spiders see it; remembers who delivered and what failed on our side."""

    def __init__(
        self, archive: Archive, on_page: OnPage | None, on_source: OnSource | None
    ) -> None:
        self._archive = archive
        self._on_page = on_page
        self._on_source = on_source
        self._pages: dict[str, int] = {}
        self.delivered: set[str] = set()
        self.failure: Exception | None = None
        self.interrupted = False

    @property
    def closed(self) -> bool:
        """True where no further crawl may begin."""
        return self.interrupted or self.failure is not None

    def validators(self, source_id: str, url: str) -> Validators | None:
        try:
            return self._archive.validators(source_id, url)
        except Exception as error:  # ours, not the source's: crawl() raises it at its end
            self.failure = self.failure or error
            return None

    def page(self, source_id: str, url: str) -> Page | None:
        try:
            return self._archive.page(source_id, url)
        except Exception as error:  # as above
            self.failure = self.failure or error
            return None

    def save_pages(
        self, source_id: str, pages: Sequence[Page], not_modified: Sequence[str]
    ) -> None:
        try:
            self._archive.save_pages(source_id, pages, not_modified)
        except Exception as error:  # as above
            self.failure = self.failure or error

    def save_crawl(self, crawl: SourceCrawl) -> None:
        self.delivered.add(crawl.source_id)
        self.interrupted = self.interrupted or crawl.finish_reason == SHUTDOWN
        try:
            self._archive.save_crawl(crawl)
            if self._on_source is not None:
                self._on_source(crawl)
        except Exception as error:  # as above
            self.failure = self.failure or error

    def scraped(self, item: Page) -> None:
        count = self._pages[item.source_id] = self._pages.get(item.source_id, 0) + 1
        try:
            if self._on_page is not None:
                self._on_page(item.source_id, count)
        except Exception as error:  # as above
            self.failure = self.failure or error


class _Fleet:
    """Starts a crawler for each source as soon as there is room and its hosts are free."""

    def __init__(
        self,
        process: _Process,
        sources: Sequence[Source],
        desk: _Desk,
        concurrency: int,
    ) -> None:
        self._process = process
        self._waiting = list(sources)
        self._desk = desk
        self._concurrency = concurrency
        self._under_way: dict[asyncio.Task[None], Source] = {}
        self._begun: dict[str, tuple[Source, Crawler, datetime]] = {}

    async def sail(self) -> None:
        """Crawl all sources; ends early where the desk closes."""
        while self._waiting or self._under_way:
            while (source := self._next()) is not None:
                self._under_way[asyncio.ensure_future(self._crawl(source))] = source
            done, _ = await asyncio.wait(
                self._under_way, timeout=1.0, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                del self._under_way[task]
            if self._desk.closed or self._process.stopped:
                self._waiting.clear()
                await self._process.stop()

    def account_for_all(self) -> None:
        """Hand in what a second, forced signal left open."""
        self._desk.interrupted = self._desk.interrupted or bool(self._waiting)
        for source_id in self._begun.keys() - self._desk.delivered:
            self._deliver_remains(source_id, SHUTDOWN)

    def _next(self) -> Source | None:
        if len(self._under_way) >= self._concurrency:
            return None
        busy = {name for source in self._under_way.values() for name in _names(source)}
        for source in self._waiting:
            if busy.isdisjoint(_names(source)):
                self._waiting.remove(source)
                return source
        return None

    async def _crawl(self, source: Source) -> None:
        crawler = self._process.create_crawler(spider_for(source))
        # Set here and not before: Scrapy copies all settings deeply for each crawler.
        crawler.settings.set("REGIORADAR_ARCHIVE", self._desk, priority="cmdline")
        crawler.signals.connect(self._scraped, signals.item_scraped, weak=False)
        self._begun[source.id] = (source, crawler, datetime.now(UTC))
        try:
            await self._process.crawl(crawler, sources=(source,))
        except Exception as error:
            _log.exception("%s: the crawl could not begin", source.id)
            self._deliver_remains(source.id, "error", error)
        if source.id not in self._desk.delivered:
            self._deliver_remains(source.id, "error")

    def _scraped(self, item: Page) -> None:
        self._desk.scraped(item)

    def _deliver_remains(self, source_id: str, reason: str, error: Exception | None = None) -> None:
        source, crawler, begun = self._begun[source_id]
        spider = crawler.spider
        if source_id in self._desk.delivered:
            return
        if isinstance(spider, SourceSpider) and spider.ledgers:
            spider.closed(reason)
            return
        problem = Problem(
            kind=ProblemKind.INTERNAL,
            message=f"the crawl could not begin: {type(error).__name__}: {error}",
            severity=Severity.ERROR,
            url=source.home,
        )
        self._desk.save_crawl(
            SourceCrawl(
                source_id=source_id,
                visits=(),
                problems=(problem,),
                requests=0,
                pages=0,
                size=0,
                started_at=begun,
                finished_at=datetime.now(UTC),
                finish_reason=reason,
            )
        )


def _names(source: Source) -> frozenset[str]:
    """Return what the source needs for itself: its hosts without their ports (politeness is owed
    to machines), and the browser, of which one is enough for our own machine.
    """
    hosts = {host.partition(":")[0] for host in source.hosts}
    return frozenset(hosts | {"(browser)"} if source.javascript else hosts)
