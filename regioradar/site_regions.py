"""The regions of the gazetteer in the feeds' names, and which of them events lie in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from feeds import RegionInfo
from model import Change, StoredEvent
from model.schema_org import place_from_json
from parsers.places import all_regions, regions_of

_PLACES = ("location", "otherLocations")


def known_regions() -> tuple[RegionInfo, ...]:
    """Return all metropolitan and structural-change regions, sorted by key."""
    return tuple(
        RegionInfo(key=region.key, name=region.name, kind=region.kind) for region in all_regions()
    )


def regions_of_places(
    events: Iterable[StoredEvent], changes: Iterable[Change]
) -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the regions of each municipality, by its official key.

    Those of the municipalities where events are, and where they have been.
    """
    keys = {place.municipality_key for stored in events for place in stored.event.locations}
    keys.update(key for change in changes if change.field in _PLACES for key in _keys(change.old))
    return {key: tuple(region.key for region in regions_of(key)) for key in sorted(keys) if key}


def _keys(value: Any) -> Iterator[str]:
    """The official keys in a place or a list of places in the form of the machine interface."""
    for place in value if isinstance(value, list) else [value or {}]:
        yield place_from_json(place).municipality_key
