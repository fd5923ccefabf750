"""A title as it is compared: its words with what each is worth, its numbers and its roles."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from matching.glossary import canonical, canonical_phrases
from matching.numbering import Numbering, numbering
from matching.roles import Role, roles_of
from matching.stems import folded, stem, unescaped, words_of
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
from parsers.places.gazetteer import gazetteer

CONTENT, PART, GENERIC_PART, PLACE, COMMON, KIND, CHATTER = 1.0, 0.9, 0.45, 0.35, 0.3, 0.3, 0.15
"""What a word is worth: of the subject; first part of "Klimakonferenz"; of "Netzwerktreffen"; a
town; a general word; a format; a verb of a report."""
_SHORT = 0.6
_GENERIC = 0.6
_SHORTEST_PART = 3
_HEAD_NEVER = re.compile(
    r"(?:ver|bei|an|auf|er|ein|nach|alln?|mon|diens|donners|frei|sams|sonn|bundes|land|landkreis"
    r"|staedte|stadte|kreis|gemeinde|arbeits|mani|be|gast|part|luft|schiff|durch|aus|her"
    r"|hin|zu|wohl|ge|we|lager|fern|all)$"
)
_ENGLISH = frozenset(
    """the of and for with towards day days conference forum meeting workshop fair talk talks
    regional regions cross border without annual summit dialogue opening development innovation
    lower upper community award week""".split()
)
_GERMAN = frozenset(
    """der die das den dem des und für fuer im am zum zur von vom mit auf aus tag tage konferenz
    tagung messe treffen veranstaltung regionale regionaler regionales""".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word's stem with what it is worth; `kind` where it names a format."""

    stem: str
    weight: float
    kind: Kind | None = None


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
        return self.subject < _GENERIC


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
    return Title(
        folded=whole,
        tokens=tokens,
        numbers=numbers,
        roles=roles_of(whole),
        kinds=frozenset([token.kind for token in tokens.values() if token.kind]),
        subject=sum([t.weight for t in tokens.values() if t.weight > PLACE]),
        english=not _ENGLISH.isdisjoint(words) and _GERMAN.isdisjoint(whole.split()),
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
        token = Token(canonical(head), KIND, kind)
        if key in NOTICE or key in STOP:
            return (token,)
        worth = GENERIC_PART if key in GENERIC_PARTS or key in GENERAL else PART
        return (Token(key, worth), token)
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
