"""Gives a clock time that stands apart from its day the day of its sentence.

"Am 7. Mai 2026 tagt das Forum, Beginn ist um 10 Uhr": the one day of the sentence is that of the
time. Where a sentence holds several days, or none, the time stays without a day.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from parsers.dates.result import DateKind, DateReading, Moment

_REACH = 160
_BREAK = re.compile(r"\n|(?:(?<![0-9])|(?<=[0-9]{4}))[.!?]\s+[A-ZÄÖÜ„»\"]|;")


def on_days(text: str, readings: list[DateReading]) -> list[DateReading]:
    """Return the readings of `text`, their clock times with a day where the sentence has one."""
    return [
        _on_day(text, readings, index) if _dayless(reading) else reading
        for index, reading in enumerate(readings)
    ]


def _dayless(reading: DateReading) -> bool:
    first = reading.first
    event = reading.kind is DateKind.EVENT and not reading.recurrence
    return event and first is not None and first.hour is not None and first.day is None


def _on_day(text: str, readings: list[DateReading], index: int) -> DateReading:
    reading = readings[index]
    days = {
        other.start
        for step in (-1, 1)
        for other in _beside(text, readings, index, step)
        if other.start is not None and other.start.day_value is not None
    }
    if len(days) != 1:
        return reading
    (day,) = days
    start, end = _at(day, reading.start), _at(day, reading.end)
    if start is not None and end is not None and end.iso < start.iso:
        end = _next_day(end)
    return replace(reading, start=start, end=end)


def _beside(text: str, readings: list[DateReading], index: int, step: int) -> list[DateReading]:
    """Return the readings on one side that stand in the same sentence, the nearest first."""
    found = []
    here = readings[index]
    for other in readings[index + step :: step] if index + step >= 0 else []:
        first, last = (other, here) if step < 0 else (here, other)
        if last.span[0] - first.span[1] > _REACH:
            break
        if _BREAK.search(text, first.span[1], last.span[0] + 1):
            break
        found.append(other)
    return found


def _at(day: Moment, clock: Moment | None) -> Moment | None:
    if clock is None:
        return None
    return replace(clock, year=day.year, month=day.month, day=day.day)


def _next_day(moment: Moment) -> Moment:
    day = moment.day_value
    if day is None or day == date.max:
        return moment
    after = day + timedelta(days=1)
    return replace(moment, year=after.year, month=after.month, day=after.day)
