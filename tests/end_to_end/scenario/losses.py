"""Servers that fail, lists that lose what stood on them, sites that are built anew."""

from scenario.notices import at
from scenario.region import AGGREGATOR, BODIES, CHAMBER, MINISTRY, NETWORK, REGION
from scenario.script import Script
from scenario.world import Outage, World

script = Script()
BY = {source_id: body.name for source_id, body in BODIES.items()}


def _outage(source_id: str, first: str, last: str, outage: Outage) -> None:
    def it_fails(world: World) -> None:
        world.sites[source_id].outage = outage

    def it_answers_again(world: World) -> None:
        world.sites[source_id].outage = None

    it_fails.__name__ = f"{source_id} fails ({outage})"
    script.on(first)(it_fails)
    script.on(last)(it_answers_again)


_outage(REGION, "2026-02-12", "2026-02-14", Outage.ERROR)
_outage(NETWORK, "2026-02-21", "2026-02-24", Outage.TIMEOUT)
_outage(CHAMBER, "2026-01-17", "2026-01-19", Outage.APOLOGY)
_outage(REGION, "2026-03-07", "2026-03-11", Outage.EMPTY)
_outage(AGGREGATOR, "2026-03-08", "2026-03-12", Outage.ERROR)
_outage(MINISTRY, "2026-04-02", "2026-04-03", Outage.APOLOGY)
_outage(REGION, "2026-07-06", "2026-07-20", Outage.TIMEOUT)
_outage(NETWORK, "2026-12-21", "2027-01-04", Outage.ERROR)
_outage(CHAMBER, "2027-05-10", "2027-05-12", Outage.EMPTY)
_outage(REGION, "2027-08-02", "2027-08-04", Outage.APOLOGY)


@script.on("2026-04-08")
def a_summer_programme(world: World) -> None:
    for number, (title, house, town, day) in enumerate(
        (
            ("Exkursion zur Biberburg", "Wasserschloss", "06366 Köthen (Anhalt)", "2026-08-04"),
            ("Werkstatt Grüne Höfe", "Gutshaus", "06268 Querfurt", "2026-08-11"),
            ("Forum Gute Nachbarschaft", "Ratskeller", "06526 Sangerhausen", "2026-08-20"),
            ("Planspiel Ortsentwicklung", "Schule am See", "06333 Hettstedt", "2026-08-27"),
            ("Konferenz Wasser in der Region", "Stadthalle", "06667 Weißenfels", "2026-09-10"),
            ("Lesung am Deich", "Kornhaus", "06844 Dessau-Roßlau", "2026-09-17"),
        )
    ):
        world.post(
            f"sommer{number}", REGION,
            title=title, start=at(day, "14:00"), end=at(day, "17:30"),
            house=house, town=town, organizer=BY[REGION],
            text="Ein Nachmittag aus dem Sommerprogramm, für alle und ohne Eintritt.",
        )  # fmt: skip


@script.on("2026-06-01")
def a_page_vanishes(world: World) -> None:
    world.take_down("sommer0", REGION)


@script.on("2026-06-03")
def an_entry_vanishes_from_the_list(world: World) -> None:
    world.unlist("sommer1", REGION)


@script.on("2026-07-01")
def the_vanished_page_is_back(world: World) -> None:
    world.put_back("sommer0", REGION)


@script.on("2026-06-25")
def the_chamber_is_quiet(world: World) -> None:
    """All of its events are over: the list says that there are none."""
    assert not world.sites[CHAMBER].entries(world.today)


@script.on("2026-09-21")
def the_network_moves_to_a_new_system(world: World) -> None:
    """New addresses and other markup; the old addresses answer no more."""
    world.relaunch(NETWORK)
