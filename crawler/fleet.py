"""Many crawls side by side, in one process: who begins when, and what is left when one fails.

Knows nothing of pages. A crawl that only waits for its host gives its place to another.
"""

import asyncio
import logging
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.archive import SourceCrawl
from crawler.desk import Desk
from crawler.ending import end_crawl
from crawler.families import spider_for
from crawler.hosts import Hosts
from crawler.ledger import SHUTDOWN
from crawler.spiders.base import SourceSpider
from crawler.stopping import stop_requests
from model import Problem, ProblemKind, Severity
from sources import Source

_log = logging.getLogger(__name__)

_LEAST_ROOM = 32  # crawls under way, most of which wait; one that waits costs 0.2 MB
_ROOM = 4  # times the concurrency
_SHORTEST_TICK = 0.1  # seconds
_WHOLE_RUN = {
    "run_timeout": "was not crawled: the time of the run was over before its turn",
    "run_memory": "was not crawled: the run had taken all the memory it may before its turn",
}
"""Why a run ends all of its crawls, and what that says of a source that had not begun."""


class Process(AsyncCrawlerProcess):
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


@dataclass(slots=True, weakref_slot=True)
class _Voyage:
    """The crawl of one source; `heard` is when a request of it last came back (monotonic)."""

    source: Source
    crawler: Crawler
    begun: datetime
    heard: float = field(default_factory=monotonic)

    def hear(self) -> None:
        self.heard = monotonic()


class Fleet:
    """Starts a crawler for each source as soon as there is room and its hosts are free.

    `concurrency` crawls work at a time. One from whose host nothing has come for a while (silent,
    slow, held by a pause) does not count, so that it holds up nobody; but all that are under way
    together are limited too.
    """

    def __init__(
        self, process: Process, sources: Sequence[Source], desk: Desk, concurrency: int
    ) -> None:
        settings = process.settings
        self._process = process
        self._waiting = list(sources)
        self._desk = desk
        self._concurrency = concurrency
        self._room = max(_LEAST_ROOM, _ROOM * concurrency)
        # With long delays nothing comes for long from a host that is well.
        self._patience = max(
            settings.getfloat("REGIORADAR_PATIENCE"), 2 * settings.getfloat("DOWNLOAD_DELAY")
        )
        self._seconds = settings.getfloat("REGIORADAR_RUN_TIMEOUT")
        self._megabytes = settings.getfloat("REGIORADAR_RUN_MEMORY")
        self._hosts = Hosts()
        self._under_way: dict[asyncio.Task[None], _Voyage] = {}
        self._begun: dict[str, _Voyage] = {}

    async def sail(self) -> None:
        """Crawl all sources; ends early where the desk closes or the run has taken its share."""
        until = monotonic() + self._seconds if self._seconds else float("inf")
        while self._waiting or self._under_way:
            for source in self._next():
                self._begin(source)
            left = until - monotonic()
            tick = max(_SHORTEST_TICK, min(1.0, self._patience, left))
            done, _ = await asyncio.wait(
                self._under_way, timeout=tick, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                self._let_go(self._under_way.pop(task))
            if self._desk.closed or self._process.stopped:
                self._waiting.clear()
                await self._process.stop()
            elif monotonic() >= until:
                self._end_all("run_timeout")  # again and again: one just begun cannot be ended yet
            elif self._megabytes and _peak_memory() >= self._megabytes:
                self._end_all("run_memory")

    def account_for_all(self) -> None:
        """Hand in what a second, forced signal left open."""
        self._desk.interrupted = self._desk.interrupted or bool(self._waiting)
        for source_id in self._begun.keys() - self._desk.delivered:
            self._deliver_remains(self._begun[source_id], SHUTDOWN)

    def _next(self) -> Iterator[Source]:
        """Yield the sources that may begin now."""
        for source in list(self._waiting):
            silent = monotonic() - self._patience
            working = sum(voyage.heard > silent for voyage in self._under_way.values())
            if working >= self._concurrency or len(self._under_way) >= self._room:
                return
            busy = {name for v in self._under_way.values() for name in _names(v.source)}
            if busy.isdisjoint(_names(source)):
                self._waiting.remove(source)
                yield source

    def _begin(self, source: Source) -> None:
        crawler = self._process.create_crawler(spider_for(source))
        # Set here and not before: Scrapy copies all settings deeply for each crawler.
        crawler.settings.set("REGIORADAR_ARCHIVE", self._desk, priority="cmdline")
        crawler.settings.set("REGIORADAR_HOSTS", self._hosts, priority="cmdline")
        voyage = _Voyage(source, crawler, datetime.now(UTC))
        # Held by nothing but us: what the dispatcher held itself, it would hold until the end.
        crawler.signals.connect(self._desk.scraped, signals.item_scraped)
        crawler.signals.connect(voyage.hear, signals.request_left_downloader)
        self._begun[source.id] = voyage
        self._under_way[asyncio.ensure_future(self._crawl(voyage))] = voyage

    async def _crawl(self, voyage: _Voyage) -> None:
        source = voyage.source
        try:
            await self._process.crawl(voyage.crawler, sources=(source,))
        except Exception as error:
            _log.exception("%s: the crawl could not begin", source.id, extra={"source": source.id})
            self._deliver_remains(voyage, "error", error)
        if source.id not in self._desk.delivered:
            self._deliver_remains(voyage, "error")

    def _let_go(self, voyage: _Voyage) -> None:
        """Forget a crawl that was handed in: its crawler holds 0.2 MB, for as many as there are."""
        if voyage.source.id in self._desk.delivered:
            self._begun.pop(voyage.source.id, None)

    def _end_all(self, reason: str) -> None:
        """End the crawls under way, which keep what they have, and those that have not begun."""
        for voyage in self._under_way.values():
            end_crawl(voyage.crawler, reason)
        for source in self._waiting:
            self._deliver_nothing(
                source,
                datetime.now(UTC),
                reason,
                ProblemKind.BUDGET,
                _WHOLE_RUN[reason],
            )
        self._waiting.clear()

    def _deliver_remains(
        self, voyage: _Voyage, reason: str, error: Exception | None = None
    ) -> None:
        spider = voyage.crawler.spider
        if voyage.source.id in self._desk.delivered:
            return
        if isinstance(spider, SourceSpider) and spider.ledgers:
            spider.closed(reason)
            return
        why = f"{type(error).__name__}: {error}" if error is not None else "Scrapy did not say why"
        message = f"the crawl could not begin: {why}"
        self._deliver_nothing(voyage.source, voyage.begun, reason, ProblemKind.INTERNAL, message)

    def _deliver_nothing(
        self, source: Source, begun: datetime, reason: str, kind: ProblemKind, message: str
    ) -> None:
        problem = Problem(kind=kind, message=message, severity=Severity.ERROR, url=source.home)
        self._desk.save_crawl(
            SourceCrawl(
                source_id=source.id,
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


def _peak_memory() -> float:
    """The most that this process has taken so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024**2


def _names(source: Source) -> frozenset[str]:
    """Return what the source needs for itself: its hosts without their ports (politeness is owed
    to machines), and the browser, of which one is enough for our own machine.
    """
    hosts = {host.partition(":")[0] for host in source.hosts}
    return frozenset(hosts | {"(browser)"} if source.javascript else hosts)
