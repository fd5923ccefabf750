"""The second year: put off, contradicted, looking alike, and days that are no events."""

from scenario.notices import at
from scenario.office import Office
from scenario.region import AGGREGATOR, BODIES, CHAMBER, NETWORK, REGION
from scenario.script import Script
from scenario.truths import Status
from scenario.world import World

script = Script()
BY = {source_id: body.name for source_id, body in BODIES.items()}


@script.on("2026-09-01")
def an_evening_with_a_deadline(world: World) -> None:
    world.post(
        "gruenderpreis", CHAMBER,
        title="Verleihung des Gründerpreises", start=at("2026-11-12", "18:00"),
        house="Haus der Wirtschaft", street="Askanische Straße 9", town="06842 Dessau-Roßlau",
        organizer=BY[CHAMBER],
        text="Wer gegründet hat, wird gefeiert. Anmeldeschluss ist der 15. Oktober 2026.",
    )  # fmt: skip


@script.on("2026-09-02")
def a_call_is_no_event(world: World) -> None:
    world.page_without_event(
        NETWORK, "/foerderaufruf.html", title="Förderaufruf Dorfläden",
        text="Gefördert werden Umbau und Einrichtung. Die Bewerbungsfrist endet am "
        "31. März 2027.",
    )  # fmt: skip


@script.on("2026-09-07")
def a_forum_in_autumn(world: World) -> None:
    world.post(
        "waldforum", REGION,
        title="Waldforum Hohe Schrecke", start=at("2026-10-29", "10:00"),
        end=at("2026-10-29", "15:00"), house="Schützenhaus", town="06484 Quedlinburg",
        organizer=BY[REGION], text="Wie der Wald von morgen aussieht.",
    )  # fmt: skip


@script.on("2026-09-09")
def the_aggregator_has_another_hour(world: World) -> None:
    """It never mends it: the organiser's hour stands, and the other is told beside it."""
    world.copy("waldforum", REGION, AGGREGATOR, start=at("2026-10-29", "10:30"))


@script.on("2026-09-28")
def put_off_without_a_new_day(world: World) -> None:
    world.edit(
        "waldforum", REGION,
        remark="Die Veranstaltung wird verschoben. Ein neuer Termin steht noch nicht fest.",
    )  # fmt: skip
    world.state("waldforum", status=Status.TENTATIVE)


@script.on("2026-10-16")
def the_deadline_is_over(world: World) -> None:
    world.stirred = True  # the web page names it no more


@script.on("2026-10-19")
def the_new_day_is_found(world: World) -> None:
    world.edit(
        "waldforum", REGION,
        start=at("2027-03-18", "10:00"), end=at("2027-03-18", "15:00"),
        remark="Das Waldforum wurde vom 29. Oktober 2026 auf den 18. März 2027 verschoben.",
    )  # fmt: skip
    world.state("waldforum", status=Status.CONFIRMED)


@script.on("2027-01-11")
def two_lectures_on_one_evening(world: World) -> None:
    world.post(
        "vortrag_boden", REGION,
        title="Vortrag über Böden im Wandel", start=at("2027-02-18", "19:00"),
        house="Stadtbibliothek", town="06217 Merseburg", organizer=BY[REGION],
        text="Was unter unseren Füßen geschieht.",
    )  # fmt: skip


@script.on("2027-01-12")
def the_other_lecture(world: World) -> None:
    world.post(
        "vortrag_humus", AGGREGATOR,
        title="Humus: ein Abend für Gärtner", start=at("2027-02-18", "19:00"),
        house="Stadtbibliothek", town="06217 Merseburg", organizer="Gartenfreunde Merseburg",
        text="Vom Kompost bis zur Wurzel.",
    )  # fmt: skip


@script.on("2027-01-14")
def staff_keep_them_apart(world: World, office: Office) -> None:
    office.keep_apart("vortrag_boden", "vortrag_humus")


@script.on("2027-01-18")
def the_same_title_does_not_join_them(world: World) -> None:
    world.edit("vortrag_humus", AGGREGATOR, title="Vortrag über Böden im Wandel")


@script.on("2027-05-17")
def cancelled_in_the_title(world: World) -> None:
    world.post(
        "gartentag", NETWORK,
        title="Tag der offenen Dorfgärten", start=at("2027-07-04"),
        house="Gutspark", town="06295 Lutherstadt Eisleben", organizer=BY[NETWORK],
        text="Zwanzig Gärten öffnen ihr Tor.",
    )  # fmt: skip


@script.on("2027-06-28")
def it_is_called_off(world: World) -> None:
    world.edit("gartentag", NETWORK, true=False, title="Abgesagt: Tag der offenen Dorfgärten")
    world.state("gartentag", status=Status.CANCELLED)


@script.on("2027-09-06")
def a_course_with_two_days(world: World) -> None:
    for alias, day in (("kurs_okt", "2027-10-05"), ("kurs_nov", "2027-11-09")):
        world.post(
            alias, CHAMBER, title="Kurs Barrierefreie Webseiten",
            start=at(day, "09:00"), end=at(day, "16:00"), house="Haus der Wirtschaft",
            street="Askanische Straße 9", town="06842 Dessau-Roßlau", organizer=BY[CHAMBER],
            text="Ein Tag mit Übungen.",
        )  # fmt: skip


@script.on("2027-09-20")
def the_second_day_moves(world: World) -> None:
    world.edit("kurs_nov", CHAMBER, start=at("2027-11-16", "09:00"), end=at("2027-11-16", "16:00"))
