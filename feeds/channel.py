"""A selection as it is published by this site: its names and addresses in every format."""

from dataclasses import dataclass

from feeds.selections.selection import Dimension, FeedFormat, FeedKind, Selection
from feeds.settings import FeedSettings

FEED_NAMES = {
    FeedKind.NEW: "Neu",
    FeedKind.COMING: "Demnächst",
    FeedKind.CHANGES: "Änderungen",
}
_DESCRIPTIONS = {
    FeedKind.NEW: "Neu veröffentlichte Termine und Meldungen",
    FeedKind.COMING: "Die nächsten Termine, nach Datum",
    FeedKind.CHANGES: "Verschobene und abgesagte Termine, neue Orte und Uhrzeiten",
}
_OF_DEADLINES = {
    FeedKind.NEW: "Neu veröffentlichte Fristen",
    FeedKind.COMING: "Die nächsten Fristen, nach Datum",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The names and addresses of one selection. What is most telling stands first in a title."""

    base_url: str
    site_title: str
    selection: Selection

    @property
    def title(self) -> str:
        """The name of the calendar: "Sachsen · RegioRadar"."""
        if self.selection.dimension is Dimension.ALL:
            return self.site_title
        return f"{self.selection.title} · {self.site_title}"

    @property
    def description(self) -> str:
        """One sentence on what is in it."""
        return self.selection.description

    @property
    def page_url(self) -> str:
        """The address of the HTML page."""
        name = self.selection.page_name
        return self.base_url + ("" if name == "index.html" else name)

    @property
    def ics_url(self) -> str:
        """The address of the calendar."""
        return self.base_url + self.selection.ics_name

    @property
    def webcal_url(self) -> str:
        """The address of the calendar in the scheme that opens a calendar program."""
        return "webcal:" + self.ics_url.partition(":")[2]

    def feed_url(self, kind: FeedKind, fmt: FeedFormat) -> str:
        """The address of a feed."""
        return self.base_url + self.selection.feed_name(kind, fmt)

    def feed_title(self, kind: FeedKind) -> str:
        """The name of a feed: "Sachsen: Änderungen · RegioRadar"."""
        if self.selection.dimension is Dimension.ALL:
            front = "" if kind is FeedKind.NEW else f"{FEED_NAMES[kind]} · "
            return front + self.site_title
        return f"{self.selection.title}: {FEED_NAMES[kind]} · {self.site_title}"

    def feed_description(self, kind: FeedKind) -> str:
        """One sentence on what a feed tells."""
        match self.selection.dimension:
            case Dimension.ALL:
                return _DESCRIPTIONS[kind]
            case Dimension.DEADLINES:
                return _OF_DEADLINES[kind]
            case Dimension.NEWS:
                return self.selection.description
        return f"{_DESCRIPTIONS[kind]}: {self.selection.title}"


def channel(selection: Selection, settings: FeedSettings) -> Channel:
    """Return the channel of a selection."""
    return Channel(base_url=settings.base_url, site_title=settings.title, selection=selection)
