"""A rehearsal: all of it is seen within, nothing of it is left, and it cannot leak."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from store import Store

URL = "https://region.localhost/tagung"


def content(path: Path) -> str:
    """The hash of everything in the file, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()


def reread(scene: Any, told: Any) -> None:
    items = [(number, page, told) for number, page in scene.store.pages_to_reread("region")]
    run_id = scene.store.start_run(scene.now)
    scene.store.save_extractions(run_id, "region", items, "2", scene.now)


def test_within_it_counts_and_afterwards_it_never_was(scene, told, event):
    scene.run({URL: told(event())})
    before, stood = content(scene.path), scene.store.events()
    with scene.store.rehearsal():
        reread(scene, told(event("Regionalkonferenz Mitte")))
        (changed,) = scene.store.events()
        assert (changed.event.name, changed.sequence) == ("Regionalkonferenz Mitte", 1)
        assert len(scene.store.runs()) == 2
    assert scene.store.events() == stood
    assert content(scene.path) == before
    reread(scene, told(event("Regionalkonferenz Mitte")))
    assert scene.store.events() == (changed,)
    assert content(scene.path) != before


def test_the_file_is_the_same_byte_for_byte(scene, told, event, digest):
    scene.run({f"{URL}/{n}": told(event(f"Fachtag {n}")) for n in range(50)})
    scene.store.close()
    before = digest(scene.path)
    with Store.open(scene.path) as store, store.rehearsal():
        scene.store = store
        reread(scene, told(event("Forum", description="Ein Satz. " * 2000)))
    assert digest(scene.path) == before


def test_what_is_new_within_it_may_be_written_before_what_it_refers_to(scene, told, event):
    scene.run({URL: told(event())})
    with scene.store.rehearsal():
        reread(scene, told(event(), event("Abendempfang")))
        assert len(scene.store.events()) == 2
    assert len(scene.store.events()) == 1


def test_a_part_that_fails_takes_back_itself_only(scene, told, event):
    scene.run({URL: told(event())})
    with scene.store.rehearsal():
        run_id = scene.store.start_run(scene.now)
        with pytest.raises(KeyError):
            scene.store.finish_run(999, scene.now, 0, {})
        scene.store.finish_run(run_id, scene.now, 0, {})
        assert len(scene.store.runs()) == 2
    assert len(scene.store.runs()) == 1


def test_it_is_taken_back_where_the_block_fails(scene, told, event):
    scene.run({URL: told(event())})
    before = content(scene.path)

    def fail() -> None:
        with scene.store.rehearsal():
            reread(scene, told())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert content(scene.path) == before
    assert scene.store.start_run(scene.now) == 2


def test_nothing_stays_where_sqlite_ended_the_transaction_by_itself(scene, told, event):
    """A full disk makes SQLite take back the whole transaction; what follows must not count."""
    scene.run({URL: told(event())})
    before = content(scene.path)
    with scene.store.rehearsal():
        scene.store.start_run(scene.now)
        scene.store._connection.db.conn.execute("ROLLBACK")
        with pytest.raises(RuntimeError, match="the rehearsal is over"):
            scene.store.start_run(scene.now)
    assert content(scene.path) == before


def test_there_is_none_within_another(scene):
    with (
        scene.store.rehearsal(),
        pytest.raises(RuntimeError, match="take that back"),
        scene.store.rehearsal(),
    ):
        pass


def test_nobody_else_writes_meanwhile(scene, path_is_locked):
    with scene.store.rehearsal():
        assert path_is_locked(scene.path)
    assert not path_is_locked(scene.path)


@pytest.fixture
def path_is_locked():
    def locked(path: Path) -> bool:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            return False

    return locked


def test_all_current_pages_are_read_again_whoever_read_them(scene, told, event):
    scene.run({URL: told(event()), URL + "/alt": told(event("Alt"))})
    since = scene.now
    scene.run({URL: told(event("Neu")), URL + "/neu": told(event("Anders"))})
    numbers = [number for number, _ in scene.store.pages_to_reread("region")]
    assert numbers == [2, 3, 4]  # the first version of the first address is not the current one
    urls = [page.url for _, page in scene.store.pages_to_reread("region", scene.now)]
    assert urls == [URL, URL + "/neu"]
    assert len(list(scene.store.pages_to_reread("region", since))) == 3
    assert list(scene.store.pages_to_reread("andere")) == []
