"""The text of a page with the quotes that values were read from marked in it. Pure.

Works on plain text and gives plain text in pieces: what becomes of it is the template's, which
escapes all of it. Nothing of a page's markup comes this way.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from model import Evidence

AROUND = 600
"""Characters of a page's text that stay to each side of a quote; what lies further off is folded
up."""

_LEAST_GAP = 400
"""What would be folded up must be worth the click."""
_SENTENCE = 160
"""Characters to each side of a quote in the line that stands beside a value."""
_ENDS = re.compile(r"\n|(?<![\s.]\d)(?<!\d\d)(?<!\b\w)[.!?]\s+(?=[^\W\d_a-zäöüß]|[\d„\"(–-])")
"""Where a sentence or a line ends: not behind "7." or "z. B."."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Where on its page a value was read: characters `start` to `end` (exclusive) of the text.

    Both are 0 where it is not found there: it stands in the page's data, or the text is another by
    now. `field` is the name that the evidence goes by.
    """

    field: str
    evidence: Evidence
    start: int = 0
    end: int = 0

    @property
    def placed(self) -> bool:
        """Whether it is found in the text."""
        return self.end > self.start

    @property
    def in_data(self) -> bool:
        """Whether the reader itself says that it stands in the page's data alone."""
        return self.evidence.end == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a text: marked for `fields`, of which `begins` begin here, or folded up."""

    text: str
    fields: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A quote with as much around it as makes it plain; `cut` says that more stood there."""

    before: str
    quote: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


def quotes_in(text: str, evidence: Mapping[str, Evidence]) -> tuple[Quote, ...]:
    """Where each evidence stands in a text, in the order of the text; those not found come last."""
    found = [_placed(text, name, each) for name, each in evidence.items()]
    return tuple(sorted(found, key=lambda quote: (not quote.placed, quote.start, quote.end)))


def pieces_of(text: str, quotes: Iterable[Quote]) -> tuple[Piece, ...]:
    """The whole text in pieces: marked ones, ones between, and far ones folded up."""
    placed = [quote for quote in quotes if quote.placed]
    bounds = sorted({0, len(text), *(at for q in placed for at in (q.start, q.end))})
    found: list[Piece] = []
    for start, end in pairwise(bounds):
        inside = [quote for quote in placed if quote.start < end and quote.end > start]
        if inside:
            begins = tuple(quote.field for quote in inside if quote.start == start)
            fields = tuple(quote.field for quote in inside)
            found.append(Piece(text=text[start:end], fields=fields, begins=begins))
        else:
            found += _between(text, start, end)
    return tuple(found)


def sentence_of(text: str, quote: Quote) -> Sentence | None:
    """The quote in its sentence or line; None where it is not in the text."""
    if not quote.placed:
        return None
    first, last = max(0, quote.start - _SENTENCE), min(len(text), quote.end + _SENTENCE)
    before, after = text[first : quote.start], text[quote.end : last]
    opened = max((found.end() for found in _ENDS.finditer(before)), default=None)
    ending = _ENDS.search(after)
    closed = ending.start() + 1 if ending else None
    return Sentence(
        before=_flat(before[opened or 0 :]).lstrip(),
        quote=text[quote.start : quote.end],
        after=_flat(after[:closed]).rstrip(),
        cut_before=opened is None and first > 0,
        cut_after=closed is None and last < len(text),
    )


def _flat(text: str) -> str:
    """The text on one line; a blank at its ends stays one."""
    return re.sub(r"\s+", " ", text)


def _placed(text: str, name: str, evidence: Evidence) -> Quote:
    """Where the evidence says it is, else the same words nearest to there."""
    start, end = evidence.start, evidence.end
    if not end or not evidence.quote:
        return Quote(field=name, evidence=evidence)
    if text[start:end] != evidence.quote:
        before = text.rfind(evidence.quote, 0, start + len(evidence.quote))
        behind = text.find(evidence.quote, start)
        known = [at for at in (before, behind) if at >= 0]
        if not known:
            return Quote(field=name, evidence=evidence)
        start = min(known, key=lambda at: abs(at - evidence.start))
        end = start + len(evidence.quote)
    return Quote(field=name, evidence=evidence, start=start, end=end)


def _between(text: str, start: int, end: int) -> list[Piece]:
    """A piece without a quote: whole, or with its middle (its outer end) folded up."""
    head = start + (AROUND if start else 0)
    tail = end - (AROUND if end < len(text) else 0)
    if not start and end == len(text):
        head = AROUND  # no quote at all: the beginning says most
    if tail - head < _LEAST_GAP:
        return [Piece(text=text[start:end])] if end > start else []
    head, tail = _at_blank(text, head), _at_blank(text, tail)
    parts = (
        Piece(text=text[start:head]),
        Piece(text=text[head:tail], folded=True),
        Piece(text=text[tail:end]),
    )
    return [part for part in parts if part.text]


def _at_blank(text: str, at: int) -> int:
    """The end of the word at a place, so that none is cut; the place itself in endless ones."""
    if at in (0, len(text)):
        return at
    return next((n for n in range(at, min(at + 40, len(text))) if text[n].isspace()), at)
