"""Where a date can stand in a text: at digits, and at a few words that need none.

Everything else of a page is never looked at by the grammar. Nothing is read here.
"""

import re
from collections.abc import Iterator

_BLOCK = 8000
"""Characters that are searched at a time, so that a reader who stops early has not paid for all."""

_DIGITS = re.compile(r"[0-9][0-9.:,/]*")
_WORDS = (
    "januar", "jänner", "februar", "märz", "april", " mai", "juni", "juli", "august", "ember",
    "tober", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend",
    "sonntag", "day", "wöchentlich", "monatlich", "alle zwei", "alle drei", "alle vier",
    "vierzehntäg", "every", " uhr", "halb ", "viertel ", "noon", "midnight", "termin", "datum",
    "in kürze", "to be ", "be announced", "tba", "tbc", "tbd",
)  # fmt: skip
"""What a date without any digit holds; "ember" and "day" stand for several words."""


def _word_starts(low: str, start: int, end: int) -> list[int]:
    found = []
    find = low.find
    for word in _WORDS:
        stop = end + len(word) - 1
        position = find(word, start, stop)
        while position >= 0:
            found.append(position)
            position = find(word, position + 1, stop)
    return found


def anchors(low: str) -> Iterator[int]:
    """Yield positions of a lower-case plain text at or inside which a date may stand, in order."""
    for start in range(0, len(low), _BLOCK):
        end = start + _BLOCK
        found = [match.start() for match in _DIGITS.finditer(low, start, end)]
        words = _word_starts(low, start, end)
        if words:
            found += words
            found.sort()
        yield from found
