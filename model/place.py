"""Where an event is: a house, an address, a municipality with its official key."""

from dataclasses import dataclass

from model.errors import ModelError
from model.text import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A schema.org Place with its PostalAddress and GeoCoordinates.

    `address_locality` is the official name of the municipality ("Halle (Saale)"),
    `address_region` the Bundesland, `municipality_key` the eight-digit official key (AGS; empty
    abroad or unknown). Coordinates are WGS 84 degrees, both or neither.
    """

    name: str = ""
    street_address: str = ""
    postal_code: str = ""
    address_locality: str = ""
    address_region: str = ""
    municipality_key: str = ""
    latitude: float | None = None
    longitude: float | None = None

    def __post_init__(self) -> None:
        for field in (
            "name", "street_address", "postal_code", "address_locality", "address_region",
            "municipality_key",
        ):  # fmt: skip
            object.__setattr__(self, field, clean_text(getattr(self, field)))
        if (self.latitude is None) != (self.longitude is None):
            raise ModelError("a place needs both coordinates or neither")

    @property
    def line(self) -> str:
        """The place on one line, as people write it: house, street, postcode and town.

        A town that the house's name or the street already ends with is not said twice.
        """
        town = " ".join(part for part in (self.postal_code, self.address_locality) if part)
        parts = [part for part in (self.name, self.street_address) if part]
        if town and not any(part.endswith(town) for part in parts):
            parts.append(town)
        return ", ".join(parts)
