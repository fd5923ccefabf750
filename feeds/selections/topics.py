"""Which topics an event or a news item has, and the words of its page that say so.

The words stand in `topics.toml`. A topic needs three points:

- a word of the topic in the title gives three, a hint in the title two;
- a word in the text gives two, a hint there one; a word in a sentence that names its subject
  ("im Mittelpunkt steht ...") gives three.

Each word counts once, however often it stands there. Names do not count: those of organisers and
houses, bodies with what they are for, firms and associations with their legal form. In a title
that is nothing but such a name (the event bears its organiser's name) it does.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from feeds.selections import bodies
from feeds.selections.topic_words import EVERYWHERE, TOKEN, Hit, Topic, table
from model import fold

_ENOUGH = 3
_IN_TITLE: Final[Mapping[str, int]] = {"words": 3, "title_words": 3, "hints": 2}
_IN_TEXT: Final[Mapping[str, int]] = {"words": 2, "title_words": 1, "hints": 1}
_CUED = 3
_SENTENCE_END = re.compile(r"(?<!\d)[.!?…](?=\s+[A-ZÄÖÜ„»\"])|\n")
_TELLING = 4
"""How many letters a word of a title has at least that says what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMatch:
    """One topic (its slug) and the words that decided, as they stand on the page, in its order."""

    topic: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A word that counts: its points, the same for every spelling, and as a reader sees it."""

    points: int
    key: str
    shown: str


def topics() -> tuple[Topic, ...]:
    """Return the ten topics in the order of the table."""
    return table().topics


def topics_of(title: str, text: str, names: Iterable[str] = ()) -> tuple[TopicMatch, ...]:
    """Return the topics of an event or a news item, in the order of the table.

    `text` is its description, `names` are those of organisers and houses.
    """
    return _topics_of(title, text, tuple(names))


@lru_cache(maxsize=8_192)
def _topics_of(title: str, text: str, names: tuple[str, ...]) -> tuple[TopicMatch, ...]:
    heading, body = _Text(title), _Text(text)
    likely = _likely(heading, body)
    if not likely:
        return ()
    in_title = _words(heading, names, likely, is_title=True)
    in_text = _words(body, names, likely, is_title=False)
    decided = {slug: _deciding(in_title.get(slug, []), in_text.get(slug, [])) for slug in likely}
    return tuple(
        TopicMatch(topic=topic.slug, words=decided[topic.slug])
        for topic in table().topics
        if decided.get(topic.slug)
    )


def _likely(title: "_Text", text: "_Text") -> set[str]:
    """The topics that have enough points, if no word of theirs is a name or stands in the way."""
    points: defaultdict[str, int] = defaultdict(int)
    for hit in title.hits:
        points[hit.topic] += _IN_TITLE.get(hit.role, 0)
    cued = any(hit.role == "cues" for hit in text.hits)
    for hit in text.hits:
        worth = _IN_TEXT.get(hit.role, 0)
        points[hit.topic] += _CUED if cued and hit.role == "words" else worth
    return {slug for slug, worth in points.items() if worth >= _ENOUGH}


def _deciding(in_title: list[_Found], in_text: list[_Found]) -> tuple[str, ...]:
    """The words that make a topic, none where they do not; the title's alone where they do."""
    for words in (in_title, [*in_title, *in_text]):
        best: dict[str, _Found] = {}
        for word in words:
            if word.key not in best or best[word.key].points < word.points:
                best[word.key] = word
        if sum(word.points for word in best.values()) >= _ENOUGH:
            return tuple(dict.fromkeys(word.shown for word in words if best[word.key] is word))
    return ()


class _Text:
    """A text, its words and what the table says of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = TOKEN.findall(text)
        self.hits = table().hits(self.tokens)
        self._spans: list[tuple[int, int]] | None = None
        self._sentence_ends: list[int] | None = None

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands."""
        if self._spans is None:
            self._spans = [match.span() for match in TOKEN.finditer(self.text)]
        return self._spans

    def within(self, start: int, end: int) -> Iterator[int]:
        """Yield the numbers of the words that begin in that span."""
        return (n for n, (first, _) in enumerate(self.spans) if start <= first < end)

    def sentence(self, token: int) -> int:
        """Return the number of the sentence of a word."""
        if self._sentence_ends is None:
            self._sentence_ends = [end.start() for end in _SENTENCE_END.finditer(self.text)]
        return bisect(self._sentence_ends, self.spans[token][0])

    def shown(self, hit: Hit) -> str:
        """Return the words of a hit as they stand, a compound with hyphens whole."""
        first, last = hit.first, hit.last
        while first and self.text[self.spans[first - 1][1] : self.spans[first][0]] == "-":
            first -= 1
        end = len(self.spans) - 1
        while last < end and self.text[self.spans[last][1] : self.spans[last + 1][0]] == "-":
            last += 1
        return self.text[self.spans[first][0] : self.spans[last][1]]


def _words(
    text: _Text, names: tuple[str, ...], likely: set[str], *, is_title: bool
) -> dict[str, list[_Found]]:
    """The words that count in a text, by topic, of the likely ones."""
    points = _IN_TITLE if is_title else _IN_TEXT
    candidates = [hit for hit in text.hits if hit.topic in likely and hit.role in points]
    if not candidates:
        return {}
    masked = _names(text, names, is_title=is_title)
    blocked = {(hit.topic, n) for hit in text.hits if hit.role == "never" for n in _range(hit)}
    by_topic: defaultdict[str, list[tuple[int, Hit]]] = defaultdict(list)
    for hit in candidates:
        if any(n in masked or (hit.topic, n) in blocked for n in _range(hit)):
            continue
        worth = points[hit.role]
        if not is_title:
            worth = _in_sentence(text, hit, worth)
        if worth:
            by_topic[hit.topic].append((worth, hit))
    return {topic: _found(text, hits) for topic, hits in by_topic.items()}


def _names(text: _Text, names: tuple[str, ...], *, is_title: bool) -> set[int]:
    """The numbers of the words that only say who somebody is."""
    masked: set[int] = set()
    for hit in text.hits:
        if hit.topic == EVERYWHERE and hit.role == "never":
            masked.update(_range(hit))
        elif hit.role == "bodies":
            start, end = text.spans[hit.first][0], text.spans[hit.last][1]
            if (purpose := bodies.purpose_end(text.text, end)) > end:
                masked.update(text.within(start, purpose))
    masked |= bodies.with_legal_form(text.text, text.tokens, text.spans)
    named = bodies.named(text.tokens, names)
    if is_title and named and _telling(text) <= named:
        return masked
    return masked | named


def _telling(text: _Text) -> set[int]:
    """The numbers of the words that say what a title is about: no numbers, no small words."""
    return {n for n, word in enumerate(text.tokens) if len(word) >= _TELLING and word.isalpha()}


def _in_sentence(text: _Text, hit: Hit, worth: int) -> int:
    """The points of a word of the text, for what else its sentence says."""
    if worth < _IN_TEXT["words"] and not any(h.role == "beside" for h in text.hits):
        return worth
    sentence = text.sentence(hit.first)
    beside = {
        other.role
        for other in text.hits
        if (other.role == "beside" and other.topic == hit.topic) or other.role == "cues"
        if text.sentence(other.first) == sentence
    }
    if "beside" in beside:
        return 0
    return _CUED if "cues" in beside and worth == _IN_TEXT["words"] else worth


def _found(text: _Text, hits: list[tuple[int, Hit]]) -> list[_Found]:
    """The words of one topic in the order of the text; of those that overlap, the one for more."""
    taken: dict[int, _Found] = {}
    used: set[int] = set()
    for worth, hit in sorted(hits, key=lambda h: (-h[0], h[1].first - h[1].last, h[1].first)):
        if used.isdisjoint(_range(hit)):
            used.update(_range(hit))
            key = fold(" ".join(text.tokens[n] for n in _range(hit)))
            taken[hit.first] = _Found(worth, key, text.shown(hit))
    return [taken[first] for first in sorted(taken)]


def _range(hit: Hit) -> range:
    return range(hit.first, hit.last + 1)
