"""iCalendar files of others: what the parsers make of them is sound."""

from collections.abc import Iterator

from fuzzing import sound
from fuzzing.drawing import choice, own_files, page
from fuzzing.words import DATES, ICALENDAR, PROSE, encoded

WORDS = encoded(ICALENDAR, ICALENDAR, ICALENDAR, PROSE, DATES)
TYPES = ("text/calendar", "text/calendar; charset=utf-8", "text/plain", "")
URL = "https://a.example/termine.ics"
_WHOLE = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VTIMEZONE\r
TZID:Mitte\r
BEGIN:STANDARD\r
DTSTART:19961027T030000\r
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:1@a.example\r
SUMMARY;LANGUAGE=de:Fachtag „Land in\r
  Sicht“\\, zweiter Teil\r
DTSTART;TZID=Mitte:20260503T100000\r
DTEND;TZID=Mitte:20260503T160000\r
RRULE:FREQ=WEEKLY;COUNT=3\r
LOCATION:Rathaus\\, Kornmarkt 12\\, 07545 Gera\r
ORGANIZER;CN="Stadt Gera":mailto:x@a.example\r
DESCRIPTION;ALTREP="cid:1":Erste Zeile\\nzweite\r
X-ALT-DESC;FMTTYPE=text/html:<p>Erste</p>\r
GEO:50.88;12.08\r
CATEGORIES:Tagung,Land\r
URL:https://a.example/t/1\r
STATUS:CONFIRMED\r
BEGIN:VALARM\r
TRIGGER:-PT15M\r
END:VALARM\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2\r
SUMMARY:Anmeldeschluss Fachtag\r
DTSTART;VALUE=DATE:20260430\r
DURATION:P1D\r
RECURRENCE-ID:20260430\r
END:VEVENT\r
END:VCALENDAR\r
"""


def check(data: bytes) -> None:
    """One byte chooses the type; the rest is the file."""
    sound.read(page(data[1:], url=URL, content_type=choice(data, 0, TYPES)))


def seeds() -> Iterator[bytes]:
    """The calendars of the replica sites, and one with all that there is in calendars."""
    yield from (b"\0" + body for body in own_files("*.ics"))
    yield b"\0" + _WHOLE.encode()
