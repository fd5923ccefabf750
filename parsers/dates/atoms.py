"""The smallest pieces of a date phrase, as the lexer hands them to the grammar.

Records only. Numbers are as written: nothing here is checked against the calendar.
"""

from dataclasses import dataclass, field

from model import Grain
from parsers.dates.result import Moment


@dataclass(slots=True)
class Atom:
    """A piece of text, by its span in the plain text."""

    start: int
    end: int


@dataclass(slots=True)
class DayAtom(Atom):
    """A day and a month, perhaps with a year: "12. März", "12.3.26"."""

    day: int
    month: int
    year: int | None = None
    weak: bool = False  # "3/4", "1.2.": a date only where its surroundings say so
    spelled: bool = False  # the month stands in letters
    dotted: bool = True  # the day number carries its dot
    last_day: int = 0  # "April 3-4"
    last_joint: str = "-"
    other: tuple[int, int, int] | None = None  # another reading of "16-04-19": year, month, day
    warning: str = ""


@dataclass(slots=True)
class NumberAtom(Atom):
    """A number of one or two digits: a day or an hour where its right neighbour says so."""

    value: int
    dotted: bool


@dataclass(slots=True)
class DottedAtom(Atom):
    """Two numbers with a dot between: "10.10" is a date or a clock time."""

    left: int
    right: int
    minutes: bool  # the right one has two digits


@dataclass(slots=True)
class ClockAtom(Atom):
    """A clock time; hour 0–24."""

    hour: int
    minute: int
    weak: bool = False  # "1:10": may be a ratio
    fixed: bool = False  # a.m. or p.m. is already reckoned in
    offset: int | None = None  # minutes east of UTC where written
    warning: str = ""


@dataclass(slots=True)
class FourAtom(Atom):
    """Four digits: a clock time in "1845-1955", otherwise nothing."""

    value: int


@dataclass(slots=True)
class MonthAtom(Atom):
    """A month, perhaps with its year."""

    month: int
    year: int | None = None


@dataclass(slots=True)
class CoarseAtom(Atom):
    """A quarter, week, half year, season or part of a year."""

    first: Moment
    last: Moment | None
    grain: Grain


@dataclass(slots=True)
class WeekdayAtom(Atom):
    """A weekday, 0 is Monday; `plural` for "dienstags", `long` for the full name."""

    weekday: int
    plural: bool
    long: bool


@dataclass(slots=True)
class RuleAtom(Atom):
    """A recurrence as an RRULE value; "" where it repeats in a way that no rule says."""

    rule: str
    warning: str = ""
    weekdays: tuple[int, ...] = field(default=())


@dataclass(slots=True)
class WordAtom(Atom):
    """A word or sign of the grammar by its role: "um", "bis", "-", "und"."""

    role: str


@dataclass(slots=True)
class JunkAtom(Atom):
    """A number that is no date: a price, a telephone number, a paragraph, an address."""


@dataclass(slots=True)
class PendingAtom(Atom):
    """Words that say that a date will follow: "Termin folgt"."""
