"""Names of bodies in a text: words in them say who somebody is, not what an event is about.

Knows the names it is given, names with a legal form ("Energieverband Mitte e.V.") and bodies with
what they are for ("Bundesministerium für Wirtschaft und Energie"). Knows no topic.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from feeds.selections.topic_words import TOKEN
from model import fold

_NOUN = r"[A-ZÄÖÜ][\w-]*"
_ADJECTIVE = r"(?:(?!eine|dies|jede|alle|viele|sein|ihre|unsere)[a-zäöüß]{3,}(?:e|en|er|es)\s+)?"
_PURPOSE = re.compile(
    rf"\s+für\s+{_ADJECTIVE}{_NOUN}(?:(?:,\s*(?:und\s+)?|\s+(?:und|sowie|&)\s+|/){_ADJECTIVE}{_NOUN})*"
)
_LEGAL_FORM = re.compile(r"(?<!\w)(?:e\.\s?V\.|g?GmbH(?!\w)|(?:mbH|AG|eG|KG|SE)(?!\w))")
_JOINED = re.compile(r"[\s&–-]+")
_ENDINGS = ("es", "en", "er", "em", "s", "n", "e")
_SHORTEST_STEM = 4


def purpose_end(text: str, end: int) -> int:
    """Return where the purpose of a body ends ("für Wirtschaft und Energie"), else `end` itself.

    `end` is where the body's own word ends ("Bundesministerium").
    """
    found = _PURPOSE.match(text, end)
    return found.end() if found else end


def with_legal_form(text: str, tokens: Sequence[str], spans: Sequence[tuple[int, int]]) -> set[int]:
    """Return the numbers of the tokens of names that a legal form ends."""
    found: set[int] = set()
    for form in _LEGAL_FORM.finditer(text):
        after = form.start()
        for number in range(bisect_left(spans, (after, 0)) - 1, -1, -1):
            token, (start, end) = tokens[number], spans[number]
            proper = token[0].isupper() or token.isdigit()
            if not (proper and _JOINED.fullmatch(text, end, after)):
                break
            found.add(number)
            after = start
    return found


def named(tokens: Sequence[str], names: Iterable[str]) -> set[int]:
    """Return the numbers of the tokens that belong to one of the names, whatever their endings."""
    found: set[int] = set()
    stems = tuple(_stem(token) for token in tokens)
    for name in names:
        wanted = _stems(name)
        if not wanted or wanted[0] not in stems:
            continue
        for first in range(stems.index(wanted[0]), len(stems)):
            if stems[first : first + len(wanted)] == wanted:
                found.update(range(first, first + len(wanted)))
    return found


@lru_cache(maxsize=4_096)
def _stems(name: str) -> tuple[str, ...]:
    return tuple(_stem(token) for token in TOKEN.findall(name))


@lru_cache(maxsize=65_536)
def _stem(token: str) -> str:
    folded = fold(token)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            return folded.removesuffix(ending)
    return folded
