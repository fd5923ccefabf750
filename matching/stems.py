"""German words to stems that can be compared: umlauts, endings, feminine forms, entities.

A stem is a key, not a word: it is only ever held against other stems.
"""

import html
import re
from functools import lru_cache

from model import fold

_INNEN = re.compile(r"(?:[*:_]|/-?|\()?[Ii]nnen\b\)?(?:\s+und\s+-\w+)?")
_MARKS = re.compile(r"[^\w\s]")
_UMLAUT = re.compile(r"(?<![aeiouq])([aou])e")
_ENDING = re.compile(r"(?:(?<!y)ern|en|er|em|es|e|(?<=\w{5})s)$")
_SHORTEST = 3


def unescaped(text: str) -> str:
    """Return `text` without entities of HTML, those of a doubly escaped text too."""
    if "&" not in text:
        return text
    return html.unescape(html.unescape(text))


def folded(text: str) -> str:
    """Return `text` as `model.fold` does, with every mark between words as a blank.

    A dash that is not the hyphen of ASCII parts words here: "Heide–Elbe" is "Heide-Elbe".
    """
    return fold(text if text.isascii() else _MARKS.sub(" ", text))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; "Managerinnen und -manager" is "manager"."""
    return folded(_INNEN.sub("", text)).split()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a folded word ("staedte" and "stadt" have one); numbers stay.

    Umlauts that are spelled out count as their vowel, so that "Stadt" is "Städte".
    """
    if len(word) <= _SHORTEST or word[0].isdigit():
        return word
    flat = _UMLAUT.sub(r"\1", word)
    if flat.endswith("ungen"):
        return flat[:-2]
    shorter = _ENDING.sub("", flat)
    return shorter if len(shorter) >= _SHORTEST else flat


def stems(words: str) -> frozenset[str]:
    """Return the stems of a table of words, written as German writes them."""
    return frozenset(stem(word) for word in fold(words).split())
