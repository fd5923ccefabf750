"""What a publication would take from subscribers at once, against the calendar that stands.

Finds it; whether it is too much is decided by whoever publishes. That events are altered is not
looked at: what a source may alter is guarded where it is read.
"""

from dataclasses import dataclass
from datetime import date

from feeds.edition import Edition
from feeds.lint.content_lines import Component
from feeds.lint.event_rules import moment, vevents
from model.when import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Upheaval:
    """How many coming events the standing calendar tells, and which of them would be lost.

    `lost` are their names, in the calendar's order. An event that turned out to be another one is
    not lost, and what staff decided does not count. `is_explained`: so much is known of all events
    that would go, of past ones too.
    """

    coming: int
    lost: tuple[str, ...]
    is_explained: bool


def upheaval(edition: Edition, standing: bytes | None) -> Upheaval:
    """Return what the edition would take of the coming events of a standing `alle.ics`."""
    events = vevents(standing or b"")
    known = {card.uid for card in edition.cards}
    known.update(uid for card in edition.cards for uid in card.stored.former_uids)
    known.update(change.event_uid for change in edition.snapshot.changes if change.by)
    missing = [event for event in events if event.text("UID") not in known]
    return Upheaval(
        coming=sum(_is_coming(event, edition.today) for event in events),
        lost=tuple(e.text("SUMMARY") for e in missing if _is_coming(e, edition.today)),
        is_explained=not any(_is_coming(event, edition.oldest) for event in missing),
    )


def _is_coming(event: Component, today: date) -> bool:
    """Return True for an event that begins on that day or later."""
    start = moment(event.first("DTSTART"))
    return start is not None and day_of(start) >= today
