"""Points 26 to 34 of the checklist: what an RSS file and each of its items must be.

Purely on the bytes. Feed readers forgive nearly everything, so none of them is a judge.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import format_datetime, parsedate_to_datetime

from lxml import etree, html

from feeds.lint.finding import Finding
from feeds.publishable import EMAIL, ENTITY, TAG
from model import Severity

_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_DC_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_EV = "{http://purl.org/rss/1.0/modules/event/}"
_ALLOWED = {"p": set[str](), "strong": set[str](), "br": set[str](), "a": {"href"}}
_LINK = re.compile(r"https?://[^\s<>\"]+")
_TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d{2}){0,2}:[A-Za-z0-9@:%._~/-]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[+-]\d{2}:\d{2}")


def lint_rss(
    data: bytes,
    *,
    self_url: str = "",
    page_url: str = "",
    newest_change: datetime | None = None,
    now: datetime | None = None,
) -> list[Finding]:
    """Return what is wrong with an RSS file.

    `self_url` and `page_url` are the addresses that it is published under, `newest_change` what
    lastBuildDate must say, `now` what no date may be after; each is checked where it is given.
    """
    root = parse(data)
    channel = root.find("channel") if root is not None else None
    if root is None or root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return [Finding(point=26, message="no well-formed RSS 2.0")]
    findings = list(_channel(channel, self_url, page_url))
    findings += _build_date(channel, newest_change, now)
    items = channel.findall("item")
    for item in items:
        findings += _item(item, now)
    guids = Counter(_text(item, "guid") for item in items)
    for guid, times in guids.items():
        if times > 1:
            findings.append(
                Finding(point=27, message=f"the guid stands {times} times", subject=guid)
            )
    published = [p for p in (_date(_text(item, "pubDate")) for item in items) if p]
    built = _date(_text(channel, "lastBuildDate"))
    if published and built and built < max(published):
        findings.append(Finding(point=34, message="lastBuildDate is older than an item"))
    if published != sorted(published, reverse=True):
        findings.append(Finding(point=28, message="not sorted by pubDate, newest first"))
    return findings


def lint_item(data: bytes) -> list[Finding]:
    """Return what is wrong with the bytes of one item element."""
    item = parse(data)
    if item is None or item.tag != "item":
        return [Finding(point=26, message="no well-formed item")]
    return list(_item(item, None))


def parse(data: bytes) -> etree._Element | None:
    """Return the root of an XML document, read without entities or the net, None if broken."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def _channel(channel: etree._Element, self_url: str, page_url: str) -> Iterator[Finding]:
    for name in ("title", "link", "description", "language", "generator", "ttl"):
        if not _text(channel, name):
            yield Finding(point=26, message=f"the channel has no {name}")
    if page_url and _text(channel, "link") != page_url:
        yield Finding(point=32, message="the channel's link is not the HTML page")
    links = [link.get("href") for link in channel.findall(_ATOM_LINK) if link.get("rel") == "self"]
    if len(links) != 1 or (self_url and links != [self_url]):
        yield Finding(point=32, message="the self link is not the published address")


def _build_date(
    channel: etree._Element, newest_change: datetime | None, now: datetime | None
) -> Iterator[Finding]:
    written = _text(channel, "lastBuildDate")
    built = _date(written)
    if written and built is None:
        yield Finding(point=34, message="lastBuildDate is no RFC 822 date")
    elif not written and channel.find("item") is not None:
        yield Finding(point=34, message="no lastBuildDate")
    elif newest_change and (built is None or built != newest_change.replace(microsecond=0)):
        yield Finding(point=34, message="lastBuildDate is not the newest change")
    elif now and built and built > now:
        yield Finding(point=34, message="lastBuildDate is in the future")


def _item(item: etree._Element, now: datetime | None) -> Iterator[Finding]:
    subject = _text(item, "guid")
    for rule in (_identity, _title, _content, _people, _event):
        for point, message in rule(item):
            yield Finding(point=point, message=message, subject=subject)
    written = _text(item, "pubDate")
    published = _date(written)
    if published is None or format_datetime(published) != written:
        yield Finding(point=28, message="pubDate is no right RFC 822 date", subject=subject)
    elif now and published > now:
        message = "pubDate is in the future"
        yield Finding(point=28, message=message, subject=subject, severity=Severity.WARNING)


def _identity(item: etree._Element) -> Iterator[tuple[int, str]]:
    guid = item.find("guid")
    if guid is None or not _TAG_URI.fullmatch(guid.text or ""):
        yield 27, "the guid is no tag URI"
    elif guid.get("isPermaLink") != "false":
        yield 27, "a tag URI needs isPermaLink=false"
    if not _LINK.fullmatch(_text(item, "link")):
        yield 30, "the link is no absolute http(s) address"
    for source in item.findall("source"):
        if not _LINK.fullmatch(source.get("url") or ""):
            yield 30, "the source is no absolute http(s) address"


def _title(item: etree._Element) -> Iterator[tuple[int, str]]:
    title = _text(item, "title")
    if not title:
        yield 26, "no title"
    if TAG.search(title) or ENTITY.search(title):
        yield 30, "the title holds markup"
    start = _text(item, f"{_EV}startdate")
    if _DAY.match(start):
        day = date.fromisoformat(start[:10])
        if f"{day.day}." not in title or str(day.year) not in title:
            yield 29, "the title does not carry the date"
        if _text(item, f"{_EV}location") and title.count(" · ") < 2:
            yield 29, "the title does not carry the place"


def _content(item: etree._Element) -> Iterator[tuple[int, str]]:
    description = _text(item, "description")
    if not description:
        return
    if EMAIL.search(description):
        yield 30, "an e-mail address in the description"
    for element in html.fragment_fromstring(description, create_parent="div").iterdescendants():
        tag = str(element.tag)
        if tag not in _ALLOWED or not set(element.attrib) <= _ALLOWED[tag]:
            yield 30, f"the description holds {tag[:20]!a} or attributes of it"
        elif tag == "a" and not _LINK.fullmatch(element.get("href") or ""):
            yield 30, "the description holds a link that is not absolute http(s)"


def _people(item: etree._Element) -> Iterator[tuple[int, str]]:
    if item.find("author") is not None:
        yield 31, "author is for e-mail addresses; use dc:creator"
    if _text(item, f"{_EV}organizer") and not _text(item, _DC_CREATOR):
        yield 31, "no dc:creator"


def _event(item: etree._Element) -> Iterator[tuple[int, str]]:
    for name in ("startdate", "enddate"):
        text = _text(item, f"{_EV}{name}")
        if text and not _DAY.fullmatch(text) and not _MINUTE.fullmatch(text):
            yield 33, f"ev:{name} is no day and no time with an offset"


def _text(parent: etree._Element, name: str) -> str:
    return (parent.findtext(name) or "").strip()


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.utcoffset() is not None else None
