"""What a run leaves in its working folder, to be compared with what another one left."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store import Store

_OF_RUNS = {"runs", "source_runs", "problems", "_sqlite_migrations", "sqlite_sequence"}
"""Tables that tell of the runs themselves: one more that was cut off is one more row."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """All that a run is for. `counts` are the rows of each table that is not of the runs."""

    pages: list[Any]
    items: dict[str, list[str]]
    counts: dict[str, int]
    feeds: dict[str, bytes]
    manifest: dict[str, tuple[str, str]]


def kept(folder: Path) -> Kept:
    """Read it; nothing else may lie in the public folder."""
    public = folder / "var" / "public"
    return Kept(**_stored(folder), feeds=feeds(public), manifest=_manifest(public))


def stored(folder: Path) -> dict[str, Any]:
    """What of it is in the database alone."""
    return _stored(folder)


def _stored(folder: Path) -> dict[str, Any]:
    path = folder / "var" / "regioradar.sqlite"
    with Store.open(path) as store:
        pages = sorted(
            (page.source_id, page.url, page.status, page.body_hash, page.current, page.has_body)
            for page in store.pages(versions=True)
        )
        items = {
            "events": store.events(),
            "merged": store.events(merged=True),
            "news": store.news(),
            "deadlines": store.deadlines(),
            "gone": store.deadlines(gone=True),
            "changes": store.changes(),
        }
        told = {name: sorted(map(_words, found)) for name, found in items.items()}
    with closing(sqlite3.connect(path)) as db:
        tables = {
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
        }
        counts = {
            name: db.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in sorted(tables - _OF_RUNS)
        }
    return {"pages": pages, "items": told, "counts": counts}


def _words(item: Any) -> str:
    """A record, without the numbers of rows, which depend on which host answered first."""
    text = repr(item)
    for name in ("page_id", "change_id"):
        head, *rest = text.split(f"{name}=")
        text = head + "".join(part[part.find(",") :] for part in rest)
    return text


def feeds(public: Path) -> dict[str, bytes]:
    """The published files by name."""
    found = (file for file in public.rglob("*") if file.is_file())
    return {str(f.relative_to(public)): f.read_bytes() for f in found if f.name[0] != "."}


def hidden(public: Path) -> set[str]:
    """The names of what lies in the public folder and is not for readers."""
    return {file.name for file in public.rglob(".*")}


def _manifest(public: Path) -> dict[str, tuple[str, str]]:
    data = json.loads((public / ".regioradar.json").read_text(encoding="utf-8"))
    return {name: (entry["key"], entry["sha256"]) for name, entry in data["files"].items()}


def check_database(folder: Path) -> None:
    """The file is whole, and all that refers to something refers to something that is there."""
    with closing(sqlite3.connect(folder / "var" / "regioradar.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
