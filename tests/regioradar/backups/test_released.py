"""Databases of past releases are backed up, migrated and published, and nothing is lost."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from regioradar import opening
from regioradar.config import load
from regioradar.lock import single_run
from regioradar.opening import open_store
from store.backups import steps_of
from store.migrations import NAMES

RELEASED = Path(__file__).parents[2] / "store" / "released"
FILES = sorted(RELEASED.glob("*.sqlite.gz"))
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def told(calendar: bytes) -> set[tuple[str, str]]:
    """UID and DTSTART of each event."""
    text = calendar.decode().replace("\r\n ", "")
    found = set()
    for part in text.split("BEGIN:VEVENT")[1:]:
        lines = dict(re.findall(r"^(UID|DTSTART)[^:]*:(.*)\r$", part, re.MULTILINE))
        found.add((lines["UID"], lines["DTSTART"]))
    return found


@pytest.mark.parametrize("released", FILES, ids=lambda file: file.name.split(".")[0])
def test_it_is_backed_up_and_published_without_loss(released, put, publish, backups, content):
    database = put(released)
    before, pending = content(database), steps_of(database, 1).pending
    files = publish()
    calendar = RELEASED / released.name.replace(".sqlite.gz", ".ics")
    assert told(files["alle.ics"]) == told(calendar.read_bytes())
    assert publish() == files
    if not pending:
        assert backups() == []
        return
    name, note = backups()
    assert re.fullmatch(rf"regioradar-\d{{8}}T\d{{6}}Z-before-{pending[0]}\.sqlite", name)
    folder = database.parent / "backups"
    assert content(folder / name) == before
    said = json.loads((folder / note).read_text())
    assert (said["before"], said["schema"]) == (pending[0], NAMES[NAMES.index(pending[0]) - 1])
    assert said["counts"]["events"] == 10


def test_upgrade_says_what_is_to_be_done_and_does_it_once(old, radar, backups, content):
    body, before = old.read_bytes(), content(old)
    checked = radar("upgrade", "--check")
    assert checked.exit_code == 1
    assert "to be migrated: 0003_health\n" in checked.output
    assert "the backup before takes" in checked.output
    assert (old.read_bytes(), backups()) == (body, [])
    done = radar("upgrade", "--json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert said["schema"] == "0002_events"
    assert tuple(said["pending"]) == NAMES[2:]
    assert content(Path(said["backup"]["file"])) == before
    again = radar("upgrade", "--check")
    assert (again.exit_code, again.output) == (
        0, f"nothing to do: {Path('var') / old.name} is of state {NAMES[-1]}\n"
    )  # fmt: skip
    assert radar("upgrade").exit_code == 0
    assert len(backups()) == 2


def test_without_a_backup_nothing_is_migrated(old, radar, site):
    (site / "var" / "backups").write_text("no folder")
    before = old.read_bytes()
    for command in (("upgrade",), ("event", "Tag"), ("publish",), ("health",)):
        refused = radar(*command)
        assert refused.exit_code == 5, command
        assert "not backed up: there is a file where the folder should be" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    assert old.read_bytes() == before


@pytest.mark.parametrize("command", [("upgrade",), ("event", "Tag"), ("publish",)])
def test_nothing_is_migrated_under_a_run(command, old, radar, site, backups):
    before = old.read_bytes()
    with single_run(site / "var" / "regioradar.sqlite.lock", NOW):
        refused = radar(*command)
    assert refused.exit_code == 4
    assert "another run is at work" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert (old.read_bytes(), backups()) == (before, [])


def test_of_two_that_open_it_at_once_one_migrates(old, radar, site, monkeypatch, backups):
    """The second is let in as the first makes its backup, and waits."""
    monkeypatch.chdir(site)
    config, made = load(), []
    seen = []

    def second(*_: object) -> None:
        seen.append(radar("health"))

    make = opening.make

    def between(*args, **kwargs):
        monkeypatch.setattr(opening, "make", make)
        second()
        return make(*args, **kwargs)

    monkeypatch.setattr(opening, "make", between)
    open_store(config, made=made).close()
    assert seen[0].exit_code == 5
    assert "locked by another process" in seen[0].stderr
    assert len(made) == 1
    assert len(backups()) == 2
    assert radar("health").exit_code != 5


def test_every_command_refuses_a_newer_database(database, radar, site, backups):
    copy = site / "copy.sqlite"
    assert radar("backup", copy).exit_code == 0
    for file in (database, copy):
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
                "VALUES ('regioradar', '9999_tomorrow', '2030-01-01')"
            )
    before = database.read_bytes()
    for command in (
        ("upgrade",), ("upgrade", "--check"), ("publish",), ("event", "Tag"), ("backup",),
        ("restore", copy), ("restore", copy, "--check"), ("restore", copy, "--force"),
    ):  # fmt: skip
        refused = radar(*command)
        assert refused.exit_code == 5, command
        assert "newer RegioRadar (9999_tomorrow); update the program" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    assert (database.read_bytes(), backups()) == (before, [])


def test_every_part_of_the_program_opens_it_with_a_backup():
    """`Store.open` by itself migrates without one."""
    package = Path(opening.__file__).parent
    found = [
        file.name
        for file in package.rglob("*.py")
        if re.search(r"\bStore\.open\b(?!\()|\bStore\.open\((?!\))", file.read_text("utf-8"))
    ]
    assert found == ["opening.py"]
