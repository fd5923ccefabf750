"""From what the date reader says to `When`: combining a day with clock times, refusing nonsense."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from model import BERLIN, CoarseWhen, Grain, When, YearSource
from parsers.dates import DateKind, DateReading, Moment

_BETWEEN = re.compile(
    r"[\s–—|,;:()/-]*(?:(?:Uhr|bis(?: zum)?|Ende:?)[\s–—|,;:()/-]*){0,3}", re.IGNORECASE
)
_LATE = 6
"""An end up to this hour may be that of the next day."""
MAX_DAYS = 62
"""A longer stretch is a period or an exhibition, not an event that one attends."""


def when_of(reading: DateReading) -> When | None:
    """Return the exact time that a reading gives, or None where its day is not complete."""
    if reading.start is None or reading.start.day_value is None:
        return None
    start: date | datetime = reading.start.at() or reading.start.day_value
    end: date | datetime | None = None
    if reading.end is not None:
        end = reading.end.at() or reading.end.day_value
    if isinstance(end, datetime) and not isinstance(start, datetime):
        end = end.date()
    return _checked(start, end, reading.year_source or YearSource.WRITTEN)


def coarse_of(reading: DateReading) -> CoarseWhen | None:
    """Return the rough time that a reading gives (month, quarter, season ...), or None."""
    if reading.grain in (Grain.DAY, Grain.MINUTE) or reading.start is None or not reading.in_span:
        return None
    first = _first_day(reading.start)
    last = _last_day(reading.end or reading.start)
    if first is None or last is None or last < first:
        return None
    return CoarseWhen(first_day=first, last_day=last, grain=reading.grain, text=reading.quote)


def with_times(when: When, start: Moment | None, end: Moment | None) -> When:
    """Return `when` with clock times read elsewhere (a label "Uhrzeit"), where it has none.

    The end time falls on the last day; an end before the start on one day is after midnight.
    """
    if start is None or start.hour is None or not when.all_day:
        return when
    begins = _at(when.first_day, start)
    if end is None or end.hour is None:
        last = when.last_day if when.last_day != when.first_day else None
        return _checked(begins, last, when.year_source) or when
    ends = _at(when.last_day, end)
    if ends <= begins and when.last_day == when.first_day:
        ends = _at(when.last_day + timedelta(days=1), end)
    return _checked(begins, ends, when.year_source) or when


def with_end(when: When, end: When, clock: Moment | None = None) -> When:
    """Return `when` reaching to the day of `end`, and to its time or to `clock` where one is known.

    For an end that is written apart from the start: a label "Ende", "und endet am ...".
    """
    if when.end is not None or end.first_day < when.first_day:
        return when
    last: date | datetime = end.start
    if end.all_day and clock is not None and clock.hour is not None:
        last = _at(end.first_day, clock)
    if isinstance(last, datetime) and not isinstance(when.start, datetime):
        last = last.date()
    return _checked(when.start, last, when.year_source) or when


def with_end_time(when: When, clock: Moment | None) -> When:
    """Return `when` with the hour of its end; an end before the start is after midnight."""
    if clock is None or clock.hour is None or isinstance(when.end, datetime):
        return when
    ends = _at(when.last_day, clock)
    if isinstance(when.start, datetime) and ends <= when.start and clock.hour <= _LATE:
        ends = _at(when.last_day + timedelta(days=1), clock)
    return _checked(when.start, ends, when.year_source) or when


def fuller(when: When, other: When) -> When:
    """Return the time that tells more, where both begin on one day: with an end, with a clock."""
    if other.first_day != when.first_day:
        return when
    more = (not other.all_day, other.end is not None) > (not when.all_day, when.end is not None)
    if more and (when.end is None or other.last_day >= when.last_day):
        return other
    if when.end is None and other.end is not None and when.all_day:
        return other
    if when.all_day and isinstance(other.start, datetime):
        return _checked(other.start, when.end, when.year_source) or when
    return when


def clock_only(readings: Iterable[DateReading]) -> tuple[Moment | None, Moment | None]:
    """Return the first start and end among readings that are clock times without a day."""
    for reading in readings:
        start = reading.start
        if start is not None and start.hour is not None and start.day is None:
            return start, reading.end
        if start is None and reading.end is not None and reading.end.hour is not None:
            return None, reading.end
    return None, None


def closes(between: str) -> bool:
    """Return whether the text between two dates makes the second the end of the first."""
    return len(between) <= 40 and _BETWEEN.fullmatch(between) is not None


def usable(reading: DateReading) -> bool:
    """Return whether the reading is the day of something that may be an event."""
    return (
        reading.kind is DateKind.EVENT
        and reading.grain in (Grain.DAY, Grain.MINUTE)
        and reading.start is not None
        and reading.start.day_value is not None
        and reading.in_span
        and "impossible_date" not in reading.warnings
    )


def _checked(
    start: date | datetime, end: date | datetime | None, source: YearSource
) -> When | None:
    last = end.date() if isinstance(end, datetime) else end
    first = start.date() if isinstance(start, datetime) else start
    if last is not None and not timedelta(0) <= last - first <= timedelta(days=MAX_DAYS):
        return None
    if isinstance(start, datetime) and isinstance(end, datetime) and end < start:
        return None
    if end is not None and type(end) is date and end == first:
        end = None
    return When(start=start, end=end, year_source=source)


def _at(day: date, clock: Moment) -> datetime:
    hour, minute = clock.hour or 0, clock.minute or 0
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def _first_day(moment: Moment) -> date | None:
    if moment.day_value is not None:
        return moment.day_value
    if moment.year is None:
        return None
    if moment.week is not None:
        return date.fromisocalendar(moment.year, moment.week, 1)
    if moment.quarter is not None:
        return date(moment.year, moment.quarter * 3 - 2, 1)
    return date(moment.year, moment.month or 1, 1)


def _last_day(moment: Moment) -> date | None:
    first = _first_day(moment)
    if first is None or moment.day_value is not None:
        return first
    if moment.week is not None:
        return first + timedelta(days=6)
    months = 3 if moment.quarter is not None else 1 if moment.month is not None else 12
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
