"""The place in a short line of an entry; sentences, persons and prices are none."""

import time

import pytest

from parsers.places import place_of_line, place_of_title, places_in, town_of_name
from parsers.places.values import place_readings

LINES = [
    ("18 Uhr | Rathaus, Gera", "Rathaus", "", "Gera"),
    ("(Gera)", "", "", "Gera"),
    ("Halle (Saale)", "", "", "Halle (Saale)"),
    ("ab Bahnhof Gera", "Bahnhof Gera", "", "Gera"),
    ("Di, 3.5., 19 Uhr, Alte Mühle Nordhausen", "Alte Mühle Nordhausen", "", "Nordhausen"),
    ("10 bis 14 Uhr, statt Zeitz jetzt Kulturhof Gera", "Kulturhof Gera", "", "Gera"),
    ("Jeden zweiten Freitag, 17 Uhr, Familienhaus Templin", "Familienhaus Templin", "", "Templin"),
    ("Potsdam, Haus der Auen", "Haus der Auen", "", "Potsdam"),
    ("Gera, Lamm", "Lamm", "", "Gera"),
    ("Kreativhof, Bautzener Str. 5, 02826 Görlitz", "Kreativhof", "Bautzener Str. 5", "Görlitz"),
    ("Alte Schmiede (Dorfstraße 4, 29471 Gartow)", "Alte Schmiede", "Dorfstraße 4", "Gartow"),
    ("Gera · Posthotel", "Posthotel", "", "Gera"),
    ("Güterhalle Bahnhofstraße 25, 54470 Bernkastel-Kues", "Güterhalle", "Bahnhofstraße 25",
     "Bernkastel-Kues"),
    ("Treffpunkt: Parkplatz am Sportheim, Gera", "Parkplatz am Sportheim", "", "Gera"),
    ("noch 5 Plätze, Gera", "", "", "Gera"),
    ("Gera, Abfahrt 8 Uhr am Markt", "", "", "Gera"),
    ("Aula, Bamberg", "Aula", "", "Bamberg"),
    ("Treffpunkt Bahnhof, Heidelberg", "Bahnhof", "", "Heidelberg"),
    ("Museum, Kreuzberg, Fulda", "Museum", "Kreuzberg", "Fulda"),
    ("Bad Pyrmont: Stadtkirche", "Stadtkirche", "", "Bad Pyrmont"),
    ("Vortrag: Stadtkirche, Gera", "Vortrag: Stadtkirche", "", "Gera"),
    ("Klubhaus Zeitz. Anmeldung bis 10.04.", "Klubhaus Zeitz", "", "Zeitz"),
    ("Turnhalle, Aachen-Brand", "Turnhalle, Aachen-Brand", "", "Aachen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "street", "town"), LINES)
def test_lines_of_entries(text: str, name: str, street: str, town: str) -> None:
    reading = place_of_line(text)
    assert reading is not None
    place = reading.place
    assert (place.name, place.street_address, place.address_locality) == (name, street, town)
    assert 0 <= reading.start < reading.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zwei Tage Markt, Tanz und Lesungen auf dem Schlosshof in Gera.",
        "Prof. Dr. Anna Berg, Universität Jena",
        "Mit Bürgermeister Groß aus Gera",
        "Referat Regionalpolitik",
        "online",
        "18 Uhr",
        "25 €",
        "Netzwerk X, c/o Rathaus, Markt 1, 07545 Gera",
        "Volles Haus in Gera (Foto: Berg)",
        "",
    ],
)
def test_what_is_no_line_of_place(text: str) -> None:
    assert place_of_line(text) is None


@pytest.mark.parametrize("text", ["1 " * 70 + "x", "Mo, Di " * 20, "(a" * 60, "a, " * 46])
def test_hostile_lines_cost_no_time(text: str) -> None:
    place_of_line("Gera")
    begin = time.process_time()
    place_of_line(text[:140])
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("Energieforum Bingen", "Bingen am Rhein"),
        ("Klimadialog in Gera 2026", "Gera"),
        ("Kick-off im Bündnis, Gera", "Gera"),
        ("Gera", "Gera"),
        ("Versammlung Landkreis Gera", ""),
        ("Stammtisch Essen", ""),
        ("Workshop Moor", ""),
    ],
)
def test_the_town_of_a_name(name: str, town: str) -> None:
    reading = town_of_name(name)
    assert (reading.place.address_locality if reading else "") == town
    assert reading is None or reading.inferred


def test_a_place_where_a_title_would_stand() -> None:
    reading = place_of_title("Potsdam, Haus der Auen")
    assert reading is not None
    assert reading.place.line == "Haus der Auen, Potsdam"
    assert place_of_title("Regionalforum Moorland, Gera") is None
    assert place_of_title("Gera") is None


@pytest.mark.parametrize(
    ("value", "towns"),
    [
        ("Leipzig und Chemnitz", ["Leipzig", "Chemnitz"]),
        ("Gera, Jena und Erfurt", ["Gera", "Jena", "Erfurt"]),
        ("Gera und online", ["Gera"]),
        ("Rathaus, Gera", ["Gera"]),
    ],
)
def test_a_value_that_is_a_list_of_towns(value: str, towns: list[str]) -> None:
    assert [r.place.address_locality for r in place_readings(value)] == towns


def test_several_towns_of_a_sentence() -> None:
    found = places_in("Der Kongress findet am 3. Mai in Leipzig und Chemnitz statt.")
    assert [reading.place.address_locality for reading in found] == ["Leipzig", "Chemnitz"]
