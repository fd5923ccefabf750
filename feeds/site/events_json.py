"""`events.json`: the coming events for the search on the first page, and for whoever wants them.

The format is documented in docs/website.md. Nothing in it is markup.
"""

import json
from datetime import datetime
from typing import Any

from feeds import words
from feeds.cards import Card
from feeds.edition import Contents, Edition
from feeds.files import File, Made, key_of
from feeds.selections import FeedFormat, FeedKind
from feeds.selections.catalogue import ALL
from model import AttendanceMode, CoarseWhen, Event, When, german, iso

NAME = "events.json"
_VERSION = 1


def files(edition: Edition) -> list[File]:
    """Return the one file."""
    everything, settings = edition.everything, edition.settings
    selections = [_selection(contents) for contents in edition.contents.values()]
    keys = [card.key for card in everything.coming]

    def make() -> Made:
        data = {
            "version": _VERSION,
            "title": settings.title,
            "home": settings.base_url,
            "updated": _moment(everything.last_told),
            "selections": dict(selections),
            "events": [_event(card) for card in everything.coming],
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return Made(body=text.encode("utf-8"))

    key = key_of(keys, selections, everything.last_told, settings.fingerprint)
    return [File(name=NAME, key=key, make=make)]


def _selection(contents: Contents) -> tuple[str, dict[str, str]]:
    """A selection by its slug, with the names of its files; those that it has not are left out."""
    found = contents.selection
    data = {"title": found.title, "dimension": found.dimension.value, "page": found.page_name}
    if found.has_calendar:
        data["calendar"] = found.ics_name
    data["feed"] = found.feed_name(FeedKind.NEW, FeedFormat.RSS)
    return found.slug, data


def _event(card: Card) -> dict[str, Any]:
    """An event; what is empty is left out."""
    event = card.stored.event
    when = event.when
    if when is None:
        raise ValueError("an event without a time is not published")
    start, end = _ends(when)
    data = {
        "slug": card.slug,
        "url": f"{card.slug}.html",
        "name": words.name(event),
        "start": start,
        "end": end,
        "when": german.when_words(when),
        "rough": isinstance(when, CoarseWhen),
        "place": words.place(event),
        "town": words.town(event),
        "organizer": words.organizers(event),
        "attendance": attendance(event),
        "off": words.is_off(event),
        "selections": [slug for slug in card.selections if slug != ALL],
    }
    return {name: value for name, value in data.items() if value}


def attendance(event: Event) -> list[str]:
    """Return how one can take part, as far as it is known: "onsite", "online" or both."""
    if words.is_online_only(event):
        return ["online"]
    if event.attendance_mode is AttendanceMode.MIXED:
        return ["onsite", "online"]
    onsite = event.attendance_mode is AttendanceMode.OFFLINE or bool(words.place(event))
    return ["onsite"] if onsite else []


def _ends(when: When | CoarseWhen) -> tuple[str, str]:
    """First and last moment in ISO 8601, both inclusive, as in JSON-LD; "" where none is known."""
    if isinstance(when, CoarseWhen):
        return iso(when.first_day), iso(when.last_day)
    return iso(when.start), iso(when.end) if when.end is not None else ""


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment is not None else ""
