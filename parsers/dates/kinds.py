"""What a date is the date of, and whether it lies ahead, from the words of its sentence.

A cue belongs to the next date after it; of the cues before a date the last one counts.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from parsers.dates.cues import Cue, cues
from parsers.dates.drafts import Draft
from parsers.dates.normalise import PlainText
from parsers.dates.result import DateContext, DateKind, Tense
from parsers.dates.sentences import label_above, sentence

_NEAR_LAW = 60
_NEAR_HISTORY = 20
_LETTERS, _LETTERS_LIMIT = 3, 20
"""Letters that may stand before a date for the line above to be its label; before a limit more."""

_TO_PUBLISHED = re.compile(
    r"\w{0,12}(?:\s(?:nr\.?|nummer)?\s?[0-9][\w/.-]{0,11}|\s\w{1,20}){0,4}[\s:|,()-]{0,4}"
)
_DATELINE = re.compile(
    r"(?:^|[\n(])\s*[A-ZÄÖÜ][\wäöüß.()/-]+(?:[ ][\wäöüß.()/-]+){0,3}\s?(?:,\s?den\s?$|(?:,|/)\s?$)"
)
_AFTER_DATELINE = re.compile(r"\s?(?:\([\w/ -]{2,20}\)\s?)?[-:.]\s+[A-ZÄÖÜ„\"]|[)]\s?[-:]")
_LAW_TITLE = re.compile(r"([A-ZÄÖÜ][\wäöüß]*(?:G|VO|GB|BO))\)?\s$")
_ENUMERATION = re.compile(r"[\s,;&/]{0,4}(?:und|sowie|bzw\.|oder)?[\s,]{0,4}")
_NEWS = r"(?:presse(?:mitteilung|information|meldung|info)|medieninformation|meldung|news)"
_ENTRY_RIGHT = re.compile(rf"\s?[|,:·/-]?\s?{_NEWS}\b")
_ENTRY_LEFT = re.compile(rf"\b{_NEWS}(?:\s(?:nr\.?\s?)?[0-9/]{{1,9}})?\s?[|,:·/-]?\s?$")
_OPEN = frozenset({"bis", "spätestens"})
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


class KindReader:
    """Judges the drafts of one text one after the other, in order."""

    def __init__(self, text: PlainText, context: DateContext) -> None:
        self._text = text
        self._tense = context.tense
        reference = context.reference
        self._reference = reference.date() if isinstance(reference, datetime) else reference
        self._previous = 0
        self._last: tuple[DateKind, Cue | None] = (DateKind.EVENT, None)
        self._span = (-1, -1)
        self._cues: list[Cue] = []
        self._moved = False

    def judge(self, draft: Draft, following: int) -> Verdict:
        """Judge a draft; `following` is where the next one starts."""
        start, end = draft.span
        left, right = sentence(self._text, start, end)
        if (left, right) != self._span:
            self._span, self._cues = (left, right), cues(self._text.low, left, right)
            self._moved = any(cue.sort == "moved" for cue in self._cues)
        since = max(left, self._previous)
        before = [cue for cue in self._cues if since <= cue.start < start]
        after = [cue for cue in self._cues if end <= cue.start < min(right, following)]
        above = self._above(draft, left) if not before else None
        if above is not None:
            before = [cue for cue in cues(self._text.low, *above) if cue.sort != "published"]
            if not before and self._published_above(above, draft):
                before = [Cue(above[0], above[1], "published")]
        kind, cue = self._kind(draft, before, after, above is not None)
        tense, sign = self._tense_of(start, end, before)
        kind, cue = self._like_before(draft, kind, cue, left)
        self._previous, self._last = end, (kind, cue)
        words = cue or sign
        shown = self._text.clean[words.start : words.end] if words else ""
        loose = sign is not None and sign.sort == "perfect"
        return Verdict(kind, tense, " ".join(shown.split()), self._moved, (left, right), loose)

    def _like_before(
        self, draft: Draft, kind: DateKind, cue: Cue | None, left: int
    ) -> tuple[DateKind, Cue | None]:
        """A date that is listed right after another is of its kind; so are more office hours."""
        last, _ = self._last
        if kind is not DateKind.EVENT or last is DateKind.EVENT or self._previous <= left:
            return kind, cue
        gap = self._text.low[self._previous : draft.span[0]]
        hours = last is DateKind.HOURS and draft.dayless()
        return self._last if hours or _ENUMERATION.fullmatch(gap) else (kind, cue)

    def _above(self, draft: Draft, left: int) -> tuple[int, int] | None:
        letters = _LETTERS_LIMIT if draft.marks & _OPEN else _LETTERS
        return label_above(self._text, left, draft.span[0], letters)

    def _published_above(self, above: tuple[int, int], draft: Draft) -> bool:
        first = next(iter(cues(self._text.low, *above)), None)
        return first is not None and first.sort == "published" and "am" not in draft.marks

    def _kind(
        self, draft: Draft, before: list[Cue], after: list[Cue], above: bool
    ) -> tuple[DateKind, Cue | None]:
        start = draft.span[0]
        law = self._law(draft)
        if law and "vom" in draft.marks and draft.end is None:
            return DateKind.NONE, law
        if law and start - law.end <= _NEAR_LAW and "zum" in draft.marks:
            return DateKind.NONE, law
        limits = draft.marks & _OPEN
        for cue in reversed(before):
            if cue.sort == "deadline":
                return DateKind.DEADLINE, cue
            if cue.sort == "weak" and limits:
                return DateKind.DEADLINE, cue
            if cue.sort == "published" and (above or self._adjacent(cue, draft)):
                return DateKind.NONE if law else DateKind.PUBLISHED, cue
            if cue.sort == "period":
                return DateKind.PERIOD, cue
            if cue.sort == "history" and start - cue.end < _NEAR_HISTORY:
                return DateKind.NONE, cue
            if cue.sort == "hours" and draft.dayless():
                return DateKind.HOURS, cue
            if cue.sort == "label":
                break
        applied = self._application(draft, before, after)
        if applied is not None:
            return DateKind.DEADLINE, applied
        return self._kind_after(draft, after, bool(limits))

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
        self, draft: Draft, after: list[Cue], limits: bool
    ) -> tuple[DateKind, Cue | None]:
        for cue in after:
            if cue.sort == "hours" and draft.dayless():
                return DateKind.HOURS, cue
            if limits and cue.sort in ("weak", "deadline"):
                return DateKind.DEADLINE, cue
            if cue.sort == "period" and cue.start - draft.span[1] < 40:
                return DateKind.PERIOD, cue
        if draft.weekly:
            return DateKind.HOURS, None
        if "seit" in draft.marks:
            return DateKind.PERIOD, None
        if "spätestens" in draft.marks and not draft.dayless():
            return DateKind.DEADLINE, None
        if self._dateline(draft) or self._is_publication(draft) or self._is_entry(draft):
            return DateKind.PUBLISHED, None
        return DateKind.EVENT, None

    def _law(self, draft: Draft) -> Cue | None:
        """Return the law or document that the sentence names before the date."""
        start = draft.span[0]
        named = [cue for cue in self._cues if cue.sort == "law" and cue.end <= start]
        if named:
            return named[-1]
        title = _LAW_TITLE.search(self._text.clean, max(self._span[0], start - 24), start)
        return Cue(title.start(1), title.end(1), "law") if title else None

    def _adjacent(self, cue: Cue, draft: Draft) -> bool:
        """Return True where nothing but a number or a few words stands between cue and date."""
        word = self._text.low[cue.start : cue.end]
        gap = self._text.low[cue.end : draft.span[0]]
        if word == "stand":
            return not gap.strip(" :(") and (":" in gap or "am" not in draft.marks)
        if word.startswith(("veröffentlich", "erschien")):
            return len(gap) < 60 and _TO_PUBLISHED.fullmatch(gap) is not None
        if not draft.marks & {"vom", "am", "zum"} and not gap.strip(" :|,()-"):
            return True
        wants = "vom" in draft.marks or word not in ("meldung", "artikel", "nachricht", "news")
        near = len(gap) < 24 and _TO_PUBLISHED.fullmatch(gap) is not None
        if word.startswith(("presse", "medien", "meldung", "artikel", "nachricht", "mitteilung")):
            return near and "vom" in draft.marks
        return wants and not gap.strip(" :|,()-")

    def _dateline(self, draft: Draft) -> bool:
        """Return True for "Ort, den 21.05.2019" and "Ort, 12. März 2025 – Das Ministerium"."""
        start, end = draft.span
        clean = self._text.clean
        if draft.dayless() or draft.end is not None or draft.start is None:
            return False
        if draft.start.year is None or draft.start.hour is not None:
            return False
        left = clean[max(0, start - 60) : start]
        if start > 60:
            left = left[left.find("\n") :] if "\n" in left else ""
        if not left or _DATELINE.search(left) is None:
            return False
        words = self._text.low[start:end].split()
        if words[0] == "den":
            return True
        return _AFTER_DATELINE.match(clean, end) is not None

    def _is_entry(self, draft: Draft) -> bool:
        """Return True in a list of news: "12.03.2026 | Pressemitteilung" and the other way."""
        start, end = draft.span
        if draft.end is not None or "am" in draft.marks:
            return False
        low = self._text.low
        if _ENTRY_RIGHT.match(low, end):
            return True
        return _ENTRY_LEFT.search(low, max(0, start - 40), start) is not None

    def _is_publication(self, draft: Draft) -> bool:
        """Return True for the day of publication, bare at the start or the end of a line."""
        day = draft.start
        if day is None or draft.end is not None or day.hour is not None or draft.marks:
            return False
        if self._reference is None or day.value() != self._reference:
            return False
        start, end = draft.span
        clean = self._text.clean
        before, after = clean[:start].rstrip(" \t"), clean[end : end + 40].lstrip(" \t")
        return not after or after[0] == "\n" or not before or before[-1] == "\n"

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
        return (Tense.COMING if best.sort == "coming" else Tense.PAST), best
