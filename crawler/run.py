"""Crawl many sources in one process: one Scrapy crawler a source, a few at a time.

Returns when all have ended. Starts Twisted's reactor, so it can be called once a process.
"""

import asyncio
import logging
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import MappingProxyType
from typing import Any

from scrapy.settings import Settings
from twisted.internet.error import ReactorNotRestartable, ReactorNotRunning

from crawler import settings as project_settings
from crawler.archive import Archive
from crawler.desk import Desk, OnPage, OnSource
from crawler.fleet import Fleet, Process
from model import CrawlError
from sources import Source

_LIMITS = {
    "LOG_LEVEL": "WARNING",  # the callbacks tell of progress, the problems of faults
    # One crawler a source: the next request is chosen when the last answer has been read, so that
    # the best that is known comes first and a spent budget costs the least.
    "CONCURRENT_REQUESTS": 1,
    "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 1,
    "CLOSESPIDER_TIMEOUT": 1800.0,  # seconds for one source, so that none holds up a run
}


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
        process = _process(_scrapy_settings(user_agent, settings))
        desk = Desk(archive, on_page, on_source)
        fleet = Fleet(process, sources, desk, max(1, concurrency))
        _run(process, fleet)
    if desk.failure is not None:
        raise desk.failure
    if desk.interrupted or process.stopped:
        raise KeyboardInterrupt


def _scrapy_settings(user_agent: str, overrides: Mapping[str, Any]) -> Settings:
    chosen = Settings()
    chosen.setmodule(project_settings, priority="project")
    chosen.setdict({**_LIMITS, "USER_AGENT": user_agent, **overrides}, priority="cmdline")
    # Without any delay Scrapy 2.19 empties a host's queue at once, whatever
    # CONCURRENT_REQUESTS_PER_DOMAIN says: its requests count as under way one turn too late.
    delay = max(chosen.getfloat("DOWNLOAD_DELAY"), 0.001)
    chosen.set("DOWNLOAD_DELAY", delay, priority="cmdline")
    chosen.set("LOG_INSTALL_ROOT_HANDLER", not logging.getLogger().handlers, priority="cmdline")
    return chosen


def _process(settings: Settings) -> Process:
    """Scrapy's process, which sets its loggers to DEBUG: two records a page that nobody reads.

    Without a level of their own they follow that of the program.
    """
    process = Process(settings)
    for name in ("scrapy", "twisted"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    return process


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


def _run(process: Process, fleet: Fleet) -> None:
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
