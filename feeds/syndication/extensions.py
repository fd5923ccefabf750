"""What feedgen lacks: event fields (`ev:`), a feed without a build date, typed links of entries.

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
    """Writes the `ev:` elements of an item, the same in RSS and Atom."""

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

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Append the known fields."""
        return self.extend_rss(entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of an Atom entry (RFC 4287 4.2.7); `length` is in bytes."""

    rel: str
    href: str
    type: str
    title: str = ""
    length: str = ""


class LinkEntryExtension(BaseEntryExtension):  # type: ignore[misc] # feedgen ships no types
    """Writes the links of an Atom entry; feedgen 1.0.0 writes their addresses alone."""

    def __init__(self) -> None:
        self.links: list[Link] = []

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Append the links."""
        for link in self.links:
            known = {name: getattr(link, name) for name in Link.__dataclass_fields__}
            attributes = {name: text for name, text in known.items() if text}
            etree.SubElement(entry, "link", attributes)
        return entry
