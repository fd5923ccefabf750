"""Years of bare dates on a page that does not say when it was written: from its full dates.

A page crawled long after its event still reads "Am 20. Februar laden wir ein": its own full
dates say more of the year than the day of the crawl.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from model import CoarseWhen, YearSource
from parsers.candidate import Candidate
from parsers.certainty import FAR_GUESS
from parsers.dates import DateKind, DateReading, Moment, Tense
from parsers.days.dated import Dated

BEHIND = timedelta(days=90)
"""A report so long after the event may as well be one of an earlier year."""
OLD = timedelta(days=300)
"""A page whose last full date lies so far before the crawl is itself of that time."""
AHEAD = timedelta(days=150)
"""So far ahead nobody can say of an undated page whether it means this year or a past one."""
_LONGEST = 31
"""Days of a range; what lasts longer is a season."""
_RECENT = timedelta(days=60)
_A_LITTLE, _WRONG = timedelta(days=14), timedelta(days=200)
_SPREAD = timedelta(days=550)
"""Full dates further apart than this are a history and say nothing of the page's own time."""
_RECKONED = (None, YearSource.TENSE, YearSource.PUBLISHED)
_OF_THE_PAGE = (DateKind.EVENT, DateKind.DEADLINE, DateKind.PUBLISHED)


def with_years_of_page(items: list[Dated], today: date | None) -> list[Dated]:
    """Return `items` with bare dates in the year that brings them nearest to the full dates.

    Only on a page whose full dates lie close together and, where `today` is known, in the past.
    """
    written = [
        day
        for item in items
        if item.reading.year_source is YearSource.WRITTEN
        and item.reading.kind in _OF_THE_PAGE
        and (day := _day_of(item.reading)) is not None
    ]
    days = set(written).union(*(_days_of(item.reading) for item in items))
    items = [_on_same_day(item, days) for item in items]
    if not written or max(written) - min(written) > _SPREAD:
        return items
    if today is not None and today - max(written) < OLD:
        return items
    return [_moved(item, written, Tense.UNKNOWN) for item in items]


def _days_of(reading: DateReading) -> set[date]:
    """The days of a range that is written with its year."""
    first = reading.start.day_value if reading.start else None
    last = reading.end.day_value if reading.end else None
    if reading.year_source is not YearSource.WRITTEN or first is None or last is None:
        return set()
    length = (last - first).days
    return {first + timedelta(days=n) for n in range(length + 1)} if length <= _LONGEST else set()


def _on_same_day(item: Dated, written: set[date]) -> Dated:
    """A bare date of a day that the page writes in full elsewhere: "27. Juni", "27. Juni 2025"."""
    first = item.reading.first
    if first is None or item.reading.year_source not in (*_RECKONED, YearSource.WEEKDAY):
        return item
    same = [day for day in written if (day.month, day.day) == (first.month, first.day)]
    if len(same) != 1 or not _weekday_kept(item.reading, same[0]):
        return item
    return _moved(item, same, Tense.UNKNOWN, near=0)


def _weekday_kept(reading: DateReading, day: date) -> bool:
    """Whether a weekday that stands beside the date, and gave its year, is that of `day` too."""
    read = _day_of(reading)
    named = reading.year_source is YearSource.WEEKDAY
    return not named or read is None or read.weekday() == day.weekday()


def with_years_of_publication(
    items: list[Dated], published: date, today: date | None
) -> list[Dated]:
    """Return `items` with bare dates reckoned from the publication day that the page shows.

    They were read as seen from `today`; that makes a difference on a page of a former year.
    """
    if today is None or today - published < _RECENT:
        return items
    return [_moved(item, [published], item.reading.tense) for item in items]


def mark_far_guesses(candidates: Iterable[Candidate], today: date | None) -> None:
    """Say of each event far off whose year was only reckoned from the day of the crawl.

    An invitation to what is over is as likely one of another year.
    """
    for candidate in candidates:
        when = candidate.when.value
        if isinstance(when, CoarseWhen) or when.year_source not in _RECKONED or today is None:
            continue
        stale = candidate.invites and when.last_day < today
        if stale or when.first_day - today > AHEAD or today - when.first_day > BEHIND:
            candidate.reasons.append(FAR_GUESS)


def _day_of(reading: DateReading) -> date | None:
    return reading.first.day_value if reading.first is not None else None


def _moved(item: Dated, written: list[date], tense: Tense, near: int = 1) -> Dated:
    reading = item.reading
    first = reading.first
    if first is None or first.day is None or first.month is None:
        return item
    if (reading.year_source not in _RECKONED and near) or reading.recurrence:
        return item
    years = {day.year + shift for day in written for shift in range(-near, near + 1)}
    found = [day for year in sorted(years) if (day := replace(first, year=year).day_value)]
    if not found:
        return item
    year = min(found, key=lambda day: _distance(day, written, tense)).year
    turned = 0 if first.year is None else year - first.year
    reading = replace(
        reading,
        start=_in(reading.start, first, year, turned),
        end=_in(reading.end, first, year, turned),
        year_source=YearSource.HEADING,
        warnings=tuple(warning for warning in reading.warnings if warning != "year_unknown"),
    )
    return replace(item, reading=reading)


def _distance(day: date, written: list[date], tense: Tense) -> timedelta:
    """How far a day is from the nearest full date; what is to come is not looked for before all."""
    distance = min(abs(day - other) for other in written)
    before, behind = day < min(written) - _A_LITTLE, day > max(written) + _A_LITTLE
    wrong = (tense is Tense.COMING and before) or (tense is Tense.PAST and behind)
    return distance + _WRONG if wrong else distance


def _in(moment: Moment | None, first: Moment, year: int, turned: int) -> Moment | None:
    """A moment of the reading in its new year; an end in January is in the next one."""
    if moment is None or moment.day is None:
        return moment
    if moment.year is not None:
        return replace(moment, year=moment.year + turned)
    after = (moment.month or 0) < (first.month or 0)
    return replace(moment, year=year + after)
