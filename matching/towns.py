"""The town of an event, by every name that it goes by, and whether two towns can be one."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from matching.stems import folded
from model import Place
from parsers.places.bearers import PlaceHint, settle
from parsers.places.gazetteer import Municipality, gazetteer
from parsers.places.names import scan

_OFFICE = re.compile(
    r"^(?:(?:landeshaupt|kreis|hanse|grosse kreis|universitaets|berg)?stadt|gemeinde|markt|ot"
    r"|ortsteil|d|bei|in|raum|region)\s+|^\d{5}\s+"
)
_DISTRICT = re.compile(r"\b(?:land)?kreis\b|kreis$")
_NOWHERE = re.compile(
    r"(?:online|digital|virtuell|web|zoom|livestream|internet|hybrid|bundesweit|deutschlandweit"
    r"|landesweit|deutschland|verschiedene orte|diverse|tba|n n|unbekannt)\b.*"
)
_SPLIT = re.compile(r"\s*(?:/|,|;|\(|\)|-|–|\bOT\b|\bund\b|\+)\s*")


class TownRelation(StrEnum):
    """What two towns are to each other."""

    UNKNOWN = "unknown"
    SAME = "same"
    POSSIBLE = "perhaps"
    BEARER = "another bearer of the name"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Town:
    """A town: the `likely` keys (the commonest bearer) and the `possible` ones, and the words.

    A key is the official one, or the folded name where there is none.
    """

    likely: frozenset[str]
    possible: frozenset[str]
    district: str = ""
    words: frozenset[str] = frozenset()


NO_TOWN = Town(frozenset(), frozenset())


def town_of(place: Place | None) -> Town:
    """Return the town of a place; `NO_TOWN` where none is named."""
    if place is None or not place.address_locality:
        return NO_TOWN
    if place.municipality_key:
        words = frozenset(folded(place.address_locality).split())
        keys = frozenset((place.municipality_key,))
        return Town(keys, keys, place.municipality_key[:5], words)
    return town_named(place.address_locality)


@lru_cache(maxsize=16384)
def town_named(name: str) -> Town:
    """Return the town of a name as it is written: "Halle/S.", "Stassfurt-Leopoldshall"."""
    whole = folded(name)
    words = frozenset(whole.split())
    if not whole or _NOWHERE.fullmatch(whole):
        return NO_TOWN
    bare = _OFFICE.sub("", whole)
    if _DISTRICT.search(bare):
        keys = gazetteer().districts_named(name)
        if keys:
            return Town(frozenset(), frozenset(), next(iter(keys)) if len(keys) == 1 else "", words)
    found = _settled(name) or _looked_up(bare)
    if found is None:
        pieces = [piece for piece in _SPLIT.split(name) if len(piece) > 2]
        towns = [t for t in (_looked_up(folded(p)) for p in pieces[:4]) if t is not None]
        if not towns:
            key = frozenset((bare,))
            return Town(key, key, "", words)
        found = towns[0]
        if len(towns) > 1 and "-" not in name:
            found = Town(
                frozenset().union(*(t.likely for t in towns)),
                frozenset().union(*(t.possible for t in towns)),
            )
    return Town(found.likely, found.possible, found.district, words)


def _settled(name: str) -> Town | None:
    """A name with its qualifier: the whole of it is one town's."""
    hits = scan(name).hits
    if not hits or hits[0].adjective or hits[0].start > 0:
        return None
    hit = hits[0]
    choice = settle(name, hit, PlaceHint())
    end = max(hit.end, hit.qualifier_end if choice.by == "qualifier" else 0)
    if name[end:].strip(" .)"):
        return None
    if choice.by == "qualifier" and choice.town is not None:
        return _one(choice.town)
    return _looked_up(hit.name)


def _looked_up(name: str) -> Town | None:
    book = gazetteer()
    bearers = [town for town in book.bearers(name) if town.country]
    if not bearers:
        return None
    keys = frozenset(_key(town) for town in bearers)
    if len(keys) == 1:
        return _one(bearers[0])
    dominant = book.dominant_key(name)
    return Town(frozenset((dominant,)) if dominant else keys, keys, dominant[:5])


def _one(town: Municipality) -> Town:
    key = frozenset((_key(town),))
    return Town(key, key, town.district_key)


def _key(town: Municipality) -> str:
    return town.key or folded(town.name)


def towns_relate(one: Town, other: Town) -> TownRelation:
    """Say whether two towns are one; a bare name is its commonest bearer, and perhaps another."""
    if not one.likely or not other.likely:
        known = one.district and one.district == other.district
        return TownRelation.POSSIBLE if known else TownRelation.UNKNOWN
    if one.likely == other.likely or _settled_by_size(one, other):
        return TownRelation.SAME
    if one.likely & other.likely:
        return TownRelation.POSSIBLE
    if one.possible & other.possible:
        return TownRelation.BEARER
    if _unknown(one) or _unknown(other):
        # A place inside a municipality that the gazetteer does not know, or a wrong letter.
        shared = {word for word in one.words & other.words if len(word) > 3}
        return TownRelation.SAME if shared else TownRelation.POSSIBLE
    return TownRelation.DIFFERENT


def _settled_by_size(one: Town, other: Town) -> bool:
    """Whether a bare name has a commonest bearer, and that is meant on the other side too."""
    return min(len(one.likely), len(other.likely)) == 1 == len(one.likely & other.likely) and (
        max(len(one.likely), len(other.likely)) == 1
    )


def _unknown(town: Town) -> bool:
    return not any(key.isdigit() for key in town.possible)
