"""The German wording of dates, places and states, the same in every format.

Takes records, returns plain text; knows neither markup nor files.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from feeds.publishable import plain, shorten
from model import (
    BERLIN,
    AttendanceMode,
    CoarseWhen,
    DeadlineKind,
    Event,
    EventStatus,
    Grain,
    Place,
    StoredEvent,
    When,
    fold,
)

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = (
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
)  # fmt: skip
_SEASONS = {3: "Frühjahr", 6: "Sommer", 9: "Herbst", 12: "Winter"}
DEADLINE_KINDS = {
    DeadlineKind.REGISTRATION: "Anmeldung",
    DeadlineKind.SUBMISSION: "Einreichung",
    DeadlineKind.APPLICATION: "Bewerbung",
    DeadlineKind.OTHER: "Frist",
}
_CLOSINGS = {
    DeadlineKind.REGISTRATION: "Anmeldeschluss",
    DeadlineKind.SUBMISSION: "Einreichungsschluss",
    DeadlineKind.APPLICATION: "Bewerbungsschluss",
    DeadlineKind.OTHER: "Fristende",
}
_PREFIXES = {EventStatus.CANCELLED: "abgesagt", EventStatus.POSTPONED: "verschoben"}
_LONGEST_COARSE = 60
_LONGEST_NIGHT = 12 * 60
"""In minutes: what lasts less, if over midnight, is told in hours."""


def day(moment: date) -> str:
    """Return "2. März 2026"."""
    return f"{moment.day}. {MONTHS[moment.month - 1]} {moment.year}"


def month(moment: date) -> str:
    """Return "März 2026"."""
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def weekday(moment: date) -> str:
    """Return "Montag"."""
    return WEEKDAYS[moment.weekday()]


def days(first: date, last: date) -> str:
    """Return "2.–3. März 2026", with as much of each date as is needed to be clear."""
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{first.day}. {MONTHS[first.month - 1]} – {day(last)}"
    return f"{first.day}.–{day(last)}"


def clock(moment: datetime) -> str:
    """Return "10 Uhr" or "10:30 Uhr", in the zone as given."""
    return _clock((moment.hour, moment.minute))


def _clock(*times: tuple[int, int]) -> str:
    """Return "10 Uhr", "10:30 Uhr", "10–16 Uhr" or "10:00–16:30 Uhr"."""
    full_hours = all(minute == 0 for _, minute in times)
    return "–".join(f"{h}" if full_hours else f"{h:02}:{m:02}" for h, m in times) + " Uhr"


def _closing(when: When, end: datetime) -> tuple[int, int]:
    """Hour and minute of the end on the last day, where midnight is 24 o'clock."""
    return (24, 0) if when.ends_at_midnight else (end.hour, end.minute)


def moment_words(moment: date | datetime) -> str:
    """Return "2. März 2026" or "2. März 2026, 10 Uhr"."""
    if isinstance(moment, datetime):
        return f"{day(moment)}, {clock(moment)}"
    return day(moment)


def when_words(when: When | CoarseWhen) -> str:
    """Return the time of an event: days, clock times where they are known, or the rough time."""
    if isinstance(when, CoarseWhen):
        return _coarse(when)
    start, end = when.start, when.end
    if not isinstance(start, datetime):
        return days(when.first_day, when.last_day)
    if when.first_day == when.last_day:
        return f"{day(start)}, {hours(when)}"
    last = day(when.last_day)
    if isinstance(end, datetime):
        last = f"{last}, {_clock(_closing(when, end))}"
    return f"{moment_words(start)} – {last}"


def beside_first_day(when: When | CoarseWhen) -> str:
    """Return what is left to say next to the first day: "10–16 Uhr", "2.–3. März 2026" or ""."""
    if isinstance(when, CoarseWhen) or when.first_day != when.last_day:
        return when_words(when)
    return hours(when)


def hours(when: When) -> str:
    """Return the clock times alone: "10–16 Uhr", over days "10 Uhr bis 16 Uhr", or ""."""
    if not isinstance(when.start, datetime):
        return ""
    if not isinstance(when.end, datetime) or when.end <= when.start:
        return clock(when.start)
    opens, closes = (when.start.hour, when.start.minute), _closing(when, when.end)
    if when.first_day == when.last_day:
        return _clock(opens, closes)
    return f"{_clock(opens)} bis {_clock(closes)}"


def weekdays(when: When | CoarseWhen) -> str:
    """Return the days with their weekdays: "Montag, 2. März, bis Dienstag, 3. März 2026"."""
    if isinstance(when, CoarseWhen):
        return _coarse(when)
    first, last = when.first_day, when.last_day
    if first == last:
        return f"{weekday(first)}, {day(first)}"
    begin = day(first) if first.year != last.year else f"{first.day}. {MONTHS[first.month - 1]}"
    return f"{weekday(first)}, {begin}, bis {weekday(last)}, {day(last)}"


def duration(when: When | CoarseWhen) -> str:
    """Return "2 Tage" or "1 Stunde 30 Minuten" as far as start and end say it, else "".

    An evening that ends after midnight is no two days.
    """
    if isinstance(when, CoarseWhen) or when.end is None:
        return ""
    minutes = None
    if isinstance(when.start, datetime) and isinstance(when.end, datetime):
        minutes = (when.end.astimezone(UTC) - when.start.astimezone(UTC)) // timedelta(minutes=1)
    if when.first_day != when.last_day and (minutes is None or minutes >= _LONGEST_NIGHT):
        return f"{(when.last_day - when.first_day).days + 1} Tage"
    if minutes is None:
        return ""
    hours_words, rest = _number(minutes // 60, "Stunde"), _number(minutes % 60, "Minute")
    return " ".join(part for part in (hours_words, rest) if part)


def _number(count: int, unit: str) -> str:
    return f"{count} {unit}{'n' if count > 1 else ''}" if count else ""


def _coarse(when: CoarseWhen) -> str:
    """Return the page's own words where they name the year, else words made from the grain."""
    first, last = when.first_day, when.last_day
    written = plain(when.text)
    if str(first.year) in written and len(written) <= _LONGEST_COARSE:
        return written
    season = _SEASONS.get(first.month)
    if when.grain is Grain.SEASON and season:
        turn = f"/{last.year % 100:02}" if last.year == first.year + 1 else ""
        return f"{season} {first.year}{turn}"
    if when.grain is Grain.YEAR and first.year == last.year:
        return str(first.year)
    if when.grain is Grain.QUARTER:
        return f"{(first.month + 2) // 3}. Quartal {first.year}"
    if when.grain is Grain.MONTH and (first.year, first.month) == (last.year, last.month):
        return month(first)
    return f"voraussichtlich {days(first, last)}"


def name(event: Event) -> str:
    """Return the event's name, with "ABGESAGT: " or "VERSCHOBEN: " in front where it is so."""
    text = plain(event.name)
    if not text:
        raise ValueError("nothing is left of the event's name")
    mark = _PREFIXES.get(event.status)
    if mark is None or fold(text).startswith(mark):
        return text
    return f"{mark.upper()}: {text}"


def mark_and_name(event: Event) -> tuple[str, str]:
    """Return the event's mark ("ABGESAGT", "VERSCHOBEN" or "") and its name without the mark.

    A name that says so by itself gets no mark.
    """
    text, mark = name(event), _PREFIXES.get(event.status, "").upper()
    bare = text.removeprefix(f"{mark}: ") if mark else text
    return ("", text) if bare == text else (mark, bare)


def status_note(stored: StoredEvent) -> str:
    """Return a sentence on an event that is off, moved or changed, "" for one as first planned.

    Only of what is stored: the day on which it is asked plays no part.
    """
    event = stored.event
    if event.status is EventStatus.CANCELLED:
        return "Diese Veranstaltung ist abgesagt."
    if event.status is EventStatus.POSTPONED:
        return "Diese Veranstaltung ist verschoben, ein neuer Termin ist noch nicht bekannt."
    if event.status is EventStatus.MOVED_ONLINE:
        return "Diese Veranstaltung findet online statt."
    if event.status is EventStatus.RESCHEDULED:
        if event.previous_start is None:
            return "Diese Veranstaltung hat einen neuen Termin."
        return f"Neuer Termin: verschoben vom {moment_words(event.previous_start)}."
    if isinstance(event.when, CoarseWhen):
        return "Save the Date: der genaue Termin steht noch nicht fest."
    notes = []
    if event.is_save_the_date:
        notes.append("Save the Date: Dieser Termin ist zum Vormerken angekündigt.")
    if stored.changed_at is not None:
        notes.append(f"Geändert am {day(stored.changed_at.astimezone(BERLIN))}.")
    return " ".join(notes)


def is_off(event: Event) -> bool:
    """Return True where nothing takes place on the day that is told: cancelled, or put off."""
    return event.status in _PREFIXES


def is_online_only(event: Event) -> bool:
    """Return True where nobody can come in person."""
    online = event.attendance_mode is AttendanceMode.ONLINE
    return online or event.status is EventStatus.MOVED_ONLINE


def place(event: Event) -> str:
    """Return all places on one line ("Stadthaus, Markt 2, 06108 Halle (Saale)"), "" if unknown."""
    return _places(event, (p.line or p.address_region for p in event.locations))


def town(event: Event) -> str:
    """Return the town ("Halle (Saale)"), or what is known that is nearest to it, "" if nothing."""
    return _places(event, map(_town, event.locations))


def _town(location: Place) -> str:
    known = (location.address_locality, location.name, location.line, location.address_region)
    return next((text for text in map(plain, known) if text), "")


def _places(event: Event, texts: Iterable[str]) -> str:
    if is_online_only(event):
        return "Online"
    known = list(dict.fromkeys(text for text in map(plain, texts) if text))
    if event.attendance_mode is AttendanceMode.MIXED:
        known.append("online")
    if known == ["online"]:
        return "Online"
    return " und ".join(known) if len(known) <= 2 else " / ".join(known)


def organizers(event: Event) -> str:
    """Return the organisers' names, "" if unknown."""
    return ", ".join(dict.fromkeys(filter(None, (plain(o.name) for o in event.organizers))))


def deadline(kind: DeadlineKind, due: date | datetime) -> str:
    """Return "Anmeldung bis 16. Februar 2026"."""
    return f"{DEADLINE_KINDS[kind]} bis {moment_words(due)}"


def closing(kind: DeadlineKind, subject: str) -> str:
    """Return what a calendar shows on the day itself: "Anmeldeschluss: Jahrestagung"."""
    return f"{_CLOSINGS[kind]}: {subject}"


def stamp(moment: datetime) -> str:
    """Return a moment in Europe/Berlin: "2. März 2026, 10:05 Uhr"."""
    local = moment.astimezone(BERLIN)
    return f"{day(local)}, {local:%H:%M} Uhr"


def title(event: Event, limit: int = 200) -> str:
    """Return the one line that tells it all: "2.–3. März 2026 · Jahrestagung · Halle (Saale)"."""
    if event.when is None:
        raise ValueError("an event without a time has no title line")
    before, after = when_words(event.when), shorten(town(event), 80)
    room = limit - len(before) - len(after) - 6
    return " · ".join(part for part in (before, shorten(name(event), room), after) if part)
