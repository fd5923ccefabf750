"""A fetched page, as the crawler hands it over and the archive keeps it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from model.errors import ModelError


class EntryKind(StrEnum):
    """What stands at an address where a crawl begins, and so how its links are found.

    Whatever a crawl reaches from there is a `page`.
    """

    ICALENDAR = "icalendar"
    FEED = "feed"
    REST = "rest"
    SITEMAP = "sitemap"
    LISTING = "listing"
    PRESS = "press"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer of a web server: the exact bytes and what came with them.

    `url` is the final address, `requested_url` the one that was asked for (empty where the same).
    `content_type` is the header as sent, charset included. `fetched_at` is in UTC. `etag` and
    `last_modified` are the validators of RFC 9110 section 8.8 as sent. `published` is a
    publication date that came from outside the page (a feed's pubDate, a caller), ISO 8601, a day
    or a month ("2017-04"). `role` says as what the crawl asked for it.
    """

    source_id: str
    url: str
    body: bytes
    fetched_at: datetime
    status: int = 200
    content_type: str = "text/html"
    requested_url: str = ""
    etag: str = ""
    last_modified: str = ""
    published: str = ""
    role: EntryKind = EntryKind.PAGE

    def __post_init__(self) -> None:
        if self.fetched_at.utcoffset() is None:
            raise ModelError("a page's fetched_at needs a time zone", url=self.url)
