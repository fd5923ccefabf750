"""Each fault is one clear line and an exit code; the other sources finish, the feeds stay."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from regioradar.clock import Clock
from regioradar.lock import single_run

PROGRAM = str(Path(sys.executable).with_name("regioradar"))

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

OPENED = "addresses in 127.0.0.1/32 may be connected to"

FULL_DISK = """
import errno, os, sys
write = os.fsync
def fsync(handle):
    if "/public/" in os.readlink(f"/proc/self/fd/{handle}"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    write(handle)
os.fsync = fsync
from regioradar.cli import main
main()
"""


SLOW_READER = """
import time
import parsers
parsers.EXTRACTOR_VERSION = "another"
def extract(page, context):
    print("reading", flush=True)
    time.sleep(60)
parsers.extract = extract
from regioradar.cli import main
main()
"""


def feeds(folder):
    public = folder / "var" / "public"
    return {
        str(file.relative_to(public)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in public.rglob("*")
        if file.is_file()
    }


def told(result):
    """What the program said on standard error, without the progress.

    Nor the line on the network of the replica sites, which each crawl here may connect to.
    """
    lines = [line for line in result.stderr.splitlines() if OPENED not in line]
    return [line for line in lines if not line.startswith(("crawl ", "read "))]


@pytest.fixture(scope="module")
def published(run_once):
    """What a run of one source leaves; one page of its site breaks off on purpose."""
    place, result = run_once("--source", "expertrainee")
    assert result.returncode == 1, result.stderr
    assert result.stderr.count(OPENED) == 1
    assert told(result) == []
    return place / "var"


@pytest.fixture
def good(published, folder):
    """The feeds of that run, which the working folder then holds with its database."""
    shutil.copytree(published, folder / "var")
    return feeds(folder)


def change_the_feeds(folder):
    """Make the next publication differ from the last."""
    with (folder / "regioradar.toml").open("a", encoding="utf-8") as file:
        file.write('[site]\ntitle = "Anders"\n')


def test_a_broken_file_a_dead_host_and_a_silent_one_stop_nobody(radar, folder, faulty_site):
    faulty_site("silent")
    faulty_site("failing")
    (folder / "sources" / "kaputt.toml").write_text('id = "kaputt"\nname = "Amt"\nkind = "amt"\n')
    dead = (folder / "sources" / "expertrainee.toml").read_text(encoding="utf-8")
    dead = dead.replace("expertrainee.localhost", "fort.localhost").replace(
        'id = "expertrainee"', 'id = "fort"'
    )
    (folder / "sources" / "fort.toml").write_text(dead, encoding="utf-8")
    result = radar("run", "--all", "--no-quiet")
    assert result.returncode == 1
    (fault,) = told(result)
    assert fault.startswith("regioradar: kaputt.toml: kind: ")
    problems = [line for line in result.stdout.splitlines() if line.startswith("error: ")]
    for source_id in ("silent", "failing", "fort", "kaputt.toml:"):
        assert [line for line in problems if line.split()[1] == source_id], source_id
    calendar = feeds(folder)["alle.ics"][0].decode()
    assert "Jahrestagung" in calendar
    assert "20190321" in calendar


def test_an_unreadable_page_is_one_line_and_exit_1_and_all_the_rest_is_published(radar, folder):
    result = radar("run", "--all", "--no-quiet", "--source", "bmwe")
    assert result.returncode == 1
    assert told(result) == []
    (problem,) = [line for line in result.stdout.splitlines() if line.startswith("error: ")]
    assert problem.startswith("error: bmwe http://www.bmwe.localhost/Redaktion/DE/Meldung/2026/")
    assert problem.endswith(" truncated: the connection broke off before the end")
    assert "Jahrestagung" in feeds(folder)["alle.ics"][0].decode()


def test_an_empty_folder_of_sources_is_exit_2_and_the_feeds_stay(radar, folder, good):
    (folder / "leer").mkdir()
    result = radar("run", "--all", "--no-quiet", REGIORADAR_SOURCES_DIR=str(folder / "leer"))
    assert result.returncode == 2
    assert told(result) == [
        "regioradar: sources_dir holds no source files (`regioradar sources add` proposes one)"
    ]
    assert feeds(folder) == good


def test_a_locked_database_is_exit_5_and_the_feeds_stay(radar, folder, good):
    change_the_feeds(folder)
    holder = sqlite3.connect(folder / "var" / "regioradar.sqlite", isolation_level=None)
    try:
        holder.execute("BEGIN EXCLUSIVE")
        result = radar("publish")
    finally:
        holder.close()
    assert result.returncode == 5
    (line,) = told(result)
    assert line.startswith("regioradar: ")
    assert "regioradar.sqlite" in line
    assert "lock" in line
    assert feeds(folder) == good


def test_a_damaged_database_is_exit_5_and_the_feeds_stay(radar, folder, good):
    for name in ("regioradar.sqlite-wal", "regioradar.sqlite-shm"):
        (folder / "var" / name).unlink(missing_ok=True)
    (folder / "var" / "regioradar.sqlite").write_bytes(b"kaputt" * 1000)
    result = radar("publish")
    assert result.returncode == 5
    assert "regioradar.sqlite" in told(result)[0]
    assert len(told(result)) == 1
    assert feeds(folder) == good


def test_a_lost_database_does_not_empty_the_calendar(radar, folder, good):
    for file in (folder / "var").glob("regioradar.sqlite*"):
        file.unlink()
    result = radar("publish")
    assert result.returncode == 3, result.stderr
    assert "it would lose all its events at once" in result.stderr + result.stdout
    assert feeds(folder) == good


def test_a_full_disk_while_publishing_is_exit_3_and_the_feeds_stay(folder, good, start):
    change_the_feeds(folder)
    with start(
        sys.executable, "-P", "-c", FULL_DISK, "publish", "--today", "2026-03-02"
    ) as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 3, errors
    last = errors.splitlines()[-1]
    assert last.startswith("regioradar: var/public: not published, the last good feeds stay: No ")
    assert feeds(folder) == good


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_really_is_full(radar, folder, good):
    """As above, with a file system of 64 kB under the public folder."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"mounting is not permitted here: {mounted.stderr.strip()}")
    try:
        public = disk / "public"
        public.mkdir()
        (public / "alle.ics").write_bytes(b"der letzte gute Kalender")
        (disk / "ballast").write_bytes(b"x" * 50_000)
        result = radar("publish", REGIORADAR_PUBLIC_DIR=str(public))
        left = {
            str(file.relative_to(public)): file.read_bytes()
            for file in public.rglob("*")
            if file.is_file()
        }
    finally:
        subprocess.run(["umount", disk], check=True)
    assert result.returncode == 3
    assert "the last good feeds stay: No space left on device" in told(result)[-1]
    assert left == {"alle.ics": b"der letzte gute Kalender"}


def test_a_public_folder_that_is_a_file_is_exit_3(radar, folder, good):
    (folder / "datei").write_text("")
    result = radar("publish", REGIORADAR_PUBLIC_DIR="datei")
    assert result.returncode == 3
    assert told(result) == [
        "regioradar: datei: not published, the last good feeds stay: it is a file, no folder"
    ]


def test_sigterm_while_reading_ends_as_ctrl_c_does(folder, good, start):
    with start(sys.executable, "-P", "-c", SLOW_READER, "publish") as process:
        assert process.stdout.readline() == "reading\n"
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert errors.splitlines()[-1] == "regioradar: interrupted"
    assert "Traceback" not in errors
    assert feeds(folder) == good


def test_a_second_start_is_exit_4_and_says_since_when(radar, folder, good):
    lock = folder / "var" / "regioradar.sqlite.lock"
    with single_run(lock, Clock().now()):
        result = radar("run", "--all", "--no-quiet")
    assert result.returncode == 4
    (line,) = told(result)
    assert line.startswith(f"regioradar: another run is at work (process {os.getpid()}, since 20")
    assert feeds(folder) == good


def test_an_interrupted_run_says_so_and_can_be_run_again(start, radar, folder, faulty_site):
    faulty_site("silent")
    text = (folder / "regioradar.toml").read_text(encoding="utf-8")
    patient = text.replace("timeout = 3\n", "timeout = 30\n")
    (folder / "regioradar.toml").write_text(patient, encoding="utf-8")
    with start(PROGRAM, "run", "--all", "--no-quiet", "--today", "2026-03-02") as process:
        for line in process.stderr:
            if line.startswith("crawl bmwe"):
                break
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read()
    assert process.returncode == 130, errors
    assert errors.splitlines()[-1] == "regioradar: interrupted"
    assert "Traceback" not in errors
    (folder / "sources" / "silent.toml").unlink()
    again = radar("run", "--all", "--no-quiet", "--source", "bmwe")
    assert again.returncode == 1, again.stderr  # one page of that site breaks off on purpose
    assert "Jahrestagung" in feeds(folder)["alle.ics"][0].decode()
