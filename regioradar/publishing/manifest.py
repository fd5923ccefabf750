"""The manifest: what in the public folder is ours, and what it was made from.

A hidden file in the folder itself. Files that it does not name are strangers' and left alone.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from model import PublishError

MANIFEST = ".regioradar.json"
_SECOND = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of ours as it was left: its key, its size in bytes, its time stamp and its digest."""

    key: str
    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The files of ours by name, and the time stamps (ns) of those that were removed."""

    files: Mapping[str, Entry] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The folder's manifest; an empty one where there is none. Raises OSError, PublishError."""
        try:
            data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            if isinstance(data["files"], list):
                return cls(files=_found(folder, data["files"]))
            return cls(
                files={inside(name): _entry(**told) for name, told in data["files"].items()},
                gone={inside(name): int(mtime) for name, mtime in data["gone"].items()},
            )
        except FileNotFoundError:
            return cls()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise PublishError(
                f"{folder / MANIFEST}: is damaged, and the last good feeds stay; remove it, and "
                "files that are no longer built stay for ever"
            ) from error

    def to_bytes(self) -> bytes:
        """What `read` reads again."""
        files = {name: asdict(entry) for name, entry in self.files.items()}
        return json.dumps({"files": files, "gone": dict(self.gone)}, sort_keys=True).encode()


def inside(name: str) -> str:
    """`name`, where it is one of a visible file in the folder; else ValueError."""
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or str(path) != name:
        raise ValueError(f"{name!r} would lie outside of the public folder")
    if any(part.startswith(".") for part in path.parts) or "\0" in name:
        raise ValueError(f"{name!r} would be hidden in the public folder")
    return name


def digest(body: bytes) -> str:
    """What an entry notes of a file's bytes: their SHA-256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def later(now_ns: int, than_ns: int) -> int:
    """A time stamp of now, at least a full second after `than_ns` (RFC 9110 section 8.8.2).

    Dates in HTTP have seconds: two versions in one second would have one date, and a clock that
    was set back would give the new version the older one.
    """
    return now_ns if now_ns // _SECOND > than_ns // _SECOND else (than_ns // _SECOND + 1) * _SECOND


def _entry(*, key: Any, size: Any, mtime_ns: Any, sha256: Any) -> Entry:
    return Entry(key=str(key), size=int(size), mtime_ns=int(mtime_ns), sha256=str(sha256))


def _found(folder: Path, names: list[Any]) -> dict[str, Entry]:
    """The files that a manifest of version 0.1 names, as they stand there."""
    found = {}
    for name in names:
        with suppress(FileNotFoundError):
            file = folder / inside(str(name))
            body, mtime_ns = file.read_bytes(), file.stat().st_mtime_ns
            found[name] = Entry(key="", size=len(body), mtime_ns=mtime_ns, sha256=digest(body))
    return found
