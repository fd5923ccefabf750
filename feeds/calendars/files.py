"""Calendars: one of each selection, one of each event."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from feeds.calendars.calendar import assemble
from feeds.calendars.vevent import RenderedEvent, render_event
from feeds.cards import Card
from feeds.channel import Channel
from feeds.edition import Contents, Edition
from feeds.files import File, Made, key_of, problem
from feeds.lint.event_rules import lint_event
from feeds.lint.finding import refuse
from feeds.settings import FeedSettings
from feeds.snapshot import is_over
from model import When


def check(card: Card, settings: FeedSettings) -> None:
    """Raise ValueError (or what icalendar raises) where the event cannot be a sound VEVENT."""
    if isinstance(card.stored.event.when, When):
        refuse(lint_event(render_event(card.stored, settings).body))


def files(edition: Edition) -> Iterator[File]:
    """Yield the calendars of all selections and of all exact events."""
    for contents in edition.contents.values():
        if contents.selection.has_calendar:
            yield _calendar(contents, edition)
    for card in edition.cards:
        if isinstance(card.stored.event.when, When):
            yield _single(card, edition)


def _calendar(contents: Contents, edition: Edition) -> File:
    name, found = contents.selection.ics_name, contents.calendar
    past = [is_over(card.stored, edition.today) for card in found]

    def make() -> Made:
        body, dropped = _assembled(contents.channel, found, contents.last_modified, edition)
        told = []
        if dropped:
            told.append(problem(f"{name}: no room for {dropped} events"))
        if not found:
            told.append(problem(f"{name}: there is no event to publish"))
        return Made(body=body, problems=tuple(told))

    keys = [card.key for card in found]
    key = key_of(contents.channel, keys, past, contents.last_modified, edition.settings.fingerprint)
    return File(name=name, key=key, make=make)


def _single(card: Card, edition: Edition) -> File:
    def make() -> Made:
        return Made(body=single(card, edition))

    return File(name=f"{card.slug}.ics", key=card.key, make=make)


def single(card: Card, edition: Edition) -> bytes:
    """Return the calendar file of one event with an exact time."""

    def render() -> bytes:
        everything = edition.everything.channel
        return _assembled(everything, [card], card.stored.last_modified, edition)[0]

    return edition.once("single", card.uid, render)


def _assembled(
    channel: Channel, cards: Sequence[Card], last_modified: datetime | None, edition: Edition
) -> tuple[bytes, int]:
    rendered = [_rendered(card, edition) for card in cards]
    return assemble(
        channel, rendered, edition.settings, today=edition.today, last_modified=last_modified
    )


def _rendered(card: Card, edition: Edition) -> RenderedEvent:
    return render_event(card.stored, edition.settings)
