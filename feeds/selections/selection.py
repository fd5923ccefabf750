"""A selection of events and news with its fixed addresses: what it is called, not what is in it.

A slug is the same in every format and never changes once it is published.
"""

from dataclasses import dataclass
from enum import StrEnum


class Dimension(StrEnum):
    """What a selection selects by."""

    ALL = "all"
    LAND = "land"
    REGION = "region"
    SOURCE_KIND = "source_kind"
    SOURCE = "source"
    TOPIC = "topic"
    ONLINE = "online"
    DEADLINES = "deadlines"
    NEWS = "news"


class FeedKind(StrEnum):
    """What a feed tells, in the word that stands in its address."""

    NEW = "neu"
    """Newly published events and news, by first publication."""
    COMING = "demnaechst"
    """Coming events by date."""
    CHANGES = "aenderungen"
    """What has changed in published events."""


class FeedFormat(StrEnum):
    """The format of a feed, as its file is called."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


_KINDS = {Dimension.DEADLINES: (FeedKind.NEW, FeedKind.COMING), Dimension.NEWS: (FeedKind.NEW,)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """One selection. `title` is its German name ("Sachsen-Anhalt"), `description` one sentence."""

    dimension: Dimension
    slug: str
    title: str
    description: str

    @property
    def kinds(self) -> tuple[FeedKind, ...]:
        """The feeds that it has."""
        return _KINDS.get(self.dimension, tuple(FeedKind))

    @property
    def has_calendar(self) -> bool:
        """True where it has days that a calendar can show."""
        return self.dimension is not Dimension.NEWS

    @property
    def page_name(self) -> str:
        """The file name of its page; all events stand on the first page of the site."""
        return "index.html" if self.dimension is Dimension.ALL else f"{self.slug}.html"

    @property
    def ics_name(self) -> str:
        """The file name of its calendar."""
        return f"{self.slug}.ics"

    def feed_name(self, kind: FeedKind, fmt: FeedFormat) -> str:
        """The file name of a feed: "alle.rss", "demnaechst.rss", "online-aenderungen.atom"."""
        if kind is FeedKind.NEW:
            stem = self.slug
        elif self.dimension is Dimension.ALL:
            stem = kind.value
        else:
            stem = f"{self.slug}-{kind.value}"
        return f"{stem}.{fmt.value}"

    @property
    def embed_name(self) -> str:
        """The file name of the list that other sites embed."""
        return f"embed/{self.slug}.html"
