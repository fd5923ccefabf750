"""A database looked at from outside: as it is, whatever it is, and without a trace."""

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store import Store, examine
from store.migrations import NAMES

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)


@pytest.fixture
def file(tmp_path) -> Path:
    """A sound database with one run, closed."""
    path = tmp_path / "radar.sqlite"
    with Store.open(path) as store:
        run = store.start_run(NOON)
        store.finish_run(run, NOON, 1, {"exitCode": 1})
    return path


def traces(file: Path) -> dict[str, tuple[int, bytes]]:
    return {f.name: (f.stat().st_mtime_ns, f.read_bytes()) for f in file.parent.iterdir()}


def change(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("full", [False, True])
def test_a_sound_one_is_sound_and_stays_byte_for_byte(file, full):
    before = traces(file)
    found = examine(file, full=full)
    assert traces(file) == before
    assert (found.unreadable, found.faults, found.pending, found.unknown) == ("", (), (), ())
    assert not found.foreign
    assert found.size == file.stat().st_size
    (run,) = found.last_runs
    assert (run.started_at, run.exit_code) == (NOON, 1)


def test_what_a_run_at_work_has_written_is_seen(file):
    with Store.open(file) as store:
        store.start_run(NOON)
        found = examine(file, full=True)
        assert [run.exit_code for run in found.last_runs] == [None, 1]
        assert found.log_size > 0


def test_what_a_killed_run_had_written_is_seen_and_stays(file, tmp_path):
    copy = tmp_path / "copy" / file.name
    copy.parent.mkdir()
    with Store.open(file) as store:
        store.start_run(NOON)
        for end in ("", "-wal"):
            shutil.copy(f"{file}{end}", f"{copy}{end}")
    before = traces(copy)
    assert len(examine(copy, full=False).last_runs) == 2
    assert {name: found for name, found in traces(copy).items() if name in before} == before


def test_a_damaged_one_says_what_sqlite_says(file):
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(size // 2)
        opened.write(b"\xff" * (size // 4))
    before = traces(file)
    found = examine(file, full=False)
    assert found.faults or found.unreadable
    assert traces(file) == before


@pytest.mark.parametrize("body", [b"no database at all " * 100, b"\0" * 5000])
def test_a_file_that_is_none_says_so(tmp_path, body):
    file = tmp_path / "radar.sqlite"
    file.write_bytes(body)
    found = examine(file, full=False)
    assert "not a database" in found.unreadable
    assert traces(file)["radar.sqlite"][1] == body


def test_a_reference_to_nothing_is_found_in_full(file):
    change(
        file,
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO source_runs (run_id, source_id) VALUES (99, 'amt')",
    )
    assert examine(file, full=False).faults == ()
    (fault,) = examine(file, full=True).faults
    assert "of source_runs refers to a row of runs that there is not" in fault


def test_an_older_one_is_not_migrated(file):
    last = NAMES[-1]
    change(
        file, "DELETE FROM _sqlite_migrations WHERE id = (SELECT MAX(id) FROM _sqlite_migrations)"
    )
    before = traces(file)
    assert examine(file, full=False).pending == (last,)
    assert traces(file) == before


def test_a_newer_one_and_one_of_others_are_told(file, tmp_path):
    change(
        file,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('regioradar', '9999_later', '2030-01-01')",
    )
    assert examine(file, full=False).unknown == ("9999_later",)
    other = tmp_path / "other.sqlite"
    change(other, "CREATE TABLE notes (text)")
    assert examine(other, full=False).foreign


def test_an_empty_file_is_a_database_to_be_filled(tmp_path):
    file = tmp_path / "radar.sqlite"
    file.touch()
    found = examine(file, full=True)
    assert (found.foreign, found.pending) == (False, NAMES)


def test_a_name_with_marks_of_addresses_in_it_is_opened(tmp_path):
    file = tmp_path / "50% ? # ä.sqlite"
    with Store.open(file):
        pass
    assert examine(file, full=False).unreadable == ""


def test_one_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(FileNotFoundError):
        examine(tmp_path / "radar.sqlite", full=False)
    assert list(tmp_path.iterdir()) == []
