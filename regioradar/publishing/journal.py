"""The journal: the list of what a decided publication still has to do, and the doing of it.

While it stands in the public folder the new set is the valid one, however far it is in place.
"""

import json
import os
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from model import PublishError
from regioradar.publishing.faults import telling_of_a_rest
from regioradar.publishing.manifest import MANIFEST, inside

JOURNAL = ".regioradar-journal.json"
SUFFIX = ".regioradar-tmp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The files whose new bytes lie beside them, and the files to remove, in this order."""

    put: Sequence[str]
    remove: Sequence[str]

    def commit(self, folder: Path) -> None:
        """Decide for the new set, all of whose bytes and whose manifest are safely on the disk."""
        written = staged(folder / JOURNAL)
        try:
            with written.open("wb") as handle:
                text = json.dumps({"put": list(self.put), "remove": list(self.remove)})
                handle.write(text.encode())
                handle.flush()
                os.fsync(handle.fileno())
            written.replace(folder / JOURNAL)
        except OSError:
            with suppress(OSError):
                written.unlink()
            raise
        sync([folder])


def staged(target: Path) -> Path:
    """Where the new bytes of a file lie until they take its place."""
    return target.with_name(f".{target.name}{SUFFIX}")


def finish(folder: Path) -> None:
    """Put in place what was decided on, if anything was; may be cut off and called again.

    Raises PublishError where it cannot be finished, OSError where the folder cannot be read.
    """
    journal = _read(folder)
    if journal is None:
        return
    with telling_of_a_rest(folder):
        try:
            _put_in_place(folder, journal)
        except KeyboardInterrupt:
            _put_in_place(folder, journal)
            raise


def drop(folder: Path) -> None:
    """Take the decision back, while nothing of it was done."""
    with suppress(FileNotFoundError):
        (folder / JOURNAL).unlink()


def sync(folders: Iterable[Path]) -> None:
    """Bring the names in these folders to the disk; those that are not there any more are."""
    for folder in folders:
        with suppress(FileNotFoundError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def prune(folder: Path, names: Iterable[str]) -> None:
    """Remove the folders of these files that are empty by now, below `folder`."""
    for parent in sorted({up for name in names for up in Path(name).parents}, reverse=True):
        if parent != Path():
            with suppress(OSError):
                (folder / parent).rmdir()


def _read(folder: Path) -> Journal | None:
    try:
        data = json.loads((folder / JOURNAL).read_text(encoding="utf-8"))
        put, remove = (tuple(inside(str(name)) for name in data[key]) for key in ("put", "remove"))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise PublishError(
            f"{folder / JOURNAL}: is damaged, nothing is published; remove it to publish anew"
        ) from error
    return Journal(put=put, remove=remove)


def _put_in_place(folder: Path, journal: Journal) -> None:
    for name in journal.put:
        with suppress(FileNotFoundError):  # this one is in place already
            staged(folder / name).replace(folder / name)
    for name in journal.remove:
        with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
            (folder / name).unlink()
    sync(_folders(folder, (*journal.put, *journal.remove)))
    prune(folder, journal.remove)
    with suppress(FileNotFoundError):
        staged(folder / MANIFEST).replace(folder / MANIFEST)
    sync([folder])
    drop(folder)


def _folders(folder: Path, names: Iterable[str]) -> Collection[Path]:
    return {(folder / name).parent for name in names}
