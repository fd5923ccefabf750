"""The first spring: announced, copied, retitled, moved, cancelled, made exact."""

from scenario.notices import at
from scenario.region import AGGREGATOR, BODIES, CHAMBER, MINISTRY, NETWORK, REGION
from scenario.script import Script
from scenario.truths import Status
from scenario.world import World

script = Script()
BY = {source_id: body.name for source_id, body in BODIES.items()}
ONLINE = ("Online",)


@script.on("2026-01-05")
def the_metropolitan_region_has_a_calendar(world: World) -> None:
    world.post(
        "fachtag", REGION,
        title="Fachtag Leerstand in Ortskernen",
        start=at("2026-03-17", "10:00"), end=at("2026-03-17", "16:00"),
        house="Stadthaus", street="Markt 2", town="06108 Halle (Saale)", organizer=BY[REGION],
        text="Leere Läden und Höfe lassen sich wieder füllen. Der Fachtag zeigt Beispiele aus "
        "sieben Gemeinden und lässt die zu Wort kommen, die sie möglich gemacht haben.",
    )  # fmt: skip
    world.post(
        "radwege", REGION,
        title="Konferenz Radwege zwischen Stadt und Land",
        start=at("2026-05-06"), end=at("2026-05-07"),
        house="Kulturhaus", street="Am Park 1", town="06217 Merseburg", organizer=BY[REGION],
        text="Zwei Tage lang geht es um Wege, die nicht an der Kreisgrenze enden.",
    )  # fmt: skip


@script.on("2026-01-05")
def the_chamber_offers_seminars(world: World) -> None:
    world.post(
        "antrag", CHAMBER,
        title="Seminar Förderanträge richtig stellen",
        start=at("2026-02-10", "09:00"), end=at("2026-02-10", "12:00"),
        house="Haus der Wirtschaft", street="Askanische Straße 9", town="06842 Dessau-Roßlau",
        organizer=BY[CHAMBER], text="Vom ersten Gedanken bis zum Verwendungsnachweis.",
    )  # fmt: skip
    for number, first, last in (("I", "09:00", "12:00"), ("II", "13:00", "16:00")):
        world.post(
            f"fachkraefte{number}", CHAMBER,
            title=f"Workshop Fachkräfte gewinnen {number}",
            start=at("2026-02-24", first), end=at("2026-02-24", last),
            house="Haus der Wirtschaft", street="Askanische Straße 9",
            town="06842 Dessau-Roßlau", organizer=BY[CHAMBER],
            text="Wer gute Leute sucht, muss zeigen, was der Betrieb zu bieten hat.",
        )  # fmt: skip


@script.on("2026-01-07")
def one_course_in_two_towns(world: World) -> None:
    for alias, house, town in (
        ("grundkurs_naumburg", "Bürgerhaus", "06618 Naumburg (Saale)"),
        ("grundkurs_zeitz", "Franziskanerkloster", "06712 Zeitz"),
    ):
        world.post(
            alias, NETWORK,
            title="Grundkurs Dorfmoderation",
            start=at("2026-03-05", "09:30"), end=at("2026-03-05", "17:00"),
            house=house, town=town, organizer=BY[NETWORK],
            text="Wer im Dorf Gespräche leitet, lernt hier, wie alle zu Wort kommen.",
        )  # fmt: skip


@script.on("2026-01-12")
def the_ministry_announces(world: World) -> None:
    world.post(
        "regionalkonferenz", MINISTRY,
        title="Regionalkonferenz Strukturwandel",
        start=at("2026-04-14", "10:00"), end=at("2026-04-14", "17:00"),
        house="Kloster Unser Lieben Frauen", town="Magdeburg", organizer=BY[MINISTRY],
        text="Das Ministerium lädt alle ein, die den Wandel im Revier gestalten.",
    )  # fmt: skip


@script.on("2026-01-15")
def the_region_takes_it_over_in_other_words(world: World) -> None:
    world.copy(
        "regionalkonferenz", MINISTRY, REGION,
        title="Regionalkonferenz zum Strukturwandel im Revier", town="39104 Magdeburg",
        text="Im April spricht das Land mit den Gemeinden über das, was nach der Kohle kommt.",
    )  # fmt: skip


@script.on("2026-01-20")
def the_aggregator_takes_over_two(world: World) -> None:
    world.copy(
        "fachtag", REGION, AGGREGATOR, title="Leerstand in Ortskernen: Fachtag in Halle",
        text="Ein Tag über leere Läden und was aus ihnen werden kann.",
    )  # fmt: skip
    world.copy("grundkurs_zeitz", NETWORK, AGGREGATOR, title="Grundkurs: Dorfmoderation")


@script.on("2026-01-26")
def retitled(world: World) -> None:
    world.edit("fachtag", REGION, title="Fachtag Neues Leben in leeren Ortskernen")


@script.on("2026-02-02")
def moved_by_a_week_without_a_word(world: World) -> None:
    world.edit(
        "fachtag", REGION,
        start=at("2026-03-24", "10:00"), end=at("2026-03-24", "16:00"),
    )  # fmt: skip


@script.on("2026-02-05")
def the_aggregator_follows(world: World) -> None:
    world.edit(
        "fachtag", AGGREGATOR, true=False,
        start=at("2026-03-24", "10:00"), end=at("2026-03-24", "16:00"),
    )  # fmt: skip


@script.on("2026-02-06")
def the_seminar_goes_online(world: World) -> None:
    world.edit(
        "antrag", CHAMBER,
        remark="Die Veranstaltung findet online statt.", house="", street="", town="",
    )  # fmt: skip
    world.state("antrag", place=ONLINE)


@script.on("2026-02-10")
def the_hour_moves(world: World) -> None:
    world.edit(
        "fachtag", REGION,
        start=at("2026-03-24", "09:30"), end=at("2026-03-24", "15:30"),
    )  # fmt: skip


@script.on("2026-02-16")
def to_another_house(world: World) -> None:
    world.edit("fachtag", REGION, house="Salzhalle", street="Hafenstraße 5")


@script.on("2026-02-18")
def cancelled_in_one_town(world: World) -> None:
    world.edit("grundkurs_zeitz", NETWORK, remark="Die Veranstaltung ist abgesagt.")
    world.state("grundkurs_zeitz", status=Status.CANCELLED)


@script.on("2026-02-20")
def put_off_to_a_new_day(world: World) -> None:
    world.edit(
        "radwege", REGION,
        start=at("2026-06-10"), end=at("2026-06-11"),
        remark="Die Konferenz wurde vom 6. Mai 2026 auf den 10. Juni 2026 verschoben.",
    )  # fmt: skip


@script.on("2026-02-25")
def taken_back(world: World) -> None:
    world.edit("grundkurs_zeitz", NETWORK, remark="")
    world.state("grundkurs_zeitz", status=Status.CONFIRMED)


@script.on("2026-03-02")
def save_the_date(world: World) -> None:
    world.post(
        "dorfkongress", NETWORK,
        title="Mitteldeutscher Dorfkongress", start=None,
        rough="Oktober 2026", rough_until=at("2026-10-31"),
        town="06449 Aschersleben", organizer=BY[NETWORK],
        text="Merken Sie sich den Herbst vor: Der Mitteldeutsche Dorfkongress findet im Oktober "
        "2026 in Aschersleben statt.",
    )  # fmt: skip
    world.state("dorfkongress", shown=False)  # so rough a time is for staff to release


@script.on("2026-03-27")
def the_conference_is_cancelled_by_the_ministry(world: World) -> None:
    world.edit("regionalkonferenz", MINISTRY, remark="Die Regionalkonferenz wurde abgesagt.")
    world.state("regionalkonferenz", status=Status.CANCELLED)


@script.on("2026-04-20")
def the_day_is_fixed(world: World) -> None:
    world.edit(
        "dorfkongress", NETWORK, start=at("2026-10-08"), end=at("2026-10-09"),
        rough="", rough_until=None, house="Bestehornhaus",
    )  # fmt: skip
    world.state("dorfkongress", shown=True)
