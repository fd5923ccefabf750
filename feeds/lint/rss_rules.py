"""Points 26 to 34 of the checklist: what an RSS 2.0 file and each of its items must be.

Purely on the bytes. Feed readers forgive nearly everything, so none of them is a judge.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from lxml import etree

from feeds.lint.feed_items import (
    LINK,
    Expected,
    FeedItem,
    Known,
    ReadFeed,
    date_findings,
    item_findings,
    order_findings,
)
from feeds.lint.finding import Finding
from feeds.lint.xml_feeds import (
    ATOM,
    CONTENT,
    CREATOR,
    EXTENSIONS,
    alone,
    declares_entities,
    event_of,
    length,
    parse,
    position,
    read_items,
    shape,
    text,
)

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NEEDED = ("title", "link", "description", "language", "generator", "ttl")
_CHANNEL_ONCE = frozenset((*_NEEDED, "docs", "lastBuildDate"))
_CHANNEL_OFTEN = frozenset(("item", f"{ATOM}link"))
_ITEM_ONCE = EXTENSIONS | {
    "title", "link", "description", "author", "guid", "pubDate", "enclosure", "source", CONTENT,
}  # fmt: skip
_ITEM_OFTEN = frozenset(("category", CREATOR))


def read_rss(data: bytes, expected: Expected, known: Known) -> ReadFeed:
    """Return the items of an RSS file and what is wrong with it."""
    root = parse(data)
    channel = root.find("channel") if root is not None else None
    if root is None or root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return ReadFeed(findings=(Finding(point=26, message="no well-formed RSS 2.0"),))
    elements = channel.findall("item")
    checked = list(read_items(data, "item", elements, _item, known))
    items = tuple(item for item, _ in checked)
    findings = [finding for _, found in checked for finding in found]
    if declares_entities(data):
        findings.append(Finding(point=26, message="a document type"))
    findings += _channel(channel, expected)
    findings += _build_date(channel, items, expected)
    findings += order_findings(items, expected)
    return ReadFeed(items=items, findings=tuple(findings))


def lint_rss_item(data: bytes) -> list[Finding]:
    """Return what is wrong with the bytes of one item element."""
    element = alone(data)
    if element is None or element.tag != "item":
        return [Finding(point=26, message="no well-formed item")]
    item, findings = _item(element)
    return [*findings, *item_findings(item)]


def _channel(channel: etree._Element, expected: Expected) -> Iterator[Finding]:
    for point, message in shape(channel, _CHANNEL_ONCE, _CHANNEL_OFTEN):
        yield Finding(point=point, message=message)
    for name in _NEEDED:
        if not text(channel, name):
            yield Finding(point=26, message=f"the channel has no {name}")
    if not _LANGUAGE.fullmatch(text(channel, "language")):
        yield Finding(point=26, message="the language is no language tag")
    if not length(text(channel, "ttl")):
        yield Finding(point=26, message="ttl is no number of minutes")
    page = text(channel, "link")
    if not LINK.fullmatch(page) or (expected.page_url and page != expected.page_url):
        yield Finding(point=32, message="the channel's link is not the HTML page")
    links = [e.get("href") for e in channel.findall(f"{ATOM}link") if e.get("rel") == "self"]
    if len(links) != 1 or (expected.self_url and links != [expected.self_url]):
        yield Finding(point=32, message="the self link is not the published address")


def _build_date(
    channel: etree._Element, items: tuple[FeedItem, ...], expected: Expected
) -> Iterator[Finding]:
    written = text(channel, "lastBuildDate")
    built = _date(written)
    if written and built is None:
        yield Finding(point=34, message="lastBuildDate is no RFC 822 date")
    elif not written and items:
        yield Finding(point=34, message="no lastBuildDate")
    else:
        yield from date_findings("lastBuildDate", built, items, expected)


def _item(element: etree._Element) -> tuple[FeedItem, list[Finding]]:
    event = event_of(element)
    files = [(f.get("url") or "", length(f.get("length"))) for f in element.iter("enclosure")]
    item = FeedItem(
        id=text(element, "guid"),
        title=text(element, "title"),
        link=text(element, "link"),
        summary=text(element, "description"),
        content=text(element, CONTENT),
        published=_date(text(element, "pubDate")),
        creator=text(element, CREATOR),
        start=event.get("startdate", ""),
        end=event.get("enddate", ""),
        has_place=bool(event.get("location")),
        has_organizer=bool(event.get("organizer")),
        files=tuple(files),
    )
    rules = (_identity(element), _dates(element, item), position(element))
    found = [*shape(element, _ITEM_ONCE, _ITEM_OFTEN), *(one for rule in rules for one in rule)]
    return item, [Finding(point=p, message=message, subject=item.id) for p, message in found]


def _identity(element: etree._Element) -> Iterator[tuple[int, str]]:
    guid = element.find("guid")
    if guid is not None and guid.get("isPermaLink") != "false":
        yield 27, "a tag URI needs isPermaLink=false"
    for source in element.iter("source"):
        if not LINK.fullmatch(source.get("url") or ""):
            yield 30, "the source is no absolute http(s) address"
    for file in element.iter("enclosure"):
        if not file.get("type"):
            yield 26, "an enclosure without its media type"
    if element.find("author") is not None:
        yield 31, "author is for e-mail addresses; use dc:creator"


def _dates(element: etree._Element, item: FeedItem) -> Iterator[tuple[int, str]]:
    if item.published and format_datetime(item.published) != text(element, "pubDate"):
        yield 28, "pubDate is no right RFC 822 date"


def _date(written: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.utcoffset() is not None else None
