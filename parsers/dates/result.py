"""What the date reader hands back: partial points in time, readings of them, and the context.

Records only: nothing here reads text.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from model import BERLIN, Grain, YearSource

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years of what is announced, due or published; what lies outside is history or a slip."""
_FIRST_TOLD, _LAST_TOLD = 1000, 2200


class DateKind(StrEnum):
    """What a date on a page is the date of."""

    EVENT = "event"
    DEADLINE = "deadline"
    PUBLISHED = "published"
    PERIOD = "period"
    HOURS = "hours"
    NONE = "none"


class Tense(StrEnum):
    """Whether the sentence around a date invites to something or reports on it."""

    COMING = "coming"
    PAST = "past"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point in time as far as it is written; None is unknown. Clock times are Europe/Berlin.

    `quarter` and `week` (ISO 8601 week) stand alone with the year; `hour` may stand without a day.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    quarter: int | None = None
    week: int | None = None

    @property
    def iso(self) -> str:
        """ISO 8601 at the grain that is known; an unknown year is written as in `--03-02`."""
        clock = "" if self.hour is None else f"T{self.hour:02}:{self.minute or 0:02}"
        year = "-" if self.year is None else f"{self.year:04}"
        if self.quarter is not None:
            return f"{year}-Q{self.quarter}"
        if self.week is not None:
            return f"{year}-W{self.week:02}"
        if self.month is None:
            return clock or ("" if self.year is None else year)
        if self.day is None:
            return f"{year}-{self.month:02}"
        return f"{year}-{self.month:02}-{self.day:02}{clock}"

    @property
    def day_value(self) -> date | None:
        """The calendar day where year, month and day are known and exist."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def at(self) -> datetime | None:
        """Return the date-time in Europe/Berlin where day and clock time are both known."""
        day = self.day_value
        if day is None or self.hour is None:
            return None
        return datetime(day.year, day.month, day.day, self.hour, self.minute or 0, tzinfo=BERLIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateContext:
    """What the text alone does not say: the reference day, its address, its headings.

    `reference` is the day of publication, or of the crawl where none is known. `heading` is text
    whose written years are inherited by dates without one. `tense` is used where the sentence
    itself has no cue. `latest` is the last day that `reference` may mean, where only the month of
    publication is known; then `reference` is its first.
    """

    reference: date | datetime | None = None
    latest: date | None = None
    url: str = ""
    heading: str = ""
    tense: Tense = Tense.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """One date, range or clock time that stands in a text.

    `end` is inclusive and None where not written; `start` is None where only an end is written
    ("bis 30. April"). `span` counts characters of the text that was handed in, `quote` is exactly
    that piece. `year_source` is None where the year is unknown or none is needed. `recurrence` is
    an RRULE value (RFC 5545, section 3.3.10) or "". `previous` is the old date of a moved event,
    `doors` the admission time, `cue` the words that decided kind or tense.
    """

    start: Moment | None
    end: Moment | None
    grain: Grain
    kind: DateKind
    tense: Tense
    span: tuple[int, int]
    quote: str
    year_source: YearSource | None
    all_day: bool
    recurrence: str = ""
    warnings: tuple[str, ...] = ()
    previous: Moment | None = None
    doors: Moment | None = None
    cue: str = ""

    @property
    def first(self) -> Moment | None:
        """The start, or the end where only an end is written."""
        return self.start or self.end

    @property
    def in_span(self) -> bool:
        """Whether the first moment is of the years of what is announced, as far as that is said."""
        return self.first is None or _between(self.first, FIRST_YEAR, LAST_YEAR)

    @property
    def is_placeholder(self) -> bool:
        """True for a day that a database writes for none (0001-01-01, 31.12.9999)."""
        moments = (self.start, self.end, self.previous)
        return not all(_between(m, _FIRST_TOLD, _LAST_TOLD) for m in moments if m is not None)

    @property
    def exact(self) -> bool:
        """True where the first moment is a complete calendar day."""
        return self.first is not None and self.first.day_value is not None


def _between(moment: Moment, first: int, last: int) -> bool:
    return moment.year is None or first <= moment.year <= last
