"""What a publication would take from subscribers at once, against the calendar that stands.

Finds it; whether it is too much is decided by whoever publishes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from feeds.edition import Edition
from feeds.lint.content_lines import Component, read
from feeds.lint.event_rules import moment, sequence
from model.when import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Upheaval:
    """How many coming events the standing calendar tells, and which would be lost or altered.

    `lost` and `altered` are their names in the calendar, by start. An event that turned out to be
    another one is not lost, and what staff decided does not count.
    """

    coming: int
    lost: tuple[str, ...]
    altered: tuple[str, ...]


def upheaval(edition: Edition, standing: bytes | None) -> Upheaval:
    """Return what the edition would change in the coming events of a standing `alle.ics`."""
    events = list(_coming(standing or b"", edition.today))
    cards = {card.uid: card for card in edition.cards}
    joined = {uid for card in edition.cards for uid in card.stored.former_uids}
    by_staff = {change.event_uid for change in edition.snapshot.changes if change.by}
    watched = [event for event in events if event.text("UID") not in joined | by_staff]
    lost = [event for event in watched if event.text("UID") not in cards]
    altered = [
        event
        for event in watched
        if event.text("UID") in cards and cards[event.text("UID")].stored.sequence > sequence(event)
    ]
    return Upheaval(coming=len(events), lost=_names(lost), altered=_names(altered))


def _coming(calendar: bytes, today: date) -> Iterator[Component]:
    """Yield the events that begin today or later."""
    for component in read(calendar)[0].inner("VCALENDAR"):
        for event in component.inner("VEVENT"):
            start = moment(event.first("DTSTART"))
            if start is not None and day_of(start) >= today:
                yield event


def _names(events: list[Component]) -> tuple[str, ...]:
    return tuple(event.text("SUMMARY") for event in events)
