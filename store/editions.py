"""Whether a page that told of one event now tells of the next of its kind. Pure.

A page or an item that is used again, for next year's conference or next month's meeting, keeps its
address; the event that it told of before is over and stays what it was.
"""

import re
from datetime import date

from model import CoarseWhen, Event, EventStatus, When, fold
from model.when import day_of

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
_NUMBER = re.compile(rf"(?<![\d.,])(\d{{1,3}})\.(?= *[^\W\d])(?! *{_MONTH})")
_PUT_OFF = frozenset((EventStatus.POSTPONED, EventStatus.RESCHEDULED))


def is_next_edition(before: Event, now: Event, day: date) -> bool:
    """Return whether `now`, as read on `day`, is another event than `before`.

    It is where the days differ and the titles name other years or numbers ("12. Regionaltag"), or
    where `before` was over and `now` is not; unless the page says that the event was put off.
    """
    if before.when is None or now.when is None:
        return False
    if not _apart(before.when, now.when):
        return False
    if now.status in _PUT_OFF or before.status is EventStatus.POSTPONED:
        return False
    if now.previous_start is not None and day_of(now.previous_start) == before.when.first_day:
        return False
    if _differ(_YEAR, before.name, now.name) or _differ(_NUMBER, before.name, now.name):
        return True
    return before.when.over(day) and not now.when.over(day)


def are_unlike(one: Event, other: Event) -> bool:
    """Whether two events have neither a day nor a word of their titles in common."""
    if one.when is None or other.when is None or not _apart(one.when, other.when):
        return False
    return set(fold(one.name).split()).isdisjoint(fold(other.name).split())


def _apart(one: When | CoarseWhen, other: When | CoarseWhen) -> bool:
    return one.first_day > other.last_day or other.first_day > one.last_day


def _differ(pattern: re.Pattern[str], one: str, other: str) -> bool:
    first, second = set(pattern.findall(one)), set(pattern.findall(other))
    return bool(first and second) and first.isdisjoint(second)
