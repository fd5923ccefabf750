"""Calendars: one of each selection, one of the deadlines, one of each event."""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from feeds.calendars.calendar import calendar_of, calendar_of_one, fitting
from feeds.calendars.deadlines import entry_of_deadline, render_deadline
from feeds.calendars.entry import Entry, cut_out, entry_of
from feeds.calendars.vevent import render_event
from feeds.cards import Card, DeadlineCard
from feeds.edition import Contents, Edition
from feeds.files import File, Made, key_of, problem
from feeds.lint.event_rules import examine, lint_event
from feeds.lint.finding import refuse
from feeds.pieces import Pieces
from feeds.selections import Dimension, topic_titles
from feeds.selections.topics import topics
from feeds.settings import FeedSettings
from feeds.snapshot import is_over
from model import Problem, Severity, When


def check(card: Card, settings: FeedSettings, pieces: Pieces) -> None:
    """Raise ValueError (or what icalendar raises) where the event cannot be a sound VEVENT."""
    if isinstance(card.stored.event.when, When):
        body = _body(card, settings, pieces)
        refuse(lint_event(body, categories=_all_categories()))
        event, _ = examine(body)
        if event is None or event.text("UID") != card.uid:
            raise ValueError("its UID cannot be written")


def files(edition: Edition) -> Iterator[File]:
    """Yield the calendars of all selections and of all exact events."""
    desk = _Desk(edition)
    for contents in edition.contents.values():
        if contents.selection.dimension is Dimension.DEADLINES:
            yield desk.deadlines(contents)
        elif contents.selection.has_calendar:
            yield desk.calendar(contents)
    for card in edition.cards:
        if isinstance(card.stored.event.when, When):
            yield _single(card, edition)


@cache
def _all_categories() -> frozenset[str]:
    """The titles of all topics."""
    return frozenset(topic.title for topic in topics())


def _body(card: Card, settings: FeedSettings, pieces: Pieces) -> bytes:
    """The VEVENT of an event: rendered once, and not again while its own file holds it."""

    def render() -> bytes:
        name = f"{card.slug}.ics"
        if pieces.standing.holds(name, card.key):
            standing = cut_out(pieces.standing.body(name) or b"", card.uid)
            if standing is not None:
                return standing
        return render_event(card.stored, settings, topic_titles(card.selections))

    return pieces.once("vevent", card.uid, render)


def single(card: Card, settings: FeedSettings, pieces: Pieces) -> bytes:
    """Return the file of one event with an exact time. Raises ValueError where it has none."""
    name = f"{card.slug}.ics"

    def render() -> bytes:
        standing = pieces.standing.body(name) if pieces.standing.holds(name, card.key) else None
        return standing or calendar_of_one(
            entry_of(card, _body(card, settings, pieces)),
            settings,
            card.stored.last_modified,
            self_url=f"{settings.base_url}{name}",
            page_url=card.url,
        )

    return pieces.once("single", card.uid, render)


def _single(card: Card, edition: Edition) -> File:
    def make() -> Made:
        return Made(body=single(card, edition.settings, edition.pieces))

    return File(name=f"{card.slug}.ics", key=card.key, make=make)


def _entry(card: Card, edition: Edition) -> Entry:
    return entry_of(card, _body(card, edition.settings, edition.pieces))


class _Desk:
    """The calendars of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._settings = edition.settings

    def calendar(self, contents: Contents) -> File:
        """The calendar of a selection of events."""

        def make() -> Made:
            return self._made(contents, self._entries(contents.calendar), [])

        key = self._key(contents, self._turns(contents))
        return File(name=contents.selection.ics_name, key=key, make=make)

    def deadlines(self, contents: Contents) -> File:
        """The calendar of deadlines: each related to its event where `alle.ics` holds that."""
        found = contents.deadlines

        def make() -> Made:
            entries, told = [], []
            for card in found:
                try:
                    entries.append(self._deadline(card))
                except Exception as error:
                    message = f"{contents.selection.ics_name}: {card.uid!a} left out: {error!a}"
                    told.append(problem(message, Severity.ERROR))
            return self._made(contents, entries, told)

        today = self._edition.today
        turns = [(card.key, card.over(today)) for card in found]
        key = self._key(contents, turns, self._turns(self._edition.everything))
        return File(name=contents.selection.ics_name, key=key, make=make)

    def _made(self, contents: Contents, entries: Sequence[Entry], told: list[Problem]) -> Made:
        name = contents.selection.ics_name
        kept = self._fitting(contents, entries)
        if len(kept) < len(entries):
            told.append(problem(f"{name}: no room for {len(entries) - len(kept)} events"))
        if not kept and contents is self._edition.everything:
            told.append(problem(f"{name}: there is no event to publish"))
        body = calendar_of(contents.channel, kept, self._settings, contents.last_modified)
        return Made(body=body, problems=tuple(told))

    def _fitting(self, contents: Contents, entries: Sequence[Entry]) -> list[Entry]:
        bare = calendar_of(contents.channel, (), self._settings, contents.last_modified)
        return fitting(entries, self._settings, self._edition.today, around=len(bare))

    def _entries(self, cards: Sequence[Card]) -> list[Entry]:
        return [_entry(card, self._edition) for card in cards]

    def _deadline(self, card: DeadlineCard) -> Entry:
        parent = card.card.uid if card.card and card.card.uid in self._parents else ""
        categories = topic_titles(card.card.selections) if card.card else ()
        body = render_deadline(card, self._settings, categories, parent)
        refuse(lint_event(body, categories=_all_categories()))
        return entry_of_deadline(card, body)

    @cached_property
    def _parents(self) -> frozenset[str]:
        """The UIDs of the events that `alle.ics` holds."""
        everything = self._edition.everything
        kept = self._fitting(everything, self._entries(everything.calendar))
        return frozenset(entry.uid for entry in kept)

    def _turns(self, contents: Contents) -> list[tuple[str, bool]]:
        """What the calendar of a selection of events depends on."""
        today = self._edition.today
        return [(card.key, is_over(card.stored, today)) for card in contents.calendar]

    def _key(self, contents: Contents, *parts: object) -> str:
        """The key of a calendar: it says nothing but this and its events."""
        return key_of(contents.channel, contents.last_modified, self._settings.fingerprint, *parts)
