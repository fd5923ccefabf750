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
from twisted.python.failure import Failure

from crawler import faults
from crawler.archive import Archive, SourceCrawl
from crawler.ledger import Ledger
from crawler.links import LinkRules, read_links
from crawler.urls import canonical_url
from crawler.visit import Visit
from crawler.xml_links import read_feed, read_sitemap
from model import Page, Problem, ProblemKind, Severity
from sources import EntryKind, Source, SourceKind, host_of, load_catalogue

Found = Page | Request

# Hosts send these under many media types; what they are is told by what stands in them.
_BY_CONTENT = (EntryKind.FEED, EntryKind.SITEMAP, EntryKind.ICALENDAR)


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
        self.rules = {source.id: LinkRules(source) for source in self.sources}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build the spider, open one ledger a source and listen for requests and faults."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.archive = crawler.settings.get("REGIORADAR_ARCHIVE")
        now = datetime.now(UTC)
        spider.ledgers = {
            source.id: Ledger(source, started_at=now, keep_pages=spider.archive is not None)
            for source in spider.sources
        }
        crawler.signals.connect(spider._sent, signals.request_reached_downloader)
        crawler.signals.connect(spider._broke, signals.spider_error)
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

    async def start(self) -> AsyncIterator[Request]:
        """Ask for every entry of every source."""
        for source in self.sources:
            for entry in source.entries:
                visit = Visit(
                    source_id=source.id,
                    kind=entry.kind,
                    entry=True,
                    origin=entry.url,
                    conditional=entry.kind is EntryKind.ICALENDAR,
                )
                for request in self._ask(canonical_url(entry.url) or entry.url, visit):
                    yield request

    def parse(self, response: Response) -> Iterator[Found]:
        """Take an answer: a page, a list of addresses, "not modified", or a fault."""
        visit = Visit.of(response.request) or self._visit_by_host(response.url)
        ledger = self.ledgers[visit.source_id]
        if response.status == 304 and visit.conditional:
            ledger.unchanged(canonical_url(response.url) or response.url)
            return
        any_type = visit.entry and visit.kind in _BY_CONTENT
        problem = faults.of_response(response, entry=visit.entry, any_type=any_type)
        if problem is not None:
            ledger.problem(problem)
        elif visit.kind is EntryKind.FEED:
            yield from self._follow_feed(response, visit)
        elif visit.kind is EntryKind.SITEMAP:
            yield from self._follow_sitemap(response, visit)
        else:
            page = self._page(response, visit)
            if ledger.add(page):
                yield page
                yield from self._follow_links(response, visit)

    def failed(self, failure: Failure) -> None:
        """Take a request that brought no answer."""
        if isinstance(failure.value, faults.CrawlStoppedError):
            return  # nobody's fault: the crawl ends here
        request: Request = failure.request  # type: ignore[attr-defined]
        visit = Visit.of(request) or self._visit_by_host(request.url)
        asked = request.meta.get("redirect_urls", [request.url])[0]
        error = failure.value or RuntimeError("no reason given")
        self.ledgers[visit.source_id].problem(faults.of_exception(error, asked, entry=visit.entry))

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
        catalogue = load_catalogue(Path(folder) if folder else None)
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

    def _ask(self, url: str, visit: Visit) -> Iterator[Request]:
        if self.ledgers[visit.source_id].claim(url):
            yield Request(url, callback=self.parse, errback=self.failed, meta=visit.meta)

    def _page(self, response: Response, visit: Visit) -> Page:
        url = canonical_url(response.url) or response.url
        request = response.request
        asked = request.meta.get("redirect_urls", [request.url])[0] if request else url
        return Page(
            source_id=visit.source_id,
            url=url,
            requested_url="" if canonical_url(asked) == url else asked,
            body=response.body,
            fetched_at=datetime.now(UTC),
            status=response.status,
            content_type=faults.content_type_of(response),
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            published=visit.published,
        )

    def _follow_links(self, response: Response, visit: Visit) -> Iterator[Request]:
        """Follow the details of an HTML page, then its next page if it brought a new address."""
        rules, ledger = self.rules[visit.source_id], self.ledgers[visit.source_id]
        deeper = visit.depth < ledger.source.follow.max_depth
        if visit.kind is EntryKind.ICALENDAR or not faults.is_html(response):
            return
        if not deeper and visit.depth:
            return
        content_type = faults.content_type_of(response)
        links = read_links(response.body, content_type, response.url, rules)
        for url in links.details if deeper else ():
            yield from self._ask(url, self._detail(visit))
        if visit.depth or not links.next_page or not ledger.brings_new(visit.origin, links.details):
            return
        yield from self._ask(links.next_page, replace(visit, entry=False))

    def _follow_feed(self, response: Response, visit: Visit) -> Iterator[Request]:
        items = read_feed(response.body, response.url)
        if not items:
            self._no_list(response, visit, "feed", readable=items is not None)
        for item in items or ():
            if self.rules[visit.source_id].admits_item(item.url):
                yield from self._ask(item.url, self._detail(visit, item.published))

    def _follow_sitemap(self, response: Response, visit: Visit) -> Iterator[Request]:
        sitemap = read_sitemap(response.body, response.url)
        if sitemap is None or not sitemap.urls:
            self._no_list(response, visit, "sitemap", readable=sitemap is not None)
            return
        rules = self.rules[visit.source_id]
        for url in sitemap.urls:
            if not sitemap.is_index and rules.admits(url):
                yield from self._ask(url, self._detail(visit))
            elif sitemap.is_index and visit.entry and rules.admits_item(url):
                yield from self._ask(url, replace(visit, entry=False))

    def _detail(self, parent: Visit, published: str = "") -> Visit:
        """Return the visit of a page one link further on.

        Only a page from which nothing is followed is asked for conditionally: of a 304 we have
        no links.
        """
        depth = parent.depth + 1
        return Visit(
            source_id=parent.source_id,
            origin=parent.origin,
            depth=depth,
            published=published,
            conditional=depth >= self.ledgers[parent.source_id].source.follow.max_depth,
        )

    def _no_list(self, response: Response, visit: Visit, what: str, *, readable: bool) -> None:
        """Note a feed or sitemap that gives no addresses: unreadable is a fault, empty a hint."""
        self.ledgers[visit.source_id].problem(
            Problem(
                kind=ProblemKind.EMPTY if readable else ProblemKind.MALFORMED,
                message=f"the {what} has no items" if readable else f"is no readable {what}",
                severity=Severity.ERROR if visit.entry and not readable else Severity.WARNING,
                url=response.url,
            )
        )

    def _visit_by_host(self, url: str) -> Visit:
        """Return a visit for a request that a person made (`scrapy parse`) or for robots.txt."""
        for source in self.sources:
            if host_of(url) in source.hosts:
                return Visit(source_id=source.id)
        return Visit(source_id=self.sources[0].id)

    def _sent(self, request: Request) -> None:
        visit = Visit.of(request) or self._visit_by_host(request.url)
        self.ledgers[visit.source_id].requests += 1

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


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
