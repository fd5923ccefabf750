"""Newly published coming events and news as RSS 2.0, written with feedgen.

pubDate is when we first published an item, never the day of its event; that stands in the title,
in the text and in `ev:`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

from feedgen.feed import FeedGenerator
from lxml import etree

from feeds import words
from feeds.calendars.vevent import coordinates
from feeds.cards import Card, NewsCard
from feeds.channel import Channel
from feeds.lint.finding import Finding
from feeds.lint.rss_rules import lint_item
from feeds.origin import Origin, event_origins, news_origin
from feeds.other_tellings import other_tellings
from feeds.publishable import plain, shorten
from feeds.selections import FeedFormat, FeedKind
from feeds.settings import FeedSettings
from feeds.site.templates import render
from feeds.syndication.extensions import EventEntryExtension, EventExtension, EventFields
from model import AttendanceMode, StoredEvent, When, iso

LONGEST_EXCERPT = 600
EVENT, REPORT, NEWS = "Termin", "Rückblick", "Meldung"

_TYPES = {AttendanceMode.ONLINE: "Online", AttendanceMode.MIXED: "Vor Ort und online"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An RSS item before it is written; `description` is HTML made by our own template."""

    guid: str
    title: str
    link: str
    description: str
    published: datetime
    category: str
    creator: str = ""
    source: Origin | None = None
    fields: EventFields | None = None
    position: tuple[float, float] | None = None


def event_item(card: Card, settings: FeedSettings) -> Item:
    """Return the item of an event. Raises ValueError where it has no time or no name."""
    stored, event = card.stored, card.stored.event
    title = words.title(event)
    origins = event_origins(stored, settings.source_names)
    if event.when is None:
        raise ValueError("an event without a time is no item")
    facts = {
        "Wann": words.when_words(event.when),
        "Wo": words.place(event),
        "Veranstalter": words.organizers(event),
        "Kosten": shorten(plain(event.offers), 120),
    }
    others = [other.line for other in other_tellings(stored, settings.source_names)]
    return Item(
        guid=tag_uri(stored.uid, settings),
        title=title,
        link=card.url,
        description=render(
            "item.html",
            note=words.status_note(stored),
            facts={name: text for name, text in facts.items() if text},
            paragraphs=[*others, *_paragraphs(event.description)],
            origins=origins,
        ),
        published=stored.created,
        category=EVENT,
        creator=facts["Veranstalter"],
        source=origins[0] if origins else None,
        fields=_fields(stored),
        position=coordinates(stored),
    )


def news_item(card: NewsCard, settings: FeedSettings) -> Item:
    """Return the item of a news item or a report. Raises ValueError where no headline is left."""
    stored, item = card.stored, card.stored.item
    headline = plain(item.headline)
    if not headline:
        raise ValueError("nothing is left of the headline")
    origin = news_origin(stored, settings.source_names)
    publisher = plain(item.organization.name) if item.organization else ""
    published = words.day(item.date_published) if item.date_published else ""
    facts = {"Veröffentlicht": published, "Zu": plain(item.about), "Von": publisher}
    return Item(
        guid=tag_uri(stored.uid, settings),
        title=shorten(headline, 200),
        link=origin.url if origin else settings.base_url,
        description=render(
            "item.html",
            note="",
            facts={name: text for name, text in facts.items() if text},
            paragraphs=_paragraphs(item.description),
            origins=[origin] if origin else [],
        ),
        published=stored.created,
        category=REPORT if item.is_report else NEWS,
        creator=publisher,
        source=origin,
    )


def tag_uri(uid: str, settings: FeedSettings) -> str:
    """Return the tag URI (RFC 4151) that names the record with this UID for ever."""
    return f"tag:{settings.tag_authority},{settings.tag_date}:{quote(uid, safe='@:-._~')}"


def check_item(item: Item) -> list[Finding]:
    """Return what is wrong with an item, by writing it alone. Raises what feedgen raises."""
    entry = _add(_generator(), item)
    return lint_item(etree.tostring(entry.rss_entry()))


def write(
    channel: Channel,
    kind: FeedKind,
    items: Sequence[Item],
    settings: FeedSettings,
    *,
    last_modified: datetime | None,
) -> bytes:
    """Return the feed with the items in the order as given (the newest first)."""
    generator = _generator()
    generator.title(channel.feed_title(kind))
    # feedgen takes the last link as RSS's own: the page must come after the feed itself.
    generator.link(
        href=channel.feed_url(kind, FeedFormat.RSS), rel="self", type="application/rss+xml"
    )
    generator.link(href=channel.page_url, rel="alternate", type="text/html")
    generator.description(channel.feed_description(kind))
    generator.language("de")
    generator.generator(settings.program)
    generator.ttl(settings.refresh_hours * 60)
    if last_modified is None:
        generator.ev.has_changes = False
    else:
        generator.lastBuildDate(last_modified.astimezone(UTC))
    for item in items:
        _add(generator, item)
    document: bytes = generator.rss_str(pretty=True)
    return document


def _generator() -> Any:
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False)
    generator.load_extension("geo", atom=False)
    generator.register_extension("ev", EventExtension, EventEntryExtension, atom=False)
    return generator


def _add(generator: Any, item: Item) -> Any:
    entry = generator.add_entry(order="append")
    entry.title(item.title)
    entry.link(href=item.link)
    entry.description(item.description)
    entry.guid(item.guid, permalink=False)
    entry.pubDate(item.published.astimezone(UTC))
    entry.category(term=item.category)
    if item.source:
        entry.source(url=item.source.url, title=item.source.name)
    if item.creator:
        entry.dc.dc_creator(item.creator)
    if item.position:
        entry.geo.point("{} {}".format(*item.position))
    entry.ev.fields = item.fields
    return entry


def _fields(stored: StoredEvent) -> EventFields | None:
    """Return the `ev:` fields of an exact time: the same start and end as in the calendar.

    A day stays a day and the last day is inclusive, as people and feed readers take it; the
    calendar's DTEND is the day after.
    """
    event, when = stored.event, stored.event.when
    if not isinstance(when, When):
        return None
    start: date = when.start
    end = when.end
    mixed = isinstance(start, datetime) and end is not None and not isinstance(end, datetime)
    if mixed and when.last_day > when.first_day:
        start = when.first_day
    elif mixed:
        end = None
    return EventFields(
        startdate=iso(start),
        enddate=iso(end) if end is not None else "",
        location=words.place(event),
        organizer=words.organizers(event),
        type=_TYPES.get(event.attendance_mode, "") if event.attendance_mode else "",
    )


def _paragraphs(text: str) -> list[str]:
    excerpt = shorten(plain(text, lines=True), LONGEST_EXCERPT)
    return [part for part in excerpt.split("\n") if part]
