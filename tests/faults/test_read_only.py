"""Folders that may not be written: mounted read-only, as only the system can."""

import os
import subprocess

import pytest
from evidence import feeds, kept

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.fixture
def read_only():
    """Make folders read-only for the time of a test."""
    held = []

    def make(folder):
        for options in (["--bind"], ["-o", "remount,ro,bind"]):
            done = subprocess.run(
                ["mount", *options, folder, folder], capture_output=True, text=True
            )
            if done.returncode:
                reason = f"mounting is not permitted here: {done.stderr.strip()}"
                pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
        held.append(folder)

    def free():
        while held:
            subprocess.run(["umount", held.pop()], check=True)

    yield make, free
    free()


@pytest.mark.parametrize(
    ("what", "code", "words"),
    [
        ("var/public", 3, "not published, the last good feeds stay: Read-only file system"),
        ("var", 5, "Read-only file system"),
    ],
)
def test_a_read_only_folder_is_one_line_and_later_made_good(world, read_only, what, code, words):
    make, free = read_only
    folder = world.copy(world.first, "read-only")
    old = feeds(folder / "var" / "public")
    make(folder / what)
    ended = world.run(folder)
    assert ended.status == code, ended.errors
    assert "Traceback" not in ended.errors
    (line,) = [x for x in ended.errors.splitlines() if x.startswith("regioradar: ")]
    assert words in line
    assert feeds(folder / "var" / "public") == old
    free()
    assert world.run(folder).status == 0
    assert kept(folder) == world.undisturbed


def test_a_database_alone_that_may_not_be_written(world, read_only):
    make, free = read_only
    folder = world.copy(world.first, "read-only")
    old = feeds(folder / "var" / "public")
    make(folder / "var" / "regioradar.sqlite")
    ended = world.run(folder)
    assert ended.status == 5, ended.errors
    (line,) = [x for x in ended.errors.splitlines() if x.startswith("regioradar: ")]
    assert "may not be written; correct the rights of the file and its folder" in line
    assert feeds(folder / "var" / "public") == old
    free()
    assert world.run(folder).status == 0
    assert kept(folder) == world.undisturbed
