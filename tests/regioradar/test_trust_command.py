"""`trust`: how often each source was read right, for people and for machines."""

import json

import pytest

from regioradar.clock import Clock
from store import RejectReason, Store

NOW = Clock().now()


@pytest.fixture
def reviewed(call, play_crawl, plain_parser, write_source, tmp_path):
    """Of six events of one source a person approved one and rejected five as reports."""
    write_source("alpha")
    (tmp_path / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "a@example.org"\n[review]\nbar = 0.8\n',
        encoding="utf-8",
    )
    lines = [f"TERMIN 2026-09-0{n} {name}" for n, name in enumerate(NAMES, start=1)]
    play_crawl({"alpha": {f"/{n}": line for n, line in enumerate(lines)}})
    assert call("run", "--today", "2026-03-02").exit_code == 0
    with Store.open(tmp_path / "var" / "regioradar.sqlite") as store:
        first, *others = store.events()
        store.staff.approve(first.uid, by="Erika", now=NOW)
        for event in others:
            store.staff.reject(event.uid, RejectReason.REPORT, by="Erika", now=NOW)
    return call


NAMES = ("Apfelfest", "Birnenball", "Citytag", "Dorfmarkt", "Elbtreffen", "Forum")


def test_before_the_next_run_the_state_is_open(reviewed):
    found = reviewed("trust").stdout.split("\t")
    assert found[:3] == ["alpha", "event", "1/6"]
    assert found[4:] == ["undecided", "-\n"]


def test_a_run_works_the_state_out_by_the_settings(reviewed):
    run = reviewed("run", "--today", "2026-03-03")
    assert run.exit_code == 0
    assert "distrusted from now on: alpha, 1 of 6 were right" in run.output
    found = json.loads(reviewed("trust", "--json").stdout)
    assert found["rules"] == {"bar": 0.8, "undecided": "publish", "sample": 0.05}
    (source,) = found["sources"]
    assert (source["id"], source["state"]) == ("alpha", "distrusted")
    assert source["since"].startswith("2026-03-03T")
    assert source["rejected"] == {"report": 5}
    assert source["fields"]["event"]["upper"] < 0.8


def test_the_summary_of_a_run_names_what_turned_with_it_alone(reviewed):
    for day, turned in (("03", [("alpha", "distrusted", 1, 6)]), ("04", [])):
        run = json.loads(reviewed("run", "--json", "--today", f"2026-03-{day}").stdout)
        assert [tuple(one.values()) for one in run["trust"]] == turned


def test_of_one_source_each_field_is_shown(reviewed):
    lines = reviewed("trust", "--source", "alpha").stdout.splitlines()
    assert [line.split("\t")[1] for line in lines] == [
        "event",
        "name",
        "startDate",
        "organizer",
        "url",
        "eventStatus",
    ]
    assert reviewed("trust", "--source", "beta").stdout == "nothing was reviewed yet\n"


def test_the_rule_that_erred_most_comes_first(reviewed):
    first = reviewed("trust", "--by-rule").stdout.splitlines()[0].split("\t")
    assert first[0] == "event"
    assert first[2] == "1/6"
    assert first[4] == "report 5"
    told = json.loads(reviewed("trust", "--json").stdout)["byRule"][0]
    assert (told["field"], told["right"], told["judged"]) == ("event", 1, 6)
    assert told["rejected"] == {"report": 5}
    assert told["rule"] == (None if first[1] == "-" else first[1])


def test_without_a_database_it_says_so(call):
    result = call("trust")
    assert result.exit_code == 2
    assert "there is no database yet" in result.stderr
