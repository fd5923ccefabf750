"""How a source goes through the year: whether nothing is usual now, and how often there is news.

Pure: runs and events in, words out. An empty answer says that nothing in the history tells so.
"""

from calendar import month_name
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import median

from model import Verdict
from regioradar.health.records import KnownEvent, day_of
from store import SourceRun

_SAME_SEASON = 21
"""Days around today's day of the year in which a run of an earlier year tells of the season."""
_A_YEAR_AGO = 300
"""Days; a run as long ago is one of an earlier year."""
_LONGER = 1.5
"""So much longer than an earlier one may a time without events be."""
_FEWEST_EVENTS = 3
_AHEAD = 3
"""Months from this one on in which coming events lie for the most part."""
_FEWEST_DAYS_OF_NEWS = 5
"""Days on which something new came, so that a usual gap can be told."""
_LATE = 3
"""So many times the usual gap may go by without anything new."""
_SHORTEST = 21
"""Days that may always go by without anything new."""
_LOST = (Verdict.LIST_MISSING, Verdict.LIST_EMPTY)


@dataclass(frozen=True, slots=True)
class _Spell:
    """Consecutive runs in which nothing was coming."""

    first: date
    last: date
    runs: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days


def sound(run: SourceRun) -> bool:
    """Whether a crawl came to its end and lost no list: what it found can be compared with."""
    return run.finish_good and run.found is not None and not any(run.visits.get(v) for v in _LOST)


def same_season(runs: Iterable[SourceRun], today: date) -> list[SourceRun]:
    """Return the runs of earlier years at this time of the year."""
    return [
        run
        for day, run in _dated(runs)
        if (today - day).days >= _A_YEAR_AGO and _near_in_the_year(day, today)
    ]


def _dated(runs: Iterable[SourceRun]) -> list[tuple[date, SourceRun]]:
    return [(day_of(run.started_at), run) for run in runs if run.started_at and sound(run)]


def why_nothing(runs: Sequence[SourceRun], events: Iterable[KnownEvent], today: date) -> str:
    """Return why it is usual that nothing is coming today; `runs` have the latest first."""
    told = _dated(runs)
    earlier = same_season(runs, today)
    if earlier:
        if 2 * sum(not run.coming for run in earlier) < len(earlier):
            return ""
        years = sorted({day.year for day, run in told if run in earlier and not run.coming})
        return f"nothing was coming at this time of the year in {', '.join(map(str, years))}"
    return _as_long_before(told, today) or _other_months(events, today)


def _near_in_the_year(day: date, today: date) -> bool:
    apart = abs(day.timetuple().tm_yday - today.timetuple().tm_yday)
    return min(apart, 365 - apart) <= _SAME_SEASON


def _as_long_before(told: list[tuple[date, SourceRun]], today: date) -> str:
    """Whether it was without events before, about as long, and had some again.

    Only what ended counts: a source that broke without a trace must not become used to it.
    """
    ended: list[_Spell] = []
    open_spell: _Spell | None = None
    for day, run in sorted(told, key=lambda pair: pair[0]):
        if not run.coming:
            first = open_spell.first if open_spell else day
            open_spell = _Spell(first, day, (open_spell.runs if open_spell else 0) + 1)
        elif open_spell is not None:
            ended.append(open_spell)
            open_spell = None
    now = (today - open_spell.first).days if open_spell is not None else 0
    longest = max((spell for spell in ended if spell.runs > 1), key=lambda s: s.days, default=None)
    if longest is None or now > _LONGER * longest.days:
        return ""
    return f"nothing was coming from {longest.first} to {longest.last} either"


def _other_months(events: Iterable[KnownEvent], today: date) -> str:
    """Whether the events of several years lie in other months than the coming ones."""
    days = [event.first_day for event in events if event.first_day is not None]
    if len(days) < _FEWEST_EVENTS or len({day.year for day in days}) < 2:
        return ""
    months = {day.month for day in days}
    ahead = {(today.month - 1 + n) % 12 + 1 for n in range(_AHEAD)}
    if months & ahead:
        return ""
    named = ", ".join(month_name[month] for month in sorted(months))
    return f"its events lie in {named}"


def why_late(events: Iterable[KnownEvent], today: date) -> tuple[str, datetime | None]:
    """Return why something new should have come by now ("" if not), and when the last came."""
    seen = sorted(event.seen for event in events)
    days = sorted({day_of(moment) for moment in seen})
    if len(days) < _FEWEST_DAYS_OF_NEWS:
        return "", None
    gap = median((b - a).days for a, b in pairwise(days))
    silent = (today - days[-1]).days
    if silent <= max(_LATE * gap, _SHORTEST):
        return "", None
    usual = f"usually every {gap:g} days" if gap > 1 else "usually every day"
    return f"nothing new for {silent} days, since {days[-1]}; {usual}", seen[-1]
