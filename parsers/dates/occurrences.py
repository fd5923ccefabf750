"""In which year a day without one falls: the next or last time from a day on, or the nearest."""

from datetime import date

from parsers.dates.drafts import Draft, Stamp
from parsers.dates.result import Moment, Tense


def month_of(moment: Moment) -> int:
    """Return the month of a coarse moment, the first of a quarter, 1 where none is known."""
    if moment.quarter is not None:
        return moment.quarter * 3 - 2
    if moment.week is not None:
        return min(12, (moment.week - 1) * 7 // 30 + 1)
    return moment.month or 1


def occurrence(draft: Draft, stamp: Stamp, base: date, tense: Tense) -> int | None:
    """Return the year of the next occurrence from a day on, or of the last one up to it.

    A range that has begun and not ended is the next one.
    """
    step = -1 if tense is Tense.PAST else 1
    last = draft.end if stamp is draft.start and draft.end and draft.end.day else stamp
    wraps = step > 0 and last.order() < stamp.order()
    for offset in range(9):
        value = (stamp if step < 0 else last).in_year(base.year + step * offset)
        if value is not None and (value <= base if step < 0 else value >= base):
            return value.year - wraps
    return None


def nearest(stamp: Stamp, base: date) -> int | None:
    """Return the year that brings the day nearest to another."""
    values = (stamp.in_year(base.year + offset) for offset in (-1, 0, 1))
    return min(
        (value for value in values if value is not None),
        key=lambda value: abs(value - base),
        default=base.replace(month=1, day=1),
    ).year
