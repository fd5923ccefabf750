"""Feeds onto the disk: all of them or none, and what did not change is not touched.

Every file goes to a temporary file in its own folder first; only when all are safely written are
they renamed. A manifest in the folder names the files that are ours, and only those are removed.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from model import PublishError

MANIFEST = ".regioradar.json"
_SUFFIX = ".regioradar-tmp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication did, as names relative to the folder."""

    folder: Path
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def publish(files: Mapping[str, bytes], folder: Path) -> Published:
    """Make `folder` hold exactly `files` of ours; files of others in it are left alone.

    A reader sees each file whole, the old or the new one. Unchanged files keep their time stamp,
    which is what web servers make their validators from (RFC 9110 section 8.8). Raises
    PublishError where anything cannot be written; then nothing was changed. ValueError for a name
    outside of the folder is a bug of the caller.
    """
    for name in files:
        _inside(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = _manifest(folder)
        _sweep(folder, before | set(files))
        changed = {name: body for name, body in files.items() if _differs(folder / name, body)}
        _replace(folder, changed, before | set(files), before)
        removed = _remove(folder, before - set(files))
        if removed:
            _replace(folder, {}, set(files), before | set(files))
    except OSError as error:
        raise PublishError(
            f"{folder}: not published, the last good feeds stay: {_reason(error, folder)}"
        ) from error
    return Published(
        folder=folder,
        written=tuple(sorted(changed)),
        unchanged=tuple(sorted(set(files) - set(changed))),
        removed=tuple(sorted(removed)),
    )


def _reason(error: OSError, folder: Path) -> str:
    if folder.exists() and not folder.is_dir():
        return "it is a file, no folder"
    what = Path(error.filename).name if isinstance(error.filename, str) else "a file"
    return f"{error.strerror or error} ({what})"


def _replace(folder: Path, bodies: Mapping[str, bytes], ours: set[str], known: set[str]) -> None:
    """Write `bodies` and, where `ours` is news, the manifest: first all bytes, then all names."""
    staged: list[tuple[Path, Path]] = []
    try:
        if ours != known:
            text = json.dumps({"files": sorted(ours)}, indent=1) + "\n"
            staged.append(_stage(folder / MANIFEST, text.encode()))
        for name, body in sorted(bodies.items()):
            staged.append(_stage(folder / name, body))
        for temporary, target in staged:
            temporary.replace(target)
    except BaseException:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink()
        raise
    for place in {target.parent for _, target in staged}:
        _sync(place)


def _stage(target: Path, body: bytes) -> tuple[Path, Path]:
    if target.is_dir():
        raise IsADirectoryError(0, "a folder stands where a file belongs", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}{_SUFFIX}")
    try:
        with temporary.open("wb") as handle:
            handle.write(body)
            handle.flush()
            os.fsync(handle.fileno())
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        error.filename = str(target)
        raise
    return temporary, target


def _differs(target: Path, body: bytes) -> bool:
    try:
        return target.stat().st_size != len(body) or target.read_bytes() != body
    except FileNotFoundError:
        return True


def _remove(folder: Path, names: Iterable[str]) -> set[str]:
    removed = set()
    for name in names:
        with contextlib.suppress(FileNotFoundError):
            (folder / name).unlink()
        removed.add(name)
    return removed


def _inside(name: str) -> str:
    if not name or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise ValueError(f"{name!r} would lie outside of the public folder")
    return name


def _sweep(folder: Path, names: Iterable[str]) -> None:
    """Remove temporary files of a run that was killed."""
    for place in {(folder / name).parent for name in names}:
        for leftover in place.glob(f".*{_SUFFIX}"):
            leftover.unlink()


def _manifest(folder: Path) -> set[str]:
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {_inside(str(name)) for name in data["files"]}
    except FileNotFoundError:
        return set()
    except (ValueError, KeyError, TypeError) as error:
        raise PublishError(
            f"{folder / MANIFEST}: is damaged; remove it, and files that are no longer built stay"
        ) from error


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
