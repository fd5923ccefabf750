"""What comes again: a monthly meeting and a yearly conference on one page each, and reports."""

from datetime import date, datetime, timedelta

from scenario.notices import BERLIN, at
from scenario.region import AGGREGATOR, BODIES, CHAMBER, MINISTRY, NETWORK, REGION
from scenario.script import Act, Script
from scenario.world import World

script = Script()
BY = {source_id: body.name for source_id, body in BODIES.items()}
MEETINGS = [date(2026 + month // 12, month % 12 + 1, 12) for month in range(1, 23)]


def _meeting(number: int) -> Act:
    """The page of the regulars' table tells of the next one from the day after the last."""

    def the_next_meeting(world: World) -> None:
        start = datetime.combine(MEETINGS[number], datetime.min.time(), BERLIN)
        facts = {
            "title": "Stammtisch Dorfladen",
            "start": start.replace(hour=18),
            "end": start.replace(hour=20),
            "house": "Gasthof Zur Linde",
            "town": "06647 Bad Bibra",
            "organizer": BY[NETWORK],
            "text": "Wer einen Laden im Dorf führt oder führen will, trifft sich hier.",
        }
        world.replace_page(f"stammtisch{number:02}", NETWORK, "/stammtisch.html", **facts)

    return the_next_meeting


for _number, _day in enumerate(MEETINGS):
    _before = MEETINGS[_number - 1] if _number else date(2026, 1, 18)
    script.on(str(_before + timedelta(days=1)))(_meeting(_number))


@script.on("2026-01-28")
def the_yearly_conference(world: World) -> None:
    world.post(
        "jahrestagung26", REGION, "/jahrestagung.html",
        title="Jahrestagung Saalebogen 2026",
        start=at("2026-06-18"), end=at("2026-06-19"),
        house="Volkshaus", street="Carl-Zeiß-Platz 15", town="07743 Jena", organizer=BY[REGION],
        text="Einmal im Jahr treffen sich alle Mitglieder der Metropolregion.",
    )  # fmt: skip


@script.on("2026-02-11")
def the_chamber_announces_it_too(world: World) -> None:
    world.copy(
        "jahrestagung26", REGION, CHAMBER, title="Jahrestagung der Metropolregion Saalebogen 2026",
        text="Die Kammer ist mit einem Stand dabei.",
    )  # fmt: skip


@script.on("2026-06-23")
def the_conference_is_reported_on(world: World) -> None:
    world.report(
        "jahrestagung26", MINISTRY, "/presse/rueckblick-jahrestagung.html",
        title="Rückblick: Jahrestagung Saalebogen 2026",
        text="Am 18. und 19. Juni 2026 fand in Jena die Jahrestagung Saalebogen 2026 statt. "
        "Dreihundert Gäste sprachen über Wohnen, Wege und Wasser.",
    )  # fmt: skip


@script.on("2026-11-02")
def the_next_edition_on_the_same_page(world: World) -> None:
    world.replace_page(
        "jahrestagung27", REGION, "/jahrestagung.html",
        title="Jahrestagung Saalebogen 2027",
        start=at("2027-06-10"), end=at("2027-06-11"),
        house="Kulturpalast", street="Parkstraße 2", town="06749 Bitterfeld-Wolfen",
        organizer=BY[REGION],
        text="Einmal im Jahr treffen sich alle Mitglieder der Metropolregion.",
    )  # fmt: skip


@script.on("2026-11-20")
def the_aggregator_takes_the_next_edition(world: World) -> None:
    world.copy("jahrestagung27", REGION, AGGREGATOR)
