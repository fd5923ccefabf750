"""A title as it is compared: its words with what each is worth, its numbers and its roles."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from matching.abbreviations import WORDS
from matching.glossary import canonical, canonical_phrases
from matching.numbering import Numbering, numbering
from matching.roles import Role, roles_of
from matching.stems import folded, stem, unescaped, words_of
from matching.vocabulary import (
    GENERAL,
    GENERIC_PARTS,
    KIND_HEADS,
    KIND_OF,
    MODES,
    NOTICE,
    REPORT,
    STOP,
    Kind,
)
from matching.wording import is_headline, is_phrase, language_of
from parsers.places.gazetteer import gazetteer

CONTENT, PART, GENERIC_PART, PLACE, COMMON, KIND, CHATTER = 1.0, 0.9, 0.45, 0.35, 0.3, 0.3, 0.15
"""What a word is worth: of the subject; first part of "Klimakonferenz"; of "Netzwerktreffen"; a
town; a general word; a format; a verb of a report."""
_SHORT = 0.6
_GENERIC = 0.6
_MANY = 1.2
"""So many general words name an event all the same: "Bundeskongress Tag der Regionen"."""
_SHORTEST_PART = 3
_SHORT_HEAD = 5
_SHORTEST_ADJECTIVE = 6
_FOR = ("zum", "zur")
_ARTICLES = (["dem"], ["der"], ["den"])
_OWN = frozenset((Kind.CONFERENCE, Kind.GATHERING, Kind.COURSE, Kind.BODY, Kind.SHOW))
"""Formats that are events of their own; a tour or a reception is part of one."""
_LARGE = frozenset((Kind.CONFERENCE, Kind.SHOW, Kind.SPAN))
"""Formats that others are held beside."""
_HEAD_NEVER = re.compile(
    r"(?:ver|bei|an|auf|er|ein|nach|alln?|mon|diens|donners|frei|sams|sonn|bundes|land|landkreis"
    r"|staedte|stadte|kreis|gemeinde|arbeits|mani|be|gast|part|luft|schiff|durch|aus|her"
    r"|hin|zu|wohl|ge|we|lager|fern|all|uber|geschaft|unternehmens|mitarbeiter|vor|markt)$"
)
_SUBTITLE = re.compile(r"\s[–—|-]\s|[:!?“”\"»]|\.\s")
_QUOTED = re.compile(r"[„“\"«»]\w[^„“”\"«»]*\s[^„“”\"«»]*\w[!?.]?[“”\"«»]")
"""Two words and more in quotation marks: a name."""
_OFFICE = re.compile(r"\w*(?:minister|praesident|staatssekretaer|buergermeister|landraet)(?:in)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word's stem with what it is worth; `kind` where it names a format.

    `place` says that it is a town, `part` that it is the first part of a compound.
    """

    stem: str
    weight: float
    kind: Kind | None = None
    place: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title, folded once.

    `words` as they stand, `tokens` by stem; `worth` is the weight of all, `subject` of those of its
    subject. `places` are the towns that it names; `joint` says that it names two events ("Forum
    mit Jahrestagung"), `headline` that it reports; `lead` is the motto before a subtitle,
    `phrase` that it may be one;
    `translated` are the stems of a foreign title that are known in German.
    """

    folded: str
    words: tuple[str, ...]
    tokens: dict[str, Token]
    numbers: Numbering
    roles: frozenset[Role]
    kinds: frozenset[Kind]
    places: frozenset[str]
    joint: bool
    subject: float
    worth: float
    language: str
    headline: bool
    lead: frozenset[str]
    phrase: bool
    translated: frozenset[str]
    quoted: bool

    @property
    def generic(self) -> bool:
        """Whether the title says nothing but what kind of event it is."""
        if self.quoted or self.numbers.editions:
            return False
        return self.subject < _GENERIC and self.worth < _MANY


def title_of(name: str, day: date | None) -> Title:
    """Fold a title; `day` is the event's first (see `numbering`)."""
    text = unescaped(name)
    numbers = numbering(text, day)
    tokens: dict[str, Token] = {}
    words = canonical_phrases(" ".join(words_of(numbers.rest))).split()
    for word in words:
        for token in tokens_of(word):
            known = tokens.get(token.stem)
            if known is None or known.weight < token.weight:
                tokens[token.stem] = token
    whole = folded(text)
    language = language_of(text, whole)
    return Title(
        folded=whole,
        words=tuple(dict.fromkeys(word for word in words if tokens_of(word))),
        tokens=tokens,
        numbers=numbers,
        roles=roles_of(whole) | ({Role.SIDE} if _beside(words) else set()),
        kinds=frozenset([token.kind for token in tokens.values() if token.kind]),
        places=frozenset([token.stem for token in tokens.values() if token.place]),
        joint=_joint(words),
        subject=sum([t.weight for t in tokens.values() if t.weight > PLACE]),
        worth=sum([t.weight for t in tokens.values()]),
        quoted=_QUOTED.search(text) is not None,
        language=language,
        headline=is_headline(text, whole) or any(t.weight == CHATTER for t in tokens.values()),
        lead=_lead(text),
        phrase=is_phrase(text),
        translated=_translated(words, tokens) if language != "de" else frozenset(),
    )


def _lead(text: str) -> frozenset[str]:
    """The stems of a motto that a title begins with; none where it names a kind of event."""
    tokens = [
        token
        for word in words_of(_SUBTITLE.split(text.lstrip('„“"«» '), maxsplit=1)[0])
        for token in tokens_of(word)
    ]
    if any(token.kind for token in tokens) or sum([token.weight for token in tokens]) < _MANY:
        return frozenset()
    return frozenset([token.stem for token in tokens])


def _translated(words: list[str], tokens: dict[str, Token]) -> frozenset[str]:
    """The stems of a subject that the glossary has in German."""
    keys = {canonical(bare) for bare in map(stem, words) if canonical(bare) != bare}
    return frozenset(key for key in keys if key in tokens and tokens[key].weight > PLACE)


@lru_cache(maxsize=65536)
def tokens_of(word: str) -> tuple[Token, ...]:
    """Return what a folded word stands for: nothing, one token, or the parts of a compound."""
    if word.isdigit():
        return (Token(word, _SHORT if len(word) == 4 else COMMON),) if len(word) != 1 else ()
    bare = stem(word)
    if len(word) < 2 or bare in STOP or bare in NOTICE:
        return ()
    key = canonical(bare)
    if key in KIND_OF:
        return (Token(key, KIND, KIND_OF[key]),)
    if bare in REPORT or _OFFICE.fullmatch(word):
        return (Token(key, CHATTER),)
    if bare in GENERAL or key in GENERAL or bare in MODES or word in WORDS:
        return (Token(key, COMMON),)
    town = _place(word)
    if town:
        return (Token(town, PLACE, place=True),)
    compound = _compound(word) or _compound(bare)
    return compound or (Token(key, CONTENT if len(key) > 2 else _SHORT),)


def _compound(word: str) -> tuple[Token, ...]:
    for head in KIND_HEADS:
        first = word[: -len(head)]
        if not word.endswith(head) or len(first) < _SHORTEST_PART:
            continue
        kind = KIND_OF[head]
        plain = kind is Kind.CONFERENCE and len(head) > _SHORT_HEAD
        if not plain and _HEAD_NEVER.fullmatch(first):
            continue
        key = canonical(stem(first.removesuffix("s") if len(first) > 4 else first))
        token = Token(canonical(head), KIND, kind)
        if key in NOTICE or key in STOP:
            return (token,)
        worth = GENERIC_PART if key in GENERIC_PARTS or key in GENERAL else PART
        return (Token(key, worth, part=True), token)
    return ()


def _joint(words: list[str]) -> bool:
    """Whether a second format follows "mit": one event that holds another."""
    return any(_formats_around(words, place, _OWN) for place in _places(words, "mit"))


def _beside(words: list[str]) -> bool:
    """Whether a format is held for or at another: "Workshop auf dem Kongress"."""
    behind = [place for word in _FOR for place in _places(words, word)]
    behind += [place + 1 for place in _places(words, "auf") if words[place + 1 :][:1] in _ARTICLES]
    return any(_formats_around(words, place, _LARGE) for place in behind)


def _places(words: list[str], wanted: str) -> list[int]:
    return [place for place, word in enumerate(words) if word == wanted] if wanted in words else []


def _formats_around(words: list[str], place: int, kinds: frozenset[Kind]) -> bool:
    """Whether a format stands before a place, and one of some kinds soon behind it."""
    behind = words[place + 1 : place + 4]
    if not any(token.kind in kinds for word in behind for token in tokens_of(word)):
        return False
    return any(token.kind for word in words[:place] for token in tokens_of(word))


def _place(word: str) -> str:
    """The stem of the town that a folded word can only be, or be the adjective of; else nothing."""
    book = gazetteer()
    if word in book.names:
        return stem(word) if book.common.get(word) != "word" else ""
    if not word.endswith("er") or len(word) < _SHORTEST_ADJECTIVE:
        return ""
    forms = (word[:-2], word[:-2] + "en", word[:-1])
    return next((stem(f) for f in forms if f in book.names and book.common.get(f) is None), "")
