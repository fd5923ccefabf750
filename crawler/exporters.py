"""Scrapy item exporters that write a page as a line of the machine interface.

The line is what `regioradar extract --jsonl` reads, with three keys more of the crawl's own.
"""

from collections.abc import Iterable
from typing import Any

from scrapy.exporters import JsonItemExporter, JsonLinesItemExporter
from w3lib.encoding import html_to_unicode

from model import Page


def page_to_json(page: Page) -> dict[str, Any]:
    """Return a page as JSON data; the body as text, in the charset of its header or its markup.

    `id` is the page's address, `published` and `fetchedAt` are ISO 8601.
    """
    _, body = html_to_unicode(page.content_type, page.body, auto_detect_fun=_plain_charset)
    return {
        "id": page.url,
        "url": page.url,
        "published": page.published or None,
        "contentType": page.content_type,
        "body": body,
        "sourceId": page.source_id,
        "fetchedAt": page.fetched_at.isoformat(timespec="seconds"),
        "status": page.status,
    }


def _plain_charset(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


class PageLinesExporter(JsonLinesItemExporter):
    """One page a line (`.jsonl`)."""

    def get_serialized_fields(
        self, item: Any, default_value: Any = None, include_empty: bool | None = None
    ) -> Iterable[tuple[str, Any]]:
        """Return the keys of a page's line."""
        if isinstance(item, Page):
            return page_to_json(item).items()
        return super().get_serialized_fields(item, default_value, include_empty)


class PageJsonExporter(JsonItemExporter):
    """All pages as one JSON array (`.json`)."""

    def get_serialized_fields(
        self, item: Any, default_value: Any = None, include_empty: bool | None = None
    ) -> Iterable[tuple[str, Any]]:
        """Return the keys of a page's object."""
        if isinstance(item, Page):
            return page_to_json(item).items()
        return super().get_serialized_fields(item, default_value, include_empty)
