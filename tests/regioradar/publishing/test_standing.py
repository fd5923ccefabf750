"""What is known of the standing set: by key, untouched, whole; the manifest of version 0.1 too."""

import json
import os

import pytest

from model import PublishError
from regioradar.publishing import Fresh, Standing, publish
from regioradar.publishing.manifest import MANIFEST, Manifest

BODY = b"BEGIN:VCALENDAR\r\n"


@pytest.fixture
def folder(tmp_path):
    publish(
        {"alle.ics": Fresh(body=BODY, key="k1"), "b.rss": Fresh(body=b"", key="")}, (), tmp_path
    )
    return tmp_path


def test_a_file_is_held_by_its_key_alone(folder):
    standing = Standing.open(folder)
    assert standing.names == {"alle.ics", "b.rss"}
    assert standing.holds("alle.ics", "k1")
    assert not standing.holds("alle.ics", "k2")
    assert not standing.holds("nix.ics", "k1")
    assert not standing.holds("b.rss", ""), "made without a key it is made each time"


def test_a_touched_file_is_not_held_but_has_its_bytes(folder):
    os.utime(folder / "alle.ics", (1, 1))
    standing = Standing.open(folder)
    assert not standing.holds("alle.ics", "k1")
    assert standing.body("alle.ics") == BODY


@pytest.mark.parametrize("body", [BODY[::-1], b"kurz"])
def test_a_changed_file_has_no_bytes(folder, body):
    told = (folder / "alle.ics").stat().st_mtime_ns
    (folder / "alle.ics").write_bytes(body)
    os.utime(folder / "alle.ics", ns=(told, told))
    standing = Standing.open(folder)
    assert standing.body("alle.ics") is None
    assert standing.holds("alle.ics", "k1") == (len(body) == len(BODY))


def test_a_link_in_a_files_place_is_not_held(folder):
    (folder / "alle.ics").rename(folder / "anderswo.ics")
    (folder / "alle.ics").symlink_to("anderswo.ics")
    assert not Standing.open(folder).holds("alle.ics", "k1")


def test_strangers_files_and_missing_ones_have_no_bytes(folder):
    (folder / "fremd.txt").write_text("fremd")
    (folder / "b.rss").unlink()
    standing = Standing.open(folder)
    assert standing.body("fremd.txt") is None
    assert standing.body("b.rss") is None
    assert standing.body("../geheim") is None


def test_nothing_published_yet_is_no_fault(tmp_path):
    assert Standing.open(tmp_path / "public").names == frozenset()


def test_a_file_in_the_folders_place_is_one(tmp_path):
    (tmp_path / "public").write_text("")
    with pytest.raises(PublishError, match="it is a file, no folder"):
        Standing.open(tmp_path / "public")


def test_a_damaged_manifest_is_told(folder):
    (folder / MANIFEST).write_bytes(b"\xff")
    with pytest.raises(PublishError, match="is damaged"):
        Standing.open(folder)


def test_a_manifest_of_version_0_1_is_taken_over(folder):
    stamp = (folder / "alle.ics").stat().st_mtime_ns
    (folder / MANIFEST).write_text(json.dumps({"files": ["alle.ics", "weg.rss"]}))
    standing = Standing.open(folder)
    assert standing.names == {"alle.ics"}
    assert standing.body("alle.ics") == BODY
    assert not standing.holds("alle.ics", "")
    done = publish({"alle.ics": Fresh(body=BODY, key="k1")}, (), folder)
    assert done.unchanged == ("alle.ics",)
    assert (folder / "alle.ics").stat().st_mtime_ns == stamp
    assert Standing.open(folder).holds("alle.ics", "k1")


def test_a_manifest_is_read_as_it_was_written(folder):
    publish({"c.rss": Fresh(body=b"neu", key="k3")}, ["alle.ics"], folder)
    read = Manifest.read(folder)
    assert set(read.files) == {"alle.ics", "c.rss"}
    assert set(read.gone) == {"b.rss"}
    assert read.to_bytes() == (folder / MANIFEST).read_bytes()
