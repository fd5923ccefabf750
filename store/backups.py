"""Copies of the database file: made while others write, examined, migrated, put in its place.

Knows the file and its steps, nothing of what the tables mean but how many rows a few of them have.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from model import BusyError, StoreError
from store.connection import explained, refuse_foreign
from store.migrations import MIGRATIONS

_PAGES = 2048
"""Pages that are copied between two looks at whether the program was interrupted."""
_COUNTED = ("events", "pages", "decisions", "corrections", "runs")
"""The tables whose rows are counted, where a file has them."""
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is in use, or was left behind in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps that a file has seen, and those of this program that it has not, in order."""

    applied: tuple[str, ...]
    pending: tuple[str, ...]

    @property
    def schema(self) -> str:
        """The last step that it has seen; "" for an empty file."""
        return self.applied[-1] if self.applied else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A sound file: its steps, and how many rows the tables have that matter to people."""

    steps: Steps
    counts: Mapping[str, int]


def steps_of(path: Path, timeout: float) -> Steps:
    """What the file at `path` has seen, without changing it. Raises StoreError.

    A file that is not ours, or newer than this program, is refused.
    """
    with _opened(path, "mode=rw", timeout) as db:
        return _steps(path, db)


def size_of(path: Path, timeout: float) -> int:
    """How many bytes a copy of the database takes."""
    with _opened(path, "mode=rw", timeout) as db:
        pages, size = (
            db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
        )
    return int(pages) * int(size)


def copy(source: Path, target: Path, timeout: float) -> None:
    """Copy the database at `source` into the empty file `target`, whoever writes meanwhile.

    All of it is of one moment, with SQLite's online backup (https://www.sqlite.org/backup.html).
    That begins anew whenever another connection has written between two of its steps, and would
    never end beside a steady writer; so it is done within a transaction that reads, for which the
    write-ahead log keeps the state that it began with. `target` is not safe on the disk before it
    is synced. Raises StoreError, which names one of the two files.
    """
    with (
        _opened(source, "mode=rw", timeout) as db,
        explained(target),
        closing(sqlite3.connect(target)) as into,
    ):
        # Who is cut off leaves a file that nobody opens: it needs no journal.
        into.execute("PRAGMA journal_mode = OFF").fetchall()
        into.execute("PRAGMA synchronous = OFF")
        with db.atomic():
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            db.conn.backup(into, pages=_PAGES, progress=_interruptible, sleep=0)


def _interruptible(_status: int, _left: int, _all: int) -> None:
    """Called between two steps: Python looks at its signals here."""


def examine(path: Path) -> Examined:
    """Look through a file that nobody writes, without leaving anything beside it.

    Raises StoreError where it is damaged, breaks its own references, is not ours or newer than
    this program.
    """
    try:
        with _opened(path, "mode=ro&immutable=1", 0) as db:
            steps = _steps(path, db)
            fault = _fault(db)
            counts = {} if fault else _counts(db)
    except StoreError as error:
        if not isinstance(error.__cause__, sqlite3.Error):
            raise
        fault = str(error.__cause__)
    if fault:
        raise StoreError(f"{path}: it is damaged: {' '.join(fault.split())}")
    if not steps.applied:
        raise StoreError(f"{path}: it is empty, no database of RegioRadar")
    return Examined(steps=steps, counts=counts)


def refuse_in_use(path: Path) -> None:
    """Raise StoreError where a log lies beside a file: what it says is not all in the file."""
    for end in ("-wal", "-journal"):
        log = path.with_name(path.name + end)
        if log.exists() and log.stat().st_size:
            raise StoreError(
                f"{path}: a log lies beside it ({log.name}), so it is no backup but a file in use "
                "or a copy of one; take one that regioradar backup made"
            )


def _fault(db: Database) -> str:
    """The first that is wrong with the pages and references of a file; "" where nothing is."""
    (found,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        return str(found)
    broken = db.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        return f"a row of {broken[0]} refers to one of {broken[2]} that is not there"
    return ""


def _counts(db: Database) -> dict[str, int]:
    tables = set(db.table_names())
    return {
        table: int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 (ours)
        for table in _COUNTED
        if table in tables
    }


def migrate(path: Path) -> None:
    """Bring a copy that nobody else knows to this program's state. Raises StoreError."""
    with explained(path), closing(sqlite3.connect(path)) as connection:
        db = Database(connection, execute_plugins=False)
        refuse_foreign(path, db)
        db.execute("BEGIN IMMEDIATE")
        MIGRATIONS.apply(db)
        db.execute("COMMIT")


def put_in_place(staged: Path, path: Path, aside: Path) -> bool:
    """Put the file `staged` in the place of the database at `path`, which goes to `aside`.

    At each moment a whole database lies at `path`. Whether one was there before; a damaged one
    goes aside with the log that lies beside it. Raises BusyError where another program has the
    database open: what that still writes would go to one file and its log to the other
    (https://www.sqlite.org/howtocorrupt.html section 1.4). StoreError where the disk refuses.
    """
    if aside.exists():
        raise StoreError(f"{aside}: is there already; move it away, then restore again")
    was_there = path.exists()
    held = _held(path) if was_there else None
    try:
        for end in _BESIDE:
            # Without its database a log would be played into the one that is put there.
            with suppress(FileNotFoundError):
                path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
        if was_there:
            _link(path, aside)
        staged.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreError(
            f"{path}: the backup cannot be put in its place: {error.strerror}"
        ) from error
    finally:
        if held is not None:
            held.close()
    return was_there


def _held(path: Path) -> sqlite3.Connection | None:
    """Keep everybody from the file, with all of its log in it; None: it is too damaged for that.

    Raises BusyError where another program has it open.
    """
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        with explained(path):
            # Only who is alone with a file can leave its write-ahead log.
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            connection.execute("BEGIN EXCLUSIVE")
    except BusyError as error:
        connection.close()
        raise BusyError(
            f"{path}: the database is open in another program, the review application say; end "
            "that, then restore again"
        ) from error
    except StoreError:
        connection.close()
        return None
    return connection


def _link(path: Path, aside: Path) -> None:
    """A second name, so that the first one is never without a file; else the first gives way."""
    try:
        os.link(path, aside)
    except FileExistsError:
        raise
    except OSError:  # a file system without a second name
        path.rename(aside)


def _steps(path: Path, db: Database) -> Steps:
    refuse_foreign(path, db)
    return Steps(
        applied=tuple(step.name for step in MIGRATIONS.applied(db)),
        pending=tuple(step.name for step in MIGRATIONS.pending(db)),
    )


@contextmanager
def _opened(path: Path, how: str, timeout: float) -> Iterator[Database]:
    """The file for reading; `how` is a parameter of https://www.sqlite.org/uri.html."""
    with explained(path):
        uri = f"file:{quote(str(path.absolute()))}?{how}"
        with closing(sqlite3.connect(uri, uri=True, timeout=timeout)) as connection:
            yield Database(connection, execute_plugins=False)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
