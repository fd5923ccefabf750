"""What becomes of the copies of bundled sources when the program is upgraded."""

import hashlib
import json

import pytest

from model import ConfigError
from regioradar.installing import copying
from regioradar.installing.copying import RECORD, Fate, copy_catalogue, decided, recorded, update

OLD, NEW, MINE = "old", "new", "mine"


@pytest.mark.parametrize(
    ("copied", "bundled", "there", "fate", "noted"),
    [
        (OLD, OLD, OLD, Fate.SAME, OLD),
        (OLD, NEW, OLD, Fate.CHANGED, NEW),
        (OLD, NEW, NEW, Fate.SAME, NEW),  # brought by hand, or by an update that was cut off
        (None, NEW, None, Fate.NEW, NEW),
        (None, NEW, NEW, Fate.SAME, NEW),
        (None, NEW, MINE, Fate.BOTH, None),  # the operator had a source of that name first
        (OLD, OLD, MINE, Fate.YOURS, OLD),
        (OLD, NEW, MINE, Fate.BOTH, OLD),
        (OLD, OLD, None, Fate.DELETED, OLD),
        (OLD, NEW, None, Fate.DELETED, OLD),
        (OLD, None, OLD, Fate.WITHDRAWN, OLD),
        (OLD, None, MINE, Fate.WITHDRAWN, OLD),
        (OLD, None, None, Fate.DELETED, OLD),
    ],
)
def test_every_case_is_decided(copied, bundled, there, fate, noted):
    def named(digest):
        return {} if digest is None else {"amt.toml": digest}

    (verdict,) = decided(named(copied), named(bundled), named(there)).values()
    assert (verdict.fate, verdict.noted) == (fate, noted)


def test_a_file_of_the_operators_own_is_no_matter_of_the_update():
    assert decided({}, {}, {"own.toml": MINE}) == {}


@pytest.fixture
def bundled(monkeypatch) -> dict[str, bytes]:
    """The bundled catalogue, to be changed as a new version would."""
    files = {f"{name}.toml": name.encode() for name in ("amt", "bund", "chor", "dorf")}
    monkeypatch.setattr(copying, "bundled_files", lambda: dict(files))
    return files


def test_an_upgrade_brings_what_is_new_and_leaves_what_the_operator_did(bundled, tmp_path):
    folder = tmp_path / "sources"
    assert copy_catalogue(folder) == 4
    (folder / "bund.toml").write_text("changed by the operator", "utf-8")
    (folder / "chor.toml").unlink()
    (folder / "own.toml").write_text("the operator's own", "utf-8")
    bundled |= {f"{name}.toml": b"new" for name in ("amt", "bund", "chor", "erst")}
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    told = update(folder, dry=True)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert update(folder, dry=False) == told
    assert told == {
        "amt.toml": Fate.CHANGED,
        "bund.toml": Fate.BOTH,
        "chor.toml": Fate.DELETED,
        "dorf.toml": Fate.SAME,
        "erst.toml": Fate.NEW,
    }
    now = {file.name: file.read_bytes() for file in folder.glob("*.toml")}
    assert now == {
        "amt.toml": b"new",
        "bund.toml": b"changed by the operator",
        "dorf.toml": b"dorf",
        "erst.toml": b"new",
        "own.toml": b"the operator's own",
    }
    again = update(folder, dry=False)
    assert set(again.values()) == {Fate.SAME, Fate.BOTH, Fate.DELETED}
    assert {file.name for file in folder.iterdir()} == {*now, RECORD}


def test_who_takes_over_the_bundled_file_is_not_asked_again(bundled, tmp_path):
    folder = tmp_path / "sources"
    copy_catalogue(folder)
    (folder / "amt.toml").write_text("mine", "utf-8")
    bundled["amt.toml"] = b"theirs"
    assert update(folder, dry=False)["amt.toml"] is Fate.BOTH
    (folder / "amt.toml").write_bytes(b"theirs")
    assert update(folder, dry=False)["amt.toml"] is Fate.SAME
    assert recorded(folder)["amt.toml"] == hashlib.sha256(b"theirs").hexdigest()


def test_a_copy_that_is_cut_off_leaves_no_half_folder(bundled, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "_note", full)
    with pytest.raises(OSError, match="No space left"):
        copy_catalogue(tmp_path / "sources")
    assert list(tmp_path.iterdir()) == []


def test_an_update_that_is_cut_off_goes_on_the_next_time(bundled, tmp_path, monkeypatch):
    folder = tmp_path / "sources"
    copy_catalogue(folder)
    bundled |= {"amt.toml": b"new", "bund.toml": b"new"}
    written = copying._replace

    def fails_at_the_second(file, body):
        if file.name == "bund.toml":
            raise OSError(28, "No space left on device")
        written(file, body)

    with monkeypatch.context() as patch:
        patch.setattr(copying, "_replace", fails_at_the_second)
        with pytest.raises(ConfigError, match="cannot be written: No space left"):
            update(folder, dry=False)
    assert (folder / "amt.toml").read_bytes() == b"new"
    told = update(folder, dry=False)
    assert (told["amt.toml"], told["bund.toml"]) == (Fate.SAME, Fate.CHANGED)


def test_a_catalogue_of_ones_own_is_not_filled_up(bundled, tmp_path):
    (tmp_path / "own.toml").write_text("", "utf-8")
    with pytest.raises(ConfigError, match="is no copy of the bundled catalogue"):
        update(tmp_path, dry=False)
    assert [file.name for file in tmp_path.iterdir()] == ["own.toml"]


@pytest.mark.parametrize("record", ["{", "[]", '{"files": 1}', "\xff"])
def test_a_damaged_record_is_one_line(bundled, tmp_path, record):
    (tmp_path / RECORD).write_bytes(record.encode("latin-1"))
    with pytest.raises(ConfigError, match="is damaged"):
        update(tmp_path, dry=False)


def test_the_command_tells_what_it_did(bundled, tmp_path, call, monkeypatch):
    folder = tmp_path / "sources"
    copy_catalogue(folder)
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", "sources")
    (folder / "bund.toml").write_text("mine", "utf-8")
    bundled |= {"amt.toml": b"new", "bund.toml": b"new"}
    del bundled["dorf.toml"]
    done = call("sources", "update", "--dry-run", "--json")
    assert json.loads(done.stdout)["files"] == {
        "amt.toml": "changed",
        "bund.toml": "both",
        "chor.toml": "same",
        "dorf.toml": "withdrawn",
    }
    assert (folder / "amt.toml").read_bytes() == b"amt"
    done = call("sources", "update")
    assert done.exit_code == 0
    assert "amt.toml: changed\n" in done.stdout
    assert "bund.toml: you changed it, and the bundled one has changed too; yours stays" in (
        done.stdout
    )
    assert "dorf.toml: no longer bundled" in done.stdout
    assert (folder / "amt.toml").read_bytes() == b"new"
    assert (folder / "dorf.toml").exists()


def test_without_a_folder_of_its_own_there_is_nothing_to_do(call):
    done = call("sources", "update")
    assert (done.exit_code, done.stdout) == (
        0,
        "sources_dir is not set: the bundled catalogue itself is in use\n",
    )
