"""The patterns of days whose month stands in letters or in Roman numerals."""

import re
from calendar import monthrange

from parsers.dates.atoms import Atom, DayAtom, MonthAtom, NumberAtom
from parsers.dates.pattern_parts import (
    EDGE,
    GLUED_YEAR,
    JOINT,
    LONG_MONTH,
    MONTH,
    NN,
    NOT_A_TIME,
    NOT_COUNTED,
    NOT_OPENING_HOURS,
    OF_YEAR,
    OLD_YEAR,
    WORD_END,
    YEAR,
    Entries,
    TextMatch,
    century,
    year_of,
)
from parsers.dates.vocabulary import (
    DAY_ORDINALS,
    LONG_WEEKDAYS,
    MONTHS,
    MONTHS_THAT_ARE_WORDS,
    ORDINALS,
    SHORT_MONTHS,
    WEEKDAYS,
)
from parsers.dates.wordtree import tree_of

_ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12,
}  # fmt: skip
_LEFT = 16
_WEEKDAY_LEFT = re.compile(rf"\b{tree_of(WEEKDAYS)}\.?,?\s(?:(?:den|dem|der|the)\s)?$")
_ENGLISH_LEFT = re.compile(
    rf"(?:^|[\n(,:;|*-]|\b(?:on|from|until|till|to|by|between|and|starting|since|the)|"
    rf"\b{tree_of(WEEKDAYS)}\.?)\s{{0,2}}$"
)
_NUMBERED = re.compile(r"[0-9](?:st|nd|rd|th)")
_PLACE_IN_A_RACE = re.compile(r"\.[ ][a-zäöü]")
"""What follows the number of "Tina Mai 2. im Sprint"."""

_ROW_LEFT = re.compile(r"[0-9],\s$")
_ROW_RIGHT = re.compile(rf",\s{MONTH}\.?\s[0-9]")
"""What is beside the cells of a row: "Jan 12, Feb 10, Mär 8"."""

_THE = re.compile(r"\bthe\s$")
_ENGLISH_RIGHT = re.compile(
    r"\s{0,4}(?:$|[\n,.;:()\[\]|*/&!?·•-]|[0-9]|(?:at|in|from|to|until|through|and|or|by|is|was|"
    r"ab|um|gegen|ca|jeweils|von|vom|bis|und|beginn|start|einlass)\b)"
)


def _left(match: TextMatch) -> str:
    return match.string[max(0, match.start() - _LEFT) : match.start()]


def _roman(match: TextMatch, group: int) -> Atom | None:
    """Read "3. IX. 2026"; without a year only beside a weekday."""
    day, month = int(match[group]), _ROMAN[match[group + 1]]
    year = year_of(match[group + 2] or match[group + 3])
    joined = match[group + 4] is not None
    if year is None and not joined and not _WEEKDAY_LEFT.search(_left(match)):
        return NumberAtom(match.start(), match.start() + len(match[group]) + 1, day, True)
    return DayAtom(*match.span(), day, month, year)


def _spelled(match: TextMatch, group: int) -> Atom | None:
    day, ending, month = match[group], match[group + 1], match[group + 2]
    year = next((match[group + index] for index in range(3, 9) if match[group + index]), None)
    if month in MONTHS_THAT_ARE_WORDS and not (year or ending):
        right = _ENGLISH_RIGHT.match(match.string, match.end())
        if right is None:
            return None
    atom = DayAtom(*match.span(), int(day), MONTHS[month], year_of(year), spelled=True)
    atom.dotted = bool(ending)
    return atom


def _spelled_tight(match: TextMatch, group: int) -> Atom:
    day, month, year = int(match[group]), MONTHS[match[group + 1]], year_of(match[group + 2])
    return DayAtom(*match.span(), day, month, year, spelled=True)


def _ordinal_word(match: TextMatch, group: int) -> Atom | None:
    word, of, month = match[group], match[group + 1], match[group + 2]
    year = year_of(match[group + 3])
    if month in MONTHS_THAT_ARE_WORDS and not (of or year):
        return None
    return DayAtom(*match.span(), DAY_ORDINALS[word], MONTHS[month], year, spelled=True)


def _ordinal_of_a_row(match: TextMatch, group: int) -> Atom:
    return NumberAtom(*match.span(), DAY_ORDINALS[match[group]], dotted=True)


def _month_first(match: TextMatch, group: int) -> Atom | None:
    word, day, joint, last, year = (match[group + index] for index in range(5))
    number = int(day)
    if number > 31 and not (last or year) and len(day) == 2:
        return MonthAtom(*match.span(), MONTHS[word], century(number))
    if not year and not _placed(match):
        known = word not in SHORT_MONTHS and word not in MONTHS_THAT_ARE_WORDS
        return MonthAtom(match.start(), match.start() + len(word), MONTHS[word]) if known else None
    atom = DayAtom(*match.span(), number, MONTHS[word], year_of(year), spelled=True)
    between = joint is not None and joint.strip() not in ("&", "and", "und")
    atom.last_day, atom.last_joint = int(last or 0), "-" if between else "und"
    return atom


def _placed(match: TextMatch) -> bool:
    """Return True where "may 2" can be a date: after a sign, a weekday or a word for dates."""
    if _NUMBERED.search(match[0]):
        return True
    if _PLACE_IN_A_RACE.match(match.string, match.end()):
        return False
    if _ROW_RIGHT.match(match.string, match.end()) or _ROW_LEFT.search(_left(match)):
        return False
    left = _left(match)
    return _ENGLISH_LEFT.search(left) is not None and _THE.search(left) is None


def _nth_weekday(match: TextMatch, group: int) -> Atom:
    word, weekday = match[group], WEEKDAYS[match[group + 1]]
    nth = int(word[0]) if word[0].isdigit() else ORDINALS[word]
    month, year = MONTHS[match[group + 2]], int(match[group + 3])
    first, length = monthrange(year, month)
    day = 1 + (weekday - first) % 7 + 7 * (nth - 1) if nth > 0 else 0
    if nth < 0:
        day = length - (first + length - 1 - weekday) % 7
    return DayAtom(*match.span(), day, month, year, spelled=True)


_IN_BRACKETS = r"(?:\s\([a-zäöü. ]{2,24}\)|\))"
"""What can part a day from its year: "1. April (Ostersonntag) 1945"."""

_ORDINAL_END = r"(?:\s?\.(?:te[rsnm]?(?![a-z]))?|te[rsnm]?(?![a-z])|(?:st|nd|rd|th)(?![a-z]))"
_NTH_END = r"(?:\.|st|nd|rd|th)?(?![a-zäöü])"
_NOT_OCLOCK = r"(?!\s?uhr(?![a-zäöü]))"
_AFTER_SHORT_YEAR = (
    r"(?=\s{0,2}(?:$|[,;)\]|\n-]|\.(?![0-9])|(?:um|ab|von|bis|ca|gegen|in|im|und|mit)\b))"
)
_ROMAN_MONTH = r"(i{1,3}|iv|vi{0,3}|ix|xi{0,2})"
_ORDINAL = tree_of(DAY_ORDINALS)
_AFTER_MONTH_FIRST = rf"(?:{EDGE}|(?=[ ]?\n|\s?-|\s(?:to|until|through|and|at|from|or)\s))"

GLUED_PATTERNS: Entries = (
    (
        "glued_spelled",
        rf"(?<=[a-zäöü.]\s(?:19|20)[0-9]{{2}}){NN}\.\s?({MONTH}){WORD_END}\.?\s?{YEAR}",
        _spelled_tight,
    ),
)
"""A day with the year of another one glued to its left."""

_WEEKDAY_OF_MONTH = (
    rf"\s{{1,2}}({tree_of(LONG_WEEKDAYS)})\s(?:im|des|in|of)\s(?:monats?\s)?({MONTH})\s{YEAR}"
)

_YEAR_GAP = r"(?:[ \t]{0,3}|\s{1,3}(?![0-9]{4}\s?[|:]))"
"""Between a month and its year; a year that opens the next row is that row's."""

SPELLED_PATTERNS: Entries = (
    (
        "hyphened",
        rf"{NN}-?({MONTH})-?([0-9]{{4}}|(?<=-)[0-9]{{2}})(?![\w-])",
        _spelled_tight,
    ),
    ("year_glued", rf"{NN}\.\s?({MONTH})([0-9]{{4}})(?![\w-])", _spelled_tight),
    (
        "spelled",
        rf"(?<![0-9]:){NN}\s{{0,2}}(?P<ordinal>{_ORDINAL_END})?\s{{0,3}}(?:of\s)?({MONTH})"
        rf"(?:jul\.|greg\.)?{WORD_END}\.?"
        rf"(?:,?{_YEAR_GAP}{OF_YEAR}(?(ordinal){GLUED_YEAR}{NOT_COUNTED}{NOT_OPENING_HOURS}|{YEAR}){_NOT_OCLOCK}"
        rf"|[ ]{{0,3}}'?([0-9]{{2}}){NOT_A_TIME}{_AFTER_SHORT_YEAR}"
        rf"|{_IN_BRACKETS}\s{OLD_YEAR}|(?<=[a-zäöü]\.)\s{OLD_YEAR}|\s([1-9][0-9]{{2}}){EDGE})?",
        _spelled,
    ),
    (
        "roman",
        rf"{NN}\.\s?{_ROMAN_MONTH}\.(?:\s?(?:{YEAR}|'?([0-9]{{2}}){NOT_A_TIME}{EDGE})"
        rf"|(?={JOINT}{NN}\.\s?{_ROMAN_MONTH}\.\s?{YEAR}))?",
        _roman,
    ),
    ("numbered_weekday", rf"([1-5]\.|[1-5](?:st|nd|rd|th)){_WEEKDAY_OF_MONTH}", _nth_weekday),
)
"""Days whose month stands in letters, or in Roman numerals, and counted weekdays."""

WORD_PATTERNS: Entries = (
    ("nth_weekday", rf"({tree_of(ORDINALS)}){_WEEKDAY_OF_MONTH}", _nth_weekday),
    (
        "ordinal_word",
        rf"({_ORDINAL})\s(of\s)?({LONG_MONTH}|june|july|may){WORD_END}(?:\s{OF_YEAR}{OLD_YEAR})?",
        _ordinal_word,
    ),
    (
        "ordinal_row",
        rf"({_ORDINAL})(?={JOINT}(?:zum\s|den\s|the\s)?{_ORDINAL}\s(?:of\s)?{LONG_MONTH}{WORD_END})",
        _ordinal_of_a_row,
    ),
)
"""Days that begin with an ordinal word."""

MONTH_FIRST: Entries = (
    (
        "month_first",
        rf"({MONTH})\.?[ ]{{1,2}}{NN}{_NTH_END}"
        rf"(?:(\s?[-&]\s?|\s(?:and|to|through|und|bis)\s){NN}{_NTH_END})?"
        rf"(?:,?\s{{1,2}}{YEAR}|{_AFTER_MONTH_FIRST}|(?<=st|nd|rd|th))",
        _month_first,
    ),
)
"""Days that begin with their month: "March 2–3, 2026"."""
