"""Events, news and deadlines as items of a feed. Pure views: no format is written here.

An item's date is when we first published it, never the day of its event; that stands in the
title, in the text and in the machine-readable fields.
"""

from dataclasses import replace
from datetime import datetime

from feeds import words
from feeds.cards import Card, DeadlineCard, NewsCard
from feeds.origin import Origin, event_origins, news_origin, page_origin
from feeds.other_tellings import other_tellings
from feeds.position import event_position
from feeds.publishable import paragraphs, plain, shorten, utc
from feeds.selections import topic_titles
from feeds.settings import FeedSettings
from feeds.syndication.event_data import deadline_data, event_data, event_fields
from feeds.syndication.extensions import EventFields
from feeds.syndication.item import Enclosure, Item, tag_uri
from feeds.syndication.markup import content, summary
from model import BERLIN, StoredEvent, german, iso

EVENT, REPORT, NEWS, DEADLINE = "Termin", "Rückblick", "Meldung", "Frist"

_LONGEST_TITLE = 200
_LONGEST_LEAD = 240
_LONGEST_EXCERPT = 600


def event_item(card: Card, settings: FeedSettings) -> Item:
    """Return the item of an event. Raises ValueError where it has no time or no name."""
    stored, event = card.stored, card.stored.event
    if event.when is None:
        raise ValueError("an event without a time is no item")
    names = settings.source_names
    origins = event_origins(stored, names)
    note, text = _note(stored), paragraphs(event.description, _LONGEST_EXCERPT)
    facts = {
        "Wann": german.when_words(event.when),
        "Wo": words.place(event),
        "Veranstalter": words.organizers(event),
    }
    others = [other.line for other in other_tellings(stored, names)]
    return Item(
        guid=tag_uri(stored.uid, settings),
        title=words.title(event, _LONGEST_TITLE),
        link=card.url,
        summary=summary(facts, note=note, text=_lead(text)),
        content=content(
            {**facts, "Kosten": shorten(plain(event.offers), 120)},
            note=note,
            paragraphs=[*others, *text],
            origins=origins,
            links={"Zur Seite des Termins": card.url},
        ),
        published=utc(card.published),
        updated=last_change(card),
        categories=(EVENT, *topic_titles(card.selections)),
        creator=facts["Veranstalter"],
        source=origins[0] if origins else None,
        fields=event_fields(stored),
        position=event_position(event),
        data={"_event": event_data(stored)},
    )


def with_calendar(item: Item, card: Card, settings: FeedSettings, length: int) -> Item:
    """Return the item of an event with its calendar file, which has that many bytes."""
    enclosure = Enclosure(
        url=f"{settings.base_url}{card.slug}.ics",
        length=length,
        media_type="text/calendar",
        title="Termin für den Kalender",
    )
    return replace(item, enclosure=enclosure)


def news_item(card: NewsCard, settings: FeedSettings) -> Item:
    """Return the item of a news item or a report. Raises ValueError where no headline is left."""
    stored, item = card.stored, card.stored.item
    headline = plain(item.headline)
    if not headline:
        raise ValueError("nothing is left of the headline")
    origin = news_origin(stored, settings.source_names)
    publisher = plain(item.organization.name) if item.organization else ""
    facts = {
        "Veröffentlicht": german.day(item.date_published) if item.date_published else "",
        "Zu": plain(item.about),
        "Von": publisher,
    }
    text = paragraphs(item.description, _LONGEST_EXCERPT)
    return Item(
        guid=tag_uri(stored.uid, settings),
        title=shorten(headline, _LONGEST_TITLE),
        link=origin.url if origin else settings.base_url,
        summary=summary(facts, text=_lead(text)) or _by_name(origin, headline),
        content=content(facts, paragraphs=text, origins=[origin] if origin else [])
        or content({}, paragraphs=[headline]),
        published=utc(card.published),
        updated=last_change(card),
        categories=(REPORT if item.is_report else NEWS, *topic_titles(card.selections)),
        creator=publisher,
        source=origin,
    )


def deadline_item(card: DeadlineCard, settings: FeedSettings) -> Item:
    """Return the item of a deadline. Raises ValueError where nothing says what it is for."""
    stored, due = card.stored, card.stored.deadline.due
    if not card.subject:
        raise ValueError("nobody can say what the deadline is for")
    line = words.deadline(stored.deadline.kind, due)
    origin = page_origin(stored.source_id, stored.page_url, settings.source_names)
    subject, note, creator, links = card.subject, "", "", {}
    facts = {"Frist": line, "Wofür": subject}
    if card.card:
        event = card.card.stored.event
        subject, note = words.name(event), words.status_note(card.card.stored)
        creator = words.organizers(event)
        facts["Wann"] = german.when_words(event.when) if event.when else ""
        facts["Wo"] = words.place(event)
        links = {"Zur Seite des Termins": card.card.url}
    return Item(
        guid=tag_uri(stored.uid, settings),
        title=f"{line} · {shorten(subject, _LONGEST_TITLE - len(line) - 3)}",
        link=card.card.url if card.card else origin.url if origin else settings.base_url,
        summary=summary(facts, note=note),
        content=content(facts, note=note, origins=[origin] if origin else [], links=links),
        published=utc(stored.created),
        updated=utc(max(stored.created, card.last_modified)),
        categories=(DEADLINE,),
        creator=creator,
        source=origin,
        fields=EventFields(startdate=iso(due), type=DEADLINE),
        data={"_deadline": deadline_data(card)},
    )


def last_change(card: Card | NewsCard) -> datetime:
    """Return when a record last changed: never before it was published (UTC)."""
    return utc(max(card.published, card.stored.last_modified))


def _note(stored: StoredEvent) -> str:
    """Return what stands on top: that it is off, moved or changed, and since when."""
    note = words.status_note(stored)
    if stored.changed_at is None:
        return note
    changed = f"Geändert am {german.day(stored.changed_at.astimezone(BERLIN))}."
    return note if note == changed else f"{changed} {note}".strip()


def _lead(text: list[str]) -> str:
    return shorten(" ".join(text), _LONGEST_LEAD)


def _by_name(origin: Origin | None, headline: str) -> str:
    return f"{origin.label}: {origin.name}" if origin else headline
