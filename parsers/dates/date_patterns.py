"""The patterns of dates, built from named parts, and the atoms made of their matches.

All patterns are for lower-case text; each is bounded, so that a match costs constant time.
"""

import re
from calendar import monthrange
from collections.abc import Callable

from model import Grain
from parsers.dates.atoms import Atom, CoarseAtom, DayAtom, JunkAtom, MonthAtom
from parsers.dates.result import Moment
from parsers.dates.vocabulary import (
    GERMAN_WEEKDAYS,
    MONTHS,
    ORDINALS,
    SEASONS,
    SHORT_MONTHS,
    WEEKDAYS,
    any_of,
)

TextMatch = re.Match[str]
Builder = Callable[[TextMatch, int], Atom | None]
"""Makes an atom of a match and the index of the first group inside the pattern."""

NN = r"([0-9]{1,2})"
DOT = r"\s{0,2}\.{1,2}\s{0,2}"
YEAR = r"((?:19|20)[0-9]{2})(?![0-9])"
OLD_YEAR = r"((?:1[0-9]|20)[0-9]{2})(?:(?=[0-9]{1,2}:[0-9]{2})|(?![0-9]))"
MONTH = any_of(MONTHS)
LONG_MONTH = any_of(set(MONTHS) - SHORT_MONTHS)
WORD_END = r"(?![\wäöüß]|-[a-zäöü])"
ORDINAL_END = r"(?:\s?\.|te[rsnm]?(?![a-z])|(?:st|nd|rd|th)(?![a-z]))"
NOT_A_TIME = r"(?![0-9]|[:.][0-9]|-[0-9]|\s?(?:uhr|h)(?![a-zäöü]))"
NOT_OCLOCK = r"(?!\s?uhr(?![a-zäöü]))"
NOT_A_MEASURE = (
    r"(?!\s?(?:€|%|°|euro|eur(?![a-z])|prozent|mio|mrd|million|milliard|tsd|punkte|"
    r"km|kg|m²|qm|ha(?![a-zäöü])))"
)
AFTER_SHORT_YEAR = (
    r"(?=\s{0,2}(?:$|[,;)\]|\n-]|\.(?![0-9])|(?:um|ab|von|bis|ca|gegen|in|im|und|mit)\b))"
)
EDGE = r"(?=\s{0,2}(?:$|[,.;:)\]|\n](?![0-9])))"


def century(year: int) -> int:
    """Return a two-digit year in full: 00–49 is this century, 50–99 the last."""
    return year + (2000 if year < 50 else 1900)


def _number(text: str | None) -> int | None:
    if not text:
        return None
    return century(int(text)) if len(text) == 2 else int(text)


def _iso(match: TextMatch, group: int) -> Atom:
    year, month, day = (int(match[group + index]) for index in range(3))
    return DayAtom(*match.span(), day, month, year)


def _numeric(match: TextMatch, group: int) -> Atom:
    day, month, year = (match[group + index] for index in range(3))
    return DayAtom(*match.span(), int(day), int(month), _number(year))


def _american(match: TextMatch, group: int) -> Atom:
    day, month, year = int(match[group]), int(match[group + 1]), _number(match[group + 2])
    if month > 12 >= day:
        day, month = month, day
    return DayAtom(*match.span(), day, month, year)


def _dashed(match: TextMatch, group: int) -> Atom:
    first, second, third = int(match[group]), int(match[group + 1]), match[group + 2]
    atom = DayAtom(*match.span(), first, second, _number(third))
    if len(third) == 2 and 1 <= int(third) <= 31:
        atom.other = (century(first), second, int(third))
    return atom


def _mistyped(match: TextMatch, group: int) -> Atom:
    return DayAtom(*match.span(), int(match[group]), int(match[group + 1]), warning="odd_year")


def _spelled(match: TextMatch, group: int) -> Atom:
    day, ending, month = match[group], match[group + 1], match[group + 2]
    year = match[group + 3] or match[group + 4] or match[group + 5]
    atom = DayAtom(*match.span(), int(day), MONTHS[month], _number(year), spelled=True)
    atom.dotted = bool(ending)
    return atom


def _ordinal_word(match: TextMatch, group: int) -> Atom:
    day, month, year = ORDINALS[match[group]], MONTHS[match[group + 1]], _number(match[group + 2])
    return DayAtom(*match.span(), day, month, year, spelled=True)


def _month_first(match: TextMatch, group: int) -> Atom | None:
    month, day, joint, last, year = (match[group + index] for index in range(5))
    number = int(day)
    if number > 31 and not (last or year) and len(day) == 2:
        return MonthAtom(*match.span(), MONTHS[month], century(number))
    atom = DayAtom(*match.span(), number, MONTHS[month], _number(year), spelled=True)
    atom.last_day, atom.last_joint = int(last or 0), "-" if joint == "-" else "und"
    return atom


def _without_year(match: TextMatch, group: int) -> Atom:
    day, month = match[group], match[group + 1]
    return DayAtom(*match.span(), int(day), int(month), weak=len(day) == 1 and len(month) == 1)


def _slashed(match: TextMatch, group: int) -> Atom:
    day, month, year = match[group], match[group + 1], _number(match[group + 2])
    return DayAtom(*match.span(), int(day), int(month), year, weak=year is None)


def _month_year(match: TextMatch, group: int) -> Atom:
    return MonthAtom(*match.span(), int(match[group]), int(match[group + 1]))


_WORDS_TOO = frozenset({"may", "march"})


def _month(match: TextMatch, group: int) -> Atom | None:
    word, year = match[group], match[group + 1] or match[group + 2]
    if not year and (word in SHORT_MONTHS or word in _WORDS_TOO):
        return None
    return MonthAtom(*match.span(), MONTHS[word], _number(year))


def _nth_weekday(match: TextMatch, group: int) -> Atom:
    nth, weekday = ORDINALS[match[group]], WEEKDAYS[match[group + 1]]
    month, year = MONTHS[match[group + 2]], int(match[group + 3])
    first, length = monthrange(year, month)
    day = 1 + (weekday - first) % 7 + 7 * (nth - 1) if nth > 0 else 0
    if nth < 0:
        day = length - (first + length - 1 - weekday) % 7
    return DayAtom(*match.span(), day, month, year, spelled=True)


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _quarter(match: TextMatch, group: int) -> Atom | None:
    word, year = match[group].rstrip("."), _number(match[group + 1])
    number = int(word[0]) if word[0].isdigit() else _ROMAN.get(word) or ORDINALS.get(word, 0)
    if not 1 <= number <= 4:
        return JunkAtom(*match.span())
    return CoarseAtom(*match.span(), Moment(year=year, quarter=number), None, Grain.QUARTER)


def _half_year(match: TextMatch, group: int) -> Atom:
    second = match[group][0] in "2z"
    year = _number(match[group + 1])
    first, last = Moment(year=year, month=7 if second else 1), Moment(year=year, month=12)
    return CoarseAtom(
        *match.span(), first, last if second else Moment(year=year, month=6), Grain.APPROX
    )


def _week(match: TextMatch, group: int) -> Atom | None:
    week, year = int(match[group] or match[group + 3]), None
    for index in (1, 2, 4):
        year = year or _number(match[group + index])
    if not 1 <= week <= 53:
        return JunkAtom(*match.span())
    return CoarseAtom(*match.span(), Moment(year=year, week=week), None, Grain.WEEK)


def _week_of_month(match: TextMatch, group: int) -> Atom | None:
    nth, month, year = ORDINALS[match[group]], MONTHS[match[group + 1]], int(match[group + 2])
    first, length = monthrange(year, month)
    monday = 1 + (-first) % 7 + 7 * (nth - 1) if nth > 0 else length - (first + length - 1) % 7
    if monday > length:
        return JunkAtom(*match.span())
    moment = Moment(year=year, month=month, day=monday).day_value
    if moment is None:
        return None
    iso_year, week, _ = moment.isocalendar()
    return CoarseAtom(*match.span(), Moment(year=iso_year, week=week), None, Grain.WEEK)


def _season(match: TextMatch, group: int) -> Atom:
    month, year = SEASONS[match[group]], int(match[group + 1])
    over = month == 12
    last = Moment(year=year + over, month=2 if over else month + 2)
    return CoarseAtom(*match.span(), Moment(year=year, month=month), last, Grain.SEASON)


def _year_part(match: TextMatch, group: int) -> Atom:
    first = {"a": 1, "m": 5, "e": 9}[match[group][0]]
    year = int(match[group + 1])
    last = Moment(year=year, month=first + 3)
    return CoarseAtom(*match.span(), Moment(year=year, month=first), last, Grain.APPROX)


def _year(match: TextMatch, group: int) -> Atom:
    return CoarseAtom(*match.span(), Moment(year=int(match[group])), None, Grain.YEAR)


_NUMERAL = rf"([1-4]\.|[1-4]te[rsnm]?|i{{1,3}}\.|iv\.|{any_of(ORDINALS)})"
_OF_YEAR = rf"(?:,?\s{{1,2}}(?:des\sjahres\s|in\s)?{YEAR})?"

DIGIT_PATTERNS: tuple[tuple[str, str, Builder], ...] = (
    ("iso", rf"([0-9]{{4}})-{NN}-{NN}(?:t(?=[0-9]{{2}}:)|(?![\w-]))", _iso),
    ("ymd", rf"([12][0-9]{{3}})/{NN}/{NN}(?![\w/])", _iso),
    ("dmy", NN + DOT + NN + r"(?:\s?\.{1,2}\s{0,2}|\s)" + YEAR, _numeric),
    ("dmy_tight", rf"{NN}\.{NN}\.{OLD_YEAR}", _numeric),
    ("dmy_short", rf"{NN}\.{NN}\.'?([0-9]{{2}})(?![0-9]|[:.][0-9]|\s?uhr(?![a-zäöü]))", _numeric),
    ("dmy_spaced", rf"{NN}\.\s{NN}\.\s([0-9]{{2}}){NOT_A_TIME}{EDGE}", _numeric),
    ("mistyped", rf"{NN}\.{NN}\.20(?:[0-9]|[0-9]{{3}})(?![0-9])", _mistyped),
    ("dashed", rf"(?<!-){NN}-{NN}-([0-9]{{4}}|[0-9]{{2}})(?![\w-])", _dashed),
    ("slashed_year", rf"{NN}/{NN}/([0-9]{{4}}|[0-9]{{2}})(?![\w/])", _american),
    (
        "spelled",
        rf"{NN}\s{{0,2}}(?P<ordinal>{ORDINAL_END})?\s{{0,3}}(?:of\s)?({MONTH}){WORD_END}\.?"
        rf"(?:,?\s{{0,3}}(?(ordinal){OLD_YEAR}|{YEAR}){NOT_OCLOCK}"
        rf"|\s{{0,3}}'?([0-9]{{2}}){NOT_A_TIME}{AFTER_SHORT_YEAR})?",
        _spelled,
    ),
    ("quarter", rf"{_NUMERAL}\s{{0,2}}quartals?{_OF_YEAR}", _quarter),
    (
        "half",
        rf"([12]\.|erste[sn]?|zweite[sn]?)\s{{0,2}}(?:halbjahres|halbjahr){_OF_YEAR}",
        _half_year,
    ),
    (
        "week",
        rf"kw\s{{0,2}}{NN}(?:\s?[/-]\s?([0-9]{{4}}|[0-9]{{2}})(?![0-9])|\s{YEAR})?(?![0-9])"
        rf"|{NN}\.\s{{0,2}}(?:kw|kalenderwoche)(?![a-z]){_OF_YEAR}",
        _week,
    ),
    ("month_year", rf"(0[1-9]|1[0-2])[/.]{YEAR}(?![\w/.-])", _month_year),
    ("day_month", rf"{NN}\s?\.\s?{NN}\.{{1,2}}(?![\w]){NOT_A_MEASURE}", _without_year),
)
"""Dates that begin with a digit, the longest forms first."""

LOW_PATTERNS: tuple[tuple[str, str, Builder], ...] = (
    ("slashed", rf"{NN}/{NN}(?:\s(20[0-9]{{2}}))?(?![\w/.]){NOT_A_MEASURE}", _slashed),
)
"""Forms that are dates only where nothing else fits."""

WORD_PATTERNS: tuple[tuple[str, str, Builder], ...] = (
    (
        "nth_weekday",
        rf"({any_of(ORDINALS)})\s{{1,2}}({any_of(GERMAN_WEEKDAYS)})\s(?:im|des|in)\s(?:monats?\s)?"
        rf"({MONTH})\s{YEAR}",
        _nth_weekday,
    ),
    (
        "week_of_month",
        rf"({any_of(ORDINALS)})\swoche\s(?:im|des|in)\s({MONTH})\s{YEAR}",
        _week_of_month,
    ),
    (
        "ordinal_word",
        rf"({any_of(ORDINALS)})\s({LONG_MONTH}){WORD_END}(?:\s{YEAR})?",
        _ordinal_word,
    ),
    ("word_quarter", rf"{_NUMERAL}\squartals?{_OF_YEAR}", _quarter),
    ("q_quarter", rf"q([1-4])\s?[/-]?\s?{YEAR}", _quarter),
    ("word_half", rf"(erste[sn]?|zweite[sn]?)\s(?:halbjahres|halbjahr){_OF_YEAR}", _half_year),
    (
        "word_week",
        rf"kw\s{{0,2}}{NN}(?:\s?[/-]\s?([0-9]{{4}}|[0-9]{{2}})(?![0-9])|\s{YEAR})?(?![0-9])()()",
        _week,
    ),
    ("season", rf"({any_of(SEASONS)})s?\s{YEAR}(?:\s?/\s?(?:20)?[0-9]{{2}}(?![0-9]))?", _season),
    ("year_part", rf"(anfang|mitte|ende)\s(?:des\sjahres\s)?{YEAR}(?!\s?-\s?[0-9])", _year_part),
    ("whole_year", rf"im\s(?:laufe\sdes\s)?jahre?s?\s{YEAR}", _year),
    (
        "month_only_year",
        rf"({MONTH}){WORD_END}\.?,?\s{{0,3}}(?:{YEAR}|'([0-9]{{2}})(?![0-9]))",
        _month,
    ),
    (
        "month_first",
        rf"({MONTH})\.?\s{{1,2}}{NN}(?:\.|st|nd|rd|th)?(?:\s?(-|&|and)\s?{NN}(?:\.|st|nd|rd|th)?)?"
        rf"(?:,?\s{{1,2}}{YEAR}|{EDGE})",
        _month_first,
    ),
    ("month", rf"({MONTH}){WORD_END}()()", _month),
)
"""Dates that begin with a letter."""
