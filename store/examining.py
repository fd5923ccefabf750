"""Look at a database file from outside: its soundness, its migrations, its last runs.

Unlike `Store.open` this makes nothing, migrates nothing and writes nothing, and takes a file that
is damaged, foreign or of another version as what it is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from store import runs
from store.migrations import MIGRATIONS, NAMES
from store.records import Run

_FAULTS = 5
"""So many faults tell enough."""
_RUNS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was found in a file. Sizes in bytes.

    `faults` are SQLite's own words, of the pages or (in a full examination) of references that lead
    nowhere; `unreadable` says why the file could not be looked at, and then all else is empty.
    `pending` are migrations that this program would make, `unknown` those of a newer one; `foreign`
    is true where another program made the file. `last_runs` has the latest run first.
    """

    unreadable: str = ""
    faults: tuple[str, ...] = ()
    foreign: bool = False
    pending: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    last_runs: tuple[Run, ...] = ()
    size: int = 0
    log_size: int = 0


def examine(path: Path, *, full: bool) -> Examination:
    """Examine the file at `path`; with `full` each index and reference too, which takes longer.

    Never raises for what is in the file; OSError where there is none.
    """
    size, log = path.stat().st_size, _size(_log(path))
    try:
        found = _examined(path, full)
        if (found.faults or found.unreadable) and not log and _log(path).exists():
            # Somebody began to write meanwhile, and what was read may be of two states.
            found = _examined(path, full)
    except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
        return Examination(unreadable=" ".join(str(error).split()), size=size, log_size=log)
    return replace(found, size=size, log_size=log)


def _examined(path: Path, full: bool) -> Examination:
    with _reading(path) as db:
        faults = tuple(_faults(db, full))
        if faults:
            return Examination(faults=faults)
        tables = db.table_names()
        applied = [migration.name for migration in MIGRATIONS.applied(db)] if tables else []
        return Examination(
            foreign=bool(tables) and not applied,
            pending=tuple(name for name in NAMES if name not in applied),
            unknown=tuple(name for name in applied if name not in NAMES),
            last_runs=runs.last_runs(db, _RUNS) if "runs" in tables and applied else (),
        )


@contextmanager
def _reading(path: Path) -> Iterator[Database]:
    """The file, opened so that nothing of it can be altered.

    Without a log beside it nobody has it open, and it is read as a file that stands still: to open
    it in any other way would make a log.
    """
    still = "" if _log(path).exists() else "&immutable=1"
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro{still}", uri=True)
    try:
        yield Database(connection, execute_plugins=False)
    finally:
        connection.close()


def _faults(db: Database, full: bool) -> Iterator[str]:
    check = "integrity_check" if full else "quick_check"
    for (words,) in db.execute(f"PRAGMA {check}({_FAULTS})").fetchall():
        if words != "ok":
            yield " ".join(str(words).split())
    if full:
        for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchmany(_FAULTS):
            yield f"row {row} of {table} refers to a row of {parent} that there is not"


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
