"""The points of each feature that two mentions have, named as staff read them."""

import math
from collections.abc import Iterator

from matching import weights
from matching.days import Clock, Days
from matching.facts import OTHER, Facts
from matching.towns import TownRelation

_FOREIGN_BELOW = 0.5
_CLOCKS = {
    Clock.SAME: weights.CLOCK,
    Clock.CLOSE: weights.CLOCK_CLOSE,
    Clock.OTHER: weights.CLOCK_OTHER,
    Clock.UNKNOWN: 0.0,
}
_TOWNS = {
    TownRelation.SAME: weights.TOWN,
    TownRelation.POSSIBLE: weights.TOWN_PERHAPS,
    TownRelation.DIFFERENT: weights.TOWN_PERHAPS,
    TownRelation.UNKNOWN: 0.0,
}

Point = tuple[str, float | str | bool, float]
"""Name and value of a feature, and its points."""


def points_of(facts: Facts) -> Iterator[Point]:
    """Yield the features of two mentions with their points, all that say anything."""
    yield from _title_points(facts)
    yield from _day_points(facts)
    yield "town", facts.town.value, _TOWNS[facts.town]
    if facts.told_apart:
        yield "town in the title", "differs", weights.TOWN_TOLD_APART
    if facts.hosts is not None:
        yield (
            "organizer",
            round(facts.hosts, 2),
            _between(facts.hosts, weights.ORGANIZER_OTHER, weights.ORGANIZER),
        )
    if facts.venue is not None:
        yield (
            "venue",
            round(facts.venue, 2),
            _between(facts.venue, weights.VENUE_OTHER, weights.VENUE),
        )
    if facts.linked:
        yield "one links to the other", True, weights.LINK
    if facts.one.site and facts.one.site == facts.other.site:
        yield "same site", True, weights.SAME_SITE


def _title_points(facts: Facts) -> Iterator[Point]:
    title = facts.title
    points = weights.TITLE * (title.score - weights.TITLE_MIDDLE)
    if facts.generic and title.score > weights.TITLE_MIDDLE:
        yield "title says nothing", True, weights.TITLE_GENERIC
        points = 0.0
    elif facts.foreign and title.score < _FOREIGN_BELOW:
        yield "titles in two languages", True, weights.TITLE_FOREIGN
        points = 0.0
    yield "title", round(title.score, 2), points
    apart = min(title.apart, 2.0)
    if apart:
        yield "each title says something else", round(apart, 2), weights.TITLE_APART * apart
    if facts.editions_agree:
        yield "same edition", True, weights.EDITION
    if facts.formats_differ:
        yield "another kind of event", True, weights.FORMAT_OTHER
    if facts.lone_role:
        yield "role on one side only", True, weights.ROLE_ALONE
    if facts.lone_part:
        yield "part on one side only", True, weights.PART_ALONE


def _day_points(facts: Facts) -> Iterator[Point]:
    points = 0.0
    if facts.same_span:
        points = weights.DAYS_MANY
    elif facts.days is Days.WITHIN:
        points = weights.DAYS_WITHIN
    yield "days", facts.days.value, points
    yield "time", facts.clock.value, _CLOCKS[facts.clock]


def _between(value: float, low: float, high: float) -> float:
    """The points of an agreement: `low` where there is none, nothing at its middle, `high` at 1."""
    middle = (OTHER + 1) / 2
    if value >= middle:
        return high * (value - middle) / (1 - middle)
    return low * (1 - min(value / OTHER, 1.0)) if value < OTHER else 0.0


def logistic(points: float) -> float:
    """The chance that points, the logarithm of odds, stand for."""
    return 1 / (1 + math.exp(-points))
