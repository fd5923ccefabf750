"""Where two mentions take place and who holds them: hosts, houses and towns held together."""

from matching.organizers import hosts_agree, owns
from matching.sketching import Sketch
from matching.towns import TownRelation, towns_relate
from matching.venues import venues_agree

SAME, OTHER = 0.7, 0.35
"""From here two names are one; below, they are two."""


def hosts_of_both(one: Sketch, other: Sketch) -> float | None:
    """How far the hosts agree; a house that is named like the other's host stands for one."""
    agreed = hosts_agree(one.hosts, other.hosts)
    if agreed is None:
        return SAME if _houses(one, other) or _houses(other, one) else None
    if agreed >= OTHER:
        return agreed
    named = _titled(one, other) or _titled(other, one)
    return SAME if named or _houses(one, other) or _houses(other, one) else agreed


def venues_of_both(one: Sketch, other: Sketch) -> float | None:
    """How far the houses agree; nothing is said where the text of one names the other's too."""
    agreed = venues_agree(one.venue, other.venue)
    if agreed is None or agreed >= OTHER:
        return agreed
    named = _names_house(one, other) or _names_house(other, one)
    return None if named or _at_home(one) or _at_home(other) else agreed


def _at_home(side: Sketch) -> bool:
    """Whether the house given is a host's own, which may only stand for its address.

    A town or county has many houses, and holds one event in several.
    """
    house = side.house
    return house is not None and any(
        not host.municipal and owns(host, house, side.known) for host in side.hosts
    )


def _houses(hosted: Sketch, housed: Sketch) -> bool:
    """Whether a host of one bears the name of the other's house."""
    house = housed.house
    return house is not None and any(owns(host, house, housed.known) for host in hosted.hosts)


def _names_house(told: Sketch, housed: Sketch) -> bool:
    return bool(told.told) and all(key in told.told for key, _ in housed.venue.words)


def _titled(hosted: Sketch, titled: Sketch) -> bool:
    """Whether the title of one names a host of the other."""
    tokens = titled.title.tokens
    for host in hosted.hosts:
        named = [key for key, worth in host.stems.items() if worth >= 1.0]
        if named and all(key in tokens and not tokens[key].place for key in named):
            return True
    return False


def towns_of_both(one: Sketch, other: Sketch) -> tuple[TownRelation, TownRelation]:
    """The relation of the towns, and that of towns which only a title or a house tells."""
    relation = towns_relate(one.town, other.town)
    if relation is TownRelation.DIFFERENT and (_in_house(one, other) or _in_house(other, one)):
        return TownRelation.POSSIBLE, TownRelation.UNKNOWN
    if _places_differ(one, other):
        return relation, TownRelation.DIFFERENT
    if relation is not TownRelation.UNKNOWN:
        return relation, TownRelation.UNKNOWN
    mine = one.town if one.town.likely else one.told_town
    theirs = other.town if other.town.likely else other.told_town
    return relation, towns_relate(mine, theirs)


def _places_differ(one: Sketch, other: Sketch) -> bool:
    """Whether each title names a town that the other mention does not know."""
    mine, theirs = one.title.places, other.title.places
    if not mine or not theirs or not mine.isdisjoint(theirs):
        return False
    told = one.known | one.hosted, other.known | other.hosted
    return mine.isdisjoint(told[1]) and theirs.isdisjoint(told[0])


def _in_house(one: Sketch, other: Sketch) -> bool:
    """Whether the house of one is named after the town of the other."""
    return bool(other.town.words) and other.town.words.issubset(one.venue.name)
