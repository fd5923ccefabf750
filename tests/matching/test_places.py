"""Towns by all their names, houses by theirs."""

import pytest

from matching.towns import town_named, towns_relate


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Halle", "Halle (Saale)", "same"),
        ("Halle/S.", "Halle (Saale)", "same"),
        ("Halle", "Halle (Westf.)", "another bearer of the name"),
        ("Halle (Saale)", "Halle (Westf.)", "different"),
        ("Wittenberg", "Lutherstadt Wittenberg", "same"),
        ("Wittenberg", "Wittenberge", "different"),
        ("Frankfurt a. M.", "Frankfurt am Main", "same"),
        ("Frankfurt (Oder)", "Frankfurt am Main", "different"),
        ("Frankfurt", "Frankfurt (Oder)", "another bearer of the name"),
        ("Stassfurt-Leopoldshall", "Staßfurt", "same"),
        ("Bautzen/Budyšin", "Bautzen", "same"),
        ("06844 Dessau-Roßlau", "Dessau", "same"),
        ("Stadt Zeitz", "Zeitz", "same"),
        ("Freiberg", "Freiburg", "different"),
        ("Münster", "Munster", "different"),
        ("Weißenburg in Bayern", "Weißenberg", "different"),
        ("Gera", "", "unknown"),
        ("Gera", "online", "unknown"),
    ],
)
def test_towns(one: str, other: str, relation: str):
    assert towns_relate(town_named(one), town_named(other)) == relation
    assert towns_relate(town_named(other), town_named(one)) == relation


NAME = "Auenforum Elstertal"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stadthalle", "Stadthalle Gera"),
        ("Schloß Osterstein (Gera), Schlossweg 3", "Schloss Osterstein"),
        ("Textil-Speicher", "Textilspeicher"),
        ("Kongress-Halle am Park", "Congresshalle am Park"),
        ("Messe Gera", "Messegelände"),
        ("Hochschule, Gebäude E", "Universität, Building E"),
    ],
)
def test_one_house_in_two_spellings(match, one: str, other: str):
    found = match({"name": NAME, "house": one}, {"name": NAME, "house": other}, town="Gera")
    assert found.features["venue"] >= 0.7
    assert found.decision == "merge"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Plenarsaal", "Landratsamt"),
        ("Aula", "Hochschule Elstertal"),
        ("Stadthalle", "Rattenfänger-Halle"),
    ],
)
def test_a_room_says_nothing_of_a_house(match, one: str, other: str):
    found = match({"name": NAME, "house": one}, {"name": NAME, "house": other}, town="Gera")
    assert "venue" not in found.features


def test_houses_with_one_beginning_are_two(match):
    one, other = {"name": NAME, "house": "Kulturkirche"}, {"name": NAME, "house": "Kulturpalast"}
    assert match(one, other, town="Gera").features["venue"] < 0.35


def test_two_houses_of_a_numbered_edition_are_one_event(match):
    one = {"name": f"12. {NAME}", "house": "Haus am Dom"}
    other = {"name": f"12. {NAME}", "house": "Kleistforum"}
    assert match(one, other, town="Gera", host="Auenbund").decision == "merge"


def test_two_houses_are_for_staff(match):
    one, other = "Haus am Dom", "Kleistforum"
    found = match({"name": NAME, "house": one}, {"name": NAME, "house": other}, town="Gera")
    assert found.features["venue"] == 0
    assert found.decision == "ask"


def test_a_house_that_the_text_names_is_no_other_one(match):
    moved = {"name": NAME, "house": "Turnhalle", "text": "Nun in der Turnhalle, nicht im Rathaus."}
    assert match(moved, {"name": NAME, "house": "Rathaus"}, town="Gera").decision == "merge"


def test_a_street_says_nothing_of_a_house(match):
    found = match(
        {"name": NAME, "house": "Marktplatz 1"}, {"name": NAME, "house": "Comma"}, town="Gera"
    )
    assert "venue" not in found.features


def test_a_place_named_by_the_house_is_no_other_town(match):
    found = match(
        {"name": NAME, "house": "Gut Langenberg", "town": "Langenberg"},
        {"name": NAME, "house": "Gut Langenberg", "town": "Gera"},
    )
    assert found.veto == ""


def test_towns_of_the_titles_keep_from_merging(match):
    found = match("Unternehmertreff Weißenburg", "Unternehmertreff Weißenberg")
    assert found.decision != "merge"


def test_neither_house_nor_host(match):
    one = {"house": "Event-Center", "host": "Wirtschaftsförderung Ravensberg"}
    other = {"house": "Konzertsaal", "host": "Arbeitsagentur Süd"}
    found = match({"name": NAME, **one}, {"name": NAME, **other}, town="Halle")
    assert found.features["neither house nor organizer"] is True
    assert found.decision != "merge"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kloster Auenborn", "Evangelisches Zentrum Kloster Auenborn"),
        ("BTZ Auenborn", "Berufsbildungs- und Technologiezentrum Auenborn"),
        ("ZHG, Hörsaal C", "Zentrales Hörsaalgebäude, Hörsaal C"),
        ("Am Markt 3", "Markt 3"),
    ],
)
def test_a_house_within_or_spelled_out_by_the_other(match, one: str, other: str):
    found = match({"name": "Auenforum", "house": one}, {"name": "Auenforum", "house": other})
    assert found.features["venue"] >= 0.7


def test_a_name_in_common_keeps_houses_from_being_two(match):
    one, other = "Kulturhof Auenborn, Scheune am Teich", "Alte Auenborner Weberei Auenborn"
    found = match({"name": "Auenforum", "house": one}, {"name": "Auenforum", "house": other})
    assert 0.35 <= found.features["venue"] < 0.7
    assert found.features.get("doubt") is None


def test_the_seat_of_a_host_says_nothing_but_the_town_hall_does(match):
    def doubt(host: str, seat: str) -> object:
        seated = {"name": "Auenforum", "house": seat}
        away = {"name": "Auenforum", "house": "Comma"}
        return match(seated, away, host=host, town="Gera").features.get("doubt")

    assert doubt("Textilbund Elstertal", "Textilbund Elstertal, Haus 2") is None
    assert doubt("Stadt Gera", "Rathaus Gera") == "other house"
