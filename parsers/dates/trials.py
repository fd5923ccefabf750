"""Which patterns are tried where: at a number by the sign behind it, at a word by the word.

Most patterns cannot match at most places; leaving them out changes nothing but the time.
"""

import re
from functools import cache

from parsers.dates import clock_patterns, date_patterns, junk_patterns, recurrence
from parsers.dates.atoms import Atom, JunkAtom, PendingAtom, WordAtom
from parsers.dates.date_patterns import Builder, TextMatch
from parsers.dates.vocabulary import (
    DAY_ORDINALS,
    DAY_PARTS,
    HEADS,
    LONG_WEEKDAYS,
    MONTHS,
    NUMBER_WORDS,
    ORDINALS,
    PENDING,
    SEASONS,
)

COMPLEX = (
    HEADS
    | junk_patterns.HEADS
    | recurrence.HEADS
    | {day + part for day in LONG_WEEKDAYS for part in ("", "s", *DAY_PARTS)}
)
"""Words at which the patterns of letters are tried."""


def _junk(match: TextMatch, _group: int) -> Atom:
    return JunkAtom(*match.span())


def _pending(match: TextMatch, _group: int) -> Atom:
    return PendingAtom(*match.span())


def _academic(match: TextMatch, group: int) -> Atom:
    return WordAtom(*match.span(), match[group] + "t")


_Entries = tuple[tuple[str, str, Builder], ...]


class Table:
    """One compiled alternation and the builders of its branches."""

    def __init__(self, entries: _Entries) -> None:
        branches = "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in entries)
        self._match = re.compile(branches).match
        groups = re.compile(branches).groupindex
        self._builders = {groups[name]: build for name, _, build in entries}

    def atom(self, low: str, position: int) -> tuple[Atom | None, int]:
        """Return the atom at `position`, if any, and where its match ends."""
        match = self._match(low, position)
        if match is None or match.lastindex is None:
            return None, position
        return self._builders[match.lastindex](match, match.lastindex + 1), match.end()


_FULL = ("iso", "ymd", "dmy", "dmy_tight")
"""Dates that are so complete that they can be nothing else."""


def digit_entries(sorts: str) -> _Entries:
    """Return every pattern of digits in the order of trial, with the junk before `sorts` only."""
    junk = junk_patterns.digits_before(sorts)
    return (
        *(entry for entry in date_patterns.DIGIT_PATTERNS if entry[0] in _FULL),
        *((("junk", junk, _junk),) if junk else ()),
        *(entry for entry in date_patterns.DIGIT_PATTERNS if entry[0] not in _FULL),
        *clock_patterns.DIGIT_PATTERNS,
        *date_patterns.LOW_PATTERNS,
        *clock_patterns.LOW_PATTERNS,
        ("rest", r"[0-9]+", _junk),
    )


BEFORE = {
    ".": "dmy dmy_tight dmy_short dmy_spaced mistyped spelled quarter half half_month roman "
         "k_noon ymd_dotted repeated numbered_weekday week month_year day_month k_english "
         "k_minutes dotted year_glued",
    ",": "",
    ":": "k_noon k_english k_minutes k_colon",
    "/": "ymd slashed_year month_year slashed",
    "-": "iso dashed k_noon hyphened four",
    " ": "dmy spelled spaced k_noon day_month k_english k_four k_hour_minutes k_hour_h k_hour "
         "four",
    "a": "spelled quarter half k_noon hyphened repeated numbered_weekday k_english k_four "
         "k_hour_minutes k_hour_h k_hour",
    "w": "four",
    "$": "four",
}  # fmt: skip
"""What may come where a sign follows the first run of digits: `a` is a letter, a blank any gap,
`w` a blank and a letter with which no date goes on ("12 Gemeinden"), `$` anything else.

A pattern that stands nowhere here is tried everywhere; the others only where they stand.
"""
_PLACED = frozenset(" ".join(BEFORE.values()).split())
_SORT_OF = {char: char for char in ".,:/- "} | {"\n": " ", "\t": " "}
_IDLE = frozenset("bcegiklrtvwyzäöü")
"""Letters that begin no month, no "Uhr" and no other word that makes a number a date."""


def sort_behind(low: str, stop: int) -> str:
    """Return the key of `BEFORE` for what stands behind digits that end at `stop`."""
    after = low[stop : stop + 1]
    if after == " " and low[stop + 1 : stop + 2] in _IDLE:
        return "w"
    return _SORT_OF.get(after) or ("a" if after.isalpha() else "$")


def _at_digit_before(sort: str) -> Table:
    here = BEFORE[sort].split()
    entries = digit_entries(sort)
    return Table(tuple(entry for entry in entries if entry[0] in here or entry[0] not in _PLACED))


DIGIT_TABLES = {sort: _at_digit_before(sort) for sort in BEFORE}
AT_LETTER: _Entries = (
    ("junk", junk_patterns.WORDS, _junk),
    ("pending", PENDING, _pending),
    ("academic", r"([cs])\.?\s?t(?:\.|(?![\wäöüß]))", _academic),
    ("rule", recurrence.pattern(), recurrence.rule_of),
    *clock_patterns.WORD_PATTERNS,
    *date_patterns.WORD_PATTERNS,
)
_ORDINAL_WORDS = frozenset({*ORDINALS, *DAY_ORDINALS, "i", "ii", "iii", "iv", "twenty", "thirty"})
_BEGUN_BY = {
    "junk": junk_patterns.HEADS,
    "rule": recurrence.HEADS - (HEADS - ORDINALS.keys()),
    "academic": frozenset({"c", "s"}),
    **dict.fromkeys(("k_words", "k_words_range"), frozenset(NUMBER_WORDS)),
    **dict.fromkeys(
        (
            "nth_weekday", "ordinal_word", "ordinal_row", "week_of_month", "word_quarter",
            "word_half", "word_half_month",
        ),
        _ORDINAL_WORDS,
    ),
    **dict.fromkeys(
        ("month_row", "month_only_year", "month_first", "month"), frozenset(MONTHS)
    ),
    "season": frozenset(SEASONS),
}  # fmt: skip
"""The words with which a pattern begins, where not with any; it is tried at no other."""

_Names = frozenset[str]


@cache
def _letter_table(names: _Names) -> Table:
    return Table(tuple(entry for entry in AT_LETTER if entry[0] in names))


def _names(word: str) -> _Names:
    return frozenset(
        name for name, _, _ in AT_LETTER if name not in _BEGUN_BY or word in _BEGUN_BY[name]
    )


LETTER_TABLES = {word: _letter_table(_names(word)) for word in COMPLEX}
GLUED = Table(clock_patterns.GLUED_PATTERNS)
GLUED_DAY = Table(
    tuple(
        entry for entry in digit_entries("") if entry[0] in ("iso", "dmy", "dmy_tight", "spelled")
    )
)
JUNK_SIGNS = Table((("junk", junk_patterns.SIGNS, _junk),))
