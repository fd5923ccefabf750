"""One event as a VEVENT (RFC 5545 3.6.1, RFC 7986), written with icalendar's low-level API.

Coarse times ("Herbst 2026") are not written: it only says what is known to the day.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Event as VEvent
from icalendar import vText

from feeds import words
from feeds.origin import event_link, event_origins
from feeds.other_tellings import other_tellings
from feeds.position import event_position
from feeds.publishable import plain, shorten, utc
from feeds.settings import FeedSettings
from model import Event, EventStatus, StoredEvent, When, german

LONGEST_SUMMARY = 200
LONGEST_EXCERPT = 350
MOST_SOURCES = 20

STATUS = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "TENTATIVE"}


def render_event(
    stored: StoredEvent, settings: FeedSettings, categories: Sequence[str] = ()
) -> bytes:
    """Return the VEVENT of an event with an exact time. Raises ValueError where there is none.

    `categories` are the titles of its topics.
    """
    event, when = stored.event, stored.event.when
    if not isinstance(when, When):
        raise ValueError("only an event with an exact time has a VEVENT")
    component = VEvent()
    component.add("uid", stored.uid)
    component.add("dtstamp", utc(stored.last_modified))
    component.add("created", utc(stored.created))
    component.add("last-modified", utc(stored.last_modified))
    component.add("sequence", stored.sequence)
    component.add("status", _status(event))
    component.add("transp", "TRANSPARENT")
    component.add("class", "PUBLIC")
    component.add("summary", text(shorten(words.name(event), LONGEST_SUMMARY)))
    start, end = span(when)
    component.add("dtstart", clear(start))
    if end is not None:
        component.add("dtend", clear(end))
    place = words.place(event)
    if place:
        component.add("location", text(place))
    position = event_position(event)
    if position and position.is_exact:
        component.add("geo", (position.latitude, position.longitude))
    if categories:
        component.add("categories", [text(category) for category in categories])
    contact = words.organizers(event)
    if contact:
        component.add("contact", text(contact))
    url = event_link(stored)
    if url:
        component.add("url", url)
    component.add("description", text(_description(stored, when, url, settings)))
    component.add("x-microsoft-cdo-busystatus", "FREE")
    body: bytes = component.to_ical(sorted=False)
    return body


def _status(event: Event) -> str:
    """Return the STATUS (RFC 5545 3.8.1.11): what is only to be kept free is not yet certain."""
    return STATUS.get(event.status) or ("TENTATIVE" if event.is_save_the_date else "CONFIRMED")


def span(when: When) -> tuple[date | datetime, date | datetime | None]:
    """Return DTSTART and DTEND: both days (the end exclusive) or both date-times, never mixed.

    An unknown end stays unknown (None); so does one that is not after the start (RFC 5545
    3.8.2.2), as from 2:30 to 3 in the night when clocks go from 2 to 3. A start with a clock time
    whose end is only a later day becomes whole days.
    """
    start, end = when.start, when.end
    if end is None:
        return start, None
    if isinstance(start, datetime):
        if isinstance(end, datetime):
            return start, end if end.astimezone(UTC) > start.astimezone(UTC) else None
        if when.last_day == when.first_day:
            return start, None
    return when.first_day, when.last_day + timedelta(days=1)


def _description(stored: StoredEvent, when: When, url: str, settings: FeedSettings) -> str:
    event = stored.event
    facts = [words.status_note(stored)]
    contact = words.organizers(event)
    facts.append(f"Veranstalter: {contact}" if contact else "")
    if isinstance(when.start, datetime) and not isinstance(span(when)[0], datetime):
        facts.append(f"Zeit: {german.when_words(when)}")
    facts += (other.line for other in other_tellings(stored, settings.source_names))
    if event.offers:
        facts.append(f"Kosten: {shorten(plain(event.offers), 120)}")
    if event.recurrence:
        facts.append("Diese Veranstaltung wiederholt sich, weitere Termine nennt die Quelle.")
    excerpt = shorten(plain(event.description, lines=True), LONGEST_EXCERPT)
    blocks = [_lines(facts), excerpt, _lines([*_source_lines(stored, url, settings), url])]
    return "\n\n".join(block for block in blocks if block)


def _source_lines(stored: StoredEvent, url: str, settings: FeedSettings) -> list[str]:
    """Return a line for each page that tells of the event; the link itself is not said twice."""
    origins = event_origins(stored, settings.source_names)
    lines = [
        f"{origin.label}: {origin.name}" + ("" if origin.url == url else f": {origin.url}")
        for origin in origins[:MOST_SOURCES]
    ]
    more = len(origins) - MOST_SOURCES
    return [*lines, f"und {more} weitere Seiten"] if more > 0 else lines


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(text for text in texts if text)


def text(value: str) -> vText:
    """Return a TEXT value without backslashes.

    icalendar 7.3.0 reads a written backslash and N as a line break, and folds between the two
    backslashes of an escaped one; it does not escape the text of NAME and X- properties at all.
    """
    return vText(value.replace("\\", "/"))


def clear(moment: date | datetime) -> date | datetime:
    """Return the moment in UTC where the clock shows it for the second time (the end of summer).

    A local time that occurs twice means the first one (RFC 5545 3.3.5).
    """
    return utc(moment) if isinstance(moment, datetime) and moment.fold else moment
