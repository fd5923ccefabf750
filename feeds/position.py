"""Where on the map a place is. What is known is the middle of its town, never a house."""

from dataclasses import dataclass

from feeds import words
from feeds.publishable import plain
from model import Event, Place

_EUROPE = ((34.0, 72.0), (-25.0, 45.0))
"""Latitudes and longitudes of Europe; a place outside of them is not believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The middle of a town: its name, latitude and longitude in degrees (WGS 84).

    `is_exact`: no house is named, so that the town itself is the place.
    """

    town: str
    latitude: float
    longitude: float
    is_exact: bool


def event_position(event: Event) -> Position | None:
    """Return where the event is; None where it is in several places, online or not known."""
    if len(event.locations) != 1 or words.is_online_only(event):
        return None
    return position(event.locations[0])


def position(place: Place) -> Position | None:
    """Return where the place is, None where that is not known."""
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None:
        return None
    (south, north), (west, east) = _EUROPE
    if not (south <= latitude <= north and west <= longitude <= east):
        return None
    return Position(
        town=plain(place.address_locality),
        latitude=round(latitude, 5),
        longitude=round(longitude, 5),
        is_exact=not plain(place.name) and not plain(place.street_address),
    )
