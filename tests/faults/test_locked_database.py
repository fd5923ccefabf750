"""Another process holds the database's write lock while a run is at work: the run waits."""

import os
import subprocess
import sys
import threading
import time

import pytest
from evidence import check_database, feeds, kept

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

HOLDER = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
db.execute(sys.argv[3])
print("locked", flush=True)
time.sleep(float(sys.argv[2]))
db.execute("ROLLBACK")
print("free", flush=True)
"""


def hold(folder, seconds, how="BEGIN IMMEDIATE"):
    """Lock the database from a process of its own."""
    path = folder / "var" / "regioradar.sqlite"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), str(seconds), how],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "locked\n"
    return holder


def when(server, requests):
    """Wait until the crawl is under way."""
    seen = len(server.requests)
    deadline = time.monotonic() + 60
    while len(server.requests) < seen + requests and time.monotonic() < deadline:
        time.sleep(0.005)


@pytest.mark.parametrize("how", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_lock_in_mid_crawl_longer_than_any_timeout_of_requests(world, how):
    """Requests may take 3 seconds here; the lock lasts for 6, and no source fails for it."""
    folder = world.copy(world.first, "locked")
    held = []

    def lock():
        when(world.server, 4)
        held.append(hold(folder, 6, how))

    thread = threading.Thread(target=lock)
    thread.start()
    ended = world.run(folder)
    thread.join()
    with held[0] as holder:
        assert holder.stdout.readline() in ("free\n", "")
    assert ended.status == 0, ended.output + ended.errors
    check_database(folder)
    assert kept(folder) == world.undisturbed


def test_a_lock_of_a_whole_minute_while_it_reads(world):
    folder = world.copy(world.crawled, "locked")
    with hold(folder, float(os.environ.get("LOCKED_SECONDS", "60"))):
        ended = world.run(folder)
    assert ended.status == 0, ended.output + ended.errors
    assert kept(folder) == world.undisturbed


def test_who_does_not_want_to_wait_is_told_at_once(world):
    folder = world.copy(world.crawled, "locked")
    old = feeds(folder / "var" / "public")
    with (folder / "regioradar.toml").open("a", encoding="utf-8") as file:
        file.write("[store]\nrun_timeout = 0.2\n")
    with hold(folder, 60) as holder:
        ended = world.run(folder)
        holder.kill()
    assert ended.status == 5
    (line,) = [x for x in ended.errors.splitlines() if x.startswith("regioradar: ")]
    assert "is locked by another process; let that one finish, then start again" in line
    assert feeds(folder / "var" / "public") == old
    assert world.run(folder).status == 0
