"""What kind of thing a German noun names: a building, an institution, an organisation, a street.

Decided by the last part of the word, which carries the meaning of a German compound.
"""

from functools import lru_cache
from typing import Literal

from model import fold
from parsers.places.gazetteer import gazetteer
from parsers.places.words import BUILDINGS, INSTITUTIONS, NO_HOUSES, ORGANISATIONS, STREETS

NounKind = Literal["building", "institution", "organisation", "street", ""]

# Short nouns that do end compounds ("Bahnhof"); others of three letters only stand alone ("Zoo").
_SHORT_ENDS = frozenset({"amt", "hof", "kai", "ring", "str", "weg"})
_SHORTEST = 4
_TABLES: tuple[tuple[NounKind, frozenset[str]], ...] = (
    ("building", frozenset(BUILDINGS)),
    ("institution", frozenset(INSTITUTIONS)),
    ("organisation", ORGANISATIONS),
)
_KINDS: dict[str, NounKind] = {noun: kind for kind, nouns in reversed(_TABLES) for noun in nouns}


@lru_cache(maxsize=4096)
def noun_kind(word: str) -> NounKind:
    """Return what a word names by its longest known ending; empty for any other word."""
    end = ending(word)
    return _KINDS[end] if end else ""


def gender(word: str) -> str:
    """Return the gender of a house ("m", "f", "n", "p" for plural); empty for other words."""
    end = ending(word)
    return BUILDINGS.get(end) or INSTITUTIONS.get(end) or ""


def is_street(word: str) -> bool:
    """Return whether a word ends like the name of a street or square."""
    folded = fold(word).replace(" ", "")
    return any(
        folded[i:] in STREETS
        for i in range(len(folded) - 2)
        if i == 0 or len(folded) - i >= _SHORTEST or folded[i:] in _SHORT_ENDS
    )


def ending(word: str) -> str:
    """Return the last part of a compound, folded, that the tables know; else an empty string."""
    folded = fold(word.rsplit("-", 1)[-1]) or fold(word)
    book = gazetteer()
    town = folded in book.names and book.common.get(folded) != "word"
    if folded in NO_HOUSES or (town and folded not in _KINDS):
        return ""  # "Merseburg" is no castle
    if folded in _KINDS:
        return folded
    for begin in range(1, len(folded) - 2):
        end = folded[begin:]
        if end in _KINDS and (len(end) >= _SHORTEST or end in _SHORT_ENDS):
            return end
    return ""
