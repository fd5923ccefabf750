"""Years that stand near a date without one: in another date, in a title, in the heading.

"Jahreskonferenz 2025" gives its year; "seit 2014", "Agenda 2030" and goals do not.
"""

import re
from bisect import bisect_left

from parsers.dates.drafts import Draft, Stamp
from parsers.dates.normalise import PlainText

NEAR = 300
"""Characters over which a year is inherited."""

_YEAR = re.compile(r"(?<=\s)(?:19|20)[0-9]{2}(?![\w/-]|[.,:][0-9]|\s?(?:€|Euro|-\s?[0-9]))")
_TITLE_LEFT = re.compile(r"(?:\b([A-ZÄÖÜ][\wäöüß&-]*)[\"“”'!?:)]{0,2}|\))\s$")
_TITLE_REACH = 48
_NO_TITLE = re.compile(
    r"(?:seit|bis|ab|vor|von|anfang|ende|mitte|jahr|jahre|jahres|im|in|.*(?:agenda|horizont|horizon|"
    r"vision|strategie|plan|ziele?|ausstieg|konzept|leitbild|periode|phase|gesetz|bgbl|stand))",
    re.IGNORECASE,
)
_GOALS = frozenset(range(2030, 2101, 5))
"""Years of plans ("Klimaschutz 2030"), not of conferences."""

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
        self._titles: list[tuple[int, int]] | None = None
        for draft in drafts:
            self._note(draft)

    def _note(self, draft: Draft) -> None:
        position = draft.span[0]
        for stamp in draft.stamps():
            if stamp.year is not None and stamp.value() is not None:
                self._dates.append((position, stamp))
                self._by_day.setdefault(stamp.order(), []).append((position, stamp.year))
        if draft.coarse is not None:
            moment = draft.coarse[0]
            if moment.year is not None and moment.month is not None:
                self._by_month.setdefault(moment.month, []).append((position, moment.year))

    def same_day(self, position: int, stamp: Stamp) -> int | None:
        """Return the year of the same day and month written in full, nearest to a position."""
        found = self._by_day.get(stamp.order())
        if not found:
            return None
        index = bisect_left(found, (position, 0))
        around = found[max(0, index - 1) : index + 1]
        return min(around, key=lambda entry: abs(entry[0] - position))[1]

    def same_month(self, position: int, month: int) -> int | None:
        """Return the year of the same month named before."""
        found = self._by_month.get(month)
        index = bisect_left(found, (position, 0)) if found else 0
        return found[index - 1][1] if found and index else None

    def date_before(self, position: int, stamp: Stamp) -> int | None:
        """Return the year of the last full date before, on the same line.

        Where that lies most of a year away, and a neighbouring year is close, it is that year.
        """
        index = bisect_left(self._dates, position, key=lambda entry: entry[0])
        if not index:
            return None
        start, near = self._dates[index - 1]
        if position - start > NEAR or "\n" in self._clean[start:position] or near.year is None:
            return None
        anchor, value = near.value(), stamp.in_year(near.year)
        if anchor is None or value is None or abs((value - anchor).days) < _FAR:
            return near.year
        for year in (near.year - 1, near.year + 1):
            other = stamp.in_year(year)
            if other is not None and abs((other - anchor).days) < _CLOSE:
                return year
        return near.year

    def title_before(self, position: int) -> int | None:
        """Return the year of the nearest title before, of the first line, or of the heading."""
        if self._titles is None:
            self._titles = _title_years(self._clean)
        index = bisect_left(self._titles, (position, 0))
        if index:
            start, year = self._titles[index - 1]
            first_line = "\n" not in self._clean[: min(start, 2 * NEAR)] and start < 2 * NEAR
            if position - start <= NEAR or first_line:
                return year
        return self._heading_year()

    def _heading_year(self) -> int | None:
        titles = _title_years(self._heading)
        if titles:
            return titles[-1][1]
        years = [int(year) for year in _PLAIN_YEAR.findall(self._heading)]
        plain = [year for year in years if year not in _GOALS]
        seit = re.search(r"\b(?:seit|bis|ab|vor)\s(?:20)", self._heading, re.IGNORECASE)
        return plain[-1] if plain and seit is None else None

    @property
    def any_title(self) -> int | None:
        """The year of the last title of the text, or of the heading."""
        return self.title_before(len(self._clean))


def _title_years(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _YEAR.finditer(text):
        start, year = match.start(), int(match[0])
        left = _TITLE_LEFT.search(text, max(0, start - _TITLE_REACH), start)
        if left is None or year in _GOALS or (left[1] and _NO_TITLE.fullmatch(left[1])):
            continue
        found.append((start, year))
    return found
