"""Names of organisations in a sentence: noun groups around a head, with article and preposition.

A name reaches from its adjectives to what still belongs to it: "Deutsches Institut für Dörfer".
"""

import re
from dataclasses import dataclass

from parsers.hosts.name_ends import ADJECTIVE, ARTICLES, MAX_WORDS, PREPOSITIONS, Words
from parsers.hosts.organization_words import (
    FEMININE,
    LEGAL,
    Kind,
    ends_name,
    is_acronym,
    kind_of,
)

_OWN = re.compile(r"(?:unse?re?|ihre?|seine?|eure?|diese|jene)(?:[mnrs]|er|em|en|es)?", re.I)
_MERGED = frozenset("vom beim zum zur am im ins ans aufs".split())
_SMALL = frozenset("für der des und & zur im am in an".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """The name of an organisation in a sentence, without its article.

    `head` is the word that says what it is; `article` and `preposition` stand before it, in small
    letters ("vom" is a preposition, its article "dem"); `whole` is where these begin.
    """

    start: int
    end: int
    whole: int
    head: str
    article: str
    preposition: str

    @property
    def acts(self) -> bool:
        """Whether the group can be the subject of its clause."""
        if self.preposition or (self.article != "das" and self.article[-1:] in ("m", "n", "s")):
            return False
        return not (self.article.endswith("er") and self._feminine)

    @property
    def owns(self) -> bool:
        """Whether the group may be a genitive: "des Vereins", "der Stadt"."""
        if self.preposition:
            return False
        other = self._feminine or is_acronym(self.head)
        return self.article.endswith("es") or (self.article.endswith("er") and other)

    @property
    def _feminine(self) -> bool:
        """Whether "der" before the head is a genitive or dative."""
        return self.article not in ("unser", "ihr", "euer") and bool(FEMININE.search(self.head))


class _Groups(Words):
    """The noun groups around the heads of one sentence."""

    @property
    def shouted(self) -> bool:
        """Whether most of the sentence is in capitals: then they mark no names."""
        capitals = sum(word.isupper() and len(word) > 1 for word in self.words)
        return capitals > 4 and 2 * capitals > len(self.words)

    def mention(self, number: int, done: int) -> tuple[Mention, int]:
        """The group around the head at `number`, and the number of the token behind it."""
        first = self._left(number, done)
        end, after = self.right(number)
        before, article = first, ""
        place = first - 1
        skipped = 0
        while place >= done and skipped < 3 and ADJECTIVE.fullmatch(self.words[place]):
            low = self.words[place].lower()
            if low in ARTICLES or _OWN.fullmatch(low):
                break
            place, skipped = place - 1, skipped + 1
        if place >= done:
            low = self.words[place].lower()
            if low in ARTICLES or _OWN.fullmatch(low):
                article, before = low, place
                place -= 1
            else:
                place = place if low in _MERGED else first - 1
        preposition = ""
        if place >= done and self.words[place].lower() in PREPOSITIONS:
            preposition, before = self.words[place].lower(), place
            if preposition in _MERGED and not article:
                article = "der" if preposition == "zur" else "dem"
        mention = Mention(
            self.spans[first][0], end, self.spans[before][0], self.words[number], article,
            preposition,
        )  # fmt: skip
        return mention, after

    def _left(self, number: int, done: int) -> int:
        """The first token of the name: capital adjectives and names before the head."""
        first, legal = number, LEGAL.fullmatch(self.words[number]) is not None
        while first > done and number - first < MAX_WORDS:
            word = self.words[first - 1]
            if self._begins(word) and self._joined(first - 1):
                first -= 1
            elif self._shares(first - 1):
                first -= 2
            elif legal and self._small(first - 1, done):
                first -= 2 if self.words[first - 2][:1].isupper() else 1
            else:
                break
        return first

    def _begins(self, word: str) -> bool:
        if not word[:1].isupper() or ends_name(word) or len(word) < 2:
            return False
        low = word.lower()
        return not (low in ARTICLES or low in PREPOSITIONS or _OWN.fullmatch(low))

    def _joined(self, number: int) -> bool:
        """Whether only a blank stands between a token and the next."""
        between = self.text[self.spans[number][1] : self.spans[number + 1][0]]
        return between in (" ", "\n", " ") and not self._sentence_start(number)

    def _sentence_start(self, number: int) -> bool:
        return number == 0 and self.words[0].lower() in _STARTERS

    def _shares(self, number: int) -> bool:
        """Whether "Städte- und" stands before a compound."""
        return (
            number > 0
            and self.words[number] in ("und", "&")
            and self.words[number - 1].endswith("-")
            and self.words[number - 1][:1].isupper()
        )

    def _small(self, number: int, done: int) -> bool:
        """Whether a small word before a legal form stands within a name."""
        word = self.words[number]
        if number - 1 < done or not self._begins(self.words[number - 1]):
            return False
        small = word in _SMALL or (len(word) > 3 and word.isalpha() and word.islower())
        return small and self._joined(number - 1) and self._joined(number)


_STARTERS = frozenset(
    "auch dazu hierzu heute morgen gestern hier dort dann nun so wie was wer wenn".split()
)


def mentions_in(text: str) -> list[Mention]:
    """Return the organisations that a sentence names, in order, none within another."""
    groups = _Groups(text)
    kinds = [kind_of(word) for word in groups.words]
    heads = [number for number, kind in enumerate(kinds) if kind is not Kind.OTHER]
    found: list[Mention] = []
    done = 0
    for number in heads if heads and not groups.shouted else ():
        if number < done:
            continue
        mention, after = groups.mention(number, done)
        if LEGAL.fullmatch(text[mention.start : mention.end]) is None:
            found.append(mention)
        done = max(after, number + 1)
    return found
