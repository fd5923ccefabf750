"""All files or none; unchanged ones untouched; strangers' files left alone."""

import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import PublishError
from regioradar.publish import MANIFEST, publish

OLD = {"alle.ics": b"alt", "alle.rss": b"alt", "region/halle.ics": b"alt"}
NEW = {"alle.ics": b"neu und laenger", "alle.rss": b"neu", "region/halle.ics": b"neu"}


def tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(f.relative_to(folder)): f.read_bytes() for f in files if f.name != MANIFEST}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {f.name: (f.stat().st_mtime_ns, f.stat().st_ino) for f in folder.rglob("*.*")}


def test_files_are_written_readable_for_the_web_server(tmp_path):
    before = os.umask(0o022)
    try:
        done = publish(OLD, tmp_path / "public")
    finally:
        os.umask(before)
    assert tree(tmp_path / "public") == OLD
    assert done.written == ("alle.ics", "alle.rss", "region/halle.ics")
    assert stat.S_IMODE((tmp_path / "public" / "alle.ics").stat().st_mode) == 0o644


def test_unchanged_files_are_not_touched(tmp_path):
    publish(OLD, tmp_path)
    before = stamps(tmp_path)
    done = publish(OLD, tmp_path)
    assert done.written == ()
    assert done.unchanged == ("alle.ics", "alle.rss", "region/halle.ics")
    assert stamps(tmp_path) == before


def test_only_what_changed_is_written(tmp_path):
    publish(OLD, tmp_path)
    before = stamps(tmp_path)
    assert publish({**OLD, "alle.rss": b"neu"}, tmp_path).written == ("alle.rss",)
    after = stamps(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"alle.rss"}


def test_a_reader_keeps_the_whole_old_file(tmp_path):
    publish(OLD, tmp_path)
    with (tmp_path / "alle.ics").open("rb") as reader:
        publish(NEW, tmp_path)
        assert reader.read() == b"alt"
    assert tree(tmp_path) == NEW


def test_files_no_longer_built_go_and_strangers_stay(tmp_path):
    publish(OLD, tmp_path)
    (tmp_path / "robots.txt").write_bytes(b"fremd")
    done = publish({"alle.ics": b"alt"}, tmp_path)
    assert done.removed == ("alle.rss", "region/halle.ics")
    assert tree(tmp_path) == {"alle.ics": b"alt", "robots.txt": b"fremd"}
    assert publish({"alle.ics": b"alt"}, tmp_path).removed == ()


def test_a_strangers_file_of_our_name_becomes_ours(tmp_path):
    (tmp_path / "alle.ics").write_bytes(b"alt")
    publish({"alle.ics": b"alt"}, tmp_path)
    assert publish({}, tmp_path).removed == ("alle.ics",)


@pytest.mark.parametrize("failing", range(3))
def test_full_disk_leaves_every_last_good_feed(tmp_path, monkeypatch, failing):
    publish(OLD, tmp_path)
    before, before_stamps = tree(tmp_path), stamps(tmp_path)
    calls = []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) > failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(PublishError) as error:
        publish(NEW, tmp_path)
    assert str(error.value).startswith(f"{tmp_path}: not published, the last good feeds stay: No ")
    assert tree(tmp_path) == before
    assert stamps(tmp_path) == before_stamps


def test_a_folder_in_the_way_is_one_clear_line(tmp_path):
    publish(OLD, tmp_path)
    (tmp_path / "neu.ics").mkdir()
    with pytest.raises(PublishError, match=r"a folder stands where a file belongs \(neu\.ics\)"):
        publish({**NEW, "neu.ics": b"x"}, tmp_path)
    assert tree(tmp_path) == OLD


def test_public_folder_that_is_a_file_is_a_publish_error(tmp_path):
    (tmp_path / "public").write_text("")
    with pytest.raises(PublishError, match="not published"):
        publish(OLD, tmp_path / "public")


def test_leftovers_of_a_killed_run_are_swept(tmp_path):
    publish(OLD, tmp_path)
    (tmp_path / "region" / ".halle.ics.regioradar-tmp").write_bytes(b"halb")
    publish(OLD, tmp_path)
    assert tree(tmp_path) == OLD


@pytest.mark.parametrize("name", ["../draussen.ics", "/etc/x.ics", "", "region/../../x"])
def test_names_outside_of_the_folder_are_a_bug(tmp_path, name):
    with pytest.raises(ValueError, match="outside of the public folder"):
        publish({name: b"x"}, tmp_path / "public")
    assert not (tmp_path / "draussen.ics").exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"files": ["../../x"]}', '{"files": 3}'])
def test_a_damaged_manifest_removes_nothing(tmp_path, text):
    publish(OLD, tmp_path)
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(PublishError, match="is damaged"):
        publish({}, tmp_path)
    assert tree(tmp_path) == OLD


NAMES = st.sampled_from(["a.ics", "b.rss", "region/c.ics", "region/d.rss", "index.html"])


@settings(deadline=None)  # it writes files, and a busy machine is slow
@given(st.lists(st.dictionaries(NAMES, st.binary(max_size=4)), max_size=5))
def test_the_folder_holds_what_was_published_last(tmp_path_factory, builds):
    folder = tmp_path_factory.mktemp("public")
    for files in builds:
        publish(files, folder)
        assert tree(folder) == files
