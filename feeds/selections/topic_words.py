"""The words of `topics.toml`, and which of them stand where in a text.

How much a word counts is decided in `feeds.selections.topics`.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, get_args

from model import fold

TOKEN = re.compile(r"[^\W_]+")
EVERYWHERE = ""
"""Stands for a topic where a word of the table is for all of them."""


Role = Literal["words", "title_words", "hints", "never", "beside", "cues", "bodies"]
"""What a word says of its topic; the names are the keys of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic: the slug of its address and its German title and description."""

    slug: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the table in a text: for which topic, as what, and its first and last token."""

    topic: str
    role: Role
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """One entry of the table: a word, or a phrase of several; `parts` are patterns by number."""

    topic: str
    role: Role
    parts: tuple[int, ...]


class _Patterns:
    """Patterns for single tokens, each with a number; tells which of them a token matches."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._capitals: dict[str, int] = {}
        self._whole: dict[str, int] = {}
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._within: dict[str, int] = {}
        self._any: list[int] = []

    def number(self, pattern: str) -> int:
        """Return the number of a pattern, such as "wasser*" or "LEADER"."""
        if pattern not in self._numbers:
            self._numbers[pattern] = len(self._numbers)
            self._add(pattern, self._numbers[pattern])
        return self._numbers[pattern]

    def _add(self, pattern: str, number: int) -> None:
        core = pattern.strip("*")
        kinds = {(False, False): self._whole, (False, True): self._starts}
        kinds |= {(True, False): self._ends, (True, True): self._within}
        if not core:
            self._any.append(number)
        elif len(core) > 1 and core.isupper():
            self._capitals[core] = number
        else:
            kinds[pattern.startswith("*"), pattern.endswith("*")][fold(core)] = number

    def of(self, token: str) -> tuple[int, ...]:
        """Return the numbers of the patterns that match a token as it stands in a text."""
        folded = fold(token)
        cuts = range(1, len(folded) + 1)
        found = [self._capitals.get(token), self._whole.get(folded)]
        found += [self._starts.get(folded[:cut]) for cut in cuts]
        found += [self._ends.get(folded[-cut:]) for cut in cuts]
        found += [number for part, number in self._within.items() if part in folded]
        return tuple(sorted({number for number in found if number is not None} | {*self._any}))


class Table:
    """All words of `topics.toml`."""

    def __init__(self, data: Mapping[str, object]) -> None:
        topics = _tables(data["topic"])
        self.topics = tuple(
            Topic(slug=str(t["slug"]), title=str(t["title"]), description=str(t["description"]))
            for t in topics
        )
        self._patterns = _Patterns()
        self._rules: defaultdict[int, list[_Rule]] = defaultdict(list)
        self._read(EVERYWHERE, _tables([data["everywhere"]])[0])
        for topic, table in zip(self.topics, topics, strict=True):
            self._read(topic.slug, table)
        self._rules_of = lru_cache(maxsize=65_536)(self._find)

    def _read(self, topic: str, table: Mapping[str, object]) -> None:
        for role in get_args(Role):
            for entry in _words(table.get(role, ())):
                parts = tuple(self._patterns.number(part) for part in parts_of(entry))
                self._rules[parts[0]].append(_Rule(topic, role, parts))

    def _find(self, token: str) -> tuple[tuple[int, ...], tuple[_Rule, ...]]:
        numbers = self._patterns.of(token)
        return numbers, tuple(rule for number in numbers for rule in self._rules.get(number, ()))

    def hits(self, tokens: Sequence[str]) -> list[Hit]:
        """Return where words and phrases of the table stand among the tokens of a text."""
        found = [self._rules_of(token) for token in tokens]
        return [
            Hit(rule.topic, rule.role, first, first + len(rule.parts) - 1)
            for first, (_, rules) in enumerate(found)
            for rule in rules
            if len(rule.parts) == 1 or _follow(rule.parts, found[first : first + len(rule.parts)])
        ]


def _follow(parts: Sequence[int], found: Sequence[tuple[tuple[int, ...], object]]) -> bool:
    """Whether each part of a phrase is among the patterns of its token."""
    return len(found) == len(parts) and all(
        part in numbers for part, (numbers, _) in zip(parts, found, strict=True)
    )


def parts_of(entry: str) -> list[str]:
    """Return the token patterns of an entry: "smart cit*" gives "smart" and "cit*"."""
    parts = []
    for word in entry.split():
        tokens = TOKEN.findall(word) or [""]
        tokens[0] = "*" * word.startswith("*") + tokens[0]
        tokens[-1] += "*" * word.endswith("*")
        parts += tokens
    return parts


@cache
def table() -> Table:
    """Return the packaged table, loaded on first use."""
    text = files("feeds.selections").joinpath("topics.toml").read_text(encoding="utf-8")
    return Table(tomllib.loads(text))


def _tables(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise TypeError("topics.toml: not a list of tables")
    return value


def _words(value: object) -> Iterable[str]:
    if not isinstance(value, (list, tuple)):
        raise TypeError("topics.toml: not a list of words")
    return [str(entry) for entry in value]
