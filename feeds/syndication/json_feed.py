"""JSON Feed 1.1 (jsonfeed.org): one item, and a feed of items that are written already."""

import json
from collections.abc import Sequence
from typing import Any, Final

from feeds.syndication.head import Head
from feeds.syndication.item import Item

_VERSION: Final = "https://jsonfeed.org/version/1.1"


def write_item(item: Item) -> bytes:
    """Return the item object on one line. Raises ValueError for what JSON cannot carry."""
    file = item.enclosure
    attachment = file and {
        "url": file.url,
        "mime_type": file.media_type,
        "title": file.title,
        "size_in_bytes": file.length,
    }
    return _dump(
        {
            "id": item.guid,
            "url": item.link,
            "external_url": item.source.url if item.source else None,
            "title": item.title,
            "summary": item.summary,
            "content_html": item.content,
            "date_published": item.published.isoformat(),
            "date_modified": item.updated.isoformat(),
            "authors": [{"name": item.creator}] if item.creator else None,
            "tags": list(item.categories),
            "language": "de",
            "attachments": [attachment] if attachment else None,
            **(item.data or {}),
        }
    )


def write(head: Head, items: Sequence[bytes]) -> bytes:
    """Return the feed with the items in the order as given, one a line."""
    top = _dump(
        {
            "version": _VERSION,
            "title": head.title,
            "home_page_url": head.page_url,
            "feed_url": head.self_url,
            "description": head.description,
            "language": "de",
            "authors": [{"name": head.owner, "url": head.base_url}],
        }
    )
    return b"".join((top.removesuffix(b"}"), b',"items":[\n', b",\n".join(items), b"\n]}\n"))


def _dump(fields: dict[str, Any]) -> bytes:
    known = {name: value for name, value in fields.items() if value is not None}
    text = json.dumps(known, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")
