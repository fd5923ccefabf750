"""Rows of the store in a file with 100,000 events: written beside raw SQL, and found by an index.

A part of `tools/bench_merge.py`, which fills the file.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from bench_measure import Measure, against
from bench_timing import cpu
from sqlite_utils import Database

from store.connection import upsert

_ROWS = 20_000
_TOGETHER = 100
"""Rows of one raw statement; with more it is no faster."""
_NEXT = """
SELECT uid, event FROM events{how} WHERE region = ? AND start_day >= ? ORDER BY start_day LIMIT 100
"""


def measured(path: Path) -> Iterator[Measure]:
    """Writing events as the store does, and asking for the next 100 events of a region."""
    with closing(sqlite3.connect(path)) as connection:
        yield _upserts(connection)
        yield _next(connection)


def _upserts(connection: sqlite3.Connection) -> Measure:
    """The function by which the store writes rows, beside raw statements of many rows."""
    cursor = connection.execute("SELECT * FROM events LIMIT ?", (_ROWS,))
    names = [column[0] for column in cursor.description]
    values = cursor.fetchall()
    rows = [dict(zip(names, row, strict=True)) for row in values]
    (schema,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'events'").fetchone()
    for name in ("bench_ours", "bench_bare"):
        connection.execute(schema.replace('"events"', f'"{name}"', 1))
    database = Database(connection)
    ours = _seconds(connection, lambda: upsert(database, "bench_ours", rows, "uid"))
    bare = _seconds(connection, lambda: _raw(connection, values))
    connection.execute("DROP TABLE bench_ours")
    connection.execute("DROP TABLE bench_bare")
    return against(
        f"{len(rows):,} events upserted", ours, bare, "raw SQL, many rows a statement",
        unit="CPU s", goal=2.0, guide=True,
    )  # fmt: skip


def _raw(connection: sqlite3.Connection, values: list[tuple[object, ...]]) -> None:
    one = f"({', '.join('?' * len(values[0]))})"
    for start in range(0, len(values), _TOGETHER):
        some = values[start : start + _TOGETHER]
        connection.execute(
            f"INSERT INTO bench_bare VALUES {', '.join([one] * len(some))}",  # noqa: S608
            [value for row in some for value in row],
        )


def _seconds(connection: sqlite3.Connection, work: Callable[[], None]) -> float:
    """CPU seconds of one transaction."""
    begin = time.process_time()
    connection.execute("BEGIN")
    work()
    connection.commit()
    return time.process_time() - begin


def _next(connection: sqlite3.Connection) -> Measure:
    (region, day) = connection.execute(
        "SELECT region, max(start_day) FROM events GROUP BY region ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    day = f"{int(day[:4]) - 1}{day[4:]}"
    times = []
    for how in ("", " NOT INDEXED"):
        ask = partial(connection.execute, _NEXT.format(how=how), (region, day))
        times.append(cpu(lambda ask=ask: ask().fetchall()))  # type: ignore[misc]
    return Measure(
        name="next 100 events of a region, ms", ratio=times[0], goal=1.0, guide=True,
        against=f"ms; {times[1]:.0f} ms without the index",
    )  # fmt: skip
