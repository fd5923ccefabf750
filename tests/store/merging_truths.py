"""What must be true of a store whatever was told and decided: each check asserts a part of it."""

import json
from dataclasses import dataclass, field
from typing import Any

from model import ChangeKind
from store.merging import shown


@dataclass
class Memory:
    """What was seen of the store before: nothing of it may go."""

    sequences: dict[str, int] = field(default_factory=dict)
    told: set[tuple[str, str]] = field(default_factory=set)
    rejected: list[frozenset[str]] = field(default_factory=list)


def columns(scene: Any, sql: str) -> list[tuple[Any, ...]]:
    """Rows as tuples."""
    return [tuple(row.values()) for row in scene.rows(sql)]


def check_identity(scene: Any, memory: Memory) -> None:
    events = {row["uid"]: row for row in scene.rows("SELECT * FROM events")}
    living = {uid for uid, row in events.items() if row["merged_into"] is None}
    owners = dict(columns(scene, "SELECT uid, event_uid FROM records"))
    assert memory.sequences.keys() <= events.keys()
    assert all(events[uid]["sequence"] >= n for uid, n in memory.sequences.items())
    memory.sequences = {uid: row["sequence"] for uid, row in events.items()}
    assert {row["merged_into"] for row in events.values()} - {None} <= living
    assert set(owners.values()) == living
    assert all(owners[uid] == uid for uid in living)
    assert {uid for uid in events if uid not in living} == owners.keys() - living
    assert scene.rows("PRAGMA foreign_key_check") == []
    assert scene.rows("SELECT uid FROM records WHERE unmatched > 0") == []


def check_mentions(scene: Any, memory: Memory) -> None:
    kept = set(columns(scene, "SELECT source_id, page_url FROM mentions"))
    assert memory.told <= kept
    shown_of = [mention for stored in scene.store.events() for mention in stored.mentions]
    assert {(mention.source_id, mention.page_url) for mention in shown_of} == kept


def check_history(scene: Any) -> None:
    """The changes of an event follow one from the other, up to what it is now."""
    now = {
        row["uid"]: (row["sequence"], json.loads(row["event"]))
        for row in scene.rows("SELECT * FROM events")
    }
    fields: dict[str, dict[str, Any]] = {uid: {} for uid in now}
    sequences = dict.fromkeys(now, 0)
    for change in scene.store.changes():
        known = fields[change.event_uid]
        assert change.sequence >= sequences[change.event_uid]
        sequences[change.event_uid] = change.sequence
        if change.kind is ChangeKind.CREATED:
            assert not known
            known["name"] = change.new
        elif change.kind is ChangeKind.FIELD:
            assert change.old == known.get(change.field, change.old)
            known[change.field] = change.new
    for uid, (sequence, data) in now.items():
        told = shown(data)
        assert all(told.get(name) == value for name, value in fields[uid].items())
        assert sequences[uid] == sequence


def check_staff(scene: Any) -> None:
    owners = dict(columns(scene, "SELECT uid, event_uid FROM records"))
    said: dict[tuple[str, ...], str] = {}
    verdicts: dict[str, str] = {}
    for row in scene.rows("SELECT * FROM decisions WHERE withdrawn_at IS NULL ORDER BY id"):
        if row["other_uid"]:
            said[tuple(sorted((row["record_uid"], row["other_uid"])))] = row["kind"]
        else:
            verdicts[row["record_uid"]] = row["kind"]
    apart = {pair for pair, kind in said.items() if kind == "apart"}
    assert all(owners[one] != owners[other] for one, other in apart)
    if not apart:
        assert all(owners[one] == owners[other] for one, other in said)
    for stored in scene.store.events():
        records = {uid for uid, event_uid in owners.items() if event_uid == stored.uid}
        if {verdicts.get(uid) for uid in records} == {"reject"}:
            assert not stored.event.publish
