"""The clock that can stand still, and the lock that lets one run in."""

import errno
import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from model import StoreError
from regioradar.clock import Clock
from regioradar.lock import AlreadyRunningError, single_run

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
HOLDER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from regioradar.lock import single_run
with single_run(Path(sys.argv[1]), datetime(2026, 3, 2, 5, tzinfo=UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_clock_that_stands_gives_the_hour_in_berlin():
    assert Clock.at(date(2026, 3, 2), hour=6).now() == datetime(2026, 3, 2, 5, tzinfo=UTC)
    assert Clock.at(date(2026, 7, 2), hour=6).now() == datetime(2026, 7, 2, 4, tzinfo=UTC)


def test_the_day_is_that_of_berlin_not_of_utc():
    assert Clock(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)).today() == date(2026, 3, 2)


def test_the_machines_clock_is_in_utc_and_moves():
    before = datetime.now(UTC).replace(microsecond=0)
    now = Clock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() is not None


def test_a_second_run_is_refused_and_told_who_holds_the_lock(tmp_path):
    lock = tmp_path / "neu" / "db.lock"
    with (
        single_run(lock, NOW),
        pytest.raises(AlreadyRunningError, match=rf"process {os.getpid()}, since 2026-03-02T05:00"),
        single_run(lock, NOW),
    ):
        pytest.fail("two runs at once")
    with single_run(lock, NOW):
        pass


def test_a_killed_run_leaves_no_lock(tmp_path):
    lock = tmp_path / "db.lock"
    process = subprocess.Popen([sys.executable, "-c", HOLDER, lock], stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunningError, match=f"process {process.pid}, "):
            single_run(lock, NOW).__enter__()
        process.send_signal(signal.SIGKILL)
        process.wait()
    with single_run(lock, NOW):
        assert f"process {os.getpid()}" in lock.read_text()


def test_a_lock_that_cannot_be_made_is_a_store_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"file/db\.lock: the lock cannot be made"):
        single_run(tmp_path / "file" / "db.lock", NOW).__enter__()
    with pytest.raises(StoreError, match=r"file is no folder$"):
        single_run(tmp_path / "file" / "db.lock", NOW).__enter__()


def test_a_full_disk_is_a_store_error_and_the_lock_is_let_go(tmp_path, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        with pytest.raises(StoreError, match=r"db\.lock: the lock cannot be made: No space left"):
            single_run(tmp_path / "db.lock", NOW).__enter__()
    with single_run(tmp_path / "db.lock", NOW):
        pass


def test_a_clock_goes_on_from_where_another_stands():
    going = Clock.at(date(2026, 3, 2), hour=6).going()
    first = going.now()
    assert first - datetime(2026, 3, 2, 5, tzinfo=UTC) < timedelta(seconds=5)
    assert going.fixed is None
    assert (Clock().now() + going.ahead) - first < timedelta(seconds=5)


def test_what_a_killed_run_left_is_told_once(tmp_path, caplog):
    lock = tmp_path / "db.lock"
    lock.write_text("process 4711 (regioradar run), since 2026-03-01T02:00:00+00:00\n")
    with single_run(lock, NOW):
        pass
    (record,) = caplog.records
    assert record.getMessage() == (
        "process 4711 (regioradar run), since 2026-03-01T02:00:00+00:00 did not come to its end; "
        "what it left is made good now"
    )
    with single_run(lock, NOW):
        pass
    assert len(caplog.records) == 1


def test_what_others_wrote_into_the_lock_is_shown_in_one_line(tmp_path, caplog):
    lock = tmp_path / "db.lock"
    lock.write_bytes(b"\xff\x1b[31m a\nb" + b"x" * 10_000)
    with single_run(lock, NOW):
        pass
    said = caplog.records[0].getMessage()
    assert len(said) < 300
    assert said.isprintable()


def test_the_holder_says_which_command_it_is_and_none_of_its_options(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["radar", "--config", "/geheim/x.toml", "run", "--json"])
    lock = tmp_path / "db.lock"
    with single_run(lock, NOW):
        said = lock.read_text()
    assert said.startswith(f"process {os.getpid()} (regioradar run), since ")
