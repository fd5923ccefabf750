"""The patterns of what is no day: quarters, half years, weeks, seasons, parts of years, months."""

from calendar import monthrange

from model import Grain
from parsers.dates.atoms import Atom, CoarseAtom, JunkAtom, MonthAtom
from parsers.dates.pattern_parts import (
    JOINT,
    MONTH,
    NN,
    OF_YEAR,
    OLD_YEAR,
    WORD_END,
    YEAR,
    Entries,
    TextMatch,
    year_of,
)
from parsers.dates.result import Moment
from parsers.dates.vocabulary import (
    MONTHS,
    MONTHS_THAT_ARE_WORDS,
    ORDINALS,
    SEASONS,
    SHORT_MONTHS,
)
from parsers.dates.wordtree import tree_of

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TO = r"\s?(?:[-/&+]|bis|und|to|and)\s?"


def _quarter_number(word: str) -> int:
    word = word.rstrip(".")
    return int(word[0]) if word[0].isdigit() else _ROMAN.get(word) or ORDINALS.get(word, 0)


def _quarters(match: TextMatch, group: int) -> Atom:
    """Read one quarter, or the first and the last of several."""
    words = [match[group + index] for index in range(2)]
    year = year_of(match[group + 2] or match[group + 3])
    numbers = [_quarter_number(word) for word in words if word]
    if not all(1 <= number <= 4 for number in numbers):
        return JunkAtom(*match.span())
    first, last = Moment(year=year, quarter=numbers[0]), Moment(year=year, quarter=numbers[-1])
    end = last if numbers[0] < numbers[-1] else None
    return CoarseAtom(*match.span(), first if end else last, end, Grain.QUARTER)


def _half_year(match: TextMatch, group: int) -> Atom:
    month = 7 if match[group][0] in "2zs" else 1
    year = year_of(match[group + 1] or match[group + 2])
    last = Moment(year=year, month=month + 5)
    return CoarseAtom(*match.span(), Moment(year=year, month=month), last, Grain.APPROX)


def _half_month(match: TextMatch, group: int) -> Atom:
    first, month, year = match[group][0] in "1e", MONTHS[match[group + 1]], int(match[group + 2])
    days = (1, 15) if first else (16, monthrange(year, month)[1])
    start, end = (Moment(year=year, month=month, day=day) for day in days)
    return CoarseAtom(*match.span(), start, end, Grain.APPROX)


def _weeks(match: TextMatch, group: int) -> Atom:
    """Read one week, or the first and the last of several; the year may stand in two places."""
    week, last = int(match[group]), int(match[group + 1] or 0)
    year = year_of(match[group + 2]) or year_of(match[group + 3])
    if not 1 <= week <= 53 or last > 53 or 0 < last <= week:
        return JunkAtom(*match.span())
    end = Moment(year=year, week=last) if last else None
    return CoarseAtom(*match.span(), Moment(year=year, week=week), end, Grain.WEEK)


def _numbered_week(match: TextMatch, group: int) -> Atom:
    week, year = int(match[group]), year_of(match[group + 1])
    if not 1 <= week <= 53:
        return JunkAtom(*match.span())
    return CoarseAtom(*match.span(), Moment(year=year, week=week), None, Grain.WEEK)


def _week_of_month(match: TextMatch, group: int) -> Atom | None:
    nth, year = ORDINALS[match[group]], int(match[group + 3])
    month = MONTHS[match[group + 1] or match[group + 2]]
    first, length = monthrange(year, month)
    monday = 1 + (-first) % 7 + 7 * (nth - 1) if nth > 0 else length - (first + length - 1) % 7
    if monday > length:
        return JunkAtom(*match.span())
    moment = Moment(year=year, month=month, day=monday).day_value
    if moment is None:
        return None
    iso_year, week, _ = moment.isocalendar()
    return CoarseAtom(*match.span(), Moment(year=iso_year, week=week), None, Grain.WEEK)


def _seasons(match: TextMatch, group: int) -> Atom:
    """Read one season, or the first and the last of several."""
    word, last, year = match[group], match[group + 1], int(match[group + 2])
    month = SEASONS[word]
    end = SEASONS[last] if last else month
    over = end == 12
    final = Moment(year=year + over, month=2 if over else end + 2)
    return CoarseAtom(
        *match.span(),
        Moment(year=year - (month > end), month=month),
        final,
        Grain.SEASON,
    )


def _fall(match: TextMatch, group: int) -> Atom:
    year = int(match[group])
    first, last = Moment(year=year, month=9), Moment(year=year, month=11)
    return CoarseAtom(*match.span(), first, last, Grain.SEASON)


def _term(match: TextMatch, group: int) -> Atom:
    """Read a half of the university year: October to March, April to September."""
    year, winter = int(match[group + 1]), match[group][0] == "w"
    first = Moment(year=year, month=10 if winter else 4)
    last = Moment(year=year + winter, month=3 if winter else 9)
    return CoarseAtom(*match.span(), first, last, Grain.APPROX)


def _year_part(match: TextMatch, group: int) -> Atom:
    first = {"anfang": 1, "early": 1, "mitte": 5, "mid": 5}.get(match[group], 9)
    year = int(match[group + 1])
    last = Moment(year=year, month=first + 3)
    return CoarseAtom(*match.span(), Moment(year=year, month=first), last, Grain.APPROX)


def _year(match: TextMatch, group: int) -> Atom:
    return CoarseAtom(*match.span(), Moment(year=int(match[group])), None, Grain.YEAR)


def _month_year(match: TextMatch, group: int) -> Atom:
    return MonthAtom(*match.span(), int(match[group]), int(match[group + 1]))


def _month(match: TextMatch, group: int) -> Atom | None:
    word, year = match[group], match[group + 1] or match[group + 2]
    if not year and (word in SHORT_MONTHS or word in MONTHS_THAT_ARE_WORDS):
        return None
    return MonthAtom(*match.span(), MONTHS[word], year_of(year))


def _month_of_a_row(match: TextMatch, group: int) -> Atom:
    return MonthAtom(*match.span(), MONTHS[match[group]])


_OF_YEAR = rf"(?:,?\s{{1,2}}(?:des\sjahres\s|in\s|of\s)?{YEAR})?"
_NTH_WORD = tree_of(ORDINALS)
_NTH = rf"(?:[1-4]\.|[1-4](?:te[rsnm]?|st|nd|rd|th)|i{{1,3}}\.|iv\.|{_NTH_WORD})"
_QUARTERS = (
    rf"({_NTH})(?:{_TO}({_NTH}))?\s{{0,2}}(?:quartals?{_OF_YEAR}|quarters?\s(?:of\s)?{YEAR})"
)
_HALF = (
    r"([12]\.|1st|2nd|first|second|erste[nsr]?|zweite[nsr]?)\s{0,2}"
    rf"(?:halbjahr(?:es)?{_OF_YEAR}|half\sof\s{YEAR})"
)
_HALF_OF_MONTH = rf"([12]\.|erste[nsr]?|zweite[nsr]?)\s{{0,2}}hälfte\s(?:des\s)?({MONTH})\s{YEAR}"
_WEEKS = (
    rf"[kc]w\s{{0,2}}{NN}(?:\s?(?:-|bis|und)\s?(?:kw\s?)?{NN}(?![0-9]))?"
    rf"(?:\s?/\s?([0-9]{{4}}|[0-9]{{2}})(?![0-9])|(?:,?\s(?:in\s|of\s)?|-){YEAR})?(?![0-9])"
)
_PART = r"(anfang|mitte|ende|early|mid|late)"

DIGIT_PATTERNS: Entries = (
    ("quarter", _QUARTERS, _quarters),
    ("half", _HALF, _half_year),
    ("half_month", _HALF_OF_MONTH, _half_month),
    ("week", rf"{NN}\.\s{{0,2}}(?:kw|kalenderwoche)(?![a-z]){_OF_YEAR}", _numbered_week),
    ("month_year", rf"(0[1-9]|1[0-2])[/.]{YEAR}(?![\w/.-])", _month_year),
)
"""Coarse dates that begin with a digit."""

WORD_PATTERNS: Entries = (
    (
        "week_of_month",
        rf"({_NTH_WORD})\s(?:(?:woche|week)\s(?:im|des|in|of)\s({MONTH})|({MONTH})woche)\s{YEAR}",
        _week_of_month,
    ),
    ("word_quarter", _QUARTERS, _quarters),
    (
        "q_quarter",
        rf"q([1-4])(?:{_TO}q([1-4]))?\s?[/-]?\s?{YEAR}()",
        _quarters,
    ),
    ("word_half", _HALF, _half_year),
    ("h_half", rf"h([12])\s?/?\s?{YEAR}()", _half_year),
    ("word_half_month", _HALF_OF_MONTH, _half_month),
    ("word_week", _WEEKS, _weeks),
    (
        "english_week",
        rf"(?:calendar\s)?week\s{NN}()(?:\s?/\s?|,?\s(?:of\s|in\s)?){YEAR}()",
        _weeks,
    ),
    (
        "season",
        rf"({tree_of(SEASONS)})(?:{_TO}({tree_of(SEASONS)}))?s?\s(?:of\s)?{OLD_YEAR}"
        r"(?:\s?/\s?(?:20)?[0-9]{2}(?![0-9]))?",
        _seasons,
    ),
    ("fall", rf"fall\sof\s{YEAR}", _fall),
    ("term", rf"(winter|sommer)semester\s{YEAR}(?:\s?[/-]\s?(?:20)?[0-9]{{2}}(?![0-9]))?", _term),
    ("year_part", rf"{_PART}[\s-](?:des\sjahres\s)?{OLD_YEAR}(?!\s?-\s?[0-9])", _year_part),
    ("whole_year", rf"im\s(?:laufe\sdes\s)?jahre?s?\s{OLD_YEAR}", _year),
)
"""Coarse dates that begin with a letter, but months."""

MONTH_PATTERNS: Entries = (
    (
        "month_row",
        rf"({MONTH})\.?(?={JOINT}(?:{_PART}[\s-])?{MONTH}\.?,?\s{{1,2}}{OLD_YEAR})",
        _month_of_a_row,
    ),
    (
        "month_only_year",
        rf"({MONTH}){WORD_END}\.?,?\s{{0,3}}{OF_YEAR}(?:{OLD_YEAR}|'([0-9]{{2}})(?![0-9]))",
        _month,
    ),
)
MONTH_ALONE: Entries = (("month", rf"({MONTH}){WORD_END}()()", _month),)
"""Months that begin with a letter; what is no day of theirs."""
