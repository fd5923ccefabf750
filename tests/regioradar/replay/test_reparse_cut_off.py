"""A replay that is cut off, refused or called wrongly leaves everything as it was."""

import subprocess
import sys
from dataclasses import replace
from datetime import datetime

import pytest

from model import BERLIN
from regioradar.lock import single_run
from store import Store


def test_a_reading_that_is_cut_off_leaves_whole_sources(archive, reparse, tomorrow, monkeypatch):
    """And the next one finds the rest."""
    tomorrow(lambda event: replace(event, name=event.name + " 2026"))
    save, saved = Store.save_extractions, []

    def save_one(store, run_id, source_id, *rest, **more):
        if len(saved) == 4:  # three in the rehearsal
            raise KeyboardInterrupt
        saved.append(source_id)
        return save(store, run_id, source_id, *rest, **more)

    monkeypatch.setattr(Store, "save_extractions", save_one)
    assert reparse().exit_code == 130
    assert saved == ["alpha", "beta", "netz", "alpha"]
    assert archive.names() == {"Fachtag 2026", "Forum 2026", "Werkstatt 2026", "Tagung"}
    monkeypatch.setattr(Store, "save_extractions", save)
    assert "1 of 4 events would change\n" in reparse().stdout
    assert archive.names() == {"Fachtag 2026", "Forum 2026", "Werkstatt 2026", "Tagung 2026"}


LOOKER = """
import sys, time
import parsers
import regioradar.replay.rereading as rereading
from regioradar.cli import main

def wait(before, after):
    list(after)
    print("seen", flush=True)
    time.sleep(60)

rereading.compare = wait
main(["reparse", "--dry-run"])
"""


def test_a_look_that_is_killed_leaves_everything_as_it_was(archive, reparse):
    content = archive.content()
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", LOOKER], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout.readline() == "seen\n"
        process.kill()
    assert archive.content() == content
    assert reparse("--check").exit_code == 0


def test_beside_a_run_it_is_refused(archive, reparse):
    lock = archive.path.with_name(archive.path.name + ".lock")
    with single_run(lock, datetime(2026, 3, 2, 5, tzinfo=BERLIN)):
        result = reparse("--dry-run")
    assert result.exit_code == 4


def test_without_a_database_there_is_nothing_to_check(catalogue, reparse, tmp_path, monkeypatch):
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", "sources")
    result = reparse("--check")
    assert result.exit_code == 5
    assert "there is no database yet" in result.stderr
    assert not (tmp_path / "var").exists()


def test_a_broken_source_file_is_told(archive, reparse, tmp_path):
    (tmp_path / "sources" / "neu.toml").write_text("id = 5")
    result = reparse("--dry-run")
    assert result.exit_code == 1
    assert "neu.toml" in result.stderr
    assert reparse("--dry-run", "--source", "alpha").exit_code == 0


@pytest.mark.parametrize("options", [["--since", "gestern"], ["--source", "weg"]])
def test_a_wrong_command_line_is_one_line(archive, reparse, options):
    result = reparse(*options)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
