"""What feedgen lacks: the event fields of the `ev:` namespace, and a feed without a build date.

The draft behind `ev:` is old, but feedparser, WordPress and the W3C validator know it.
"""

from dataclasses import dataclass
from typing import Final

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

EV: Final = "http://purl.org/rss/1.0/modules/event/"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFields:
    """The event of an item. Times are ISO 8601: a day, or a date-time with its offset."""

    startdate: str
    enddate: str = ""
    location: str = ""
    organizer: str = ""
    type: str = ""


class EventExtension(BaseExtension):  # type: ignore[misc] # feedgen ships no types
    """Declares the namespace, and removes feedgen's lastBuildDate of now where there is none."""

    def __init__(self) -> None:
        self.has_changes = True

    def extend_ns(self) -> dict[str, str]:
        """Return the namespace and its prefix."""
        return {"ev": EV}

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Drop lastBuildDate from a feed that nothing was ever changed in."""
        channel = feed[0]
        date = channel.find("lastBuildDate")
        if date is not None and not self.has_changes:
            channel.remove(date)
        return feed


class EventEntryExtension(BaseEntryExtension):  # type: ignore[misc] # feedgen ships no types
    """Writes the `ev:` elements of an item."""

    def __init__(self) -> None:
        self.fields: EventFields | None = None

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        """Append the known fields."""
        if self.fields is not None:
            for name in EventFields.__dataclass_fields__:
                text = getattr(self.fields, name)
                if text:
                    etree.SubElement(entry, f"{{{EV}}}{name}").text = text
        return entry
