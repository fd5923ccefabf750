"""One publication into a folder at a time, from whichever database it comes.

The lock is the kernel's, on the folder itself: it leaves no file, and none behind a killed program.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from model import PublishError
from regioradar.publishing.faults import telling


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder for the block. Raises PublishError at once where another one holds it."""
    with telling(folder):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise PublishError(
            f"{folder}: not published, the last good feeds stay: another publication into this "
            "folder is at work; publish again"
        ) from error
    except OSError:
        # A file system without locks: the lock beside the database is all there is.
        return
