"""Text made plain for the grammar: one kind of space and dash, no invisible characters.

Every position can be mapped back into the original text. Letters are never respelled.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_LINES = "\r\u000b\u000c\u0085\u2028\u2029"
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4"
_PLAIN = (
    [(char, " ") for char in _SPACES]
    + [(char, "-") for char in _DASHES]
    + [(char, "\n") for char in _LINES]
    + [(char, "'") for char in _APOSTROPHES]
    + [("\u0130", "I")]  # the only letter whose lower-case form is longer
)
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü"}
_DECOMPOSED = re.compile("[aouAOU](?=\u0308)")
_UNSEEN = "[\u00ad\u0308\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_REMOVED = re.compile(_UNSEEN)
_REMOVED_IN_LINES = re.compile(_UNSEEN + "|(?<=[a-zäöüß])-\n(?=[a-zäöüß])")
"""A word that is parted at the end of its line too: "Novem-", "ber"."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text for the grammar: `clean` keeps the case, `low` is lower case of the same length."""

    original: str
    clean: str
    low: str
    shifts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of `clean` to the span of `original` that it was read from."""
        if not self.shifts:
            return start, end
        first = start + bisect_right(self.shifts, start)
        if end <= start:
            return first, first
        return first, end - 1 + bisect_right(self.shifts, end - 1) + 1


def normalise(text: str) -> PlainText:
    """Return `text` made plain, with the map back."""
    clean = text.replace("\r\n", " \n")
    if text.isascii():
        clean = clean.replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    else:
        for char, plain in _PLAIN:
            if char in clean:
                clean = clean.replace(char, plain)
        if "\u0308" in clean:
            clean = _DECOMPOSED.sub(lambda match: _UMLAUTS[match[0]], clean)
    parted = "-\n" in clean
    if not parted and (text.isascii() or _all_seen(clean)):
        return PlainText(text, clean, clean.lower(), ())
    unseen = _REMOVED_IN_LINES if parted else _REMOVED
    removed = [place for match in unseen.finditer(clean) for place in range(*match.span())]
    if removed:
        clean = unseen.sub("", clean)
    shifts = tuple(position - count for count, position in enumerate(removed))
    return PlainText(text, clean, clean.lower(), shifts)


def _all_seen(clean: str) -> bool:
    """Return True where no character is to be removed: nearly always, and quickly told."""
    return "\u0308" not in clean and clean.replace("\n", "").replace("\t", "").isprintable()
