"""Whether a short word is made of the letters of longer ones: "REK", "BIC", "DGZ"."""

from collections.abc import Sequence

SHORTEST, LONGEST = 2, 5


def spelled_by(short: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the words, in a row, whose letters a folded short word takes; empty for none.

    Each word gives its first letter and may give more in their order ("Entwicklungskonzept" gives
    two of "REK"). At least two words, or one that gives every letter of three and more.
    """
    if not SHORTEST <= len(short) <= LONGEST:
        return ()
    for start in range(len(words)):
        count = _taken(short, words[start:])
        if count >= 2 or (count == 1 and len(short) >= 3 and len(words[start]) >= 4 * len(short)):
            return tuple(words[start : start + count])
    return ()


def _taken(short: str, words: Sequence[str]) -> int:
    """How many words, from the first on, give the letters; 0 where they do not."""
    if not short:
        return 0
    if not words or words[0][:1] != short[0] or len(words[0]) <= len(short):
        return 0
    rest, place = short[1:], 0
    while True:
        if not rest:
            return 1
        further = _taken(rest, words[1:])
        if further:
            return 1 + further
        place = words[0].find(rest[0], place + 1)
        if place < 0:
            return 0
        rest = rest[1:]
