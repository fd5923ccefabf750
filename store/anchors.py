"""By what staff's decisions name a record, and how they find it again in another file.

A record is named by its UID, and by its source and strongest key should that be lost.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from model import BERLIN
from model.schema_org import event_from_json
from store.columns import Row, list_parameter
from store.connection import rows
from store.editions import is_next_edition
from store.identity import strength

_RECORDS = """
SELECT records.uid, records.source_id, event, key FROM records
LEFT JOIN aliases ON record_uid = records.uid
WHERE records.uid IN (SELECT value FROM json_each(?))
"""
_LOST = (
    ("decisions", "record_uid", ""),
    ("decisions", "other_uid", "other_"),
    ("corrections", "record_uid", ""),
)
"""Tables that name records, the column with the UID, and how the others begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A record as decisions name it: by its source and strongest key, with what it tells."""

    source_id: str = ""
    key: str = ""
    told: str = ""


def anchors(db: Database, record_uids: Iterable[str]) -> dict[str, Anchor]:
    """What decisions are to name these records by."""
    found: dict[str, Anchor] = {}
    known = rows(db, _RECORDS, (list_parameter(record_uids),))
    for row in sorted(known, key=lambda row: (strength(row["key"] or "page:"), row["key"] or "")):
        anchor = Anchor(source_id=row["source_id"], key=row["key"] or "", told=row["event"])
        found.setdefault(row["uid"], anchor)
    return found


def attach(db: Database, source_id: str, aliases: Mapping[str, str], now: datetime) -> None:
    """Give decisions whose record is not in this file the new record that has their key.

    So decisions that were carried over into a new file hold there too, but not for the next
    edition that stands at the same address.
    """
    if not aliases:  # decisions have no index by source
        return
    for table, name, side in _LOST:
        lost = rows(
            db,
            f"SELECT id, {side}key AS key, {side}told AS told FROM {table} "  # noqa: S608 (ours)
            f"WHERE {side}source_id = ? AND {name} <> '' "
            f"AND NOT EXISTS (SELECT 1 FROM records WHERE records.uid = {name})",
            (source_id,),
        )
        for row in lost:
            uid = aliases.get(row["key"])
            if uid and _tells_the_same(db, uid, row["told"], now):
                db.execute(
                    f"UPDATE {table} SET {name} = ? WHERE id = ?",  # noqa: S608 (ours)
                    (uid, row["id"]),
                )


def _tells_the_same(db: Database, uid: str, told: str, now: datetime) -> bool:
    (row,) = rows(db, "SELECT event FROM records WHERE uid = ?", (uid,))
    before, after = (event_from_json(json.loads(text)) for text in (told, row["event"]))
    return not is_next_edition(before, after, now.astimezone(BERLIN).date())


def columns(side: str, anchor: Anchor) -> Row:
    """An anchor in the columns of a table; `side` is how they begin."""
    return {
        f"{side}source_id": anchor.source_id,
        f"{side}key": anchor.key,
        f"{side}told": anchor.told,
    }
