"""Hosts by all their names."""

import pytest

from matching import Knowledge
from matching.organizers import hosts_agree, hosts_of
from model import Organizer


def agree(one: str, other: str, knowledge: Knowledge | None = None) -> float:
    known = knowledge or Knowledge()
    first, second = (hosts_of([Organizer(name=name)], known) for name in (one, other))
    agreed = hosts_agree(first, second)
    assert agreed == hosts_agree(second, first)
    assert agreed is not None
    return agreed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DVS", "Deutsche Vernetzungsstelle Ländliche Räume"),
        ("BMWSB", "Bundesministerium für Wohnen, Stadtentwicklung und Bauwesen"),
        ("Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR)", "BBSR"),
        ("IHK Gera", "Industrie- und Handelskammer Gera"),
        ("TH Wildau", "Technische Hochschule Wildau"),
        ("ZV Auenpark", "Zweckverband Auenpark"),
        ("Stadt Elsteraue", "Gemeinde Elsteraue"),
        ("Landkreis Burgenlandkreis", "Burgenlandkreis"),
        ("Auenbündnis e.V.", "Auenbündnis"),
        ("Auen Akademie", "Auenakademie"),
        ("Auenregion; Textilbund", "Textilbund"),
        ("Textil and Innovation Centre Gera", "TIC Gera"),
        ("GStB Elsterland", "Gemeinde- und Städtebund Elsterland"),
        ("LfAT", "Landesamt für Auen und Textil"),
        ("ArL Elstertal", "Amt für regionale Landesentwicklung Elstertal"),
        ("Auenbund Schleswig-Holstein", "Schleswig-Holsteinischer Auenbund"),
        ("Wirtschaftsministerium MV", "Ministerium für Wirtschaft Mecklenburg-Vorpommern"),
    ],
)
def test_one_host_by_two_names(one: str, other: str):
    assert agree(one, other) >= 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LAG Auenland", "LAG Textilland"),
        ("Stadt Gera", "Stadt Jena"),
        ("IHK Gera", "IHK Cottbus"),
        ("Netzwerk Daseinsvorsorge", "Transformationsnetzwerk Ostthüringen"),
    ],
)
def test_two_hosts_with_the_same_head(one: str, other: str):
    assert agree(one, other) < 0.35


def test_an_abbreviation_that_may_be_the_others_says_nothing():
    assert agree("Ved", "Bündnis Landschaft Edelobst") < 0.35
    assert 0.35 <= agree("Ved", "Verein Landschaft Edelobst") < 0.7


def test_names_of_the_catalogue():
    known = Knowledge(
        organizations=(Organizer(name="Zukunftsbüro Elstertal", alternate_name="ZUKE"),)
    )
    assert agree("ZUKE", "Zukunftsbüro Elstertal", known) == 1
    assert agree("ZUKE", "Textilbund") < agree("ZUKE", "Zukunftsbüro Elstertal", known)


def test_no_host_is_unknown():
    assert hosts_agree((), hosts_of([Organizer(name="Textilbund")], Knowledge())) is None


def test_a_house_named_after_the_host_stands_for_it(match):
    found = match(
        {"name": "Auenforum", "host": "Bundesanstalt Auenkunde"},
        {"name": "Auenforum", "house": "Bundesanstalt Auenkunde"},
    )
    assert found.features["organizer"] == 0.7


def test_a_link_speaks_for_one_event(match):
    url = "https://auen.example/forum?utm_source=brief"
    page = {"name": "Auenforum", "url": "http://auen.example/forum/"}
    linked = match(page, {"name": "Auenforum", "links": (url,)}, town="Gera")
    assert linked.features["one links to the other"] is True
    assert linked.score > match(page, "Auenforum", town="Gera").score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stadt Gera", "IHK Gera"),
        ("Landkreis Greiz", "Hochschule Greiz"),
    ],
)
def test_two_bodies_with_the_name_of_a_place_are_neither_one_nor_two(one: str, other: str):
    assert agree(one, other) == 0.5


def test_a_host_that_bears_the_name_of_the_other_house(match):
    found = match(
        {"name": "Auenforum", "host": "TIG Gera"},
        {
            "name": "Auenforum",
            "host": "Textilbund",
            "house": "Technologie-, Innovations- und Gründerzentrum",
        },
        town="Gera",
    )
    assert found.features["organizer"] == 0.7


def test_a_town_is_not_every_house_that_bears_its_name(match):
    found = match(
        {"name": "Auenforum", "host": "Stadt Gera"},
        {"name": "Auenforum", "house": "Kulturhaus Gera"},
        town="Gera",
    )
    assert "organizer" not in found.features
