"""Whether a short word is made of the letters of longer ones: "REK", "BIC", "LfULG"."""

from collections.abc import Sequence

SHORTEST, LONGEST = 2, 6
_SMALL = frozenset(
    "und fuer der die das des dem den zu zur zum von vom in im am an and of the for".split()
)
"""Words that an abbreviation may leave out, or give a letter of."""


def spelled_by(short: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the words, in a row, whose letters a folded short word takes; empty for none.

    Each word gives its first letter and may give more in their order ("Entwicklungskonzept" gives
    two of "REK"). At least two words, or one that gives every letter of three and more.
    """
    if not SHORTEST <= len(short) <= LONGEST:
        return ()
    for start in range(len(words)):
        if words[start][:1] != short[0]:
            continue
        taken = _taken(short, words[start:])
        if len(taken) >= 2 or (taken and len(short) >= 3 and len(taken[0]) >= 4 * len(short)):
            return taken
    return ()


def _taken(short: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words, from the first on, that give the letters; none where they do not."""
    if not words:
        return ()
    word = words[0]
    small = word in _SMALL
    if word[:1] == short[0] and (small or (word != short and len(word) > SHORTEST)):
        rest, place = short[1:], 0
        while rest:
            further = _taken(rest, words[1:])
            if further:
                return further if small else (word, *further)
            place = -1 if small else word.find(rest[0], place + 1)
            if place < 0:
                break
            rest = rest[1:]
        else:
            return () if small else (word,)
    return _taken(short, words[1:]) if small else ()
