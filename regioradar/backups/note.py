"""The note beside a backup: what the copy is, and what feeds come of it. A small JSON file.

It stands apart from the database, so that it can hold the digest of that and be read by people.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from model import StoreError

SUFFIX = ".json"
_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """The feeds of a database at a time (UTC): how many files, and a digest of names and bytes.

    `basis` are digests of all else that the bytes depend on: program, settings, catalogue.
    """

    now: datetime
    files: int
    sha256: str
    basis: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is told of a backup. `at` is when it was made (UTC), `before` the step that it was
    made before, `counts` rows by what they are; `feeds` is None where none were built.
    """

    program: str
    schema: str
    at: datetime
    before: str
    size: int
    sha256: str
    counts: Mapping[str, int]
    feeds: Feeds | None

    def to_json(self) -> dict[str, Any]:
        """With stable keys; times are ISO 8601 in UTC."""
        feeds = self.feeds
        return {
            "regioradarBackup": _FORMAT,
            "program": self.program,
            "schema": self.schema,
            "at": self.at.isoformat(),
            "before": self.before or None,
            "bytes": self.size,
            "sha256": self.sha256,
            "counts": dict(self.counts),
            "feeds": feeds
            and {
                "now": feeds.now.isoformat(),
                "files": feeds.files,
                "sha256": feeds.sha256,
                "basis": dict(feeds.basis),
            },
        }


def note_of(file: Path) -> Path:
    """Where the note of a backup lies."""
    return file.with_name(file.name + SUFFIX)


def read(file: Path) -> Note | None:
    """The note of the backup `file`; None where none lies beside it. Raises StoreError."""
    path = note_of(file)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["regioradarBackup"] != _FORMAT:
            raise StoreError(f"{path}: the note was written by a newer RegioRadar")
        return Note(
            program=str(data["program"]),
            schema=str(data["schema"]),
            at=datetime.fromisoformat(data["at"]),
            before=str(data["before"] or ""),
            size=int(data["bytes"]),
            sha256=str(data["sha256"]),
            counts={str(what): int(count) for what, count in data["counts"].items()},
            feeds=_feeds(data["feeds"]),
        )
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: the note cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: is no note of a backup of RegioRadar ({error})") from error


def _feeds(data: Mapping[str, Any] | None) -> Feeds | None:
    if data is None:
        return None
    return Feeds(
        now=datetime.fromisoformat(data["now"]),
        files=int(data["files"]),
        sha256=str(data["sha256"]),
        basis={str(name): str(digest) for name, digest in data["basis"].items()},
    )
