"""Why two mentions can never be one event, whatever else agrees."""

from matching.days import Clock, Days, Span
from matching.facts import Facts
from matching.roles import Role
from matching.sketching import Sketch
from matching.towns import TownRelation

_PHASES = frozenset((Role.OPENING, Role.HALFWAY, Role.CLOSING))
_OUTSIDE = (Role.DEADLINE, Role.PRESS, Role.SIDE)
_INSIDE = frozenset((Role.TOUR, Role.SESSION, Role.OPENING, Role.CLOSING))
_RUN = 3
_SAME_TITLE = 0.85


def veto_of(facts: Facts) -> str:
    """Return the name of the reason against one event; empty where there is none."""
    return _numbers(facts.one, facts.other) or _roles(facts) or _run(facts) or _town(facts)


def _numbers(one: Sketch, other: Sketch) -> str:
    """The number that both give and that disagrees: edition, year or part."""
    first, second = one.title.numbers, other.title.numbers
    pairs: tuple[tuple[str, frozenset[int] | frozenset[str], frozenset[int] | frozenset[str]], ...]
    pairs = (
        ("edition", first.editions, second.editions),
        ("year", first.years, second.years),
        ("part", first.parts, second.parts),
    )
    for name, mine, theirs in pairs:
        if mine and theirs and mine.isdisjoint(theirs):
            return name
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
    """A single day within many is a part of the whole, by its title or because it lies inside."""
    one, other = facts.one.span, facts.other.span
    if one is None or other is None or one.rough or other.rough:
        return ""
    short, long = (one, other) if one.length <= other.length else (other, one)
    if short.length > 1 or long.length < _RUN:
        return ""
    if facts.title.score < _SAME_TITLE or _inside(short, long):
        return "part and whole"
    return ""


def _inside(short: Span, long: Span) -> bool:
    return long.first < short.first < long.last


def _town(facts: Facts) -> str:
    """Two towns are two events, where neither is held online."""
    online = facts.one.online or facts.other.online
    return "town" if facts.town is TownRelation.DIFFERENT and not online else ""
