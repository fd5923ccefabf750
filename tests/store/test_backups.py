"""Copies of a file that is written all the while, and files that are put in another's place."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from model import StoreError
from store import Store, backups

NOW = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A file of several steps of a copy, with two rows that are always the same."""
    path = tmp_path / "regioradar.sqlite"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE twins (number)")
        connection.execute("INSERT INTO twins VALUES (0), (0)")
        connection.execute("CREATE TABLE load (body)")
        connection.executemany("INSERT INTO load VALUES (randomblob(?))", [(500_000,)] * 60)
    return path


class Writer:
    """Adds one to both rows in each of its transactions, the second long after the first."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done = 0
        self.wrote = threading.Condition()
        self.ended = False

    def work(self) -> None:
        with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as connection:
            while not self.ended:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("UPDATE twins SET number = number + 1 WHERE rowid = 1")
                connection.execute("UPDATE load SET body = randomblob(500000) WHERE rowid = 7")
                connection.execute("UPDATE twins SET number = number + 1 WHERE rowid = 2")
                connection.execute("COMMIT")
                with self.wrote:
                    self.done += 1
                    self.wrote.notify_all()

    def wait(self) -> None:
        """Until it has written once more."""
        with self.wrote:
            now = self.done
            assert self.wrote.wait_for(lambda: self.done > now, timeout=60)


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    writer = Writer(path)
    thread = threading.Thread(target=writer.work)
    thread.start()
    try:
        writer.wait()
        yield writer
    finally:
        writer.ended = True
        thread.join()


def twins(path: Path) -> list[int]:
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM twins")]


def test_it_ends_beside_a_steady_writer_and_is_of_one_moment(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes between any two steps of the copy; none of it is in there by half."""
    left: list[int] = []
    with writing(database) as writer:

        def between(_status: int, still: int, _all: int) -> None:
            left.append(still)
            writer.wait()

        monkeypatch.setattr(backups, "_interruptible", between)
        for number in range(3):
            left.clear()
            copy = tmp_path / f"copy{number}.sqlite"
            copy.touch()
            backups.copy(database, copy, 30)
            assert left == sorted(left, reverse=True)  # it never begins anew
            assert len(left) > 2
            assert left[-1] == 0
            assert backups.examine(copy).steps.pending == ()
            one, other = twins(copy)
            assert one == other > 0


def test_nothing_is_left_beside_a_file_that_is_examined(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.touch()
    backups.copy(database, copy, 1)
    body = copy.read_bytes()
    backups.examine(copy)
    with Store.frozen(copy) as store:
        assert store.events() == ()
    assert copy.read_bytes() == body
    assert sorted(file.name for file in tmp_path.iterdir()) == [copy.name, database.name]


def test_a_frozen_file_is_only_read(database: Path, tmp_path: Path) -> None:
    with (
        Store.frozen(database) as store,
        pytest.raises(StoreError, match="may not be written"),
    ):
        store.start_run(NOW)


def test_a_file_that_is_there_is_not_written_over(database: Path, tmp_path: Path) -> None:
    aside = tmp_path / "aside"
    aside.write_bytes(b"mine")
    staged = tmp_path / "staged"
    staged.write_bytes(database.read_bytes())
    with pytest.raises(StoreError, match="is there already"):
        backups.put_in_place(staged, database, aside)
    assert aside.read_bytes() == b"mine"
