"""What a database of the third step holds, in the tables of the fourth.

An event that several sources told becomes one record a source, and these are joined for good.
Called by `store.identity_tables` alone.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from model.schema_org import event_from_json
from store.blocking import blocks
from store.columns import Row, json_column
from store.identity import mint_uid


def carry_over(db: Database, before: Mapping[str, list[Row]]) -> None:
    """One record for each source that told of an event; the first of them keeps the UID."""
    events = {row["uid"]: row for row in before["events"]}
    sources: dict[str, dict[str, str]] = {uid: {} for uid in events}
    for row in sorted(before["mentions"], key=lambda row: (row["first_seen"], row["source_id"])):
        sources[row["event_uid"]].setdefault(row["source_id"], "")
    for row in (*before["news"], *before["deadlines"]):
        if row["event_uid"]:
            sources[row["event_uid"]].setdefault(row["source_id"], "")
    for uid, known in sources.items():
        known = known or {"": ""}
        for number, source_id in enumerate(known):
            authority = uid.rpartition("@")[2]
            known[source_id] = mint_uid(f"{source_id}|{uid}", authority) if number else uid
        sources[uid] = known
    db.table("records").insert_all(
        _record(record_uid, source_id, events[uid])
        for uid, known in sources.items()
        for source_id, record_uid in known.items()
    )
    db.table("aliases").insert_all(
        {"source_id": source_id, "key": row["key"], "record_uid": record_uid}
        for row in before["aliases"]
        for source_id, record_uid in sources[row["event_uid"]].items()
    )
    db.table("mentions").insert_all(
        {
            **{name: value for name, value in row.items() if name != "event_uid"},
            "record_uid": sources[row["event_uid"]][row["source_id"]],
            "own": 0,
            "gone_since": None,
        }
        for row in before["mentions"]
    )
    db.table("pairs").insert_all(_joined(events, sources))
    for name in ("news", "deadlines"):
        db.conn.executemany(
            f"UPDATE {name} SET event_uid = ? WHERE uid = ?",  # noqa: S608 (names of ours)
            [
                (sources[row["event_uid"]][row["source_id"]], row["uid"])
                for row in before[name]
                if row["event_uid"]
            ],
        )


def _record(uid: str, source_id: str, event: Row) -> dict[str, Any]:
    told = json.loads(event["event"])
    return {
        "uid": uid,
        "source_id": source_id,
        "event_uid": event["uid"],
        "event": json_column({**told, "evidence": {}}),
        **blocks(event_from_json(told)),
        "unmatched": 1,
    }


def _joined(
    events: Mapping[str, Row], sources: Mapping[str, Mapping[str, str]]
) -> Iterable[dict[str, Any]]:
    """The records of one event stay together, as they were."""
    for uid, known in sources.items():
        first, *others = known.values()
        for other in others:
            a, b = sorted((first, other))
            yield {
                "a": a,
                "b": b,
                "score": 1.0,
                "decision": "merge",
                "features": json_column({"sameKey": True}),
                "at": events[uid]["created"],
            }
