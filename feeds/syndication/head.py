"""What stands above the items of a feed, the same in all formats. Writes nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final

from feeds.channel import Channel
from feeds.selections import FeedFormat, FeedKind
from feeds.settings import FeedSettings
from feeds.syndication.item import tag_uri


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The names and addresses of a feed. `updated` is UTC, None where nothing was ever told."""

    id: str
    title: str
    description: str
    self_url: str
    page_url: str
    base_url: str
    owner: str
    program: str
    version: str
    ttl_minutes: int
    born: datetime
    updated: datetime | None


def head(
    channel: Channel,
    kind: FeedKind,
    fmt: FeedFormat,
    settings: FeedSettings,
    updated: datetime | None,
) -> Head:
    """Return the head of a feed.

    `born` is the first day of its tag URIs: an Atom feed must have a date before anything is in
    it, and that of the build would move.
    """
    stem = channel.selection.feed_name(kind, fmt).removesuffix(f".{fmt.value}")
    return Head(
        id=f"{tag_uri('feed', settings)}/{stem}",
        title=channel.feed_title(kind),
        description=channel.feed_description(kind),
        self_url=channel.feed_url(kind, fmt),
        page_url=channel.page_url,
        base_url=channel.base_url,
        owner=settings.owner,
        program="RegioRadar",
        version=settings.version,
        ttl_minutes=settings.refresh_hours * 60,
        born=datetime.combine(settings.tag_day, time.min, tzinfo=UTC),
        updated=updated,
    )


ALONE: Final = Head(
    id="-",
    title="-",
    description="-",
    self_url="-",
    page_url="-",
    base_url="-",
    owner="-",
    program="-",
    version="",
    ttl_minutes=0,
    born=datetime(1970, 1, 1, tzinfo=UTC),
    updated=None,
)
"""The head of a document that holds one item, to be cut out of it."""
