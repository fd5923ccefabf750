"""What staff corrected, with the page that said it otherwise: cases to learn from. Reads only."""

from collections import defaultdict

from sqlite_utils import Database

from store import events
from store.columns import Row, list_parameter
from store.connection import rows
from store.history import label
from store.mentions import event_of
from store.reviewing.measures import CorrectedField

_CORRECTED = """
SELECT record_uid, records.event_uid, records.source_id, field FROM corrections
JOIN records ON records.uid = record_uid
WHERE withdrawn_at IS NULL AND (:source = '' OR records.source_id = :source)
ORDER BY corrections.id
"""
_TELLING = """
SELECT record_uid, page_url, page_id, event FROM mentions
WHERE record_uid IN (SELECT value FROM json_each(?))
ORDER BY record_uid, COALESCE(missing_since, gone_since) IS NOT NULL, page_url, position
"""


def corrected_fields(db: Database, source_id: str = "") -> tuple[CorrectedField, ...]:
    """The corrections that are in force, in the order of events and as they were made.

    Each with what the page tells that gives the field; where none does, the record's first.
    """
    made = {
        (row["event_uid"], row["field"]): row for row in rows(db, _CORRECTED, {"source": source_id})
    }
    uids = {uid for uid, _ in made}
    stored = {event.uid: event for event in events.load_events(db, uids)}
    origins = {uid: merged.origins for uid, merged in events.told(db, uids)}
    tellings: dict[str, list[Row]] = defaultdict(list)
    parameter = list_parameter(row["record_uid"] for row in made.values())
    for row in rows(db, _TELLING, (parameter,)):
        tellings[row["record_uid"]].append(row)
    found = []
    for uid, event in stored.items():
        for correction in event.corrections:
            lying = made.get((uid, correction.field))
            told = tellings[lying["record_uid"]] if lying else []
            if lying and told:
                _, url = origins[uid].get(label(correction.field), ("", ""))
                page = next((row for row in told if row["page_url"] == url), told[0])
                found.append(
                    CorrectedField(
                        event_uid=uid,
                        name=event.event.name,
                        source_id=lying["source_id"],
                        page_url=page["page_url"],
                        page_id=page["page_id"],
                        told=event_of(page["event"]),
                        correction=correction,
                    )
                )
    return tuple(found)
