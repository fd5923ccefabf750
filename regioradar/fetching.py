"""A few pages fetched by the crawler without any database: for looking at sources, not for runs.

The crawl runs in a process of its own, because a process can crawl only once; it asks as politely
as a run does, and leaves nothing behind.
"""

import logging
import multiprocessing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

from crawler.archive import SourceCrawl, Validators, Visited
from crawler.run import crawl
from crawler.urls import identity
from model import CrawlError, Page, Problem, RegioRadarError
from regioradar import logs
from regioradar.config import Config
from regioradar.pages import stands_in_place
from sources import CalendarLinks, Follow, Source


@dataclass(slots=True, kw_only=True)
class Fetched:
    """What one crawl of one source gave; an archive that forgets.

    `crawl` is None only while the crawl is under way.
    """

    pages: list[Page] = field(default_factory=list)
    crawl: SourceCrawl | None = None

    def validators(self, source_id: str, url: str) -> Validators | None:  # noqa: ARG002 (Archive's)
        """Nothing is known from before."""
        return None

    def known(self, source_id: str) -> Mapping[str, datetime]:  # noqa: ARG002 (Archive's)
        """No address was ever good before."""
        return {}

    def page(self, source_id: str, url: str) -> Page | None:  # noqa: ARG002 (Archive's)
        """Nothing is kept from before."""
        return None

    def stands_in_place(self, page: Page) -> Problem | None:
        """What the parsers take an answer for that is no list."""
        return stands_in_place(page)

    def heard(self, host: str, ahead: timedelta) -> None:
        """What hosts say of the time does not matter."""

    def save_pages(
        self,
        source_id: str,  # noqa: ARG002 (Archive's)
        pages: Sequence[Page],
        not_modified: Sequence[str],  # noqa: ARG002 (Archive's)
    ) -> None:
        """Hold the pages in memory."""
        self.pages.extend(pages)

    def save_crawl(self, crawl: SourceCrawl) -> None:
        """Hold the end of the crawl."""
        self.crawl = crawl

    @property
    def visits(self) -> tuple[Visited, ...]:
        """What came of each address, in the order of the answers."""
        return self.crawl.visits if self.crawl is not None else ()

    def page_of(self, visited: Visited) -> Page | None:
        """The page that an address led to, if it gave one."""
        keys = {identity(visited.url), identity(visited.location or visited.url)}
        return next(
            (page for page in self.pages if keys & {identity(page.url), identity(_asked(page))}),
            None,
        )


def alone(*, max_pages: int) -> Follow:
    """The `[follow]` table of a source that asks for `max_pages` entries and nothing else."""
    return Follow(
        deny=("^",),  # each address matches
        discover=False,
        calendars=CalendarLinks.NONE,
        max_pages=max_pages,
        max_depth=0,
        max_list_pages=1,
        max_months=0,
    )


def fetch(source: Source, config: Config, settings: Mapping[str, Any]) -> Fetched:
    """Crawl `source`, within its own limits, and return its pages; nothing is stored anywhere.

    `settings` are Scrapy settings over the project's. Raises ConfigError where no contact is set,
    CrawlError where the crawl broke, KeyboardInterrupt where it was stopped.
    """
    arguments = {"user_agent": config.agent, "settings": dict(settings)}
    level = logging.getLevelName(logging.getLogger().getEffectiveLevel())
    context = multiprocessing.get_context("spawn")  # a forked reactor would be half of one
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_crawl, args=(theirs, source, arguments, level, config.log_format), daemon=True
    )
    process.start()
    theirs.close()
    try:
        answer = ours.recv()
    except EOFError:
        raise CrawlError("the crawl ended without a word", source_id=source.id) from None
    finally:
        process.terminate()  # without effect where it has ended; else it stops as on Ctrl-C
        process.join()
        ours.close()
    if isinstance(answer, Fetched):
        return answer
    raise CrawlError(str(answer), source_id=source.id)


def _crawl(
    answers: Connection,
    source: Source,
    arguments: dict[str, Any],
    level: str,
    form: logs.Format,
) -> None:
    """Crawl in the process of its own; the answer is what was fetched, or a fault in words."""
    logs.set_up(level, form)
    fetched = Fetched()
    try:
        crawl([source], fetched, **arguments)
        answers.send(fetched)
    except KeyboardInterrupt:
        return
    except RegioRadarError as error:
        answers.send(str(error))
    finally:
        answers.close()


def _asked(page: Page) -> str:
    return page.requested_url or page.url
