"""Phrases: the stretches of a text that the grammar reads, each as its atoms.

A phrase is found at an anchor, goes back over the words of the grammar right before it, and on
until something else stands there. Every character is read once.
"""

import re
from collections.abc import Iterator

from parsers.dates.anchors import anchors
from parsers.dates.atoms import Atom
from parsers.dates.lexer import WORDS, phrase

LONGEST = 64
"""Days, times and other values of one phrase; a longer one is cut."""

MOST_CHARACTERS = 200_000
"""Characters of a text that are read: more than a thousand screens of dates."""

_LEAST = 10
"""Characters that a phrase counts for at least, so that heaps of single numbers end too."""

_BACK = 96
_UNBROKEN = 500
_EDGES = " \n,;:()[]|*\"'„“”«»·•!@.-/&+§#"
_INNER = frozenset(
    {
        "jahr", "jahre", "jahres", "halbjahr", "halbjahres", "quartal", "quartals", "hälfte", "kw",
        "monat", "monats", "laufe", "semester", "year", "quarter", "half", "month", "the", "of",
        "woche", "wochen", "weeks", "tage", "days", "monate", "months", "eines", "past", "quarters",
        "mit", "jährlich", "außer", "ausser", "other", "will", "be", "dates",
    }
)  # fmt: skip
"""Words that stand only inside of what the grammar reads: "im ersten Halbjahr 2026"."""

_KNOWN = WORDS | _INNER
_SIGNS = re.compile(r"[-/&+.,:]")
_ADDRESS = re.compile(r"://|www\.|@")


def phrases(low: str) -> Iterator[list[Atom]]:
    """Yield the phrases of a lower-case plain text, in order; one holds at least one value."""
    position, left = 0, MOST_CHARACTERS
    for anchor in anchors(low):
        if anchor < position:
            continue
        if left <= 0:
            return
        end = _address_end(low, anchor)
        if end:
            position = end
            continue
        start = position = _begin(low, anchor, position)
        while position <= anchor:  # a word before it may end in nothing: "Artikel\n30.04.2020"
            found, end = phrase(low, position, LONGEST)
            position = max(end, position + 1)
            if found:
                yield found
        left -= max(position - start, _LEAST)


def _address_end(low: str, anchor: int) -> int:
    """Return where the address around an anchor ends, 0 where there is none."""
    if anchor == 0 or low[anchor - 1] not in "/-._=&?%:@":
        return 0
    least = max(0, anchor - _UNBROKEN)
    start = max(low.rfind(" ", least, anchor), low.rfind("\n", least, anchor), least - 1) + 1
    if _ADDRESS.search(low, start, anchor) is None:
        return 0
    end = anchor
    while end < len(low) and end - anchor < _UNBROKEN and not low[end].isspace():
        end += 1
    return end


def _begin(low: str, anchor: int, least: int) -> int:
    """Return where the words of the grammar begin that stand right before an anchor."""
    start = anchor
    if low[anchor].isalpha():  # an anchor may be the end of a word: "tober"
        while start > least and low[start - 1].isalpha():
            start -= 1
    floor = max(least, start - _BACK)
    for word in reversed(low[floor:start].split()):
        bare = word.strip(_EDGES)
        if bare and bare not in _KNOWN and not _all_known(bare):
            break
        start = low.rfind(word, floor, start)
    return start


def _all_known(word: str) -> bool:
    parts = _SIGNS.split(word)
    return len(parts) > 1 and all(part in _KNOWN or not part for part in parts)
