"""A VEVENT as bytes with what a calendar needs to know of it: its place in the order, its kin."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time

from icalendar import vText
from icalendar.parser import Contentline, Parameters

from feeds.calendars.vevent import span
from feeds.cards import Card
from model import BERLIN, When

BEGIN, END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
_SIBLINGS = Parameters({"RELTYPE": "SIBLING"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A VEVENT as bytes. `start` is what it is sorted by, a day counts as 0:00 (Europe/Berlin).

    `related` are the UIDs of related events; a calendar names those that it holds.
    """

    uid: str
    start: datetime
    last_day: date
    body: bytes
    related: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[datetime, str]:
        """The place in a calendar: by start, then by UID."""
        return self.start, self.uid

    def beside(self, uids: Set[str]) -> bytes:
        """Return the VEVENT in a calendar that holds the entries with these UIDs.

        Related events are siblings (RFC 5545 3.8.4.5): none is known to be part of the other.
        """
        named = [uid for uid in self.related if uid in uids]
        if not named:
            return self.body
        lines = (_line("RELATED-TO", _SIBLINGS, uid) for uid in named)
        return b"".join((self.body.removesuffix(END), *lines, END))


def entry_of(card: Card, body: bytes) -> Entry:
    """Return the entry of an event. Raises ValueError where it has no exact time."""
    when = card.stored.event.when
    if not isinstance(when, When):
        raise ValueError("only an event with an exact time has a place in a calendar")
    start, _ = span(when)
    return Entry(
        uid=card.uid,
        start=instant(start),
        last_day=when.last_day,
        body=body,
        related=tuple(sorted({related.uid for related in card.stored.related} - {card.uid})),
    )


def instant(start: date | datetime) -> datetime:
    """Return the moment that an entry is sorted by."""
    if isinstance(start, datetime):
        return start
    return datetime.combine(start, time.min, tzinfo=BERLIN)


def cut_out(calendar: bytes, uid: str) -> bytes | None:
    """Return the VEVENT of a calendar that holds just this one, None where it does not."""
    first, last = calendar.find(BEGIN), calendar.rfind(END)
    body = calendar[first : last + len(END)] if 0 <= first < last else b""
    head = BEGIN + _line("UID", Parameters(), uid)
    return body if body.startswith(head) and body.count(BEGIN) == 1 else None


def _line(name: str, parameters: Parameters, value: str) -> bytes:
    line: bytes = Contentline.from_parts(name, parameters, vText(value)).to_ical()
    return line + b"\r\n"
