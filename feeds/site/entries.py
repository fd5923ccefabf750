"""Events as the lists of the website show them: plain texts, and the name of the event's page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from feeds import words
from feeds.cards import Card, DeadlineCard
from feeds.edition import Edition
from feeds.origin import event_origins
from feeds.selections.catalogue import DEADLINES
from feeds.settings import FeedSettings
from model import CoarseWhen, EventStatus, Life, StoredEvent, When, german, iso

Deadlines = Mapping[str, Sequence[DeadlineCard]]
"""The deadlines that are not over by the UID of their event, the next one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """An event as a list shows it.

    `is_off`: it is cancelled or put off; `mark` says which of them ("ABGESAGT", "VERSCHOBEN") where
    its name does not. `beside` is what is left to say of its time next to its first day. `source`
    names where it was read, for one without an organiser.
    """

    url: str
    is_off: bool
    mark: str
    name: str
    when: str
    beside: str
    start: date
    start_iso: str
    end: date
    is_coarse: bool
    place: str
    organizer: str
    source: str
    note: str
    deadlines: tuple[str, ...]


def entries(edition: Edition) -> Mapping[str, EventEntry]:
    """Return the entries of all published events by their UID."""
    due = coming_deadlines(edition)
    return {
        card.uid: _entry(card, due.get(card.uid, ()), edition.settings, edition.today)
        for card in edition.cards
    }


def coming_deadlines(edition: Edition) -> Deadlines:
    """Return the deadlines that are not over, of published events that are not cancelled."""
    found: defaultdict[str, list[DeadlineCard]] = defaultdict(list)
    contents = edition.contents.get(DEADLINES)
    for due in contents.deadlines if contents else ():
        if due.card is None or due.card.stored.event.status is EventStatus.CANCELLED:
            continue
        if not due.over(edition.today):
            found[due.card.uid].append(due)
    return found


def deadline_lines(due: Sequence[DeadlineCard]) -> tuple[str, ...]:
    """Return "Anmeldung bis 16. Februar 2026", each once: two pages may state the same."""
    lines = (words.deadline(d.stored.deadline.kind, d.stored.deadline.due) for d in due)
    return tuple(dict.fromkeys(lines))


def life_note(stored: StoredEvent, today: date) -> str:
    """Return what is to be said of an event's life beside its mark, "" where nothing is.

    Of one that is over nobody is told what it is going to be.
    """
    life, event = stored.life(today), stored.event
    awaited = event.is_save_the_date or isinstance(event.when, CoarseWhen)
    is_over = life in (Life.PAST, Life.REPORTED)
    if is_over and (awaited or event.status is EventStatus.MOVED_ONLINE):
        return ""
    if life is Life.CANCELLED:
        return ""
    note = words.status_note(stored)
    if life is Life.NO_LONGER_LISTED:
        note = f"{note} Von der Quelle nicht mehr gelistet, wir prüfen das.".strip()
    return note


def _entry(
    card: Card, due: Sequence[DeadlineCard], settings: FeedSettings, today: date
) -> EventEntry:
    stored, event, when = card.stored, card.stored.event, card.stored.event.when
    if when is None:
        raise ValueError("an event without a time has no place in a list")
    organizer = words.organizers(event)
    origins = () if organizer else event_origins(stored, settings.source_names)
    mark, name = words.mark_and_name(event)
    return EventEntry(
        url=f"{card.slug}.html",
        is_off=words.is_off(event),
        mark=mark,
        name=name,
        when=german.when_words(when),
        beside=german.beside_first_day(when),
        start=when.first_day,
        start_iso=iso(when.start if isinstance(when, When) else when.first_day),
        end=when.last_day,
        is_coarse=isinstance(when, CoarseWhen),
        place=words.place(event),
        organizer=organizer,
        source=origins[0].name if origins else "",
        note=life_note(stored, today),
        deadlines=deadline_lines(due),
    )
