"""`regioradar restore`: what it proves, what it refuses, and that nothing is lost by it."""

import json
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from regioradar.lock import single_run
from store import Store
from store.migrations import NAMES

RELEASED = Path(__file__).parents[2] / "store" / "released"


@pytest.fixture
def copy(database, radar, site) -> Path:
    """A backup with its note, outside of the program's folders."""
    assert radar("backup", "copy.sqlite", "--quick").exit_code == 0
    return site / "copy.sqlite"


@pytest.fixture
def proved(database, radar, site) -> Path:
    """The same with a digest of its feeds."""
    assert radar("backup", "copy.sqlite").exit_code == 0
    return site / "copy.sqlite"


def beside(database: Path) -> list[str]:
    return sorted(
        file.name
        for file in database.parent.iterdir()
        if file.is_file() and file.name != database.name and not file.name.endswith(".lock")
    )


def test_onto_a_new_machine_and_the_feeds_are_the_same_bytes(database, radar, site, publish):
    files = publish()
    assert radar("backup", "after.sqlite").exit_code == 0
    shutil.rmtree(site / "var")
    done = radar("restore", "after.sqlite", "--json")
    assert done.exit_code == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["feedsAreTheSame"] is True
    assert (said["aside"], said["doubts"], said["notCompared"]) == (None, [], [])
    assert beside(database) == []
    assert publish() == files


def test_what_was_there_lies_beside_it(proved, database, radar, content):
    backed = content(database)
    assert radar("decide", "approve", first(database), "--by", "otto").exit_code == 0
    decided = content(database)
    assert decided != backed
    database.chmod(0o640)
    done = radar("restore", proved)
    assert done.exit_code == 0, done.stderr
    assert "the same bytes as when it was made" in done.output
    assert "next: regioradar run" in done.output
    assert content(database) == backed
    assert stat.S_IMODE(database.stat().st_mode) == 0o640
    (aside,) = beside(database)
    assert aside.startswith("regioradar.sqlite.before-restore-")
    assert content(database.with_name(aside)) == decided


def first(database: Path) -> str:
    with Store.open(database) as store:
        return store.events()[0].uid


def test_check_changes_nothing(copy, database, radar, site):
    for folder in (site / "var", None):
        before = {f: f.read_bytes() for f in site.rglob("*") if f.is_file()}
        checked = radar("restore", copy, "--check")
        assert checked.exit_code == 0, checked.stderr
        assert "sound; 10 events" in checked.output
        assert {f: f.read_bytes() for f in site.rglob("*") if f.is_file()} == before
        if folder:
            shutil.rmtree(folder)
    assert radar("restore", copy, "--check", "--force").exit_code == 2


def flip(copy: Path) -> None:
    """One bit of the body of a page, which SQLite has no way to miss."""
    with closing(sqlite3.connect(f"file:{copy}?immutable=1", uri=True)) as connection:
        (data,) = connection.execute("SELECT data FROM bodies WHERE length(data) > 500").fetchone()
    body = bytearray(copy.read_bytes())
    body[body.index(data[:100]) + 50] ^= 1
    copy.write_bytes(body)


def cut(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-300_000])


def other_program(copy: Path) -> None:
    copy.unlink()
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("CREATE TABLE letters (a)")


def text(copy: Path) -> None:
    copy.write_text("Kein Backup\n" * 500)


def empty(copy: Path) -> None:
    copy.write_bytes(b"")


def orphan(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE pages SET body_hash = 'gone' WHERE id = 1")


def in_use(copy: Path) -> None:
    copy.with_name(copy.name + "-wal").write_bytes(b"log")


def gone(copy: Path) -> None:
    copy.unlink()


def bad_note(copy: Path) -> None:
    copy.with_name(copy.name + ".json").write_text("{}")


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (flip, "its bytes are not those that were backed up (SHA-256)"),
        (cut, "it is damaged"),
        (other_program, "belongs to another program"),
        (text, "it is damaged: file is not a database"),
        (empty, "it is empty, no database of RegioRadar"),
        (orphan, "it is damaged: a row of pages refers to one of bodies that is not there"),
        (in_use, "a log lies beside it (copy.sqlite-wal)"),
        (gone, "there is no such backup"),
        (bad_note, "is no note of a backup of RegioRadar"),
    ],
)
def test_what_is_no_sound_backup_is_refused(spoil, line, copy, database, radar):
    spoil(copy)
    before = database.read_bytes()
    for options in (("--check",), ()):
        refused = radar("restore", copy, *options)
        assert refused.exit_code == 5, options
        assert line in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    if spoil is not flip:
        assert radar("restore", copy, "--force").exit_code == 5
    assert database.read_bytes() == before
    assert beside(database) == []


def test_a_sound_one_without_its_note_takes_a_word(copy, database, radar, content):
    backed = content(copy)
    copy.with_name("copy.sqlite.json").unlink()
    refused = radar("restore", copy)
    assert refused.exit_code == 5
    assert "no note lies beside it" in refused.stderr
    assert radar("restore", copy, "--force").exit_code == 0
    assert content(database) == backed


def test_other_feeds_of_the_same_bytes_are_a_doubt(proved, database, radar):
    note = proved.with_name("copy.sqlite.json")
    told = json.loads(note.read_text())
    told["feeds"]["sha256"] = "0" * 64
    note.write_text(json.dumps(told))
    refused = radar("restore", proved)
    assert refused.exit_code == 5
    assert "feed files are not those that came of it" in refused.stderr
    assert radar("restore", proved, "--check").exit_code == 5
    assert radar("restore", proved, "--force").exit_code == 0


def other_basis(site: Path, told: dict[str, dict[str, str]]) -> None:
    told["basis"]["program"] = "x"


def other_title(site: Path, _told: object) -> None:
    settings = site / "regioradar.toml"
    settings.write_text(settings.read_text() + "[site]\ntitle = 'Anderes'\n")


def other_catalogue(site: Path, _told: object) -> None:
    (site / "sources" / "bmwe.toml").unlink()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (other_basis, "another version of the program"),
        (other_title, "built with other settings"),
        (other_catalogue, "another catalogue of sources"),
    ],
)
def test_what_cannot_be_compared_is_said_and_is_no_doubt(change, reason, proved, radar, site):
    note = proved.with_name("copy.sqlite.json")
    told = json.loads(note.read_text())
    change(site, told["feeds"])
    note.write_text(json.dumps(told))
    for options in (("--check",), ()):
        done = radar("restore", proved, *options)
        assert done.exit_code == 0, done.stderr
        assert f"feeds: cannot be compared: they were built {reason}"[:40] in done.output
        assert reason in done.output


def test_one_of_an_older_program_is_migrated_before_it_takes_the_place(
    put, radar, site, database, content
):
    old = put(sorted(RELEASED.glob("*.sqlite.gz"))[0])
    assert radar("backup", "old.sqlite").exit_code == 0
    backed = content(site / "old.sqlite")
    put(sorted(RELEASED.glob("*.sqlite.gz"))[-1])
    checked = radar("restore", "old.sqlite", "--check")
    assert (checked.exit_code, "to be migrated: 0003_health" in checked.output) == (0, True)
    done = radar("restore", "old.sqlite", "--json")
    assert done.exit_code == 0, done.stderr
    assert tuple(json.loads(done.stdout)["migrated"]) == NAMES[2:]
    assert radar("upgrade", "--check").exit_code == 0
    assert content(site / "old.sqlite") == backed
    with Store.open(old) as store:
        assert len(store.events()) == 10


def test_a_run_at_work_keeps_it_out(copy, database, radar):
    before = database.read_bytes()
    with single_run(database.with_name("regioradar.sqlite.lock"), datetime(2026, 1, 1, tzinfo=UTC)):
        refused = radar("restore", copy)
    assert (refused.exit_code, "another run is at work" in refused.stderr) == (4, True)
    assert database.read_bytes() == before


def test_who_has_it_open_keeps_it_out_and_loses_nothing(copy, database, radar, content):
    """The review application keeps a connection a thread."""
    with Store.open(database) as store:
        uid = store.events()[0].uid
        refused = radar("restore", copy)
        assert refused.exit_code == 5
        assert "is open in another program" in refused.stderr
        store.staff.approve(uid, by="otto", now=datetime(2026, 3, 2, tzinfo=UTC))
        assert store.stands
    decided = content(database)
    assert any("otto" in line for line in decided)
    assert radar("restore", copy).exit_code == 0
    (aside,) = beside(database)
    assert content(database.with_name(aside)) == decided


def test_a_damaged_database_gives_way_too_with_its_log(copy, database, radar, content):
    backed, log = content(copy), database.with_name("regioradar.sqlite-wal")
    for body in (b"\xff" * 9000, b"", database.read_bytes()[:5000]):
        database.write_bytes(body)
        log.write_bytes(b"what was not yet in it")
        done = radar("restore", copy)
        assert done.exit_code == 0, done.stderr
        assert content(database) == backed
        kept = [name for name in beside(database) if not name.endswith("-wal")]
        assert any(database.with_name(name).read_bytes() == body for name in kept)
        assert not log.exists()
        for name in beside(database):
            database.with_name(name).unlink()


def test_a_disk_without_room_leaves_all_as_it_was(copy, database, radar, monkeypatch):
    class Usage:
        free = 1000

    before = database.read_bytes()
    monkeypatch.setattr("regioradar.backups.restoring.shutil.disk_usage", lambda _: Usage())
    refused = radar("restore", copy)
    assert refused.exit_code == 5
    assert "bytes of room in var, and 1,000 are free" in refused.stderr
    assert database.read_bytes() == before
    assert beside(database) == []


def test_it_is_never_without_a_database(copy, database, radar, monkeypatch):
    """Cut off at its last step: the old one is in its place, and nothing half lies beside it."""
    before = database.read_bytes()

    def cut_off(self, target):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut_off)
        refused = radar("restore", copy)
    assert refused.exit_code == 5
    assert "cannot be put in its place: Input/output error" in refused.stderr
    with Store.open(database) as store:
        assert len(store.events()) == 10
    assert len(before) == database.stat().st_size
    assert radar("restore", copy).exit_code == 0
