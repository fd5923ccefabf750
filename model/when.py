"""When an event is: exact (`When`, a day or a minute) or coarse (`CoarseWhen`, never exact).

The two are separate types so that "Herbst 2026" cannot be rendered as a day by mistake.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from model.errors import ModelError
from model.text import clean_text

BERLIN = ZoneInfo("Europe/Berlin")
"""The zone of every clock time in RegioRadar's records."""


class Grain(StrEnum):
    """How exact a date is."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    APPROX = "approx"


class YearSource(StrEnum):
    """What the year of a date was read from, in falling order of trust."""

    WRITTEN = "written"
    WEEKDAY = "weekday"
    HEADING = "heading"
    TENSE = "tense"
    URL = "url"
    PUBLISHED = "published"


def iso(moment: date | datetime) -> str:
    """Return ISO 8601: a date, or a local date-time to the minute with its offset."""
    return (
        moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
    )


def day_of(moment: date | datetime) -> date:
    """Return the calendar day of a date or a date-time."""
    return moment.date() if isinstance(moment, datetime) else moment


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An exact time: whole days (dates) or minutes (date-times in Europe/Berlin).

    `end` is inclusive: the last day, or the end time that is written. None says that no end is
    known. A start with a clock time may have an end that is only a day: then the last day is
    known and its hour is not. Raises ModelError for a date-time in another zone, an end before
    the start, or a clock time at the end only.
    """

    start: date | datetime
    end: date | datetime | None = None
    year_source: YearSource = YearSource.WRITTEN

    def __post_init__(self) -> None:
        for moment in (self.start, self.end):
            if isinstance(moment, datetime) and moment.tzinfo is not BERLIN:
                raise ModelError(f"a clock time must be in Europe/Berlin, not {moment.tzinfo}")
        if self.end is None:
            return
        if isinstance(self.end, datetime) and not isinstance(self.start, datetime):
            raise ModelError(f"an end with a clock time needs a start with one: {self.end}")
        both_timed = isinstance(self.start, datetime) and isinstance(self.end, datetime)
        if self.end < self.start if both_timed else day_of(self.end) < day_of(self.start):
            raise ModelError(f"the end {self.end} is before the start {self.start}")

    @property
    def all_day(self) -> bool:
        """True where no clock time is known."""
        return not isinstance(self.start, datetime)

    @property
    def grain(self) -> Grain:
        """DAY or MINUTE."""
        return Grain.DAY if self.all_day else Grain.MINUTE

    @property
    def first_day(self) -> date:
        """The first calendar day, in Europe/Berlin."""
        return day_of(self.start)

    @property
    def last_day(self) -> date:
        """The last calendar day, inclusive; the first where no end is known.

        What ends at midnight ends with the day before: "18–24 Uhr" is one evening.
        """
        if self.end is None:
            return self.first_day
        last = day_of(self.end)
        return last - timedelta(days=1) if self.ends_at_midnight else last

    @property
    def ends_at_midnight(self) -> bool:
        """True where the written end is 24 o'clock of the last day: 0 o'clock after the start."""
        end = self.end
        return isinstance(end, datetime) and end.time() == time.min and day_of(end) > self.first_day

    def over(self, today: date) -> bool:
        """Return True where the last day lies before `today`."""
        return self.last_day < today


@dataclass(frozen=True, slots=True, kw_only=True)
class CoarseWhen:
    """A time that is known only roughly, from `first_day` to `last_day` inclusive.

    `text` is what the page says ("Herbst 2026"); `grain` is never DAY or MINUTE.
    """

    first_day: date
    last_day: date
    grain: Grain
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))
        if self.grain in (Grain.DAY, Grain.MINUTE):
            raise ModelError(f"a coarse time cannot have the grain {self.grain}")
        if self.last_day < self.first_day:
            raise ModelError(f"the end {self.last_day} is before the start {self.first_day}")

    def over(self, today: date) -> bool:
        """Return True where the last possible day lies before `today`."""
        return self.last_day < today
