"""What an address says of its page: a name in words, a day."""

from datetime import date

import pytest

from parsers.naming.address_names import days_of_address, name_of_address, slug_of

HOST = "https://amt.example/aktuelles/"


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("4711-wege-in-die-stadt.html", "4711-wege-in-die-stadt"),
        ("wege_in_die_stadt/4", "wege_in_die_stadt"),
        ("wege-in-die-stadt;art12,34", "wege-in-die-stadt"),
        ("index.php?id=12", ""),
        ("12345", ""),
    ],
)
def test_the_last_speaking_part(path: str, slug: str) -> None:
    assert slug_of(HOST + path) == slug


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("doerfer-fuer-morgen-12345.html", "Dörfer für Morgen"),
        ("fachtag-wege-am-3-mai-2026", "Fachtag Wege"),
        ("neue-wege-fuer-quellen", "Neue Wege für Quellen"),
        ("bericht.html", None),
    ],
)
def test_a_name_in_words(path: str, name: str | None) -> None:
    assert name_of_address(HOST + path, "") == name


def test_the_page_says_how_its_words_are_written() -> None:
    assert name_of_address(HOST + "wege-des-lsbk-in-goerlitz", "Der LSBK tagt in Görlitz.") == (
        "Wege des LSBK in Görlitz"
    )


def test_a_day_beside_a_noun_for_an_event() -> None:
    found = days_of_address(HOST + "wege-seminar-vom-27-bis-zum-29-april-2026/4")
    assert found is not None
    _, reading = found
    assert reading.start is not None
    assert reading.end is not None
    assert (reading.start.day_value, reading.end.day_value) == (
        date(2026, 4, 27),
        date(2026, 4, 29),
    )


@pytest.mark.parametrize("path", ["2026-04-27-neue-bruecke-in-gera", "seminar-wege-in-die-stadt"])
def test_no_day_without_both(path: str) -> None:
    assert days_of_address(HOST + path) is None
