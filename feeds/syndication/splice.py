"""Items cut out of a document that feedgen wrote, and put into another one.

So each item is written once and stands in the feeds of all selections. The namespaces stand on
the root of every document, so that an item is the same bytes in all of them.
"""

from collections.abc import Iterable
from typing import Any

from feedgen.feed import FeedGenerator

from feeds.syndication.extensions import EventEntryExtension, EventExtension
from feeds.syndication.head import Head
from feeds.syndication.item import Item


def generator(head: Head, media_type: str, *extensions: str) -> Any:
    """Return a feedgen generator with the extensions and what RSS and Atom both say on top."""
    found = FeedGenerator()
    for name in extensions:
        found.load_extension(name)
    found.register_extension("ev", EventExtension, EventEntryExtension)
    found.title(head.title)
    # feedgen takes the last link as RSS's own: the page must come after the feed itself.
    found.link(href=head.self_url, rel="self", type=media_type)
    found.link(href=head.page_url, rel="alternate", type="text/html")
    found.language("de")
    return found


def describe(entry: Any, item: Item) -> None:
    """Add what RSS and Atom say in the same elements: the place and the fields of the event."""
    if item.position:
        entry.geo.point(f"{item.position.latitude} {item.position.longitude}")
        entry.geo.featurename(item.position.town)
    entry.ev.fields = item.fields


def cut(document: bytes, tag: str) -> bytes:
    """Return the only element of that name. Raises ValueError where there is none."""
    end = f"</{tag}>".encode()
    return document[document.index(f"<{tag}>".encode()) : document.rindex(end) + len(end)]


def put(document: bytes, items: Iterable[bytes], *, indent: int, end: bytes) -> bytes:
    """Return a document without items with the items before its `end`.

    Raises ValueError where it ends otherwise.
    """
    if not document.endswith(end):
        raise ValueError(f"the document does not end with {end!r}")
    blanks = b" " * indent
    return b"".join((document.removesuffix(end), *(blanks + i + b"\n" for i in items), end))
