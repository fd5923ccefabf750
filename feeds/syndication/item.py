"""One item of a feed before it is written: what all formats say of it. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from feeds.origin import Origin
from feeds.position import Position
from feeds.settings import FeedSettings
from feeds.syndication.extensions import EventFields


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that an item comes with: its address, its length in bytes, its media type."""

    url: str
    length: int
    media_type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item. `summary` is plain text, `content` sanitised HTML; times are UTC to the second.

    `published` is when we first published it and never moves; `updated` is its last change.
    `data` are the machine-readable objects that JSON Feed takes, by their name ("_event").
    """

    guid: str
    title: str
    link: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    categories: tuple[str, ...]
    creator: str = ""
    source: Origin | None = None
    fields: EventFields | None = None
    position: Position | None = None
    enclosure: Enclosure | None = None
    data: Mapping[str, Any] | None = None


def tag_uri(uid: str, settings: FeedSettings) -> str:
    """Return the tag URI (RFC 4151) that names the record with this UID for ever."""
    return f"tag:{settings.tag_authority},{settings.tag_date}:{quote(uid, safe='@:-._~')}"
