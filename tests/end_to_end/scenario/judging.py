"""What staff and the operator decide, and that it holds whatever the sites do afterwards."""

from datetime import timedelta

from model import Life
from scenario.notices import at
from scenario.office import Office
from scenario.region import AGGREGATOR, BODIES, NETWORK, REGION
from scenario.script import Script
from scenario.world import World
from store import RejectReason

script = Script()
BY = {source_id: body.name for source_id, body in BODIES.items()}
GARDENS = ("Aue", "Berg", "Damm", "Furt", "Hain", "Moor", "See", "Wald")
SPRING = [f"fruehling{number}" for number in range(8)]


@script.on("2026-03-09")
def staff_release_the_save_the_date(world: World, office: Office) -> None:
    office.approve("Mitteldeutscher Dorfkongress")
    world.state("dorfkongress", shown=True)


@script.on("2026-04-16")
def what_does_not_belong_here(world: World) -> None:
    world.post(
        "hausmesse", AGGREGATOR,
        title="Hausmesse Küchenträume", start=at("2026-07-25", "10:00"),
        house="Autohof", town="06188 Landsberg", organizer="Möbelhaus Krause",
        text="Neue Küchen und ein Glas Sekt für alle, die vorbeikommen.",
    )  # fmt: skip


@script.on("2026-04-17")
def staff_reject_it(world: World, office: Office) -> None:
    office.reject("hausmesse", RejectReason.NOT_RELEVANT)
    world.state("hausmesse", shown=False)


@script.on("2026-04-24")
def retitled_and_moved_it_stays_away(world: World) -> None:
    world.edit(
        "hausmesse", AGGREGATOR,
        title="Große Hausmesse Küchenträume", start=at("2026-07-26", "11:00"),
    )  # fmt: skip


@script.on("2026-04-28")
def an_evening(world: World) -> None:
    world.post(
        "landmobil", NETWORK, title="Landmobil: Dörfer in Bewegung",
        start=at("2026-09-03", "18:00"), house="Bürgerhaus", town="06618 Naumburg (Saale)",
        organizer=BY[NETWORK], text="Rufbus, Mitfahrbank, Dorfauto: was trägt, was nicht?",
    )  # fmt: skip


@script.on("2026-04-29")
def an_hour_later_elsewhere(world: World) -> None:
    """A second session of the evening, or the same with a slip: nobody but staff can say."""
    notice = {**vars(world.notice("landmobil", NETWORK)), "start": at("2026-09-03", "19:00")}
    world.post("rufbus", REGION, **notice)


@script.on("2026-05-04")
def staff_join_them(world: World, office: Office) -> None:
    office.join("landmobil", "rufbus")
    world.join("landmobil", "rufbus")


@script.on("2026-05-13")
def a_retitled_page_stays_joined(world: World) -> None:
    world.edit("rufbus", REGION, true=False, title="Gespräch am Abend", text="Mit Imbiss.")
    world.touched.add("landmobil")


@script.on("2026-05-18")
def a_walk(world: World) -> None:
    world.post(
        "spaziergang", REGION, title="Stadtspaziergang Neue Mitte",
        start=at("2026-09-24", "15:00"), house="Rathaus", town="06108 Halle (Saale)",
        organizer=BY[REGION], text="Ein Rundgang zu Plätzen, die sich ändern.",
    )  # fmt: skip


@script.on("2026-05-19")
def another_walk_that_looks_like_it(world: World) -> None:
    world.copy("spaziergang", REGION, AGGREGATOR, title="Stadtspaziergang: Neue Mitte")


@script.on("2026-05-21")
def staff_know_that_they_are_two(world: World, office: Office) -> None:
    office.split("spaziergang", AGGREGATOR)
    world.split("spaziergang", "spaziergang_b", AGGREGATOR)


@script.on("2026-05-27")
def the_same_words_do_not_join_them_again(world: World) -> None:
    world.edit("spaziergang_b", AGGREGATOR, title="Stadtspaziergang Neue Mitte")


@script.on("2026-07-02")
def staff_correct_a_place(world: World, office: Office) -> None:
    office.correct("sommer4", {"location": {"name": "Schloss Neu-Augustusburg",
        "address": {"addressLocality": "Weißenfels"}}})  # fmt: skip
    world.state("sommer4", place=("Schloss Neu-Augustusburg", "Weißenfels"))


@script.on("2026-07-03")
def an_unchanged_page_leaves_the_correction(world: World, office: Office) -> None:
    (correction,) = office.corrections("sommer4")
    assert not correction.drifted


@script.on("2026-08-03")
def the_page_moves_away_from_what_was_corrected(world: World) -> None:
    world.edit("sommer4", REGION, true=False, house="Kulturhaus")


@script.on("2026-08-05")
def staff_see_both_and_give_way(world: World, office: Office) -> None:
    (correction,) = office.corrections("sommer4")
    assert correction.drifted
    assert correction.found["name"] == "Kulturhaus"
    office.withdraw_correction("sommer4", "location")
    world.state("sommer4", place=("Kulturhaus", "06667 Weißenfels"))


@script.on("2026-06-06")
def the_list_is_believed(world: World) -> None:
    world.stirred = True  # the web page says that the source lists it no more


@script.on("2026-06-15")
def a_vanished_event_is_marked_for_staff(world: World, office: Office) -> None:
    assert office.life("sommer1") is Life.NO_LONGER_LISTED
    assert office.life("sommer0") is Life.SCHEDULED


@script.on("2026-08-10")
def the_program_is_new(world: World, office: Office) -> None:
    office.upgrade("next")


@script.on("2026-10-12")
def a_run_is_killed_before_the_comparison(world: World, office: Office) -> None:
    office.kill_before("consolidate")


@script.on("2027-02-15")
def a_spring_programme(world: World) -> None:
    for number, alias in enumerate(SPRING):
        world.post(
            alias, REGION,
            title=f"Gartenrunde {GARDENS[number]}",
            start=at(f"2027-05-{number + 3:02}", "17:00"),
            house="Gemeindehaus", town=f"{6200 + number:05} Merseburg", organizer=BY[REGION],
            text="Aus Nachbarn werden Gärtner.",
        )  # fmt: skip


@script.on("2027-03-01")
def a_redesign_loses_most_days(world: World) -> None:
    world.sites[REGION].dateless = frozenset(SPRING[1:])
    world.stirred = True


@script.on("2027-03-02")
def the_guard_holds_what_the_redesign_lost(world: World, office: Office) -> None:
    assert office.held() == {REGION}


@script.on("2027-03-05")
def the_days_are_back(world: World) -> None:
    world.sites[REGION].dateless = frozenset()
    world.stirred = True


@script.on("2027-03-06")
def nothing_is_held_any_more(world: World, office: Office) -> None:
    assert office.held() == set()


@script.on("2027-04-05")
def the_whole_programme_moves_by_a_week(world: World) -> None:
    for alias in SPRING:
        start = world.notice(alias, REGION).start
        world.edit(alias, REGION, true=False, start=start + timedelta(days=7))


@script.on("2027-04-08")
def the_operator_releases_it(world: World, office: Office) -> None:
    assert office.held() == {REGION}
    office.release(REGION)
    for alias in SPRING:
        world.state(alias, start=world.notice(alias, REGION).start)


@script.on("2027-06-21")
def a_run_is_killed_before_publishing(world: World, office: Office) -> None:
    office.kill_before("publish_feeds")
