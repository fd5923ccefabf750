"""The stretches of a text in which a date can stand: around digits and a few words.

Everything else of a page is never looked at by the grammar. Nothing is read here.
"""

import re
from collections.abc import Iterator
from heapq import merge

from parsers.dates.vocabulary import GERMAN_WEEKDAYS, MONTHS, SHORT_MONTHS

WHOLE = 240
"""Texts up to this many characters are one window."""

LEFT = 64
RIGHT = 48
_UNBROKEN = 500
_BLOCK = 8000
"""Characters that are searched at a time, so that a reader who stops early has not paid for all."""

_DIGITS = re.compile(r"[0-9]+")
_WORDS = (
    *sorted(set(MONTHS) - SHORT_MONTHS - {"january", "february", "march", "october", "december"}),
    *GERMAN_WEEKDAYS,
    "wöchentlich", "monatlich", "alle zwei", "alle drei", "alle vier", "vierzehntäg",
    " uhr", "halb ", "viertel ", "termin ", "termine ", "termin:", "datum ", "in kürze", "tba",
)  # fmt: skip


def _word_anchors(low: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for word in _WORDS:
        position = low.find(word, start, end)
        while position >= 0:
            found.append((position, position + len(word)))
            position = low.find(word, position + len(word), end)
    found.sort()
    return found


def _left_edge(low: str, start: int, least: int) -> int:
    """Return a word boundary to the left; an unbroken run of characters is not cut."""
    edge = max(least, start - LEFT)
    if edge == least:
        return edge
    for char in " \n":
        found = low.rfind(char, max(least, edge - _UNBROKEN), edge)
        if found >= 0:
            return found
    return edge


def _blocks(low: str) -> Iterator[tuple[int, int]]:
    """Yield spans of at most `_BLOCK` characters and a bit, cut at the end of a line or word."""
    start = 0
    while start < len(low):
        end = start + _BLOCK
        if end < len(low):
            lines, words = low.find("\n", end, end + _UNBROKEN), low.find(" ", end, end + _UNBROKEN)
            end = lines if lines >= 0 else words if words >= 0 else end
        yield start, min(end, len(low))
        start = min(end, len(low))


def windows(low: str) -> Iterator[tuple[int, int]]:
    """Yield spans of a lower-case plain text, in order and apart from each other."""
    if len(low) <= WHOLE:
        yield 0, len(low)
        return
    for start, end in _blocks(low):
        yield from _of_block(low, start, end)


def _of_block(low: str, block: int, stop: int) -> Iterator[tuple[int, int]]:
    start = end = -1
    done = block
    digits = (match.span() for match in _DIGITS.finditer(low, block, stop))
    for first, last in merge(digits, _word_anchors(low, block, stop)):
        if start >= 0 and first <= end + LEFT:
            end = max(end, min(stop, last + RIGHT))
            continue
        if start >= 0:
            yield start, end
            done = end
        start, end = _left_edge(low, first, done), min(stop, last + RIGHT)
    if start >= 0:
        yield start, end
