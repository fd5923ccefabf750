"""Runs week by week on a real store with the real parsers: what is told when a list goes, and that
nothing of it is taken back. Only the web is played."""

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

import regioradar.pipeline as pipeline
from crawler.archive import SourceCrawl, Visited
from model import EntryKind, HealthState, Page, Problem, ProblemKind, Severity, Verdict
from regioradar.cli import main
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.job import Job, Stages
from regioradar.pipeline import run
from regioradar.progress import Silent
from store import Store

FIRST = date(2026, 3, 2)
URL = "http://alpha.localhost/termine"
NAMES = ("Forum Bahnhof", "Werkstatt Leerstand", "Tagung Dorfladen", "Runde Dorfmitte", "Markttag")
CARDS = "".join(
    f"<li class='eintrag'><h3><a href='/t/{n}'>{name}</a></h3><p>{n + 4}. Mai 2026, Gera</p></li>"
    for n, name in enumerate(NAMES)
)


def html(inner):
    intro = "<p>Hier steht, wozu das Amt Alpha einlädt.</p>" + "<p>Kommen Sie vorbei.</p>" * 8
    title = "Veranstaltungen"
    head = f"<html lang='de'><head><title>{title}</title></head><body><main><h1>{title}</h1>"
    return f"{head}{intro}{inner}</main></body></html>"


WHOLE = Stages()
HALVES = (Stages(extract=False, publish=False), Stages(crawl=False))
GOOD = html(f"<ul class='terminliste'>{CARDS}</ul>")
EMPTY = html("<ul class='terminliste'></ul>")
NONE = html("<p>Derzeit sind keine Veranstaltungen geplant.</p>")


@pytest.fixture
def week(catalogue, monkeypatch):
    """Run the source alpha once a week; gives what came of the run."""
    weeks = iter(range(100))
    config = Config(contact="radar@example.org")

    def take(body, problem=None, stages=(WHOLE,)):
        clock = Clock.at(FIRST + timedelta(weeks=next(weeks)), hour=6)

        def crawl(sources, archive, **_):
            (source,) = sources
            pages = [
                Page(
                    source_id=source.id,
                    url=URL,
                    body=body.encode(),
                    fetched_at=clock.now(),
                    content_type="text/html; charset=utf-8",
                    role=EntryKind.LISTING,
                )
            ]
            archive.save_pages(source.id, pages if problem is None else [], ())
            visit = Visited(
                url=URL,
                verdict=Verdict.OK if problem is None else Verdict.BLOCKED,
                role=EntryKind.LISTING,
                entry=True,
                at=clock.now(),
                message=problem.message if problem else "",
            )
            archive.save_crawl(
                SourceCrawl(
                    source_id=source.id,
                    visits=(visit,),
                    problems=(problem,) if problem else (),
                    requests=2,
                    pages=1,
                    size=len(body),
                    started_at=clock.now(),
                    finished_at=clock.now(),
                    finish_reason="finished",
                )
            )

        monkeypatch.setattr(pipeline, "crawl", crawl)
        alpha = catalogue.get("alpha")
        job = Job(config=config, catalogue=catalogue.sources, selected=[alpha], clock=clock)
        return [run(job, stage, Silent()) for stage in stages][-1].sources["alpha"]

    return take


@pytest.fixture
def health(tmp_path, monkeypatch):
    """Call `regioradar health` on a day of some week."""
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", str(tmp_path / "sources"))

    def call(weeks, *args):
        day = FIRST + timedelta(weeks=weeks)
        return CliRunner().invoke(main, ["health", "--today", day.isoformat(), *args])

    return call


def told(tmp_path):
    """The names of the events that pages still tell, with the number of their revisions."""
    with Store.open(Config().database_file) as store:
        return {e.event.name: (e.uid, e.sequence, len(e.mentions)) for e in store.events()}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (EMPTY, "list_empty"),
        (html(""), "list_missing"),
        (html("<div class='neu'><p>Mehr in Kürze.</p></div>"), "list_missing"),
        (
            "<html><head><title>404</title></head><body><h1>Seite nicht gefunden</h1>"
            "<p>Diese Seite gibt es nicht.</p></body></html>",
            "soft_404",
        ),
        (
            "<html><head><title>Termine</title></head><body><div id='root'></div>"
            "<script src='/app.js'></script></body></html>",
            "javascript_only",
        ),
    ],
)
def test_a_list_that_goes_breaks_the_source_and_takes_nothing_back(
    week, health, tmp_path, body, kind
):
    assert week(GOOD).turn.health.state is HealthState.WELL
    before = told(tmp_path)
    assert set(before) == set(NAMES)
    for _ in range(4):
        outcome = week(body)
    assert outcome.read == 0  # unchanged since the second week, and told all the same
    assert [p.kind for p in outcome.problems] == [kind]
    assert outcome.turn.health.state is HealthState.BROKEN
    assert told(tmp_path) == before
    with closing(sqlite3.connect(Config().database_file)) as db:
        standing = db.execute("SELECT COUNT(*) FROM mentions WHERE missing_since IS NULL")
        assert standing.fetchone() == (len(NAMES),)
    with Store.open(Config().database_file) as store:
        assert [p.problem.kind for p in store.problems(2)] == [kind]
        assert store.history("alpha", 1)[0].found == 0
    source = json.loads(health(4, "--json").stdout)["sources"][0]
    assert source["state"] == "broken"
    assert source["since"] == "2026-03-09T05:00:00+00:00"
    assert source["lastGood"] == "2026-03-02T05:00:00+00:00"
    assert source["median"] == 5
    reason = source["reasons"][0]
    assert reason["url"] == URL
    assert "2026-03-02 (page 1 of the archive), 5 entries in ul.terminliste" in reason["evidence"]
    assert reason["command"] == f"regioradar sources try alpha --url {URL}"


def test_a_run_tells_once_that_a_source_broke_and_once_that_it_recovered(week):
    outcomes = [week(body) for body in (GOOD, GOOD, EMPTY, EMPTY, GOOD, GOOD)]
    turns = [(outcome.turn.broke, outcome.turn.recovered) for outcome in outcomes]
    assert turns == [
        (False, False),
        (False, False),
        (True, False),
        (False, False),
        (False, True),
        (False, False),
    ]
    assert [outcome.to_json()["health"] for outcome in outcomes] == [
        "well", "well", "broken", "broken", "well", "well",
    ]  # fmt: skip


def test_a_fault_is_told_in_every_run_though_the_page_stays_as_it_is(week):
    """The second time the page is not read: it is known, and it is no better."""
    week(GOOD)
    for expected in (1, 0, 0):
        outcome = week(EMPTY)
        assert outcome.read == expected
        assert [p.kind for p in outcome.problems] == [ProblemKind.LIST_EMPTY]
        assert outcome.failed
    assert week(GOOD).problems == []


def test_a_page_that_says_so_is_quiet_and_its_events_are_not_withdrawn(week, health, tmp_path):
    week(GOOD)
    outcome = week(NONE)
    assert outcome.problems == []
    assert outcome.turn.health.state is HealthState.QUIET
    assert not outcome.turn.broke
    assert set(told(tmp_path)) == set(NAMES)
    result = health(1)
    assert result.exit_code == 0
    assert "alpha" not in result.stdout
    assert "quiet\talpha" in health(1, "--all").stdout


def test_crawl_and_publish_apart_tell_as_much(week, health):
    week(GOOD, stages=HALVES)
    assert "well\talpha\t2026-03-02\t5" in health(0, "--all").stdout
    week(EMPTY, stages=HALVES)
    assert health(1).stdout.startswith("broken\talpha\t2026-03-09\t0\t5")
    assert health(1).exit_code == 1


def test_a_host_that_keeps_us_out_breaks_the_source(week, health, tmp_path):
    week(GOOD)
    refused = Problem(
        kind=ProblemKind.BLOCKED,
        message="answered 403 Forbidden",
        severity=Severity.ERROR,
        url=URL,
    )
    outcome = week("", refused)
    assert outcome.turn.broke
    assert set(told(tmp_path)) == set(NAMES)
    line = health(1, "--source", "alpha").stdout.rstrip("\n").split("\t")
    assert line[:7] == ["broken", "alpha", "2026-03-09", "0", "5", "2026-03-02", "blocked"]
    assert line[7] == URL
    assert line[8].startswith("answered 403 Forbidden; last good: 2026-03-02 (page 1 of the")
    assert line[9] == f"regioradar sources try alpha --url {URL}"


def test_a_renamed_list_is_read_and_told(week, health):
    week(GOOD)
    moved = html(f"<ol class='kalender'>{CARDS}</ol>")
    outcome = week(moved)
    assert outcome.turn.health.state is HealthState.WELL
    assert [p.severity for p in outcome.problems] == [Severity.WARNING]
    notices = json.loads(health(1, "--source", "alpha", "--json").stdout)["sources"][0]["notices"]
    assert notices == [
        f"{URL}: the list moved from ul.terminliste to ol.kalender (5 entries then, 5 now); "
        "it is still read"
    ]
    assert week(EMPTY).turn.broke
    assert week(moved).turn.recovered


def test_health_without_a_database_knows_nothing_and_makes_none(catalogue, health, tmp_path):
    result = health(0, "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert {source["state"] for source in data["sources"]} == {"unknown"}
    assert data["counts"] == {
        "paused": 0,
        "broken": 0,
        "degraded": 0,
        "unknown": 3,
        "quiet": 0,
        "well": 0,
    }
    assert not Config().database_file.exists()


def test_what_is_broken_comes_first_and_makes_the_exit_code_1(week, health):
    week(GOOD)
    week(EMPTY)
    result = health(1, "--all")
    assert result.exit_code == 1
    assert [line.split("\t")[:2] for line in result.stdout.splitlines()] == [
        ["broken", "alpha"],
        ["unknown", "beta"],
        ["unknown", "netz"],
    ]


def test_an_unknown_source_is_a_fault_of_the_caller(catalogue, health):
    result = health(0, "--source", "alfa")
    assert result.exit_code == 2
    assert "did you mean alpha?" in result.stderr
