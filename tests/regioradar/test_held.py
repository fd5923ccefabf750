"""A held source from the command line: told, tried again, released; the feeds stay as they were."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import regioradar.pipeline as pipeline
from regioradar.cli import main
from store import Store

COUNT = 10
NOW = datetime(2026, 3, 2, 11, tzinfo=UTC)


def site(moved=0, *, month=5):
    """One page an event; `moved` of them a month later."""
    return {
        f"/{n}": f"TERMIN 2026-0{month + (n < moved)}-{n + 10} Markttag Nummer {n}"
        for n in range(COUNT)
    }


class World:
    """What the sources say; the real program reads it, only the web is played."""

    def __init__(self, folder):
        self.folder = folder
        self.pages = {"alpha": site(), "beta": {"/b": "TERMIN 2026-06-06 Forum"}}

    def __call__(self, *args, code=0):
        result = CliRunner().invoke(main, args)
        assert result.exit_code == code, result.output
        return result.stdout

    def run(self, *args, code=0):
        return self("run", "--all", "--no-quiet", "--today", "2026-03-02", *args, code=code)

    @property
    def feeds(self):
        """All that is published but how sources are doing, and the publisher's own notes."""
        folder = self.folder / "var" / "public"
        others = (folder / "quellen.html", folder / ".regioradar.json")
        files = (f for f in folder.rglob("*") if f.is_file() and f not in others)
        return {str(f.relative_to(folder)): f.read_bytes() for f in files}


@pytest.fixture
def world(play_crawl, plain_parser, catalogue, tmp_path):
    (tmp_path / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "a@example.org"\n', encoding="utf-8"
    )
    made = World(tmp_path)
    play_crawl(made.pages)
    return made


@pytest.fixture
def held(world):
    """A world whose source alpha is held; with what was printed and the feeds before."""
    world.run()
    before = world.feeds
    world.pages["alpha"] = site(7)
    return world, world.run(code=3), before


def test_a_held_source_leaves_the_feeds_byte_for_byte_as_they_were(held):
    world, told, before = held
    assert world.feeds == before
    assert "7 of 10 coming events would change, 0 would vanish" in told
    assert "regioradar release alpha lets it through" in told
    for _ in range(2):
        again = world.run(code=3)
        assert world.feeds == before
        assert again.count("error:") == 1
        assert "newly broken" not in again


def test_another_source_is_published_meanwhile(held):
    world, _, _ = held
    world.pages["beta"]["/b2"] = "TERMIN 2026-07-07 Werkstatt"
    world.run(code=3)
    assert b"SUMMARY:Werkstatt" in world.feeds["alle.ics"]
    assert b"DTSTART;VALUE=DATE:20260610" not in world.feeds["alle.ics"]


def test_held_tells_what_would_change_event_by_event(held):
    world, _, _ = held
    lines = world("held").splitlines()
    assert lines[0].startswith("alpha: 7 of 10 coming events would change, 0 would vanish (held")
    (number,) = [n for n, line in enumerate(lines) if line.endswith(" Markttag Nummer 3")]
    assert lines[number].startswith("  change ")
    assert lines[number + 1] == "    startDate: 2026-05-13 -> 2026-06-13"
    assert lines[-1] == "  let it through: regioradar release alpha"
    assert world("held", "--source", "beta") == "nothing is held\n"
    (hold,) = json.loads(world("held", "--json"))["holds"]
    assert (hold["source"], hold["stage"], hold["run"]) == ("alpha", "reading", 2)
    assert hold["coming"] == 10
    assert (len(hold["altered"]), hold["withdrawn"], hold["releasedBy"]) == (7, [], None)
    assert hold["since"] == "2026-03-02T11:00:00+00:00"


def let_through(world):
    """What the review application does."""
    with Store.open(world.folder / "var" / "regioradar.sqlite") as store:
        (hold,) = store.holds()
        desk = store.source_desk
        desk.release(hold.hold_id, desk.version(hold), by="Vera", now=NOW)


def test_what_staff_released_is_taken_in_by_the_next_run(held):
    world, _, _ = held
    let_through(world)
    assert "  released by Vera on 2026-03-02, from the next run on" in world("held")
    (hold,) = json.loads(world("held", "--json"))["holds"]
    assert hold["request"] == {"by": "Vera", "at": NOW.isoformat(), "fits": True}
    assert "no longer held: alpha (released by Vera)" in world.run()
    assert b"DTSTART;VALUE=DATE:20260610" in world.feeds["alle.ics"]
    assert world("held") == "nothing is held\n"


def test_what_came_up_since_staff_looked_stays_held(held):
    world, _, before = held
    let_through(world)
    world.pages["alpha"] = site(8)
    world.run(code=3)
    assert world.feeds == before
    assert "but something else would change by now: it stays held" in world("held")


def test_nothing_is_held_before_the_first_run(world):
    assert world("held") == "nothing is held\n"
    assert not (world.folder / "var").exists()


def test_the_summary_as_json_has_the_hold(held):
    world, _, _ = held
    told = json.loads(world.run("--json", code=3))
    alpha, (hold,) = told["sources"][0], told["holds"]
    assert (told["exitCode"], hold["source"], len(hold["altered"])) == (3, "alpha", 7)
    assert [problem["kind"] for problem in alpha["problems"]] == ["held"]
    assert told["notPublished"] is None


def test_a_held_source_needs_a_look_and_recovers(held):
    world, _, _ = held
    line, *_ = world("health", "--today", "2026-03-02", code=1).splitlines()
    assert line.split("\t")[:2] == ["degraded", "alpha"]
    assert "held" in line.split("\t")
    assert line.endswith("regioradar held --source alpha")
    world.pages["alpha"] = site()
    told = world.run()
    assert "no longer held: alpha (well by itself)" in told
    assert "recovered: alpha is well again" in told
    assert world("held") == "nothing is held\n"


def test_a_release_tells_what_changes_and_is_published_when_asked_for(held):
    world, _, before = held
    told = world("release", "alpha", "--by", "K. Beispiel", "--today", "2026-03-02")
    assert "    startDate: 2026-05-13 -> 2026-06-13" in told
    assert "no longer held: alpha (released by K. Beispiel)" in told
    assert told.splitlines()[-1] == "released, and not published yet: regioradar publish"
    assert world.feeds == before
    world("publish", "--today", "2026-03-02")
    assert b"DTSTART;VALUE=DATE:20260613" in world.feeds["alle.ics"]
    published = world.feeds
    world.run()
    assert world.feeds == published
    assert world("held") == "nothing is held\n"


def test_a_release_can_publish_at_once(held):
    world, _, _ = held
    told = world("release", "alpha", "--publish", "--today", "2026-03-02")
    assert "not published yet" not in told
    assert b"DTSTART;VALUE=DATE:20260613" in world.feeds["alle.ics"]


def test_a_release_of_what_is_not_held_is_refused(world):
    assert world("release", "alpha", code=2) == ""
    assert world("release", "gamma", code=2) == ""
    world.run()
    assert world("release", "alpha", code=2) == ""


def test_the_name_of_the_login_stands_for_a_missing_name(held, monkeypatch):
    world, _, _ = held
    monkeypatch.setenv("LOGNAME", "leitstelle")
    told = json.loads(world("release", "alpha", "--json", "--today", "2026-03-02"))
    assert told["holds"][0]["releasedBy"] == "leitstelle"


def test_a_machine_without_names_can_release(held, monkeypatch):
    world, _, _ = held

    def nobody():
        raise OSError("no name")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert "(released by unknown)" in world("release", "alpha", "--today", "2026-03-02")


def test_the_guard_can_be_set_and_switched_off(world):
    with (world.folder / "regioradar.toml").open("a") as file:
        file.write("[guard]\nshare = 1\n")
    world.run()
    world.pages["alpha"] = site(COUNT)
    world.run()
    assert b"DTSTART;VALUE=DATE:20260619" in world.feeds["alle.ics"]


def test_new_rules_that_lose_much_are_held_and_can_be_released(world, monkeypatch):
    world.run()
    before = world.feeds
    monkeypatch.setattr("parsers.EXTRACTOR_VERSION", "test-2")
    read = pipeline.parsers.extract

    def unsure(page, context):
        read_page = read(page, context)
        events = tuple(replace(event, publish=False) for event in read_page.events)
        return replace(read_page, events=events)

    monkeypatch.setattr("parsers.extract", unsure)
    assert "0 of 10 coming events would change, 10 would vanish" in world.run(code=3)
    assert b"SUMMARY:Markttag Nummer 3" in world.feeds["alle.ics"]
    # The one event of the other source goes: so few may always change.
    gone = {Path(name) for name in before.keys() - world.feeds.keys()}
    assert sorted((name.parent.name, name.suffix) for name in gone) == [
        ("monat", ".html"),
        ("termin", ".html"),
        ("termin", ".ics"),
    ]
    assert world.feeds.keys() < before.keys()
    assert "  vanish " in world("release", "alpha", "--today", "2026-03-02")
