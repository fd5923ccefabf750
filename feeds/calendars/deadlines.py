"""One deadline as a VEVENT: the day or the minute by which something must be done."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Event as VEvent

from feeds import words
from feeds.calendars.entry import Entry, instant
from feeds.calendars.vevent import LONGEST_SUMMARY, STATUS, clear, text
from feeds.cards import DeadlineCard
from feeds.origin import page_origin
from feeds.publishable import link, shorten, utc
from feeds.settings import FeedSettings
from model import german
from model.when import day_of


def entry_of_deadline(card: DeadlineCard, body: bytes) -> Entry:
    """Return the entry of a deadline."""
    due = card.stored.deadline.due
    return Entry(uid=card.uid, start=instant(due), last_day=day_of(due), body=body)


def render_deadline(
    card: DeadlineCard, settings: FeedSettings, categories: Sequence[str], parent: str
) -> bytes:
    """Return the VEVENT of a deadline, related to the event with the UID `parent` if there is one.

    SEQUENCE is the seconds from the first to the last change: it rises with each, and what it was
    before need not be known. A minute has no DTEND: RFC 5545 3.6.1 lets it end as it begins.
    """
    stored, due = card.stored, card.stored.deadline.due
    changed = max(card.last_modified, stored.created)
    component = VEvent()
    component.add("uid", stored.uid)
    component.add("dtstamp", utc(changed))
    component.add("created", utc(stored.created))
    component.add("last-modified", utc(changed))
    component.add("sequence", int((utc(changed) - utc(stored.created)).total_seconds()))
    component.add("status", _status(card))
    component.add("transp", "TRANSPARENT")
    component.add("class", "PUBLIC")
    component.add("summary", text(shorten(_summary(card), LONGEST_SUMMARY)))
    component.add("dtstart", clear(due))
    if not isinstance(due, datetime):
        component.add("dtend", due + timedelta(days=1))
    if categories:
        component.add("categories", [text(category) for category in categories])
    url = link(card.url)
    component.add("url", url)
    if parent:
        component.add("related-to", parent)
    component.add("description", text(_description(card, url, settings)))
    component.add("x-microsoft-cdo-busystatus", "FREE")
    body: bytes = component.to_ical(sorted=False)
    return body


def _status(card: DeadlineCard) -> str:
    """Return the STATUS: a deadline is as certain as its event."""
    event = card.card.stored.event if card.card else None
    return STATUS.get(event.status, "CONFIRMED") if event else "CONFIRMED"


def _summary(card: DeadlineCard) -> str:
    title = words.closing(card.stored.deadline.kind, card.subject)
    return f"ABGESAGT: {title}" if _status(card) == "CANCELLED" else title


def _description(card: DeadlineCard, url: str, settings: FeedSettings) -> str:
    stored = card.stored
    due = words.deadline(stored.deadline.kind, stored.deadline.due)
    blocks = [f"{due}: {card.subject}"]
    if card.card is not None:
        event = card.card.stored.event
        when = german.when_words(event.when) if event.when else ""
        facts = [
            words.status_note(card.card.stored),
            f"Veranstaltung: {when}",
            f"Ort: {words.place(event)}" if words.place(event) else "",
            f"Alle Angaben zur Veranstaltung: {card.card.url}",
        ]
        blocks.append("\n".join(fact for fact in facts if fact))
    origin = page_origin(stored.source_id, card.url, settings.source_names)
    blocks.append(f"Quelle: {origin.name}\n{url}" if origin else url)
    return "\n\n".join(blocks)
