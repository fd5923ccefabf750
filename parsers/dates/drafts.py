"""A reading while it is being made: its moments may still lack their year.

Records and the arithmetic of days only.
"""

from calendar import isleap
from dataclasses import dataclass, field
from datetime import date, timedelta

from model import Grain
from parsers.dates.result import Moment

_LEAP = 2024
_WEEK = 7
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def exists(year: int, month: int, day: int) -> bool:
    """Return True for a day of the proleptic Gregorian calendar, years 1–9999."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and day >= 1):
        return False
    return day <= _LENGTHS[month] or (month == 2 and day == 29 and isleap(year))


@dataclass(slots=True)
class Stamp:
    """A day, or a clock time, or both; the year may be unknown."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int = 0
    weekday: int | None = None
    offset: int | None = None
    other: tuple[int, int, int] | None = None

    def possible(self) -> bool:
        """Return True where the day exists in its year, or in some year."""
        if self.month is None or self.day is None:
            return True
        return exists(_LEAP if self.year is None else self.year, self.month, self.day)

    def value(self) -> date | None:
        """The calendar day where it is complete and exists."""
        return None if self.year is None else self.in_year(self.year)

    def in_year(self, year: int) -> date | None:
        """The same day of another year, None where that has no such day."""
        if self.month is None or self.day is None or not exists(year, self.month, self.day):
            return None
        return date(year, self.month, self.day)

    def falls_on_weekday(self, year: int) -> bool:
        """Return True where the day of that year is the weekday that is written."""
        value = self.in_year(year)
        return value is not None and value.weekday() == self.weekday

    def shift(self, days: int) -> None:
        """Move by whole days; within the year where the year is unknown."""
        value = self.value()
        if value is None:
            value = self.in_year(_LEAP)
            if value is None:
                return
            moved = value + timedelta(days=days)
            self.month, self.day = moved.month, moved.day
            return
        if value < date.max - timedelta(days=days):
            moved = value + timedelta(days=days)
            self.year, self.month, self.day = moved.year, moved.month, moved.day

    def order(self) -> tuple[int, int]:
        """Month and day, to compare days of one year."""
        return (self.month or 0, self.day or 0)

    def moment(self) -> Moment:
        """The moment as the reading will carry it."""
        minute = None if self.hour is None else self.minute
        return Moment(year=self.year, month=self.month, day=self.day, hour=self.hour, minute=minute)


@dataclass(slots=True)
class Draft:
    """One reading to be: `start` and `end` as in the reading, `marks` the words before it.

    `coarse` holds the moments of a reading that is no day: its year may still be None.
    """

    span: tuple[int, int]
    start: Stamp | None = None
    end: Stamp | None = None
    grain: Grain = Grain.DAY
    coarse: tuple[Moment, Moment | None] | None = None
    marks: frozenset[str] = frozenset()
    doors: Stamp | None = None
    rule: str = ""
    onto: bool = False  # joined by "auf": moved, or a range
    weekly: bool = False  # stands on weekdays without a date
    previous: Stamp | None = None
    warnings: list[str] = field(default_factory=list)

    def stamps(self) -> list[Stamp]:
        """The start and the end, as far as they are there."""
        if self.start is None:
            return [] if self.end is None else [self.end]
        return [self.start] if self.end is None else [self.start, self.end]

    def first(self) -> Stamp | None:
        """The start, or the end where only an end is written."""
        return self.start or self.end

    def dayless(self) -> bool:
        """Return True for clock times, or a rule, without any day."""
        first = self.first()
        return self.coarse is None and (first is None or first.day is None)

    def warn(self, warning: str) -> None:
        """Add a warning once."""
        if warning and warning not in self.warnings:
            self.warnings.append(warning)


def tomorrow(day: Stamp, other: Stamp) -> bool:
    """Return True where `other` is the day after `day`; an unknown year counts as the same."""
    year = day.year or other.year or _LEAP
    first, second = day.in_year(year), other.in_year(other.year or year)
    return first is not None and second is not None and (second - first).days == 1


def weeks_apart(day: Stamp, other: Stamp) -> bool:
    """Return True where more than a week lies between two days; an unknown year is the same."""
    year = day.year or other.year or _LEAP
    first, second = day.in_year(year), other.in_year(other.year or year)
    return first is not None and second is not None and (second - first).days > _WEEK
