"""Houses and towns of event pages, by the way in which they are told."""

import pytest

from parsers.places import Role, find_towns, place_in, place_of_line, subject_house, venue_in

HOUSES = [
    ("Wir sind in der Sozialstation.", "Sozialstation"),
    ("Gelesen wird im Schafstall hinter der Burg.", "Schafstall"),
    ("Getagt wird im Raum 214, Ringstraße 5, wie stets.", "Raum 214"),
    ("Wir sind um 15 Uhr im Nachbarschaftstreff Alte Wache in Gera.",
     "Nachbarschaftstreff Alte Wache"),
    ("Treffpunkt Parkplatz Heidehof, am 3. Mai um 9 Uhr.", "Parkplatz Heidehof"),
    ("Abfahrt: Bahnhof Nord, 8 Uhr.", "Bahnhof Nord"),
    ("Gefeiert wird rund um das Bürgerhaus.", "Bürgerhaus"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), HOUSES)
def test_houses_by_noun_room_and_meeting_point(text: str, name: str) -> None:
    reading = venue_in(text)
    assert reading is not None
    assert reading.place.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Wir treffen uns am Ufer; bei Regen weicht die Runde in die Lutherkirche aus.",
        "Bei Schlechtwetter sitzen wir im Gemeindehaus.",
        "Das Turnier zieht ersatzweise in die Sporthalle.",
        "Glas wie im Kristall zu sehen.",
    ],
)
def test_a_shelter_from_the_rain_is_no_place(text: str) -> None:
    assert venue_in(text) is None


@pytest.mark.parametrize(
    ("text", "name", "town"),
    [
        ("Es gibt ihn auch in Gera, Rathaussaal, am 3. Mai.", "Rathaussaal", "Gera"),
        ("Wir tagen in Stendal, Altes Gymnasium.", "Altes Gymnasium", "Stendal"),
        ("Gesungen wird in Aalen, Stadthalle, Ringstraße 4.", "Stadthalle", "Aalen"),
        ("Am 3. Mai in Gera, Beginn 9 Uhr.", "", "Gera"),
    ],
)
def test_a_house_stands_behind_its_town(text: str, name: str, town: str) -> None:
    reading = place_in(text)
    assert reading is not None
    assert (reading.place.name, reading.place.address_locality) == (name, town)


@pytest.mark.parametrize("text", ["Sie finden uns in Halle 2.", "Stand 4 in Halle 12. Kommt!"])
def test_a_hall_is_no_town(text: str) -> None:
    reading = place_in(text)
    assert reading is None or not reading.place.address_locality


@pytest.mark.parametrize(
    ("line", "name", "town"),
    [
        ("📍 Alte Meierei Clenze", "Alte Meierei Clenze", "Clenze"),
        ("📌 Rathaus, Gera", "Rathaus", "Gera"),
        ("Tespe: Schützenhaus", "Schützenhaus", "Tespe"),
        ("Stendal: Remise am Dom, Montag, 15. Februar", "Remise am Dom", "Stendal"),
        ("🕗 19 Uhr", "", ""),
        ("Akademie", "", ""),
        ("Messe „Landgut“, Gera", "", "Gera"),
        ("Schilde-Halle, Bad Hersfeld", "Schilde-Halle", "Bad Hersfeld"),
        ("Rathaus, Chemnitz-Harthau", "Rathaus, Chemnitz-Harthau", "Chemnitz"),
        ("Kosten: 5 Euro, Gera", "", "Gera"),
        ("Vor Ort: 95 Euro, Frühbucher 80 Euro", "", ""),
    ],
)
def test_lines_with_signs_and_colons(line: str, name: str, town: str) -> None:
    reading = place_of_line(line)
    place = (reading.place.name, reading.place.address_locality) if reading else ("", "")
    assert place == (name, town)


@pytest.mark.parametrize(
    ("text", "role", "rule"),
    [
        ("Gastgeberin ist die Stadt Gera, die den Saal stellt.", Role.EVENT, "host"),
        ("Gastgeber ist diesmal Stendal.", Role.EVENT, "host"),
        ("Ein Spaziergang durch Bad Ems eröffnet das Jahr.", Role.EVENT, "through"),
        ("Die Bahn fährt durch Bad Ems.", Role.OTHER, "preposition"),
        ("Es geht um die Brücke in Gera.", Role.OTHER, "topic"),
        ("Wir reden um 9 Uhr in Gera.", Role.EVENT, "in"),
    ],
)
def test_what_a_town_is_named_for(text: str, role: Role, rule: str) -> None:
    (town,) = find_towns(text)
    assert (town.role, town.rule) == (role, rule)


def test_the_seat_of_a_body_is_less_sure_than_a_place() -> None:
    (seat,) = find_towns("Geld kommt von der Stiftung Grüner Acker in Gera.")
    (place,) = find_towns("Wir treffen uns in Gera.")
    assert seat.confidence < 0.75 < place.confidence


@pytest.mark.parametrize(
    ("text", "name", "town"),
    [
        ("Die Sozialstation Gera öffnet ihre Türen.", "Sozialstation Gera", "Gera"),
        ("Dann wird die alte Weberei in Stendal zum Atelier.", "Weberei", "Stendal"),
        ("Dort öffnet uns der Pfarrer seinen Gemeindesaal.", "Gemeindesaal", ""),
        ("Gemeint ist der Kursaal am See.", "Kursaal am See", ""),
    ],
)
def test_a_house_opens_or_becomes_a_place(text: str, name: str, town: str) -> None:
    reading = subject_house(text)
    assert reading is not None
    assert (reading.place.name, reading.place.address_locality) == (name, town)


@pytest.mark.parametrize(
    "text",
    ["Das Museum zeigt Bilder.", "Die Zukunft wird gut.", "Der Verein öffnet die Liste.",
     "Die Werkstatt wird länger."],
)  # fmt: skip
def test_no_house_opens(text: str) -> None:
    assert subject_house(text) is None
