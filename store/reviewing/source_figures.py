"""What the queue, the events and the runs say of each source, counted. Reads only."""

from collections import Counter
from datetime import date

from sqlite_utils import Database

from store.columns import time_value
from store.connection import rows
from store.reviewing.queue import selected
from store.reviewing.records import QueueFilter
from store.reviewing.source_records import SourceFigures

_COMING = """
SELECT source_id, COUNT(DISTINCT events.uid) AS n
FROM records JOIN events ON events.uid = event_uid
WHERE publish = 1 AND end_day >= :today GROUP BY source_id
"""
_NEWEST = """
SELECT source_id, MAX(runs.started_at) AS at FROM source_runs JOIN runs ON runs.id = run_id
WHERE new_events > 0 GROUP BY source_id
"""


def load(db: Database, today: date) -> dict[str, SourceFigures]:
    """The figures of all sources that have any, by id."""
    day = {"today": today.isoformat()}
    waiting = _waiting(db, today)
    coming = {row["source_id"]: row["n"] for row in rows(db, _COMING, day)}
    newest = {row["source_id"]: time_value(row["at"]) for row in rows(db, _NEWEST)}
    return {
        source_id: SourceFigures(
            source_id=source_id,
            open=waiting[source_id],
            coming=coming.get(source_id, 0),
            newest=newest.get(source_id),
        )
        for source_id in sorted({*waiting, *coming, *newest})
    }


def _waiting(db: Database, today: date) -> Counter[str]:
    """How many items of the queue each source has: those that its filter would show."""
    chosen = selected(QueueFilter(), today)
    sql = f"SELECT sources FROM review_items WHERE {chosen.where}"  # noqa: S608 (text of ours)
    found = rows(db, sql, chosen.parameters)
    return Counter(source_id for row in found for source_id in row["sources"].split())
