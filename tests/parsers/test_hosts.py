"""Sentences of the field and who holds the event by them: subjects, agents, owners, nobody."""

import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from model import Extraction, Organizer
from parsers import Context
from parsers.hosts.mentions import mentions_in
from parsers.hosts.names import name_of
from parsers.hosts.organizers import Speaker, hosts_in

SENTENCES = tomllib.loads(
    Path(__file__).with_name("host_sentences.toml").read_text(encoding="utf-8")
)
HOSTS = [(row["text"], row["hosts"]) for row in SENTENCES["holds"]]
NOBODY = [row["text"] for row in SENTENCES["nobody"]]


def hosts(text: str, **speaker: str | bool) -> list[str]:
    return [
        item.value.name
        for item in hosts_in(text, 0, Speaker(context=Context(), **speaker)).found  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(("text", "expected"), HOSTS)
def test_who_holds_the_event(text: str, expected: list[str]) -> None:
    assert hosts(text) == expected


@pytest.mark.parametrize("text", NOBODY)
@pytest.mark.parametrize("own_day", [False, True])
def test_who_does_not(text: str, own_day: bool) -> None:
    assert hosts(text, own_day=own_day) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 3. Mai zeigt der Geopark Sandland, wie Dünen wandern.", ["Geopark Sandland"]),
        ("Am 3. Mai spricht die Energiegruppe Au über Wärme.", ["Energiegruppe Au"]),
        ("Am 3. Mai informiert der Zweckverband Elsteraue.", ["Zweckverband Elsteraue"]),
    ],
)
def test_weak_verbs_count_only_beside_the_day(text: str, expected: list[str]) -> None:
    assert hosts(text, own_day=True) == expected
    assert hosts(text) == []


def test_a_pronoun_is_the_subject_of_the_sentence_before() -> None:
    earlier = "Der Heimatverein Moorende feiert. "
    text = "Er lädt am 3. Mai zum Dorffest ein."
    found = hosts_in(text, len(earlier), Speaker(context=Context(), earlier=earlier)).found
    assert [item.value.name for item in found] == ["Heimatverein Moorende"]
    evidence = found[0].evidence
    assert (earlier + text)[evidence.start : evidence.end] == evidence.quote


def test_a_kind_of_body_gets_the_one_whole_name_of_the_page() -> None:
    text = "Der Landkreis lädt am 3. Mai zum Fachtag ein."
    assert hosts(text, page=f"Landkreis Elster\n{text}") == ["Landkreis Elster"]
    assert hosts(text, page=f"Landkreis Elster\nLandkreis Greiz\n{text}") == []
    assert hosts(text, page=text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "des Zentrums für Bau-, Stadt- und Landfragen",
            ["Zentrum für Bau-, Stadt- und Landfragen"],
        ),
        ("im Deutschen Städte- und Gemeindebund", ["Deutscher Städte- und Gemeindebund"]),
        ("der Stadt Frankfurt am Main und der IHK", ["Stadt Frankfurt am Main", "IHK"]),
        ("von dem Verein der Köche e. V. in Gera", ["Verein der Köche e. V."]),
        ("das Ehrenamt, die Innenstadt, der Monat", []),
        ("das Sächsische Amt für Wege", ["Sächsisches Amt für Wege"]),
        ("DIE STADT LÄDT EIN ZUM FEST AM SEE", []),
    ],
)
def test_mentions(text: str, names: list[str]) -> None:
    assert [name_of(text, mention) for mention in mentions_in(text)] == names


@pytest.mark.parametrize(
    "unit",
    ["Der Verein der ", "lädt ein, zu der der Verein ", "Verein „", "A- und B- und ", "(LAG"],
)
def test_hostile_sentences_cost_little(unit: str) -> None:
    start = time.process_time()
    hosts(unit * (3000 // len(unit)), own_day=True)
    assert time.process_time() - start < 1


def test_an_introduction_speaks_of_all_events_below(read: Callable[..., Extraction]) -> None:
    page = (
        "<h1>Kurs Dorfmoderation</h1><p>Der Kurs wird von der Akademie Moorland veranstaltet.</p>"
        "<table><tr><td>Workshop Rede</td><td>3. Mai 2026, 10 Uhr</td><td>Rathaus, Gera</td></tr>"
        "<tr><td>Workshop Streiten</td><td>5. Juni 2026, 10 Uhr</td><td>Rathaus, Jena</td></tr>"
        "</table>"
    )
    events = read(page).events
    assert len(events) == 2
    assert {event.organizers for event in events} == {(Organizer(name="Akademie Moorland"),)}
