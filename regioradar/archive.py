"""The crawler's archive, kept in the store. The only place where the two meet."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from types import TracebackType
from typing import Self
from zlib import crc32

from crawler.archive import SourceCrawl, Validators
from model import BusyError, Page, Problem
from parsers import main_text_digest
from regioradar.clock import Clock
from regioradar.clock_check import check, is_right, is_strange, last_end, off
from regioradar.outcome import Outcome
from regioradar.pages import stands_in_place
from regioradar.reachability import ended_without_answer, out_of_reach
from store import Store

logger = logging.getLogger("regioradar")

_WHOLE_EVERY = 30
"""Runs after which a page is fetched without conditions once; not in a database's first ones."""
_MOST_WAITING = 40
"""Batches that wait for a locked database in memory; from then on the crawl waits too."""


class StoreArchive:
    """Takes each source's pages and the end of its crawl into the store, and counts what came in.

    `well` are the ids of the sources that were reached when they were crawled last. A StoreError
    goes through to the crawler, which stops all crawls and raises it again.
    """

    def __init__(
        self, store: Store, run_id: int, clock: Clock, outcome: Outcome, well: Iterable[str] = ()
    ) -> None:
        self._store = store
        self._run_id = run_id
        self._clock = clock
        self._outcome = outcome
        self._well = frozenset(well)
        self._validators: dict[str, Mapping[str, tuple[str, str]]] = {}
        self._ahead: dict[str, timedelta] = {}
        self._waiting: deque[Callable[[], None]] = deque()
        self._silent: list[SourceCrawl] = []
        self._answered: list[SourceCrawl] = []

    def validators(self, source_id: str, url: str) -> Validators | None:
        """ETag and Last-Modified of the last answer, for a conditional request.

        All of a source's are looked up at once, as they are before its crawl. None where the whole
        page is wanted again, whatever its server says.
        """
        if self._is_due_whole(url):
            return None
        if source_id not in self._validators:
            self._validators[source_id] = self._store.validators(source_id)
        found = self._validators[source_id].get(url)
        return Validators(etag=found[0], last_modified=found[1]) if found else None

    def _is_due_whole(self, url: str) -> bool:
        """Whether it is an address's turn: a server may keep its tag while the page changes."""
        turn = (crc32(url.encode()) + self._run_id) % _WHOLE_EVERY
        return self._run_id > _WHOLE_EVERY and turn == 0

    def known(self, source_id: str) -> Mapping[str, datetime]:
        """When each address was last good: new ones are asked before those that are known."""
        never = datetime.min.replace(tzinfo=UTC)
        visits = self._store.visits(source_id)
        return {visit.url: visit.last_ok_at or never for visit in visits}

    def page(self, source_id: str, url: str) -> Page | None:
        """The archived page that a 304 speaks of."""
        return self._store.page_at(source_id, url)

    def stands_in_place(self, page: Page) -> Problem | None:
        """What the parsers take an answer for that is no list."""
        return stands_in_place(page)

    def save_pages(
        self, source_id: str, pages: Sequence[Page], not_modified: Sequence[str]
    ) -> None:
        """Keep some pages of a source: one transaction; later, while another process writes."""
        self._waiting.append(partial(self._save_pages, source_id, pages, not_modified))
        self._work_off()

    def _save_pages(
        self, source_id: str, pages: Sequence[Page], not_modified: Sequence[str]
    ) -> None:
        counts = self._store.save_pages(
            self._run_id,
            source_id,
            self._dated(pages),
            not_modified,
            self._clock.now(),
            _digest,
        )
        figures = self._outcome.of(source_id)
        figures.pages += counts.pages
        figures.new += counts.new
        figures.changed += counts.changed

    def save_crawl(self, crawl: SourceCrawl) -> None:
        """Keep the end of one source's crawl, as above.

        Where nobody answered at its end it may be our network: `close` decides.
        """
        self._validators.pop(crawl.source_id, None)
        if ended_without_answer(crawl):
            self._silent.append(crawl)
            return
        self._answered.append(crawl)
        self._waiting.append(partial(self._save_crawl, crawl))
        self._work_off()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # What a person stopped keeps what it has; what the store or the clock stopped cannot.
        if kind is None or issubclass(kind, KeyboardInterrupt):
            self.close()

    def close(self) -> None:
        """Keep what is still to be kept when the crawls are over, however long that takes."""
        if self._day_in_doubt and is_strange(self._clock.now(), last_end(self._store.runs())):
            check([*self._ahead.values()] * 2)
        silent = {crawl.source_id for crawl in self._silent}
        new = {one for one in silent - self._well if not self._store.visits(one)}
        gone = out_of_reach([*self._answered, *self._silent], self._well, new)
        self._outcome.out_of_reach = gone
        self._outcome.clock_confirmed = self.clock_is_confirmed
        for crawl in self._silent:
            if gone is None or crawl.source_id not in gone.source_ids:
                self._waiting.append(partial(self._save_crawl, crawl))
        self._silent = []
        self._work_off(patiently=True)
        told = off(self._ahead.values())
        if told:
            logger.warning("the clock of this machine is %s, say the hosts that were asked", told)

    @property
    def clock_is_confirmed(self) -> bool:
        """Whether a host said that it is the day that our clock says; who names a day is right."""
        return self._clock.fixed is not None or any(map(is_right, self._ahead.values()))

    def heard(self, host: str, ahead: timedelta) -> None:
        """Take what a host's clock says. Raises ClockError where ours is wrong."""
        if self._clock.fixed is None and host not in self._ahead:
            self._ahead[host] = ahead
            check(self._ahead.values())

    @property
    def _day_in_doubt(self) -> bool:
        return bool(self._ahead) and not self.clock_is_confirmed

    def _work_off(self, *, patiently: bool = False) -> None:
        """Write what waits. While another process writes, or the day is in doubt, it waits on.

        The crawl must not stand still for it: what is under way would run out of time.
        """
        patiently = patiently or len(self._waiting) >= _MOST_WAITING
        if self._day_in_doubt and not patiently:
            return
        with nullcontext() if patiently else self._store.at_once():
            while self._waiting:
                try:
                    self._waiting[0]()
                except BusyError:
                    if patiently:
                        raise
                    return
                self._waiting.popleft()

    def _save_crawl(self, crawl: SourceCrawl) -> None:
        crawl = self._at_its_time(crawl)
        self._store.save_crawl(
            self._run_id,
            crawl.source_id,
            crawl.visits,
            crawl.problems,
            requests=crawl.requests,
            size=crawl.size,
            started_at=crawl.started_at,
            finished_at=crawl.finished_at,
            finish_reason=crawl.finish_reason,
            not_before=crawl.not_before,
        )
        figures = self._outcome.of(crawl.source_id)
        figures.problems.extend(crawl.problems)
        figures.requests = crawl.requests
        figures.refused = dict(crawl.refused)

    def _at_its_time(self, crawl: SourceCrawl) -> SourceCrawl:
        """The crawl; with a clock that stands still, it and its visits stand there too."""
        if self._clock.fixed is None:
            return crawl
        now = self._clock.now()
        visits = tuple(replace(visit, at=now) for visit in crawl.visits)
        left = now + (crawl.not_before - crawl.finished_at) if crawl.not_before else None
        return replace(crawl, started_at=now, finished_at=now, visits=visits, not_before=left)

    def _dated(self, pages: Iterable[Page]) -> list[Page]:
        """The pages; with a clock that stands still, fetched at its time, as all else is."""
        if self._clock.fixed is None:
            return list(pages)
        return [replace(page, fetched_at=self._clock.now()) for page in pages]


def _digest(page: Page) -> str:
    """The hash of what a page says; a bug in it makes the page a changed one and stops nothing."""
    try:
        return main_text_digest(page)
    except Exception:
        logger.exception("%s %s: what the page says has no hash", page.source_id, page.url)
        return ""
