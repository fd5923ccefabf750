"""What differs between two values, word by word, for texts that a person reads. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|[^\s\w]|\w+")
_MOST_WORDS = 1500
"""Beyond that the whole texts are told as gone and come: comparing takes time by the square."""


class Turn(StrEnum):
    """What became of words."""

    SAME = "same"
    GONE = "gone"
    COME = "come"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A run of words that stayed, went or came."""

    turn: Turn
    text: str


def words_between(before: str, after: str) -> tuple[Words, ...]:
    """Both texts as one, what went before what came in its place.

    Two that have hardly a word in common are told one after the other, not in shreds.
    """
    if before == after:
        return _words(Turn.SAME, before)
    old, new = _WORD.findall(before), _WORD.findall(after)
    whole = (*_words(Turn.GONE, before), *_words(Turn.COME, after))
    if not old or not new or len(old) + len(new) > _MOST_WORDS:
        return whole
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    if matcher.ratio() < 0.4:
        return whole
    found: list[Words] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found += _words(Turn.SAME, "".join(old[a:b]))
        else:
            found += _words(Turn.GONE, "".join(old[a:b]))
            found += _words(Turn.COME, "".join(new[c:d]))
    return tuple(found)


def _words(turn: Turn, text: str) -> tuple[Words, ...]:
    return (Words(turn=turn, text=text),) if text else ()
