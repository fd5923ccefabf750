"""Where a date can stand in a text: at digits, and at a few words that need none.

Everything else of a page is never looked at by the grammar. Nothing is read here.
"""

import re
from collections.abc import Iterator

from parsers.dates.vocabulary import DAY_PARTS, LONG_WEEKDAYS, MONTHS, SHORT_MONTHS

_BLOCK = 8000
"""Characters that are searched at a time, so that a reader who stops early has not paid for all."""

_DIGITS = re.compile(r"[0-9][0-9.:,/]*")
_OTHER_WORDS = (
    "uhr", "halb", "viertel", "dreiviertel", "mitternacht", "noon", "midday", "midnight", "half",
    "quarter", "every", "other", "weekly", "monthly", "fortnightly", "täglich", "wöchentlich",
    "zweiwöchentlich", "vierzehntägig", "vierzehntäglich", "monatlich", "halbjährlich", "alle",
    "jährlich", "termin", "termine", "datum", "date", "dates", "kürze", "tba", "tbc", "tbd",
)  # fmt: skip
_LONG_MONTHS = set(MONTHS) - SHORT_MONTHS - {"march"}
_WORDS = (
    *_LONG_MONTHS,
    *(month + "woche" for month in _LONG_MONTHS),
    *(day + ending for day in LONG_WEEKDAYS for ending in ("", "s", *DAY_PARTS)),
    *_OTHER_WORDS,
)
_OPENING = ("", "(", "„", '"', "»")
_CLOSING = ("", ",", ".", ":", ";", ")", "!", "?", "“", '"', "«")
_TOKENS = {first + word + last: word for word in _WORDS for first in _OPENING for last in _CLOSING}
"""The words of dates without any digit, as they stand in a text that is split at its blanks."""

_TOKEN_SET = frozenset(_TOKENS)
_LONGEST = max(map(len, _TOKENS))


def _word_starts(low: str, start: int, end: int) -> list[int]:
    """Return where words of dates begin that stand between two positions."""
    found: list[int] = []
    around = low[max(0, start - _LONGEST) : end + _LONGEST]
    tokens = around.replace("/", " ").replace("-", " ").split()
    for word in {_TOKENS[token] for token in _TOKEN_SET.intersection(tokens)}:
        position = low.find(word, start, end + len(word))
        while 0 <= position < end:
            found.append(position)
            position = low.find(word, position + 1, end + len(word))
    return found


def anchors(low: str) -> Iterator[int]:
    """Yield positions of a lower-case plain text at or inside which a date may stand, in order."""
    for start in range(0, len(low), _BLOCK):
        end = start + _BLOCK
        found = [match.start() for match in _DIGITS.finditer(low, start, end)]
        words = _word_starts(low, start, end)
        if words:
            found = sorted(found + words)
        yield from found
