"""The database: whether it is sound, fits this program, and what SQLite this Python brings."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from regioradar.config import Config
from regioradar.doctor.finding import Finding, Group, size
from store import Examination, examine

_GROUP = Group("database")
_LEAST_SQLITE = (3, 38, 0)
"""STRICT tables need 3.37, the operator -> for JSON 3.38 (https://www.sqlite.org/changes.html)."""
_LARGE_LOG = 500_000_000
"""Bytes of a log that is not being taken over: somebody reads and never ends."""
_RESTORE = (
    "stop all services, put the last good backup in its place (docs/backup.md), and keep the "
    "damaged file; then look at the disk (dmesg, smartctl)"
)


def look(config: Config, *, full: bool) -> tuple[Examination | None, list[Finding]]:
    """What the file is like, and how that is; None where there is none."""
    findings = [sqlite_judged(sqlite3.sqlite_version_info)]
    file = config.database_file
    try:
        if not file.exists():
            return None, [*findings, _missing(file)]
        found = examine(file, full=full)
    except OSError as error:
        what = f"{file} cannot be looked at: {error.strerror}"
        return None, [*findings, _GROUP.fail("soundness", what, "correct the rights of its folder")]
    return found, [*findings, *judged(file, found, full=full)]


def sqlite_judged(version: tuple[int, ...]) -> Finding:
    """Whether SQLite is new enough."""
    words = ".".join(map(str, version))
    if version < _LEAST_SQLITE:
        least = ".".join(map(str, _LEAST_SQLITE))
        return _GROUP.fail("SQLite", f"{words} is too old", f"take a Python with SQLite {least}")
    return _GROUP.ok("SQLite", words)


def judged(file: Path, found: Examination, *, full: bool) -> Iterator[Finding]:
    """Soundness, state of the tables, size."""
    if found.unreadable:
        yield _GROUP.fail("soundness", f"{file}: {found.unreadable}", _RESTORE)
        return
    if found.faults:
        yield _GROUP.fail("soundness", f"{file} is damaged: {'; '.join(found.faults)}", _RESTORE)
        return
    checked = "every page, index and reference" if full else "every page"
    yield _GROUP.ok("soundness", f"{file} is sound ({checked}; {size(found.size)})")
    yield _tables(file, found)
    if found.log_size > _LARGE_LOG:
        yield _GROUP.warn(
            "log",
            f"{file}-wal has grown to {size(found.log_size)}",
            "end what reads the database without end (a shell of sqlite3, a backup that hangs); "
            "the next run makes it small again",
        )


def _tables(file: Path, found: Examination) -> Finding:
    if found.foreign:
        mend = "set database to another path; nothing was changed in it"
        return _GROUP.fail("tables", f"{file} belongs to another program", mend)
    if found.unknown:
        newer = f"{file} was written by a newer RegioRadar ({found.unknown[-1]})"
        return _GROUP.fail("tables", newer, "update the program, or put back the older backup")
    if found.pending:
        return _GROUP.warn(
            "tables",
            f"{file} is that of an older RegioRadar; to come: {', '.join(found.pending)}",
            "make a backup; the next run brings it up to date, and older programs cannot use it "
            "then",
        )
    return _GROUP.ok("tables", "are those of this version")


def _missing(file: Path) -> Finding:
    return _GROUP.warn(
        "soundness",
        f"{file} is not there",
        "nothing, where this is new: regioradar init or the first run makes it. Else put back a "
        "backup before the next run, which would begin with an empty one",
    )
