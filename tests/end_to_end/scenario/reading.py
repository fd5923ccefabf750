"""Published files as a subscriber's program reads them, on its own: no code of the program."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import icalendar


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An event of a calendar. `end` is inclusive for days.

    `same` is all of it but for the events that it refers to, which come and go by themselves.
    """

    uid: str
    sequence: int
    summary: str
    start: date | datetime
    end: date | datetime | None
    location: str
    status: str
    sources: int
    reports: int
    same: str


def calendar(body: bytes) -> dict[str, Entry]:
    """The events of an iCalendar file by UID."""
    entries = [_entry(raw) for raw in re.findall(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", body, re.S)]
    found = {entry.uid: entry for entry in entries}
    assert len(found) == len(entries), "a UID stands twice in the calendar"
    return found


_RELATED = re.compile(r"RELATED-TO[^\r]*\r\n")
_read: dict[bytes, Entry] = {}


def _entry(raw: bytes) -> Entry:
    """Read once: most events are the same from day to day."""
    if raw not in _read:
        _read[raw] = _parse(raw)
    return _read[raw]


def _parse(raw: bytes) -> Entry:
    event = icalendar.Event.from_ical(raw)
    start, end = event.decoded("dtstart"), event.decoded("dtend", None)
    if end is not None and not isinstance(end, datetime):
        end -= timedelta(days=1)
    lines = str(event["description"]).splitlines()
    more = sum(int(n) - 1 for line in lines for n in re.findall(r"^und (\d+) weitere Seiten", line))
    return Entry(
        uid=str(event["uid"]),
        sequence=int(event["sequence"]),
        summary=str(event["summary"]),
        start=start,
        end=None if end == start else end,
        location=str(event.get("location", "")),
        status=str(event["status"]),
        sources=sum(line.startswith(("Quelle: ", "und ")) for line in lines) + more,
        reports=sum(line.startswith("Rückblick: ") for line in lines),
        same=_RELATED.sub("", raw.replace(b"\r\n ", b"").decode()),
    )
