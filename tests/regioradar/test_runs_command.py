"""`regioradar runs`: what the last runs came to, the killed ones too."""

import json

import pytest
from click.testing import CliRunner

from regioradar.cli import main
from store import Store

from .conftest import NOON


@pytest.fixture
def call(play_crawl, plain_parser, catalogue, tmp_path):
    (tmp_path / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "a@example.org"\n', encoding="utf-8"
    )
    play_crawl({"alpha": {"/a": "TERMIN 2026-05-05 Markttag", "/b": "nichts"}})

    def run(*args, code=0):
        result = CliRunner().invoke(main, args)
        assert result.exit_code == code, result.output
        return result.stdout

    return run


def test_the_latest_run_comes_first_and_a_killed_one_is_said_to_be_so(call, tmp_path):
    call("run", "--today", "2026-03-02")
    with Store.open(tmp_path / "var" / "regioradar.sqlite") as store:
        store.start_run(NOON)
    rows = [line.split("\t") for line in call("runs").splitlines()]
    assert rows[0] == ["2", "2026-03-02 12:00", "-", "cut off", *"-------"]
    assert rows[1][:9] == ["1", "2026-03-02 12:00", "0", "0", "1", "2", "2", "0", "0"]
    assert rows[1][9] == "1"
    assert int(rows[1][10]) > 5
    assert call("runs", "--last", "1").count("\n") == 1


def test_as_json_it_has_the_whole_summary(call):
    call("run", "--today", "2026-03-02")
    (run,) = json.loads(call("runs", "--json"))["runs"]
    assert (run["run"], run["exitCode"], run["began"]) == (1, 0, "2026-03-02T11:00:00+00:00")
    assert {one["id"] for one in run["summary"]["sources"]} == {"alpha", "beta", "netz"}


def test_without_a_database_it_says_so(call):
    call("runs", code=2)
