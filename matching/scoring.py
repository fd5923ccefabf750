"""The points of each feature that two mentions have, named as staff read them."""

import math
from collections.abc import Iterator

from matching import weights
from matching.days import Clock, Days
from matching.facts import Facts
from matching.otherwise import reported, said_otherwise
from matching.towns import TownRelation
from matching.whereabouts import OTHER

_CLOCKS = {
    Clock.SAME: weights.CLOCK,
    Clock.CLOSE: weights.CLOCK_CLOSE,
    Clock.OTHER: weights.CLOCK_OTHER,
    Clock.UNKNOWN: 0.0,
}
_TOWNS = {
    TownRelation.SAME: weights.TOWN,
    TownRelation.POSSIBLE: weights.TOWN_PERHAPS,
    TownRelation.BEARER: weights.TOWN_PERHAPS,
    TownRelation.DIFFERENT: weights.TOWN_PERHAPS,
    TownRelation.UNKNOWN: 0.0,
}
_TOLD_TOWNS = {
    TownRelation.SAME: weights.TOWN / 2,
    TownRelation.POSSIBLE: 0.0,
    TownRelation.BEARER: 0.0,
    TownRelation.DIFFERENT: weights.TOWN_TOLD_APART,
    TownRelation.UNKNOWN: 0.0,
}
_MOST_APART = 2.0

Point = tuple[str, float | str | bool, float]
"""Name and value of a feature, and its points."""


def points_of(facts: Facts) -> Iterator[Point]:
    """Yield the features of two mentions with their points, all that say anything."""
    yield from _title_points(facts)
    yield from _day_points(facts)
    yield from _place_points(facts)
    if facts.hosts is not None:
        points = _between(facts.hosts, weights.ORGANIZER_OTHER, weights.ORGANIZER)
        yield "organizer", round(facts.hosts, 2), points
    if facts.other_host and facts.other_venue:
        yield "neither house nor organizer", True, weights.NEITHER
    if reported(facts):
        yield "headline of a report", True, weights.REPORT
    if facts.linked:
        yield "one links to the other", True, weights.LINK
    if facts.same_site:
        yield "same site", True, weights.SAME_SITE


def _title_points(facts: Facts) -> Iterator[Point]:
    title = facts.title
    points = weights.TITLE * (title.score - weights.TITLE_MIDDLE)
    otherwise = said_otherwise(facts)
    apart = min(title.apart, _MOST_APART)
    if facts.generic and title.score > weights.TITLE_MIDDLE:
        yield "title says nothing", True, weights.TITLE_GENERIC
        points = 0.0
    elif otherwise or facts.foreign:
        yield otherwise or "titles in two languages", True, 0.0
        low = weights.TITLE_LEAD if facts.same_lead else weights.TITLE_OTHERWISE
        points, apart = max(points, low), 0.0
    yield "title", round(title.score, 2), points
    if apart:
        yield "each title says something else", round(apart, 2), weights.TITLE_APART * apart
    for name, present, worth in (
        ("text of one holds the title of the other", facts.described, weights.DESCRIBED),
        ("same edition", facts.editions_agree, weights.EDITION),
        ("same kind of event, other subject", facts.parallel, weights.PARALLEL),
        ("other kind of event", facts.formats_differ, weights.FORMAT_OTHER),
        ("role on one side only", facts.lone_role, weights.ROLE_ALONE),
        ("opening or closing on one side only", facts.lone_phase, weights.PHASE_ALONE),
        ("part on one side only", facts.lone_part, weights.PART_ALONE),
    ):
        if present:
            yield name, True, worth


def _day_points(facts: Facts) -> Iterator[Point]:
    points = 0.0
    if facts.same_span:
        points = weights.DAYS_MANY
    elif facts.days is Days.WITHIN:
        points = weights.DAYS_WITHIN
    yield "days", facts.days.value, points
    yield "time", facts.clock.value, _CLOCKS[facts.clock]
    if facts.moved_hour:
        yield "hour moved", True, 0.0


def _place_points(facts: Facts) -> Iterator[Point]:
    yield "town", facts.town.value, _TOWNS[facts.town]
    if facts.town_told is not TownRelation.UNKNOWN:
        yield "town told by title or house", facts.town_told.value, _TOLD_TOWNS[facts.town_told]
    if facts.one.online and facts.other.online:
        yield "both online", True, weights.BOTH_ONLINE
    if facts.venue is not None:
        points = _between(facts.venue, weights.VENUE_OTHER, weights.VENUE)
        yield "venue", round(facts.venue, 2), points


def _between(value: float, low: float, high: float) -> float:
    """The points of an agreement: `low` where there is none, nothing at its middle, `high` at 1."""
    middle = (OTHER + 1) / 2
    if value >= middle:
        return high * (value - middle) / (1 - middle)
    return low * (1 - value / OTHER) if value < OTHER else 0.0


def logistic(points: float) -> float:
    """The chance that points, the logarithm of odds, stand for."""
    return 1 / (1 + math.exp(-points))
