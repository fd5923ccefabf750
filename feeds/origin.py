"""Where an event or a news item comes from: its link and the sources that tell of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from feeds.publishable import link, plain
from model import StoredEvent, StoredNews


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One page that tells of an item: the source's name for people and the page's address."""

    name: str
    url: str


def event_link(stored: StoredEvent) -> str:
    """Return the event's own address, else the first page that tells of it, else ""."""
    addresses = (stored.event.url, *(mention.page_url for mention in stored.mentions))
    return next(filter(None, map(link, addresses)), "")


def event_origins(stored: StoredEvent, names: Mapping[str, str]) -> list[Origin]:
    """Return the pages that tell of the event, the earliest seen first, each address once."""
    mentions = sorted(stored.mentions, key=lambda m: (m.first_seen, m.source_id, m.page_url))
    origins: dict[str, Origin] = {}
    for mention in mentions:
        url = link(mention.page_url)
        if url:
            origins.setdefault(url, _origin(mention.source_id, url, names))
    return list(origins.values())


def news_origin(stored: StoredNews, names: Mapping[str, str]) -> Origin | None:
    """Return the page of a news item, or None where its address is unknown."""
    url = link(stored.item.url)
    return _origin(stored.source_id, url, names) if url else None


def _origin(source_id: str, url: str, names: Mapping[str, str]) -> Origin:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return Origin(name=plain(names.get(source_id, "")) or host, url=url)
