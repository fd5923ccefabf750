"""Decides whether a weak date stands: "3/4", "1.2." and "31.05" need help from what is around.

Help is a word of dates before them, a clock time or another date beside them, or the edge of a
line. Also refuses dates inside addresses and file names.
"""

import re

from parsers.dates.atoms import ClockAtom, DayAtom
from parsers.dates.bare_clocks import clock_stands
from parsers.dates.chains import Node
from parsers.dates.surroundings import (
    LEFT_EDGE,
    LIST_EDGE,
    RIGHT_EDGE,
    in_address,
    left_char,
    right_char,
    word_follows,
)

_HELP_DOT = frozenset({"am", "vom", "bis", "ab", "seit", "zum", "label"})
_HELP_SLASH = frozenset({"am", "vom", "label"})
_LISTED = re.compile(r",\s[0-9]{1,2}\.[0-9]{1,2}\.\s")
_LIST_REACH = 48
_OUTLINE_REACH = 300
_WORD_REACH = 12
_SHORT_LINE = 40
_BEFORE_A_COUNT = re.compile(
    r"\b(?:bei|etwa|rund|knapp|fast|mal|plus|minus|durch|je|pro|über|unter|faktor|punkt)\s$"
)
"""Words that stand before a measure and never before a date."""

_BEFORE_A_DATE = re.compile(r"(?:\bper|\bmit|stichtag|schluss|frist|stand|gültig)\s$")
"""Words that stand before a date and are no words of the grammar: "per 1.1.", "mit 1.1."."""

_SUMS = frozenset("=+*<>×")
_RANGE = frozenset({"-", "bis"})
_NUMERIC = re.compile(r"[0-9]{1,2}\s?\.\s?[0-9]{1,2}\.?")
_UNPADDED = re.compile(r"[0-9]\s?\.\s?[0-9]{1,2}\.?|[0-9]{2}\s?\.\s?[0-9]\.?")


def stands(node: Node, before: Node | None, after: Node | None, low: str) -> bool:
    """Return True where the node is a date or a time where it stands."""
    atom = node.atom
    if isinstance(atom, ClockAtom):
        return clock_stands(node, atom, before, after, low)
    if not isinstance(atom, DayAtom):
        return True
    if in_address(low, atom.start, atom.end):
        return False
    text = low[atom.start : atom.end]
    if text.isdigit() and after is not None and _is_fraction(after, low):
        return bool(node.marks & _HELP_SLASH)
    if atom.year is not None or not (atom.weak or _NUMERIC.fullmatch(text)):
        return True
    if node.weekday is not None or node.part or _timed(node, before, after):
        return True
    if "/" in text:
        return _slashed_stands(node, after, text)
    if _helped(node, low) or _in_a_row(node, before, after, low, text.endswith(".")):
        return True
    return _lonely_stands(atom, text, low)


def _lonely_stands(atom: DayAtom, text: str, low: str) -> bool:
    """Return True where a day and month in numbers are a date without any help around them."""
    left, right = left_char(low, atom.start), right_char(low, atom.end)
    if _BEFORE_A_COUNT.search(low, max(0, atom.start - _WORD_REACH), atom.start):
        return False
    unpadded = _UNPADDED.fullmatch(text) is not None
    if not atom.weak:  # not "Version 2.10. Danach", "= 15.6."
        if left == "\n" and word_follows(low, atom.end) and _in_outline(atom, low):
            return False
        return not unpadded or (left not in _SUMS and (right == "\n" or not left.isalpha()))
    if text.endswith("."):
        return _dotted_stands(atom, left, right, low)
    return left in (LIST_EDGE if unpadded else LEFT_EDGE) and right in RIGHT_EDGE


def _dotted_stands(atom: DayAtom, left: str, right: str, low: str) -> bool:
    """Return True where "1.4." is a date: an entry of a list, the end of a short line."""
    if left in LEFT_EDGE:
        heading = left in "\n:" and word_follows(low, atom.end)
        return not heading or _LISTED.search(low, atom.end, atom.end + _LIST_REACH) is not None
    if _BEFORE_A_DATE.search(low, max(0, atom.start - _WORD_REACH), atom.start):
        return True
    short = atom.start <= _SHORT_LINE or "\n" in low[atom.start - _SHORT_LINE : atom.start]
    return right == "\n" and short


def _in_outline(atom: DayAtom, low: str) -> bool:
    """Return True for one of several numbered headings: "10.3. ...", "10.4. ...", "10.5. ..."."""
    around = low[max(0, atom.start - _OUTLINE_REACH) : atom.end + _OUTLINE_REACH].split()
    steps = (atom.month - 2, atom.month - 1, atom.month + 1, atom.month + 2)
    return sum(f"{atom.day}.{step}." in around for step in steps) > 1


def _is_fraction(node: Node, low: str) -> bool:
    """Return True for the "1/2" of "1 - 1/2"."""
    atom = node.atom
    return isinstance(atom, DayAtom) and atom.weak and "/" in low[atom.start : atom.end]


def _helped(node: Node, low: str) -> bool:
    """Return True after a word of dates; the "bis" of a range of other numbers is none."""
    help_ = node.marks & _HELP_DOT
    return bool(help_) and not (help_ == {"bis"} and left_char(low, node.start).isdigit())


def _timed(node: Node, before: Node | None, after: Node | None) -> bool:
    if after is not None and isinstance(after.atom, ClockAtom):
        return True
    return before is not None and isinstance(before.atom, ClockAtom) and not node.lines


def _slashed_stands(node: Node, after: Node | None, text: str) -> bool:
    joined = node.joint in _RANGE or (after is not None and after.joint in _RANGE)
    padded = text[-2] in "01"
    return bool(node.marks & _HELP_SLASH) or (joined and padded)


def _in_a_row(node: Node, before: Node | None, after: Node | None, low: str, dotted: bool) -> bool:
    """Return True for one of several dates: "3.5. und 4.5.", but not "Satz 3.5 und 4.5"."""
    if before is not None and node.joint:
        return True
    if after is None or not after.joint:
        return False
    if dotted or (after.joint in _RANGE and "von" in node.marks):
        return True
    next_ = after.atom
    whole = isinstance(next_, DayAtom) and not next_.spelled and not (next_.weak and not next_.year)
    return whole or left_char(low, node.atom.start) in LIST_EDGE
