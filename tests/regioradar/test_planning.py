"""Which sources a run takes: those that are due, the longest waiting first; and what it prints."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from crawler.archive import Visited
from model import EntryKind, Verdict
from regioradar.cli import main
from regioradar.clock import Clock
from regioradar.planning import planned
from store import Store

from .conftest import NOON


class World:
    """Three sources (daily, weekly, monthly) of which the real program reads what is played."""

    def __init__(self, folder):
        self.folder = folder
        self.pages = {
            "alpha": {"/a": "TERMIN 2026-05-05 Markttag"},
            "beta": {"/b": "TERMIN 2026-06-06 Forum"},
            "netz": {"/n": "TERMIN 2026-07-07 Treffen"},
        }
        self.crawls = None

    def __call__(self, *args, code=0):
        result = CliRunner().invoke(main, args)
        assert result.exit_code == code, result.output
        return result.stdout

    def run(self, day, *args, code=0):
        """Run on a day; the sources that were crawled."""
        told = json.loads(self("run", "--json", "--today", day, *args, code=code))
        return {one["id"] for one in told["sources"] if not one["dueOn"]}


@pytest.fixture
def world(play_crawl, plain_parser, write_source, tmp_path):
    write_source("alpha", more='cadence = "daily"')
    write_source("beta", more='cadence = "weekly"')
    write_source("netz", more='cadence = "monthly"', kind="network")
    (tmp_path / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "a@example.org"\n', encoding="utf-8"
    )
    made = World(tmp_path)
    made.crawls = play_crawl(made.pages)
    return made


def test_a_plain_run_takes_what_is_due(world):
    assert world.run("2026-03-02") == {"alpha", "beta", "netz"}
    assert world.run("2026-03-02") == set()
    assert world.run("2026-03-03") == {"alpha"}
    assert world.run("2026-03-09") == {"alpha", "beta"}
    assert world.run("2026-03-30") == {"alpha", "beta", "netz"}


def test_a_person_may_ask_for_more(world):
    world.run("2026-03-02")
    assert world.run("2026-03-02", "--all") == {"alpha", "beta", "netz"}
    assert world.run("2026-03-02", "--source", "netz") == {"netz"}
    assert world.run("2026-03-03", "--kind", "network") == set()
    assert world.run("2026-03-03", "--kind", "network", "--all") == {"netz"}


def test_what_is_not_due_stays_published(world):
    world.run("2026-03-02")
    world.run("2026-03-03")
    calendar = (world.folder / "var/public/alle.ics").read_text(encoding="utf-8")
    assert all(name in calendar for name in ("Markttag", "Forum", "Treffen"))


def test_the_summary_counts_what_is_not_due(world):
    world.run("2026-03-02")
    said = world("run", "--no-quiet", "--today", "2026-03-03")
    assert "not due: 2 sources, the next on 2026-03-09 (--all takes them too)" in said


def test_a_clock_that_went_wrong_for_a_night_holds_nothing_up(world):
    world.run("2027-01-01")
    assert world.run("2026-03-02") == {"alpha", "beta", "netz"}


def test_a_dry_run_tells_the_plan_and_does_nothing(world):
    said = world("run", "--dry-run", "--today", "2026-03-02").splitlines()
    assert said[0] == "due: alpha, daily, never crawled, or it failed the last time"
    assert said[-1] == "would be crawled: 3, left alone: 0"
    assert not (world.folder / "var").exists()
    world.run("2026-03-02")
    before = {f: f.read_bytes() for f in (world.folder / "var").rglob("*") if f.is_file()}
    said = world("run", "--dry-run", "--today", "2026-03-03").splitlines()
    assert said == [
        "due: alpha, daily, last crawled 2026-03-02 12:00",
        "left alone: beta, not due before 2026-03-09, last crawled 2026-03-02 12:00",
        "left alone: netz, not due before 2026-03-30, last crawled 2026-03-02 12:00",
        "would be crawled: 1, left alone: 2",
    ]
    after = {f: f.read_bytes() for f in (world.folder / "var").rglob("*") if f.is_file()}
    assert {f: b for f, b in after.items() if "sqlite" not in f.name} == {
        f: b for f, b in before.items() if "sqlite" not in f.name
    }
    told = json.loads(world("run", "--dry-run", "--json", "--today", "2026-03-03"))
    assert [one["id"] for one in told["due"]] == ["alpha"]
    assert [one["dueOn"] for one in told["left"]] == ["2026-03-09", "2026-03-30"]


def test_a_dry_run_needs_a_contact_as_the_run_would(world):
    file = world.folder / "regioradar.toml"
    file.write_text('sources_dir = "sources"\n', encoding="utf-8")
    world("run", "--dry-run", code=2)


def test_a_run_for_cron_says_nothing_where_all_is_well(world):
    assert world("run", "--today", "2026-03-02") == ""
    assert world("run", "--quiet", "--today", "2026-03-03") == ""
    assert "alle.ics" in world("run", "--no-quiet", "--today", "2026-03-03")


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "plan.sqlite") as opened:
        yield opened


def crawl(store, source_id, day, *, reason="finished", visits=(Verdict.OK,), left=None):
    """A crawl `day` days after noon of the second of March."""
    began = NOON + timedelta(days=day)
    run_id = store.start_run(began)
    store.save_crawl(
        run_id,
        source_id,
        [
            Visited(
                url=f"http://{source_id}.localhost/{n}",
                role=EntryKind.LISTING,
                entry=True,
                verdict=verdict,
                at=began,
            )
            for n, verdict in enumerate(visits)
        ],
        (),
        requests=1,
        size=1,
        started_at=began,
        finished_at=began,
        finish_reason=reason,
        not_before=began + left if left else None,
    )


CLOCK = Clock(NOON + timedelta(days=3))


def test_those_that_waited_longest_come_first(store, catalogue):
    crawl(store, "alpha", -10)
    crawl(store, "beta", -20)
    plan = planned(store, catalogue.enabled, CLOCK, only_due=True)
    assert [source.id for source in plan.taken] == ["netz", "beta", "alpha"]


@pytest.mark.parametrize(
    ("reason", "visits", "due"),
    [
        ("finished", [Verdict.OK], False),
        ("page_budget", [Verdict.OK], False),
        ("finished", [Verdict.OK, Verdict.TIMEOUT], False),
        ("finished", [Verdict.OK, Verdict.TIMEOUT, Verdict.UNREACHABLE], True),
        ("finished", [Verdict.SERVER_ERROR], True),
        ("finished", [Verdict.GONE], False),
        ("finished", [Verdict.ROBOTS], False),
        ("run_timeout", [Verdict.OK], True),
        ("shutdown", [Verdict.OK], True),
    ],
)
def test_a_crawl_that_failed_is_tried_again_the_next_time(store, catalogue, reason, visits, due):
    """What a page itself says does not change by the next night, what its host does may."""
    crawl(store, "alpha", 2, reason=reason, visits=visits)
    plan = planned(store, catalogue.enabled[:1], CLOCK, only_due=True)
    assert bool(plan.taken) is due


@pytest.mark.parametrize(
    ("left", "taken"), [(timedelta(days=2), False), (timedelta(days=99), True)]
)
def test_a_host_is_left_alone_as_it_asked_but_not_for_months(store, catalogue, left, taken):
    """No host can ask for so long: it was dated by a clock that went wrong for a night."""
    crawl(store, "alpha", 2, left=left)
    plan = planned(store, catalogue.enabled[:1], CLOCK, only_due=False)
    assert bool(plan.taken) is taken
