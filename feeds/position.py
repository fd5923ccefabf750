"""Where on the map a place is. What is known is the middle of its town, never a house."""

from dataclasses import dataclass

from feeds import words
from feeds.publishable import plain
from model import Event, Place

_EUROPE = ((34.0, 72.0), (-25.0, 45.0))
"""Latitudes and longitudes of Europe; a place outside of them is not believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The middle of a town: its name, latitude and longitude in degrees (WGS 84)."""

    town: str
    latitude: float
    longitude: float


def town_position(event: Event) -> Position | None:
    """Return where the town of the event is, be the house known or not; None for several places."""
    if len(event.locations) != 1 or words.is_online_only(event):
        return None
    return _middle(event.locations[0])


def exact_position(place: Place) -> Position | None:
    """Return where the place is, if it is the town itself: no house stands in its middle."""
    is_town = not plain(place.name) and not plain(place.street_address)
    return _middle(place) if is_town else None


def _middle(place: Place) -> Position | None:
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None:
        return None
    (south, north), (west, east) = _EUROPE
    if not (south <= latitude <= north and west <= longitude <= east):
        return None
    town = plain(place.address_locality)
    return Position(town=town, latitude=round(latitude, 5), longitude=round(longitude, 5))
