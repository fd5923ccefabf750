"""Room on the disk, in bytes and in files, and whether the file system can hold the database."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from regioradar.config import Config
from regioradar.doctor.finding import Finding, Group, size

_GROUP = Group("disk")
_LEAST = 200_000_000
"""Bytes below which the next run may not get through: pages, the database's log, the new feeds."""
_SPARE = 500_000_000
"""Bytes that should be free besides a second copy of the database (backup, vacuum)."""
_LEAST_FILES, _SPARE_FILES = 2_000, 20_000
"""A publication has some thousand files and stages a new one beside each old one."""
_OVER_THE_NETWORK = frozenset(
    "nfs nfs4 cifs smb3 smbfs 9p afs ceph glusterfs lustre fuse.sshfs fuse.s3fs fuse.rclone "
    "fuse.glusterfs davfs fuse.davfs2 vboxsf".split()
)
"""On these SQLite's log (WAL) does not work: https://www.sqlite.org/wal.html section 1."""
_MOUNTS = Path("/proc/self/mounts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a file system has left. `files_total` is 0 where it counts none (btrfs)."""

    free: int
    total: int
    files_free: int
    files_total: int
    readonly: bool = False


def look(config: Config) -> Iterator[Finding]:
    """The file systems of the database and of the public folder."""
    database, public = config.database_file.parent, config.public_folder
    needed = config.database_file.stat().st_size if _is_file(config.database_file) else 0
    folders = {"database": database, "feeds": public}
    seen: set[int] = set()
    for name, folder in folders.items():
        there = existing(folder)
        device = there.stat().st_dev
        if device not in seen:
            seen.add(device)
            yield from judged(name, there, room_of(there), needed if name == "database" else 0)
    yield kind_judged(database, kind_of(existing(database)))


def judged(name: str, folder: Path, room: Room, needed: int) -> Iterator[Finding]:
    """How much room there is, beside `needed` bytes for a copy of what is there."""
    if room.readonly:
        mend = "mount it to be written; where it turned so by itself, look at the disk (dmesg)"
        yield _GROUP.fail(f"room ({name})", f"{folder} is mounted read-only", mend)
    wanted = needed + _SPARE
    found = f"{size(room.free)} of {size(room.total)} are free at {folder}"
    mend = (
        f"make room: regioradar prune --vacuum, shorter times in [retention], or a larger disk; "
        f"{size(wanted)} are enough for now"
    )
    if room.free < _LEAST:
        yield _GROUP.fail(f"room ({name})", f"only {found}", mend)
    elif room.free < wanted:
        yield _GROUP.warn(f"room ({name})", f"only {found}: none for a copy of the database", mend)
    else:
        yield _GROUP.ok(f"room ({name})", found)
    yield from _files_judged(name, folder, room)


def _files_judged(name: str, folder: Path, room: Room) -> Iterator[Finding]:
    if not room.files_total:
        return
    found = f"{room.files_free:,} more files fit at {folder}"
    mend = "delete files that nobody needs; df -i shows which file systems are full of them"
    if room.files_free < _LEAST_FILES:
        yield _GROUP.fail(f"files ({name})", f"only {found} (inodes)", mend)
    elif room.files_free < _SPARE_FILES:
        yield _GROUP.warn(f"files ({name})", f"only {found} (inodes)", mend)
    else:
        yield _GROUP.ok(f"files ({name})", found)


def kind_judged(folder: Path, kind: str) -> Finding:
    """Whether SQLite's log works there; `kind` is "" where the machine does not say."""
    if kind in _OVER_THE_NETWORK:
        return _GROUP.fail(
            "file system",
            f"{folder} is on {kind}: SQLite is not safe there, and locks may not hold",
            "set data_dir to a folder on a disk of this machine; the feeds may lie on the network",
        )
    return _GROUP.ok("file system", f"{folder} is on {kind or 'one whose kind is not known'}")


def existing(folder: Path) -> Path:
    """The folder, or the nearest above it that there is and that may be looked at."""
    for place in (folder.absolute(), *folder.absolute().parents):
        try:
            if place.is_dir():
                return place
        except OSError:
            continue
    return Path("/")


def room_of(folder: Path) -> Room:
    """What is left for a user who is not root."""
    found = os.statvfs(folder)
    return Room(
        free=found.f_bavail * found.f_frsize,
        total=found.f_blocks * found.f_frsize,
        files_free=found.f_favail,
        files_total=found.f_files,
        readonly=bool(found.f_flag & os.ST_RDONLY),
    )


def kind_of(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The kind of a folder's file system ("ext4"), "" where the machine does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place, best, kind = folder.resolve(), -1, ""
    for line in lines:
        _, mounted, found, *_ = line.split(" ")
        at = Path(mounted.replace("\\040", " "))
        if place.is_relative_to(at) and len(at.parts) >= best:
            best, kind = len(at.parts), found
    return kind


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
