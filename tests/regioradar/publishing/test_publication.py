"""All files or none; unchanged ones untouched; strangers' files left alone."""

import errno
import fcntl
import os
import stat
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import PublishError
from regioradar.publishing import Fresh, Standing, publish
from regioradar.publishing.manifest import MANIFEST
from regioradar.publishing.staging import Staging

OLD = {"alle.ics": b"alt", "alle.rss": b"alt", "region/halle.ics": b"alt"}
NEW = {"alle.ics": b"neu und laenger", "alle.rss": b"neu", "region/halle.ics": b"neu"}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Of all files, the manifest too."""
    return {f.name: (f.stat().st_mtime_ns, f.stat().st_ino) for f in folder.rglob("*.*")}


def test_files_are_written_readable_for_the_web_server(tmp_path, put, tree):
    before = os.umask(0o022)
    try:
        done = put(OLD, tmp_path / "public")
    finally:
        os.umask(before)
    assert tree(tmp_path / "public") == OLD
    assert done.written == ("alle.ics", "alle.rss", "region/halle.ics")
    assert stat.S_IMODE((tmp_path / "public" / "alle.ics").stat().st_mode) == 0o644


def test_unchanged_files_are_not_touched(tmp_path, put):
    put(OLD, tmp_path)
    before = stamps(tmp_path)
    done = put(OLD, tmp_path)
    assert done.written == ()
    assert done.unchanged == ("alle.ics", "alle.rss", "region/halle.ics")
    assert stamps(tmp_path) == before


def test_only_what_changed_is_written(tmp_path, put):
    put(OLD, tmp_path)
    before = stamps(tmp_path)
    assert put({**OLD, "alle.rss": b"neu"}, tmp_path).written == ("alle.rss",)
    after = stamps(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"alle.rss", MANIFEST}


def test_a_reader_keeps_the_whole_old_file(tmp_path, put, tree):
    put(OLD, tmp_path)
    with (tmp_path / "alle.ics").open("rb") as reader:
        put(NEW, tmp_path)
        assert reader.read() == b"alt"
    assert tree(tmp_path) == NEW


def test_two_publications_into_one_folder_do_not_mix(tmp_path, monkeypatch, put, tree):
    """Those of two databases: the lock beside the database does not keep them apart."""
    put(OLD, tmp_path)
    told, sync = [], Staging.sync

    def meanwhile(staging: Staging) -> None:
        monkeypatch.setattr(Staging, "sync", sync)
        with pytest.raises(PublishError, match="another publication into this folder is at work"):
            put({"alle.ics": b"anders"}, tmp_path)
        told.append(tree(tmp_path))
        sync(staging)

    monkeypatch.setattr(Staging, "sync", meanwhile)
    put(NEW, tmp_path)
    assert {name: told[0][name] for name in OLD} == OLD
    assert tree(tmp_path) == NEW
    put(OLD, tmp_path)
    assert tree(tmp_path) == OLD


def test_a_file_system_without_locks_is_published_to(tmp_path, monkeypatch, put, tree):
    def without(*_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", without)
    put(OLD, tmp_path)
    assert tree(tmp_path) == OLD


def test_files_no_longer_built_go_and_strangers_stay(tmp_path, put, tree):
    put(OLD, tmp_path)
    (tmp_path / "robots.txt").write_bytes(b"fremd")
    done = put({"alle.ics": b"alt"}, tmp_path)
    assert done.removed == ("alle.rss", "region/halle.ics")
    assert tree(tmp_path) == {"alle.ics": b"alt", "robots.txt": b"fremd"}
    assert put({"alle.ics": b"alt"}, tmp_path).removed == ()


def test_a_strangers_file_of_our_name_becomes_ours(tmp_path, put):
    (tmp_path / "alle.ics").write_bytes(b"alt")
    put({"alle.ics": b"alt"}, tmp_path)
    assert put({}, tmp_path).removed == ("alle.ics",)


@pytest.mark.parametrize("failing", range(3))
def test_full_disk_leaves_every_last_good_feed(tmp_path, monkeypatch, failing, put, tree):
    put(OLD, tmp_path)
    before, before_stamps = tree(tmp_path), stamps(tmp_path)
    calls = []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) > failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(PublishError) as error:
        put(NEW, tmp_path)
    assert str(error.value).startswith(f"{tmp_path}: not published, the last good feeds stay: No ")
    assert tree(tmp_path) == before
    assert stamps(tmp_path) == before_stamps


def test_a_folder_in_the_way_is_one_clear_line(tmp_path, put, tree):
    put(OLD, tmp_path)
    (tmp_path / "neu.ics").mkdir()
    with pytest.raises(PublishError, match=r"a folder stands where a file belongs \(neu\.ics\)"):
        put({**NEW, "neu.ics": b"x"}, tmp_path)
    assert tree(tmp_path) == OLD


def test_public_folder_that_is_a_file_is_a_publish_error(tmp_path, put):
    (tmp_path / "public").write_text("")
    with pytest.raises(PublishError, match="not published"):
        put(OLD, tmp_path / "public")


def test_a_public_folder_that_is_a_broken_link_is_told_as_one(tmp_path, put):
    (tmp_path / "public").symlink_to("release-3")
    with pytest.raises(PublishError, match="it is a link to a folder that is not there"):
        put(OLD, tmp_path / "public")


def test_leftovers_of_a_killed_run_are_swept(tmp_path, put, tree):
    put(OLD, tmp_path)
    (tmp_path / "region" / ".halle.ics.regioradar-tmp").write_bytes(b"halb")
    put(OLD, tmp_path)
    assert tree(tmp_path) == OLD


@pytest.mark.parametrize(
    "name", ["../draussen.ics", "/etc/x.ics", "", "region/../../x", "a//b", ".x", "a/.x", "a\0"]
)
def test_names_outside_of_the_folder_or_hidden_in_it_are_a_bug(tmp_path, name, put):
    with pytest.raises(ValueError, match=r"(in|of) the public folder"):
        put({name: b"x"}, tmp_path / "public")
    assert not (tmp_path / "draussen.ics").exists()


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"files": ["../../x"]}', '{"files": 3}', '{"files": {"a": {}}, "gone": {}}'],
)
def test_a_damaged_manifest_removes_nothing(tmp_path, text, put, tree):
    put(OLD, tmp_path)
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(PublishError, match="is damaged"):
        put({}, tmp_path)
    assert tree(tmp_path) == OLD


def test_a_folder_that_cannot_be_written_to_is_told_before_anything_changes(
    tmp_path, monkeypatch, put, tree
):
    put(OLD, tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    with pytest.raises(PublishError, match=r"feeds stay: nothing can be removed from it \(region"):
        put({name: NEW[name] for name in ("alle.ics", "alle.rss")}, tmp_path)
    assert tree(tmp_path) == OLD


def test_a_fault_leaves_no_new_folder_behind(tmp_path, monkeypatch, put, tree):
    put(OLD, tmp_path)
    write = Path.write_bytes

    def full(file: Path, body: bytes) -> int:
        if "monat" in file.parts:
            write(file, body[:1])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
        return write(file, body)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PublishError, match=r"No space left on device \(3\.html\)"):
        put({**NEW, "monat/2026/3.html": b"Maerz"}, tmp_path)
    assert tree(tmp_path) == OLD
    assert not (tmp_path / "monat").exists()


def test_folders_of_ours_go_with_their_last_file(tmp_path, put):
    put({"a/b/c.html": b"1", "a/d.html": b"2", "e/f.html": b"3"}, tmp_path)
    (tmp_path / "e" / "fremd").write_text("")
    (tmp_path / "leer").mkdir()
    put({"a/d.html": b"2"}, tmp_path)
    assert sorted(f.name for f in tmp_path.iterdir() if f.is_dir()) == ["a", "e", "leer"]
    assert not (tmp_path / "a" / "b").exists()


@pytest.mark.parametrize("names", [("a", "a/b"), ("a/b", "a/b/c")])
def test_a_name_cannot_be_a_file_and_a_folder(tmp_path, put, names):
    with pytest.raises(ValueError, match="a file and a folder"):
        put(dict.fromkeys(names, b""), tmp_path)


def test_kept_files_stay_without_being_made(tmp_path):
    publish(
        {"alle.ics": Fresh(body=b"1", key="k"), "b.ics": Fresh(body=b"2", key="k")}, (), tmp_path
    )
    assert Standing.open(tmp_path).holds("alle.ics", "k")
    before = stamps(tmp_path)
    done = publish({}, ["alle.ics", "b.ics"], tmp_path)
    assert (done.written, done.unchanged, done.removed) == ((), ("alle.ics", "b.ics"), ())
    assert stamps(tmp_path) == before
    assert publish({}, ["alle.ics"], tmp_path).removed == ("b.ics",)


def test_a_kept_file_that_a_stranger_changed_is_no_publication(tmp_path, put, tree):
    put(OLD, tmp_path)
    (tmp_path / "alle.ics").write_bytes(b"fremd")
    with pytest.raises(PublishError, match=r"alle\.ics was changed by somebody else"):
        publish({"alle.rss": Fresh(body=b"neu", key="")}, ["alle.ics"], tmp_path)
    assert tree(tmp_path) == {**OLD, "alle.ics": b"fremd"}


def test_made_anew_and_kept_is_a_bug(tmp_path, put):
    put(OLD, tmp_path)
    with pytest.raises(ValueError, match="made anew and kept"):
        publish({"alle.ics": Fresh(body=b"x", key="")}, ["alle.ics"], tmp_path)


def test_a_new_key_for_the_same_bytes_changes_the_manifest_only(tmp_path):
    publish({"alle.ics": Fresh(body=b"1", key="alt")}, (), tmp_path)
    before = stamps(tmp_path)
    done = publish({"alle.ics": Fresh(body=b"1", key="neu")}, (), tmp_path)
    assert done.unchanged == ("alle.ics",)
    standing = Standing.open(tmp_path)
    assert (standing.holds("alle.ics", "neu"), standing.holds("alle.ics", "alt")) == (True, False)
    assert stamps(tmp_path)["alle.ics"] == before["alle.ics"]


def test_many_files_are_brought_to_the_disk_by_one_sync(tmp_path, monkeypatch, put, tree):
    files = {f"termin/{number}.html": b"x" for number in range(100)}
    synced, all_synced, fsync = [], [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (synced.append(handle), fsync(handle)))
    monkeypatch.setattr(os, "sync", lambda: all_synced.append(tree(tmp_path / "termin")))
    put(files, tmp_path)
    assert len(synced) < 10
    (staged,) = all_synced
    assert len(staged) == 100
    assert all(name.startswith(".") for name in staged), "synced before a name was changed"


def test_what_is_linked_is_there_before_what_links_it(tmp_path, monkeypatch, put):
    named, replace = [], Path.replace
    monkeypatch.setattr(
        Path, "replace", lambda file, target: (named.append(target.name), replace(file, target))
    )
    names = ["alle.ics", "index.html", "regioradar.css", "termin/a.html", "archiv/b/c.html"]
    put(dict.fromkeys(names, b"1"), tmp_path)
    assert named[1:] == [  # after the journal
        *("regioradar.css", "c.html", "a.html", "alle.ics", "index.html", MANIFEST)
    ]


@pytest.mark.parametrize("step", [0, 0.2, -3600, 3600])
def test_a_new_version_is_a_full_second_later_whatever_the_clock_says(
    tmp_path, monkeypatch, put, step
):
    begin = 1_770_000_000
    clock = [begin * 10**9]
    monkeypatch.setattr(time, "time_ns", lambda: clock[0])
    told = []
    for version in range(4):
        put({"alle.ics": b"%d" % version} if version != 2 else {}, tmp_path)  # 2: not there
        if version != 2:
            told.append(int((tmp_path / "alle.ics").stat().st_mtime))
        clock[0] += int(step * 10**9)
    assert told[0] == begin
    assert all(later > earlier for earlier, later in pairwise(told))
    assert step != 3600 or told == [begin, begin + 3600, begin + 3 * 3600]


def test_the_same_bytes_with_an_older_stamp_are_written_anew(tmp_path, put):
    """A backup was played back: validators must not go back with it."""
    put(OLD, tmp_path)
    before = (tmp_path / "alle.ics").stat().st_mtime
    os.utime(tmp_path / "alle.ics", (1, 1))
    assert put(OLD, tmp_path).written == ("alle.ics",)
    assert (tmp_path / "alle.ics").stat().st_mtime > before


NAMES = st.sampled_from(["a.ics", "b.rss", "region/c.ics", "region/d.rss", "index.html"])


@settings(deadline=None)  # it writes files, and a busy machine is slow
@given(builds=st.lists(st.dictionaries(NAMES, st.binary(max_size=4)), max_size=5))
def test_the_folder_holds_what_was_published_last(tmp_path_factory, put, tree, builds):
    folder = tmp_path_factory.mktemp("public")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)  # for the disk's sake
        for files in builds:
            put(files, folder)
            assert tree(folder) == files
