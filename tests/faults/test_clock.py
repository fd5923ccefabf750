"""The machine's clock: an hour that is not or comes twice, a jump within a run, years off.

Runs on the machine's own clock, which libfaketime sets for a single process; its monotonic clock,
by which pauses and timeouts go, stays the kernel's.
"""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from glob import glob
from pathlib import Path

import little_world
import pytest
from evidence import check_database, feeds, stored
from forks import environment

from model import ClockError
from regioradar.clock import Clock
from regioradar.clock_check import check, is_strange, off, why_not_delete
from regioradar.config import load
from regioradar.job import Job, Stages
from regioradar.pipeline import run as run_job
from regioradar.progress import Silent
from regioradar.replica import ReplicaServer
from sources import load_catalogue
from store import Store

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PROGRAM = str(Path(sys.executable).with_name("regioradar"))
LIBRARY = next(iter(glob("/usr/lib/*/faketime/libfaketime.so.1")), "")  # noqa: PTH207
needs_faketime = pytest.mark.skipif(
    not LIBRARY and os.environ.get("CI") != "true",
    reason="libfaketime (Debian: faketime) is not installed",
)
NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
DAY = timedelta(days=1)
RETENTION = "[retention]\nbodies_without_event_days = 1\n"


@pytest.fixture
def little(tmp_path):
    """A working folder, the environment of a run in it, and the server of its sites."""
    folder = little_world.furnish(
        tmp_path / "radar", "[retention]\nbodies_without_event_days = 1\n"
    )
    with ReplicaServer(little_world.write_sites(tmp_path / "sites", 0)) as server:
        yield folder, environment(**server.proxies)


def at(clock, environment):
    """The environment in which the clock says something else, as faketime(1) writes it."""
    assert LIBRARY, "libfaketime is not installed"
    return {
        **environment,
        "LD_PRELOAD": LIBRARY,
        "FAKETIME": clock,
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_NO_CACHE": "1",
    }


def program(folder, environment, *arguments):
    return subprocess.run(
        [PROGRAM, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


def events(folder):
    """The calendar without what depends on the day of the run."""
    return feeds(folder / "var" / "public")["alle.ics"]


def stamps(calendar):
    """SEQUENCE and LAST-MODIFIED of each event."""
    found = {}
    for event in calendar.decode().split("BEGIN:VEVENT")[1:]:
        values = dict(re.findall(r"^(UID|SEQUENCE|LAST-MODIFIED)[^:]*:(\S+)", event, re.MULTILINE))
        found[values["UID"]] = (int(values.get("SEQUENCE", 0)), values.get("LAST-MODIFIED", ""))
    return found


@needs_faketime
@pytest.mark.parametrize("wrong", ["@2036-01-01 12:00:00", "@1971-01-01 12:00:00"])
def test_a_clock_that_is_years_off_reads_publishes_and_deletes_nothing(little, wrong):
    folder, right = little
    assert program(folder, right, "run", "--all", "--no-quiet").returncode == 0
    before, published = stored(folder), feeds(folder / "var" / "public")
    ended = program(folder, at(wrong, right), "run", "--all", "--no-quiet")
    assert ended.returncode == 3, ended.stderr
    (line,) = [x for x in ended.stderr.splitlines() if x.startswith("regioradar: ")]
    assert re.search(r"the clock of this machine is \d+ days (fast|slow), say \d of \d hosts", line)
    assert "set the clock, then run again" in line
    assert stored(folder) == before
    assert feeds(folder / "var" / "public") == published
    again = program(folder, right, "run", "--all", "--no-quiet")
    assert again.returncode == 0, again.stdout + again.stderr
    after = stored(folder)  # the events say when they were seen last
    assert (after["pages"], after["counts"]) == (before["pages"], before["counts"])
    # The events' own pages say when each was seen last.
    assert events(folder) == published["alle.ics"]
    check_database(folder)


@needs_faketime
def test_a_clock_that_is_ten_minutes_off_is_said_once(little):
    folder, right = little
    ended = program(folder, at("-10m", right), "run", "--all", "--no-quiet")
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.count("the clock of this machine is 10 minutes slow, say the hosts") == 1


@needs_faketime
def test_prune_by_hand_deletes_nothing_by_a_clock_that_nobody_vouches_for(little):
    folder, right = little
    assert program(folder, right, "run", "--all", "--no-quiet").returncode == 0
    before = stored(folder)
    wrong = at("+3600d", right)
    ended = program(folder, wrong, "prune")
    assert ended.returncode == 3, ended.stderr
    assert "nothing was deleted: the last run ended on" in ended.stderr
    assert stored(folder) == before
    meant = program(folder, wrong, "prune", "--after-a-pause")
    assert meant.returncode == 0, meant.stderr
    assert stored(folder)["pages"] != before["pages"]


@needs_faketime
@pytest.mark.parametrize("jump", ["+1h", "-1h"])
def test_a_clock_that_jumps_an_hour_within_a_run(little, tmp_path, jump):
    folder, right = little
    assert program(folder, right, "run", "--all", "--no-quiet").returncode == 0
    first = events(folder)
    sites = tmp_path / "sites"
    little_world.write_sites(sites, 1)
    file = tmp_path / "faketime"
    file.write_text("+0\n")
    jumping = at("", right)
    del jumping["FAKETIME"]
    jumping["FAKETIME_TIMESTAMP_FILE"] = str(file)
    run = [PROGRAM, "run", "--all", "--no-quiet"]
    with subprocess.Popen(
        run, cwd=folder, env=jumping, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        for line in process.stderr:
            if line.startswith("crawl "):
                file.write_text(f"{jump}\n")
    assert process.returncode == 0
    check_database(folder)
    jumped = events(folder)
    assert jumped != first
    assert program(folder, right, "run", "--all", "--no-quiet").returncode == 0
    assert events(folder) == jumped, "what has not changed is published as it was"
    for uid, (sequence, modified) in stamps(first).items():
        assert stamps(jumped)[uid][0] >= sequence
        assert stamps(jumped)[uid][1] >= modified


@pytest.mark.parametrize(
    "moments",
    [
        # The hour that is skipped in spring, and the one that comes twice in autumn, in UTC.
        [datetime(2026, 3, 29, 0, 30, tzinfo=UTC) + n * timedelta(minutes=30) for n in range(4)],
        [datetime(2026, 10, 24, 23, 30, tzinfo=UTC) + n * timedelta(minutes=30) for n in range(6)],
    ],
    ids=["spring", "autumn"],
)
def test_runs_around_the_hour_that_is_not_or_comes_twice(world, monkeypatch, moments):
    """One run every half hour: what has not changed is published as it was, and runs follow."""
    folder = world.copy(world.crawled, "summer time")
    monkeypatch.chdir(folder)
    config = load(None)
    sources = load_catalogue(config.sources_dir).sources
    calendars = set()
    for moment in moments:
        job = Job(
            config=config, catalogue=sources, selected=sources, clock=Clock(moment),
            publish_all=True,
        )  # fmt: skip
        outcome = run_job(job, Stages(crawl=False), Silent())
        assert outcome.exit_code == 0, outcome.not_published
        calendars.add(events(folder))
    assert len(calendars) == 1
    with Store.open(folder / "var" / "regioradar.sqlite") as store:
        began = [run.started_at for run in store.runs(len(moments))]
    assert began == sorted(moments, reverse=True)


def test_most_hosts_must_agree_that_the_clock_is_wrong():
    check([timedelta(), 400 * DAY])
    check([400 * DAY])
    check([400 * DAY, -400 * DAY, timedelta()])
    with pytest.raises(ClockError, match="400 days fast, say 2 of 3 hosts"):
        check([400 * DAY, 400 * DAY, timedelta()])
    with pytest.raises(ClockError, match="400 days slow, say 2 of 2 hosts"):
        check([-400 * DAY, -400 * DAY])


def test_a_few_minutes_are_no_matter():
    assert off([timedelta(minutes=4)] * 3) == ""
    assert off([timedelta(hours=1)]) == "", "one host alone may be wrong itself"
    assert off([timedelta(minutes=7)] * 3) == "7 minutes fast"


def test_a_long_time_without_a_run_is_a_reason_to_delete_nothing():
    assert why_not_delete(NOW, None) == ""
    assert why_not_delete(NOW, NOW - 30 * DAY) == ""
    assert "90 days before today" in why_not_delete(NOW, NOW - 90 * DAY)
    assert why_not_delete(NOW, NOW + 3600 * DAY) == "", "that run's clock was wrong, not this one"
    assert is_strange(NOW, NOW + 3600 * DAY)
    assert not is_strange(NOW, NOW - DAY)
