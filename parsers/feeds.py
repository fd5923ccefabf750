"""RSS and Atom as a source: feeds of events entry by entry, feeds of news as news.

Read with the feedparser package, which never fetches here: it is given bytes only. The day on
which an entry was published is never the day of its event.
"""

import io
import re
from itertools import islice
from typing import Any

from model import (
    Extraction,
    Organizer,
    Page,
    ProblemKind,
    Severity,
    clean_text,
    http_url,
    sound_references,
)
from parsers.data.entries import MAX_ENTRIES, Entry, news_of_entries, read_entries, refused
from parsers.data.entries import Reader as EntryReader
from parsers.data.nodes import Json
from parsers.days.moments import stated
from parsers.page.fragments import plain_text
from parsers.prose.signs import event_address
from parsers.vocabulary import LISTING_HEADING

_XML_HEAD = (
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,200}?-->\s*|<\?[^>]{0,200}>\s*"
    rb"|<!DOCTYPE[^>]{0,300}>\s*)*"
)
_FEED = re.compile(_XML_HEAD + rb"<(rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL)
_SITEMAP = re.compile(_XML_HEAD + rb"<(?:urlset|sitemapindex)\b", re.IGNORECASE | re.DOTALL)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]{0,300}(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_FIELDS = {
    "startDate": r"dtstart|start_?(?:date|datum)?|event_?(?:start_?)?date|beginn?(?:datum)?"
    r"|datum_?von|termin_?(?:beginn|start|datum)?",
    "startTime": r"start_?(?:time|zeit|uhrzeit)",
    "endDate": r"dtend|end_?(?:date|datum)?|ende|event_?end_?date|datum_?bis|termin_?ende",
    "endTime": r"end_?(?:time|zeit|uhrzeit)",
    "location": r"location|venue|veranstaltungsort|ort|place",
    "organizer": r"organi[sz]er|veranstalter",
    "eventStatus": r"event_?status",
}
_PATTERNS = {name: re.compile(rf"(?:^|_)(?:{words})$") for name, words in _FIELDS.items()}
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_ENTRY = re.compile(rb"<(?:item|entry)[\s>]", re.IGNORECASE)
_CLOSING = {b"rss": b"</channel></rss>", b"feed": b"</feed>"}
MAX_FEED = 2_000_000
MAX_TITLE = 500


def is_feed(page: Page) -> bool:
    """Return whether the page is an RSS or Atom feed."""
    return _FEED.match(page.body[:1000]) is not None


def is_sitemap(page: Page) -> bool:
    """Return whether the page is a sitemap (sitemaps.org)."""
    return _SITEMAP.match(page.body[:1000]) is not None


def read_feed(page: Page, read: EntryReader, organization: Organizer | None) -> Extraction:
    """Return the events of a feed of events, else its entries as news. Never raises."""
    body = _cut(_without_doctype(page.body[:MAX_FEED]))
    if b"<!ENTITY" in body:
        return refused(ProblemKind.MALFORMED, "the feed declares entities and is not read")
    feed = _parsed(sound_references(body), page.url)
    if feed is None:
        return refused(ProblemKind.MALFORMED, "the feed is too broken to be read")
    title = clean_text(plain_text(str(feed.feed.get("title") or "")))
    entries = [_entry(item, page) for item in feed.entries]
    entries = [entry for entry in entries if entry.title]
    if not entries:
        kind = ProblemKind.MALFORMED if feed.bozo else ProblemKind.EMPTY
        return refused(kind, "the feed has no entries that can be read", Severity.WARNING)
    if _of_events(title, page.url, entries):
        return read_entries(entries, page, read, source="feed", headline=title)
    return news_of_entries(entries, organization, title)


def _parsed(body: bytes, url: str) -> Any:
    """What feedparser makes of a feed; None where the feed breaks it."""
    import feedparser  # it takes a tenth of a second to load, and pages do not need it

    headers = {"content-type": "application/xml", "content-location": url}
    try:
        return feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    except Exception:  # what is no XML goes through its loose parser, which has faults of any kind
        return None


def _without_doctype(body: bytes) -> bytes:
    start = body[:2000].upper().find(b"<!DOCTYPE")
    declared = _DOCTYPE.match(body, start) if start >= 0 else None
    return body[:start] + body[declared.end() :] if declared else body


def _cut(body: bytes) -> bytes:
    """The feed up to its last entry that is read, closed again: feedparser's time is in entries."""
    start = next(islice(_ENTRY.finditer(body), MAX_ENTRIES + 1, None), None)
    if start is None:
        return body
    root = _FEED.match(body)
    name = root[1].lower() if root is not None else b"rss"
    return body[: start.start()] + _CLOSING.get(name, b"</rdf:RDF>")


def _of_events(title: str, url: str, entries: list[Entry]) -> bool:
    """Whether entries state days of events, or the feed calls itself one of events."""
    return (
        any(entry.given for entry in entries)
        or event_address(url)
        or LISTING_HEADING.search(title) is not None
    )


def _entry(item: Any, page: Page) -> Entry:
    title = clean_text(plain_text(str(item.get("title") or "")[:MAX_TITLE]))
    content = [str(part.get("value") or "") for part in item.get("content") or ()]
    markup = max([*content, str(item.get("summary") or "")], key=len)
    published = stated(item.get("published") or item.get("updated"))
    url = http_url(str(item.get("link") or "")) or page.url
    return Entry(
        title=title,
        url=url,
        markup=markup,
        published=published.day.isoformat() if published is not None else "",
        given=_given(item, title, url),
    )


def _given(item: Any, title: str, url: str) -> Json | None:
    """What an entry states of an event: the modules ev, xcal and ical, and plain elements."""
    fields: Json = {}
    for key, value in item.items():
        name = next((n for n, p in _PATTERNS.items() if p.search(key)), None)
        if name is not None and isinstance(value, str) and value.strip():
            fields.setdefault(name, value.strip())
    for day, clock in (("startDate", "startTime"), ("endDate", "endTime")):
        time = fields.pop(clock, "")
        if day in fields and _CLOCK.fullmatch(time) and ":" not in fields[day]:
            fields[day] += f" {time}"
    if stated(fields.get("startDate")) is None:
        return None
    return {"@type": "Event", "name": title, "url": url, **fields}
