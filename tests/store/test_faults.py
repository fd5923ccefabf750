"""A file that is locked, damaged, not to be written or full: one clear line, and nothing half."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from model import DamagedError, Page, StoreError
from store import Store

NOW = datetime(2026, 1, 5, tzinfo=UTC)
NOBODY = 65534


def page(number: int = 1, size: int = 10) -> Page:
    body = os.urandom(size)
    url = f"https://region.localhost/{number}"
    return Page(source_id="region", url=url, body=body, fetched_at=NOW)


def save(store: Store, run_id: int, *pages: Page) -> None:
    store.save_pages(run_id, "region", pages, (), NOW)


@contextmanager
def one_line(path: Path, words: str) -> Iterator[None]:
    """The block raises a StoreError of one line that names the file and says `words`."""
    with pytest.raises(StoreError) as caught:
        yield
    line = str(caught.value)
    assert str(path) in line
    assert words in line
    assert "\n" not in line


@contextmanager
def without_privileges() -> Iterator[None]:
    """Rights of files do not hold for root: be nobody for the block."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "regioradar.sqlite"
    Store.open(file).close()
    return file


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_locked_while_writing(path: Path, lock: str) -> None:
    with Store.open(path, timeout=0.05) as store, closing(sqlite3.connect(path)) as other:
        run_id = store.start_run(NOW)
        other.execute(lock)
        with one_line(path, "is locked by another process"):
            save(store, run_id, page())
        assert store.pages() == ()
        other.rollback()
        save(store, run_id, page())
        assert len(store.pages()) == 1


def test_locked_while_opening(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with one_line(path, "is locked by another process"):
            Store.open(path, timeout=0.05)


def test_locked_before_the_first_opening(tmp_path: Path) -> None:
    path = tmp_path / "fresh.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with one_line(path, "is locked by another process"):
            Store.open(path, timeout=0.05)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "regioradar.sqlite"
    path.write_bytes(b"Dear diary, " * 500)
    with one_line(path, "is not an SQLite database"):
        Store.open(path)
    assert path.read_bytes() == b"Dear diary, " * 500


def test_a_damaged_file(path: Path) -> None:
    with Store.open(path) as store:
        save(store, store.start_run(NOW), *(page(number, 3000) for number in range(40)))
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with one_line(path, "is damaged"), Store.open(path) as store:
        store.pages()


def test_a_damaged_body(path: Path) -> None:
    with Store.open(path) as store:
        save(store, store.start_run(NOW), page())
        (kept,) = store.pages()
        store._connection.db.execute("UPDATE bodies SET data = x'00'")
        with pytest.raises(DamagedError, match="is damaged in the archive"):
            store.page(kept.page_id)
        assert list(store.pages_to_extract("region", "1")) == []
        assert [error.url for error in store.damaged] == [kept.url]
        assert not store.pages()[0].has_body
        save(store, store.start_run(NOW), page())
        assert len(list(store.pages_to_extract("region", "1"))) == 1


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    with one_line(tmp_path, "cannot be opened"):
        Store.open(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    path = tmp_path / "file" / "regioradar.sqlite"
    with one_line(path, "the folder cannot be made"):
        Store.open(path)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that nobody can reach into, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_read_only_file(open_folder: Path) -> None:
    path = open_folder / "regioradar.sqlite"
    Store.open(path).close()
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with without_privileges(), one_line(path, "may not be written"):
        Store.open(path)


def test_a_read_only_folder(open_folder: Path) -> None:
    path = open_folder / "regioradar.sqlite"
    open_folder.chmod(0o555)
    with without_privileges(), one_line(path, "cannot be opened"):
        Store.open(path)


def test_read_only_from_now_on(path: Path) -> None:
    with Store.open(path) as store:
        run_id = store.start_run(NOW)
        store._connection.db.execute("PRAGMA query_only = ON")
        with one_line(path, "may not be written"):
            save(store, run_id, page())


def test_a_full_disk_takes_nothing_and_later_all(path: Path) -> None:
    with Store.open(path) as store:
        run_id = store.start_run(NOW)
        save(store, run_id, page(0))
        db = store._connection.db
        used = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {used + 4}")
        many = [page(number, 9000) for number in range(1, 40)]
        with one_line(path, "the disk is full"):
            save(store, run_id, *many)
        assert [stored.url for stored in store.pages()] == [page(0).url]
        db.execute("PRAGMA max_page_count = 100000")
        save(store, run_id, *many)
        assert len(store.pages()) == 40


def test_a_fault_in_the_parsers_writes_nothing(
    path: Path, told: Callable[..., Any], event: Callable[..., Any]
) -> None:
    with Store.open(path) as store:
        run_id = store.start_run(NOW)
        save(store, run_id, page(1), page(2))

        def read() -> Iterator[Any]:
            for page_id, found in store.pages_to_extract("region", "1"):
                if found.url.endswith("/2"):
                    raise ZeroDivisionError
                yield page_id, found, told(event())

        with pytest.raises(ZeroDivisionError):
            store.save_extractions(run_id, "region", read(), "1", NOW)
        assert store.events() == ()
        assert len(list(store.pages_to_extract("region", "1"))) == 2


def test_a_fault_of_ours_is_not_dressed_as_one_of_the_file(path: Path) -> None:
    with Store.open(path) as store:
        with pytest.raises(sqlite3.IntegrityError):
            save(store, 99, page())
        assert store.pages() == ()
        with pytest.raises(KeyError):
            store.finish_run(99, NOW, 0, {})
        with pytest.raises(KeyError):
            store.page(99)


def test_pages_of_another_source_are_refused(path: Path) -> None:
    with Store.open(path) as store, pytest.raises(ValueError, match="region among those of other"):
        store.save_pages(store.start_run(NOW), "other", [page()], (), NOW)
