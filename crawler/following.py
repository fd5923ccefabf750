"""Where a source's pages lead: from its entries to lists, feeds and the pages behind them.

Reads links out of pages and judges addresses; sends nothing.
"""

from collections.abc import Iterator
from dataclasses import replace

from crawler.ledger import Ledger
from crawler.links import LinkRules, looks_like_html, read_links
from crawler.urls import canonical_url
from crawler.visit import Visit
from crawler.xml_links import read_feed, read_sitemap
from model import Page, Problem, ProblemKind, Severity
from sources import EntryKind, Source


class Follower:
    """Follows the links of one source's pages by its `[follow]` table."""

    def __init__(self, source: Source, ledger: Ledger) -> None:
        self._source = source
        self._ledger = ledger
        self._rules = LinkRules(source)

    def entries(self) -> Iterator[Visit]:
        """Yield a visit for each entry of the source."""
        for entry in self._source.entries:
            yield Visit(
                source_id=self._source.id,
                url=canonical_url(entry.url) or entry.url,
                kind=entry.kind,
                entry=True,
                origin=entry.url,
            )

    def fault(self, page: Page, visit: Visit) -> Problem | None:
        """Return what is wrong with a feed or sitemap: an error, where it is none at all."""
        if visit.kind is EntryKind.FEED:
            items = read_feed(page.body, page.url)
            return None if items else _no_list(page, visit, readable=items is not None)
        if visit.kind is EntryKind.SITEMAP:
            sitemap = read_sitemap(page.body, page.url)
            empty = sitemap is None or not sitemap.urls
            return _no_list(page, visit, readable=sitemap is not None) if empty else None
        return None

    def leads(self, page: Page, visit: Visit) -> Iterator[Visit]:
        """Yield the visits that a page leads to, be it fresh or out of the archive."""
        if visit.kind is EntryKind.FEED:
            yield from self._of_feed(page, visit)
        elif visit.kind is EntryKind.SITEMAP:
            yield from self._of_sitemap(page, visit)
        elif visit.kind is not EntryKind.ICALENDAR:
            yield from self._of_html(page, visit)

    def _of_html(self, page: Page, visit: Visit) -> Iterator[Visit]:
        """Yield the details of an HTML page, then its next page if it brought a new address."""
        deeper = visit.depth < self._source.follow.max_depth
        if not (deeper or not visit.depth) or not looks_like_html(page.content_type, page.body):
            return
        links = read_links(page.body, page.content_type, page.url, self._rules)
        for url in links.details if deeper else ():
            yield self._detail(visit, url)
        if visit.depth or not links.next_page:
            return
        if self._ledger.brings_new(visit.origin, links.details):
            yield replace(visit, url=links.next_page, entry=False)

    def _of_feed(self, page: Page, visit: Visit) -> Iterator[Visit]:
        for item in read_feed(page.body, page.url) or ():
            if self._rules.admits_item(item.url):
                yield self._detail(visit, item.url, item.published)

    def _of_sitemap(self, page: Page, visit: Visit) -> Iterator[Visit]:
        sitemap = read_sitemap(page.body, page.url)
        if sitemap is None:
            return
        for url in sitemap.urls:
            if not sitemap.is_index and self._rules.admits(url):
                yield self._detail(visit, url)
            elif sitemap.is_index and visit.entry and self._rules.admits_item(url):
                yield replace(visit, url=url, entry=False)

    def _detail(self, parent: Visit, url: str, published: str = "") -> Visit:
        """Return the visit of a page one link further on."""
        return Visit(
            source_id=parent.source_id,
            url=url,
            origin=parent.origin,
            depth=parent.depth + 1,
            published=published,
        )


def _no_list(page: Page, visit: Visit, *, readable: bool) -> Problem:
    """A feed or sitemap that gives no addresses: unreadable is a fault, empty a hint."""
    return Problem(
        kind=ProblemKind.EMPTY if readable else ProblemKind.MALFORMED,
        message=f"the {visit.kind} has no items" if readable else f"is no readable {visit.kind}",
        severity=Severity.ERROR if visit.entry and not readable else Severity.WARNING,
        url=page.url,
    )
