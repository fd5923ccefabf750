"""Finds the atoms of a piece of plain text from left to right.

A word costs one look into a table; patterns are tried at digits and at the few words that can
begin a date. Every position is looked at once and every pattern is bounded: linear time.
"""

import re

from parsers.dates.atoms import (
    Atom,
    DayAtom,
    FourAtom,
    JunkAtom,
    NumberAtom,
    WeekdayAtom,
    WordAtom,
)
from parsers.dates.trials import (
    COMPLEX,
    DIGIT_TABLES,
    GLUED,
    GLUED_DAY,
    JUNK_SIGNS,
    LETTER_TABLES,
    sort_behind,
)
from parsers.dates.vocabulary import DAY_PARTS, ROLE_OF, WEEKDAYS
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
WORDS = frozenset({*ROLE_OF, *_WEEKDAY_OF, *COMPLEX})
"""Every word of the grammar."""

GLUE = r"[\s,;:()\[\]|*\"'„“”«»·•!@]{0,12}"
"""What may stand between the pieces of one phrase."""

_STEP = re.compile(rf"{GLUE}(?:([0-9]+)|({tree_of(WORDS)})(?![a-zäöüß])|[-/&+§#])")
_DIGIT = 1
_MOST_LINES = 2
"""Line breaks that a phrase may go over at once."""


def _at_letter(low: str, start: int, stop: int) -> tuple[Atom | None, int]:
    """Return the atom of a word of the grammar, alone or with what follows it, and its end."""
    word = low[start:stop]
    table = LETTER_TABLES.get(word)
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
    return DIGIT_TABLES[sort_behind(low, stop)].atom(low, start)


def _glued(low: str, start: int, stop: int) -> tuple[Atom | None, int]:
    """Return the atom of digits right after a letter or digit: "T10:00", "Termin12. Mai 2026"."""
    atom, position = GLUED.atom(low, start)
    if atom is not None:
        return atom, position
    if start >= 2 and low[start - 2 : start].isalpha():
        atom, position = GLUED_DAY.atom(low, start)
        if isinstance(atom, DayAtom) and atom.year is not None:
            return atom, position
    return JunkAtom(start, stop), stop


def _at_sign(low: str, start: int) -> tuple[Atom | None, int]:
    char = low[start]
    if char in "§#+":
        atom, position = JUNK_SIGNS.atom(low, start)
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
