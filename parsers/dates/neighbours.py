"""Years that stand near a date without one: in another date, in a title, in the heading.

"Jahreskonferenz 2025" gives its year; "seit 2014", "Agenda 2030" and goals do not.
"""

import re
from bisect import bisect_left, insort
from itertools import pairwise

from parsers.dates.drafts import Draft, Stamp
from parsers.dates.normalise import PlainText

NEAR = 300
"""Characters over which a year is inherited."""

SAME = 3000
"""Characters over which the same day, or its month, written in full gives its year."""

_YEAR = re.compile(r"(?<=\s)(?:19|20)[0-9]{2}(?![\w/-]|[.,:][0-9]|\s?(?:€|Euro|-\s?[0-9]))")
_TITLE_LEFT = re.compile(r"(?:\b([A-ZÄÖÜ][\wäöüß&-]*)[\"“”'!?:)]{0,2}|\))\s$")
_TITLE_REACH = 48
_REMARK = r"(?:\([^()\n]{0,30}\)[^\n]{0,20})?"
_YEAR_ALONE = rf"[ \t]{{0,4}}(1[0-9]{{3}}|20[0-9]{{2}})[ \t]{{0,4}}{_REMARK}:?(?=\n|$)"
_FIRST_LINE, _YEAR_LINE = re.compile(_YEAR_ALONE), re.compile("\n" + _YEAR_ALONE)
_NO_TITLE = re.compile(
    r"(?:die|der|das|den|dem|des|seit|bis|ab|vor|von|anfang|ende|mitte|jahr|jahre|jahres|"
    r"im|in|.*(?:agenda|horizont|horizon|vision|strategie|plan|ziele?|ausstieg|"
    r"konzept|leitbild|periode|phase|gesetz|bgbl|stand))",
    re.IGNORECASE,
)
_GOALS = frozenset(range(2030, 2101, 5))
"""Years of plans ("Klimaschutz 2030"), not of conferences."""

_OPENING = re.compile(
    r"(?:\b(?:im\sjahre?|anno|i\.\s?j\.)\s|(?<![^\s(„\"|•]))(1[0-9]{3}|20[0-9]{2})"
    r"(?=,?\s(?!-)|\s?:)(?!\s(?:€|euro|uhr|menschen|personen|einwohner|mark|mann|meter|km|stück))",
    re.IGNORECASE,
)
"""A year that opens a sentence: "Im Jahr 1848 wurde am 5. März", "1806 Am 20. Oktober trifft"."""

_IN_ROW = re.compile(r"(?:^|\n)\s{0,4}(1[0-9]{3}|20[0-9]{2})\s?[|:]\s?$")
"""A year in the cell before: "2027 | 30. Oktober"."""

_PLAIN_YEAR = re.compile(r"(?<![0-9.,/-])(20[0-4][0-9])(?![0-9/-])")
_FAR, _CLOSE = 270, 90


class Neighbours:
    """The years of one text and its heading, by their position."""

    def __init__(self, text: PlainText, heading: str, drafts: list[Draft]) -> None:
        self._clean = text.clean
        self._heading = heading
        self._dates: list[tuple[int, Stamp]] = []
        self._by_day: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._by_month: dict[int, list[tuple[int, int]]] = {}
        self._lines: list[tuple[int, int]] | None = None
        for draft in drafts:
            self._note(draft)

    def _note(self, draft: Draft) -> None:
        position = draft.span[0]
        for stamp in draft.stamps():
            if stamp.year is not None and stamp.value() is not None and "seit" not in draft.marks:
                self._dates.append((position, stamp))
                self._by_day.setdefault(stamp.order(), []).append((position, stamp.year))
        if draft.coarse is not None:
            moment = draft.coarse[0]
            if moment.year is not None and moment.month is not None:
                self._by_month.setdefault(moment.month, []).append((position, moment.year))

    def settled(self, draft: Draft) -> None:
        """Take a day whose weekday gave its year for evidence of the same day further on."""
        for stamp in draft.stamps():
            if stamp.year is not None:
                insort(self._by_day.setdefault(stamp.order(), []), (draft.span[0], stamp.year))

    def same_day(self, position: int, stamp: Stamp) -> int | None:
        """Return the year of the same day and month written in full, nearest to a position."""
        found = self._by_day.get(stamp.order())
        if not found:
            return None
        index = bisect_left(found, (position, 0))
        around = found[max(0, index - 1) : index + 1]
        nearest, year = min(around, key=lambda entry: abs(entry[0] - position))
        return year if abs(nearest - position) <= SAME else None

    def same_month(self, position: int, month: int) -> int | None:
        """Return the year of the same month named before, with no other year's line between."""
        found = self._by_month.get(month)
        index = bisect_left(found, (position, 0)) if found else 0
        if not found or not index:
            return None
        before, year = found[index - 1]
        line = self._line_before(position)
        return year if position - before <= SAME and (line is None or line[0] < before) else None

    def date_beside(
        self, span: tuple[int, int], sentence: tuple[int, int], stamp: Stamp
    ) -> int | None:
        """Return the year of the full date next to a span: of its sentence, else of its line.

        The one before counts more than the one after, which must be of the same sentence.
        """
        start, end = span
        index = bisect_left(self._dates, start, key=lambda entry: entry[0])
        before = self._dates[index - 1] if index else None
        if before is not None and before[0] >= sentence[0]:
            return _year_beside(before[1], stamp)
        index = bisect_left(self._dates, end, key=lambda entry: entry[0])
        after = self._dates[index] if index < len(self._dates) else None
        if after is not None and after[0] < sentence[1] and self._one_line(end, after[0]):
            return _year_beside(after[1], stamp)
        if before is None or start - before[0] > NEAR or not self._one_line(before[0], start):
            return None
        return _year_beside(before[1], stamp)

    def _one_line(self, start: int, end: int) -> bool:
        return self._clean.find("\n", start, end) < 0

    def _line_before(self, position: int) -> tuple[int, int] | None:
        """Return position and year of the last line before that holds nothing but a year."""
        if self._lines is None:
            self._lines = _year_lines(self._clean)
        index = bisect_left(self._lines, (position, 0))
        return self._lines[index - 1] if index else None

    def in_row(self, position: int) -> int | None:
        """Return the year that stands in the cell right before."""
        match = _IN_ROW.search(self._clean, max(0, position - 12), position)
        return int(match[1]) if match else None

    def opening(self, sentence: tuple[int, int], position: int) -> int | None:
        """Return the year with which the sentence of a position begins, or that it names so."""
        left = sentence[0]
        match = _OPENING.search(self._clean, left, max(left, position))
        if match is None or (match[0] == match[1] and self._clean[left : match.start()].strip()):
            return None
        return None if "," in self._clean[match.end() + 1 : position] else int(match[1])

    def titles_before(self, position: int) -> list[int]:
        """Return the years of the titles near before, else that of a year's own line, else of the
        first line, else of the heading.
        """
        near = _title_years(self._clean, max(0, position - NEAR), position)
        if near:
            return near
        line = self._line_before(position)
        if line is not None:
            return [line[1]]
        first = self._clean.find("\n", 0, 2 * NEAR)
        top = _title_years(self._clean, 0, min(position, first if first >= 0 else 2 * NEAR))
        heading = self._heading_year()
        return top or ([] if heading is None else [heading])

    def _heading_year(self) -> int | None:
        titles = _title_years(self._heading, 0, len(self._heading))
        if titles:
            return titles[-1]
        years = [int(year) for year in _PLAIN_YEAR.findall(self._heading)]
        plain = [year for year in years if year not in _GOALS]
        seit = re.search(r"\b(?:seit|bis|ab|vor)\s(?:20)", self._heading, re.IGNORECASE)
        return plain[-1] if plain and seit is None else None

    @property
    def any_title(self) -> int | None:
        """The year of the last title of the text, or of the heading."""
        titles = _title_years(self._clean, 0, len(self._clean))
        return titles[-1] if titles else self._heading_year()


def _year_beside(near: Stamp, stamp: Stamp) -> int | None:
    """Return the year of a full date; the one beside it where that day would be too far off."""
    anchor = near.value()
    if anchor is None:
        return None
    value = stamp.in_year(anchor.year)
    if value is None or abs((value - anchor).days) < _FAR:
        return anchor.year
    for year in (anchor.year - 1, anchor.year + 1):
        other = stamp.in_year(year)
        if other is not None and abs((other - anchor).days) < _CLOSE:
            return year
    return anchor.year


def _title_years(text: str, start: int, end: int) -> list[int]:
    found: list[int] = []
    for match in _YEAR.finditer(text, start, end):
        first, year = match.start(), int(match[0])
        left = _TITLE_LEFT.search(text, max(0, first - _TITLE_REACH), first)
        if left is None or year in _GOALS or (left[1] and _NO_TITLE.fullmatch(left[1])):
            continue
        found.append(year)
    return found


def _year_lines(text: str) -> list[tuple[int, int]]:
    """Return years that stand alone on their line; those in a row are an archive's menu."""
    first = _FIRST_LINE.match(text)
    lines = [*([first] if first else []), *_YEAR_LINE.finditer(text)]
    found = [(match.start(), match.end(), int(match[1])) for match in lines]
    menu = {
        position
        for (_, end, _), (start, _, _) in pairwise(found)
        if start - end <= 2
        for position in (end, start)
    }
    return [(start, year) for start, end, year in found if not {start, end} & menu]
