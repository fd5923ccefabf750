"""HTML as the crawl sees it: links, next pages, better sources; all canonical, on the site."""

from collections.abc import Iterator

from crawler.discovery import discovered_in
from crawler.links import LinkRules, read_links
from crawler.markup import read_head, read_html
from crawler.paging import read_next
from crawler.seen import is_short
from crawler.urls import canonical_url, identity
from fuzzing.drawing import choice, own_files
from fuzzing.target import must
from fuzzing.words import HTML, PROSE, encoded
from model import EntryKind
from sources import Entry, Follow, Source, SourceKind, host_of

WORDS = (
    *encoded(HTML, HTML, PROSE),
    *b'<a href="|?page=2|?tx_a[p]=1|&amp;|">2</a>|weiter|/termine/2026/03/|/termine/fachtag-|;jses'
    b"|sionid=A|//b.example/|https://a.example:99999/|%00|../|?month=2026-04|rel=next|.ics|feed/"
    b"|https://[::1]/|https://\xc3\xa4.example/|javascript:|webcal:|mailto:|?p=1|\t|\\".split(b"|"),
)
TYPES = (
    "text/html; charset=utf-8",
    "text/html",
    "text/html; charset=utf-16",
    "",
    "text/html; charset=x",
)
URL = "https://a.example/termine/"
_SOURCES = tuple(
    Source(
        id="quelle", name="Quelle", kind=SourceKind.NETWORK, home="https://a.example/",
        entries=(Entry(kind=EntryKind.LISTING, url=URL),), follow=follow,
    )
    for follow in (Follow(), Follow(allow=("/termine/.",), deny=("print",), next="a.next"))
)  # fmt: skip


def check(data: bytes) -> None:
    """Two bytes choose type and source; the rest is the page."""
    kind, source = choice(data, 0, TYPES), choice(data, 1, _SOURCES)
    read_head(data[2:], kind, URL)
    html = read_html(data[2:], kind, URL)
    if html is None:
        return
    rules = LinkRules(source)
    links = read_links(html, rules)
    details = [detail.url for detail in links.details]
    for url in details:
        must(canonical_url(url) == url, "the address of a link is canonical", url)
        must(host_of(url) in source.hosts, "a link stays on the site", url)
    must(len(set(map(identity, details))) == len(details), "each page is linked once")
    for url in (links.next.page, links.next.month):
        must(url == "" or rules.on_site(url), "the next page is on the site", url)
        must(identity(url) not in set(map(identity, details)) or not url, "next is no detail", url)
    read_next(html, None)
    found = discovered_in(html)
    for leads in (found.calendars, found.feeds, found.rest, found.sitemaps):
        for lead in leads:
            must(canonical_url(lead.url) is not None, "a lead is an address of the web", lead)
            must(is_short(lead.url) in (True, False), "an address is short or not")
        known = [identity(lead.url) for lead in leads]
        must(len(set(known)) == len(known), "each lead is named once", known)


def seeds() -> Iterator[bytes]:
    """The pages of the replica sites."""
    yield from (b"\0\0" + body for body in own_files("*.html"))
    yield b'\0\1<a href="/termine/a">1</a><a class=next href="?page=2">weiter</a>'
