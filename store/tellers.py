"""Of which events a source tells, or told, since when; without reading the events themselves."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from store.columns import time_value
from store.connection import rows

_SINCE = """
SELECT events.start_day, MIN(mentions.first_seen) AS seen
FROM mentions JOIN records ON records.uid = record_uid JOIN events ON events.uid = records.event_uid
WHERE mentions.source_id = ? AND +events.merged_into IS NULL GROUP BY events.uid
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSince:
    """An event of a source: its first day, where one is known, and since when it is told (UTC)."""

    first_day: date | None
    seen: datetime


def told_since(db: Database, source_id: str) -> tuple[ToldSince, ...]:
    """Every event that a source tells or told of, in no order."""
    return tuple(
        ToldSince(
            first_day=date.fromisoformat(row["start_day"]) if row["start_day"] else None,
            seen=time_value(row["seen"]),
        )
        for row in rows(db, _SINCE, (source_id,))
    )
