"""The folder that backups are written to: one writer at a time, nothing half, old ones go.

A file is ours where its name is one that we give and a note of ours lies beside it.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from model import StoreError
from regioradar.backups.note import Note, note_of, read
from regioradar.lock import AlreadyRunningError

_HALF = ".regioradar-backup"
"""The end of the name of what is not finished yet."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Make the folder and hold it for the block; what was cut off there before is cleared away.

    The lock is the kernel's, on the folder itself: it leaves no file, and none behind a killed
    program. Raises AlreadyRunningError where another backup is written, StoreError.
    """
    with telling(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunningError(
                f"{folder}: another backup into this folder is at work; let that one finish"
            ) from error
        except OSError:  # a file system without locks
            pass
        with telling(folder):
            for left in folder.glob(f".*{_HALF}*"):
                left.unlink()
        yield
    finally:
        os.close(handle)


@contextmanager
def half(file: Path) -> Iterator[Path]:
    """An empty file for the copy, for this user alone, until it gets its name; gone afterwards."""
    path = file.with_name(f".{file.name}{_HALF}")
    try:
        with telling(file):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        yield path
    finally:
        for left in (path, half_note(path)):
            with suppress(OSError):
                left.unlink()


def half_note(path: Path) -> Path:
    """Where the note lies before it gets its name."""
    return path.with_name(f"{path.name}-note")


def finish(path: Path, file: Path, note: Note) -> None:
    """Give a copy and its note their names; a copy of that name always has a whole note.

    Both are safe on the disk then. Raises OSError.
    """
    told = half_note(path)
    handle = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(json.dumps(note.to_json(), ensure_ascii=False, indent=2) + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    try:
        told.replace(note_of(file))
        path.replace(file)
        sync(file.parent)
    except OSError:
        for named in (file, note_of(file)):
            with suppress(OSError):
                named.unlink()
        raise


def sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_name(folder: Path, stem: str, now: datetime, before: str = "") -> Path:
    """A name that no file has: by the time in UTC, and the step that it is made before."""
    name = f"{stem}-{stamp(now)}" + (f"-before-{before}" if before else "")
    numbered = (f"{name}-{number}" for number in range(2, 1_000))
    for each in (name, *numbered):
        file = folder / f"{each}.sqlite"
        if not file.exists():
            return file
    raise StoreError(f"{folder}: is full of backups of one second ({name})")


def stamp(now: datetime) -> str:
    """The time in UTC as it stands in names of files."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def drop_older(folder: Path, stem: str, keep: int) -> tuple[Path, ...]:
    """Delete our backups but for the newest `keep`; those that went.

    What was made before a migration stays: it is the way back to the older program. So does what
    has no note of ours. Raises StoreError.
    """
    with telling(folder):
        gone = tuple(_ours(folder, stem)[:-keep])
        for file in gone:
            file.unlink()
            note_of(file).unlink(missing_ok=True)
    return gone


def _ours(folder: Path, stem: str) -> list[Path]:
    """The backups in the folder that may be deleted some day, the oldest first."""
    pattern = re.compile(rf"{re.escape(stem)}-(\d{{8}}T\d{{6}}Z)(?:-(\d+))?\.sqlite")
    found = []
    for file in folder.iterdir():
        match = pattern.fullmatch(file.name)
        if match and file.is_file() and not file.is_symlink() and _has_note(file):
            found.append((match[1], int(match[2] or 1), file))
    return [file for *_, file in sorted(found)]


def _has_note(file: Path) -> bool:
    try:
        return read(file) is not None
    except StoreError:
        return False


@contextmanager
def telling(file: Path) -> Iterator[None]:
    """Turn an OSError into a StoreError in one line."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{file}: not backed up: {_reason(error)}") from error


def _reason(error: OSError) -> str:
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return "there is a file where the folder should be"
    return error.strerror or str(error)
