"""`regioradar doctor` in a folder that is well, and in the same folder with one thing amiss."""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from regioradar.cli import main
from regioradar.doctor import publication
from regioradar.lock import single_run
from store import Store

WELL = ("--contact", "a@verein.example", "--base-url", "https://kalender.verein.example/")
NOBODY = 65534
Findings = dict[tuple[str, str], dict[str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder that init has made and that has been published from, once for all tests."""
    place = tmp_path_factory.mktemp("made") / "radar"
    assert CliRunner().invoke(main, ["init", str(place), *WELL]).exit_code == 0
    (place / "impressum.md").write_text("Verein, Gera\n", "utf-8")
    settings = place / "regioradar.toml"
    text = settings.read_text("utf-8").replace(
        '#imprint_file = "..."', 'imprint_file = "impressum.md"'
    )
    settings.write_text(text, "utf-8")
    words = ["--config", str(settings), "publish"]
    assert CliRunner().invoke(main, words).exit_code == 0
    return place


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, as pytest's are not."""
    with tempfile.TemporaryDirectory(prefix="regioradar-doctor-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def place(made, open_folder, monkeypatch) -> Path:
    """A copy of it, in which the program is called."""
    copy = shutil.copytree(made, open_folder / "radar")
    monkeypatch.chdir(copy)
    return copy


def asked(*words: str) -> tuple[int, Findings]:
    """The exit code, and what is not well, by group and name."""
    done = CliRunner().invoke(main, ["doctor", "--json", *words])
    assert done.stderr == ""
    record = json.loads(done.stdout)
    told = record["findings"]
    assert sum(record["counts"].values()) == len(told)
    assert all(bool(one["mend"]) is (one["state"] != "ok") for one in told)
    assert all("\n" not in one["found"] + one["mend"] for one in told)
    found = {(one["group"], one["name"]): one for one in told if one["state"] != "ok"}
    return done.exit_code, {key: one for key, one in found.items() if not of_the_machine(*key)}


def of_the_machine(group: str, name: str) -> bool:
    """What the machine of the tests is like is no matter of these tests."""
    return name == "time server" or group in ("machine", "certificates", "disk")


def everything(folder: Path) -> dict[Path, tuple[int, bytes]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def fails(key: tuple[str, str], *words: str) -> dict[str, str]:
    """The one thing that fails."""
    code, found = asked(*words)
    bad = {name: one for name, one in found.items() if one["state"] == "fail"}
    assert list(bad) == [key], found
    assert code == 1
    return bad[key]


@pytest.mark.parametrize("words", [(), ("--full",)])
def test_all_is_well_and_nothing_is_changed(place, words):
    before = everything(place)
    assert asked(*words) == (0, {})
    assert everything(place) == before
    assert {path.name for path in (place / "var").iterdir()} == {
        path.name for path in before if path.parent == place / "var"
    }


def test_a_new_folder_lacks_only_what_the_operator_has_to_say(open_folder, monkeypatch, call):
    assert call("init", str(open_folder / "new")).exit_code == 0
    monkeypatch.chdir(open_folder / "new")
    code, found = asked()
    assert code == 1
    assert {key: one["state"] for key, one in found.items()} == {
        ("configuration", "contact"): "fail",
        ("configuration", "site.base_url"): "warn",
        ("configuration", "site.uid_authority"): "warn",
        ("configuration", "site.imprint_file"): "warn",
    }


def test_an_empty_folder_gets_nothing_made_in_it(tmp_path):
    code, found = asked()
    assert code == 1
    assert ("configuration", "settings") in found
    assert ("database", "soundness") in found
    assert list(tmp_path.iterdir()) == []


def test_settings_that_do_not_load_are_told_and_all_else_is_looked_at(place):
    settings = place / "regioradar.toml"
    settings.write_text(settings.read_text("utf-8").replace("#delay = 1.0", "delay = -1"), "utf-8")
    (place / "public" / "alle.ics").unlink()
    code, found = asked()
    assert code == 2
    assert "crawl.delay" in found["configuration", "settings"]["found"]
    assert "missing" in found["feeds", "files"]["found"]
    assert ("database", "soundness") not in found


def test_settings_that_are_no_toml_leave_the_folder_of_the_file(place):
    (place / "regioradar.toml").write_text("contact = ", "utf-8")
    code, found = asked()
    assert code == 2
    assert "is no TOML" in found["configuration", "settings"]["found"]
    assert ("database", "soundness") not in found


def test_a_file_of_settings_that_is_not_there(place):
    done = CliRunner().invoke(main, ["--config", "other/none.toml", "doctor", "--json"])
    assert done.exit_code == 2
    assert "cannot be read" in done.stdout


def test_a_source_with_a_fault_is_named(place):
    (place / "sources" / "bmwe.toml").write_text("id = 1", "utf-8")
    assert "bmwe.toml" in fails(("configuration", "sources"))["found"]


def test_a_catalogue_that_is_not_there(place):
    shutil.rmtree(place / "sources")
    code, found = asked()
    assert code == 1
    assert found["configuration", "sources"]["state"] == "fail"


def test_copies_that_are_behind_are_told(place):
    (place / "sources" / ".bundled.json").write_text('{"files": {}}', "utf-8")
    (place / "sources" / "bmwe.toml").unlink()
    code, found = asked()
    assert code == 0
    assert list(found) == [("configuration", "sources")]
    assert "sources update" in found["configuration", "sources"]["mend"]


def test_an_imprint_that_is_not_there(place):
    (place / "impressum.md").unlink()
    assert "impressum.md" in fails(("configuration", "site.imprint_file"))["found"]


def test_the_example_domain_is_told_otherwise_once_it_is_published(place):
    settings = place / "regioradar.toml"
    text = settings.read_text("utf-8").replace("uid_authority", "#uid_authority")
    settings.write_text(text, "utf-8")
    _, found = asked()
    assert "every event twice" in found["configuration", "site.uid_authority"]["mend"]


def test_a_damaged_database(place):
    file = place / "var" / "regioradar.sqlite"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    before = everything(place)
    found = fails(("database", "soundness"))
    assert "backup" in found["mend"]
    assert everything(place) == before


def test_a_database_that_is_none(place):
    (place / "var" / "regioradar.sqlite").write_text("no database" * 200, "utf-8")
    assert "not a database" in fails(("database", "soundness"))["found"]


def test_a_database_that_is_lost(place):
    (place / "var" / "regioradar.sqlite").unlink()
    code, found = asked()
    assert code == 0
    assert "backup" in found["database", "soundness"]["mend"]
    assert not (place / "var" / "regioradar.sqlite").exists()


def test_a_database_of_a_newer_program(place):
    with sqlite3.connect(place / "var" / "regioradar.sqlite") as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('regioradar', '9999_later', '2030-01-01')"
        )
    connection.close()
    assert "newer RegioRadar (9999_later)" in fails(("database", "tables"))["found"]


def test_a_feed_that_somebody_altered_or_removed(place):
    (place / "public" / "index.html").write_text("hacked", "utf-8")
    assert "index.html" in fails(("feeds", "files"))["found"]
    (place / "public" / "index.html").unlink()
    assert "missing" in fails(("feeds", "files"))["found"]


def test_bytes_that_changed_under_the_same_time_are_found_in_full(place):
    file = place / "public" / "index.html"
    found = file.stat()
    body = bytearray(file.read_bytes())
    body[100] ^= 1
    file.write_bytes(body)
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert asked() == (0, {})
    assert "index.html" in fails(("feeds", "files"), "--full")["found"]


def test_a_calendar_that_is_none(place):
    (place / "public" / "alle.ics").write_bytes(b"\x00<html>")
    code, found = asked()
    assert code == 1
    assert set(found) == {("feeds", "files"), ("feeds", "alle.ics")}


def test_a_damaged_manifest(place):
    (place / "public" / ".regioradar.json").write_text("{", "utf-8")
    assert "is damaged" in fails(("feeds", "manifest"))["found"]


def test_a_publication_meanwhile_is_no_fault(place, monkeypatch):
    """What was looked at before and after it is of two sets."""
    judged = publication.files_judged

    def overtaken(standing, *, full):
        (place / "public" / "index.html").write_text("new", "utf-8")
        (place / "public" / ".regioradar.json").write_text('{"files": {}, "gone": {}}', "utf-8")
        return judged(standing, full=full)

    monkeypatch.setattr(publication, "files_judged", overtaken)
    code, found = asked()
    assert (code, list(found)) == (0, [("feeds", "publication")])


def test_a_publication_that_was_cut_off(place):
    journal = place / "public" / ".regioradar-journal.json"
    journal.write_text('{"put": [], "remove": []}', "utf-8")
    code, found = asked()
    assert (code, list(found)) == (0, [("feeds", "publication")])
    assert journal.exists()


def test_no_run_for_days(place):
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(days=40)
    with Store.open(place / "var" / "regioradar.sqlite") as store:
        store.finish_run(store.start_run(began), began, 0, {})
    found = fails(("runs", "rhythm"))
    assert "40 days ago" in found["found"]
    assert "crontab -l" in found["mend"]


def test_a_clock_that_went_back(place):
    later = datetime.now(UTC).replace(microsecond=0) + timedelta(days=400)
    with Store.open(place / "var" / "regioradar.sqlite") as store:
        store.finish_run(store.start_run(later), later, 0, {})
    assert "the clock went back" in fails(("clock", "time"))["found"]


def test_a_run_at_work_is_no_fault(place):
    now = datetime.now(UTC).replace(microsecond=0)
    file = place / "var" / "regioradar.sqlite"
    with single_run(file.with_name(file.name + ".lock"), now), Store.open(file) as store:
        store.start_run(now)
        assert asked() == (0, {})


def test_a_password_that_others_may_read(place):
    secret = place / "password"
    secret.write_text("secret", "utf-8")
    secret.chmod(0o644)
    settings = place / "regioradar.toml"
    text = settings.read_text("utf-8").replace(
        '#password_file = "..."', 'password_file = "password"'
    )
    settings.write_text(text, "utf-8")
    code, found = asked()
    assert (code, list(found)) == (0, [("rights", "mail.password_file")])
    assert found["rights", "mail.password_file"]["mend"] == "chmod o-rwx password"
    secret.unlink()
    assert "is not there" in fails(("rights", "mail.password_file"))["found"]


def test_a_database_that_everybody_may_read(place):
    (place / "var").chmod(0o755)
    code, found = asked()
    assert (code, list(found)) == (0, [("rights", "database")])
    assert found["rights", "database"]["mend"] == "chmod o-rwx var"


def test_a_key_that_others_may_read_keeps_the_review_from_starting(place):
    key = place / "var" / "regioradar.sqlite.review-key"
    key.write_text("k" * 40, "utf-8")
    key.chmod(0o640)
    assert "does not start" in fails(("rights", "review.secret_key_file"))["found"]
    key.chmod(0o600)
    assert asked() == (0, {})


def test_pages_that_only_their_own_user_may_read(place):
    (place / "public" / "index.html").chmod(0o600)
    code, found = asked()
    assert (code, list(found)) == (0, [("rights", "public_dir")])
    assert "umask 022" in found["rights", "public_dir"]["mend"]


def test_a_folder_that_cannot_be_made_is_not_mended_by_giving_away_the_one_above(place):
    settings = place / "regioradar.toml"
    text = settings.read_text("utf-8").replace('"public"', '"/proc/none/public"')
    settings.write_text(text, "utf-8")
    is_root = os.geteuid() == 0
    os.seteuid(NOBODY) if is_root else None
    try:
        _, found = asked()
    finally:
        os.seteuid(0) if is_root else None
    assert found["rights", "public_dir"]["mend"].endswith(" /proc/none/public")
    assert "chown" not in found["rights", "public_dir"]["mend"]


def test_a_public_folder_that_no_web_server_can_enter(place):
    (place / "public").chmod(0o700)
    code, found = asked()
    assert (code, list(found)) == (0, [("rights", "public_dir")])


def test_a_user_who_may_not_enter_is_told_so(place):
    """Root asks as nobody; any other user closes the folder to themselves."""
    is_root = os.geteuid() == 0
    os.seteuid(NOBODY) if is_root else (place / "var").chmod(0o000)
    try:
        code, found = asked()
    finally:
        os.seteuid(0) if is_root else (place / "var").chmod(0o700)
    assert code == 1
    assert found["rights", "data_dir"]["state"] == "fail"
    assert found["database", "soundness"]["state"] == "fail"


def test_for_people_it_is_a_line_each_with_what_to_do(place):
    (place / "public" / "index.html").unlink()
    done = CliRunner().invoke(main, ["doctor", "--quiet"])
    assert "feeds\n  fail files: missing in" in done.stdout
    assert "\n       -> regioradar publish makes them anew\n" in done.stdout
    assert "  ok " not in done.stdout
    whole = CliRunner().invoke(main, ["doctor"]).stdout
    assert "  ok   time zone: Europe/Berlin turns on the right days" in whole
    assert whole.splitlines()[-1].endswith("1 failed")
