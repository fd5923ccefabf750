"""The addresses that feeds (RSS, RDF, Atom) name. Safe on hostile XML.

Entities are never resolved and nothing is loaded from anywhere. Reads no event data.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from lxml import etree

from crawler.mail_dates import mail_date
from crawler.urls import join
from model import BERLIN, sound_references

MOST_ITEMS = 5000
"""Addresses that are taken from one file, of whatever kind; as many as a source may ask for."""

_FEEDS = frozenset(("rss", "RDF", "feed"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One item of a feed. `published` is its day in Europe/Berlin, ISO 8601; empty if unknown."""

    url: str
    published: str = ""


def read_feed(body: bytes, url: str) -> tuple[FeedItem, ...] | None:
    """Return the first 5,000 items of an RSS 2.0, RSS 1.0 or Atom (RFC 4287) feed.

    None if it is none.
    """
    root = parse_xml(body, _FEEDS)
    if root is None:
        return None
    items = (
        _item(element, url) for element in root.iter() if name_of(element) in ("item", "entry")
    )
    return tuple(islice((item for item in items if item is not None), MOST_ITEMS))


def parse_xml(body: bytes, roots: frozenset[str]) -> etree._Element | None:
    """Return the root of an XML document if its name is one of `roots`; no entity is resolved."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(sound_references(body.lstrip()), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or (b"\0" in body and not _readable(root)):
        return None
    return root if name_of(root) in roots else None


def _readable(root: etree._Element) -> bool:
    """Whether no element of a file in UTF-16 holds half a character: lxml takes it and then fails.

    In other encodings `sound_references` has seen to that.
    """
    try:
        for element in root.iter():
            _ = (element.tag, element.text, element.items())
    except UnicodeDecodeError:
        return False
    return True


def name_of(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for a comment.

    lxml leaves the prefix in the name where the file does not declare it.
    """
    return re.split("[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""


def _item(element: etree._Element, base: str) -> FeedItem | None:
    for reference in _references(element):
        url = join(base, reference)
        if url is not None:
            return FeedItem(url=url, published=_published(element))
    return None


def _references(element: etree._Element) -> Iterator[str]:
    for child in element:
        if name_of(child) == "link" and child.get("rel", "alternate") == "alternate":
            yield child.get("href") or child.text or ""
    for child in element:
        # RSS 2.0: a guid is the item's address unless isPermaLink says no.
        if name_of(child) == "guid" and child.get("isPermaLink", "true").lower() != "false":
            yield child.text or ""


def _published(element: etree._Element) -> str:
    texts = {name_of(child): (child.text or "").strip() for child in element}
    for name in ("pubDate", "published", "date", "updated"):
        day = _day(texts.get(name, ""))
        if day is not None:
            return day.isoformat()
    return ""


def _day(text: str) -> date | None:
    """Read an RFC 5322 or ISO 8601 date; the day is that of Europe/Berlin where a zone is given."""
    try:
        moment: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        moment = mail_date(text)
    try:
        return moment and (moment.astimezone(BERLIN) if moment.tzinfo else moment).date()
    except OverflowError:  # the first or last day that there is, seen from another zone
        return None
