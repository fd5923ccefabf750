"""Whether mentions on different days may be one event that was moved."""

from matching.days import Days, Span, gap
from matching.facts import Facts
from matching.sketching import Sketch
from matching.towns import TownRelation
from matching.vocabulary import REGULAR

_NEAR = 10
"""An event that was moved without a word is looked for within so many days."""
_WEEK = 7
_MONTHS = 90
"""A move that says nothing of the former day is believed so far."""
_YEAR = 366
_SAME_TITLE = 0.85


def surely_moved(facts: Facts) -> bool:
    """Whether one says that it was moved, and the other is what it was.

    One edition of one host within a year; or one title of one host in one town, where the later
    gives a new day, or the text of one names the other's day.
    """
    one, other = facts.one, facts.other
    if one.span is None or other.span is None or not facts.same_host or not _titled_alike(facts):
        return False
    days = gap(one.span, other.span).days
    if facts.editions_agree and (one.restless or other.restless) and not facts.other_venue:
        return days <= _YEAR
    if (
        facts.generic
        or not REGULAR.isdisjoint(one.title.tokens)
        or days > _MONTHS
        or _otherwise(one, other)
        or not _in_one_place(facts)
    ):
        return False
    late = one if one.span.first > other.span.first else other
    return late.renewed or _names_day(one, other.span) or _names_day(other, one.span)


def _otherwise(one: Sketch, other: Sketch) -> bool:
    """Whether one gives a former day: it is not the other's, or they were compared as moved."""
    return any(side.span is not None and side.span.before is not None for side in (one, other))


def _in_one_place(facts: Facts) -> bool:
    if facts.town is TownRelation.POSSIBLE:
        return facts.same_venue
    return facts.town is TownRelation.SAME or (facts.one.online and facts.other.online)


def _names_day(told: Sketch, span: Span) -> bool:
    """Whether what was moved tells of the day of another, with its month or without."""
    day, month = span.first.day, span.first.month
    return told.restless and bool(told.told_days & {(day, month), (day, 0)})


def perhaps_moved(facts: Facts) -> bool:
    """One side says that it was moved and not from when; or only the day differs.

    Whole weeks apart, or twice on one website, it is a series.
    """
    one, other = facts.one.span, facts.other.span
    if one is None or other is None or not _titled_alike(facts) or facts.generic:
        return False
    if facts.other_host or facts.days is not Days.APART:
        return False
    restless = facts.one.restless or facts.other.restless
    if restless and (facts.same_host or not facts.other_venue):
        return not _otherwise(facts.one, facts.other)
    days = gap(one, other).days
    if facts.same_site or days > _NEAR or days % _WEEK == 0:
        return False
    return facts.same_venue and facts.same_host and one.minute == other.minute


def _titled_alike(facts: Facts) -> bool:
    return facts.title.score >= _SAME_TITLE
