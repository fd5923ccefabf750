"""What a date is the date of, and whether it lies ahead, from the words of its sentence.

A cue belongs to the next date after it; of the cues before a date the last one counts.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from parsers.dates.cues import Cue, cues
from parsers.dates.drafts import Draft
from parsers.dates.normalise import PlainText
from parsers.dates.publication import (
    fills_line,
    is_published,
    published_after,
    published_before,
)
from parsers.dates.result import DateContext, DateKind, Tense
from parsers.dates.sentences import cell_before, label_above, sentence

_NEAR_LAW = 60
_NEAR_HISTORY = 20
_LETTERS, _LETTERS_LIMIT = 3, 20
"""Letters that may stand before a date for the line above to be its label; before a limit more."""

_LAW_TITLE = re.compile(r"([A-ZÄÖÜ][\wäöüß]*(?:G|VO|GB|BO))\)?\s$")
_ENUMERATION = re.compile(
    r"(?:\s?\([^()\n]{1,30}\))?[\s,;&/]{0,4}(?:und|sowie|bzw\.|oder)?[\s,]{0,4}"
)
_PRICE = re.compile(r"[\s:]{0,2}(?:nur\s|noch\s)?[0-9][0-9.,-]{0,8}\s?(?:€|euro)")
_IN_BRACKETS = re.compile(r"\s?\(\w{0,24}")
_SUBMISSIONS = ("einreich", "einzureich", "abgabe", "bewerb", "submission")
_TO_COLON = re.compile(r"\w{0,12}\s?:\s{1,2}")
_SHOWN = re.compile(r"\s(?:zu\s(?:sehen|hören|erleben)|geöffnet|gesperrt|gezeigt)\b")
_POSSIBLE = re.compile(r"[^.,;\n]{0,24}\b(?:möglich|offen|freigeschaltet|geöffnet)")
_AFTERWARDS = 40
_INDENT = 12
_CELL = 80
_CLOSED = "geschlossen"
_PLANNED = re.compile(
    r"\b(?:\w{2,9}zu\w{3,12}e?n|zu\s\w{3,14}e?n|geplant|vorgesehen|angekündigt|eingeladen|angesetzt|"
    r"möglichkeit|gelegenheit|chance)\b"
)
"""What makes of "hat" and "haben" a plan: "hat beschlossen, das Treffen am 16. Mai nachzuholen"."""

_LINES = ("tel", "telefon")
_ANSWERS = ("mitteilung", "meldung", "nachricht")
_OPEN = frozenset({"bis", "spätestens"})
_ALWAYS = {"deadline": DateKind.DEADLINE, "period": DateKind.PERIOD}
_TENSES = frozenset({"past", "perfect", "coming"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind and tense of a date, the words that decided them, and whether it was moved.

    `loose` is true where the tense is one of words that may speak of something else.
    """

    kind: DateKind
    tense: Tense
    cue: str = ""
    moved: bool = False
    sentence: tuple[int, int] = (0, 0)
    loose: bool = False


def words_until(text: PlainText, drafts: list[Draft]) -> list[int]:
    """Return up to where the words behind each draft may speak of it: the next date's start.

    The words behind a list speak of all of it: "am 24. und 31. Dezember ist geschlossen".
    """
    limits = [draft.span[0] for draft in drafts[1:]] + [len(text.low)]
    for index in range(len(drafts) - 2, -1, -1):
        if _ENUMERATION.fullmatch(text.low, drafts[index].span[1], limits[index]):
            limits[index] = limits[index + 1]
    return limits


def _lasts(draft: Draft) -> bool:
    """Return True for a start and an end without a day: how long, and never until when."""
    return draft.dayless() and draft.start is not None and draft.end is not None


class KindReader:
    """Judges the drafts of one text one after the other, in order."""

    def __init__(self, text: PlainText, context: DateContext) -> None:
        self._text = text
        self._tense = context.tense
        reference = context.reference
        self._reference = reference.date() if isinstance(reference, datetime) else reference
        if context.latest is not None:
            self._reference = None  # the first of a month stands for any of its days
        self._previous = 0
        self._last: tuple[DateKind, Cue | None] = (DateKind.EVENT, None)
        self._span = (-1, -1)
        self._cues: list[Cue] = []
        self._moved = False
        self._news: date | None = None

    def judge(self, draft: Draft, following: int) -> Verdict:
        """Judge a draft; `following` is where the words behind it end, see `words_until`."""
        start, end = draft.span
        left, right = sentence(self._text, start, end)
        if (left, right) != self._span:
            self._span, self._cues = (left, right), cues(self._text.low, left, right)
            self._moved = any(cue.sort == "moved" for cue in self._cues)
        since, until = max(left, self._previous), min(right, following)
        before = [cue for cue in self._cues if since <= cue.start < start]
        after = [cue for cue in self._cues if end <= cue.start < until]
        if not after and "|" in self._text.clean[end : end + 3]:  # the next cell of its row
            line = self._text.clean.find("\n", end, end + _CELL)
            after = cues(self._text.low, end, min(following, end + _CELL if line < 0 else line))
        above = self._above(draft, left) if not before else None
        if above is not None:
            before = [cue for cue in cues(self._text.low, *above) if cue.sort != "published"]
            if not before and self._published_above(above, draft):
                before = [Cue(above[0], above[1], "published")]
        kind, cue = self._kind(draft, before, after, above is not None, following)
        tense, sign = self._tense_of(start, end, before)
        kind, cue = self._like_before(draft, kind, cue, left)
        kind = self._in_news(draft, kind)
        self._last = (kind, cue)
        if not _lasts(draft):
            self._previous = end
        words = cue or sign
        shown = self._text.clean[words.start : words.end] if words else ""
        loose = sign is not None and sign.sort == "perfect" and bool(draft.marks & _OPEN)
        return Verdict(kind, tense, " ".join(shown.split()), self._moved, (left, right), loose)

    def _in_news(self, draft: Draft, kind: DateKind) -> DateKind:
        """Return the kind in a list of news: bare lines, the newest first, are all published."""
        if kind is not DateKind.PUBLISHED and (kind is not DateKind.EVENT or self._news is None):
            return kind
        day = draft.start.value() if draft.start and draft.end is None else None
        if day is None or not fills_line(self._text, *draft.span):
            return kind
        if kind is DateKind.EVENT and self._news is not None and day > self._news:
            return kind
        self._news = day
        return DateKind.PUBLISHED

    def _like_before(
        self, draft: Draft, kind: DateKind, cue: Cue | None, left: int
    ) -> tuple[DateKind, Cue | None]:
        """A date that is listed right after another is of its kind; so are more office hours."""
        last, _ = self._last
        if kind is not DateKind.EVENT or last is DateKind.EVENT or self._previous <= left:
            return kind, cue
        gap = self._text.low[self._previous : draft.span[0]]
        if last is DateKind.PUBLISHED and "\n" in gap:
            return kind, cue
        hours = last is DateKind.HOURS and draft.dayless()
        limit = last is DateKind.DEADLINE and bool(draft.marks & _OPEN)
        return self._last if hours or limit or _ENUMERATION.fullmatch(gap) else (kind, cue)

    def _above(self, draft: Draft, left: int) -> tuple[int, int] | None:
        letters = _LETTERS_LIMIT if draft.marks & _OPEN else _LETTERS
        above = cell_before(self._text, left, draft.span[0]) or label_above(
            self._text, left, draft.span[0], letters
        )
        holds_a_date = above is not None and self._previous > above[0]
        return None if holds_a_date else above

    def _published_above(self, above: tuple[int, int], draft: Draft) -> bool:
        first = next(iter(cues(self._text.low, *above)), None)
        bare = "am" not in draft.marks and not draft.dayless()
        return bare and first is not None and first.sort == "published"

    def _kind(
        self, draft: Draft, before: list[Cue], after: list[Cue], above: bool, following: int
    ) -> tuple[DateKind, Cue | None]:
        law = self._law(draft)
        if law and "vom" in draft.marks and draft.end is None:
            return DateKind.NONE, law
        near = law is not None and draft.span[0] - law.end <= _NEAR_LAW
        if near and "zum" in draft.marks and not draft.marks & _OPEN:
            return DateKind.NONE, law
        for cue in reversed(before):
            if cue.sort in ("deadline", "weak") and _lasts(draft):
                continue
            kind = self._kind_before(cue, draft, above)
            if kind is DateKind.PUBLISHED and law:
                return DateKind.NONE, cue
            if kind is not None:
                return kind, cue
            if cue.sort == "label":
                break
        applied = self._application(draft, before, after)
        if applied is not None:
            return DateKind.DEADLINE, applied
        return self._kind_after(draft, after, following)

    def _kind_before(self, cue: Cue, draft: Draft, above: bool) -> DateKind | None:
        """Return the kind that a cue before a date gives it, None where it says nothing."""
        start, low, sort = draft.span[0], self._text.low, cue.sort
        if sort == "weak":
            label = above or _TO_COLON.fullmatch(low, cue.end, start) is not None
            submitted = label and low.startswith(_SUBMISSIONS, cue.start)
            opens = "ab" in draft.marks and _POSSIBLE.match(low, draft.span[1])
            limited = draft.marks & _OPEN and not _SHOWN.match(low, draft.span[1])
            return DateKind.DEADLINE if submitted or opens or limited else None
        if sort == "published" and draft.marks & _OPEN:
            return DateKind.DEADLINE if low.startswith(_ANSWERS, cue.start) else None
        if sort == "published":
            of_the_page = above or published_before(self._text, cue, draft)
            return DateKind.PUBLISHED if of_the_page and not draft.dayless() else None
        if sort == "history":
            return DateKind.NONE if start - cue.end < _NEAR_HISTORY else None
        if sort == "hours":
            line = low[cue.start : cue.end] in _LINES  # a number to call says little
            told = not line or draft.weekly or bool(draft.rule)
            return DateKind.HOURS if draft.dayless() and told else None
        return _ALWAYS.get(sort)

    def _application(self, draft: Draft, before: list[Cue], after: list[Cue]) -> Cue | None:
        """Return the cue of a range in which one can apply: its end is the deadline."""
        weak = [cue for cue in before if cue.sort == "weak"]
        if draft.end is None or draft.start is None or not weak:
            return None
        end = draft.span[1]
        words = self._text.low[end : end + 40]
        filed = any(cue.sort == "weak" and cue.start - end < 40 for cue in after)
        return weak[-1] if filed or "möglich" in words or "offen" in words else None

    def _kind_after(
        self, draft: Draft, after: list[Cue], following: int
    ) -> tuple[DateKind, Cue | None]:
        limits = bool(draft.marks & _OPEN)
        if not limits and any(cue.sort == "deadline" for cue in after):
            limits = self._heads_line(draft, following)
        for cue in after:
            kind = self._kind_of_cue_after(cue, draft, limits)
            if kind is not None:
                return kind, cue
        if draft.weekly:
            return DateKind.HOURS, None
        if "seit" in draft.marks:
            return DateKind.PERIOD, None
        if draft.marks & _OPEN and _PRICE.match(self._text.low, draft.span[1]):
            return DateKind.DEADLINE, None
        if "spätestens" in draft.marks and not draft.dayless():
            return DateKind.DEADLINE, None
        if is_published(self._text, draft, self._reference):
            return DateKind.PUBLISHED, None
        return DateKind.EVENT, None

    def _kind_of_cue_after(self, cue: Cue, draft: Draft, limits: bool) -> DateKind | None:
        """Return the kind that a cue behind a date gives it, None where it says nothing."""
        low, sort, end = self._text.low, cue.sort, draft.span[1]
        near = cue.start - end < _AFTERWARDS
        if sort == "hours":
            closed = near and low.startswith(_CLOSED, cue.start)
            return DateKind.HOURS if draft.dayless() or closed else None
        if sort in ("weak", "deadline"):
            bracketed = sort == "deadline" and _IN_BRACKETS.fullmatch(low, end, cue.start)
            limited = draft.marks & _OPEN or (limits and sort == "deadline")
            return DateKind.DEADLINE if limited or bracketed else None
        if sort == "published":
            done = published_after(self._text, cue, draft)
            return DateKind.PUBLISHED if done else None
        return DateKind.PERIOD if sort == "period" and near else None

    def _heads_line(self, draft: Draft, following: int) -> bool:
        """Return True for a date that begins a line and is its only one: the rest is of it."""
        start, end = draft.span
        clean = self._text.clean
        first = clean.rfind("\n", max(0, start - _INDENT), start) + 1
        if start - first > _INDENT or clean[first:start].strip(" \t|•*-–·(>"):
            return False
        return following >= len(clean) or clean.find("\n", end, following) >= 0

    def _law(self, draft: Draft) -> Cue | None:
        """Return the law or document that the sentence names before the date."""
        start = draft.span[0]
        named = [cue for cue in self._cues if cue.sort == "law" and cue.end <= start]
        if named:
            return named[-1]
        title = _LAW_TITLE.search(self._text.clean, max(self._span[0], start - 24), start)
        return Cue(title.start(1), title.end(1), "law") if title else None

    def _tense_of(self, start: int, end: int, before: list[Cue]) -> tuple[Tense, Cue | None]:
        best: Cue | None = None
        distance = 10_000
        for cue in self._cues:
            if cue.sort not in _TENSES:
                continue
            gap = start - cue.end if cue.end <= start else cue.start - end
            if 0 <= gap < distance:
                best, distance = cue, gap
        if best is None:
            best = next((cue for cue in before if cue.sort in _TENSES), None)
        if best is None:
            return self._tense, None
        if best.sort == "perfect" or self._text.low.startswith("beschloss", best.start):
            return (Tense.COMING if self._planned(start, end) else Tense.PAST), best
        return (Tense.COMING if best.sort == "coming" else Tense.PAST), best

    def _planned(self, start: int, end: int) -> bool:
        """Return True where the clause of a date says that it is planned, between its commas."""
        low, (left, right) = self._text.low, self._span
        first = low.rfind(",", left, start)
        last = low.find(",", end, right)
        clause = max(left, first), right if last < 0 else last
        return _PLANNED.search(low, *clause) is not None
