"""How days, times of day and moments are said in German, to readers and to staff alike.

Takes times, returns plain text; knows neither markup nor events.
"""

from datetime import UTC, date, datetime, timedelta

from model.when import BERLIN, CoarseWhen, Grain, When

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = (
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
)  # fmt: skip
_SEASONS = {3: "Frühjahr", 6: "Sommer", 9: "Herbst", 12: "Winter"}
_LONGEST_COARSE = 60
_MARKS = set("<>&@")
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
    """Return the page's own words where they name the year, else words made from the grain.

    Words with marks in them (markup, an address) are not taken over.
    """
    first, last = when.first_day, when.last_day
    written = when.text
    if str(first.year) in written and len(written) <= _LONGEST_COARSE and not _MARKS & set(written):
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


def stamp(moment: datetime) -> str:
    """Return a moment in Europe/Berlin: "2. März 2026, 10:05 Uhr"."""
    local = moment.astimezone(BERLIN)
    return f"{day(local)}, {local:%H:%M} Uhr"
