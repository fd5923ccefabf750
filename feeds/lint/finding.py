"""One thing that a check found wrong with a published file. Decides nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from model import Problem, ProblemKind, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A breach of one point of the checklist (`point` is its number, see `POINTS`).

    `subject` is the UID or guid of the item, empty where the whole file is meant. An error must
    keep the file from being published; a warning is only told.
    """

    point: int
    message: str
    file: str = ""
    subject: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = " ".join(part for part in (self.file, ascii(self.subject)[1:-1]) if part)
        return f"{where + ': ' if where else ''}{self.message} (point {self.point})"

    def as_problem(self) -> Problem:
        """Return the finding as the problem that the store keeps and the report shows."""
        return Problem(kind=ProblemKind.NOT_PUBLISHED, message=str(self), severity=self.severity)


def refuse(findings: Iterable[Finding]) -> None:
    """Raise ValueError where a check found something."""
    found = "; ".join(str(finding) for finding in findings)
    if found:
        raise ValueError(found)


POINTS = {
    1: "CRLF only, no byte-order mark, UTF-8",
    2: "every physical line at most 75 octets, whole characters and whole escapes",
    3: "no control characters",
    4: "one VCALENDAR with VERSION 2.0, PRODID and CALSCALE",
    5: "no METHOD, no UID of the calendar",
    6: "NAME equals X-WR-CALNAME, DESCRIPTION equals X-WR-CALDESC; none in the file of one event",
    7: "REFRESH-INTERVAL;VALUE=DURATION equals X-PUBLISHED-TTL; none in the file of one event",
    8: "SOURCE;VALUE=URI is the published address, URL the HTML page",
    9: "one VTIMEZONE Europe/Berlin in RRULE form, every TZID defined",
    10: "no floating time, no TZID on a UTC value",
    11: "at least one event, at most 1,000 events, fewer than 1,000,000 bytes",
    12: "UID there, unique and the same as before; RELATED-TO names events of the file, each once",
    13: "DTSTAMP, CREATED and LAST-MODIFIED in UTC and not the time of the build",
    14: "SEQUENCE never falls, and rises when start, end, place or status changed",
    15: "STATUS is one of three values; a cancelled event says so in its SUMMARY",
    16: "TRANSP:TRANSPARENT",
    17: "DTEND after DTSTART and of the same type",
    18: "SUMMARY not empty, at most 200 characters, no markup",
    19: "LOCATION on one line, GEO within Europe",
    20: "URL absolute and said again in DESCRIPTION",
    21: "DESCRIPTION is plain text, texts are escaped",
    22: "no ORGANIZER, ATTENDEE or VALARM, no e-mail addresses",
    23: "CATEGORIES from the list",
    24: "CONFERENCE and IMAGE carry VALUE",
    25: "sorted by start and UID",
    26: "well-formed RSS 2.0 and Atom with what a feed and an item need, enclosures there",
    27: "guid there, unique and the same as before, a tag URI with isPermaLink=false",
    28: "publication a right date, not in the future and the same as before; sorted",
    29: "the title carries date and place",
    30: "content sanitised, links absolute",
    31: "the organiser as dc:creator, Atom author or authors; no RSS author",
    32: "self and alternate links right; the link of a feed is the HTML page",
    33: "ev:startdate and ev:enddate with offset, equal to the calendar's",
    34: "lastBuildDate and updated are the newest change",
    35: "JSON Feed 1.1; the same items in all formats of a feed",
    36: "the same events in the calendar and in the feeds",
    43: "the page announces the feeds",
    44: "the page has a language, a title, one main heading, a strict policy and nothing that it "
    "forbids; its links into the site lead somewhere",
}
"""The points that are checked here, with the numbers of the checklist."""
