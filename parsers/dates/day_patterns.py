"""The patterns of days that are numbers: with dots, dashes, strokes or gaps."""

from parsers.dates.atoms import Atom, DayAtom
from parsers.dates.pattern_parts import (
    EDGE,
    GLUED_YEAR,
    NN,
    NOT_A_MEASURE,
    NOT_A_TIME,
    OLD_YEAR,
    YEAR,
    Entries,
    TextMatch,
    century,
    year_of,
)


def _iso(match: TextMatch, group: int) -> Atom:
    year, month, day = (int(match[group + index]) for index in range(3))
    return DayAtom(*match.span(), day, month, year, dotted=False)


def _numeric(match: TextMatch, group: int) -> Atom:
    day, month, year = (match[group + index] for index in range(3))
    return DayAtom(*match.span(), int(day), int(month), year_of(year))


def _dotted(match: TextMatch, group: int) -> Atom:
    year = int(match[group + 2] or match[group + 3])
    return DayAtom(*match.span(), int(match[group]), int(match[group + 1]), year)


def _american(match: TextMatch, group: int) -> Atom:
    day, month, year = int(match[group]), int(match[group + 1]), year_of(match[group + 2])
    if month > 12 >= day:
        day, month = month, day
    return DayAtom(*match.span(), day, month, year)


def _dashed(match: TextMatch, group: int) -> Atom:
    first, second, third = int(match[group]), int(match[group + 1]), match[group + 2]
    atom = DayAtom(*match.span(), first, second, year_of(third))
    if len(third) == 2 and 1 <= int(third) <= 31:
        atom.other = (century(first), second, int(third))
    return atom


def _mistyped(match: TextMatch, group: int) -> Atom:
    return DayAtom(*match.span(), int(match[group]), int(match[group + 1]), warning="odd_year")


def _without_year(match: TextMatch, group: int) -> Atom:
    day, month = match[group], match[group + 1]
    this_year = match[group + 2] is not None
    weak = len(day) == 1 and len(month) == 1 and not this_year
    return DayAtom(*match.span(), int(day), int(month), weak=weak)


def _slashed(match: TextMatch, group: int) -> Atom:
    day, month, year = int(match[group]), int(match[group + 1]), year_of(match[group + 2])
    if month > 12 >= day:
        day, month = month, day
    return DayAtom(*match.span(), day, month, year, weak=year is None)


_NO_NUMBER = r"(?![-/][0-9]{1,3}(?![0-9.:]|\s?(?:uhr|h)))"
"""After a full date: what would make it the beginning of a file number ("12.05.2011/3")."""

_DOT = r"\s{0,2}\.{1,2}\s{0,2}"
_OF_THIS_YEAR = r"(\s?d\.\s?j\.)?"
ISO_PATTERNS: Entries = (
    (
        "iso",
        rf"([0-9]{{4}})-{NN}-{NN}(?:t(?=[0-9]{{2}}:)|(?=-(?:[a-z]{{2,10}}\.?,?\s(?:den\s)?)?[0-9]{{4}}-)|(?![\w-]))",
        _iso,
    ),
    ("ymd", rf"([12][0-9]{{3}})/{NN}/{NN}(?![\w/])", _iso),
)
"""Days that begin with their year (ISO 8601)."""

NUMERIC_PATTERNS: Entries = (
    ("dmy", NN + _DOT + NN + rf"(?:\s?\.{{1,2}}\s{{0,2}}{OLD_YEAR}|\s{YEAR}){_NO_NUMBER}", _dotted),
    ("dmy_tight", rf"{NN}\.{NN}\.{GLUED_YEAR}{_NO_NUMBER}", _numeric),
    ("dmy_short", rf"{NN}\.{NN}\.'?([0-9]{{2}})(?![0-9]|[:.][0-9]|\s?uhr(?![a-zäöü]))", _numeric),
    ("dmy_spaced", rf"{NN}\.\s{NN}\.\s([0-9]{{2}}){NOT_A_TIME}{EDGE}", _numeric),
    ("ymd_dotted", r"(20[0-9]{2})\.(0[1-9]|1[0-2])\.([0-3][0-9])(?![\w.])", _iso),
    ("mistyped", rf"{NN}\.{NN}\.20(?:[0-9]|[0-9]{{3}})(?![0-9])", _mistyped),
    ("dashed", rf"(?<!-){NN}-{NN}-([0-9]{{4}}|[0-9]{{2}})(?![\w-])", _dashed),
    ("slashed_year", rf"{NN}/{NN}/([0-9]{{4}}|[0-9]{{2}})(?![\w/])", _american),
)
"""Days in numbers with their year."""

SHORT_PATTERNS: Entries = (
    (
        "day_month",
        rf"{NN}\s?\.\s?{NN}\.{{1,2}}{_OF_THIS_YEAR}(?![\w]){NOT_A_MEASURE}",
        _without_year,
    ),
)
"""Days in numbers without a year."""

GLUED_PATTERNS: Entries = (
    ("glued_day", rf"(?<=\.20[0-9]{{2}}){NN}\.{NN}\.{YEAR}(?![\w.])", _numeric),
)
"""A day with another one glued to its left."""

GAP_PATTERNS: Entries = (
    ("piped", rf"(0[1-9]|[12][0-9]|3[01])\s?\|\s?(0[1-9]|1[0-2])\s?\|\s?{YEAR}", _numeric),
    (
        "spaced",
        rf"(?<![0-9][\s/-])(0[1-9]|[12][0-9]|3[01])\s(0[1-9]|1[0-2])\s{YEAR}(?!\s?[0-9])",
        _numeric,
    ),
)
"""Days whose three numbers are parted by a stroke or a gap, all in full."""

LOW_PATTERNS: Entries = (
    (
        "slashed",
        rf"{NN}/{NN}(?:\s(20[0-9]{{2}}))?(?![\w/.]|\s?-\s?[0-9]{{1,2}}(?:[:.][0-9]{{2}})?\s?(?:uhr|h)\b)"
        + NOT_A_MEASURE,
        _slashed,
    ),
)
"""Forms that are dates only where nothing else fits."""
