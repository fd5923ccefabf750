"""The regions of the gazetteer in the feeds' names, and which of them events lie in."""

from collections.abc import Iterable, Mapping

from feeds import RegionInfo
from model import StoredEvent
from parsers.places import all_regions, regions_of


def known_regions() -> tuple[RegionInfo, ...]:
    """Return all metropolitan and structural-change regions, sorted by key."""
    return tuple(
        RegionInfo(key=region.key, name=region.name, kind=region.kind) for region in all_regions()
    )


def regions_of_places(events: Iterable[StoredEvent]) -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the regions of each municipality of the events, by its official key."""
    keys = {place.municipality_key for stored in events for place in stored.event.locations}
    return {key: tuple(region.key for region in regions_of(key)) for key in sorted(keys) if key}
