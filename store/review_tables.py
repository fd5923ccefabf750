"""The tables of the sixth step: acts and their account, reviews, the queue, accounts, page texts.

Called by `store.migrations` alone.
"""

from sqlite_utils import Database

_FORMER = "former staff"


def create(db: Database) -> None:
    """Make the new tables; every event that there is waits to be looked at by the queue."""
    _create_acts(db)
    _create_reviews(db)
    _create_standing(db)
    _create_items(db)
    _create_sources(db)
    _create_accounts(db)
    _create_texts(db)
    _without_replacing(db, "changes", "id")
    # What readers have, they keep: it waits for nobody.
    db.table("events").add_column("let_out", int, not_null_default=0)
    db.execute("UPDATE events SET let_out = publish")
    db.execute(
        "INSERT INTO review_items (event_uid, stale) SELECT uid, 1 FROM events "
        "WHERE merged_into IS NULL"
    )


def _create_acts(db: Database) -> None:
    """What persons did. `undoes` is the act that one takes back, `payload` what undoing needs."""
    db.table("acts").create(
        {"id": int, "kind": str, "by": str, "at": str, "note": str, "undoes": int, "payload": str},
        pk="id",
        not_null=("kind", "by", "at", "note", "payload"),
        defaults={"note": "", "payload": "{}"},
        foreign_keys=[("undoes", "acts", "id")],
        strict=True,
    )
    db.table("acts").create_index(["at"])
    db.table("acts").create_index(["by", "id"])
    db.execute("CREATE UNIQUE INDEX acts_undone ON acts (undoes) WHERE undoes IS NOT NULL")
    columns = {
        "id": int,
        "act": int,
        "event_uid": str,
        "source_id": str,
        "subject": str,
        "field": str,
        "before": str,
        "after": str,
        "search": str,
    }
    db.table("audit").create(
        columns,
        pk="id",
        not_null=[name for name in columns if name != "id"],
        defaults={"event_uid": "", "source_id": "", "subject": "", "search": ""},
        foreign_keys=[("act", "acts", "id")],
        strict=True,
    )
    for name in ("act", "event_uid", "source_id"):
        db.table("audit").create_index([name])
    _append_only(db, "acts", "by", "TRUE")
    _append_only(db, "audit", "subject", "OLD.event_uid = '' AND OLD.source_id = ''")
    _without_replacing(db, "acts", "id", "undoes")
    _without_replacing(db, "audit", "id")


def _append_only(db: Database, table: str, name: str, about: str) -> None:
    """No row goes and none is altered, but that a person's name gives way to a word for all.

    It stands in the column `name` of those rows of which `about` is true.
    """
    others = [column for column in db.table(table).columns_dict if column != name]
    altered = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in others)
    when = f"WHEN NEW.\"{name}\" <> '{_FORMER}' OR NOT ({about}) OR {altered}"
    abort = f"BEGIN SELECT RAISE(ABORT, 'the account of {table} is only added to'); END"
    db.execute(f"CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table} {when} {abort}")
    db.execute(f"CREATE TRIGGER {table}_no_DELETE BEFORE DELETE ON {table} {abort}")


def _without_replacing(db: Database, table: str, *unique: str) -> None:
    """Nor is a row put in the place of another by INSERT OR REPLACE: no DELETE trigger sees that.

    `unique` are the columns by which SQLite would find the other one.
    """
    there = " OR ".join(f'"{column}" = NEW."{column}"' for column in unique)
    db.execute(
        f"CREATE TRIGGER {table}_no_REPLACE BEFORE INSERT ON {table} "  # noqa: S608 (our names)
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {there}) "
        f"BEGIN SELECT RAISE(ABORT, 'the account of {table} is only added to'); END"
    )


def _create_reviews(db: Database) -> None:
    """What was extracted and what was made of it, each time a person judged an event.

    `looked` is 0 where it was one of a bulk; `would_publish` what the extraction said. An undone
    one has a time in `undone_at`. `conflicts` is what other pages said otherwise. `approved` is
    null where it was rejected, `origins` says where the fields of what was approved stand.
    `corrections` are the ids of those in force then, `decision` is the last one of all then: what
    came later is staff's later word. `records` are the event's then. `reading` is a hash of what
    was read in the fields that decide, `outcome` says which fields were right, `rules` by which
    rule each was read. The long texts come last: what is counted is read without them.
    """
    db.table("reviews").create(
        {
            "id": int,
            "act": int,
            "event_uid": str,
            "source_id": str,
            "verdict": str,
            "reason": str,
            "at": str,
            "looked": int,
            "sampled": int,
            "would_publish": int,
            "reading": str,
            "outcome": str,
            "rules": str,
            "undone_at": str,
            "decision": int,
            "corrections": str,
            "records": str,
            "origins": str,
            "extracted": str,
            "conflicts": str,
            "approved": str,
        },
        pk="id",
        not_null=(
            "act", "event_uid", "source_id", "verdict", "reason", "at", "looked", "sampled",
            "would_publish", "reading", "outcome", "rules", "decision", "corrections", "records",
            "origins", "extracted", "conflicts",
        ),
        defaults={"conflicts": "[]", "rules": "{}"},
        foreign_keys=[("act", "acts", "id")],
        strict=True,
    )  # fmt: skip
    db.table("reviews").create_index(["event_uid", "id"])
    db.table("reviews").create_index(["source_id", "at"])
    # All that precision is counted from, without the events beside it.
    db.execute(
        "CREATE INDEX reviews_judged ON reviews (source_id, event_uid, reading, at, outcome) "
        "WHERE undone_at IS NULL AND looked = 1 AND would_publish = 1"
    )
    db.table("reviews").create_index(["act"])


def _create_standing(db: Database) -> None:
    """What is put off until when, and who looks at what now."""
    db.table("postponements").create(
        {"event_uid": str, "act": int, "until": str, "version": str},
        pk="event_uid",
        not_null=("act", "until", "version"),
        foreign_keys=[("act", "acts", "id")],
        strict=True,
    )
    db.table("claims").create(
        {"event_uid": str, "by": str, "until": str},
        pk="event_uid",
        not_null=("by", "until"),
        strict=True,
    )


def _create_items(db: Database) -> None:
    """One row an event: why it needs a person, ready to be sorted. `stale`: to be worked out.

    `doubt` is the chance of an error, `risk` that times the part of its harm that does not change
    with the days, in millionths. Days are numbers (`date.toordinal`), which SQLite compares and
    subtracts at a fraction of what texts cost; without one they are the last of all days.
    `reasons` and `sources` are words between blanks, `search` folded text. `pending` is the event
    as it would be approved, where readers are told another.
    """
    flags = ("open", "is_new", "is_changed", "is_unsure", "is_delisted", "is_sampled", "published")
    db.table("review_items").create(
        {
            "event_uid": str,
            **dict.fromkeys(flags, int),
            "doubt": float,
            "risk": int,
            "reasons": str,
            "sources": str,
            "search": str,
            "region": str,
            "first_day": int,
            "last_day": int,
            "postponed_until": int,
            "pending": str,
            "version": str,
            "stale": int,
        },
        pk="event_uid",
        not_null=(
            *flags, "doubt", "risk", "reasons", "sources", "search", "region", "first_day",
            "last_day", "postponed_until", "pending", "version", "stale",
        ),
        defaults={
            **dict.fromkeys(flags, 0),
            "doubt": 0.0,
            "risk": 0,
            "reasons": "",
            "sources": "",
            "search": "",
            "region": "",
            "first_day": 0,
            "last_day": 0,
            "postponed_until": 0,
            "pending": "",
            "version": "",
            "stale": 0,
        },
        strict=True,
    )  # fmt: skip
    # All that counting and sorting the queue reads: events that are over are not even touched.
    db.execute(
        "CREATE INDEX review_items_open ON review_items (last_day, first_day, risk, "
        "postponed_until, is_new, is_changed, is_unsure, is_delisted, is_sampled, event_uid, "
        "region, sources, reasons) WHERE open = 1"
    )
    db.execute("CREATE INDEX review_items_stale ON review_items (event_uid) WHERE stale = 1")


def _create_sources(db: Database) -> None:
    """What staff said of sources, and what reviewing says of them.

    What was never let out waits for a person since `held_since`; null: nothing does. That of the
    rules is for
    sources of which nothing was reviewed yet.
    """
    db.table("pauses").create(
        {"source_id": str, "by": str, "at": str, "note": str},
        pk="source_id",
        not_null=("by", "at", "note"),
        strict=True,
    )
    db.table("release_requests").create(
        {"hold_id": int, "by": str, "at": str, "events": str},
        pk="hold_id",
        not_null=("by", "at", "events"),
        strict=True,
    )
    db.execute("CREATE INDEX pairs_asked ON pairs (a, b) WHERE decision = 'ask'")
    db.table("trust").create(
        {
            "source_id": str,
            "state": str,
            "since": str,
            "right": int,
            "judged": int,
            "held_since": str,
        },
        pk="source_id",
        not_null=("state", "since", "right", "judged"),
        strict=True,
    )
    db.table("trust_rules").create(
        {"id": int, "bar": float, "undecided": str, "sample": float, "held_since": str},
        pk="id",
        not_null=("bar", "undecided", "sample"),
        strict=True,
    )


def _create_accounts(db: Database) -> None:
    """Who may use the application. Passwords are argon2id hashes, tokens are kept hashed."""
    db.table("users").create(
        {
            "name": str,
            "folded": str,
            "password": str,
            "role": str,
            "origin": str,
            "created": str,
            "disabled_at": str,
            "keys": int,
        },
        pk="name",
        not_null=("folded", "password", "role", "origin", "created", "keys"),
        defaults={"password": "", "origin": "local", "keys": 1},
        strict=True,
    )
    db.table("users").create_index(["folded"], unique=True)
    db.table("sessions").create(
        {
            "token": str,
            "user": str,
            "created": str,
            "last_seen": str,
            "expires": str,
            "agent": str,
        },
        pk="token",
        not_null=("user", "created", "last_seen", "expires", "agent"),
        foreign_keys=[("user", "users", "name")],
        strict=True,
    )
    db.table("sessions").create_index(["user"])
    db.table("digests").create(
        {"id": int, "at": str, "told": str}, pk="id", not_null=("at", "told"), strict=True
    )


def _create_texts(db: Database) -> None:
    """The visible text that the offsets of evidence point into, of pages that tell of events."""
    db.table("page_texts").create(
        {"page_id": int, "data": bytes},
        pk="page_id",
        not_null=("data",),
        foreign_keys=[("page_id", "pages", "id")],
        strict=True,
    )
