"""The year of a date that does not carry one, and what it was taken from.

In this order: the weekday; a heading or neighbour; the tense; the address; the publication.
Without any of them the year stays unknown. A weekday never changes a written date.
"""

import re
from datetime import date, datetime, timedelta

from model import YearSource
from parsers.dates.coarse import with_year
from parsers.dates.drafts import Draft, Stamp
from parsers.dates.kinds import Verdict
from parsers.dates.neighbours import Neighbours
from parsers.dates.normalise import PlainText
from parsers.dates.occurrences import month_of, nearest, occurrence
from parsers.dates.result import DateContext, Tense
from parsers.dates.year_words import relative_year

A_LITTLE = timedelta(days=30)
"""How far before the publication a date without other evidence may lie."""

_YEARS_BACK = 6
_FAR_AHEAD = timedelta(days=500)
"""How far from the publication a day may lie that only its weekday dates."""

_EARLY = timedelta(days=335)
"""How far ahead nobody invites without a year."""

_LIMITS = frozenset({"bis", "spätestens"})
"""Marks of a span's end: "bis 3. Mai" may be over or ahead."""

_URL_DAY = re.compile(
    r"(?<![0-9])(20[0-4][0-9])([-_/]?)(0[1-9]|1[0-2])(?:\2([0-3][0-9]))?(?![0-9])"
)
_URL_YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])(?![0-9])")


def url_day(url: str) -> tuple[int, int | None, int | None] | None:
    """Return year, month and day that a page's address carries, None where it has no year."""
    match = _URL_DAY.search(url)
    if match is not None and (match[2] or match[4]):
        return int(match[1]), int(match[3]), int(match[4]) if match[4] else None
    plain = _URL_YEAR.search(url)
    return (int(plain[1]), None, None) if plain else None


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _base_of(hint: tuple[int, int | None, int | None] | None) -> date | None:
    if hint is None or hint[1] is None:
        return None
    try:
        return date(hint[0], hint[1], hint[2] or 15)
    except ValueError:
        return date(hint[0], hint[1], 15)


class YearReader:
    """Gives the drafts of one text their years."""

    def __init__(self, text: PlainText, context: DateContext, drafts: list[Draft]) -> None:
        self._reference = _day(context.reference)
        self._latest = context.latest
        self._hint = url_day(context.url) if context.url else None
        self._url_base = _base_of(self._hint)
        self._low = text.low
        self._near = Neighbours(text, context.heading, drafts)
        self._sentence, self._loose = (0, 0), False

    @property
    def _base(self) -> date | None:
        """The day to reckon from: a crawl years after the address's date does not count."""
        if self._url_base is not None:
            return self._url_base
        if self._hint and self._reference and abs(self._hint[0] - self._reference.year) > 1:
            return None
        return self._reference

    def settle(self, draft: Draft, verdict: Verdict) -> YearSource | None:
        """Complete the draft's years; return the evidence, None where the year stays unknown."""
        self._sentence, self._loose = verdict.sentence, verdict.loose
        tense = verdict.tense
        self._choose_order(draft)
        if draft.coarse is not None:
            return self._settle_coarse(draft, tense)
        first = draft.first()
        if first is None or first.day is None:
            return None
        source: YearSource | None = YearSource.WRITTEN
        if first.year is None:
            year, source = self._year(draft, first, tense)
            if year is None:
                draft.warn("year_unknown")
            _set_years(draft, first, year)
            if source is YearSource.WEEKDAY:
                self._near.settled(draft)
        _check(draft)
        return source

    def _choose_order(self, draft: Draft) -> None:
        """Read "16-04-19" as the day nearest to the reference."""
        for stamp in draft.stamps():
            if stamp.other is None or self._reference is None:
                continue
            other = Stamp(*stamp.other).value()
            value = stamp.value()
            if other is None:
                continue
            draft.warn("ambiguous_order")
            if value is None or abs(other - self._reference) < abs(value - self._reference):
                stamp.year, stamp.month, stamp.day = stamp.other

    def _year(
        self, draft: Draft, stamp: Stamp, tense: Tense
    ) -> tuple[int | None, YearSource | None]:
        base = self._base
        beside = self._neighbour(draft.span, stamp)
        words = relative_year(self._low, draft.span[1])
        if words is not None:
            return self._in_words(words, beside)
        if "seit" in draft.marks:
            tense = Tense.PAST
        if stamp.weekday is not None:
            if beside is not None and stamp.falls_on_weekday(beside):
                return beside, YearSource.WEEKDAY
            year = self._by_weekday(stamp, tense)
            if year is not None:
                return year, YearSource.WEEKDAY
        if beside is not None and stamp.in_year(beside):
            return beside, YearSource.HEADING
        if tense is not Tense.UNKNOWN and base is not None:
            year = self._by_tense(draft, stamp, tense, base)
            if year is not None:
                return year, YearSource.TENSE if base is self._reference else YearSource.URL
        if self._url_base is not None:
            return nearest(stamp, self._url_base), YearSource.URL
        if self._hint is not None and base is None:
            return self._hint[0], YearSource.URL
        if base is not None:
            since = date.fromordinal(max(1, base.toordinal() - A_LITTLE.days))
            return occurrence(draft, stamp, since, Tense.COMING), YearSource.PUBLISHED
        return None, None

    def _by_tense(self, draft: Draft, stamp: Stamp, tense: Tense, base: date) -> int | None:
        if tense is Tense.PAST:
            base = self._latest if self._latest and base is self._reference else base
            loose = self._loose or draft.marks & _LIMITS
            return nearest(stamp, base) if loose else occurrence(draft, stamp, base, tense)
        year = occurrence(draft, stamp, base, tense)
        return None if year is None else _not_too_far(draft, stamp, base, year)

    def _in_words(
        self, words: tuple[int | None, bool], beside: int | None
    ) -> tuple[int | None, YearSource | None]:
        """Return the year that words such as "nächsten Jahres" say, None where from is unknown."""
        shift, from_today = words
        if shift is None:
            return None, None
        if not from_today:
            return (None, None) if beside is None else (beside + shift, YearSource.HEADING)
        if self._base is None:
            return None, None
        source = YearSource.PUBLISHED if self._base is self._reference else YearSource.URL
        return self._base.year + shift, source

    def _by_weekday(self, stamp: Stamp, tense: Tense) -> int | None:
        base = self._base or (date(self._hint[0], 7, 1) if self._hint else None)
        if base is None:
            title = self._near.any_title
            base = date(title, 7, 1) if title else None
        if base is None:
            return None
        found: list[tuple[int, int]] = []
        for year in range(base.year - _YEARS_BACK, base.year + 3):
            value = stamp.in_year(year)
            if value is None or not stamp.falls_on_weekday(year) or value - base > _FAR_AHEAD:
                continue
            days = (value - base).days
            wrong = (tense is Tense.PAST and days > 7) or (tense is Tense.COMING and days < -7)
            found.append((abs(days) + (200 if wrong else 0), year))
        return min(found)[1] if found else None

    def _neighbour(self, span: tuple[int, int], stamp: Stamp) -> int | None:
        """Return the year of the same day or month elsewhere, else of a date or title beside."""
        if stamp.month is None:
            return None
        near, start = self._near, span[0]
        row = near.in_row(start)
        if row is not None:
            return row
        year = near.same_day(start, stamp) if stamp.day else None
        year = year or near.same_month(start, stamp.month)
        if year is not None:
            return year
        beside = near.date_beside(span, self._sentence, stamp)
        if beside is not None and self._plausible(beside, stamp):
            return beside
        opening = near.opening(self._sentence, start)
        years = near.titles_before(start) if opening is None else [opening]
        return self._likeliest([year for year in years if self._plausible(year, stamp)], stamp)

    def _likeliest(self, years: list[int], stamp: Stamp) -> int | None:
        """Return the year that brings a day nearest to the base; without one the last."""
        base, day = self._base, Stamp(month=stamp.month, day=stamp.day or 1)
        if base is None or len(years) < 2:
            return years[-1] if years else None
        return min(years, key=lambda year: abs((day.in_year(year) or date.max) - base))

    def _plausible(self, year: int, stamp: Stamp) -> bool:
        base = self._base
        if base is None or stamp.month is None:
            return True
        value = Stamp(year, stamp.month, stamp.day or 1).value()
        return value is not None and value - base <= _FAR_AHEAD

    def _settle_coarse(self, draft: Draft, tense: Tense) -> YearSource | None:
        if draft.coarse is None or draft.coarse[0].year is not None:
            return YearSource.WRITTEN
        first = draft.coarse[0]
        stamp = Stamp(month=month_of(first), day=1)
        near = Stamp(month=stamp.month, day=28 if tense is Tense.COMING else 1)
        year = self._neighbour(draft.span, Stamp(month=first.month))
        source: YearSource | None = YearSource.HEADING
        words = relative_year(self._low, draft.span[1])
        if words is not None:
            year, source = self._in_words(words, year)
        elif year is None:
            year, source = self._year(draft, near, tense)
        if year is None:
            draft.warn("year_unknown")
            return None
        draft.coarse = with_year(draft.coarse, year)
        return source


def _not_too_far(draft: Draft, stamp: Stamp, base: date, year: int) -> int:
    """Return the year before for a day most of a year ahead: none invites so early without one."""
    last = stamp if draft.end is None or draft.end.day is None else draft.end
    value, before = stamp.in_year(year), last.in_year(year - 1)
    far = value is not None and before is not None and value - base > _EARLY
    return year - 1 if far else year


def _set_years(draft: Draft, first: Stamp, year: int | None) -> None:
    """Set the year of both ends; an end before its start in the calendar is in the next year."""
    if year is None:
        return
    base = first.order()
    for stamp in (draft.start, draft.end, draft.doors):
        if stamp is not None and stamp.day is not None and stamp.year is None:
            wraps = stamp is not first and stamp.order() < base
            stamp.year = year + 1 if wraps and stamp.month != first.month else year
            if not stamp.possible():
                draft.warn("impossible_date")


def _check(draft: Draft) -> None:
    for stamp in draft.stamps():
        value = stamp.value()
        if value is not None and stamp.weekday is not None and value.weekday() != stamp.weekday:
            draft.warn("weekday_mismatch")
