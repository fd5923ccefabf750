"""What the store keeps no longer: bodies and texts of pages, their rows, visits, problems, names.

Deletes in steps, each a list of small transactions, so that whoever stops it in the middle stops
it between two of them. What goes of a page is its body; that it was there stays. What events,
news, deadlines and decisions say is never touched.
"""

# ruff: noqa: S608 (statements are put together from constants of this module)

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlite_utils import Database

from model import BERLIN, EntryKind
from store.columns import list_parameter, time_column
from store.connection import Connection, rows
from store.records import Pruned, PrunedKind, Retention

_AT_ONCE = 200
"""Rows of one transaction: a few megabytes of bodies, some hundredths of a second."""

FORMER_STAFF = "former staff"
"""Stands in place of the name of whoever decided something long ago."""

_MENTIONED = """
EXISTS (SELECT 1 FROM mentions AS m JOIN records AS r ON r.uid = m.record_uid
  JOIN events AS e ON e.uid = r.event_uid
  WHERE m.source_id = p.source_id AND m.page_url = p.url AND m.first_seen <= p.last_checked_at
  AND m.missing_since {gone}
  AND (e.end_day >= :over OR r.last_day >= :over OR p.last_checked_at >= :told
    AND (e.end_day IS NULL OR json_extract(e.event, '$.recurrence') IS NOT NULL)))
"""
_TOLD = f"""
{_MENTIONED.format(gone=">= p.fetched_at")}
OR {_MENTIONED.format(gone="IS NULL")}
OR EXISTS (SELECT 1 FROM deadlines AS d WHERE d.source_id = p.source_id AND d.page_url = p.url
  AND (d.missing_since IS NULL OR d.missing_since >= p.fetched_at) AND d.day >= :over)
OR EXISTS (SELECT 1 FROM news AS n JOIN records AS r ON r.uid = n.record_uid
  JOIN events AS e ON e.uid = r.event_uid
  WHERE n.source_id = p.source_id AND n.page_url = p.url
  AND (e.end_day >= :over OR r.last_day >= :over))
"""
# Whether page version p tells of an event that is not yet over for long enough: one that stood on
# its page while the version did. Its last day is that of its source or of all sources, whichever
# is later. One without an end known counts from when it was seen there.

_WANTED = f"""
(p.last_checked_at >= :seen
OR (p.current = 1 AND p.extractor_version = '' AND p.role <> '{EntryKind.SITEMAP.value}')
OR {_TOLD})
"""
# What was never read is not given up: its events would be lost unseen.

_LAST_GOOD_LIST = """
p.lists <> '[]' AND NOT EXISTS (SELECT 1 FROM pages AS later WHERE later.source_id = p.source_id
  AND later.url = p.url AND later.lists <> '[]' AND later.id > p.id)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One kind of things: `due` gives the `key` and the `bytes` of each that goes.

    In the order of their keys, from behind `:after` on, `:limit` of them. `deeds` are carried out
    on the keys.
    """

    kind: PrunedKind
    due: str
    deeds: tuple[str, ...]
    first: str | int = 0


_KEYS = "(SELECT value FROM json_each(:keys))"


def _names_in(table: str, name: str, at: str) -> _Step:
    """The names of those who decided something; what they decided stays."""
    return _Step(
        kind=PrunedKind.NAMES,
        due=f"""
SELECT rowid AS key, length("{name}") AS bytes FROM {table}
WHERE rowid > :after AND {at} < :name AND "{name}" NOT IN ('', '{FORMER_STAFF}')
ORDER BY rowid LIMIT :limit""",
        deeds=(f"""UPDATE {table} SET "{name}" = '{FORMER_STAFF}' WHERE rowid IN {_KEYS}""",),
    )


_NAMES = (
    ("decisions", "by", "at"),
    ("decisions", "withdrawn_by", "withdrawn_at"),
    ("corrections", "by", "at"),
    ("corrections", "withdrawn_by", "withdrawn_at"),
    ("holds", "by", "at"),
    ("changes", "by", "at"),
    ("acts", "by", "at"),
    ("pauses", "by", "at"),
    ("release_requests", "by", "at"),
)
"""Where names of staff stand, with the time of what they did."""

_STEPS = (
    _Step(
        kind=PrunedKind.BODIES,
        due=f"""
SELECT hash AS key, length(data) AS bytes FROM bodies
WHERE length(data) > 0 AND hash > :after
  AND NOT EXISTS (SELECT 1 FROM pages AS p WHERE p.body_hash = bodies.hash AND {_WANTED})
ORDER BY hash LIMIT :limit""",
        deeds=(f"UPDATE bodies SET data = x'' WHERE hash IN {_KEYS}",),
        first="",
    ),
    # The text in which evidence is shown goes with the body; of a body that another version still
    # needs it can be read again.
    _Step(
        kind=PrunedKind.TEXTS,
        due=f"""
SELECT page_id AS key, length(data) AS bytes FROM page_texts JOIN pages AS p ON p.id = page_id
WHERE page_id > :after AND NOT {_WANTED} ORDER BY page_id LIMIT :limit""",
        deeds=(f"DELETE FROM page_texts WHERE page_id IN {_KEYS}",),
    ),
    _Step(
        kind=PrunedKind.VERSIONS,
        due=f"""
SELECT p.id AS key,
  length(url) + length(requested_url) + length(fault_message) + length(lists) AS bytes
FROM pages AS p
WHERE p.id > :after AND p.last_checked_at < :address AND NOT {_WANTED}
  AND NOT EXISTS (SELECT 1 FROM mentions AS m WHERE m.page_id = p.id)
  AND NOT ({_LAST_GOOD_LIST})
ORDER BY p.id LIMIT :limit""",
        deeds=(
            f"""
DELETE FROM bodies WHERE hash IN (SELECT body_hash FROM pages WHERE id IN {_KEYS})
  AND NOT EXISTS (SELECT 1 FROM pages WHERE body_hash = hash AND id NOT IN {_KEYS})""",
            f"DELETE FROM pages WHERE id IN {_KEYS}",
        ),
    ),
    _Step(
        kind=PrunedKind.VISITS,
        due="""
SELECT rowid AS key, length(url) + length(message) + length(location) AS bytes FROM visits
WHERE rowid > :after AND checked_at < :address ORDER BY rowid LIMIT :limit""",
        deeds=(f"DELETE FROM visits WHERE rowid IN {_KEYS}",),
    ),
    _Step(
        kind=PrunedKind.PROBLEMS,
        due="""
SELECT problems.id AS key, length(url) + length(message) AS bytes
FROM problems JOIN runs ON runs.id = run_id
WHERE problems.id > :after AND started_at < :problem ORDER BY problems.id LIMIT :limit""",
        deeds=(f"DELETE FROM problems WHERE id IN {_KEYS}",),
    ),
    _Step(
        kind=PrunedKind.SUMMARIES,
        due="""
SELECT id AS key, length(summary) AS bytes FROM runs
WHERE id > :after AND started_at < :problem AND summary <> '{}' ORDER BY id LIMIT :limit""",
        deeds=(f"UPDATE runs SET summary = '{{}}' WHERE id IN {_KEYS}",),
    ),
    _Step(
        kind=PrunedKind.FIGURES,
        due="""
SELECT source_runs.rowid AS key, length(visits) + length(fill) AS bytes
FROM source_runs JOIN runs ON runs.id = run_id
WHERE source_runs.rowid > :after AND runs.started_at < :run ORDER BY source_runs.rowid
LIMIT :limit""",
        deeds=(f"DELETE FROM source_runs WHERE rowid IN {_KEYS}",),
    ),
    _Step(
        kind=PrunedKind.HOLDS,
        due="""
SELECT id AS key, length(altered) + length(withdrawn) AS bytes FROM holds
WHERE id > :after AND at < :problem ORDER BY id LIMIT :limit""",
        deeds=(f"DELETE FROM holds WHERE id IN {_KEYS}",),
    ),
    *(_names_in(*where) for where in _NAMES),
    # Lines of the account that are about neither an event nor a source are about a person.
    _Step(
        kind=PrunedKind.NAMES,
        due=f"""
SELECT audit.id AS key, length(subject) AS bytes FROM audit JOIN acts ON acts.id = act
WHERE audit.id > :after AND at < :name AND event_uid = '' AND source_id = ''
  AND subject NOT IN ('', '{FORMER_STAFF}')
ORDER BY audit.id LIMIT :limit""",
        deeds=(f"UPDATE audit SET subject = '{FORMER_STAFF}' WHERE id IN {_KEYS}",),
    ),
    _Step(
        kind=PrunedKind.NAMES,
        due="""
SELECT rowid AS key, length("by") AS bytes FROM claims
WHERE rowid > :after AND "until" < :name ORDER BY rowid LIMIT :limit""",
        deeds=(f"DELETE FROM claims WHERE rowid IN {_KEYS}",),
    ),
    # A session that is over says who used which browser; the next login deletes it, if one comes.
    _Step(
        kind=PrunedKind.NAMES,
        due="""
SELECT rowid AS key, length("user") + length(agent) AS bytes FROM sessions
WHERE rowid > :after AND expires < :today ORDER BY rowid LIMIT :limit""",
        deeds=(f"DELETE FROM sessions WHERE rowid IN {_KEYS}",),
    ),
    # The corrections that an event shows are a copy of those in force.
    _Step(
        kind=PrunedKind.NAMES,
        due=f"""
SELECT rowid AS key, 0 AS bytes FROM events
WHERE rowid > :after AND corrections <> '[]' AND EXISTS (SELECT 1 FROM json_each(corrections)
  WHERE json_extract(value, '$.at') < :name AND json_extract(value, '$.by') <> '{FORMER_STAFF}')
ORDER BY rowid LIMIT :limit""",
        deeds=(
            f"""
UPDATE events SET corrections = (SELECT json_group_array(json(CASE
    WHEN json_extract(value, '$.at') < :name THEN json_set(value, '$.by', '{FORMER_STAFF}')
    ELSE value END)) FROM json_each(corrections))
WHERE rowid IN {_KEYS}""",
        ),
    ),
)


class Pruning:
    """What is kept no longer on a day, to be counted, and to be deleted.

    `today` is the day in Europe/Berlin. All methods raise StoreError where the file fails them.
    """

    def __init__(self, connection: Connection, retention: Retention, today: date) -> None:
        self._connection = connection
        self._limits = _limits(retention, today)

    def due(self) -> tuple[Pruned, ...]:
        """What would go now: a sum for each step, some kinds take several. Writes nothing."""
        with self._connection.reading() as db:
            return tuple(self._sum(db, step) for step in _STEPS)

    def carry_out(self) -> Iterator[Pruned]:
        """Delete it; gives what went after each of many small transactions.

        Whoever stops asking, or is killed, leaves a whole store, and the next call goes on.
        """
        for step in _STEPS:
            yield from self._step(step)

    def _sum(self, db: Database, step: _Step) -> Pruned:
        sql = f"SELECT COUNT(*) AS n, COALESCE(SUM(bytes), 0) AS bytes FROM ({step.due})"
        (row,) = rows(db, sql, {**self._limits, "after": step.first, "limit": -1})
        return Pruned(kind=step.kind, rows=row["n"], size=row["bytes"])

    def _step(self, step: _Step) -> Iterator[Pruned]:
        after, whole = step.first, True
        while whole:
            with self._connection.writing() as db:
                # What is deleted is overwritten as well, not only given free.
                db.execute("PRAGMA secure_delete = ON")
                due = rows(db, step.due, {**self._limits, "after": after, "limit": _AT_ONCE})
                keys = list_parameter(row["key"] for row in due)
                for deed in step.deeds if due else ():
                    db.execute(deed, {**self._limits, "keys": keys})
            if due:
                yield Pruned(kind=step.kind, rows=len(due), size=sum(row["bytes"] for row in due))
                after = due[-1]["key"]
            whole = len(due) == _AT_ONCE


def _limits(retention: Retention, today: date) -> dict[str, str]:
    """The days and times before which things go; before the empty one lies nothing."""
    over = _day(today, retention.bodies_with_event)
    return {
        "today": time_column(datetime.combine(today, time(), BERLIN)),
        "seen": _moment(today, retention.bodies_without_event),
        "told": _moment(today, retention.bodies_with_event),
        "over": over.isoformat() if over else "",
        "address": _moment(today, retention.addresses),
        "problem": _moment(today, retention.problems),
        "run": _moment(today, retention.runs),
        "name": _moment(today, retention.staff_names),
    }


def _day(today: date, days: int) -> date | None:
    """The first day that is kept; None where all are."""
    return today - timedelta(days=days) if days else None


def _moment(today: date, days: int) -> str:
    """The beginning of that day in Europe/Berlin, as columns hold it."""
    day = _day(today, days)
    return time_column(datetime.combine(day, time(), BERLIN)) if day else ""
