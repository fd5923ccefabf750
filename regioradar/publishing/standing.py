"""The set of files that stands in the public folder, for whoever builds the next one."""

import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from regioradar.publishing.alone import alone
from regioradar.publishing.faults import telling
from regioradar.publishing.journal import JOURNAL, finish
from regioradar.publishing.manifest import Entry, Manifest, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What of ours is in `folder`, by its manifest. Looks at the files when it is asked for one."""

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, folder: Path) -> "Standing":
        """The standing set; finishes a publication that was cut off after it was decided.

        A folder that is not there has no files. Raises PublishError.
        """
        with telling(folder):
            is_cut_off = (folder / JOURNAL).exists()
        if is_cut_off:
            with alone(folder), telling(folder):
                finish(folder)
        return cls.read(folder)

    @classmethod
    def read(cls, folder: Path) -> "Standing":
        """The standing set of a folder in which nothing is to be finished. Raises PublishError."""
        with telling(folder):
            return cls(folder=folder, manifest=Manifest.read(folder))

    @property
    def names(self) -> frozenset[str]:
        """The names of our files, relative to the folder."""
        return frozenset(self.manifest.files)

    def holds(self, name: str, key: str) -> bool:
        """True where the file is ours, untouched since, and was made from what `key` stands for."""
        entry = self.manifest.files.get(name)
        return entry is not None and entry.key == key != "" and self._untouched(name, entry)

    def untouched(self, name: str) -> bool:
        """True where the file is ours and has the size and the time stamp that we left it with."""
        entry = self.manifest.files.get(name)
        return entry is not None and self._untouched(name, entry)

    def body(self, name: str) -> bytes | None:
        """The bytes of a file that is ours, where nobody has changed them; None for any other."""
        entry = self.manifest.files.get(name)
        with suppress(OSError):
            body = (self.folder / name).read_bytes()
            return body if entry is not None and digest(body) == entry.sha256 else None
        return None

    def _untouched(self, name: str, entry: Entry) -> bool:
        try:
            found = (self.folder / name).lstat()
        except OSError:
            return False
        told = (entry.size, entry.mtime_ns)
        return stat.S_ISREG(found.st_mode) and (found.st_size, found.st_mtime_ns) == told
