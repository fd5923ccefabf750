"""The fixed words of the selections: Länder, kinds of sources, kinds of regions.

What changes with the installation (which sources, which regions) comes with the settings.
"""

from dataclasses import dataclass

from model import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A Bundesland. `key` are the first two digits of its municipalities' official keys (AGS)."""

    key: str
    name: str

    @property
    def slug(self) -> str:
        """The name as a part of an address."""
        return fold(self.name).replace(" ", "-")

    @property
    def place(self) -> str:
        """The name after "Termine": "in Hessen", "im Saarland"."""
        return f"im {self.name}" if self.name == "Saarland" else f"in {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of sources or regions: its slug (empty: none of its own), plural, and the dative."""

    slug: str = ""
    title: str
    dative: str


LANDS = tuple(
    Land(key=key, name=name)
    for key, name in (
        ("01", "Schleswig-Holstein"),
        ("02", "Hamburg"),
        ("03", "Niedersachsen"),
        ("04", "Bremen"),
        ("05", "Nordrhein-Westfalen"),
        ("06", "Hessen"),
        ("07", "Rheinland-Pfalz"),
        ("08", "Baden-Württemberg"),
        ("09", "Bayern"),
        ("10", "Saarland"),
        ("11", "Berlin"),
        ("12", "Brandenburg"),
        ("13", "Mecklenburg-Vorpommern"),
        ("14", "Sachsen"),
        ("15", "Sachsen-Anhalt"),
        ("16", "Thüringen"),
    )
)

SOURCE_KINDS = {
    "ministry": Kind(slug="ministerien", title="Ministerien", dative="Bundesministerien"),
    "federal_agency": Kind(
        slug="bundesbehoerden",
        title="Bundesbehörden",
        dative="Behörden, Stiftungen und Programmen des Bundes",
    ),
    "state": Kind(
        slug="laender", title="Einrichtungen der Länder", dative="Einrichtungen der Länder"
    ),
    "metropolitan_region": Kind(
        slug="metropolregionen", title="Metropolregionen", dative="Metropolregionen"
    ),
    "network": Kind(
        slug="netzwerke",
        title="Netzwerke und Verbände",
        dative="Netzwerken, Bündnissen und Verbänden",
    ),
    "institute": Kind(
        slug="institute", title="Institute", dative="Instituten, Hochschulen und Planungsbüros"
    ),
    "chamber": Kind(slug="kammern", title="Kammern", dative="Kammern"),
    "training": Kind(
        slug="weiterbildung", title="Weiterbildung", dative="Anbietern von Weiterbildung"
    ),
}
"""By the word of the source's file; a test holds them against the catalogue of sources."""

REGION_KINDS = {
    "metropolregion": Kind(title="Metropolregionen", dative="dieser Metropolregion"),
    "metropolregion-teilraum": Kind(
        title="Metropolregionen", dative="diesem Teil einer Metropolregion"
    ),
    "strukturwandelregion": Kind(
        title="Strukturwandelregionen", dative="dieser Region des Strukturwandels"
    ),
    "regionale-kooperation": Kind(title="Regionale Kooperationen", dative="dieser Region"),
}
"""By the word of the gazetteer, in the order in which they are shown."""

_BY_KEY = {land.key: land for land in LANDS}
_BY_NAME = {fold(land.name): land for land in LANDS}


def land_of(municipality_key: str, name: str) -> Land | None:
    """Return the Land of a place, by its municipality's key where it is known, else by name."""
    return _BY_KEY.get(municipality_key[:2]) or _BY_NAME.get(fold(name))
