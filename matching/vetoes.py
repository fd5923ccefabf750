"""Why two mentions can never be one event, whatever else agrees."""

from matching.days import Clock, Days, Span, hours_apart
from matching.facts import Facts
from matching.roles import Role
from matching.sketching import Sketch
from matching.towns import TownRelation
from matching.vocabulary import VARIANTS

_PHASES = frozenset((Role.OPENING, Role.HALFWAY, Role.CLOSING))
_OUTSIDE = (Role.DEADLINE, Role.PRESS, Role.SIDE)
_INSIDE = frozenset((Role.TOUR, Role.SESSION, Role.OPENING, Role.CLOSING))
_RUN = 3
_SAME_TITLE = 0.85
_LIKE_TITLE = 0.6


def veto_of(facts: Facts) -> str:
    """Return the name of the reason against one event; empty where there is none."""
    return (
        _numbers(facts.one, facts.other)
        or _variants(facts.one, facts.other)
        or _roles(facts)
        or _run(facts)
        or _hours(facts)
        or _place(facts)
    )


def _numbers(one: Sketch, other: Sketch) -> str:
    """The number that both give and that disagrees: edition, year or part."""
    first, second = one.title.numbers, other.title.numbers
    if _disagree(first.editions, second.editions):
        return "edition"
    if _disagree(first.years, second.years):
        return "year"
    return "part" if _disagree(first.parts, second.parts) else ""


def _disagree(
    mine: frozenset[int] | frozenset[str], theirs: frozenset[int] | frozenset[str]
) -> bool:
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _variants(one: Sketch, other: Sketch) -> str:
    """Words of which each names another event of one series: "Nord" and "Süd"."""
    mine, theirs = one.title.tokens.keys(), other.title.tokens.keys()
    for variants in VARIANTS:
        first = frozenset([variants[key] for key in variants.keys() & mine])
        if first and _disagree(
            first, frozenset([variants[key] for key in variants.keys() & theirs])
        ):
            return "part"
    return ""


def _roles(facts: Facts) -> str:
    """The role that only one of both has, where it makes them two events."""
    mine, theirs = facts.one.title.roles, facts.other.title.roles
    if mine == theirs:
        return ""
    only = mine ^ theirs
    for role in _OUTSIDE:
        if role in only:
            return role.value
    if mine & _PHASES and theirs & _PHASES and mine.isdisjoint(theirs & _PHASES):
        return "opening and closing"
    if Role.EXTRA in only and facts.days is not Days.SAME:
        return Role.EXTRA.value
    inside = only & _INSIDE
    longer = _shorter(facts.one, facts.other, mine & inside) or _shorter(
        facts.other, facts.one, theirs & inside
    )
    return "part and whole" if longer or (inside and facts.clock is Clock.OTHER) else ""


def _shorter(part: Sketch, whole: Sketch, roles: frozenset[Role]) -> bool:
    """Whether what names a role takes less time than the other."""
    if not roles or part.span is None or whole.span is None:
        return False
    return part.span.length < whole.span.length


def _run(facts: Facts) -> str:
    """A single day within many is a part of the whole, by its title or because it lies inside.

    A mention that gives no end may only have left it out, or name one day of all.
    """
    one, other = facts.one.span, facts.other.span
    if one is None or other is None or one.rough or other.rough:
        return ""
    short, long = (one, other) if one.length <= other.length else (other, one)
    if short.length > 1 or long.length < _RUN:
        return ""
    if short.open_end and (short.first == long.first or short.minute is None):
        return "part and whole" if facts.title.score < _LIKE_TITLE else ""
    return "part and whole" if facts.title.score < _SAME_TITLE or _inside(short, long) else ""


def _inside(short: Span, long: Span) -> bool:
    return long.first < short.first < long.last


def _hours(facts: Facts) -> str:
    """Two sessions on one day, and none was moved.

    One is over when the other begins, or they begin at other hours in other houses.
    """
    one, other = facts.one, facts.other
    if one.span is None or other.span is None or facts.days is not Days.SAME:
        return ""
    if one.restless or other.restless or facts.moved_hour:
        return ""
    elsewhere = facts.clock is Clock.OTHER and facts.other_venue
    return "two sessions" if elsewhere or hours_apart(one.span, other.span) else ""


def _place(facts: Facts) -> str:
    """Two towns, or two houses on one website, are two events, unless one is held online."""
    if facts.online:
        return ""
    if facts.town is TownRelation.DIFFERENT:
        return "town"
    return "house" if facts.same_site and facts.other_venue else ""
