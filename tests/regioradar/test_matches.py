"""`regioradar match --jsonl`: an answer for every line, good or bad."""

import json

import pytest
from click.testing import CliRunner

from matching import Knowledge
from model import Organizer
from regioradar.cli import main
from regioradar.matches import matches_of

FORUM = {
    "name": "Auenforum Elstertal",
    "startDate": "2026-05-12",
    "location": {"name": "Comma", "address": {"addressLocality": "Gera"}},
    "organizer": {"name": "Regionalverbund Elstertal"},
    "eventStatus": "EventScheduled",
    "source": "auen.example",
}


def line(**pair: object) -> bytes:
    return json.dumps(pair).encode()


def answers(*lines: bytes, knowledge: Knowledge | None = None) -> list[dict[str, object]]:
    return [match.record for match in matches_of(lines, knowledge or Knowledge())]


def test_a_pair_is_decided():
    (found,) = answers(line(id=7, a=FORUM, b={**FORUM, "name": "ABGESAGT: Auenforum Elstertal"}))
    assert found["id"] == 7
    assert found["decision"] == "merge"
    assert isinstance(found["score"], float)
    assert found["features"]
    assert "veto" not in found


def test_a_veto_is_named():
    (found,) = answers(line(id=1, a=FORUM, b={**FORUM, "name": "Anmeldeschluss Auenforum"}))
    assert (found["veto"], found["decision"]) == ("deadline", "related")


@pytest.mark.parametrize(
    "change",
    [
        {"organizer": None},
        {"organizer": {"name": None}},
        {"organizer": [{"name": "Regionalverbund Elstertal"}, {}]},
        {"organizer": "Regionalverbund Elstertal"},
        {"location": None},
        {"location": {"name": None, "address": None}},
        {"eventStatus": "https://schema.org/EventCancelled"},
        {"eventStatus": None, "endDate": None, "description": None},
        {"source": None, "links": ["https://auen.example/"]},
        {"url": "keine Adresse"},
    ],
)
def test_what_is_left_out_is_unknown(change: dict[str, object]):
    (found,) = answers(line(id=1, a=FORUM, b={**FORUM, **change}))
    assert found["decision"] == "merge"


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (b"{", "line 1 is no JSON"),
        (b"[]", "line 1 is no JSON object"),
        (line(id=1, a=FORUM), '"b" is no event'),
        (line(id=1, a=FORUM, b={"startDate": "2026-05-12"}), '"b" is no event'),
        (line(id=1, a={**FORUM, "startDate": "bald"}, b=FORUM), '"a" is no event'),
        (line(id=1, a={**FORUM, "location": 3}, b=FORUM), '"a" is no event'),
        (line(id=1, a={**FORUM, "organizer": {"name": 3}}, b=FORUM), '"a" is no event'),
        (line(id=1, a={**FORUM, "eventStatus": "EventOver"}, b=FORUM), '"a" is no event'),
    ],
)
def test_a_bad_line_is_answered(given: bytes, fault: str):
    bad, good = answers(given, line(id=2, a=FORUM, b=FORUM))
    assert bad["decision"] is None
    assert fault in bad["problems"][0]
    assert good["decision"] == "merge"


def test_names_of_the_catalogue_are_used():
    known = Knowledge(
        organizations=(Organizer(name="Regionalverbund Elstertal", alternate_name="Die Auenleute"),)
    )
    pair = line(id=1, a=FORUM, b={**FORUM, "organizer": {"name": "Die Auenleute"}})
    (found,) = answers(pair, knowledge=known)
    assert found["features"]["organizer"] == 1.0


def test_the_command_goes_on_behind_a_bad_line():
    lines = b"\n".join((line(id=1, a=FORUM, b=FORUM), b"", b"nonsense", line(id=3, a=1, b=2)))
    result = CliRunner().invoke(main, ["match", "--jsonl"], input=lines)
    records = [json.loads(row) for row in result.stdout.splitlines()]
    assert [record["id"] for record in records] == [1, None, 3]
    assert result.exit_code == 1


def test_the_command_needs_its_option():
    assert CliRunner().invoke(main, ["match"]).exit_code == 2
