"""The packaged gazetteer: German municipalities, places inside them, larger places abroad.

It knows names, keys, coordinates and regions and nothing of texts. Data: official keys from
Destatis / Eurostat; coordinates and other names from GeoNames (geonames.org, CC BY 4.0). The file
is made by `tools/build_gazetteer.py`.
"""

import gzip
import json
import math
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from model import fold

_FILE = "gazetteer.json.gz"
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A municipality, or a place inside one, or a place abroad.

    `key` is the official municipality key (AGS, eight digits; empty abroad and where the
    municipality of a place is not known), `name` the official name, `locality` the place inside
    the municipality that was named instead of it. `country` is an ISO 3166-1 code. Coordinates
    are WGS 84 degrees, both or neither. `rank` is ten times the decimal logarithm of a population
    of mixed age: it only chooses between bearers of a name and is never shown.
    """

    key: str
    name: str
    locality: str = ""
    district_key: str = ""
    district: str = ""
    land: str = ""
    country: str = "DE"
    latitude: float | None = None
    longitude: float | None = None
    rank: int = field(default=0, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A metropolitan or structural-change region. `kind` is the word of the source table."""

    key: str
    name: str
    kind: str


class Gazetteer:
    """The loaded tables with the lookups that the readers need. Read only."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._districts: list[list[str]] = content["districts"]
        self._towns: list[list[Any]] = content["towns"]
        self._regions: list[dict[str, Any]] = content["regions"]
        self.names: dict[str, list[int]] = content["names"]
        self.longest: dict[str, int] = content["longest"]
        self.dominant: dict[str, int] = content["dominant"]
        self.common: dict[str, str] = content["common"]
        self._bearers: dict[str, tuple[Municipality, ...]] = {}

    def town(self, index: int) -> Municipality:
        """Return the place with that index."""
        key, name, locality, district, land, country, lat, lon, rank = self._towns[index]
        district_key, district_name, _ = self._districts[district] if district >= 0 else ("",) * 3
        return Municipality(
            key=key,
            name=name,
            locality=locality,
            district_key=district_key,
            district=district_name,
            land=land,
            country=country,
            latitude=lat,
            longitude=lon,
            rank=rank,
        )

    def bearers(self, folded: str) -> tuple[Municipality, ...]:
        """Return all places that bear a folded name (see `model.fold`)."""
        known = self._bearers.get(folded)
        if known is None:
            known = tuple(self.town(index) for index in self.names.get(folded, ()))
            self._bearers[folded] = known
        return known

    def dominant_key(self, folded: str) -> str:
        """Return the key of the one meant by a name that many bear, or an empty string."""
        index = self.dominant.get(folded)
        return "" if index is None else str(self._towns[index][0])

    def regions(self, key: str) -> tuple[Region, ...]:
        """Return the regions that a municipality lies in, by its own key or its district's."""
        return tuple(
            Region(key=region["key"], name=region["name"], kind=region["kind"])
            for region in self._regions
            if len(key) == 8 and (key[:5] in region["districts"] or key in region["towns"])
        )

    def all_regions(self) -> tuple[Region, ...]:
        """Return all regions that the tables know, sorted by key."""
        return tuple(
            Region(key=region["key"], name=region["name"], kind=region["kind"])
            for region in self._regions
        )

    def region_area(self, name: str) -> frozenset[str]:
        """Return the district and municipality keys of a region given by name or alias."""
        wanted = fold(name)
        for region in self._regions:
            known = (region["name"], *region["aliases"])
            if wanted and any(fold(spelling) == wanted for spelling in known):
                return frozenset((*region["districts"], *region["towns"]))
        return frozenset()

    def districts_named(self, name: str) -> frozenset[str]:
        """Return the keys of the districts with that name, with or without "Landkreis"."""
        wanted = fold(name)
        short = wanted.removeprefix("landkreis ").removeprefix("kreis ")
        return frozenset(
            key
            for key, district, _ in self._districts
            if fold(district) in (wanted, f"landkreis {short}", f"kreis {short}")
        )


@cache
def gazetteer() -> Gazetteer:
    """Return the packaged gazetteer, loaded on first use."""
    packed = files("parsers.places").joinpath(_FILE).read_bytes()
    return Gazetteer(json.loads(gzip.decompress(packed)))


def regions_of(municipality_key: str) -> tuple[Region, ...]:
    """Return the metropolitan and structural-change regions of a municipality, sorted by key.

    Districts whose membership the source calls unsure do not count. Empty for an unknown key.
    """
    return gazetteer().regions(municipality_key)


def all_regions() -> tuple[Region, ...]:
    """Return all metropolitan and structural-change regions that are known, sorted by key."""
    return gazetteer().all_regions()


def distance_km(one: Municipality, other: Municipality) -> float | None:
    """Return the distance in kilometres as the crow flies, None without coordinates."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((lat2 - lat1) / 2) ** 2
    width = math.radians(other.longitude - one.longitude)
    half += math.cos(lat1) * math.cos(lat2) * math.sin(width / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))
