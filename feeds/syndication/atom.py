"""Atom (RFC 4287), written with feedgen: one entry, and a feed of entries written already."""

from collections.abc import Sequence
from typing import Any, Final

from feedgen.ext.base import BaseExtension

from feeds.syndication.extensions import Link, LinkEntryExtension
from feeds.syndication.head import ALONE, Head
from feeds.syndication.item import Item
from feeds.syndication.splice import cut, describe, generator, put

MEDIA_TYPE: Final = "application/atom+xml"
_END: Final = b"</feed>\n"


def write_item(item: Item) -> bytes:
    """Return the entry element. Raises what feedgen raises for what XML cannot carry."""
    alone = _generator(ALONE)
    _add(alone, item)
    return cut(alone.atom_str(pretty=True), "entry")


def write(head: Head, items: Sequence[bytes]) -> bytes:
    """Return the feed with the entries in the order as given."""
    return put(_generator(head).atom_str(pretty=True), items, indent=2, end=_END)


def _generator(head: Head) -> Any:
    found = generator(head, MEDIA_TYPE, "geo")
    found.register_extension("links", BaseExtension, LinkEntryExtension, rss=False)
    found.id(head.id)
    found.subtitle(head.description)
    found.generator(head.program, version=head.version or None, uri=head.base_url)
    found.updated(head.updated or head.born)
    # RFC 4287 4.1.1: the author of all entries that name none.
    found.author(name=head.owner, uri=head.base_url)
    return found


def _add(found: Any, item: Item) -> None:
    entry = found.add_entry(order="append")
    entry.id(item.guid)
    entry.title(item.title)
    entry.updated(item.updated)
    entry.published(item.published)
    if item.creator:
        entry.author(name=item.creator)
    entry.summary(item.summary, type="text")
    entry.content(item.content, type="html")
    for category in item.categories:
        entry.category(term=category)
    entry.links.links = _links(item)
    describe(entry, item)


def _links(item: Item) -> list[Link]:
    links = [Link(rel="alternate", href=item.link, type="text/html")]
    if item.source:
        source, name = item.source.url, item.source.name
        links.append(Link(rel="via", href=source, type="text/html", title=name))
    if item.enclosure:
        file = item.enclosure
        links.append(
            Link(
                rel="enclosure",
                href=file.url,
                type=file.media_type,
                title=file.title,
                length=str(file.length),
            )
        )
    return links
