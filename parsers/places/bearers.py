"""Which of the bearers of a name is meant: by qualifier, postcode, Land, region, company, size.

What decides is named in the answer; where nothing decides, the name stays open.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from model import fold
from parsers.places.gazetteer import Municipality, distance_km, gazetteer
from parsers.places.names import NameHit, scan_page
from parsers.places.words import LAND_ADJECTIVES, LANDS

_POSTCODE_BEFORE = re.compile(r"(?<!\d)(\d{5})[ \t\u00a0]+$")
_LAND_ADJECTIVE = re.compile(
    r"([^\W\d_]+(?:-[^\W\d_]+)?isch|thüringer|brandenburger)e?[nrms]?\s+$", re.I
)
_LAND_BEHIND = re.compile(r"\s?[,(/]?\s?(?:in\s+)?([A-ZÄÖÜ][^\W\d_]+(?:-[A-ZÄÖÜ][^\W\d_]+)?)")

Towns = tuple[Municipality, ...]
_COMPANY_KM = 60.0
_COMPANY_SIZE = 40
_ZONE_KM = 100.0
_ZONE_MARGIN_KM = 25.0
_TOWERING = 50  # some 100,000 people: meant by the bare name whatever Land a page talks of
_TOWERING_LEAD = 15  # and thirty times as many as the next one
_WELL_KNOWN = 45  # some 30,000 people
_SIZE_LEAD = 13  # twenty times as many people as the next bearer
_UNKNOWN_RANK = 35  # where the table has no population
_INSIDE_CITY = 10  # a part of a city is named with its city more often than without

# The two first digits of a postcode with the municipality in the middle of their area.
_ZONES = """
0114612000 0214625020 0312052000 0414713000 0615002000 0716052000 0814524330 0914511000
1011000000 1211000000 1311000000 1412054000 1512053000 1612060052 1713071107 1813073088
1913004000 2002000000 2103355022 2202000000 2301003000 2401002000 2501051044 2603403000
2704012000 2804011000 2903351006 3003241001 3103254021 3205758012 3305711000 3406611000
3506531005 3606631009 3703159016 3803101000 3915003000 4005111000 4105116000 4205124000
4405913000 4505113000 4605170048 4705112000 4805515000 4903404000 5005315000 5105315000
5205334002 5305314000 5407211000 5507315000 5607111000 5705970040 5805914000 5905915000
6006412000 6106434001 6306435014 6406411000 6506414000 6610041100 6707312000 6808222000
6908221000 7008111000 7108118048 7208415061 7308117026 7408121000 7508231000 7608212000
7708317096 7808326074 7908311000 8009162000 8109162000 8209188139 8309163000 8409261000
8509161000 8609761000 8709763000 8808436064 8908421000 9009564000 9109561000 9209361000
9309362000 9409262000 9509462000 9609461000 9709663000 9816054000 9916051000
"""
ZONE_TOWNS = {entry[:2]: entry[2:] for entry in _ZONES.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHint:
    """What is known around a text. All may be empty.

    `regions` are those of the source: metropolitan or structural-change regions, Länder,
    districts or towns, by name. `lands` are Bundesländer that the context says, `text` the whole
    page that the words come from.
    """

    regions: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The bearer that is meant, or None with the `candidates` left; `by` says what decided."""

    town: Municipality | None
    candidates: Towns
    by: str


@dataclass(frozen=True, slots=True)
class _Spot:
    """A name in its text with what is known around it."""

    text: str
    hit: NameHit
    hint: PlaceHint

    @property
    def page(self) -> str:
        return self.hint.text or self.text


def settle(text: str, hit: NameHit, hint: PlaceHint) -> Choice:
    """Return which bearer of the name at `hit` is meant."""
    candidates = gazetteer().bearers(hit.name)
    if len(candidates) == 1:
        return Choice(candidates[0], candidates, "unique")
    spot = _Spot(text, hit, hint)
    for by, narrow in _CLUES:
        narrowed = narrow(candidates, spot)
        if len(narrowed) == 1:
            return Choice(narrowed[0], narrowed, by)
        candidates = narrowed or candidates
    return Choice(None, candidates, "open")


def qualified(candidates: Towns, qualifier: str) -> Towns:
    """Return the bearers whose name, district or Land a folded qualifier stands for.

    An abbreviation stands for a word that begins like it and has its letters in their order.
    """
    if not qualifier:
        return ()
    letters = qualifier.replace(" ", "")
    named = tuple(
        town
        for town in candidates
        if any(_abbreviates(letters, word) for word in fold(town.name).split()[1:])
        or any(len(letters) > 3 and _abbreviates(letters, w) for w in fold(town.district).split())
    )
    return named or _in_lands(candidates, (LANDS.get(qualifier, ""),))


def _abbreviates(short: str, word: str) -> bool:
    rest = iter(word)
    return word[:1] == short[:1] and all(letter in rest for letter in short)


def _by_qualifier(candidates: Towns, at: _Spot) -> Towns:
    return qualified(candidates, at.hit.qualifier)


def _by_postcode(candidates: Towns, at: _Spot) -> Towns:
    return _postcode_before(candidates, at.text, at.hit)


def _postcode_before(candidates: Towns, text: str, hit: NameHit) -> Towns:
    before = _POSTCODE_BEFORE.search(text, max(0, hit.start - 12), hit.start)
    return near_postcode(candidates, before.group(1)) if before else ()


def near_postcode(candidates: Towns, postcode: str) -> Towns:
    """Return the bearer that lies in the area of a postcode; all that may where several do."""
    middle = _zone_town(postcode[:2])
    if middle is None:
        return ()
    found = [(distance_km(town, middle), town) for town in candidates if town.country == "DE"]
    near = [(km, town) for km, town in found if km is not None and km < _ZONE_KM]
    closest = min((km for km, _ in near), default=0.0)
    reach = max(2 * closest, closest + _ZONE_MARGIN_KM)
    found_near = tuple(town for km, town in near if km <= reach)
    return tuple(town for town in found_near if not town.locality) or found_near


@lru_cache(maxsize=128)
def _zone_town(digits: str) -> Municipality | None:
    book = gazetteer()
    key = ZONE_TOWNS.get(digits)
    return next((t for t in map(book.town, range(11000)) if t.key == key), None) if key else None


def _by_land_beside(candidates: Towns, at: _Spot) -> Towns:
    before = _LAND_ADJECTIVE.search(at.text, max(0, at.hit.start - 40), at.hit.start)
    land = LAND_ADJECTIVES.get(fold(before.group(1))) if before else None
    behind = _LAND_BEHIND.match(at.text, at.hit.end)
    if land is None and behind:
        land = LANDS.get(fold(behind.group(1)))
    return _in_lands(candidates, (land,)) if land else ()


def _by_page(candidates: Towns, at: _Spot) -> Towns:
    """The page names one of them in full, or with its postcode, elsewhere."""
    keys = _named_on_page(at.page, at.hit.name)
    return tuple(town for town in candidates if town.key in keys and not town.locality)


@lru_cache(maxsize=64)
def _named_on_page(page: str, name: str) -> frozenset[str]:
    """Return the keys of the bearers of `name` that a page names beyond doubt."""
    book, found = gazetteer(), set()
    for hit in scan_page(page).hits:
        if hit.name == name:
            towns = book.bearers(name)
            towns = qualified(towns, hit.qualifier) or _postcode_before(towns, page, hit)
        elif hit.name.startswith(name + " "):
            towns = book.bearers(hit.name)
        else:
            continue
        if len(towns) == 1 and towns[0].key:
            found.add(towns[0].key)
    return frozenset(found)


def _by_towering(candidates: Towns, at: _Spot) -> Towns:
    first, lead = _largest(candidates)
    towering = bool(first.key) and first.rank >= _TOWERING and lead >= _TOWERING_LEAD
    return (first,) if towering and gazetteer().dominant_key(at.hit.name) == first.key else ()


def _by_land(candidates: Towns, at: _Spot) -> Towns:
    if at.hint.lands:
        return _in_lands(candidates, at.hint.lands)
    return _in_lands(candidates, _lands_of(at.page))


@lru_cache(maxsize=8)
def _lands_of(page: str) -> frozenset[str]:
    return frozenset(land for _, land in scan_page(page).lands)


def _by_region(candidates: Towns, at: _Spot) -> Towns:
    """The towns that lie in one of the source's regions."""
    areas = [_area(region) for region in at.hint.regions]
    return tuple(town for town in candidates if any(lies_in(town) for lies_in in areas))


@lru_cache(maxsize=64)
def _area(region: str) -> Callable[[Municipality], bool]:
    """Return whether a town lies in a region given by any of its names."""
    book, folded = gazetteer(), fold(region)
    land = LANDS.get(folded)
    if land:
        return lambda town: town.land == land
    keys = book.region_area(region) or book.districts_named(region)
    if not keys:
        keys = frozenset(t.district_key for t in book.bearers(folded) if t.key and not t.locality)
        keys = keys if len(keys) == 1 else frozenset()
    return lambda town: bool(town.district_key) and (town.district_key in keys or town.key in keys)


def _by_company(candidates: Towns, at: _Spot) -> Towns:
    """The towns around it on the page lie near one of them only."""
    company = _certain_towns(at.page)
    votes = [
        sum(1 for other in company if (distance_km(town, other) or 1e9) < _COMPANY_KM)
        for town in candidates
    ]
    needed = 2 if gazetteer().dominant_key(at.hit.name) else 1
    best = max(votes)
    if best < needed or sum(1 for count in votes if count * 2 > best) > 1:
        return ()
    return (candidates[votes.index(best)],)


@lru_cache(maxsize=8)
def _certain_towns(page: str) -> Towns:
    """Return the first towns of a page that only one place in the gazetteer can be."""
    book = gazetteer()
    names = dict.fromkeys(hit.name for hit in scan_page(page).hits)
    towns = []
    for name in names:
        kind, bearers = book.common.get(name), book.bearers(name)
        if len(bearers) != 1 or bearers[0].country != "DE":
            continue
        if kind is None or (kind in ("weak", "region") and bearers[0].rank >= _WELL_KNOWN):
            towns.append(bearers[0])
    return tuple(towns[:_COMPANY_SIZE])


def _by_dominance(candidates: Towns, at: _Spot) -> Towns:
    key = gazetteer().dominant_key(at.hit.name)
    return tuple(town for town in candidates if key and town.key == key and not town.locality)


def _by_size(candidates: Towns, _: _Spot) -> Towns:
    first, lead = _largest(candidates)
    return (first,) if lead >= _SIZE_LEAD else ()


def _largest(candidates: Towns) -> tuple[Municipality, int]:
    """Return the most populous bearer and its lead over the next, in tens of logarithms."""
    ranked = sorted(
        candidates,
        key=lambda town: (town.rank or _UNKNOWN_RANK) - (_INSIDE_CITY if town.locality else 0),
        reverse=True,
    )
    if len(ranked) == 1:
        return ranked[0], 99
    second = ranked[1].rank or _UNKNOWN_RANK
    return ranked[0], ranked[0].rank - second + (_INSIDE_CITY if ranked[1].locality else 0)


def _in_lands(candidates: Towns, lands: Iterable[str]) -> Towns:
    wanted = set(lands)
    return tuple(town for town in candidates if town.land and town.land in wanted)


_Clue = Callable[[Towns, _Spot], Towns]
_CLUES: tuple[tuple[str, _Clue], ...] = (
    ("qualifier", _by_qualifier),
    ("postcode", _by_postcode),
    ("land beside it", _by_land_beside),
    ("full name on the page", _by_page),
    ("well known", _by_towering),
    ("land", _by_land),
    ("region", _by_region),
    ("company", _by_company),
    ("dominant", _by_dominance),
    ("size", _by_size),
)
