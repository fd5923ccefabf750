"""One run at a time: an advisory lock beside the database that dies with its process.

The lock is the kernel's (flock), so that a killed run leaves none; the text in the file only says
whose it is.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from model import RegioRadarError, StoreError


class AlreadyRunningError(RegioRadarError):
    """Another process holds the lock; the message says which and since when."""


@contextmanager
def single_run(file: Path, now: datetime) -> Iterator[None]:
    """Hold the lock `file` for the block; `now` is written into it for others to read.

    Raises AlreadyRunningError at once where another process holds it, StoreError where the file
    cannot be made.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise _unmade(file, error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, 200).decode("utf-8", "replace").strip()
            raise AlreadyRunningError(
                f"another run is at work ({holder or 'it does not say which'}); lock {file}"
            ) from error
        try:
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"process {os.getpid()}, since {now.isoformat()}\n".encode(), 0)
        except OSError as error:
            raise _unmade(file, error) from error
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _unmade(file: Path, error: OSError) -> StoreError:
    reason = error.strerror
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        reason = f"{file.parent} is no folder"
    return StoreError(f"{file}: the lock cannot be made: {reason}")
