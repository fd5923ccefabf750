"""`regioradar init`: a whole folder, a half one, and one where everything is there."""

import os
import stat
from pathlib import Path

import pytest

from regioradar.config import load
from regioradar.installing import folder as making
from regioradar.installing.deployment import NAMES
from sources import load_catalogue
from store import examine


def everything(folder: Path) -> dict[Path, tuple[int, int, bytes]]:
    """All files with rights, time and bytes."""
    return {
        path: (path.stat().st_mode, path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_it_makes_all_that_an_installation_needs(call, tmp_path):
    done = call("init", "radar", "--contact", "a@verein.example")
    assert done.exit_code == 0, done.stderr
    folder = tmp_path / "radar"
    config = load(folder / "regioradar.toml")
    assert config.contact == "a@verein.example"
    assert load_catalogue(config.sources_dir) == load_catalogue()
    assert config.database_file == folder / "var" / "regioradar.sqlite"
    found = examine(config.database_file, full=True)
    assert (found.faults, found.pending, found.unreadable) == ((), (), "")
    assert {path.name for path in (folder / "deploy").iterdir()} == set(NAMES)
    for made in ("regioradar.toml", "sources", "var", "public", "log", "deploy"):
        assert f"made {folder / made}\n" in done.stdout


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_the_rights_do_not_hang_on_the_umask(call, tmp_path, umask):
    before = os.umask(umask)
    try:
        call("init", "radar")
    finally:
        os.umask(before)
    folder = tmp_path / "radar"
    rights = {name: stat.S_IMODE((folder / name).stat().st_mode) for name in ("var", "log")}
    assert rights == {"var": 0o700, "log": 0o750}
    assert stat.S_IMODE((folder / "public").stat().st_mode) == 0o755
    assert stat.S_IMODE((folder / "regioradar.toml").stat().st_mode) == 0o644


def test_a_second_time_it_changes_nothing(call, tmp_path):
    call("init", "radar")
    before = everything(tmp_path / "radar")
    done = call("init", "radar")
    assert done.exit_code == 0
    assert not [line for line in done.stdout.splitlines() if line.startswith("made ")]
    assert everything(tmp_path / "radar") == before


def test_it_completes_what_is_missing_and_keeps_what_is_there(call, tmp_path):
    folder = tmp_path / "radar"
    call("init", "radar")
    (folder / "deploy" / "crontab").unlink()
    (folder / "deploy" / "nginx.conf").write_text("mine", "utf-8")
    (folder / "sources" / "bmwe.toml").unlink()
    done = call("init", "radar")
    made = [line for line in done.stdout.splitlines() if line.startswith("made ")]
    assert made == [f"made {folder / 'deploy' / 'crontab'}"]
    assert (folder / "deploy" / "nginx.conf").read_text("utf-8") == "mine"
    assert not (folder / "sources" / "bmwe.toml").exists()


def test_it_goes_by_the_settings_that_are_there(call, tmp_path):
    folder = tmp_path / "radar"
    folder.mkdir()
    text = 'data_dir = "data"\npublic_dir = "../web"\n'
    (folder / "regioradar.toml").write_text(text, "utf-8")
    assert call("init", "radar").exit_code == 0
    assert (folder / "regioradar.toml").read_text("utf-8") == text
    assert (folder / "data" / "regioradar.sqlite").is_file()
    assert (tmp_path / "web").is_dir()
    assert not (folder / "sources").exists()
    unit = (folder / "deploy" / "regioradar.service").read_text("utf-8")
    assert f"ReadWritePaths={folder} {tmp_path / 'web'}\n" in unit


def test_a_database_that_is_there_is_not_opened(call, tmp_path):
    (tmp_path / "radar" / "var").mkdir(parents=True)
    file = tmp_path / "radar" / "var" / "regioradar.sqlite"
    file.write_bytes(b"of somebody else")
    assert call("init", "radar").exit_code == 0
    assert file.read_bytes() == b"of somebody else"


def test_what_is_chosen_for_a_file_that_is_there_is_refused(call, tmp_path):
    call("init", "radar")
    before = everything(tmp_path / "radar")
    done = call("init", "radar", "--owner", "Verein")
    assert done.exit_code == 2
    assert "is there already; set site.owner in it" in done.stderr
    assert everything(tmp_path / "radar") == before


def test_a_checkout_is_no_working_folder(call, tmp_path):
    (tmp_path / "radar" / "sources").mkdir(parents=True)
    (tmp_path / "radar" / "sources" / "__init__.py").touch()
    done = call("init", "radar")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "is a checkout of the program" in done.stderr
    assert not (tmp_path / "radar" / "regioradar.toml").exists()


@pytest.mark.parametrize("name", ["a b", "50%", "it's", 'quo"te', "semi;colon", "tab\tbed"])
def test_a_path_that_others_would_take_apart_is_refused(call, tmp_path, name):
    done = call("init", name)
    assert done.exit_code == 2
    assert "take a folder without it" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_where_a_value_is_wrong(call, tmp_path):
    done = call("init", "radar", "--base-url", "kalender")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "site.base_url: must be an absolute http(s) address" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_domain_of_the_events_is_that_of_the_address(call, tmp_path):
    call("init", "one", "--base-url", "https://kalender.verein.example/termine/")
    assert load(tmp_path / "one" / "regioradar.toml").site.uid_authority == (
        "kalender.verein.example"
    )
    call("init", "two", "--base-url", "https://a.example/", "--uid-authority", "verein.example")
    assert load(tmp_path / "two" / "regioradar.toml").site.uid_authority == "verein.example"


def test_a_folder_that_cannot_be_made_is_one_line(call, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    done = call("init", "file/radar")
    assert done.exit_code == 2
    assert done.stderr.endswith("cannot be made: Not a directory\n")


def test_the_services_run_as_somebody_who_is_not_root(call, tmp_path, monkeypatch):
    monkeypatch.setattr(making.os, "geteuid", lambda: 0)
    done = call("init", "radar")
    unit = (tmp_path / "radar" / "deploy" / "regioradar.service").read_text("utf-8")
    assert "User=regioradar\n" in unit
    assert f"chown -R regioradar: {tmp_path / 'radar'}" in done.stdout
