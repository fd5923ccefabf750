"""A disk that really is full, at one write after the other: file systems of growing sizes.

Whatever does not fit is one line and an exit code; when there is room a plain run makes it good.
"""

import os
import shutil
import subprocess

import little_world
import pytest
from evidence import check_database, feeds, hidden, kept

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def mount(folder, kilobytes, *more):
    """Put a small file system at `folder`, or change the size of the one that is there."""
    options = ",".join((f"size={kilobytes}k", *more))
    return subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True
    )


@pytest.fixture
def disk(tmp_path):
    """A folder that small file systems may be mounted at."""
    place = tmp_path / "disk"
    place.mkdir()
    found = mount(place, 64)
    if found.returncode:
        reason = f"mounting is not permitted here: {found.stderr.strip()}"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    subprocess.run(["umount", place], check=True)
    yield place
    subprocess.run(["umount", "--lazy", place], capture_output=True)


def used(folder):
    """The kilobytes that the files of a folder take on such a disk, whose pages have four."""
    return sum(4 * -(-f.stat().st_size // 4096) for f in folder.rglob("*") if f.is_file())


def lines(ended):
    return [line for line in ended.errors.splitlines() if line.startswith("regioradar: ")]


def check_told(ended, old, public, where):
    """One clear line with the code that goes with it, and feeds that are whole."""
    assert ended.status in (0, 1, 3, 5), (where, ended.status, ended.errors)
    assert "Traceback" not in ended.errors, (where, ended.errors)
    if ended.status in (3, 5):
        (line,) = lines(ended)
        assert "No space left on device" in line or "the disk is full" in line, (where, line)
        assert feeds(public) == old, where
    return ended.status


def test_everything_on_a_disk_that_is_too_small_by_more_and_more(world, disk, record_property):
    """Database, its journal, lock, staged files and manifest share the disk with the feeds."""
    least = used(world.first / "var")
    met = {}
    for room in (0, 40, 100, 200, 400, 700, 1100, 1600):
        folder = world.copy(world.first, "full")
        mount(disk, least + 8192)
        shutil.copytree(folder / "var", disk / "var")
        shutil.rmtree(folder / "var")
        (folder / "var").symlink_to(disk / "var")
        assert mount(disk, used(disk) + room, "remount").returncode == 0
        public = disk / "var" / "public"
        old = feeds(public)
        ended = world.run(folder)
        code = check_told(ended, old, public, room)
        met[code] = met.get(code, 0) + 1
        assert mount(disk, 65536, "remount").returncode == 0
        assert world.run(folder).status == 0
        check_database(folder)
        assert kept(folder) == world.undisturbed, room
        assert hidden(public) == {".regioradar.json"}
        subprocess.run(["umount", disk], check=True)
    assert met.get(5), met
    assert met.get(3), met
    record_property("runs by exit code", met)


def test_a_first_run_on_a_disk_that_is_too_small_by_more_and_more(world, disk, record_property):
    """Nothing is there yet: not even the database can be made, or its tables."""
    met = {}
    for room in (8, 40, 200, 450, 1100, 2000):
        folder = world.place / "first on a full disk"
        shutil.rmtree(folder, ignore_errors=True)
        little_world.furnish(folder)
        assert mount(disk, room).returncode == 0
        (folder / "var").symlink_to(disk)
        ended = world.run(folder)
        code = check_told(ended, {}, disk / "public", room)
        met[code] = met.get(code, 0) + 1
        assert mount(disk, 65536, "remount").returncode == 0
        assert world.run(folder).status == 0
        check_database(folder)
        assert "BEGIN:VEVENT" in feeds(disk / "public")["alle.ics"].decode()
        subprocess.run(["umount", disk], check=True)
    assert met.get(5), met
    record_property("runs by exit code", met)
