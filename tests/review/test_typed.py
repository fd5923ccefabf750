"""German dates, places and the rest as staff type them, read by the readers of pages."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import BERLIN, CoarseWhen, Event, Grain, Place, When, german
from model.schema_org import place_to_json
from regioradar.reviewing.reading import find_places, read_times
from review.typed import (
    TypedError,
    TypedPlace,
    town_key,
    typed_day,
    typed_moment,
    typed_organizers,
    typed_place,
    typed_places,
    typed_url,
    typed_when,
    understood,
)
from store.correcting import with_values

TODAY = date(2026, 2, 1)
MARCH = When(start=date(2026, 3, 2))
HALLE = Place(
    name="Stadthaus",
    street_address="Markt 1",
    postal_code="06108",
    address_locality="Halle (Saale)",
    address_region="Sachsen-Anhalt",
    municipality_key="15002000",
    latitude=51.48,
    longitude=11.97,
)


def when(text: str, known: When | CoarseWhen | None = None) -> tuple[Any, Any]:
    values = typed_when(text, known, TODAY, read_times)
    return values["startDate"], values["endDate"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2. März 2026", "2026-03-02", None),
        ("02.03.26", "2026-03-02", None),
        ("2.3.2026", "2026-03-02", None),
        ("2026-03-02", "2026-03-02", None),
        ("2.–3. März 2026", "2026-03-02", "2026-03-03"),
        ("30. März – 2. April 2026", "2026-03-30", "2026-04-02"),
        ("02.03.26, 10-16 Uhr", "2026-03-02T10:00+01:00", "2026-03-02T16:00+01:00"),
        ("Mo 2.3.2026 bis Di 3.3.2026", "2026-03-02", "2026-03-03"),
        ("Montag, 2. März 2026, 10:30 Uhr", "2026-03-02T10:30+01:00", None),
        ("2. März 2026, ab 10 Uhr", "2026-03-02T10:00+01:00", None),
        ("am 2. März 2026 von 9.30 bis 13 Uhr", "2026-03-02T09:30+01:00", "2026-03-02T13:00+01:00"),
        ("2.3.26 20-24 Uhr", "2026-03-02T20:00+01:00", "2026-03-03T00:00+01:00"),
        ("2.3.2026 halb 10", "2026-03-02T09:30+01:00", None),
        ("2.3.2026 2 pm", "2026-03-02T14:00+01:00", None),
        ("29.3.2026, 1-3 Uhr", "2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00"),
        ("25.10.2026, 2-3 Uhr", "2026-10-25T02:00+02:00", "2026-10-25T03:00+01:00"),
        ("  ", None, None),
    ],
)
def test_times_as_germans_write_them(text: str, start: str | None, end: str | None) -> None:
    assert when(text) == (start, end)


@pytest.mark.parametrize(
    "known",
    [
        MARCH,
        When(start=date(2026, 3, 2), end=date(2026, 3, 3)),
        When(start=date(2026, 12, 30), end=date(2027, 1, 2)),
        When(start=datetime(2026, 3, 2, 10, tzinfo=BERLIN)),
        When(
            start=datetime(2026, 3, 2, 10, tzinfo=BERLIN),
            end=datetime(2026, 3, 2, 16, 30, tzinfo=BERLIN),
        ),
        When(
            start=datetime(2026, 3, 2, 10, tzinfo=BERLIN),
            end=datetime(2026, 3, 3, 16, tzinfo=BERLIN),
        ),
    ],
    ids=lambda known: german.when_words(known),
)
def test_what_stands_in_the_input_is_read_as_what_it_was(known: When) -> None:
    start, end = when(german.when_words(known), known)
    assert understood({"startDate": start, "endDate": end}) == understood(
        {
            "startDate": known.start.isoformat(),
            "endDate": known.end.isoformat() if known.end else None,
        }
    )


def test_clock_times_alone_are_of_the_day_that_is_known() -> None:
    assert when("ab 10 Uhr", MARCH) == ("2026-03-02T10:00+01:00", None)
    assert when("10–16 Uhr", MARCH) == ("2026-03-02T10:00+01:00", "2026-03-02T16:00+01:00")
    with pytest.raises(TypedError, match="lässt sich nicht als Tag lesen"):
        when("ab 10 Uhr")
    for nothing in ("bald", "wie bisher", "?"):
        with pytest.raises(TypedError, match="lässt sich nicht als Tag lesen"):
            when(nothing, MARCH)


def test_a_year_that_is_not_typed_is_the_events_own() -> None:
    assert when("3. März", When(start=date(2027, 5, 1))) == ("2027-03-03", None)
    assert when("30. Dezember – 2. Januar", When(start=date(2026, 12, 30))) == (
        "2026-12-30",
        "2027-01-02",
    )
    rough = CoarseWhen(
        first_day=date(2027, 9, 1), last_day=date(2027, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    assert when("3. September", rough) == ("2027-09-03", None)
    with pytest.raises(TypedError, match=r"Das Jahr fehlt\. Wenn 3\. März 2026 gemeint ist"):
        when("3. März")
    with pytest.raises(TypedError, match="Schaltjahr"):
        typed_when("29. Februar", MARCH, date(2028, 1, 1), read_times)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("demnächst", "„demnächst“ lässt sich nicht als Tag lesen"),
        ("31. Februar 2026", "lässt sich nicht als Tag lesen"),
        ("3.–2. März 2026", "lässt sich nicht als Tag lesen"),
        ("2. März 20266", "lässt sich nicht als Tag lesen"),
        ("x" * 300, "„x{60}…“ lässt sich nicht"),
        ("Montag, 3.3.2026", "passen nicht zusammen: 3. März 2026 ist ein Dienstag"),
        ("Mo., 2. – Mi., 3. März 2026", "3. März 2026 ist ein Dienstag"),
        ("Herbst 2026", "Verstanden: Herbst 2026. Das ist nur ungefähr"),
        ("2. März 2026 10-12", "Montag, 2. März 2026; „10“ und „12“ bleiben übrig"),
        ("2. März 2026, bis ca. 16 Uhr", "Montag, 2. März 2026; „16“ bleibt übrig"),
        ("2.3.2026, 24 Uhr", "„24“ bleibt übrig"),
        ("29.3.2026, 2:30 Uhr", "29. März 2026: Die Uhr springt von 2 auf 3 Uhr"),
        ("2. März 2026 und 9. April 2026", "mehrere Zeiten: 2. März 2026 und 9. April 2026"),
    ],
)
def test_what_cannot_be_taken_says_what_was_understood(text: str, said: str) -> None:
    with pytest.raises(TypedError, match=said):
        when(text)


def test_one_moment_and_one_day() -> None:
    assert typed_moment("2. März 2026, 10 Uhr", TODAY, read_times) == "2026-03-02T10:00+01:00"
    assert typed_moment(" ", TODAY, read_times) is None
    assert typed_day("5. Mai", TODAY, read_times) == date(2026, 5, 5)
    assert typed_day("", TODAY, read_times) is None
    with pytest.raises(TypedError, match="passen nicht zusammen"):
        typed_day("Mo, 5. Mai 2026", TODAY, read_times)


def test_understood_times_are_said_back_with_their_weekday() -> None:
    day = {"startDate": "2026-03-02T10:00+01:00", "endDate": "2026-03-02T16:00+01:00"}
    assert understood(day) == "Montag, 2. März 2026, 10–16 Uhr"
    days = {"startDate": "2026-03-02T10:00+01:00", "endDate": "2026-03-03T16:00+01:00"}
    assert understood(days) == "Montag, 2. März 2026, 10 Uhr – Dienstag, 3. März 2026, 16 Uhr"
    assert understood({"startDate": None}) == "ohne Tag"


def place(known: Place | None = None, **typed: Any) -> Any:
    return typed_place(TypedPlace(**typed), known, find_places)


def test_a_town_is_found_in_the_gazetteer() -> None:
    found = place(name="Kulturhaus", town="Gera")
    assert (found["name"], found["address"]["addressLocality"]) == ("Kulturhaus", "Gera")
    assert found["address"]["addressRegion"] == "Thüringen"
    assert found["address"]["municipalityKey"] == "16052000"


def test_what_is_known_of_the_town_stays_where_the_house_alone_is_another() -> None:
    found = place(HALLE, name="Händel-Halle", street="Salzgrafenplatz 1", town="Halle (Saale)")
    assert found == place_to_json(
        Place(
            name="Händel-Halle",
            street_address="Salzgrafenplatz 1",
            address_locality="Halle (Saale)",
            address_region="Sachsen-Anhalt",
            municipality_key="15002000",
            latitude=51.48,
            longitude=11.97,
        )
    )


def test_of_towns_with_one_name_the_meant_one_is_asked_for() -> None:
    with pytest.raises(TypedError, match="„Halle“ heißen mehrere Orte") as error:
        place(town="Halle")
    choices = error.value.choices
    assert {each.address_region for each in choices} >= {"Sachsen-Anhalt", "Nordrhein-Westfalen"}
    assert len({town_key(each) for each in choices}) == len(choices)
    westphalian = next(c for c in choices if c.address_region == "Nordrhein-Westfalen")
    found = place(town="Halle", town_key=town_key(westphalian))
    assert found["address"]["addressLocality"] == westphalian.address_locality


def test_an_unknown_town_is_taken_only_where_that_is_said() -> None:
    with pytest.raises(TypedError, match="„Entenhausen“ steht nicht im Ortsverzeichnis") as error:
        place(town="Entenhausen")
    assert error.value.unknown
    found = place(town="Entenhausen", as_written=True)
    assert found["address"]["addressLocality"] == "Entenhausen"
    assert found["geo"] is None


def test_an_empty_place_is_none_and_a_house_needs_no_town() -> None:
    assert place(HALLE) is None
    assert place(HALLE, name="Stadthaus")["address"]["addressLocality"] is None


def test_further_places_are_lines() -> None:
    text = f"{HALLE.line}\nKulturhaus, Markt 5, 07545 Gera\n\nSuhl"
    one, two, three = typed_places(text, [HALLE], find_places)
    assert one == place_to_json(HALLE)
    assert two["name"] == "Kulturhaus"
    assert two["address"]["streetAddress"] == "Markt 5"
    assert two["address"]["postalCode"] == "07545"
    assert [each["address"]["addressLocality"] for each in (two, three)] == ["Gera", "Suhl"]
    with pytest.raises(TypedError, match="Eine Zeile je Ort"):
        typed_places("Stadthaus, Halle", [], find_places)


@pytest.mark.parametrize("line", [",", " , , ", "Kulturhaus, Gera,"])
def test_a_line_that_ends_before_the_town_is_refused(line: str) -> None:
    with pytest.raises(TypedError, match=r"fehlt die Stadt\. Eine Zeile je Ort"):
        typed_places(line, [], find_places)


def test_organisers_are_lines_and_keep_what_is_known_of_them() -> None:
    known = [{"name": "Amt für Beispiele", "alternateName": "AfB"}]
    assert typed_organizers("Amt für Beispiele\n Netzwerk  Mitte ", known) == [
        *known,
        {"name": "Netzwerk Mitte"},
    ]
    assert typed_organizers("Netzwerk", known) == {"name": "Netzwerk"}
    assert typed_organizers(" \n", known) is None


def test_only_addresses_on_the_web_are_links() -> None:
    assert typed_url(" https://region.localhost/a ") == "https://region.localhost/a"
    assert typed_url("") is None
    for text in (
        "javascript:alert(1)",
        "region.localhost",
        "ftp://a.b/",
        "https://a b/",
        "https://a@b/",
    ):
        with pytest.raises(TypedError, match="https://"):
            typed_url(text)


KNOWN = [
    None,
    MARCH,
    When(start=date(2028, 2, 29), end=date(2028, 3, 1)),
    When(
        start=datetime(2026, 3, 29, 1, tzinfo=BERLIN), end=datetime(2026, 3, 29, 4, tzinfo=BERLIN)
    ),
    CoarseWhen(
        first_day=date(2027, 9, 1), last_day=date(2027, 11, 30), grain=Grain.SEASON, text="Herbst"
    ),
]
TOKENS = [
    "2.", "29.", "31.", "–", "bis", " ", " ", "März", "Februar", "2026", "26", "24 Uhr", "10", ":",
    "30", "Uhr", ",", "02.03.", "Herbst", "KW", "Montag", "So", "ab", "und", "2:30", "29.03.2026",
    "0001", "9999", "2026-10-25", "T", "Z", "+14:00", "jeden", "heute", "x",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=12).map(" ".join), st.sampled_from(KNOWN))
def test_whatever_is_typed_is_read_or_refused_in_words(
    text: str, known: When | CoarseWhen | None
) -> None:
    with suppress(TypedError):
        values = typed_when(text, known, TODAY, read_times)
        assert understood(values)
        with_values(Event(name="Tagung", when=known), values)
