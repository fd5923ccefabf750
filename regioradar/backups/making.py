"""Making a backup: copied, looked through, described, and only then under its name.

Neither a run nor reviewers are kept waiting by it, nor does it wait for them.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from model import ConfigError, StoreError
from regioradar.backups.folder import alone, drop_older, finish, free_name, half, sync, telling
from regioradar.backups.note import Feeds, Note, note_of
from regioradar.config import Config, is_served
from store import backups

_SPARE = 1 << 20
"""Bytes that are left free on the disk, for the note and for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made, and the older ones that it replaced."""

    file: Path
    note: Note
    gone: tuple[Path, ...] = ()


def make(
    config: Config,
    now: datetime,
    *,
    file: Path | None = None,
    keep: int = 0,
    before: str = "",
    feeds_of: Callable[[Path], Feeds] | None = None,
) -> Backup:
    """Copy the database to `file`, or under a name by `now` to the folder that is configured.

    Of the latter only the newest `keep` are kept (0: all). `before` is the step that this is made
    before; `feeds_of` what builds the feeds of the copy, for the note,
    where the database is of this program's state. Raises StoreError (the disk,
    a damaged database), ConfigError (a place where nothing should lie), AlreadyRunningError: then
    nothing is left of it, and older backups stay.
    """
    database = config.database_file
    _refuse_place(config, file)
    with alone(file.parent if file else config.backup_folder):
        target = file or free_name(config.backup_folder, database.stem, now, before)
        with half(target) as path:
            _check_room(config, target)
            with _named(path, target):
                note = _described(config, path, now, before, feeds_of)
                finish(path, target, note)
        gone = drop_older(config.backup_folder, database.stem, keep) if keep and not file else ()
    return Backup(file=target, note=note, gone=gone)


def _described(
    config: Config,
    path: Path,
    now: datetime,
    before: str,
    feeds_of: Callable[[Path], Feeds] | None,
) -> Note:
    """Fill the file at `path` and say what it is."""
    backups.copy(config.database_file, path, config.store.timeout)
    try:
        found = backups.examine(path)
    except StoreError as error:
        told = str(error).removeprefix(f"{path}: ")
        raise StoreError(
            f"{config.database_file}: not backed up, older backups stay: {told}; put the last "
            "good one in its place (regioradar restore)"
        ) from error
    sync(path)
    size, digest = path.stat().st_size, sha256(path)
    return Note(
        program=version("regioradar"),
        schema=found.steps.schema,
        at=now,
        before=before,
        size=size,
        sha256=digest,
        counts=found.counts,
        feeds=feeds_of(path) if feeds_of and not found.steps.pending else None,
    )


@contextmanager
def _named(path: Path, target: Path) -> Iterator[None]:
    """Let faults of the unfinished file name the one that it was to be."""
    try:
        with telling(target):
            yield
    except StoreError as error:
        line, half_of = str(error), f"{path}: "
        if not line.startswith(half_of):
            raise
        told = line.removeprefix(half_of)
        raise StoreError(f"{target}: not backed up, older backups stay: {told}") from error


def sha256(file: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal. Raises OSError."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def room(config: Config, folder: Path) -> tuple[int, int]:
    """The bytes that a backup takes, and those that are free where `folder` is or will be."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    with telling(folder):
        free = shutil.disk_usage(folder).free
    return backups.size_of(config.database_file, config.store.timeout) + _SPARE, free


def _check_room(config: Config, target: Path) -> None:
    needed, free = room(config, target.parent)
    if free < needed:
        raise StoreError(
            f"{target}: not backed up, older backups stay: that needs {needed:,} bytes of room, "
            f"and {free:,} are free; make room, or set backup.dir to another disk"
        )


def _refuse_place(config: Config, file: Path | None) -> None:
    if file is None:
        return
    if is_served(config, file):
        raise ConfigError(f"{file}: lies in public_dir, and the backup would be served")
    for there in (file, note_of(file)):
        if there.exists() or there.is_symlink():
            raise ConfigError(f"{there}: is there already; a backup overwrites nothing")
