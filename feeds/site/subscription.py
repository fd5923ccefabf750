"""The addresses under which a selection can be subscribed to, as its pages show them."""

from dataclasses import dataclass

from feeds.channel import FEED_NAMES, Channel
from feeds.selections import Dimension, FeedFormat, FeedKind
from feeds.site.frame import FORMAT_NAMES

_TEXTS = {
    FeedKind.NEW: "Neu veröffentlichte Termine, Meldungen und Rückblicke",
    FeedKind.COMING: "Die nächsten Termine, nach Datum",
    FeedKind.CHANGES: "Verschoben, abgesagt, anderer Ort, andere Uhrzeit: alter und neuer Stand",
}
_OTHERS = (Dimension.NEWS, Dimension.DEADLINES)
"""They hold no events; what their feeds tell is said by the feeds themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAddress:
    """A feed in one format: the format's name and the address to copy."""

    format: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """What one feed tells, and where it is."""

    name: str
    text: str
    addresses: tuple[FeedAddress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """The calendar (addresses empty where there is none) and the feeds of a selection."""

    title: str
    ics_url: str
    webcal_url: str
    feeds: tuple[FeedEntry, ...]


def subscription(channel: Channel) -> Subscription:
    """Return the addresses of a selection."""
    selection = channel.selection
    is_other = selection.dimension in _OTHERS
    return Subscription(
        title=selection.title,
        ics_url=channel.ics_url if selection.has_calendar else "",
        webcal_url=channel.webcal_url if selection.has_calendar else "",
        feeds=tuple(
            FeedEntry(
                name=FEED_NAMES[kind],
                text=channel.feed_description(kind) if is_other else _TEXTS[kind],
                addresses=tuple(
                    FeedAddress(format=FORMAT_NAMES[fmt], url=channel.feed_url(kind, fmt))
                    for fmt in FeedFormat
                ),
            )
            for kind in selection.kinds
        ),
    )
