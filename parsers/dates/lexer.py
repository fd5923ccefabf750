"""Finds the atoms of a piece of plain text from left to right.

A word costs one look into a table; patterns are tried at digits and at the few words that can
begin a date. Every position is looked at once and every pattern is bounded: linear time.
"""

import re

from parsers.dates import clock_patterns, date_patterns, junk_patterns, recurrence
from parsers.dates.atoms import Atom, JunkAtom, PendingAtom, WeekdayAtom, WordAtom
from parsers.dates.date_patterns import Builder, TextMatch
from parsers.dates.vocabulary import (
    DAY_PARTS,
    MONTHS,
    NUMBER_WORDS,
    ORDINALS,
    PENDING,
    ROLE_OF,
    SEASONS,
    WEEKDAYS,
)

_SIGNS = {"&": "und", "/": "/", "-": "-", "+": "und"}
_WEEKDAY_OF = {
    name + ending: (number, ending == "s", len(name) >= 6)
    for name, number in WEEKDAYS.items()
    for ending in ("", *(("s", *DAY_PARTS) if len(name) >= 6 else ()))
}
_COMPLEX = frozenset(
    {
        *MONTHS, *ORDINALS, *NUMBER_WORDS, *SEASONS, *junk_patterns.HEADS, *recurrence.HEADS,
        *(name for name, (_, _, long) in _WEEKDAY_OF.items() if long),
        "kw", "q", "i", "ii", "iii", "iv", "anfang", "mitte", "ende", "im", "halb", "viertel",
        "dreiviertel", "termin", "termine", "datum", "in", "tba", "c", "s", "t",
    }
)  # fmt: skip
"""Words at which the patterns of letters are tried."""


def _junk(match: TextMatch, _group: int) -> Atom:
    return JunkAtom(*match.span())


def _pending(match: TextMatch, _group: int) -> Atom:
    return PendingAtom(*match.span())


def _rule(match: TextMatch, _group: int) -> Atom:
    return recurrence.rule_atom(match[0], *match.span())


def _academic(match: TextMatch, group: int) -> Atom:
    return WordAtom(*match.span(), match[group] + "t")


_Entries = tuple[tuple[str, str, Builder], ...]


class _Table:
    """One compiled alternation and the builders of its branches."""

    def __init__(self, entries: _Entries) -> None:
        branches = "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in entries)
        self._pattern = re.compile(branches)
        self._builders = {self._pattern.groupindex[name]: build for name, _, build in entries}

    def atom(self, low: str, position: int) -> tuple[Atom | None, int]:
        """Return the atom at `position`, if any, and where its match ends."""
        match = self._pattern.match(low, position)
        if match is None or match.lastindex is None:
            return None, position
        return self._builders[match.lastindex](match, match.lastindex + 1), match.end()


_AT_DIGIT = _Table(
    (
        *date_patterns.DIGIT_PATTERNS[:2],
        ("junk", junk_patterns.DIGITS, _junk),
        *date_patterns.DIGIT_PATTERNS[2:],
        *clock_patterns.DIGIT_PATTERNS,
        *date_patterns.LOW_PATTERNS,
        *clock_patterns.LOW_PATTERNS,
        ("rest", r"[0-9]+", _junk),
    )
)
_AT_LETTER = _Table(
    (
        ("junk", junk_patterns.WORDS, _junk),
        ("pending", PENDING, _pending),
        ("academic", r"([cs])\.?\s?t(?:\.|(?![\wäöüß]))", _academic),
        ("rule", recurrence.pattern(), _rule),
        *clock_patterns.WORD_PATTERNS,
        *date_patterns.WORD_PATTERNS,
    )
)
_GLUED = _Table(clock_patterns.GLUED_PATTERNS)
_JUNK_SIGNS = _Table((("junk", junk_patterns.SIGNS, _junk),))
_NEXT = re.compile(r"[a-zäöüß]+|[0-9]+|[-/&+§#]")


def _word(low: str, start: int, end: int) -> Atom | None:
    """Return the atom of one single word of the grammar, with its dot."""
    word = low[start:end]
    dot = end + 1 if low.startswith(".", end) else end
    weekday = _WEEKDAY_OF.get(word)
    if weekday is not None:
        return WeekdayAtom(start, dot, *weekday)
    role = ROLE_OF.get(word)
    if role is None:
        return None
    return WordAtom(start, dot if role in ("ca", "und") or word == "am" else end, role)


def _at_letter(low: str, start: int, stop: int) -> tuple[Atom | None, int]:
    if low[start:stop] in _COMPLEX:
        atom, position = _AT_LETTER.atom(low, start)
        if atom is not None:
            return atom, position
    atom = _word(low, start, stop)
    return atom, atom.end if atom else stop


def _at_digit(low: str, start: int, stop: int) -> tuple[Atom | None, int]:
    before = low[start - 1] if start else " "
    if before.isalnum() or before == "_":
        atom, position = _GLUED.atom(low, start)
        return (atom, position) if atom else (JunkAtom(start, stop), stop)
    return _AT_DIGIT.atom(low, start)


def _at_sign(low: str, start: int) -> tuple[Atom | None, int]:
    if low[start] in "§#+":
        atom, position = _JUNK_SIGNS.atom(low, start)
        if atom is not None:
            return atom, position
    role = _SIGNS.get(low[start])
    return (WordAtom(start, start + 1, role) if role else None), start + 1


def atoms(low: str, start: int, end: int) -> list[Atom]:
    """Return the atoms between two positions of a lower-case plain text, in order."""
    found: list[Atom] = []
    position = start
    while (match := _NEXT.search(low, position, end)) is not None:
        first, stop = match.span()
        char = low[first]
        if char.isdigit():
            atom, position = _at_digit(low, first, stop)
        elif char.isalpha():
            atom, position = _at_letter(low, first, stop)
        else:
            atom, position = _at_sign(low, first)
        if position <= first:
            position = stop
        if atom is not None:
            found.append(atom)
    return found
