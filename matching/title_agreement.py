"""How much two titles say the same: shared words by their worth, and what each says alone."""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from matching.titles import PLACE, Title, Token

_LONG = 5
_LONGER = 9
_TYPO = 0.9
_INSIDE = 0.95
_WHOLE = 1.2
"""So much of a subject in common makes a title certain."""
_WIDER = 0.6


@dataclass(frozen=True, slots=True)
class TitleAgreement:
    """`score` from 0 to 1; `alone` is what each says of its subject that the other does not.

    `shared` is the worth of the common words, `shared_subject` of those that say what it is about.
    """

    score: float
    shared: float
    shared_subject: float
    alone: tuple[float, float]

    @property
    def apart(self) -> float:
        """What both say that the other does not: high where the subjects differ."""
        return min(self.alone)


def titles_agree(one: Title, other: Title, known: frozenset[str]) -> TitleAgreement:
    """Compare two titles; `known` are stems that town and organiser say anyway."""
    if one.folded == other.folded:
        worth = sum(token.weight for token in one.tokens.values())
        return TitleAgreement(1.0, worth, one.subject, (0.0, 0.0))
    first, second = _Side(one, other, known), _Side(other, one, known)
    score = _score(first, second)
    shared = (first.shared + second.shared) / 2
    subject = (first.subject + second.subject) / 2
    return TitleAgreement(score, shared, subject, (first.alone, second.alone))


class _Side:
    """What of one title stands in the other."""

    def __init__(self, title: Title, other: Title, known: frozenset[str]) -> None:
        self.worth = self.shared = self.subject = self.alone = 0.0
        for token in title.tokens.values():
            weight = min(token.weight, PLACE) if token.stem in known else token.weight
            covered = 1.0 if token.stem in other.tokens else covered_by(token, other)
            self.worth += weight
            self.shared += weight * covered
            if weight > PLACE:
                self.subject += weight * covered
                self.alone += weight * (1 - covered)

    @property
    def share(self) -> float:
        return self.shared / self.worth if self.worth else 0.0


def _score(first: _Side, second: _Side) -> float:
    """The larger share counts more, for subtitles are left out, and only if it is of some worth."""
    small, large = sorted((first.share, second.share))
    smaller = min(first.worth, second.worth)
    sure = min(1.0, smaller / _WHOLE) if smaller else 0.0
    return _WIDER * large * sure + (1 - _WIDER) * small


def covered_by(token: Token, other: Title) -> float:
    """Return how much of a word, from 0 to 1, the words of another title hold.

    Parts of compounds count, and one or two wrong letters in a long word.
    """
    word = token.stem
    size = len(word)
    if token.weight == PLACE or size < _LONG or word[0].isdigit():
        return 0.0
    covered = 0.0
    for key in other.tokens:
        length = len(key)
        if length < _LONG:
            continue
        if length > size:
            if key.startswith(word) or key.endswith(word):
                return _INSIDE
        elif word.startswith(key) or word.endswith(key):
            covered += length / size
        if word[0] == key[0] and abs(length - size) <= 2:
            allowed = 1 if size < _LONGER else 2
            if OSA.distance(word, key, score_cutoff=allowed) <= allowed:
                return _TYPO
    return min(covered, _INSIDE)
