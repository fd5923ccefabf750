"""Backups in processes of their own: beside a run and reviewers, killed, and on a full disk."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store import Store

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KILLED = """
import os, signal
from store import backups
backups._interruptible = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from regioradar.cli import main
main(["backup", "--quick"])
"""

FULL = """
from regioradar.backups import making
making._check_room = lambda *_: None  # it fills up while the copy is made
from regioradar.cli import main
main(["backup", "--quick"])
"""


@pytest.fixture
def crawled(run_once, tmp_path):
    """A working folder in which a run has been."""
    place, done = run_once()
    assert done.returncode in (0, 1), done.stderr
    folder = tmp_path / "crawled"
    shutil.copytree(place, folder)
    return folder


def files(folder):
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def script(folder, text, clean, *before):
    """Run a few lines of Python in a folder, as the program is run."""
    return subprocess.run(
        [*before, sys.executable, "-P", "-c", text],
        cwd=folder,
        env=clean(PYTHONPATH=os.environ.get("PYTHONPATH", "")),
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_beside_a_run_and_reviewers(folder, radar, start, program):
    """Each backup that is made while both write is whole, and holds no half decision."""
    assert radar("run").returncode in (0, 1)
    database = folder / "var" / "regioradar.sqlite"
    at_work = start(sys.executable, "-P", "-m", "regioradar", "run", "--today", "2026-03-03")
    made = []
    with Store.open(database) as store:
        uid = store.events()[0].uid
        while at_work.poll() is None or len(made) < 3:
            store.staff.approve(uid, by=f"anna{len(made)}", now=datetime.now(UTC))
            done = program(folder, "backup", "--quick", "--json")
            assert done.returncode == 0, done.stderr
            made.append(json.loads(done.stdout))
    at_work.communicate()
    assert at_work.returncode in (0, 1)
    for one in made:
        file = folder / one["file"]
        assert program(folder, "restore", str(file), "--check").returncode == 0
        with closing(sqlite3.connect(f"file:{file}?immutable=1", uri=True)) as connection:
            (acts,) = connection.execute("SELECT count(*) FROM acts").fetchone()
            (told,) = connection.execute("SELECT count(DISTINCT act) FROM audit").fetchone()
        assert acts == told
    assert len({one["note"]["sha256"] for one in made}) > 1


def test_one_that_is_killed_leaves_nothing_under_its_name(crawled, clean, program):
    backups = crawled / "var" / "backups"
    killed = script(crawled, KILLED, clean)
    assert killed.returncode == -signal.SIGKILL
    assert [name for name in files(backups) if not name.startswith(".")] == []
    assert files(backups) != []
    done = program(crawled, "backup", "--json")
    assert done.returncode == 0, done.stderr
    name = Path(json.loads(done.stdout)["file"]).name
    assert files(backups) == [name, f"{name}.json"]


def mountable():
    """Whether this user may mount a file system of a few bytes in a world of its own."""
    program = shutil.which("unshare")
    if program is None:
        return False
    tried = [program, "-rm", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"]
    return subprocess.run(tried, capture_output=True).returncode == 0


@pytest.mark.skipif(
    os.environ.get("CI") != "true" and not mountable(),
    reason="no file system can be mounted here (unshare -rm)",
)
def test_a_disk_that_is_full_leaves_no_half_backup(crawled, clean, program):
    backups = crawled / "var" / "backups"
    backups.mkdir()
    inside = 'mount -t tmpfs -o size=200k tmpfs var/backups && echo old > var/backups/old && "$@"; '
    inside += "code=$?; ls -A var/backups; exit $code"
    full = script(crawled, FULL, clean, "unshare", "-rm", "sh", "-c", inside, "sh")
    assert full.returncode == 5, full.stderr
    assert full.stdout == "old\n"
    assert "not backed up, older backups stay: the database cannot grow" in full.stderr
    assert len(full.stderr.splitlines()) == 1
    assert program(crawled, "backup", "--quick").returncode == 0
