"""What the place readers hand back, and how a municipality fills a `model.Place`."""

from dataclasses import dataclass

from model import Place
from parsers.places.gazetteer import Municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReading:
    """A place read from a text.

    The words stand at the offsets `start` to `end` (exclusive). `inferred` says that the town was
    concluded from the name of the house ("Stadthalle Künzelsau") and not named as a town.
    `confidence` is from 0 to 1. `municipality` is None where no town, or no certain one, is named.
    """

    place: Place
    start: int
    end: int
    rule: str
    confidence: float
    inferred: bool = False
    municipality: Municipality | None = None


def place_of(
    town: Municipality | None,
    *,
    name: str = "",
    street: str = "",
    postcode: str = "",
    written: str = "",
) -> Place:
    """Return the Place of a house, an address and a town.

    A certain town gives its official name, Bundesland, key and coordinates; otherwise the town is
    what is `written`, and nothing else is known of it. Abroad the written name stands.
    """
    if town is None:
        return Place(
            name=name, street_address=street, postal_code=postcode, address_locality=written
        )
    return Place(
        name=name,
        street_address=street,
        postal_code=postcode,
        address_locality=town.name if town.country == "DE" else written or town.name,
        address_region=town.land,
        municipality_key=town.key,
        latitude=town.latitude,
        longitude=town.longitude,
    )
