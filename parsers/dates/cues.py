"""Finds the words around a date that say what it is the date of, and whether it lies ahead.

`cue_words` has the words, `kinds` weighs what is found here. Most words of a sentence fail at
the first letters of one tree of all stems.
"""

import re
from dataclasses import dataclass

from parsers.dates.cue_words import LAWS, LIMIT, SORTS, CueWords
from parsers.dates.wordtree import tree_of

_LIMIT = re.compile(LIMIT + r"(?:en|ende|ablauf)?\b")
_COMPOUND = re.compile("|".join((*LAWS, LIMIT)))
_TWINS = {
    word: sort
    for sort in ("label", "weak")
    for word in (*SORTS[sort].stems, *SORTS[sort].words)
    if word in (*SORTS["coming"].stems, *SORTS["coming"].words)
}
"""Words that are cues of the tense and of the kind."""


def _branch(sort: str, words: CueWords) -> str:
    parts = list(words.phrases)
    if words.words:
        parts.append(tree_of(words.words) + r"\b")
    if words.stems:
        parts.append(tree_of(words.stems))
    return f"(?P<{sort}>{'|'.join(parts)})"


_HEADS = tree_of(
    head for words in SORTS.values() for head in (*words.stems, *words.words, *words.heads)
)
_CUES = "|".join(_branch(sort, words) for sort, words in SORTS.items())
_SKIPPED = rf"(?<=\w)\w++|(?!{_HEADS})\w++|\W++"
_NEXT = re.compile(rf"(?:{_SKIPPED})*+(?:{_CUES}|\w++)")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue by its span in the plain text; `sort` is the name of its group."""

    start: int
    end: int
    sort: str


def cues(low: str, start: int, end: int) -> list[Cue]:
    """Return the cues between two positions of a lower-case plain text, in order."""
    found: list[Cue] = []
    position = start
    match_next = _NEXT.match
    while (match := match_next(low, position, end)) is not None:
        position = match.end()
        sort = match.lastgroup
        if sort is None:
            continue
        first = match.start(sort)
        found.append(Cue(first, position, sort))
        twin = _TWINS.get(low[first:position]) if sort == "coming" else None
        if twin:
            found.append(Cue(first, position, twin))
    compounds = _compounds(low, start, end)
    if compounds:
        found += compounds
        found.sort(key=lambda cue: cue.start)
    return found


def _compounds(low: str, start: int, end: int) -> list[Cue]:
    """Return laws and time limits, which often are the last part of a word."""
    found: list[Cue] = []
    if _COMPOUND.search(low, start, end) is None:
        return found
    for stem in LAWS:
        position = low.find(stem, start, end)
        while position >= 0:
            found.append(Cue(position, position + len(stem), "law"))
            position = low.find(stem, position + 1, end)
    if low.find(LIMIT, start, end) >= 0:
        limits = _LIMIT.finditer(low, start, end)
        found += [Cue(match.start(), match.end(), "deadline") for match in limits]
    return found
