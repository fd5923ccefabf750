"""Visits: what came of each address of a source when it was last asked for, and since when.

The functions that write run inside the caller's transaction.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from sqlite_utils import Database

from model import EntryKind, Problem, ProblemKind, Severity, Verdict, verdict_of
from store.columns import Row, list_parameter, text_column, time_column, time_value
from store.connection import rows
from store.records import Visit

_OF_RUN = "SELECT * FROM visits WHERE source_id = ? AND run_id = ?"
_PAGES = """
SELECT url, requested_url, fault, fault_message, says_none, EXISTS (
  SELECT 1 FROM mentions AS m WHERE m.source_id = pages.source_id AND m.page_url = pages.url
  AND m.missing_since IS NULL) AS tells
FROM pages WHERE source_id = ? AND current = 1
"""
_FAULTS = """
SELECT url, fault, fault_message FROM pages
WHERE source_id = :source_id AND current = 1 AND fault <> '' AND EXISTS (
  SELECT 1 FROM visits AS v WHERE v.source_id = :source_id AND v.run_id = :run_id
  AND v.url IN (pages.url, pages.requested_url))
ORDER BY url
"""
_ROLES = """
UPDATE pages SET role = :role
WHERE source_id = :source_id AND url = :url AND current = 1 AND role <> :role
"""


class Visited(Protocol):
    """One address as a crawl visited it, in the crawler's words; `at` has a zone."""

    @property
    def url(self) -> str:
        """The canonical address, as asked for."""

    @property
    def verdict(self) -> Verdict:
        """What came of it."""

    @property
    def role(self) -> EntryKind:
        """As what it was asked for."""

    @property
    def entry(self) -> bool:
        """Whether the source file names it."""

    @property
    def status(self) -> int:
        """The HTTP status; 0 without an answer."""

    @property
    def message(self) -> str:
        """The problem in words."""

    @property
    def location(self) -> str:
        """Where a redirect led."""

    @property
    def size(self) -> int:
        """Bytes of the body as unpacked."""

    @property
    def seconds(self) -> float:
        """From request to answer."""

    @property
    def at(self) -> datetime:
        """When it was asked for."""


def save_visits(db: Database, run_id: int, source_id: str, visits: Iterable[Visited]) -> None:
    """Put these visits in the place of those that their addresses had before.

    Of two visits of one address in one run the last counts, and the run counts once.
    """
    latest = {text_column(visit.url): visit for visit in visits}
    earlier = last_run(db, source_id)
    if earlier is not None and earlier != run_id:
        # It may have been killed before its pages were read; since when they are bad must not go.
        settle(db, earlier, source_id)
    sql = "SELECT * FROM visits WHERE source_id = ? AND url IN (SELECT value FROM json_each(?))"
    before = {row["url"]: row for row in rows(db, sql, (source_id, list_parameter(latest)))}
    written = [
        {
            "source_id": source_id,
            "url": url,
            "role": visit.role.value,
            "entry": int(visit.entry),
            "run_id": run_id,
            "status": visit.status,
            "location": text_column(visit.location),
            "size": visit.size,
            "seconds": visit.seconds,
            "checked_at": time_column(visit.at),
            **_before(before.get(url), run_id),
            "verdict": visit.verdict.value,
            "message": text_column(visit.message),
        }
        for url, visit in latest.items()
    ]
    db.table("visits").upsert_all(map(_standing, written), pk=("source_id", "url"))
    # An entry that answers "not modified" may be asked for as something else than last time.
    db.conn.executemany(_ROLES, [row for row in written if Verdict(row["verdict"]).good])


def _before(row: Row | None, run_id: int) -> Row:
    """How the address stood when the run began."""
    if row is None:
        return {"before_since": None, "before_failures": None, "before_ok_at": None}
    if row["run_id"] == run_id:
        return {key: value for key, value in row.items() if key.startswith("before_")}
    return {
        "before_since": row["since"],
        "before_failures": row["failures"],
        "before_ok_at": row["last_ok_at"],
    }


def _standing(row: Row) -> Row:
    """The row with what its verdict makes of how the address stood when the run began."""
    good, failures = Verdict(row["verdict"]).good, row["before_failures"]
    as_before = failures is not None and good == (failures == 0)
    return {
        **row,
        "since": row["before_since"] if as_before else row["checked_at"],
        "failures": 0 if good else (failures or 0) + 1,
        "last_ok_at": row["checked_at"] if good else row["before_ok_at"],
    }


def settle(db: Database, run_id: int, source_id: str) -> frozenset[str] | None:
    """Give the answers of a run the verdict of the pages that they brought, once those are read.

    Returns the addresses of the pages that were good in this run; None where it asked for none.
    """
    visited = rows(db, _OF_RUN, (source_id, run_id))
    if not visited:
        return None
    pages = rows(db, _PAGES, (source_id,))
    by_asked = {page["requested_url"]: page for page in pages if page["requested_url"]}
    by_url = {page["url"]: page for page in pages}
    good, changed = set(), []
    for row in visited:
        page = by_url.get(row["url"]) or by_asked.get(row["url"])
        if page is None or not Verdict(row["verdict"]).good:
            continue
        verdict, message = _read_as(page, Verdict(row["verdict"]))
        if verdict.good:
            good.add(page["url"])
        if verdict.value != row["verdict"]:
            changed.append(_standing({**row, "verdict": verdict.value, "message": message}))
    db.table("visits").upsert_all(changed, pk=("source_id", "url"))
    return frozenset(good)


def _read_as(page: Row, answered: Verdict) -> tuple[Verdict, str]:
    """The verdict on a page, which stands above that on the answer, with its reason in words."""
    if page["fault"]:
        message = page["fault_message"]
        return verdict_of(Problem(kind=ProblemKind(page["fault"]), message=message)), message
    if page["says_none"] and not page["tells"]:
        return Verdict.QUIET, page["says_none"]
    return answered, ""


def standing_faults(db: Database, run_id: int, source_id: str) -> tuple[Problem, ...]:
    """The errors of the pages that a run asked for, those included that it did not read anew."""
    found = rows(db, _FAULTS, {"source_id": source_id, "run_id": run_id})
    return tuple(
        Problem(
            kind=ProblemKind(row["fault"]),
            message=row["fault_message"],
            severity=Severity.ERROR,
            url=row["url"],
        )
        for row in found
    )


def last_run(db: Database, source_id: str) -> int | None:
    """The last run that asked for an address of the source; None where none has."""
    sql = "SELECT MAX(run_id) AS run_id FROM visits WHERE source_id = ?"
    found: int | None = rows(db, sql, (source_id,))[0]["run_id"]
    return found


def counts(db: Database, run_id: int, source_id: str) -> Mapping[str, int]:
    """How many addresses of the run had which verdict."""
    return Counter(sorted(row["verdict"] for row in rows(db, _OF_RUN, (source_id, run_id))))


def of_source(db: Database, source_id: str) -> tuple[Visit, ...]:
    """The latest visit of every address of a source, entries first, then by address."""
    sql = "SELECT * FROM visits WHERE source_id = ? ORDER BY entry DESC, url"
    return tuple(_visit(row) for row in rows(db, sql, (source_id,)))


def _visit(row: Row) -> Visit:
    return Visit(
        source_id=row["source_id"],
        url=row["url"],
        role=EntryKind(row["role"]),
        entry=bool(row["entry"]),
        run_id=row["run_id"],
        verdict=Verdict(row["verdict"]),
        status=row["status"],
        message=row["message"],
        location=row["location"],
        size=row["size"],
        seconds=row["seconds"],
        checked_at=time_value(row["checked_at"]),
        since=time_value(row["since"]),
        failures=row["failures"],
        last_ok_at=time_value(row["last_ok_at"]) if row["last_ok_at"] else None,
    )
