"""When two mentions take place: the same days, one within the other, moved, or apart."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from model import CoarseWhen, Event, When


class Days(StrEnum):
    """What the days of two mentions are to each other."""

    SAME = "same days"
    FIRST = "same first day"
    WITHIN = "one within the other"
    MOVED = "moved from one to the other"
    OPEN = "not known"
    ROUGH = "one is known roughly"
    APART = "other days"


class Clock(StrEnum):
    """What the hours of two mentions that begin on one day are to each other."""

    UNKNOWN = "not known"
    SAME = "same hour"
    CLOSE = "within half an hour"
    OTHER = "other hour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days of a mention. `minute` of its start counts from midnight, None where unknown.

    `last` is the first day where no end is known (`open_end`). `before` is when it was to begin
    before it was moved.
    """

    first: date
    last: date
    open_end: bool
    rough: bool = False
    minute: int | None = None
    until: int | None = None
    before: date | None = None
    before_minute: int | None = None

    @property
    def length(self) -> int:
        """How many days it takes."""
        return (self.last - self.first).days + 1


def span_of(event: Event) -> Span | None:
    """Return the days of an event; None where it has none."""
    when = event.when
    before = event.previous_start
    if when is None:
        return None
    if isinstance(when, CoarseWhen):
        return Span(
            first=when.first_day,
            last=when.last_day,
            open_end=False,
            rough=True,
        )
    return Span(
        first=when.first_day,
        last=when.last_day,
        open_end=when.end is None,
        minute=None if _whole_day(when) else _minute(when.start),
        until=None if _whole_day(when) else _until(when),
        before=before.date() if isinstance(before, datetime) else before,
        before_minute=_minute(before),
    )


def _minute(moment: date | datetime | None) -> int | None:
    return moment.hour * 60 + moment.minute if isinstance(moment, datetime) else None


def _whole_day(when: When) -> bool:
    """Whether the hours only say that none are known: midnight to midnight."""
    return _minute(when.start) == 0 and (
        not isinstance(when.end, datetime) or _minute(when.end) in _MIDNIGHT
    )


_MIDNIGHT = (0, 23 * 60 + 59)


def _until(when: When) -> int | None:
    """The minute of the end where it is on the first day, 24 o'clock included."""
    if when.last_day != when.first_day:
        return None
    return 24 * 60 if when.ends_at_midnight else _minute(when.end)


def days_relate(one: Span | None, other: Span | None) -> Days:
    """Say what the days of two mentions are to each other."""
    if one is None or other is None:
        return Days.OPEN
    overlap = one.first <= other.last and other.first <= one.last
    if one.rough or other.rough:
        return Days.ROUGH if overlap else Days.APART
    if one.first == other.first:
        return Days.SAME if one.last == other.last else Days.FIRST
    if other.first == one.before or one.first == other.before:
        return Days.MOVED
    return Days.WITHIN if overlap else Days.APART


def clocks_relate(one: Span, other: Span) -> Clock:
    """Say what the hours of two mentions of one first day are to each other."""
    if one.minute is None or other.minute is None:
        return Clock.UNKNOWN
    if one.minute == other.minute:
        return Clock.SAME
    if moved_hour(one, other):
        return Clock.CLOSE
    return Clock.CLOSE if abs(one.minute - other.minute) <= _CLOSE else Clock.OTHER


def hours_apart(one: Span, other: Span) -> bool:
    """Whether one is over, on the one day of both, when the other begins: two sessions."""
    if one.length > 1 or other.length > 1 or one.minute is None or other.minute is None:
        return False
    early, late = (one, other) if one.minute <= other.minute else (other, one)
    return early.until is not None and late.minute is not None and early.until <= late.minute


_CLOSE = 30


def moved_hour(one: Span, other: Span) -> bool:
    """Whether one says that it was to begin when the other does."""
    return (one.before == other.first and one.before_minute == other.minute) or (
        other.before == one.first and other.before_minute == one.minute
    )


def gap(one: Span, other: Span) -> timedelta:
    """How far apart two spans begin."""
    return abs(one.first - other.first)
