"""The folder's own copy of the bundled catalogue, with a record of what was copied.

By the record a new version of the program can bring new and changed files, and leaves alone what
the operator changed, wrote or deleted. `decided` is pure; the rest reads and writes files.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from model import ConfigError
from sources import bundled_files

RECORD = ".bundled.json"
"""Digests (SHA-256) of the bundled files as they were when the folder's copies were made."""


class Fate(StrEnum):
    """What becomes of a file of the catalogue."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    YOURS = "yours"
    """Changed by the operator, and the bundled one has not changed since."""
    BOTH = "both"
    """Changed by the operator and in the bundled catalogue: for a person."""
    DELETED = "deleted"
    """Deleted by the operator; it stays away."""
    WITHDRAWN = "withdrawn"
    """No longer bundled; the copy stays, and is crawled as ever."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one file, and its digest in the record afterwards (None: none)."""

    fate: Fate
    noted: str | None


def copy_catalogue(target: Path) -> int:
    """Make the folder with a copy of every bundled file and the record; how many files.

    The folder is there whole or not at all. Raises OSError, also where it holds anything.
    """
    new = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    new.mkdir(parents=True)
    try:
        bundled = bundled_files()
        for name, body in bundled.items():
            (new / name).write_bytes(body)
        _note(new, {name: _digest(body) for name, body in bundled.items()})
        new.rename(target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return len(bundled)


def update(folder: Path, *, dry: bool) -> dict[str, Fate]:
    """Bring new and changed bundled files into the folder; what becomes of each file, by name.

    With `dry` nothing is written. Raises ConfigError where the folder has no record or cannot be
    written; files that were written until then stay, and a further update goes on.
    """
    record = recorded(folder)
    bundled = bundled_files()
    digests = {name: _digest(body) for name, body in bundled.items()}
    verdicts = decided(record, digests, _digests(folder))
    if not dry:
        try:
            for name, verdict in verdicts.items():
                if verdict.fate in (Fate.NEW, Fate.CHANGED):
                    _replace(folder / name, bundled[name])
            noted = {name: v.noted for name, v in verdicts.items() if v.noted is not None}
            if noted != record:
                _note(folder, noted)
        except OSError as error:
            raise ConfigError(f"{folder}: cannot be written: {error.strerror}") from error
    return {name: verdict.fate for name, verdict in verdicts.items()}


def decided(
    record: Mapping[str, str], bundled: Mapping[str, str], there: Mapping[str, str]
) -> dict[str, Verdict]:
    """What becomes of each file, from digests by name: when copied, bundled now, in the folder."""
    names = sorted({*record, *bundled})
    return {name: _of(record.get(name), bundled.get(name), there.get(name)) for name in names}


def _of(copied: str | None, bundled: str | None, there: str | None) -> Verdict:
    if bundled is None:
        return Verdict(Fate.DELETED if there is None else Fate.WITHDRAWN, copied)
    if there == bundled:
        return Verdict(Fate.SAME, bundled)
    if there is None:
        return Verdict(Fate.NEW, bundled) if copied is None else Verdict(Fate.DELETED, copied)
    if there == copied:
        return Verdict(Fate.CHANGED, bundled)
    return Verdict(Fate.YOURS if copied == bundled else Fate.BOTH, copied)


def recorded(folder: Path) -> dict[str, str]:
    """The digests of the bundled files when the copies were made, by name. Raises ConfigError."""
    file = folder / RECORD
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in data["files"].items()}
    except FileNotFoundError:
        raise ConfigError(
            f"{folder}: is no copy of the bundled catalogue ({RECORD} is missing), so nothing can "
            "be brought up to date in it; regioradar init makes one"
        ) from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(
            f"{file}: is damaged; put it back from a backup, or have a new copy made by "
            "regioradar init in another folder"
        ) from error


def _digests(folder: Path) -> dict[str, str]:
    return dict(_read(folder))


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.glob("*.toml")):
        try:
            yield file.name, _digest(file.read_bytes())
        except OSError as error:
            raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _note(folder: Path, digests: Mapping[str, str]) -> None:
    text = json.dumps({"files": dict(sorted(digests.items()))}, indent=1)
    _replace(folder / RECORD, f"{text}\n".encode())


def _replace(file: Path, body: bytes) -> None:
    """Write a file whole or not at all: a run may read it meanwhile."""
    new = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with new.open("xb") as opened:
            opened.write(body)
            opened.flush()
            os.fsync(opened.fileno())
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
