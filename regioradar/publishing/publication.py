"""A publication: new files, files that stay, and what is left of the old set goes.

First all new bytes and the new manifest are staged, then the journal decides, then names change.
What is cut off before the journal leaves the old set, after it the next publication goes on.
"""

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from model import PublishError
from regioradar.publishing.alone import alone
from regioradar.publishing.faults import telling
from regioradar.publishing.journal import Journal, finish
from regioradar.publishing.manifest import MANIFEST, Entry, Manifest, digest, inside, later
from regioradar.publishing.staging import Staging, sweep
from regioradar.publishing.standing import Standing

_ASSETS = (".css", ".js", ".svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A file made in this build. `key` stands for all that it was made from; "": made each time."""

    body: bytes
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication did, as names relative to the folder."""

    folder: Path
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def publish(fresh: Mapping[str, Fresh], kept: Iterable[str], folder: Path) -> Published:
    """Make `folder` hold the `fresh` files and the `kept` ones of ours; strangers' files stay.

    A reader sees each file whole, the old or the new one. Bytes that have not changed are not
    written, so that they keep their time stamp, which web servers make their validators from (RFC
    9110 section 8.8); what is written gets one that is a full second later at least. Raises
    PublishError where anything cannot be written; then nothing was changed, or the error says that
    the next publication does the rest. ValueError for a name that cannot be is a bug of the caller.
    """
    kept = frozenset(kept)
    _check(fresh, kept)
    with telling(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        with telling(folder):
            finish(folder)
            standing = Standing.read(folder)
            sweep(folder)
            for name in sorted(kept):
                if not standing.untouched(name):
                    raise PublishError(
                        f"{folder}: not published, the last good feeds stay: {name} was changed "
                        "by somebody else meanwhile; publish again"
                    )
            done = _replace(standing, fresh, kept)
        finish(folder)
    return done


def _replace(standing: Standing, fresh: Mapping[str, Fresh], kept: frozenset[str]) -> Published:
    """Stage the new set and decide for it; where it is the standing one nothing is written."""
    folder, before = standing.folder, standing.manifest
    files = {name: before.files[name] for name in kept}
    gone = {name: mtime for name, mtime in before.gone.items() if name not in fresh}
    removed = sorted(standing.names - set(fresh) - kept)
    gone |= {name: before.files[name].mtime_ns for name in removed}
    _check_removable(folder, removed)
    written = []
    with Staging(folder) as staging:
        for name in _in_order(fresh):
            new = fresh[name]
            entry = _same(standing, name, new)
            if entry is None:
                entry = _stage(staging, standing, name, new)
                written.append(name)
            files[name] = entry
        manifest = Manifest(files=files, gone=gone)
        if manifest != before:
            staging.add(MANIFEST, manifest.to_bytes(), time.time_ns())
            staging.sync()
            Journal(put=written, remove=removed).commit(folder)
    return Published(
        folder=folder,
        written=tuple(sorted(written)),
        unchanged=tuple(sorted(set(files) - set(written))),
        removed=tuple(removed),
    )


def _in_order(names: Iterable[str]) -> list[str]:
    """What is linked comes before what links it: styles, then what lies deeper, then the lists.

    A web server may be told to keep a style sheet for ever by the hash in its address, so under
    the new hash nobody may meet the old one.
    """
    return sorted(names, key=lambda name: (not name.endswith(_ASSETS), -name.count("/"), name))


def _same(standing: Standing, name: str, new: Fresh) -> Entry | None:
    """The entry of a file that has these bytes already; None where it is to be written."""
    entry, file = standing.manifest.files.get(name), standing.folder / name
    if entry is not None and standing.untouched(name):
        fits = entry.size == len(new.body) and entry.sha256 == digest(new.body)
        return replace(entry, key=new.key) if fits else None
    if file.is_symlink() or not file.is_file():
        return None
    found = file.stat()
    if found.st_mtime_ns < _newest(standing, name) or file.read_bytes() != new.body:
        return None
    size, mtime_ns = found.st_size, found.st_mtime_ns
    return Entry(key=new.key, size=size, mtime_ns=mtime_ns, sha256=digest(new.body))


def _stage(staging: Staging, standing: Standing, name: str, new: Fresh) -> Entry:
    file = standing.folder / name
    before = max(_newest(standing, name), file.stat().st_mtime_ns if file.is_file() else 0)
    mtime_ns = staging.add(name, new.body, later(time.time_ns(), before))
    return Entry(key=new.key, size=len(new.body), mtime_ns=mtime_ns, sha256=digest(new.body))


def _newest(standing: Standing, name: str) -> int:
    """The last time stamp (ns) that we gave to a file of this name."""
    entry = standing.manifest.files.get(name)
    return entry.mtime_ns if entry else standing.manifest.gone.get(name, 0)


def _check(fresh: Mapping[str, Fresh], kept: frozenset[str]) -> None:
    names = {inside(name) for name in (*fresh, *kept)}
    folders = {str(up) for name in names for up in PurePosixPath(name).parents}
    for name in kept & fresh.keys():
        raise ValueError(f"{name!r} is made anew and kept")
    for name in names & folders:
        raise ValueError(f"{name!r} would be a file and a folder")


def _check_removable(folder: Path, names: Iterable[str]) -> None:
    """Renaming shows by itself whether a folder can be written to; removing alone does not."""
    for place in {(folder / name).parent for name in names}:
        if place.exists() and not os.access(place, os.W_OK | os.X_OK):
            raise PermissionError(0, "nothing can be removed from it", str(place))
