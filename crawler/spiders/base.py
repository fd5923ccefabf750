"""The spider behind every family: from a source's entry points to its pages.

Finds addresses and hands pages on; reads no dates and no events.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from twisted.python.failure import Failure

from crawler import faults
from crawler.answers import asked_for, headers_of, page_of, visited_of
from crawler.archive import Archive, SourceCrawl, Visited
from crawler.budgets import NotAskedError
from crawler.conditional import is_conditional
from crawler.following import Follower
from crawler.ledger import Ledger
from crawler.markup import looks_like_html
from crawler.sitemaps import unpacked
from crawler.urls import canonical_url
from crawler.visit import WHOLE, Visit
from model import Page, Problem, ProblemKind, Severity, SourceFileError, Verdict, verdict_of
from sources import EntryKind, Source, SourceKind, host_of, load_catalogue

Found = Page | Request

# Hosts send these under many media types; what they are is told by what stands in them.
_BY_CONTENT = (EntryKind.FEED, EntryKind.SITEMAP, EntryKind.ICALENDAR, EntryKind.REST)


class SourceSpider(Spider):
    """Crawls all enabled sources of its kinds, or those that it is given.

    Arguments, all optional: `source`, ids with commas between them; `catalogue`, a folder with
    source files in place of the bundled ones. Programs pass `sources`, already loaded.
    """

    kinds: ClassVar[frozenset[SourceKind]] = frozenset()

    def __init__(
        self, source: str = "", catalogue: str = "", sources: Sequence[Source] = (), **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.sources = tuple(sources) or self._choose(source, catalogue)
        self.archive: Archive | None = None
        self.ledgers: dict[str, Ledger] = {}
        self.followers: dict[str, Follower] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build the spider, open one ledger a source and listen for requests and faults."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.archive = crawler.settings.get("REGIORADAR_ARCHIVE")
        now = datetime.now(UTC)
        for source in spider.sources:
            ledger = Ledger(source, started_at=now, archive=spider.archive)
            spider.ledgers[source.id] = ledger
            known = spider.archive.known(source.id) if spider.archive is not None else {}
            spider.followers[source.id] = Follower(source, ledger, known)
        crawler.signals.connect(spider._sent, signals.request_reached_downloader)
        crawler.signals.connect(spider._dropped, signals.request_dropped)
        crawler.signals.connect(spider._broke, signals.spider_error)
        crawler.signals.connect(spider._robots_read, signals.robots_parsed)
        return spider

    def hosts_for(self, request: Request) -> frozenset[str]:
        """Return the hosts that a request may ask: its source's, or all for robots.txt."""
        visit = Visit.of(request)
        return frozenset(
            host
            for source in self.sources
            if visit is None or visit.source_id == source.id
            for host in source.hosts
        )

    def may_ask(self, visit: Visit) -> bool:
        """Return True where a visit is still wanted, and within the budget, which counts it."""
        ledger = self.ledgers[visit.source_id]
        if visit.depth and ledger.seen.came_meanwhile(visit.url):
            return False
        return ledger.budget.ask()

    async def start(self) -> AsyncIterator[Request]:
        """Ask for every entry of every source."""
        for follower in self.followers.values():
            for visit in follower.entries():
                for request in self._ask_for(visit):
                    yield request

    def parse(self, response: Response) -> Iterator[Found]:
        """Take an answer: a page, a list of addresses, "not modified", or a fault."""
        visit = self._visit(response.request)
        ledger = self.ledgers[visit.source_id]
        if visit.kind is EntryKind.SITEMAP:
            response = self._unpacked(response)
        ledger.budget.take(len(response.body))
        page = self._archived(response, visit) if response.status == 304 else None
        if page is None and response.status == 304 and self._conditional(response) is not None:
            yield from self._ask_again(response)  # its body turned out to be damaged
            return
        fresh = page is None
        if page is None:
            any_type = visit.kind in _BY_CONTENT
            problem = faults.of_response(response, entry=visit.entry, any_type=any_type)
            if problem is not None:
                self._failed(response, visit, problem)
                return
            page = page_of(response, visit)
        follower = self.followers[visit.source_id]
        problem = follower.fault(page, visit)
        if problem is not None and problem.kind is ProblemKind.MALFORMED:
            self._failed(response, visit, self._told_apart(page, problem))
            return
        if problem is not None:
            ledger.problem(problem)
        ledger.visited(visited_of(response, visit, Verdict.OK if fresh else Verdict.NOT_MODIFIED))
        first = ledger.add(page) if fresh else ledger.unchanged(page.url)
        if first and fresh and visit.kind is not EntryKind.SITEMAP:
            yield page
        if not first and visit.depth:
            return
        for lead in follower.leads(page, visit, headers_of(response)):
            yield from self._ask_for(lead)

    def failed(self, failure: Failure) -> None:
        """Take a request that brought no answer."""
        if isinstance(failure.value, (faults.CrawlStoppedError, NotAskedError)):
            return  # nobody's fault: the crawl ends here
        request: Request = failure.request  # type: ignore[attr-defined]
        visit = self._visit(request)
        error = failure.value or RuntimeError("no reason given")
        problem = faults.of_exception(error, asked_for(request), entry=visit.entry)
        ledger = self.ledgers[visit.source_id]
        ledger.problem(problem)
        ledger.visited(
            Visited(
                url=asked_for(request),
                verdict=verdict_of(problem),
                role=visit.kind,
                entry=visit.entry,
                message=problem.message,
                location="" if asked_for(request) == request.url else request.url,
                at=datetime.now(UTC),
            )
        )

    def closed(self, reason: str) -> None:
        """Hand each source's crawl to the archive, whatever the reason for the end."""
        for crawl in self.crawls(reason):
            if self.archive is not None:
                self.archive.save_crawl(crawl)

    def crawls(self, reason: str) -> Iterator[SourceCrawl]:
        """Close the ledgers and return one crawl a source."""
        now = datetime.now(UTC)
        for ledger in self.ledgers.values():
            yield ledger.close(reason, now)

    def _choose(self, wanted: str, folder: str) -> tuple[Source, ...]:
        try:
            catalogue = load_catalogue(Path(folder) if folder else None)
        except SourceFileError as error:
            self.logger.error("%s", error)
            return ()
        for fault in catalogue.faults:
            self.logger.error("%s", fault)
        ids = {part.strip() for part in wanted.split(",") if part.strip()}
        for unknown in sorted(ids - {source.id for source in catalogue.sources}):
            self.logger.error("there is no source with the id %r", unknown)
        for source in catalogue.sources:
            if source.id in ids and not source.enabled:
                self.logger.error("%s is disabled: %s", source.id, source.disabled_reason)
        return tuple(
            source
            for source in catalogue.enabled
            if (source.id in ids if ids else source.kind in self.kinds)
        )

    def _ask_for(self, visit: Visit) -> Iterator[Request]:
        if self.ledgers[visit.source_id].claim(visit.url, visit.origin if visit.depth else ""):
            yield Request(
                visit.url,
                callback=self.parse,
                errback=self.failed,
                meta=visit.meta,
                priority=visit.priority,
            )

    def _failed(self, response: Response, visit: Visit, problem: Problem) -> None:
        """Note an answer that is not what it was asked for as."""
        ledger = self.ledgers[visit.source_id]
        ledger.problem(problem)
        ledger.visited(visited_of(response, visit, verdict_of(problem), problem.message))

    def _told_apart(self, page: Page, problem: Problem) -> Problem:
        """Return why an answer is no list at all: a wall or an apology is sent as HTML."""
        html = looks_like_html(page.content_type, page.body)
        found = self.archive.stands_in_place(page) if html and self.archive is not None else None
        if found is None:
            return problem
        return replace(problem, kind=found.kind, message=f"{problem.message}: {found.message}")

    def _unpacked(self, response: Response) -> Response:
        """Return a sitemap without its gzip; one that is too large stays packed, and is no text."""
        limit = self.settings.getint("DOWNLOAD_MAXSIZE")
        body = unpacked(response.body, limit)
        return response if body is None else response.replace(body=body)

    def _robots_read(self, robotparser: RobotParser, request: Request) -> None:
        named = getattr(getattr(robotparser, "rp", None), "sitemaps", ())
        sitemaps = list(named)
        for follower in self.followers.values():
            follower.robots_name(host_of(request.url), sitemaps)

    def _conditional(self, response: Response) -> Request | None:
        """Return the request of an answer, where that might be 304."""
        asked = response.request
        return asked if asked is not None and is_conditional(asked) else None

    def _ask_again(self, response: Response) -> Iterator[Request]:
        asked = self._conditional(response)
        if asked is not None:
            yield asked.replace(meta={**asked.meta, WHOLE: True}, dont_filter=True)

    def _archived(self, response: Response, visit: Visit) -> Page | None:
        """Return the page that a 304 speaks of, if it was asked for and the archive has it."""
        if self.archive is None or self._conditional(response) is None:
            return None
        return self.archive.page(visit.source_id, canonical_url(response.url) or response.url)

    def _visit(self, request: Request | None) -> Visit:
        """Return why a request is made; a person's (`scrapy parse`) and robots.txt go by host."""
        visit = Visit.of(request)
        if visit is not None:
            return visit
        host = host_of(request.url) if request is not None else ""
        source = next((s for s in self.sources if host in s.hosts), self.sources[0])
        return Visit(source_id=source.id)

    def _sent(self, request: Request) -> None:
        self.ledgers[self._visit(request).source_id].requests += 1

    def _dropped(self, request: Request) -> None:
        """Note an address that was redirected to one that is asked for already."""
        visit = Visit.of(request)
        if visit is not None:
            self.ledgers[visit.source_id].led_to(asked_for(request), request.url)

    def _broke(self, failure: Failure, response: Response | None) -> None:
        """Note a fault of our own code; Scrapy has logged it with its traceback."""
        request = response.request if response is not None else None
        visit = Visit.of(request)
        error = failure.value or RuntimeError("no reason given")
        concerned = [visit.source_id] if visit else list(self.ledgers)
        for source_id in concerned:
            self.ledgers[source_id].problem(
                Problem(
                    kind=ProblemKind.INTERNAL,
                    message=f"{type(error).__name__}: {error}",
                    severity=Severity.ERROR,
                    url=request.url if request is not None else "",
                )
            )
