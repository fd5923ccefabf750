"""A paused source from the command line: left alone by runs, told everywhere, its events stay."""

import json

import pytest
from click.testing import CliRunner

from model import HealthState
from regioradar.cli import main
from regioradar.health import Reason, SourceHealth
from regioradar.health.in_german import sentence


class World:
    """What the sources say; the real program reads it, only the web is played."""

    def __init__(self, folder):
        self.folder = folder
        self.pages = {
            "alpha": {"/a": "TERMIN 2026-05-05 Markttag"},
            "beta": {"/b": "TERMIN 2026-06-06 Forum"},
        }

    def __call__(self, *args, code=0):
        result = CliRunner().invoke(main, args)
        assert result.exit_code == code, result.output
        return result.stdout

    def run(self, *args):
        return self("run", "--all", "--no-quiet", "--today", "2026-03-02", *args)


@pytest.fixture
def world(play_crawl, plain_parser, catalogue, tmp_path):
    (tmp_path / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "a@example.org"\n', encoding="utf-8"
    )
    made = World(tmp_path)
    play_crawl(made.pages)
    made.run()
    made("sources", "pause", "alpha", "--by", "Paula", "--note", "Umbau", "--today", "2026-03-02")
    return made


def calendar(world):
    return (world.folder / "var" / "public" / "alle.ics").read_text(encoding="utf-8")


def test_a_run_leaves_it_alone_and_says_so(world):
    world.pages["alpha"] = {"/a": "TERMIN 2026-05-06 Markttag"}
    world.pages["beta"] = {"/b": "TERMIN 2026-06-07 Forum"}
    said = world.run()
    assert (
        "left alone: alpha, paused by Paula since 2026-03-02: Umbau "
        "(regioradar sources resume alpha)"
    ) in said
    assert "DTSTART;VALUE=DATE:20260505" in calendar(world)
    assert "DTSTART;VALUE=DATE:20260607" in calendar(world)


def test_naming_it_does_not_end_its_pause(world):
    world.pages["alpha"] = {"/a": "TERMIN 2026-05-06 Markttag"}
    told = json.loads(world.run("--source", "alpha", "--json"))
    (alpha,) = told["sources"]
    assert (alpha["pages"], alpha["paused"]["by"], alpha["paused"]["note"]) == (0, "Paula", "Umbau")


def test_it_is_fetched_again_when_it_is_resumed(world):
    world.pages["alpha"] = {"/a": "TERMIN 2026-05-06 Markttag"}
    world("sources", "resume", "alpha", "--by", "Pia")
    assert "left alone" not in world.run()
    assert "DTSTART;VALUE=DATE:20260506" in calendar(world)


def test_the_list_of_sources_and_the_source_say_it(world):
    rows = dict(line.split("\t", 1) for line in world("sources", "list").splitlines())
    assert rows["alpha"].endswith("(paused by Paula since 2026-03-02: Umbau)")
    assert "paused" not in rows["beta"]
    assert "paused by Paula since 2026-03-02: Umbau" in world("sources", "show", "alpha")


def test_its_health_is_paused_and_is_no_fault(world):
    lines = world("health", "--today", "2027-03-02", "--source", "alpha").splitlines()
    state, source, since, *_, command = lines[0].split("\t")
    assert (state, source, since) == ("paused", "alpha", "2026-03-02")
    assert command == "regioradar sources resume alpha"


def test_readers_are_told_without_names():
    reason = Reason(verdict="paused", url="", evidence="paused by Paula", command="", since=None)
    health = SourceHealth(source_id="alpha", state=HealthState.PAUSED, reasons=(reason,))
    assert sentence(health) == (
        "Wird vorübergehend nicht gelesen. Die zuletzt bekannten Termine bleiben stehen."
    )


def test_pausing_twice_is_refused(world):
    world("sources", "pause", "alpha", code=2)
    world("sources", "resume", "beta", code=2)


def test_without_a_database_nothing_is_paused(world):
    for file in (world.folder / "var").glob("*.sqlite*"):
        file.unlink()
    world("sources", "pause", "alpha", code=2)
    assert "paused" not in world("sources", "list")
