"""The tables of the fourth step: records of single sources, pairs, staff's decisions, history.

What stood in the tables before is carried over (`store.carrying`). Called by `store.migrations`
alone.
"""

from sqlite_utils import Database

from store.carrying import carry_over

_APPEND_ONLY = """
CREATE TRIGGER changes_no_{verb} BEFORE {verb} ON changes
BEGIN SELECT RAISE(ABORT, 'the history of events is only added to'); END
"""


def create(db: Database) -> None:
    """Make the new tables and carry over what the old ones hold."""
    before = {name: list(db.query(f"SELECT * FROM {name}")) for name in _OLD}  # noqa: S608
    for name in ("mentions", "aliases"):
        db.table(name).drop()
    _extend_events(db)
    _create_records(db)
    _create_aliases(db)
    _create_mentions(db)
    _create_pairs(db)
    _create_decisions(db)
    _create_corrections(db)
    _create_changes(db)
    _create_holds(db)
    carry_over(db, before)
    for name in ("news", "deadlines"):
        db.table(name).transform(
            rename={"event_uid": "record_uid"}, drop_foreign_keys=["event_uid"]
        )
        db.table(name).add_foreign_key("record_uid", "records", "uid")
        db.table(name).create_index(["record_uid"])


_OLD = ("events", "mentions", "aliases", "news", "deadlines")


def _extend_events(db: Database) -> None:
    events = db.table("events")
    for name in ("merged_into", "changed_at", "delisted_since"):
        events.add_column(name, str)
    for name, empty in (
        ("tellers", "[]"),
        ("conflicts", "[]"),
        ("corrections", "[]"),
        ("origins", "{}"),
    ):
        events.add_column(name, str, not_null_default=empty)
    events.create_index(["merged_into"])
    events.create_index(["uid", "publish", "end_day"])


def _create_records(db: Database) -> None:
    """A record is what one source tells of one event.

    `unmatched` ones wait for the comparison: 1 has changed since the last one, 2 is new.
    """
    db.table("records").create(
        {
            "uid": str,
            "source_id": str,
            "event_uid": str,
            "event": str,
            "first_day": str,
            "last_day": str,
            "previous_day": str,
            "long": int,
            "town": str,
            "title": str,
            "names": str,
            "unmatched": int,
        },
        pk="uid",
        not_null=(
            "source_id", "event_uid", "event", "previous_day", "long", "town", "title", "names",
            "unmatched",
        ),
        foreign_keys=[("event_uid", "events", "uid")],
        strict=True,
    )  # fmt: skip
    records = db.table("records")
    records.create_index(["event_uid"])
    records.create_index(["source_id", "event_uid"])
    records.create_index(["town", "first_day"])
    records.create_index(["first_day", "town"])
    records.create_index(["title", "first_day"])
    db.execute(
        "CREATE INDEX records_moved ON records (previous_day, town) WHERE previous_day <> ''"
    )
    db.execute("CREATE INDEX records_long ON records (town, last_day, first_day) WHERE long = 1")
    db.execute("CREATE INDEX records_rough ON records (title, last_day) WHERE long = 1")
    db.execute("CREATE INDEX records_unmatched ON records (uid) WHERE unmatched > 0")


def _create_aliases(db: Database) -> None:
    """Without row ids, for keys are long and most of what a run writes."""
    db.execute(
        "CREATE TABLE aliases (source_id TEXT NOT NULL, key TEXT NOT NULL, "
        "record_uid TEXT NOT NULL REFERENCES records (uid), PRIMARY KEY (source_id, key)) "
        "STRICT, WITHOUT ROWID"
    )
    db.table("aliases").create_index(["record_uid"])
    db.execute("CREATE INDEX aliases_urls ON aliases (key) WHERE key BETWEEN 'url:' AND 'url;'")


def _create_mentions(db: Database) -> None:
    columns = {
        "source_id": str,
        "page_url": str,
        "position": str,
        "record_uid": str,
        "page_id": int,
        "page_kind": str,
        "own": int,
        "event": str,
        "first_seen": str,
        "missing_since": str,
        "gone_since": str,
    }
    db.table("mentions").create(
        columns,
        pk=("source_id", "page_url", "position", "record_uid"),
        not_null=("record_uid", "page_id", "page_kind", "own", "event", "first_seen"),
        foreign_keys=[("record_uid", "records", "uid"), ("page_id", "pages", "id")],
        strict=True,
    )
    db.table("mentions").create_index(["record_uid"])
    db.table("mentions").create_index(["page_id"])
    db.execute(
        "CREATE INDEX mentions_lost ON mentions (record_uid) "
        "WHERE COALESCE(missing_since, gone_since) IS NOT NULL"
    )


def _create_pairs(db: Database) -> None:
    """What the comparison says of two records, `a` before `b`; those apart are not kept."""
    db.table("pairs").create(
        {"a": str, "b": str, "score": float, "decision": str, "features": str, "at": str},
        pk=("a", "b"),
        not_null=("score", "decision", "features", "at"),
        foreign_keys=[("a", "records", "uid"), ("b", "records", "uid")],
        strict=True,
    )
    db.table("pairs").create_index(["b"])


def _create_decisions(db: Database) -> None:
    """Staff's decisions name a record by its UID, and by its source and key should that be lost.

    `told` is what it said at the time. All rows of one decision have its number (`act`); of a
    verdict, `other_uid` is empty. `superseded_by` is the later decision that took a row's place.
    """
    db.table("decisions").create(
        {
            "id": int,
            "act": int,
            "kind": str,
            "record_uid": str,
            "source_id": str,
            "key": str,
            "told": str,
            "other_uid": str,
            "other_source_id": str,
            "other_key": str,
            "other_told": str,
            "reason": str,
            "note": str,
            "by": str,
            "at": str,
            "withdrawn_at": str,
            "withdrawn_by": str,
            "superseded_by": int,
        },
        pk="id",
        not_null=(
            "act", "kind", "record_uid", "source_id", "key", "told", "other_uid",
            "other_source_id", "other_key", "other_told", "reason", "note", "by", "at",
            "withdrawn_by",
        ),
        strict=True,
    )  # fmt: skip
    for name in ("act", "record_uid", "other_uid", "superseded_by"):
        db.table("decisions").create_index([name])


def _create_corrections(db: Database) -> None:
    db.table("corrections").create(
        {
            "id": int,
            "record_uid": str,
            "source_id": str,
            "key": str,
            "told": str,
            "field": str,
            "value": str,
            "base": str,
            "note": str,
            "by": str,
            "at": str,
            "withdrawn_at": str,
            "withdrawn_by": str,
        },
        pk="id",
        not_null=(
            "record_uid", "source_id", "key", "told", "field", "value", "base", "note", "by",
            "at", "withdrawn_by",
        ),
        strict=True,
    )  # fmt: skip
    db.table("corrections").create_index(["record_uid"])


def _create_changes(db: Database) -> None:
    columns = {
        "id": int,
        "event_uid": str,
        "sequence": int,
        "at": str,
        "kind": str,
        "field": str,
        "old": str,
        "new": str,
        "source_id": str,
        "page_url": str,
        "by": str,
    }
    db.table("changes").create(
        columns,
        pk="id",
        not_null=[name for name in columns if name != "id"],
        foreign_keys=[("event_uid", "events", "uid")],
        strict=True,
    )
    db.table("changes").create_index(["event_uid", "id"])
    db.table("changes").create_index(["at"])
    for verb in ("UPDATE", "DELETE"):
        db.execute(_APPEND_ONLY.format(verb=verb))


def _create_holds(db: Database) -> None:
    """What the guard holds of a source; `at` and `by` say when it ended, and who let it through."""
    db.table("holds").create(
        {
            "id": int,
            "source_id": str,
            "stage": str,
            "run_id": int,
            "since": str,
            "coming": int,
            "altered": str,
            "withdrawn": str,
            "at": str,
            "by": str,
        },
        pk="id",
        not_null=("source_id", "stage", "run_id", "since", "coming", "altered", "withdrawn", "by"),
        defaults={"by": ""},
        strict=True,
    )
    db.execute("CREATE UNIQUE INDEX holds_open ON holds (source_id, stage) WHERE at IS NULL")
