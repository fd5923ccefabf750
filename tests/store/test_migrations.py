"""The tables from an empty file, from the previous state, and from a state that is too new."""

import hashlib
import sqlite3
import zlib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from model import EntryKind, Page, StoreError
from store import Store
from store.migrations import MIGRATIONS, NAMES

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def schema(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {row[0] for row in rows}


def previous(path: Path) -> None:
    """A file as the program made it that knew all steps but the last."""
    with Database(sqlite3.connect(path)) as db:
        MIGRATIONS.apply(db, stop_before=NAMES[-1])
        db.enable_wal()


def test_the_names_are_the_steps() -> None:
    with Database(memory=True) as db:
        assert tuple(step.name for step in MIGRATIONS.pending(db)) == NAMES
    assert list(NAMES) == sorted(NAMES)


def test_from_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "regioradar.sqlite"
    with Store.open(path) as store:
        assert store.events() == ()
        db = store._connection.db
        assert db.journal_mode == "wal"
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "regioradar.sqlite"
    Store.open(path).close()
    before = path.read_bytes()
    Store.open(path).close()
    assert path.read_bytes() == before


def test_from_the_previous_state(tmp_path: Path) -> None:
    old, new = tmp_path / "old.sqlite", tmp_path / "new.sqlite"
    previous(old)
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("INSERT INTO runs (started_at) VALUES ('2025-12-01T06:00:00+00:00')")
        connection.execute("INSERT INTO bodies VALUES ('h', x'789c4b04000062', 1)")
    with Store.open(old) as store:
        assert store.runs()[0].started_at == datetime(2025, 12, 1, 6, tzinfo=UTC)
        page = Page(source_id="region", url="https://region.localhost/a", body=b"a", fetched_at=NOW)
        store.save_pages(store.start_run(NOW), "region", [page], (), NOW)
        assert len(store.pages()) == 1
        assert store.events() == ()
    Store.open(new).close()
    assert schema(old) == schema(new)


def test_a_file_of_the_first_release_keeps_what_it_knows(tmp_path: Path) -> None:
    """A crawled and read source of the state before roles, lists and visits were kept."""
    path = tmp_path / "regioradar.sqlite"
    with Database(sqlite3.connect(path)) as db:
        MIGRATIONS.apply(db, stop_before="0003_health")
        db.enable_wal()
        at = "2025-12-01T06:00:00+00:00"
        db.execute("INSERT INTO runs (started_at) VALUES (?)", (at,))
        db.execute(
            "INSERT INTO source_runs (run_id, source_id, started_at, finish_reason, pages, events) "
            "VALUES (1, 'region', ?, 'finished', 1, 1)",
            (at,),
        )
        body = b"<p>Am 2. Maerz 2026</p>"
        digest = hashlib.sha256(body).hexdigest()
        db.execute("INSERT INTO bodies VALUES (?, ?, ?)", (digest, zlib.compress(body), 23))
        url = "https://region.localhost/a"
        db.table("pages").insert(
            {
                "id": 1, "source_id": "region", "url": url, "requested_url": "", "status": 200,
                "content_type": "text/html", "etag": '"1"', "last_modified": "", "published": "",
                "fetched_at": at, "last_checked_at": at, "body_hash": digest,
                "extractor_version": "1", "current": 1,
            }
        )  # fmt: skip
        db.conn.commit()
    with Store.open(path) as store:
        page = store.page_at("region", url)
        assert page is not None
        assert (page.body, page.etag, page.role) == (body, '"1"', EntryKind.PAGE)
        (row,) = store.history("region", 10)
        assert (row.pages, row.found, row.coming, dict(row.visits)) == (1, None, None, {})
        assert (dict(row.fill), row.size, row.not_before, row.finish_good) == ({}, 0, None, True)
        assert store.visits("region") == ()
        assert store.good_lists("region", url) is None
        (stored,) = store.pages("region")
        assert (stored.fault, stored.lists, stored.says_none) == (None, (), "")
        run_id = store.start_run(NOW)
        again = Page(source_id="region", url=url, body=body, fetched_at=NOW)
        assert store.save_pages(run_id, "region", [again], (), NOW).unchanged == 1
        assert list(store.pages_to_extract("region", "1")) == []


def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "regioradar.sqlite"
    previous(path)
    before = schema(path)

    def broken(db: Database) -> None:
        db.execute("CREATE TABLE half (a)")
        raise sqlite3.OperationalError("half done")

    for step in MIGRATIONS.pending(Database(memory=True))[-1:]:
        monkeypatch.setattr(step, "fn", broken)
    with pytest.raises(StoreError, match="half done"):
        Store.open(path)
    assert schema(path) == before


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "regioradar.sqlite"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('regioradar', '9999_tomorrow', '2030-01-01')"
        )
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    line = str(caught.value)
    assert str(path) in line
    assert "newer RegioRadar (9999_tomorrow)" in line
    assert "\n" not in line
    assert path.read_bytes() == before


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letters.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE letters (a)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="belongs to another program"):
        Store.open(path)
    assert path.read_bytes() == before
