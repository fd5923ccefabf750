"""Points 26 to 34 of the checklist: what an Atom file (RFC 4287) and its entries must be."""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from feeds.lint.feed_items import (
    LINK,
    TAG_URI,
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

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RFC3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
_RELATIONS = frozenset(("alternate", "enclosure", "related", "self", "via"))


def _atom(*names: str) -> frozenset[str]:
    return frozenset(f"{ATOM}{name}" for name in names)


_FEED_ONCE = _atom("id", "title", "updated", "generator", "subtitle", "icon", "logo", "rights")
_FEED_OFTEN = _atom("author", "link", "category", "entry")
_ENTRY_ONCE = EXTENSIONS | _atom("id", "title", "updated", "published", "summary", "content")
_ENTRY_OFTEN = _atom("author", "link", "category")


def read_atom(data: bytes, expected: Expected, known: Known) -> ReadFeed:
    """Return the items of an Atom file and what is wrong with it."""
    root = parse(data)
    if root is None or root.tag != f"{ATOM}feed":
        return ReadFeed(findings=(Finding(point=26, message="no well-formed Atom"),))
    elements = root.findall(f"{ATOM}entry")
    checked = list(read_items(data, "entry", elements, _entry, known))
    items = tuple(item for item, _ in checked)
    findings = [finding for _, found in checked for finding in found]
    if declares_entities(data):
        findings.append(Finding(point=26, message="a document type"))
    findings += (Finding(point=point, message=message) for point, message in _head(root, expected))
    built = rfc3339(_text(root, "updated"))
    if built is None:
        findings.append(Finding(point=34, message="updated is no RFC 3339 date"))
    findings += date_findings("updated", built, items, expected)
    findings += order_findings(items, expected)
    return ReadFeed(items=items, findings=tuple(findings))


def lint_atom_entry(data: bytes) -> list[Finding]:
    """Return what is wrong with the bytes of one entry element."""
    element = alone(data, ATOM)
    if element is None or element.tag != f"{ATOM}entry":
        return [Finding(point=26, message="no well-formed entry")]
    item, findings = _entry(element)
    return [*findings, *item_findings(item)]


def rfc3339(written: str) -> datetime | None:
    """Return a date-time with its offset (RFC 3339), None where it is none."""
    if not _RFC3339.fullmatch(written):
        return None
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _head(feed: etree._Element, expected: Expected) -> Iterator[tuple[int, str]]:
    yield from shape(feed, _FEED_ONCE, _FEED_OFTEN)
    if not TAG_URI.fullmatch(_text(feed, "id")):
        yield 27, "the id of the feed is no tag URI"
    for name in ("title", "subtitle", "generator"):
        if not _text(feed, name):
            yield 26, f"the feed has no {name}"
    if not feed.get(_LANG):
        yield 26, "the feed has no xml:lang"
    if not all(_text(author, "name") for author in feed.iterfind(f"{ATOM}author")):
        yield 31, "an author without a name"
    if feed.find(f"{ATOM}author") is None:
        yield 31, "the feed has no author, which entries without one need"
    yield from _links(feed)
    own, page = _hrefs(feed, "self"), _hrefs(feed, "alternate")
    if len(own) != 1 or (expected.self_url and own != [expected.self_url]):
        yield 32, "the self link is not the published address"
    if len(page) != 1 or (expected.page_url and page != [expected.page_url]):
        yield 32, "the alternate link is not the HTML page"


def _entry(element: etree._Element) -> tuple[FeedItem, list[Finding]]:
    event = event_of(element)
    links = element.findall(f"{ATOM}link")
    pages = _hrefs(element, "alternate")
    item = FeedItem(
        id=_text(element, "id"),
        title=_text(element, "title"),
        link=pages[0] if pages else "",
        summary=_text(element, "summary"),
        content=_text(element, "content"),
        published=rfc3339(_text(element, "published")),
        updated=rfc3339(_text(element, "updated")),
        creator=", ".join(_text(a, "name") for a in element.iterfind(f"{ATOM}author")),
        start=event.get("startdate", ""),
        end=event.get("enddate", ""),
        has_place=bool(event.get("location")),
        has_organizer=bool(event.get("organizer")),
        files=tuple(
            (link.get("href") or "", length(link.get("length")))
            for link in links
            if link.get("rel") == "enclosure"
        ),
    )
    rules = (_parts(element, item), _links(element), position(element))
    found = [*shape(element, _ENTRY_ONCE, _ENTRY_OFTEN), *(one for rule in rules for one in rule)]
    return item, [Finding(point=p, message=message, subject=item.id) for p, message in found]


def _parts(entry: etree._Element, item: FeedItem) -> Iterator[tuple[int, str]]:
    if item.updated is None:
        yield 34, "updated is no RFC 3339 date"
    types = {"title": (None, "text"), "summary": (None, "text"), "content": ("html",)}
    for name, allowed in types.items():
        part = entry.find(f"{ATOM}{name}")
        if part is not None and (part.get("type") not in allowed or len(part)):
            yield 26, f"the {name} is of another type than {allowed[-1]}"
    if not all(author.findtext(f"{ATOM}name") for author in entry.iterfind(f"{ATOM}author")):
        yield 31, "an author without a name"
    if not all(category.get("term") for category in entry.iterfind(f"{ATOM}category")):
        yield 26, "a category without a term"
    if len(_hrefs(entry, "alternate")) != 1:
        yield 32, "not exactly one alternate link"


def _links(element: etree._Element) -> Iterator[tuple[int, str]]:
    for link in element.iterfind(f"{ATOM}link"):
        if not LINK.fullmatch(link.get("href") or ""):
            yield 30, "a link that is not absolute http(s)"
        if link.get("rel", "alternate") not in _RELATIONS:
            yield 26, f"a link of the unknown relation {link.get('rel')!a}"


def _hrefs(element: etree._Element, relation: str) -> list[str]:
    links = element.iterfind(f"{ATOM}link")
    return [link.get("href") or "" for link in links if link.get("rel", "alternate") == relation]


def _text(parent: etree._Element, name: str) -> str:
    return text(parent, f"{ATOM}{name}")
