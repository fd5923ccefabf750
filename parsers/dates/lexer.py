"""Finds the atoms of a piece of plain text from left to right.

A word costs one look into a table; patterns are tried at digits and at the few words that can
begin a date. Every position is looked at once and every pattern is bounded: linear time.
"""

import re
from functools import cache

from parsers.dates import clock_patterns, date_patterns, junk_patterns, recurrence
from parsers.dates.atoms import (
    Atom,
    DayAtom,
    FourAtom,
    JunkAtom,
    NumberAtom,
    PendingAtom,
    WeekdayAtom,
    WordAtom,
)
from parsers.dates.date_patterns import Builder, TextMatch
from parsers.dates.vocabulary import (
    DAY_ORDINALS,
    DAY_PARTS,
    HEADS,
    MONTHS,
    NUMBER_WORDS,
    ORDINALS,
    PENDING,
    ROLE_OF,
    SEASONS,
    WEEKDAYS,
)
from parsers.dates.wordtree import tree_of

_DOTTED_ROLES = frozenset({"ca", "und", "oder"})
"""Roles whose words may be abbreviations with a dot: "ca.", "u."."""

_INCLUDING = " und mit"
"""What Swiss pages put after "bis": "bis und mit 8. Mai" is "bis einschließlich"."""

_SIGNS = {"&": "und", "/": "/", "-": "-", "+": "und"}
_WEEKDAY_OF = {
    name + ending: (number, ending == "s", len(name) >= 6)
    for name, number in WEEKDAYS.items()
    for ending in ("", *(("s", *DAY_PARTS) if len(name) >= 6 else ()))
}
_COMPLEX = (
    HEADS
    | junk_patterns.HEADS
    | recurrence.HEADS
    | {name for name, (_, _, long) in _WEEKDAY_OF.items() if long}
)
"""Words at which the patterns of letters are tried."""


def _junk(match: TextMatch, _group: int) -> Atom:
    return JunkAtom(*match.span())


def _pending(match: TextMatch, _group: int) -> Atom:
    return PendingAtom(*match.span())


def _academic(match: TextMatch, group: int) -> Atom:
    return WordAtom(*match.span(), match[group] + "t")


_Entries = tuple[tuple[str, str, Builder], ...]


class _Table:
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


def _digit_entries(sorts: str) -> _Entries:
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


_BEFORE = {
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
_PLACED = frozenset(" ".join(_BEFORE.values()).split())
_SORT_OF = {char: char for char in ".,:/- "} | {"\n": " ", "\t": " "}
_IDLE = frozenset("bcegiklrtvwyzäöü")
"""Letters that begin no month, no "Uhr" and no other word that makes a number a date."""


def _at_digit_before(sort: str) -> _Table:
    here = _BEFORE[sort].split()
    entries = _digit_entries(sort)
    return _Table(tuple(entry for entry in entries if entry[0] in here or entry[0] not in _PLACED))


_DIGIT_TABLES = {sort: _at_digit_before(sort) for sort in _BEFORE}
_AT_LETTER: _Entries = (
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
def _letter_table(names: _Names) -> _Table:
    return _Table(tuple(entry for entry in _AT_LETTER if entry[0] in names))


def _names(word: str) -> _Names:
    return frozenset(
        name for name, _, _ in _AT_LETTER if name not in _BEGUN_BY or word in _BEGUN_BY[name]
    )


_LETTER_TABLES = {word: _letter_table(_names(word)) for word in _COMPLEX}
_GLUED = _Table(clock_patterns.GLUED_PATTERNS)
_GLUED_DAY = _Table(
    tuple(
        entry for entry in _digit_entries("") if entry[0] in ("iso", "dmy", "dmy_tight", "spelled")
    )
)
_JUNK_SIGNS = _Table((("junk", junk_patterns.SIGNS, _junk),))

WORDS = frozenset({*ROLE_OF, *_WEEKDAY_OF, *_COMPLEX})
"""Every word of the grammar."""

GLUE = r"[\s,;:()\[\]|*\"'„“”«»·•!]{0,12}"
"""What may stand between the pieces of one phrase."""

_STEP = re.compile(rf"{GLUE}(?:([0-9]+)|({tree_of(WORDS)})(?![a-zäöüß])|[-/&+§#])")
_DIGIT = 1
_MOST_LINES = 2
"""Line breaks that a phrase may go over at once."""


def _at_letter(low: str, start: int, stop: int) -> tuple[Atom | None, int]:
    """Return the atom of a word of the grammar, alone or with what follows it, and its end."""
    word = low[start:stop]
    table = _LETTER_TABLES.get(word)
    if table is not None:
        atom, position = table.atom(low, start)
        if atom is not None:
            return atom, position
    weekday, role = _WEEKDAY_OF.get(word), ROLE_OF.get(word)
    dot = stop + low.startswith(".", stop)
    if weekday is not None:
        return WeekdayAtom(start, dot, *weekday), dot
    if role is None:
        return None, stop
    end = dot if role in _DOTTED_ROLES or word == "am" else stop
    if word == "bis" and low.startswith(_INCLUDING, end):
        end += len(_INCLUDING)
    return WordAtom(start, end, role), end


def _at_digit(low: str, start: int, stop: int) -> tuple[Atom | None, int]:
    before = low[start - 1] if start else " "
    if before.isalnum() or (before == "_" and low[max(0, start - 2)].isalnum()):
        return _glued(low, start, stop)
    after = low[stop : stop + 1]
    if after == " " and low[stop + 1 : stop + 2] in _IDLE:
        sort = "w"
    else:
        sort = _SORT_OF.get(after) or ("a" if after.isalpha() else "$")
    return _DIGIT_TABLES[sort].atom(low, start)


def _glued(low: str, start: int, stop: int) -> tuple[Atom | None, int]:
    """Return the atom of digits right after a letter or digit: "T10:00", "Termin12. Mai 2026"."""
    atom, position = _GLUED.atom(low, start)
    if atom is not None:
        return atom, position
    if start >= 2 and low[start - 2 : start].isalpha():
        atom, position = _GLUED_DAY.atom(low, start)
        if isinstance(atom, DayAtom) and atom.year is not None:
            return atom, position
    return JunkAtom(start, stop), stop


def _at_sign(low: str, start: int) -> tuple[Atom | None, int]:
    char = low[start]
    if char in "§#+":
        atom, position = _JUNK_SIGNS.atom(low, start)
        if atom is not None:
            return atom, position
    role = _SIGNS.get(char)
    return (WordAtom(start, start + 1, role) if role else None), start + 1


def phrase(low: str, start: int, longest: int) -> tuple[list[Atom], int]:
    """Return the atoms that follow each other from `start` on, and where the reading ended.

    A phrase ends at the first word that is none of the grammar's, at junk, at a bullet, at the
    third line break, and after `longest` atoms that are no mere words. One in which nothing tells
    that its numbers are a date or a time is empty.
    """
    found: list[Atom] = []
    position, values, telling, part_of_day = start, 0, False, False
    while values < longest and (match := _STEP.match(low, position)) is not None:
        group = match.lastindex
        if group is None:
            stop = match.end()
            first = stop - 1
            if found and _parts(low, position, first):
                break
            atom, end = _at_sign(low, first)
        else:
            first, stop = match.span(group)
            if found and first - position > 1 and low.count("\n", position, first) > _MOST_LINES:
                break
            atom, end = (_at_digit if group == _DIGIT else _at_letter)(low, first, stop)
        position = max(end, stop)
        if atom is None or isinstance(atom, JunkAtom):
            break
        found.append(atom)
        if not isinstance(atom, (WordAtom, WeekdayAtom)):
            values += 1
            telling = telling or part_of_day or not isinstance(atom, (NumberAtom, FourAtom))
        elif isinstance(atom, WordAtom) and atom.role in DAY_PARTS:
            part_of_day = True  # "abends um 8"
    return (found if telling else []), position


def _parts(low: str, end: int, sign: int) -> bool:
    """Return True for a sign that begins a line: a bullet, if more follows on the line."""
    lines = low.count("\n", end, sign)
    return lines > _MOST_LINES or bool(lines and not low.startswith("\n", sign + 1))
