"""One run at a time: an advisory lock beside the database that dies with its process.

The lock is the kernel's (flock), so that a killed run leaves none; the text in the file only says
whose it is. A text without a lock is that of a run that did not get to its end.
"""

import fcntl
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from model import RegioRadarError, StoreError

_log = logging.getLogger("regioradar")


class AlreadyRunningError(RegioRadarError):
    """Another process holds the lock; the message says which and since when."""


@contextmanager
def single_run(file: Path, now: datetime) -> Iterator[None]:
    """Hold the lock `file` for the block; `now` is written into it for others to read.

    What a process left that was killed is taken over, with a warning in the log. Raises
    AlreadyRunningError at once where another process holds it, StoreError where the file cannot be
    made.
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
            raise AlreadyRunningError(
                f"another run is at work ({_said(handle) or 'it does not say which'}); lock {file}"
            ) from error
        except OSError as error:  # a network file system without locks
            raise _unmade(file, error) from error
        left = _said(handle)
        if left:
            _log.warning("%s did not come to its end; what it left is made good now", left)
        try:
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{_who()}, since {now.isoformat()}\n".encode(), 0)
        except OSError as error:
            raise _unmade(file, error) from error
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _said(handle: int) -> str:
    """What the last holder wrote about itself, in one line; it could be anything."""
    text = os.pread(handle, 200, 0).decode("utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _who() -> str:
    """This process and its command ("regioradar run"), without options: they may hold anything."""
    command = next((word for word in sys.argv[1:] if word.isalpha()), "")
    return f"process {os.getpid()} (regioradar {command})" if command else f"process {os.getpid()}"


def _unmade(file: Path, error: OSError) -> StoreError:
    reason = error.strerror
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        reason = f"{file.parent} is no folder"
    return StoreError(f"{file}: the lock cannot be made: {reason}")
