"""Points 27 to 33 of the checklist: what an item must be, whatever the format of its feed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from lxml import html

from feeds.lint.finding import Finding
from feeds.publishable import EMAIL, ENTITY, TAG
from model import Severity

LINK: Final = re.compile(r"https?://[^\s<>\"]+")
TAG_URI: Final = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d{2}){0,2}:[A-Za-z0-9@:%._~/-]+")

_ALLOWED = {"p": set[str](), "strong": set[str](), "br": set[str](), "a": {"href", "rel"}}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[+-]\d{2}:\d{2}")
_SHOWN_ITEMS = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An item as it was read out of a feed; what is not there is empty.

    `start` and `end` are those of the event (ISO 8601), `files` its enclosures: addresses with
    their length in bytes, None where that is no number.
    """

    id: str
    title: str = ""
    link: str = ""
    summary: str = ""
    content: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    creator: str = ""
    start: str = ""
    end: str = ""
    has_place: bool = False
    has_organizer: bool = False
    files: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is known of a feed; each is checked where it is given.

    `self_url` and `page_url` are the addresses that it is published under, `newest_change` what
    its own date must say, `now` what no date may be after. `by_day`: its order is by the days of
    the events, else by publication, the newest first.
    """

    self_url: str = ""
    page_url: str = ""
    newest_change: datetime | None = None
    now: datetime | None = None
    by_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFeed:
    """The items of a feed, and what is wrong with it."""

    items: tuple[FeedItem, ...] = ()
    findings: tuple[Finding, ...] = ()


Checked = tuple[FeedItem, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """Items that were read and checked already, by the bytes that they were read of."""

    items: dict[object, Checked] = field(default_factory=dict)


def item_findings(item: FeedItem) -> Iterator[Finding]:
    """Yield what is wrong with an item by itself."""
    for rule in (_identity, _title, _texts, _people, _event, _dates):
        for point, message in rule(item):
            yield Finding(point=point, message=message, subject=item.id)


def order_findings(items: Sequence[FeedItem], expected: Expected) -> Iterator[Finding]:
    """Yield what is wrong with the items of a feed together: identity, order, future."""
    for subject, times in Counter(item.id for item in items).items():
        if times > 1:
            message = f"the guid stands {times} times"
            yield Finding(point=27, message=message, subject=subject)
    published = [item.published for item in items if item.published]
    days = [item.start[:10] for item in items if item.start]
    if expected.by_day and days != sorted(days):
        yield Finding(point=28, message="not sorted by the day of the event")
    if not expected.by_day and published != sorted(published, reverse=True):
        yield Finding(point=28, message="not sorted by publication, newest first")
    for item in items:
        if expected.now and item.published and item.published > expected.now:
            message = "its publication is in the future"
            subject = item.id
            yield Finding(point=28, message=message, subject=subject, severity=Severity.WARNING)


def date_findings(
    name: str, built: datetime | None, items: Sequence[FeedItem], expected: Expected
) -> Iterator[Finding]:
    """Yield what is wrong with the date of the newest change, the element `name` of a feed.

    That it is in the future is a warning, as for an item: after the machine's clock was set back
    nothing could be published until it has caught up.
    """
    newest, now = expected.newest_change, expected.now
    told = [moment for i in items for moment in (i.published, i.updated) if moment]
    if newest and (built is None or built != newest.replace(microsecond=0)):
        yield Finding(point=34, message=f"{name} is not the newest change")
    elif now and built and built > now:
        message = f"{name} is in the future"
        yield Finding(point=34, message=message, severity=Severity.WARNING)
    if told and built and built < max(told):
        yield Finding(point=34, message=f"{name} is older than an item")


def _identity(item: FeedItem) -> Iterator[tuple[int, str]]:
    if not TAG_URI.fullmatch(item.id):
        yield 27, "the guid is no tag URI"
    if not LINK.fullmatch(item.link):
        yield 30, "the link is no absolute http(s) address"
    for url, length in item.files:
        if not LINK.fullmatch(url):
            yield 30, "an enclosure's address is not absolute http(s)"
        if length is None or length <= 0:
            yield 26, "an enclosure without its length in bytes"


def _title(item: FeedItem) -> Iterator[tuple[int, str]]:
    title = item.title
    if not title:
        yield 26, "no title"
    if TAG.search(title) or ENTITY.search(title):
        yield 30, "the title holds markup"
    if _DAY.match(item.start):
        day = date.fromisoformat(item.start[:10])
        if f"{day.day}." not in title or str(day.year) not in title:
            yield 29, "the title does not carry the date"
        if item.has_place and title.count(" · ") < 2:
            yield 29, "the title does not carry the place"


def _texts(item: FeedItem) -> Iterator[tuple[int, str]]:
    if not item.content:
        yield 30, "no content"
    for name, text in (("summary", item.summary), ("content", item.content)):
        for message in html_faults(text):
            yield 30, f"the {name} holds {message}"
    if TAG.search(item.summary):
        yield 30, "the summary holds markup"


@lru_cache(maxsize=_SHOWN_ITEMS)
def html_faults(text: str) -> tuple[str, ...]:
    """Return what HTML holds that it must not; a sanitised text holds nothing of it."""
    if not text:
        return ()
    found = ["an e-mail address"] if EMAIL.search(text) else []
    for element in html.fragment_fromstring(text, create_parent="div").iterdescendants():
        tag = str(element.tag)
        if tag not in _ALLOWED or not set(element.attrib) <= _ALLOWED[tag]:
            found.append(f"{tag[:20]!a} or attributes of it")
        elif tag == "a" and not LINK.fullmatch(element.get("href") or ""):
            found.append("a link that is not absolute http(s)")
    return tuple(found)


def _people(item: FeedItem) -> Iterator[tuple[int, str]]:
    if item.has_organizer and not item.creator:
        yield 31, "the organiser is not named as the creator"
    if EMAIL.search(item.creator):
        yield 31, "the creator holds an e-mail address"


def _event(item: FeedItem) -> Iterator[tuple[int, str]]:
    for name, text in (("start", item.start), ("end", item.end)):
        if text and not _DAY.fullmatch(text) and not _MINUTE.fullmatch(text):
            yield 33, f"the {name} is no day and no time with an offset"
    if item.end and not item.start:
        yield 33, "an end without a start"


def _dates(item: FeedItem) -> Iterator[tuple[int, str]]:
    if item.published is None:
        yield 28, "no right date of publication"
    elif item.updated and item.updated < item.published:
        yield 34, "changed before it was published"
