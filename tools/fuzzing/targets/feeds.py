"""RSS, Atom, JSON Feed and interfaces: what parsers and crawler make of them is sound."""

import json
from collections.abc import Iterator

from crawler.rest import read_rest
from crawler.urls import canonical_url
from crawler.xml_links import MOST_ITEMS, read_feed
from fuzzing import sound
from fuzzing.drawing import choice, own_files, page
from fuzzing.target import must
from fuzzing.words import DATES, HTML, JSON, PROSE, XML, encoded

WORDS = encoded(XML, XML, JSON, JSON, DATES, PROSE, HTML)
TYPES = ("application/rss+xml", "application/json", "text/xml; charset=utf-8", "", "text/html")
URLS = ("https://a.example/feed.xml", "https://a.example/termine/feed", "https://a.example/?page=2")
HEADS = ({}, {"x-wp-totalpages": "3"}, {"x-wp-totalpages": "٣", "link": 'rel="next"'})
_EVENT = {
    "title": "Fachtag", "url": "https://a.example/t/1", "start_date": "2026-05-03 10:00:00",
    "end_date": "2026-05-03 16:00:00", "venue": {"venue": "Rathaus", "city": "Gera"},
}  # fmt: skip
_ITEM = {"id": "1", "url": "/n/1", "title": "Fachtag am 3. Mai 2026", "content_html": "<p>Gera</p>"}
_POST = {"link": "https://a.example/p/1", "title": {"rendered": "Fachtag"}, "type": "post"}


def check(data: bytes) -> None:
    """Two bytes choose type and address; the rest is the body."""
    kind, url, head = choice(data, 0, TYPES), choice(data, 1, URLS), choice(data, 1, HEADS)
    body = data[2:]
    sound.read(page(body, url=url, content_type=kind))
    items = read_feed(body, url)
    rest = read_rest(body, url, head)
    addresses = [item.url for item in items or ()] + list(rest.items if rest else ())
    must(len(items or ()) <= MOST_ITEMS, "a feed has a limited number of items")
    for address in addresses:
        must(canonical_url(address) == address, "the address of an item is canonical", address)
    if rest is not None and rest.next_page:
        must(rest.next_page != url, "the next page is another", rest.next_page)


def seeds() -> Iterator[bytes]:
    """The feeds of the replica sites, and one of each interface."""
    yield from (b"\0\0" + body for body in own_files("*.xml", "*.rss"))
    for value in (
        {"events": [_EVENT], "next_rest_url": "x", "total": 1},
        {"version": "https://jsonfeed.org/version/1.1", "title": "Termine", "items": [_ITEM]},
        [_POST],
        {"@type": "Event", "name": "Fachtag", "startDate": "2026-05-03"},
    ):
        yield b"\1\2" + json.dumps(value).encode()
