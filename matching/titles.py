"""A title as it is compared: its words with what each is worth, its numbers and its roles."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from matching.glossary import canonical, canonical_phrases
from matching.numbering import Numbering, numbering
from matching.roles import Role, roles_of
from matching.stems import stem, unescaped, words_of
from matching.vocabulary import (
    GENERAL,
    GENERIC_PARTS,
    KIND_HEADS,
    KIND_OF,
    NOTICE,
    REPORT,
    STOP,
    Kind,
)
from model import fold
from parsers.places.gazetteer import gazetteer

CONTENT, PART, PLACE, COMMON, KIND, CHATTER = 1.0, 0.9, 0.35, 0.3, 0.3, 0.15
"""What a word is worth: of the subject, first part of "Klimakonferenz", a town, a general word, a
format, a verb of a report."""
_SHORT = 0.6
_SHORTEST_PART = 3
_HEAD_NEVER = re.compile(
    r"(?:ver|bei|an|auf|er|ein|nach|alln?|mon|diens|donners|frei|sams|sonn|bundes|land|landkreis"
    r"|staedte|stadte|kreis|gemeinde|arbeits|jahres|mani|be|gast|part|luft|schiff|durch|aus|her"
    r"|hin|zu|wohl|ge|we|lager|fern|all)$"
)
_ENGLISH = frozenset("the of and for with towards day conference forum meeting workshop".split())
_CAMEL = re.compile(r"[a-zäöü][A-ZÄÖÜ]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word's stem with what it is worth; `kind` where it names a format."""

    stem: str
    weight: float
    kind: Kind | None = None

    @property
    def subject(self) -> bool:
        """Whether it says what the event is about."""
        return self.weight >= _SHORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title, folded once. `tokens` by stem; `subject` is the weight of its subject's words."""

    folded: str
    tokens: dict[str, Token]
    numbers: Numbering
    roles: frozenset[Role]
    kinds: frozenset[Kind]
    subject: float
    english: bool

    @property
    def generic(self) -> bool:
        """Whether the title says nothing but what kind of event it is."""
        return self.subject < _SHORT


def title_of(name: str, day: date | None) -> Title:
    """Fold a title; `day` is the event's first (see `numbering`)."""
    text = unescaped(name)
    numbers = numbering(text, day)
    folded = fold(text)
    tokens: dict[str, Token] = {}
    words = canonical_phrases(" ".join(words_of(numbers.rest))).split()
    for word in words:
        for token in tokens_of(word):
            known = tokens.get(token.stem)
            if known is None or known.weight < token.weight:
                tokens[token.stem] = token
    return Title(
        folded=folded,
        tokens=tokens,
        numbers=numbers,
        roles=roles_of(folded),
        kinds=frozenset(token.kind for token in tokens.values() if token.kind),
        subject=sum(token.weight for token in tokens.values() if token.subject),
        english=not _ENGLISH.isdisjoint(words),
    )


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
    if bare in REPORT:
        return (Token(key, CHATTER),)
    if bare in GENERAL or key in GENERAL:
        return (Token(key, COMMON),)
    if _is_place(word):
        return (Token(bare, PLACE),)
    return _compound(bare) or (Token(key, CONTENT if len(key) > 2 else _SHORT),)


def _compound(word: str) -> tuple[Token, ...]:
    for head in KIND_HEADS:
        first = word[: -len(head)]
        if not word.endswith(head) or len(first) < _SHORTEST_PART or _HEAD_NEVER.fullmatch(first):
            continue
        kind = KIND_OF[head]
        key = canonical(stem(first.removesuffix("s") if len(first) > 4 else first))
        worth = COMMON if key in GENERIC_PARTS or key in GENERAL else PART
        token = Token(canonical(head), KIND, kind)
        return (token,) if key in NOTICE or key in STOP else (Token(key, worth), token)
    return ()


def _is_place(word: str) -> bool:
    """Whether a folded word can only be a town's name or the adjective made of it."""
    book = gazetteer()
    if word in book.names:
        return book.common.get(word) != "word"
    if not word.endswith("er") or len(word) < 6:
        return False
    base = word[:-2]
    return any(form in book.names and book.common.get(form) is None for form in (base, base + "en"))
