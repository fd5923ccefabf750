"""RSS 2.0, written with feedgen: one item, and a feed of items that are written already."""

import html
from collections.abc import Sequence
from typing import Any, Final

from feeds.syndication.head import ALONE, Head
from feeds.syndication.item import Item
from feeds.syndication.splice import cut, describe, generator, put

MEDIA_TYPE: Final = "application/rss+xml"
_END: Final = b"  </channel>\n</rss>\n"


def write_item(item: Item) -> bytes:
    """Return the item element. Raises what feedgen raises for what XML cannot carry."""
    alone = _generator(ALONE)
    _add(alone, item)
    return cut(alone.rss_str(pretty=True), "item")


def write(head: Head, items: Sequence[bytes]) -> bytes:
    """Return the feed with the items in the order as given."""
    return put(_generator(head).rss_str(pretty=True), items, indent=4, end=_END)


def _generator(head: Head) -> Any:
    found = generator(head, MEDIA_TYPE, "dc", "geo")
    found.description(head.description)
    found.generator(f"{head.program} {head.version}".strip())
    found.ttl(head.ttl_minutes)
    if head.updated is None:
        found.ev.has_changes = False
    else:
        found.lastBuildDate(head.updated)
    return found


def _add(found: Any, item: Item) -> None:
    entry = found.add_entry(order="append")
    entry.title(item.title)
    # A description is read as HTML, whatever it holds.
    entry.description(html.escape(item.summary, quote=False))
    entry.content(item.content)
    entry.guid(item.guid, permalink=False)
    entry.pubDate(item.published)
    for category in item.categories:
        entry.category(term=category)
    if item.source:
        entry.source(url=item.source.url, title=item.source.name)
    if item.creator:
        entry.dc.dc_creator(item.creator)
    if item.enclosure:
        file = item.enclosure
        entry.enclosure(url=file.url, length=str(file.length), type=file.media_type)
    # feedgen takes the last link as RSS's own.
    entry.link(href=item.link, rel="alternate", type="text/html")
    describe(entry, item)
