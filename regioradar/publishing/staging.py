"""New bytes beside the files that they will replace: safely on the disk, and seen by nobody yet."""

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from regioradar.publishing.journal import SUFFIX, drop, staged, sync

_MANY = 64
"""So many files are brought to the disk one by one; more of them by one sync of all."""


class Staging:
    """Within `with`: staged files, of which nothing is left when the block ends in a fault."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staged: list[Path] = []
        self._made: list[Path] = []

    def __enter__(self) -> "Staging":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None:
            return
        with suppress(OSError):
            drop(self._folder)
        for file in self._staged:
            with suppress(OSError):
                file.unlink()
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()

    def add(self, name: str, body: bytes, mtime_ns: int) -> int:
        """Write the new bytes of a file; gives its time stamp (ns) as the disk keeps it.

        Raises OSError with the file's own name where it cannot be written or could not be renamed.
        """
        target = self._folder / name
        if target.is_dir():
            raise IsADirectoryError(0, "a folder stands where a file belongs", str(target))
        self._make(target.parent)
        file = staged(target)
        self._staged.append(file)
        try:
            file.write_bytes(body)
            os.utime(file, ns=(mtime_ns, mtime_ns))
        except OSError as error:
            error.filename = str(target)
            raise
        return file.stat().st_mtime_ns

    def sync(self) -> None:
        """Bring all of it to the disk."""
        if len(self._staged) > _MANY:
            os.sync()
            return
        for file in self._staged:
            with file.open("rb") as handle:
                os.fsync(handle.fileno())
        sync({file.parent for file in self._staged})

    def _make(self, folder: Path) -> None:
        missing = []
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for place in reversed(missing):
            place.mkdir()
            self._made.append(place)


def sweep(folder: Path) -> None:
    """Remove what a publication staged that was killed before it was decided on."""
    for place, folders, files in os.walk(folder, topdown=False):
        leftovers = [name for name in files if name.startswith(".") and name.endswith(SUFFIX)]
        for name in leftovers:
            Path(place, name).unlink()
        if leftovers and len(leftovers) == len(files) and not folders and Path(place) != folder:
            Path(place).rmdir()
