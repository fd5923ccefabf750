"""Staff set fields of an event: which record a correction lies on, and what it overrides."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlite_utils import Database

from model import DecisionError, ModelError
from model.schema_org import event_to_json
from store import corrections, decisions, events, history
from store.columns import list_parameter
from store.connection import rows
from store.correcting import with_values
from store.merging import Merged
from store.reviewing.deeds import EventDeed, records_of
from store.reviewing.records import Refusal

_GIVERS = """
SELECT record_uid FROM mentions WHERE source_id = ? AND page_url = ?
AND record_uid IN (SELECT value FROM json_each(?)) ORDER BY record_uid <> ?, record_uid
"""


def set_values(done: EventDeed, uid: str, values: Mapping[str, Any]) -> None:
    """Write corrections, each on the record that gave the value which it overrides.

    Raises DecisionError where the event does not admit them, or no page tells of it.
    """
    db, signed = done.db, done.signed
    found = next((merged for _, merged in events.told(db, (uid,))), None)
    if found is None:
        raise DecisionError(f"{uid}: no page tells of it", code=Refusal.UNTOLD)
    said = decisions.words_of(db, (uid,)).get(uid)
    known = {c.field: c.value for c in said.corrections} if said else {}
    try:
        result = event_to_json(with_values(found.event, {**known, **values}))
    except ModelError as error:
        raise DecisionError(f"{uid}: {error}", code=Refusal.VALUE) from error
    base = event_to_json(found.event)
    records = records_of(db, (uid,))
    for name in values:
        corrections.withdraw(db, records, name, by=signed.by, now=signed.now)
        corrections.save(
            db,
            _giver(db, uid, records, found, name),
            name,
            result[name],
            base[name],
            by=signed.by,
            now=signed.now,
            note=signed.note,
        )


def take_back(done: EventDeed, uid: str, name: str) -> None:
    """Take the correction of a field back. Raises DecisionError where there is none."""
    records, signed = records_of(done.db, (uid,)), done.signed
    if not corrections.withdraw(done.db, records, name, by=signed.by, now=signed.now):
        raise DecisionError(f"{uid}: {name!r} is not corrected", code=Refusal.NOT_CORRECTED)


def _giver(db: Database, event_uid: str, records: Collection[str], found: Merged, name: str) -> str:
    """The record that a field comes from; the one that the event is named after where none is."""
    source_id, page_url = found.origins.get(history.label(name), ("", ""))
    parameters = (source_id, page_url, list_parameter(records), event_uid)
    givers = rows(db, _GIVERS, parameters)
    return str(givers[0]["record_uid"]) if givers else event_uid
