"""The house in a sentence, and the place of a whole passage."""

import pytest

from parsers.places import PlaceHint, place_in, venue_in, venues_in

SENTENCES = [
    ("Man traf sich in der Landesvertretung Sachsen in Berlin zum Gespräch.",
     "Landesvertretung Sachsen", "", "Berlin"),
    ("Es gibt am Freitag, 20. März, im Kongress-Centrum Stadtpark in Schwäbisch Gmünd Musik.",
     "Kongress-Centrum Stadtpark", "", "Schwäbisch Gmünd"),
    ("heißt es am 4. März im Verwaltungsgebäude der Agrargesellschaft Körner, wenn",
     "Verwaltungsgebäude der Agrargesellschaft Körner", "", "Körner"),
    ("ab 15 Uhr in der Autostadt Wolfsburg", "Autostadt Wolfsburg", "", "Wolfsburg"),
    ("Die Sitzung war in den Gebäuden der ABC SE in St. Leon-Rot.", "ABC SE", "", "St. Leon-Rot"),
    ("um 19 Uhr im Schützenheim Ahlden (Alter Postweg 15, 29693 Ahlden). Gezeigt wird",
     "Schützenheim Ahlden", "Alter Postweg 15", "Ahlden (Aller)"),
    ("tagt im Sitzungssaal, Markt 1, in Hohenmölsen.", "Sitzungssaal", "Markt 1", "Hohenmölsen"),
    ("auf Schloss Blauenfels ab 18 Uhr", "Schloss Blauenfels", "", ""),
    ("im Alten Schlachthof in Dresden", "Alter Schlachthof", "", "Dresden"),
    ("in der Alten Kelter Öhringen", "Alte Kelter Öhringen", "", "Öhringen"),
    ("stehen wir in der „Halle des Landes“ bereit", "Halle des Landes", "", ""),
    ("am 9. Februar, Ludwig-Erhard-Haus, Berlin", "Ludwig-Erhard-Haus", "", "Berlin"),
    ("Treffpunkt ist am Freitag das Gemeindehaus Erkelenz (Mühlenstraße 4–8, 41812 Erkelenz).",
     "Gemeindehaus Erkelenz", "Mühlenstraße 4–8", "Erkelenz"),
    ("am Mittwoch in der Heilbronner Harmonie", "Heilbronner Harmonie", "", "Heilbronn"),
    ("Ort ist das Lernzentrum in Schleife (Spremberger Straße 31).",
     "Lernzentrum", "Spremberger Straße 31", "Schleife"),
    ("Gesprochen wird im Ozeaneum in Stralsund.", "Ozeaneum", "", "Stralsund"),
    ("Alle sind in die Silberwaage nach Quedlinburg eingeladen.",
     "Silberwaage", "", "Quedlinburg"),
    ("findet im „Lokwechsel“, Fraunhoferstraße 6, 09120 Chemnitz, statt",
     "Lokwechsel", "Fraunhoferstraße 6", "Chemnitz"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "street", "town"), SENTENCES)
def test_houses_in_sentences(text: str, name: str, street: str, town: str) -> None:
    reading = venue_in(text)
    assert reading is not None
    place = reading.place
    assert (place.name, place.street_address, place.address_locality) == (name, street, town)


@pytest.mark.parametrize(
    "text",
    [
        "im Rahmen der Messe sprechen wir",
        "Im Zentrum stehen die Menschen.",
        "in ländlichen Räumen – Chancen und Risiken",
        "Auf Einladung der Hochschule kamen viele.",
        "auf dem Arbeitsmarkt und im Handwerk",
        "auf der Messe zeigen wir alles",
        "In der digitalen Akademie Tutzing lernt man.",
        "im Ehrenamt",
        "am Montag im Herbst",
        "In Merseburg (Sachsen-Anhalt) traf man sich.",
        "Wir nehmen am Forum Leerstand teil.",
        "Im Herbst in Jena, im Rahmen der Reihe",
        "Der Vortrag „Wie man im Hörsaal Fragen stellt“ beginnt um 10 Uhr.",
        "Im Anschluss in Gera, in der Region in Sachsen",
    ],
)
def test_what_is_no_house(text: str) -> None:
    assert venue_in(text) is None


def test_several_houses_come_in_order() -> None:
    text = "Erst im Rathaus Köln, dann in der Kulturkirche Köln."
    assert [r.place.name for r in venues_in(text)] == ["Rathaus Köln", "Kulturkirche Köln"]


@pytest.mark.parametrize("text", [text for text, *_ in SENTENCES])
def test_the_span_begins_with_the_house_and_stays_inside(text: str) -> None:
    reading = venue_in(text)
    assert reading is not None
    assert 0 <= reading.start < reading.end <= len(text)
    assert "(" not in text[reading.start : reading.end] or ")" in text[reading.start : reading.end]


def test_house_and_town_of_a_passage_are_joined() -> None:
    reading = place_in("In Chemnitz gibt es am 3. Mai ein Forum. Getagt wird im Rathaus.")
    assert reading is not None
    assert (reading.place.name, reading.place.address_locality) == ("Rathaus", "Chemnitz")


def test_a_town_alone_keeps_its_street() -> None:
    reading = place_in("Los geht es um 17:00 Uhr in Körner, Dammweg 22.")
    assert reading is not None
    assert (reading.place.address_locality, reading.place.street_address) == (
        "Körner",
        "Dammweg 22",
    )
    assert reading.rule.startswith("town, in")


@pytest.mark.parametrize(
    "text",
    [
        "Die Universität Jena lädt ein.",
        "Erfurt, den 3. Mai 2024",
        "Es spricht der Landrat aus Görlitz.",
        "Kontakt: Markt 3, 44137 Dortmund",
        "Nichts davon ist ein Ort.",
    ],
)
def test_a_passage_without_a_place(text: str) -> None:
    assert place_in(text) is None


def test_the_hint_reaches_the_town() -> None:
    text = "Das Fest ist im Rathaus in Friedberg."
    hessen = place_in(text, hint=PlaceHint(regions=("Hessen",)))
    bavaria = place_in(text, hint=PlaceHint(regions=("Bayern",)))
    assert hessen is not None
    assert bavaria is not None
    assert (hessen.place.address_region, bavaria.place.address_region) == ("Hessen", "Bayern")
