"""Who tells of events in the small region, and where: five bodies with a web site each."""

from dataclasses import dataclass

MINISTRY = "landesministerium"
REGION = "saalebogen"
NETWORK = "dorfnetz"
CHAMBER = "wirtschaftskammer"
AGGREGATOR = "terminboerse"


@dataclass(frozen=True, kw_only=True)
class Body:
    """A body with a web site. `holds_events` is False where the site tells of others' events."""

    source_id: str
    name: str
    kind: str
    host: str
    list_path: str
    list_kind: str
    holds_events: bool = True
    validators: bool = True
    """Whether its server sends entity tags; without, every answer is a whole page."""

    @property
    def home(self) -> str:
        return f"http://{self.host}/"

    @property
    def list_url(self) -> str:
        return f"http://{self.host}{self.list_path}"

    def to_toml(self) -> str:
        """The body as a source file."""
        organizer = f'[organizer]\nname = "{self.name}"\nurl = "{self.home}"\n'
        return (
            f'id = "{self.source_id}"\nname = "{self.name}"\nkind = "{self.kind}"\n'
            f'home = "{self.home}"\nregions = ["Sachsen-Anhalt"]\ncadence = "daily"\n'
            f"{organizer if self.holds_events else ''}"
            f'[[entries]]\nkind = "{self.list_kind}"\nurl = "{self.list_url}"\n'
        )


BODIES = {
    body.source_id: body
    for body in (
        Body(
            source_id=MINISTRY,
            name="Ministerium für Regionalentwicklung Sachsen-Anhalt",
            kind="state",
            host="regionen.landesministerium.example",
            list_path="/presse/",
            list_kind="press",
        ),
        Body(
            source_id=REGION,
            name="Metropolregion Saalebogen e. V.",
            kind="metropolitan_region",
            host="www.saalebogen.example",
            list_path="/kalender/",
            list_kind="listing",
        ),
        Body(
            source_id=NETWORK,
            name="Netzwerk Lebendige Dörfer",
            kind="network",
            host="www.dorfnetz.example",
            list_path="/veranstaltungen/",
            list_kind="listing",
        ),
        Body(
            source_id=CHAMBER,
            name="Wirtschaftskammer Elbe-Saale",
            kind="chamber",
            host="www.wirtschaftskammer.example",
            list_path="/seminare.php",
            list_kind="listing",
            validators=False,
        ),
        Body(
            source_id=AGGREGATOR,
            name="Terminbörse Mitteldeutschland",
            kind="network",
            host="www.terminboerse.example",
            list_path="/termine",
            list_kind="listing",
            holds_events=False,
        ),
    )
}
