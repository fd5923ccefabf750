"""Deadlines in the database: keyed on page, kind and day, gone when their page says so no more.

The functions that write run inside the caller's transaction, which checks references at its end.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlite_utils import Database

from model import Deadline, StoredDeadline, fold
from model.schema_org import deadline_from_json, deadline_to_json
from model.when import day_of
from store.addresses import canonical_address
from store.columns import Row, json_column, list_parameter, time_column, time_value
from store.connection import rows
from store.identity import Identified, mint_uid
from store.readings import Reading

_ALL = """
SELECT deadlines.*, records.event_uid, missing_since IS NULL AND NOT EXISTS (
  SELECT 1 FROM mentions AS gone JOIN mentions AS other USING (record_uid)
  WHERE gone.source_id = deadlines.source_id AND gone.page_url = deadlines.page_url
    AND gone.gone_since IS NOT NULL AND other.missing_since IS NULL AND other.gone_since IS NULL
) AS stands FROM deadlines
LEFT JOIN records ON records.uid = record_uid
WHERE {chosen} ORDER BY day, deadlines.uid
"""


def save_deadlines(
    db: Database,
    source_id: str,
    readings: Sequence[Reading],
    on_page: Mapping[str, Sequence[Identified]],
    authority: str,
    now: datetime,
) -> None:
    """Write the deadlines of one source's pages; rows that stay the same are left alone."""
    before: dict[str, dict[str, Row]] = defaultdict(dict)
    sql = (
        "SELECT * FROM deadlines WHERE source_id = ? "
        "AND page_url IN (SELECT value FROM json_each(?))"
    )
    for row in rows(db, sql, (source_id, list_parameter(r.page.url for r in readings))):
        before[row["page_url"]][row["uid"]] = row
    written: list[Row] = []
    for reading in readings:
        known = before[reading.page.url]
        standing = _rows_of(reading, on_page.get(reading.page.url, ()), authority)
        for uid, row in standing.items():
            revised = _revised(row, known.get(uid), now)
            if revised != known.get(uid):
                written.append(revised)
        for uid, row in known.items():
            if uid not in standing and not reading.failed and row["missing_since"] is None:
                written.append({**row, "missing_since": time_column(now)})
    db.table("deadlines").upsert_all(written, pk="uid")


def load_deadlines(
    db: Database, *, gone: bool = False, event_uid: str | None = None
) -> tuple[StoredDeadline, ...]:
    """The deadlines that still stand on their pages, or those that are `gone`, by day and UID.

    With `event_uid` only those of one event. The last change of one that is gone is that it went.
    What several pages say of one event is told once, by the page that said it first. One on a page
    that is gone stands as long as no other page tells of the event.
    """
    chosen = "TRUE" if event_uid is None else "records.event_uid = :uid"
    told = rows(db, _ALL.format(chosen=chosen), {"uid": event_uid})
    found = [row for row in told if bool(row["stands"]) is not gone]
    return tuple(
        StoredDeadline(
            uid=row["uid"],
            created=time_value(row["created"]),
            last_modified=time_value(row["missing_since"] or row["last_modified"]),
            source_id=row["source_id"],
            page_url=row["page_url"],
            deadline=deadline_from_json(json.loads(row["item"])),
            event_uid=row["event_uid"] or "",
        )
        for row in (found if gone else _told_once(found))
    )


def _told_once(found: Sequence[Row]) -> list[Row]:
    first: dict[tuple[str, ...], Row] = {}
    for row in sorted(found, key=lambda row: (row["created"], row["uid"])):
        first.setdefault(_matter(row), row)
    return [row for row in found if row["page_url"] == first[_matter(row)]["page_url"]]


def _matter(row: Row) -> tuple[str, ...]:
    """What a deadline is for; without an event it is its own matter."""
    if not row["event_uid"]:
        return (row["uid"],)
    return (row["event_uid"], json.loads(row["item"])["kind"], row["day"])


def count_of_source(db: Database, source_id: str) -> int:
    """How many deadlines the source's pages give now."""
    sql = "SELECT COUNT(*) AS n FROM deadlines WHERE source_id = ? AND missing_since IS NULL"
    return int(rows(db, sql, (source_id,))[0]["n"])


def _rows_of(reading: Reading, standing: Sequence[Identified], authority: str) -> dict[str, Row]:
    """The page's deadlines by UID; two of one kind and day are told apart by what they are for."""
    page = canonical_address(reading.page.url) or reading.page.url
    keys = [_key(page, deadline) for deadline in reading.deadlines]
    shared = Counter(keys)
    uids = {identified.uid for identified in standing}
    found: dict[str, Row] = {}
    for deadline, key in zip(reading.deadlines, keys, strict=True):
        if shared[key] > 1:
            key = f"{key}|{fold(deadline.name or deadline.quote)}"
        uid = mint_uid(key, authority)
        found[uid] = {
            "uid": uid,
            "source_id": reading.page.source_id,
            "page_url": reading.page.url,
            "record_uid": next(iter(uids)) if len(uids) == 1 else None,
            "item": json_column(deadline_to_json(deadline)),
            "day": day_of(deadline.due).isoformat(),
            "missing_since": None,
        }
    return found


def _key(page: str, deadline: Deadline) -> str:
    return f"deadline:{page}|{deadline.kind.value}|{day_of(deadline.due).isoformat()}"


def _revised(row: Row, known: Row | None, now: datetime) -> Row:
    """The row with its times: evidence that moved on the page is no new revision."""
    moment = time_column(now)
    if known is None:
        return {**row, "created": moment, "last_modified": moment}
    same = _shown(row) == _shown(known)
    # Not before its last change, also by a clock that was set back.
    last = known["last_modified"] if same else max(moment, known["last_modified"])
    return {**row, "created": known["created"], "last_modified": last}


def _shown(row: Row) -> tuple[object, ...]:
    item = {key: value for key, value in json.loads(row["item"]).items() if key != "evidence"}
    return (json_column(item), row["record_uid"], row["missing_since"])
