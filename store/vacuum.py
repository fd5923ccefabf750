"""Writing the database file anew without its free pages, where the disk has room for it."""

import os
import shutil
from pathlib import Path

from model import StoreError
from store.connection import Connection, explained


def vacuum(connection: Connection) -> tuple[int, int]:
    """Write the file anew; its size in bytes before and after.

    SQLite makes a copy in its folder for temporary files and writes it into the log beside the
    database, so both need the room. Raises StoreError where it is not there; then, and where the
    program is killed, the file stays as it was.
    """
    path = connection.path
    with explained(path):
        connection.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        before = path.stat().st_size
        _check_room(connection)
        connection.db.execute("VACUUM")
        connection.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return before, path.stat().st_size


def _check_room(connection: Connection) -> None:
    pages, free, size = (
        connection.db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    copy = (pages - free) * size
    folders = (connection.path.parent, _temporary())
    shared = folders[0].stat().st_dev == folders[1].stat().st_dev
    for folder in folders:
        needed = copy * (2 if shared else 1)
        there = shutil.disk_usage(folder).free
        if there < needed:
            raise StoreError(
                f"{connection.path}: not written anew: that needs {needed:,} bytes of room in "
                f"{folder}, and {there:,} are free"
            )


def _temporary() -> Path:
    """Where SQLite puts its temporary files (https://www.sqlite.org/tempfiles.html section 5)."""
    named = [os.environ.get(name) for name in ("SQLITE_TMPDIR", "TMPDIR")]
    for folder in [*named, "/var/tmp", "/usr/tmp", "/tmp"]:  # noqa: S108 (SQLite's own list)
        if folder and os.access(folder, os.W_OK | os.X_OK) and Path(folder).is_dir():
            return Path(folder)
    return Path()
