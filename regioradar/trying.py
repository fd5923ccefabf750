"""`sources try`: crawl a few pages of a source and show what would be read; nothing is stored.

The real spiders and the real parsers work; the archive is one that forgets.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from crawler.archive import SourceCrawl, Visited
from crawler.config import scrapy_settings
from crawler.discovery import Discovered, discovered_in
from crawler.links import LinkRules, read_links
from crawler.markup import Html, looks_like_html, read_html
from crawler.sitemaps import read_sitemap
from crawler.urls import identity
from model import (
    ConfigError,
    EntryKind,
    Extraction,
    Page,
    PageKind,
    Severity,
    Verdict,
    verdict_of,
)
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.fetching import alone, fetch
from regioradar.pages import read_page
from regioradar.surroundings import Surroundings
from sources import Entry, Source, host_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCount:
    """The links of one page: those that a crawl follows, and how many it refuses for which reason.

    Each address counts once. `next_page` is empty where there is none.
    """

    followed: tuple[str, ...] = ()
    refused: Mapping[str, int] = field(default_factory=dict)
    next_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedPage:
    """One address of a trial: what came of it, and what a run would read there.

    `links` are told only of pages whose links a crawl follows, `discovered` only of entries,
    `named` (how many addresses stand in it, of sitemaps with `is_index`) only of sitemaps.
    """

    visited: Visited
    verdict: Verdict
    extraction: Extraction | None = None
    links: LinkCount | None = None
    discovered: Discovered | None = None
    named: int | None = None
    is_index: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a crawl of a few pages of `source` would give."""

    source: Source
    crawl: SourceCrawl
    pages: tuple[TriedPage, ...]

    @property
    def reads(self) -> bool:
        """True where an event or a piece of news was read."""
        readings = (page.extraction for page in self.pages)
        return any(reading.events or reading.news for reading in readings if reading is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying:
    """What a trial needs: the settings, the names that help to read, the time."""

    config: Config
    surroundings: Surroundings
    clock: Clock

    def few(self, source: Source, pages: int) -> Trial:
        """Crawl at most `pages` addresses of a source, enabled or not.

        Raises ConfigError where its file names no address.
        """
        if not source.entries:
            raise ConfigError(f"source {source.id} has no entries to begin at: give --url")
        most = min(pages, source.follow.max_pages)
        follow = source.follow.model_copy(update={"max_pages": most})
        return self._carry_out(source, source.model_copy(update={"follow": follow}))

    def one(self, source: Source, url: str) -> Trial:
        """Ask for one address of a source and follow nothing.

        Raises ConfigError where it lies on none of its hosts.
        """
        host = host_of(url)
        if source.hosts and host not in source.hosts:
            known = ", ".join(source.hosts)
            raise ConfigError(f"{url} is on no host of source {source.id} ({known})")
        kinds = {identity(entry.url): entry.kind for entry in source.entries}
        kind = kinds.get(identity(url), EntryKind.PAGE)
        source = source.model_copy(update={"hosts": source.hosts or (host,)})
        only = {"entries": (Entry(kind=kind, url=url),), "follow": alone(max_pages=1)}
        return self._carry_out(source, source.model_copy(update=only))

    def _carry_out(self, source: Source, limited: Source) -> Trial:
        fetched = fetch(limited, self.config, scrapy_settings(self.config.crawl))
        if fetched.crawl is None:  # `fetch` would have raised
            raise ConfigError(f"source {source.id} could not be crawled")
        pages = [
            self._tried(visited, fetched.page_of(visited), source) for visited in fetched.visits
        ]
        return Trial(source=source, crawl=fetched.crawl, pages=tuple(pages))

    def _tried(self, visited: Visited, page: Page | None, source: Source) -> TriedPage:
        if page is None or not visited.verdict.good:
            return TriedPage(visited=visited, verdict=visited.verdict)
        if visited.role is EntryKind.SITEMAP:
            return _tried_sitemap(visited, page)
        if self.clock.fixed is not None:
            page = replace(page, fetched_at=self.clock.now())
        extraction = read_page(page, source, self.surroundings)
        is_html = looks_like_html(page.content_type, page.body)
        html = read_html(page.body, page.content_type, page.url) if is_html else None
        is_entry = identity(visited.url) in {identity(entry.url) for entry in source.entries}
        follows = is_entry or _may_lead_on(visited, extraction, source)
        return TriedPage(
            visited=visited,
            verdict=_verdict(visited, extraction),
            extraction=extraction,
            links=links_of(html, LinkRules(source)) if follows and html is not None else None,
            discovered=discovered_in(html) if is_entry and html is not None else None,
        )


def _tried_sitemap(visited: Visited, page: Page) -> TriedPage:
    sitemap = read_sitemap(page.body, page.url)
    return TriedPage(
        visited=visited,
        verdict=visited.verdict,
        named=len(sitemap.entries) if sitemap is not None else None,
        is_index=sitemap is not None and sitemap.is_index,
    )


def _may_lead_on(visited: Visited, extraction: Extraction, source: Source) -> bool:
    """Whether a crawl follows the links of a page that is no entry: a further page of a list."""
    if visited.role is not EntryKind.PAGE or source.follow.max_depth > 1:
        return True
    return extraction.page_kind is PageKind.LISTING


def links_of(html: Html, rules: LinkRules) -> LinkCount:
    """Return which links of a page a crawl follows, and why not the others."""
    links = read_links(html, rules)
    return LinkCount(
        followed=tuple(detail.url for detail in links.details),
        refused=dict(Counter(refusal.value for refusal in links.refused.values()).most_common()),
        next_page=links.next.page or links.next.month,
    )


def _verdict(visited: Visited, extraction: Extraction) -> Verdict:
    """Return the verdict on a page that was read: the crawl's, or the gravest fault's in it."""
    faults = (
        verdict_of(problem) for problem in extraction.problems if problem.severity is Severity.ERROR
    )
    return next((verdict for verdict in faults if not verdict.good), visited.verdict)
