"""One open SQLite file: settings, transactions, migration, and its errors in words.

Knows nothing of what the tables mean.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from sqlite_utils import Database

from model import BusyError, StoreError
from store.columns import Row
from store.migrations import MIGRATIONS, NAMES

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_ADVICE = {
    sqlite3.SQLITE_BUSY: "is locked by another process; let that one finish, then start again",
    sqlite3.SQLITE_LOCKED: "is locked by another process; let that one finish, then start again",
    sqlite3.SQLITE_FULL: "cannot grow, the disk is full; make room, then start again",
    sqlite3.SQLITE_CORRUPT: "is damaged; put a backup in its place, or move it away to start anew",
    sqlite3.SQLITE_NOTADB: "is not an SQLite database; move it away or set another path",
    sqlite3.SQLITE_READONLY: "may not be written; correct the rights of the file and its folder",
    sqlite3.SQLITE_PERM: "may not be written; correct the rights of the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that path, folder and rights are right",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check the disk",
}


Around = Callable[[str], AbstractContextManager[object]]
"""Is entered before a file of an older program is migrated, with the name of the first step."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's complaints about the file at `path` into StoreError, one line with advice.

    Errors that only a fault in our own statements can cause (a broken constraint, a wrong
    parameter) pass as they are: a bug stops loudly.
    """
    try:
        yield
    except sqlite3.Error as error:
        if not isinstance(error, sqlite3.OperationalError) and (
            type(error) is not sqlite3.DatabaseError
        ):
            raise
        code = getattr(error, "sqlite_errorcode", None)
        advice = _ADVICE.get(code & 0xFF) if code is not None else None
        line = f"{advice} ({error})" if advice else f"cannot be used: {error}"
        kind = BusyError if code is not None and code & 0xFF in _BUSY else StoreError
        raise kind(f"{path}: the database {line}") from error


class Connection:
    """An open database file of RegioRadar, migrated to this program's state.

    `timeout` is how long a locked database is waited for, in seconds; where `make` is false none
    is made. A file of an older program is migrated within `migrating`, while nobody else can
    write; what that raises stops it. Raises StoreError. To be used by the thread that made it.
    """

    def __init__(
        self,
        path: Path,
        timeout: float,
        *,
        make: bool = True,
        migrating: Around = lambda _first: nullcontext(),
    ) -> None:
        self.path = path
        self._rehearsing = False
        if not make and not path.exists():
            raise StoreError(f"{path}: the database is gone; put it back, or start anew")
        _check_writable(path)
        with explained(path):
            self._open(sqlite3.connect(path, timeout=timeout), partial(self._prepare, migrating))

    @classmethod
    def frozen(cls, path: Path) -> Self:
        """Open a copy that nobody writes, and leave nothing beside it. Raises StoreError.

        That is only good for reading, and only where the file is of this program's state.
        """
        found = cls.__new__(cls)
        found.path = path
        found._rehearsing = False
        with explained(path):
            uri = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
            found._open(sqlite3.connect(uri, uri=True), found._refuse_older)
        return found

    def _open(self, connection: sqlite3.Connection, prepare: Callable[[], None]) -> None:
        self._file = _file_at(self.path)
        try:
            self.db = Database(connection, execute_plugins=False)
            prepare()
        except BaseException:
            connection.close()
            raise

    def _refuse_older(self) -> None:
        refuse_foreign(self.path, self.db)
        if MIGRATIONS.pending(self.db):
            raise StoreError(f"{self.path}: the database is of an older RegioRadar")

    def _prepare(self, migrating: Around) -> None:
        """Refuse what is not ours before anything is written, then set up and migrate."""
        refuse_foreign(self.path, self.db)
        self.db.enable_wal()
        self.db.execute("PRAGMA foreign_keys = ON")
        # With WAL this is safe against a killed process; a power cut may undo the last writes.
        self.db.execute("PRAGMA synchronous = NORMAL")
        if MIGRATIONS.pending(self.db):
            with self.writing():
                self._migrate(migrating)

    def _migrate(self, migrating: Around) -> None:
        """Within the write lock, so that of two programs that start at once one has it to do."""
        pending = MIGRATIONS.pending(self.db)
        is_new = not MIGRATIONS.applied(self.db)
        if pending:
            with nullcontext() if is_new else migrating(pending[0].name):
                MIGRATIONS.apply(self.db)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The database for statements that only read; all of the block sees one state of it."""
        with explained(self.path), self.db.atomic():
            yield self.db

    @contextmanager
    def writing(self, *, refers: bool = True) -> Iterator[Database]:
        """One transaction: all of the block or nothing of it, whatever happens.

        The write lock is taken at the start, so that what the block reads first cannot be
        changed by another process before it writes. References are checked at the end. In a
        rehearsal the block is a part of that, which may fail by itself.

        Without `refers` the block writes no references: putting their check off costs SQLite every
        statement that it has prepared, which is most of what a small reading takes.
        """
        with explained(self.path):
            if self._rehearsing:
                with self._part_of_rehearsal():
                    yield self.db
                return
            self.db.execute("BEGIN IMMEDIATE")
            try:
                if refers:
                    self.db.execute("PRAGMA defer_foreign_keys = ON")
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                self.db.rollback()
                raise

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """One transaction around the block that is taken back at its end, however it ends.

        The write lock is held all the while. Raises RuntimeError inside another transaction.
        """
        if self.db.conn.in_transaction:
            raise RuntimeError("a rehearsal within a transaction would take that back too")
        with explained(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            self.db.execute("PRAGMA defer_foreign_keys = ON")
        self._rehearsing = True
        try:
            yield
        finally:
            self._rehearsing = False
            with explained(self.path):
                self.db.rollback()

    @contextmanager
    def _part_of_rehearsal(self) -> Iterator[None]:
        # SQLite itself takes a whole transaction back where the disk is full: nothing that comes
        # then may begin one of its own, which would stay.
        if not self.db.conn.in_transaction:
            raise RuntimeError("the rehearsal is over")
        with self.db.atomic():
            yield

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """A block that does not wait for a lock: it raises StoreError at once."""
        (usual,) = self.db.execute("PRAGMA busy_timeout").fetchone()
        self.db.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self.db.execute(f"PRAGMA busy_timeout = {int(usual)}")

    @property
    def stands(self) -> bool:
        """Whether the open file is still the one at the path: what a moved one takes is lost."""
        return self._file == _file_at(self.path)

    def close(self) -> None:
        """Close the file."""
        self.db.close()


def refuse_foreign(path: Path, db: Database) -> None:
    """Raise StoreError where the file is another program's, or a newer one's of ours."""
    applied = [migration.name for migration in MIGRATIONS.applied(db)]
    if not applied and db.table_names():
        raise StoreError(f"{path}: the database belongs to another program; set another path")
    unknown = [name for name in applied if name not in NAMES]
    if unknown:
        raise StoreError(
            f"{path}: the database was written by a newer RegioRadar ({unknown[-1]}); "
            "update the program"
        )


def rows(db: Database, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
    """All rows that a statement gives, as dictionaries."""
    cursor = db.execute(sql, dict(parameters) if isinstance(parameters, Mapping) else parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def upsert(db: Database, table: str, written: Iterable[Row], *key: str) -> None:
    """Insert rows, or replace those of the same `key`. All have the same columns.

    As `upsert_all` of sqlite-utils, which reads the schema and prepares a statement of its own
    for each hundred rows: that was the larger part of what writing costs.
    """
    found = list(written)
    if not found:
        return
    columns = list(found[0])
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f":{name}" for name in columns)
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name not in key)
    conflict = f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}" if key else ""
    db.conn.executemany(
        f'INSERT INTO "{table}" ({names}) VALUES ({values}){conflict}',  # noqa: S608 (names of ours)
        found,
    )


def _file_at(path: Path) -> tuple[int, int] | None:
    """Names the file that lies at a path now; None where none does."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _check_writable(path: Path) -> None:
    """Make the folder; say plainly what SQLite would only say at the first write."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: the folder cannot be made: {error.strerror}") from error
    effective = os.access in os.supports_effective_ids
    if path.exists() and not os.access(path, os.R_OK | os.W_OK, effective_ids=effective):
        raise StoreError(f"{path}: the database {_ADVICE[sqlite3.SQLITE_READONLY]}")
