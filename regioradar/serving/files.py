"""The file behind a path: read whole, never hidden, never from outside of the public folder."""

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

INDEX = "index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A file as it was when it was opened; two with the same digest are the same.

    `name` is relative to the folder, `mtime` is in seconds since the epoch, `sha256` in
    hexadecimal.
    """

    sha256: str
    body: bytes = field(repr=False, compare=False)
    name: str = field(compare=False)
    mtime: int = field(compare=False)

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, with its dot."""
        return Path(self.name).suffix.lower()


def content(folder: Path, path: str) -> Content | None:
    """The file at the decoded path of a request, a folder's index.html for a path with "/" behind.

    None where there is none that may be seen. The body is read whole through one handle, so that a
    publication meanwhile neither shortens it nor gives it another file's date.
    """
    if path.endswith("/"):
        path += INDEX
    file = _file(folder, path)
    if file is None:
        return None
    try:
        # A named pipe among the files is not waited for.
        with os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK), "rb") as handle:
            found = os.fstat(handle.fileno())
            if not stat.S_ISREG(found.st_mode):
                return None
            body = handle.read()
    except OSError:
        return None
    return Content(
        sha256=hashlib.sha256(body).hexdigest(),
        body=body,
        name=path.removeprefix("/"),
        mtime=int(found.st_mtime),
    )


def is_folder(folder: Path, path: str) -> bool:
    """True where a "/" behind the path would lead to a page."""
    return not path.endswith("/") and content(folder, path + "/") is not None


def _file(folder: Path, path: str) -> Path | None:
    """The file of the path with all links followed, where the way and the end are within."""
    parts = path.split("/")[1:]
    if not all(_visible(part) for part in parts):
        return None
    root = folder.resolve()
    try:
        file = root.joinpath(*parts).resolve()
        inside = file.relative_to(root).parts
    except (OSError, RuntimeError, ValueError):  # a loop of links; outside
        return None
    return file if all(_visible(part) for part in inside) else None


def _visible(part: str) -> bool:
    return bool(part) and not part.startswith(".") and not {"\0", "\\"} & set(part)
