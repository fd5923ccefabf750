"""What one page says of one event, as facts, and how Germans put its time into words."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a page says of an event. `rough` stands in place of a day that is not fixed yet.

    `remark` is a sentence on what changed, `text` what the event is about.
    """

    title: str
    start: date | datetime | None
    end: date | datetime | None = None
    rough: str = ""
    rough_until: date | None = None
    house: str = ""
    street: str = ""
    town: str = ""
    organizer: str = ""
    remark: str = ""
    text: str = ""
    also: str = ""
    """More HTML at the end: deadlines, a report, other matters."""

    @property
    def last_day(self) -> date | None:
        return day_of(self.end or self.start)


def day_of(moment: date | datetime | None) -> date | None:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def at(day: str, clock: str = "") -> date | datetime:
    """ "2026-04-14", or with "10:00" that minute in Europe/Berlin."""
    found = date.fromisoformat(day)
    return datetime.combine(found, time.fromisoformat(clock), BERLIN) if clock else found


def in_words(notice: Notice) -> str:
    """ "Dienstag, 14. April 2026, 10:00 bis 16:00 Uhr"."""
    start, end = notice.start, notice.end
    if start is None:
        return notice.rough
    named = f"{DAYS[start.weekday()]}, {_day(start)}"
    if end is None:
        return named + (f", {start:%H:%M} Uhr" if isinstance(start, datetime) else "")
    if _same_day(start, end):
        return f"{named}, {start:%H:%M} bis {end:%H:%M} Uhr"
    if isinstance(start, datetime):
        return f"{_day(start)}, {start:%H:%M} Uhr bis {_day(end)}, {end:%H:%M} Uhr"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}. bis {_day(end)}"
    return f"{_day(start)} bis {_day(end)}"


def in_figures(notice: Notice) -> str:
    """ "14.04.2026, 10:00–16:00 Uhr"."""
    start, end = notice.start, notice.end
    if start is None:
        return notice.rough
    text = f"{start:%d.%m.%Y}"
    if end is None:
        return text + (f", {start:%H:%M} Uhr" if isinstance(start, datetime) else "")
    if _same_day(start, end):
        return f"{text}, {start:%H:%M}–{end:%H:%M} Uhr"
    if isinstance(start, datetime):
        return f"{text}, {start:%H:%M} Uhr – {end:%d.%m.%Y}, {end:%H:%M} Uhr"
    return f"{text} – {end:%d.%m.%Y}"


def place(notice: Notice) -> str:
    """ "Stadthaus, Markt 2, Halle (Saale)"."""
    return ", ".join(part for part in (notice.house, notice.street, notice.town) if part)


def _same_day(start: date, end: date) -> bool:
    return isinstance(start, datetime) and isinstance(end, datetime) and start.date() == end.date()


def _day(moment: date) -> str:
    return f"{moment.day}. {MONTHS[moment.month - 1]} {moment.year}"
