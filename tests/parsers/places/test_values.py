"""The value of a label of place: house, street, postcode, town; nothing invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.places import PlaceHint, place_reading, read_place

CASES = [
    ("Berlin", "", "", "", "Berlin"),
    ("Halle (Saale)", "", "", "", "Halle (Saale)"),
    ("Ludwig Erhard Haus (LEH)\nAllee des 3. Oktober 12\n10623 Berlin\nTel: 030 12345-0",
     "Ludwig Erhard Haus (LEH)", "Allee des 3. Oktober 12", "10623", "Berlin"),
    ("Zirkusbau, An den Teichwiesen 42, 04103 Leipzig",
     "Zirkusbau", "An den Teichwiesen 42", "04103", "Leipzig"),
    ("Schützenheim Ahlden (Alter Postweg 15, 29693 Ahlden)",
     "Schützenheim Ahlden", "Alter Postweg 15", "29693", "Ahlden (Aller)"),
    ("Stadthalle Öhringen", "Stadthalle Öhringen", "", "", "Öhringen"),
    ("Gasthotel Berlin Hauptbahnhof", "Gasthotel Berlin Hauptbahnhof", "", "", "Berlin"),
    ("Sitzungssaal, Markt 1", "Sitzungssaal", "Markt 1", "", ""),
    ("Media Akademie, Kurfürsten-Anlage 52-60, Heidelberg",
     "Media Akademie", "Kurfürsten-Anlage 52-60", "", "Heidelberg"),
    ("Landesvertretung Sachsen in Berlin", "Landesvertretung Sachsen", "", "", "Berlin"),
    ("Marktplatz 5 04109 Leipzig", "", "Marktplatz 5", "04109", "Leipzig"),
    ("Turnhalle, Aachen-Brand", "Turnhalle, Aachen-Brand", "", "", "Aachen"),
    ("Wagnersaal | Bahnhofstr. 2 | 56841 Traben-Trarbach",
     "Wagnersaal", "Bahnhofstr. 2", "56841", "Traben-Trarbach"),
    ("Berlin und online", "", "", "", "Berlin"),
    ("Straßburg", "", "", "", "Straßburg"),
    ("Heilbronner Konzerthaus", "Heilbronner Konzerthaus", "", "", "Heilbronn"),
    ("Kulturscheune, 12345 Hintertupfingen", "Kulturscheune", "", "12345", "Hintertupfingen"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "name", "street", "postcode", "town"), CASES)
def test_values(value: str, name: str, street: str, postcode: str, town: str) -> None:
    place = read_place(value)
    assert place is not None
    assert (place.name, place.street_address, place.postal_code, place.address_locality) == (
        name, street, postcode, town,
    )  # fmt: skip


@pytest.mark.parametrize(
    "value",
    ["online", "Online (Zoom)", "wird noch bekannt gegeben", "folgt", "", " - ", "N.N.",
     "www.beispiel.de", "Tel. 030 1234", "in Präsenz", "10:00 Uhr"],
)  # fmt: skip
def test_what_is_no_place(value: str) -> None:
    assert read_place(value) is None


def test_a_certain_town_brings_land_key_and_coordinates() -> None:
    place = read_place("Rathaus, Markt 1, 06108 Halle")
    assert place is not None
    assert (place.address_region, place.municipality_key) == ("Sachsen-Anhalt", "15002000")
    assert place.latitude is not None


def test_an_open_town_is_kept_as_written_and_nothing_is_added() -> None:
    place = read_place("Rathaus, Altenkirchen")
    assert place is not None
    assert place.address_locality == "Altenkirchen"
    assert (place.address_region, place.municipality_key, place.latitude) == ("", "", None)


def test_the_hint_settles_the_town() -> None:
    place = read_place("Rathaus, Lauterbach", hint=PlaceHint(lands=("Hessen",)))
    assert place is not None
    assert place.address_locality == "Lauterbach (Hessen)"


@pytest.mark.parametrize("value", ["Landesvertretung Bremen", "Saal Hamburg", "Willy-Berlin-Haus"])
def test_a_house_without_a_town_has_none(value: str) -> None:
    place = read_place(value)
    assert place is not None
    assert (place.name, place.address_locality) == (value, "")


def test_a_concluded_town_says_so() -> None:
    concluded = place_reading("Stadthalle Öhringen")
    named = place_reading("Stadthalle, Öhringen")
    assert concluded is not None
    assert named is not None
    assert concluded.inferred
    assert "from the house's name" in concluded.rule
    assert not named.inferred
    assert concluded.confidence < named.confidence


def test_the_span_covers_what_was_read() -> None:
    text = "Zirkusbau, An den Teichwiesen 42, 04103 Leipzig\nTel: 0341 1234"
    reading = place_reading(text)
    assert reading is not None
    assert text[reading.start : reading.end] == "Zirkusbau, An den Teichwiesen 42, 04103 Leipzig"


@given(st.text(alphabet="Halle Markt1(),.-\n04103abcÄß/:|@+", max_size=100))
def test_any_value_can_be_read(value: str) -> None:
    reading = place_reading(value)
    if reading is not None:
        assert 0 <= reading.start < reading.end <= len(value)
        assert reading.place.line or reading.place.address_locality


@pytest.mark.parametrize(
    "value", ["Halle Süd", "Halle B", "Halle 3", "Hof Nord", "Halle West, Gera"]
)
def test_a_hall_among_several_is_no_town(value: str) -> None:
    place = read_place(value)
    assert place is not None
    assert place.name == value.partition(",")[0]
    assert place.address_locality == value.partition(", ")[2]


@pytest.mark.parametrize("value", ["Halle", "Halle-Neustadt", "Halle (Saale) Süd"])
def test_the_town_with_a_halls_name_stays_one(value: str) -> None:
    place = read_place(value)
    assert place is not None
    assert place.address_locality == "Halle (Saale)"
