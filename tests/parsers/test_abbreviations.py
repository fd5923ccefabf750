"""Abbreviations are spelled out only where the page itself says what they stand for."""

import pytest

from parsers.hosts.abbreviations import is_abbreviation, long_form, spelled_initials

TEXT = (
    "Mit Partnern gestaltet das Netzwerk Ländliche Räume Elbe (NLRE e. V.) den Wandel. "
    "Auch die Regionale Aktionsgruppe Beispiel-Land (RAG B-L) ist dabei, sagt Frau Muster (CDU)."
)


@pytest.mark.parametrize("name", ["NLRE", "RAG B-L", "IHK", "BMWSB", "H2-NRW"])
def test_short_and_in_capitals(name: str):
    assert is_abbreviation(name)


@pytest.mark.parametrize("name", ["Netzwerk", "Stadt Halle", "Die Region", "NLRE Elbe-Netzwerk"])
def test_names_are_no_abbreviations(name: str):
    assert not is_abbreviation(name)


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("NLRE", "Netzwerk Ländliche Räume Elbe"),
        ("RAG BL", "Regionale Aktionsgruppe Beispiel-Land"),
        ("IHK", None),
    ],
)
def test_what_stands_before_the_brackets(short: str, name: str | None):
    span = long_form(short, TEXT)
    assert (TEXT[span[0] : span[1]] if span else None) == name


def test_brackets_at_the_start_name_nothing():
    assert long_form("ABC", "(ABC) ist ein Verein.") is None


@pytest.mark.parametrize(
    "text",
    [
        "Neu in Gera: Die Werkstatt für Auen (WfA) zieht um.",
        "Unser Fachtag. Die Werkstatt für Auen (kurz: WfA) zieht um.",
        "Fachtag Holzbau Die Werkstatt für Auen (kurz WfA) zieht um.",
    ],
)
def test_a_name_begins_behind_its_article(text: str) -> None:
    start, end = long_form("WfA", text) or (0, 0)
    assert text[start:end] == "Werkstatt für Auen"


def test_dotted_initials_are_written_out() -> None:
    text = "Aus dem Auen-Leine-Tal: Die LAG des A.L.T. lädt ein."
    assert spelled_initials("LAG des A.L.T.", text) == "LAG des Auen-Leine-Tal"
    assert spelled_initials("LAG des X.Y.", text) == "LAG des X.Y."
    assert spelled_initials("LAG Moor", text) == "LAG Moor"
