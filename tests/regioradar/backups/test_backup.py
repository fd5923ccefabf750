"""`regioradar backup`: what it writes, what it deletes, and what it leaves where it fails."""

import hashlib
import json
import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from regioradar.backups import folder as backup_folder
from regioradar.backups import making
from regioradar.backups.rebuilding import Rebuilder
from regioradar.config import load
from regioradar.lock import single_run
from sources import load_catalogue


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_backup_is_whole_and_says_what_it_is(database, radar, site, content):
    done = radar("backup", "--json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    file = Path(said["file"])
    assert file.parent == Path("var/backups")
    assert content(site / file) == content(database)
    assert said["note"] == json.loads(file.with_name(file.name + ".json").read_text())
    assert said["note"]["bytes"] == file.stat().st_size
    assert said["note"]["counts"]["events"] == 10
    assert said["note"]["counts"]["decisions"] == 2
    assert set(said["note"]["feeds"]["basis"]) == {"program", "settings", "catalogue"}
    assert said["note"]["feeds"]["files"] > 300
    for one in file.parent.iterdir():
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert len(names(site / "var" / "backups")) == 2


def test_the_feeds_of_the_note_are_those_that_are_published(database, radar, site, publish):
    """Built at once of a copy, or file by file onto a folder that stands: the same bytes."""
    publish()
    files = publish()
    assert radar("backup", "copy.sqlite", "--quick").exit_code == 0
    config = load()
    rebuilder = Rebuilder(config, load_catalogue(config.sources_dir))
    made = rebuilder.feeds_of(site / "copy.sqlite", datetime(2026, 3, 2, 11, tzinfo=UTC))
    whole = hashlib.sha256()
    for name, body in sorted(files.items()):
        whole.update(f"{name}\0{len(body)}\0".encode() + body)
    assert (made.files, made.sha256) == (len(files), whole.hexdigest())


def test_a_place_that_is_named(database, radar, site, backups):
    assert radar("backup", "elsewhere/copy.sqlite", "--quick").exit_code == 0
    assert names(site / "elsewhere") == ["copy.sqlite", "copy.sqlite.json"]
    assert json.loads((site / "elsewhere/copy.sqlite.json").read_text())["feeds"] is None
    assert backups() == []
    before = (site / "elsewhere/copy.sqlite").read_bytes()
    again = radar("backup", "elsewhere/copy.sqlite")
    assert again.exit_code == 2
    assert again.stderr == (
        "regioradar: elsewhere/copy.sqlite: is there already; a backup overwrites nothing\n"
    )
    assert (site / "elsewhere/copy.sqlite").read_bytes() == before
    kept = radar("backup", "other.sqlite", "--keep", "1")
    assert kept.exit_code == 2
    served = radar("backup", "var/public/copy.sqlite")
    assert (served.exit_code, "would be served" in served.stderr) == (2, True)


def test_backups_are_not_served(database, radar, site):
    with (site / "regioradar.toml").open("a") as settings:
        settings.write('[backup]\ndir = "var/public/backups"\n')
    refused = radar("backup")
    assert refused.exit_code == 2
    assert "backup.dir" in refused.stderr
    assert "would be served" in refused.stderr


def test_old_backups_of_ours_go_and_nothing_else(database, radar, site, backups):
    folder = site / "var" / "backups"
    made = [json.loads(radar("backup", "--quick", "--json").stdout)["file"] for _ in range(3)]
    assert len(set(made)) == 3
    strangers = {
        "regioradar-20200101T000000Z.sqlite": b"somebody else's",
        "regioradar-20200101T000001Z.sqlite.json": b"{}",
        "regioradar-20200102T000000Z-before-0003_health.sqlite": b"the way back",
        "other-20200101T000000Z.sqlite": b"of another database",
        "notes.txt": b"",
    }
    for name, body in strangers.items():
        (folder / name).write_bytes(body)
    note = Path(made[0] + ".json").read_bytes()
    for name in ("regioradar-20200102T000000Z-before-0003_health.sqlite",):
        (folder / f"{name}.json").write_bytes(note)
        strangers[f"{name}.json"] = note
    done = json.loads(radar("backup", "--quick", "--keep", "2", "--json").stdout)
    assert done["deleted"] == made[:2]
    left = [Path(made[2]).name, Path(done["file"]).name]
    assert backups() == sorted([*strangers, *left, *(f"{name}.json" for name in left)])
    assert {name: (folder / name).read_bytes() for name in strangers} == strangers


def test_how_many_are_kept_is_a_setting(database, radar, site, backups):
    with (site / "regioradar.toml").open("a") as settings:
        settings.write('[backup]\nkeep = 1\ndir = "copies"\n')
    for _ in range(3):
        assert radar("backup", "--quick").exit_code == 0
    assert len(names(site / "copies")) == 2
    assert backups() == []


def damage(database: Path) -> None:
    """Overwrite pages of the file as a failing disk does."""
    with database.open("r+b") as file:
        for page in range(120, 140):
            file.seek(page * 4096)
            file.write(b"\xff" * 4096)


def test_a_damaged_database_is_not_backed_up_and_old_backups_stay(database, radar, backups):
    assert radar("backup", "--quick").exit_code == 0
    before = backups()
    damage(database)
    refused = radar("backup", "--quick", "--keep", "1")
    assert refused.exit_code == 5
    assert "not backed up, older backups stay: it is damaged" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert backups() == before


def test_what_is_not_enough_room_is_said_before(database, radar, backups, monkeypatch):
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _: Usage())
    refused = radar("backup", "--quick")
    assert refused.exit_code == 5
    assert "bytes of room, and 1,000 are free" in refused.stderr
    assert backups() == []


class Usage:
    free = 1000


def test_a_disk_that_fails_at_the_end_leaves_nothing(database, radar, backups, monkeypatch):
    def fail(path: Path) -> None:
        raise OSError(5, "Input/output error")

    for module in (backup_folder, making):
        with monkeypatch.context() as patched:
            patched.setattr(module, "sync", fail)
            refused = radar("backup", "--quick")
        assert refused.exit_code == 5
        assert refused.stderr.endswith("not backed up: Input/output error\n")
        assert backups() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(database, radar, site, backups):
    folder = site / "var" / "backups"
    folder.mkdir(mode=0o500)
    refused = radar("backup", "--quick")
    assert refused.exit_code == 5
    assert "Permission denied" in refused.stderr


def test_one_backup_at_a_time(database, radar, site, backups):
    with backup_folder.alone(site / "var" / "backups"):
        refused = radar("backup", "--quick")
    assert refused.exit_code == 4
    assert "another backup into this folder is at work" in refused.stderr
    assert backups() == []


def test_it_takes_no_lock_of_a_run(database, radar, site):
    with (
        single_run(site / "var/regioradar.sqlite.lock", datetime(2026, 1, 1, tzinfo=UTC)),
        closing(sqlite3.connect(database, isolation_level=None)) as writer,
    ):
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM problems")
        assert radar("backup", "--quick").exit_code == 0


def test_without_a_database_there_is_nothing_to_back_up(site, radar):
    refused = radar("backup")
    assert refused.exit_code == 2
    assert "there is no database yet" in refused.stderr


def test_a_database_of_an_older_program_can_be_backed_up(old, radar, content):
    before = content(old)
    assert radar("backup", "copy.sqlite").exit_code == 0
    assert content(Path("copy.sqlite").absolute()) == before


def test_for_cron_a_backup_that_went_well_says_nothing(database, radar, site):
    done = radar("backup", "--quick", "--quiet")
    assert (done.exit_code, done.output) == (0, "")
    assert len(names(site / "var" / "backups")) == 2
    (site / "taken").write_text("")
    failed = radar("backup", "--quick", "--quiet", "taken/copy.sqlite")
    assert failed.exit_code != 0
    assert failed.stderr
