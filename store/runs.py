"""Runs, the health of each source in them, and the problems that they met.

The functions that write run inside the caller's transaction.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlite_utils import Database

from model import Problem, ProblemKind, Severity, Verdict
from store.columns import Row, json_column, text_column, time_column, time_value
from store.connection import rows
from store.records import CrawlCounts, Run, SourceProblem, SourceRun

_PROBLEM_STATE = """
UPDATE source_runs SET
  problems = (SELECT COUNT(*) FROM problems AS p
    WHERE p.run_id = source_runs.run_id AND p.source_id = source_runs.source_id),
  worst_severity = COALESCE((SELECT p.severity FROM problems AS p
    WHERE p.run_id = source_runs.run_id AND p.source_id = source_runs.source_id
    ORDER BY p.severity = 'error' DESC LIMIT 1), '')
WHERE run_id = ? AND source_id = ?
"""
_COUNTED = """
INSERT INTO source_runs (run_id, source_id, pages, new_pages, changed_pages, unchanged_pages,
  not_modified)
VALUES (:run, :source, :pages, :new, :changed, :unchanged, :not_modified)
ON CONFLICT (run_id, source_id) DO UPDATE SET
  pages = pages + excluded.pages, new_pages = new_pages + excluded.new_pages,
  changed_pages = changed_pages + excluded.changed_pages,
  unchanged_pages = unchanged_pages + excluded.unchanged_pages,
  not_modified = not_modified + excluded.not_modified
"""


def start(db: Database, now: datetime) -> int:
    """A new run's number."""
    cursor = db.execute("INSERT INTO runs (started_at) VALUES (?)", (time_column(now),))
    return int(cursor.lastrowid or 0)


def finish(
    db: Database, run_id: int, now: datetime, exit_code: int, summary: Mapping[str, Any]
) -> None:
    """The end of a run. Raises KeyError for a run that there is not."""
    done = db.execute(
        "UPDATE runs SET finished_at = ?, exit_code = ?, summary = ? WHERE id = ?",
        (time_column(now), exit_code, json_column(dict(summary)), run_id),
    )
    if done.rowcount != 1:
        raise KeyError(f"no run {run_id}")


Values = Mapping[str, str | int | None]
"""Columns of a health row."""


def count_pages(
    db: Database, run_id: int, source_id: str, counts: CrawlCounts, not_modified: int
) -> None:
    """Add the pages of one batch to the source's row of the run."""
    db.execute(
        _COUNTED,
        {
            "run": run_id,
            "source": source_id,
            "pages": counts.pages,
            "new": counts.new,
            "changed": counts.changed,
            "unchanged": counts.unchanged,
            "not_modified": not_modified,
        },
    )


def save_health(
    db: Database,
    run_id: int,
    source_id: str,
    values: Values,
    problems: Iterable[Problem],
) -> None:
    """Set `values` in the source's row of the run, and add `problems` to it."""
    db.table("problems").insert_all(
        {
            "run_id": run_id,
            "source_id": source_id,
            "url": text_column(problem.url),
            "kind": problem.kind.value,
            "severity": problem.severity.value,
            "message": text_column(problem.message),
        }
        for problem in problems
    )
    db.table("source_runs").upsert(
        {"run_id": run_id, "source_id": source_id, **values}, pk=("run_id", "source_id")
    )
    db.execute(_PROBLEM_STATE, (run_id, source_id))


def last_runs(db: Database, limit: int) -> tuple[Run, ...]:
    """The last `limit` runs, the latest first."""
    return tuple(
        Run(
            run_id=row["id"],
            started_at=time_value(row["started_at"]),
            finished_at=time_value(row["finished_at"]) if row["finished_at"] else None,
            exit_code=row["exit_code"],
            summary=json.loads(row["summary"]),
        )
        for row in rows(db, "SELECT * FROM runs ORDER BY id DESC LIMIT ?", (limit,))
    )


def of_run(db: Database, run_id: int) -> tuple[SourceRun, ...]:
    """The health rows of one run, by source."""
    sql = "SELECT * FROM source_runs WHERE run_id = ? ORDER BY source_id"
    return tuple(_source_run(row) for row in rows(db, sql, (run_id,)))


def latest(db: Database) -> tuple[SourceRun, ...]:
    """The last health row of every source, by source."""
    sql = (
        "SELECT r.* FROM source_runs AS r WHERE run_id = (SELECT MAX(run_id) FROM source_runs "
        "WHERE source_id = r.source_id) ORDER BY source_id"
    )
    return tuple(_source_run(row) for row in rows(db, sql))


def history(db: Database, source_id: str, limit: int) -> tuple[SourceRun, ...]:
    """The last `limit` health rows of one source, the latest first."""
    sql = "SELECT * FROM source_runs WHERE source_id = ? ORDER BY run_id DESC LIMIT ?"
    return tuple(_source_run(row) for row in rows(db, sql, (source_id, limit)))


def not_before(db: Database, source_id: str) -> datetime | None:
    """What a host asked for in the last crawl of a source; runs that only read do not count."""
    sql = (
        "SELECT not_before FROM source_runs WHERE source_id = ? AND started_at IS NOT NULL "
        "ORDER BY run_id DESC LIMIT 1"
    )
    found = rows(db, sql, (source_id,))
    return time_value(found[0]["not_before"]) if found and found[0]["not_before"] else None


def problems_of(db: Database, run_id: int, source_id: str | None) -> tuple[SourceProblem, ...]:
    """The problems of a run, by source, in the order they were met."""
    only = "" if source_id is None else "AND source_id = :source "  # so that the index serves it
    sql = f"SELECT * FROM problems WHERE run_id = :run {only}ORDER BY source_id, id"  # noqa: S608
    found = rows(db, sql, {"run": run_id, "source": source_id})
    return tuple(
        SourceProblem(
            source_id=row["source_id"],
            problem=Problem(
                kind=ProblemKind(row["kind"]),
                message=row["message"],
                severity=Severity(row["severity"]),
                url=row["url"],
            ),
        )
        for row in found
    )


def last_whole_crawl(db: Database, source_id: str) -> datetime | None:
    """When the run of a source's last crawl began; None where that came to no good end.

    A row that has pages and no times is that of a crawl whose program was killed.
    """
    sql = (
        "SELECT s.*, r.started_at AS run_began FROM source_runs AS s JOIN runs AS r "
        "ON r.id = s.run_id WHERE s.source_id = ? AND (s.started_at IS NOT NULL OR s.pages > 0) "
        "ORDER BY s.run_id DESC LIMIT 1"
    )
    for row in rows(db, sql, (source_id,)):
        began = time_value(row.pop("run_began"))
        return began if _source_run(row).crawled_whole else None
    return None


def _source_run(row: Row) -> SourceRun:
    values = dict(row)
    for name in ("started_at", "finished_at", "not_before"):
        values[name] = time_value(values[name]) if values[name] else None
    values["worst_severity"] = Severity(row["worst_severity"]) if row["worst_severity"] else None
    values["visits"] = _visits(row["visits"])
    values["fill"] = _fill(row["fill"])
    return SourceRun(**values)


@lru_cache(maxsize=1024)
def _visits(column: str) -> Mapping[Verdict, int]:
    """Read once: from run to run a source's figures are mostly the same."""
    return MappingProxyType({Verdict(name): count for name, count in json.loads(column).items()})


@lru_cache(maxsize=1024)
def _fill(column: str) -> Mapping[str, float]:
    return MappingProxyType(json.loads(column))
