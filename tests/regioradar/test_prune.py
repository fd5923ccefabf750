"""`regioradar prune` and the end of a run: what goes, what they say of it, and what stays."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import regioradar.pipeline as pipeline
from crawler.archive import SourceCrawl
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.config_sections import RetentionConfig
from regioradar.job import Job, Stages
from regioradar.lock import single_run
from regioradar.outcome import Outcome
from regioradar.pipeline import run
from regioradar.progress import Silent
from regioradar.retention import summed
from store import Pruned, PrunedKind, Store

DATABASE = Path("var/regioradar.sqlite")
SEEN = datetime(2020, 3, 2, 5, tzinfo=UTC)
"""Long before any day on which these tests run: by the machine's clock it is over."""

PAUSE = "--after-a-pause"
"""The runs of these tests ended years ago."""


@pytest.fixture
def play(monkeypatch, plain_parser, catalogue):
    """A run on a day in which alpha answers with these pages; another day's stand no more."""

    def on(day: date, pages, **settings) -> Outcome:
        def crawl(sources, archive, **_):
            archive.save_pages("alpha", pages, ())
            now = datetime.now(UTC)
            archive.save_crawl(
                SourceCrawl(
                    source_id="alpha", visits=(), problems=(), requests=1, pages=len(pages),
                    size=1, started_at=now, finished_at=now, finish_reason="finished",
                )
            )  # fmt: skip

        monkeypatch.setattr(pipeline, "crawl", crawl)
        config = Config(contact="radar@example.org", retention=RetentionConfig(**settings))
        job = Job(
            config=config,
            catalogue=catalogue.sources,
            selected=catalogue.enabled,
            clock=Clock.at(day, hour=6),
        )
        return run(job, Stages(prune=True), Silent())

    return on


@pytest.fixture
def old(play, page):
    """A database of March 2020: an event, and news that tells of none."""
    play(
        SEEN.date(),
        [page("/eins", b"TERMIN 2020-04-22 Fachtag"), page("/zwei", b"MELDUNG Neues Haus")],
        on_run=False,
    )
    return DATABASE


def bodies() -> int:
    with closing(sqlite3.connect(DATABASE)) as connection:
        return connection.execute("SELECT COUNT(*) FROM bodies WHERE length(data) > 0").fetchone()[
            0
        ]


def feeds() -> dict[str, bytes]:
    public = Path("var/public")
    files = (file for file in public.rglob("*") if file.is_file())
    return {str(file.relative_to(public)): file.read_bytes() for file in files}


def test_a_dry_run_says_what_would_go_on_a_day_and_changes_nothing(old, call):
    before = old.read_bytes()
    told = call("prune", "--dry-run", "--today", "2020-04-02")
    assert told.exit_code == 0
    assert told.stdout == f"bodies of pages: 1 ({size_of('zwei')} bytes)\n"
    assert call("prune", "--dry-run", "--today", "2020-04-01").stdout == "nothing to delete\n"
    later = json.loads(call("prune", "--dry-run", "--json", "--today", "2021-04-23").stdout)
    assert (later["today"], later["dryRun"]) == ("2021-04-23", True)
    assert {one["kind"]: one["rows"] for one in later["pruned"]} == {
        "bodies": 2, "texts": 1, "versions": 1, "summaries": 1,
    }  # fmt: skip
    assert old.read_bytes() == before


def size_of(path: str) -> int:
    with closing(sqlite3.connect(DATABASE)) as connection:
        sql = "SELECT length(data) FROM bodies JOIN pages ON hash = body_hash WHERE url LIKE ?"
        return connection.execute(sql, (f"%/{path}",)).fetchone()[0]


def test_it_deletes_what_the_dry_run_said_and_then_nothing_more(old, call):
    said = json.loads(call("prune", "--dry-run", "--json").stdout)["pruned"]
    done = json.loads(call("prune", "--json", PAUSE).stdout)
    assert done["pruned"] == said
    assert done["dryRun"] is False
    assert {"kind": "bodies", "rows": 2, "bytes": said[0]["bytes"]} in said
    assert bodies() == 0
    assert call("prune", PAUSE).stdout == "nothing to delete\n"


def test_the_feeds_are_the_same_before_and_after(old, call, play):
    """Built anew from a store without a body, byte for byte."""
    before = feeds()
    assert b"Fachtag" in before["alle.ics"]
    call("prune", PAUSE)
    with Store.open(old) as store:
        assert not any(stored.has_body for stored in store.pages())
    again = play(SEEN.date(), (), on_run=False)
    assert again.published.written == ()
    assert feeds() == before


def test_settings_decide(old, call, monkeypatch):
    monkeypatch.setenv("REGIORADAR_RETENTION__BODIES_WITH_EVENT_DAYS", "0")
    monkeypatch.setenv("REGIORADAR_RETENTION__RUNS_DAYS", "0")
    done = json.loads(call("prune", "--json", PAUSE).stdout)["pruned"]
    assert {one["kind"]: one["rows"] for one in done} == {
        "bodies": 1, "versions": 1, "summaries": 1,
    }  # fmt: skip
    assert bodies() == 1


def test_vacuum_says_both_sizes(old, call):
    done = json.loads(call("prune", "--json", "--vacuum", PAUSE).stdout)["file"]
    assert done["before"] >= done["after"] == old.stat().st_size
    assert "bytes before" in call("prune", "--vacuum", PAUSE).stdout


@pytest.mark.parametrize("options", [["--today", "2030-01-01"], ["--dry-run", "--vacuum"]])
def test_what_could_delete_by_mistake_is_refused(old, call, options):
    refused = call("prune", *options)
    assert refused.exit_code == 2
    assert "--dry-run" in refused.stderr
    assert bodies() == 2


def test_while_a_run_is_at_work_it_waits_for_another_time(old, call):
    with single_run(DATABASE.with_name("regioradar.sqlite.lock"), SEEN):
        assert call("prune", PAUSE).exit_code == 4
        assert call("prune", "--dry-run").exit_code == 0
    assert bodies() == 2


def test_without_a_database_there_is_nothing_and_none_is_made(call):
    assert call("prune", PAUSE).stdout == "nothing to delete\n"
    assert not DATABASE.parent.exists()


def test_a_run_deletes_at_its_end_where_that_is_set(old, play, page, capsys):
    here = [page("/drei", b"TERMIN 2020-06-01 Forum")]
    kept = play(date(2020, 5, 5), here, on_run=False)
    assert kept.pruned == ()
    gone = play(date(2020, 5, 5), here)
    assert gone.pruned == (Pruned(kind=PrunedKind.BODIES, rows=1, size=gone.pruned[0].size),)
    assert gone.to_json()["pruned"] == [{"kind": "bodies", "rows": 1, "bytes": gone.pruned[0].size}]
    assert bodies() == 2


def test_the_command_run_deletes_nothing_on_a_day_that_was_only_named(monkeypatch, catalogue, call):
    asked = []
    monkeypatch.setattr(
        "regioradar.commands.run.run_job", lambda _, stages, __: asked.append(stages) or Outcome()
    )
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", "sources")
    for args in (["run"], ["run", "--today", "2030-01-01"], ["crawl"], ["publish"]):
        call(*args)
    assert [stages.prune for stages in asked] == [True, False, False, False]


def test_a_run_has_a_time_for_it_and_leaves_the_rest_for_the_next():
    steps = iter([Pruned(kind=PrunedKind.BODIES, rows=n, size=10) for n in (200, 200, 7)])
    assert summed(steps, seconds=0) == (Pruned(kind=PrunedKind.BODIES, rows=200, size=10),)
    assert summed(steps) == (Pruned(kind=PrunedKind.BODIES, rows=207, size=20),)
