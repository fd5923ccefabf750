"""Where a source's pages lead: from its entries to lists, feeds and the pages behind them.

Reads links out of pages and judges addresses; sends nothing.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from crawler import priorities
from crawler.archive import Visited
from crawler.better import better_lists
from crawler.discovery import EVENT_WORD, discovered_in
from crawler.ledger import Ledger
from crawler.links import LinkRules, Links, Tier, read_links
from crawler.markup import Html, looks_like_html, read_head, read_html
from crawler.paging import Step
from crawler.rest import read_rest
from crawler.sitemaps import Sitemap, SitemapEntry, read_sitemap
from crawler.traps import Refusal
from crawler.urls import canonical_url
from crawler.visit import Visit
from crawler.xml_links import FeedItem, read_feed
from model import Page, Problem, ProblemKind, Severity, Verdict
from sources import CalendarLinks, EntryKind, Source

_log = logging.getLogger(__name__)

_LISTS = (EntryKind.LISTING, EntryKind.PRESS)
_BEGINNINGS = {
    EntryKind.ICALENDAR: re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE),
    EntryKind.REST: re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*[\[{]"),
}
"""How a calendar and an interface's answer begin: a page that says sorry is none of them."""
_MOST_SITEMAPS = 20
_MOST_LEVELS = 2


class Follower:
    """Follows the links of one source's pages by its `[follow]` table.

    `known` says when each address was last good (UTC).
    """

    def __init__(self, source: Source, ledger: Ledger, known: Mapping[str, datetime]) -> None:
        self._source = source
        self._ledger = ledger
        self._known = known
        self._now = datetime.now(UTC)
        self._rules = LinkRules(source)
        self._robots: list[str] = []

    def entries(self) -> Iterator[Visit]:
        """Yield a visit for each entry of the source."""
        for entry in sorted(self._source.entries, key=lambda entry: priorities.rank(entry.kind)):
            yield Visit(
                source_id=self._source.id,
                url=canonical_url(entry.url) or entry.url,
                kind=entry.kind,
                entry=True,
                origin=entry.url,
                priority=priorities.of_list(entry.kind),
            )

    def robots_name(self, host: str, sitemaps: Iterable[str]) -> None:
        """Take note of the sitemaps that the robots.txt of a host names."""
        if host in self._source.hosts:
            self._robots += [url for url in map(canonical_url, sitemaps) if url]

    def fault(self, page: Page, visit: Visit) -> Problem | None:
        """Return what is wrong with a list: an error where it is none, a hint where it is empty."""
        begin = _BEGINNINGS.get(visit.kind)
        if begin is not None:
            return None if begin.match(page.body) else _no_list(page, visit, readable=False)
        named: tuple[FeedItem, ...] | tuple[SitemapEntry, ...] | None
        if visit.kind is EntryKind.FEED:
            named = read_feed(page.body, page.url)
        elif visit.kind is EntryKind.SITEMAP:
            sitemap = read_sitemap(page.body, page.url)
            named = None if sitemap is None else sitemap.entries
        else:
            return None
        return None if named else _no_list(page, visit, readable=named is not None)

    def leads(self, page: Page, visit: Visit, headers: Mapping[str, str]) -> Iterator[Visit]:
        """Yield the visits that a page leads to, be it fresh or out of the archive.

        `headers` are those of the answer, in lower case.
        """
        if visit.kind is EntryKind.FEED:
            yield from self._of_feed(page, visit)
        elif visit.kind is EntryKind.SITEMAP:
            sitemap = read_sitemap(page.body, page.url)
            if sitemap is not None:
                yield from self._of_sitemap(sitemap, visit)
        elif visit.kind is EntryKind.REST:
            yield from self._of_rest(page, visit, headers)
        elif visit.kind is not EntryKind.ICALENDAR and looks_like_html(
            page.content_type, page.body
        ):
            yield from self._of_html(page, visit)

    def _of_html(self, page: Page, visit: Visit) -> Iterator[Visit]:
        """Yield what is better than this page, its next pages, then its details."""
        follow = self._source.follow
        deeper = visit.depth < follow.max_depth
        every = follow.calendars is CalendarLinks.ALL
        read = read_html if deeper or every or not visit.depth else read_head
        html = read(page.body, page.content_type, page.url)
        if html is None:
            return
        self._fold(html)
        if visit.entry or every:
            yield from self._found(html, visit, every=every)
        if not deeper and visit.depth:
            return
        links = read_links(html, self._rules)
        self._ledger.refuse(links.refused)
        if not visit.depth:
            yield from self._next(links, visit)
        for detail in links.details if deeper else ():
            yield self._detail(visit, detail.url, detail.tier)

    def _found(self, html: Html, visit: Visit, *, every: bool) -> Iterator[Visit]:
        """Yield the lists that are better than an entry, and all calendars if they are wanted."""
        found = discovered_in(html)
        wanted: list[tuple[EntryKind, str]] = []
        if visit.entry:
            wanted += better_lists(self._source, visit.kind, found, self._robots, self._admitted)
        if every:
            wanted += [(EntryKind.ICALENDAR, lead.url) for lead in found.calendars]
        for kind, url in wanted:
            if self._admitted(url):
                _log.info(
                    "%s: asks for the %s that %s names: %s", self._source.id, kind, html.url, url
                )
                yield self._better(visit, kind, url)

    def _admitted(self, url: str) -> bool:
        return self._rules.refuses_item(url) is None

    def _fold(self, html: Html) -> None:
        """Count what a page calls its own addresses as asked for."""
        for element in html.links():
            if (element.get("rel") or "").lower() in ("canonical", "shortlink"):
                self._ledger.seen.fold(html.url, html.address(element) or "")

    def _next(self, links: Links, visit: Visit) -> Iterator[Visit]:
        """Yield the pages by which a list goes on, if this one brought something new."""
        progress = self._ledger.progress
        progress.note(visit.origin, (detail.url for detail in links.details))
        for step, url in ((Step.PAGE, links.next.page), (Step.MONTH, links.next.month)):
            if url and not progress.ends(visit.origin, step) and url not in self._ledger.seen:
                yield from self._further(visit, url, step)
        if links.next.hidden and visit.kind in _LISTS and not links.next.month:
            message = f"the list goes on behind {links.next.hidden}, which is not followed"
            self._ledger.problem(
                Problem(kind=ProblemKind.LIST_CONTINUES, message=message, url=visit.url)
            )

    def _further(self, visit: Visit, url: str, step: Step) -> Iterator[Visit]:
        bound = self._ledger.progress.take(visit.origin, step)
        if bound is not None:
            self._ledger.refuse({url: bound})
            return
        priority = priorities.of_list(visit.kind, entry=False)
        yield replace(visit, url=url, entry=False, priority=priority)

    def _of_feed(self, page: Page, visit: Visit) -> Iterator[Visit]:
        """Yield the items of a feed; of one that the source file does not name, by the rules."""
        refuses = self._rules.refuses if visit.found else self._rules.refuses_item
        for item in read_feed(page.body, page.url) or ():
            refusal = refuses(item.url)
            if refusal is not None:
                self._ledger.refuse({item.url: refusal})
                continue
            yield self._detail(visit, item.url, _tier_of(item.url, visit.url), item.published)

    def _of_rest(self, page: Page, visit: Visit, headers: Mapping[str, str]) -> Iterator[Visit]:
        """Yield the next page of an interface, and its items where their pages say more."""
        read = read_rest(page.body, page.url, headers)
        if read is None:
            return
        progress = self._ledger.progress
        progress.note(visit.origin, read.items)
        ended = progress.ends(visit.origin, Step.PAGE)
        if not ended and self._rules.on_site(read.next_page):
            yield from self._further(visit, read.next_page, Step.PAGE)
        for url in () if read.complete else read.items:
            refusal = self._rules.refuses(url)
            if refusal is not None:
                self._ledger.refuse({url: refusal})
                continue
            yield self._detail(visit, url, _tier_of(url))

    def _of_sitemap(self, sitemap: Sitemap, visit: Visit) -> Iterator[Visit]:
        if sitemap.is_index:
            yield from self._of_index(sitemap, visit)
            return
        for entry in sitemap.entries:
            refusal = self._rules.refuses(entry.url) or self._not_wanted(entry, visit)
            if refusal is not None:
                self._ledger.refuse({entry.url: refusal})
                continue
            yield self._detail(visit, entry.url, _tier_of(entry.url))

    def _of_index(self, sitemap: Sitemap, visit: Visit) -> Iterator[Visit]:
        """Yield the sitemaps of an index, those of events first, then the newest."""
        chosen = sorted(sitemap.entries, key=lambda entry: not EVENT_WORD.search(entry.url))
        wanted = [entry.url for entry in chosen if self._rules.refuses_item(entry.url) is None]
        if visit.level >= _MOST_LEVELS:
            wanted = []
        for number, url in enumerate(wanted):
            if number >= _MOST_SITEMAPS:
                self._ledger.refuse({url: Refusal.LIST_BOUND})
                continue
            priority = priorities.of_list(visit.kind, entry=False)
            yield replace(visit, url=url, entry=False, level=visit.level + 1, priority=priority)

    def _not_wanted(self, entry: SitemapEntry, visit: Visit) -> Refusal | None:
        """A sitemap that nobody chose names all of a site; without rules only events are asked."""
        of_event = _tier_of(entry.url) is Tier.EVENT
        if visit.found and not self._rules.chosen and not of_event:
            return Refusal.NOT_LISTED_AS_EVENT
        last_good = self._known.get(entry.url)
        if last_good is None or entry.lastmod is None or entry.lastmod >= last_good:
            return None
        if not self._source.follow.trust_lastmod or not self._ledger.claim(entry.url):
            return None
        self._ledger.unchanged(entry.url)
        self._ledger.visited(
            Visited(
                url=entry.url,
                verdict=Verdict.NOT_MODIFIED,
                role=EntryKind.PAGE,
                entry=False,
                at=self._now,
                message="not asked for: the sitemap's lastmod is older than our copy",
            )
        )
        return Refusal.NOT_CHANGED

    def _better(self, parent: Visit, kind: EntryKind, url: str) -> Visit:
        return Visit(
            source_id=parent.source_id,
            url=url,
            kind=kind,
            origin=url,
            found=True,
            priority=priorities.of_list(kind),
        )

    def _detail(self, parent: Visit, url: str, tier: Tier, published: str = "") -> Visit:
        """Return the visit of a page one link further on."""
        depth = parent.depth + 1
        return Visit(
            source_id=parent.source_id,
            url=url,
            origin=parent.origin,
            depth=depth,
            published=published,
            priority=priorities.of_page(tier, depth, self._known.get(url), self._now),
        )


def _tier_of(*urls: str) -> Tier:
    """How much an address, or the list that names it, speaks of events."""
    paths = (url.partition("//")[2].partition("/")[2] for url in urls)
    return Tier.EVENT if any(EVENT_WORD.search(path) for path in paths) else Tier.OTHER


def _no_list(page: Page, visit: Visit, *, readable: bool) -> Problem:
    """A list that gives nothing: unreadable is a fault, empty a hint."""
    return Problem(
        kind=ProblemKind.EMPTY if readable else ProblemKind.MALFORMED,
        message=f"the {visit.kind} has no items" if readable else f"is no readable {visit.kind}",
        severity=Severity.ERROR if visit.entry and not readable else Severity.WARNING,
        url=page.url,
    )
