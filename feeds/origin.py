"""Where an event or a news item comes from: its link and the sources that tell of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from feeds.publishable import link, plain
from model import StoredEvent, StoredNews


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One page that tells of an item: the source's name for people and the page's address.

    `is_report`: it tells of the event in retrospect. `is_missing`: it told of it and does no more.
    `last_read` is when it was last found to tell of it (UTC), None where nobody keeps that.
    """

    name: str
    url: str
    is_report: bool = False
    is_missing: bool = False
    last_read: datetime | None = None

    @property
    def label(self) -> str:
        """What stands before the name: "Quelle", or "Rückblick"."""
        return "Rückblick" if self.is_report else "Quelle"


def event_link(stored: StoredEvent) -> str:
    """Return the event's own address, else its first origin's (a report's last of all), else ""."""
    url = link(stored.event.url)
    if url:
        return url
    origins = sorted(event_origins(stored, {}), key=lambda origin: origin.is_report)
    return origins[0].url if origins else ""


def event_origins(stored: StoredEvent, names: Mapping[str, str]) -> list[Origin]:
    """Return the pages that tell of the event, each address once.

    The organiser's own first, then the earliest seen. Whether a page still tells of the event
    moves nothing: an event that is no longer listed is published as it was.
    """
    mentions = sorted(
        stored.mentions, key=lambda m: (not m.own, m.first_seen, m.source_id, m.page_url)
    )
    origins: dict[str, Origin] = {}
    for mention in mentions:
        url = link(mention.page_url)
        if url in origins:
            known = origins[url]
            read = max(known.last_read or mention.last_seen, mention.last_seen)
            origins[url] = replace(known, last_read=read)
        elif url:
            origins[url] = Origin(
                name=source_name(mention.source_id, url, names),
                url=url,
                is_report=mention.is_report,
                is_missing=mention.missing_since is not None,
                last_read=mention.last_seen,
            )
    return list(origins.values())


def news_origin(stored: StoredNews, names: Mapping[str, str]) -> Origin | None:
    """Return the page of a news item, or None where its address is unknown."""
    return page_origin(stored.source_id, stored.item.url, names)


def page_origin(source_id: str, page_url: str, names: Mapping[str, str]) -> Origin | None:
    """Return a page of a source, or None where its address cannot be published."""
    url = link(page_url)
    return Origin(name=source_name(source_id, url, names), url=url) if url else None


def source_name(source_id: str, url: str, names: Mapping[str, str]) -> str:
    """Return a source's name for people, else the host of the address."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return plain(names.get(source_id, "")) or host
