"""Restoring a backup: proved on a copy, migrated there, and put in the database's place at once.

What was there before is moved aside and stays. Nothing is published.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from model import StoreError
from regioradar.backups.folder import stamp, sync
from regioradar.backups.proving import Proof, prove
from regioradar.backups.rebuilding import Rebuilder
from regioradar.config import Config
from regioradar.lock import single_run
from store import backups

_SIDE = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was restored: its proof, the steps that it was migrated by, where the other one lies."""

    proof: Proof
    migrated: tuple[str, ...]
    aside: Path | None


def restore(
    config: Config, file: Path, rebuilder: Rebuilder, now: datetime, *, force: bool = False
) -> Restored:
    """Put the backup `file` in the place of the database; with `force` in spite of doubts.

    Raises AlreadyRunningError, and StoreError where the backup is not sound, there are doubts,
    the database is open elsewhere or the disk refuses: then the database is as it was.
    """
    database = config.database_file
    with single_run(config.lock_file, now), _staged(file, database) as staged:
        proof = prove(file, staged, rebuilder)
        if proof.doubts and not force:
            raise StoreError(f"{file}: not restored: {proof.doubts[0]}; --force restores it anyway")
        if proof.found.steps.pending:
            backups.migrate(staged)
        with _telling(file):
            _hand_over(staged, database)
            sync(staged)
        aside = _aside(database, now)
        was_there = backups.put_in_place(staged, database, aside)
    return Restored(
        proof=proof, migrated=proof.found.steps.pending, aside=aside if was_there else None
    )


@contextmanager
def _staged(file: Path, database: Path) -> Iterator[Path]:
    """A copy of the backup beside the database, for this user alone; gone afterwards."""
    staged = database.with_name(f".{database.name}.restoring")
    if not file.is_file():
        raise StoreError(f"{file}: there is no such backup")
    try:
        with _telling(file):
            _drop(staged)
            _check_room(file, staged)
            os.close(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            shutil.copyfile(file, staged)
        yield staged
    finally:
        with suppress(OSError):
            _drop(staged)


def _drop(staged: Path) -> None:
    for end in _SIDE:
        staged.with_name(staged.name + end).unlink(missing_ok=True)


def _check_room(file: Path, staged: Path) -> None:
    needed, free = file.stat().st_size, shutil.disk_usage(staged.parent).free
    if free < needed:
        raise StoreError(
            f"{file}: not restored: that needs {needed:,} bytes of room in {staged.parent}, and "
            f"{free:,} are free"
        )


def _hand_over(staged: Path, database: Path) -> None:
    """Give the new file to whoever the old one belonged to: root restores, the service reads."""
    there = database.exists()
    like = (database if there else database.parent).stat()
    if there:
        staged.chmod(like.st_mode & 0o777)
    if os.geteuid() == 0:
        os.chown(staged, like.st_uid, like.st_gid)


def _aside(database: Path, now: datetime) -> Path:
    name = f"{database.name}.before-restore-{stamp(now)}"
    for number in range(1, 1_000):
        aside = database.with_name(name if number == 1 else f"{name}-{number}")
        if not aside.exists():
            return aside
    raise StoreError(f"{database}: its folder is full of files of one second ({name})")


@contextmanager
def _telling(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f" ({error.filename})" if error.filename else ""
        raise StoreError(f"{file}: not restored: {error.strerror or error}{what}") from error
