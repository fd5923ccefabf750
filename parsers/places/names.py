"""Names of towns in a text, found by their words alone: where they stand and what they may be.

It looks up capitalised words in the gazetteer; which bearer is meant and what the town does in
its sentence is judged elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from model import fold
from parsers.places.gazetteer import Gazetteer, gazetteer
from parsers.places.words import LANDS

_CAPITALISED = re.compile(r"[A-ZÄÖÜÉŁŠČŻŘÅØ][^\W\d_]*")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e"})
_NEXT_WORD = re.compile(r"([^\w\n]{0,3}\n?[^\w\n]{0,2})([^\W_]+)")
_INSIDE = re.compile(r"\.?[ \t\u00a0]?\(?|[-‑/]|[ \u00a0]/[ \u00a0]|\.?[ \t]?\n[ \t]?\(?")
_QUALIFIER = re.compile(
    r"[ \u00a0\n]?(?:/|\(|,?[ \u00a0]?\b(?:a|am|an|i|im|in|b|bei|o|ob|u|unter|v|vor)\b\.?"
    r"[ \u00a0\n]?(?:d\.[ \u00a0]?|der[ \u00a0\n]|dem[ \u00a0\n]){0,2})"
    r"[ \u00a0]?([A-ZÄÖÜ][^\W\d_]{0,11}(?:\.?[-/ ]?[A-ZÄÖÜ][^\W\d_]{0,11})?)(?:\.?\)|\.)?"
)
_ADJECTIVE_FORMS = {"hallenser": "halle", "hallescher": "halle", "jenenser": "jena"}
_LAND_FIRST = frozenset(name.split()[0] for name in LANDS)
_SHORT_WORD = 3
_ADJECTIVE_RANK = 40  # some 10,000 people: below, too many surnames look like adjectives
_ADJECTIVE_RANK_OF_WORDS = 50  # some 100,000: towns that are also words need to be well known


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name that may be a town's: the span in the text and its folded gazetteer name.

    `qualifier` is what stands behind a name with several bearers ("Rbge" of "Neustadt a. Rbge."),
    `qualifier_end` where it ends.
    """

    start: int
    end: int
    name: str
    adjective: bool = False
    qualifier: str = ""
    qualifier_end: int = 0


@dataclass(frozen=True, slots=True)
class Scan:
    """All names in a text, and the Länder that it names."""

    hits: tuple[NameHit, ...]
    lands: tuple[tuple[int, str], ...]


@lru_cache(maxsize=128)
def scan(text: str) -> Scan:
    """Return the names of towns and Länder in `text`, in order, none overlapping."""
    book = gazetteer()
    names, longest = book.names, book.longest
    hits: list[NameHit] = []
    lands: list[tuple[int, str]] = []
    done = 0
    for match in _CAPITALISED.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        word = match.group()
        first = word.lower()
        if not first.isascii():
            first = first.translate(_UMLAUTS)
        if first in _LAND_FIRST:
            land, stop = _land(text, end, first, book)
            if land:
                lands.append((start, land))
                done = stop
                continue
        name, stop = "", end
        if first in longest:
            name, stop = _longest_name(text, end, first, book)
        elif first in names:
            name = first
        if name and not text[start - 1 : start].isalpha():
            hits.append(_qualified(text, start, stop, name, book))
            done = stop
        elif first.endswith("er") and (base := _adjective_base(first, book)):
            hits.append(NameHit(start, end, base, adjective=True))
    return Scan(tuple(hits), tuple(lands))


def may_name_town(text: str) -> bool:
    """Return whether any word of `text` can be the name of a town, or its adjective."""
    return bool(scan(text).hits)


@lru_cache(maxsize=4)
def scan_page(text: str) -> Scan:
    """Return what `scan` does, remembered: a page is asked for each of its passages."""
    return scan(text)


def _words(text: str, position: int, limit: int) -> Iterator[tuple[str, int]]:
    """Yield up to `limit` following words that may still belong to the name, folded."""
    previous = ""
    for _ in range(limit):
        match = _NEXT_WORD.match(text, position)
        if match is None or not _INSIDE.fullmatch(match.group(1)):
            return
        gap, word = match.groups()
        if gap.startswith(".") and len(previous) > _SHORT_WORD:
            return
        if "\n" in gap and word[0].isupper() and "(" not in gap:
            return
        previous, position = word, match.end()
        yield fold(word), match.end()


def _longest_name(text: str, end: int, first: str, book: Gazetteer) -> tuple[str, int]:
    """Return the longest gazetteer name that begins with `first`, and where it ends."""
    best, stop = (first, end) if first in book.names else ("", end)
    name = first
    if text[end : end + 1] == "." and len(first) > _SHORT_WORD:
        return best, stop
    for word, word_end in _words(text, end, book.longest[first] - 1):
        name += " " + word
        if name in book.names:
            best, stop = name, word_end
    inside, behind = text[end:stop], text[stop : stop + 2]
    if "(" in inside:
        stop += 2 if behind == ".)" else behind.startswith(")")
    elif "." in inside and behind.startswith("."):
        stop += 1
    return best, stop


def _land(text: str, end: int, first: str, book: Gazetteer) -> tuple[str, int]:
    """Return the Land that begins here, unless the words go on to a town's longer name."""
    name, land, stop = first, LANDS.get(first, ""), end
    for word, word_end in _words(text, end, book.longest.get(first, 2) - 1):
        name += " " + word
        if name in LANDS:
            land, stop = LANDS[name], word_end
        elif name in book.names:
            return "", end
    return land, stop


def _qualified(text: str, start: int, stop: int, name: str, book: Gazetteer) -> NameHit:
    """Return the hit with the words behind it that may say which bearer is meant."""
    if len(book.names[name]) > 1:
        match = _QUALIFIER.match(text, stop)
        if match:
            return NameHit(start, stop, name, False, fold(match.group(1)), match.end())
    return NameHit(start, stop, name)


def _adjective_base(word: str, book: Gazetteer) -> str:
    """Return the town that a folded adjective in -er is made of ("essener": "essen"), or ""."""
    if word in _ADJECTIVE_FORMS:
        return _ADJECTIVE_FORMS[word]
    stem = word[:-2]
    forms = [stem, stem + "e", stem + "en"]
    if stem.endswith("n"):
        forms.append(stem[:-1] + "en")
    if stem.endswith("staedt"):
        forms.append(stem[:-6] + "stadt")
    best, best_rank = "", _ADJECTIVE_RANK
    for form in forms:
        if form in book.names:
            rank = max(town.rank for town in book.bearers(form))
            plain = book.common.get(form, "region") == "region"
            needed = best_rank if plain else _ADJECTIVE_RANK_OF_WORDS
            if rank >= max(needed, best_rank):
                best, best_rank = form, rank
    return best
