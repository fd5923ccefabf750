"""Faults of the disk in one line that names the folder and says what has become of the feeds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from model import PublishError


@contextmanager
def telling(folder: Path) -> Iterator[None]:
    """Turns an OSError before anything was changed into a PublishError."""
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"{folder}: not published, the last good feeds stay: {_reason(error, folder)}"
        ) from error


@contextmanager
def telling_of_a_rest(folder: Path) -> Iterator[None]:
    """Turns an OSError after the new set was decided on into a PublishError."""
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"{folder}: published in part, the next publication puts the rest in place: "
            f"{_reason(error, folder)}"
        ) from error


def _reason(error: OSError, folder: Path) -> str:
    if folder.exists() and not folder.is_dir():
        return "it is a file, no folder"
    if folder.is_symlink() and not folder.exists():
        return "it is a link to a folder that is not there"
    what = Path(error.filename).name if isinstance(error.filename, str) else "a file"
    return f"{error.strerror or error} ({what})"
