"""How much two titles say the same: shared words by their worth, and what each says alone."""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from matching.acronyms import LONGEST, spelled_by
from matching.titles import CHATTER, PLACE, Title, Token, tokens_of

_SHORT = 4
_LONG = 5
_LONGER = 9
_TYPO = 0.9
_INSIDE = 0.95
_WHOLE = 1.5
"""So much of a subject in common makes a title certain."""
_WIDER = 0.6
_REPORTED = 0.5
"""A report's headline says more than the name of its event; so much of it counts."""
_KNOWN = 0.12
"""What a word is worth that the town or the host of both says anyway."""
_HALF_KNOWN = 0.3
"""The same where one side names no host."""

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class TitleAgreement:
    """`score` from 0 to 1; `alone` is what each says of its subject that the other does not.

    `subject` is the worth of the common words that say what it is about, `common` with those that
    town and host say anyway.
    """

    score: float
    subject: float
    common: float
    alone: tuple[float, float]
    tails: tuple[float, float] = (0.0, 0.0)

    @property
    def tail(self) -> float:
        """What both say alone beside the kind of event, general words and offices among it."""
        return min(self.tails)

    @property
    def apart(self) -> float:
        """What both say that the other does not: high where the subjects differ."""
        return min(self.alone)


def titles_agree(
    one: Title, other: Title, known: Words = frozenset(), half_known: Words = frozenset()
) -> TitleAgreement:
    """Compare two titles; `known` are stems that town and host say anyway, `half_known` perhaps."""
    if one.folded == other.folded:
        return TitleAgreement(1.0, one.subject, one.subject, (0.0, 0.0))
    spelled = _spelled(one, other) | _spelled(other, one)
    worth = dict.fromkeys(half_known, _HALF_KNOWN) | dict.fromkeys(known, _KNOWN)
    first, second = _Side(one, other, worth, spelled), _Side(other, one, worth, spelled)
    subject = (first.subject + second.subject) / 2
    common = (first.common + second.common) / 2
    return TitleAgreement(
        _score(first, second),
        subject,
        common,
        (first.alone, second.alone),
        (first.tail, second.tail),
    )


class _Side:
    """What of one title stands in the other."""

    __slots__ = ("alone", "common", "report", "shared", "subject", "tail", "weight", "worth")

    def __init__(self, title: Title, other: Title, known: dict[str, float], spelled: Words) -> None:
        self.report = False
        self.weight = self.worth = self.shared = 0.0
        self.subject = self.common = self.alone = self.tail = 0.0
        theirs = other.tokens
        for key, token in title.tokens.items():
            weight = token.weight if token.part else min(token.weight, known.get(key, 1.0))
            covered = 1.0 if key in theirs or key in spelled else covered_by(token, other)
            self.report |= token.weight == CHATTER
            self.weight += token.weight
            self.worth += weight
            self.shared += weight * covered
            if not (covered or token.kind or token.place or key in known):
                self.tail += token.weight
            if token.weight > PLACE:
                self.common += token.weight * covered
            if weight > PLACE:
                self.subject += weight * covered
            if token.weight > PLACE and weight > _KNOWN:
                self.alone += token.weight * (1 - covered)
        if self.report:
            self.alone *= _REPORTED

    @property
    def share(self) -> float:
        return self.shared / self.worth if self.worth else 0.0


def _score(first: _Side, second: _Side) -> float:
    """The larger share counts more, for subtitles are left out, and only if it is of some worth."""
    small, large = sorted((first.share, second.share))
    sure = min(1.0, first.weight / _WHOLE, second.weight / _WHOLE)
    return _WIDER * large * sure + (1 - _WIDER) * small


def _spelled(short: Title, long: Title) -> frozenset[str]:
    """Abbreviations of one title that the other writes out, with the words that they stand for."""
    found: set[str] = set()
    for word in short.words:
        if len(word) > LONGEST or word in long.words:
            continue
        written = spelled_by(word, long.words)
        if written:
            found.update(token.stem for each in (word, *written) for token in tokens_of(each))
    return frozenset(found)


def untold(foreign: Title, other: Title) -> bool:
    """Whether the words of a foreign title that are known in German all miss in the other."""
    return bool(foreign.translated) and not any(
        word in key for word in foreign.translated for key in other.tokens
    )


def covered_by(token: Token, other: Title) -> float:
    """Return how much of a word, from 0 to 1, the words of another title hold.

    Parts of compounds count, and one or two wrong letters in a long word.
    """
    word = token.stem
    size = len(word)
    if token.place or size < _SHORT or word[0].isdigit():
        return 0.0
    covered = 0.0
    for key in other.tokens:
        length = len(key)
        if length < _SHORT:
            continue
        if length > size:
            if key.startswith(word) or (size >= _LONG and key.endswith(word)):
                return _INSIDE
        elif word.startswith(key) or (length >= _LONG and word.endswith(key)):
            covered += length / size
        if size >= _LONG and abs(length - size) <= 2 and (word[0] == key[0] or size >= _LONGER):
            allowed = 1 if size < _LONGER or word[0] != key[0] else 2
            if OSA.distance(word, key, score_cutoff=allowed) <= allowed:
                return _TYPO
    return min(covered, _INSIDE)
