"""The tables, as numbered steps that are applied once each and never altered afterwards.

Only the shape of the data; sqlite-utils keeps which steps a file has seen. Times are ISO 8601
texts in UTC, days are ISO 8601 dates, JSON is that of `model.schema_org`.
"""

from sqlite_utils import Database, Migrations

from store import identity_tables, notice_tables, review_tables

NAMES = (
    "0001_crawl", "0002_events", "0003_health", "0004_history", "0005_retention", "0006_review",
    "0007_notices",
)  # fmt: skip
"""Every step, in order. A file that has seen another one is newer than this program."""

MIGRATIONS = Migrations("regioradar")


@MIGRATIONS(name=NAMES[0])
def crawl_side(db: Database) -> None:
    """Runs, their health rows and problems, page versions and bodies."""
    db.table("runs").create(
        {
            "id": int,
            "started_at": str,
            "finished_at": str,
            "exit_code": int,
            "summary": str,
        },
        pk="id",
        not_null=("started_at", "summary"),
        defaults={"summary": "{}"},
        strict=True,
    )
    counts = (
        "requests", "pages", "new_pages", "changed_pages", "unchanged_pages", "not_modified",
        "pages_read", "events", "new_events", "changed_events", "news", "deadlines", "problems",
    )  # fmt: skip
    db.table("source_runs").create(
        {
            "run_id": int,
            "source_id": str,
            "started_at": str,
            "finished_at": str,
            "finish_reason": str,
            **dict.fromkeys(counts, int),
            "worst_severity": str,
        },
        pk=("run_id", "source_id"),
        not_null=("finish_reason", "worst_severity", *counts),
        defaults={"finish_reason": "", "worst_severity": "", **dict.fromkeys(counts, 0)},
        foreign_keys=[("run_id", "runs", "id")],
        strict=True,
    )
    db.table("source_runs").create_index(["source_id", "run_id"])
    _create_problems(db)
    _create_pages(db)


def _create_problems(db: Database) -> None:
    db.table("problems").create(
        {
            "id": int,
            "run_id": int,
            "source_id": str,
            "url": str,
            "kind": str,
            "severity": str,
            "message": str,
        },
        pk="id",
        not_null=("run_id", "source_id", "url", "kind", "severity", "message"),
        foreign_keys=[("run_id", "runs", "id")],
        strict=True,
    )
    db.table("problems").create_index(["run_id", "source_id"])


def _create_pages(db: Database) -> None:
    """Bodies stand apart, so that one that several versions share is kept once."""
    db.table("bodies").create(
        {"hash": str, "data": bytes, "size": int},
        pk="hash",
        not_null=("data", "size"),
        strict=True,
    )
    columns = {
        "id": int,
        "source_id": str,
        "url": str,
        "requested_url": str,
        "status": int,
        "content_type": str,
        "etag": str,
        "last_modified": str,
        "published": str,
        "fetched_at": str,
        "last_checked_at": str,
        "body_hash": str,
        "extractor_version": str,
        "current": int,
    }
    db.table("pages").create(
        columns,
        pk="id",
        not_null=[name for name in columns if name != "id"],
        foreign_keys=[("body_hash", "bodies", "hash")],
        strict=True,
    )
    db.table("pages").create_index(["source_id", "url"])
    db.table("pages").create_index(["body_hash"])
    # At most one version of an address is the current one.
    db.execute("CREATE UNIQUE INDEX pages_current ON pages (source_id, url) WHERE current = 1")
    db.execute(
        "CREATE INDEX pages_requested ON pages (source_id, requested_url) "
        "WHERE current = 1 AND requested_url <> ''"
    )


@MIGRATIONS(name=NAMES[1])
def event_side(db: Database) -> None:
    """Events with their aliases and mentions, news, deadlines."""
    db.table("events").create(
        {
            "uid": str,
            "sequence": int,
            "created": str,
            "last_modified": str,
            "event": str,
            "content_hash": str,
            "start_day": str,
            "end_day": str,
            "locality": str,
            "region": str,
            "publish": int,
            "status": str,
        },
        pk="uid",
        not_null=(
            "sequence", "created", "last_modified", "event", "content_hash", "locality", "region",
            "publish", "status",
        ),
        strict=True,
    )  # fmt: skip
    db.table("events").create_index(["region", "start_day"])
    db.table("events").create_index(["start_day"])
    db.table("events").create_index(["locality", "start_day"])
    db.table("aliases").create(
        {"key": str, "event_uid": str},
        pk="key",
        not_null=("event_uid",),
        foreign_keys=[("event_uid", "events", "uid")],
        strict=True,
    )
    db.table("aliases").create_index(["event_uid"])
    _create_mentions(db)
    _create_news(db)


def _create_mentions(db: Database) -> None:
    """A mention names the page version that it was last read from: that says when it was seen."""
    db.table("mentions").create(
        {
            "source_id": str,
            "page_url": str,
            "position": str,
            "event_uid": str,
            "page_id": int,
            "page_kind": str,
            "event": str,
            "first_seen": str,
            "missing_since": str,
        },
        pk=("source_id", "page_url", "position"),
        not_null=("event_uid", "page_id", "page_kind", "event", "first_seen"),
        foreign_keys=[("event_uid", "events", "uid"), ("page_id", "pages", "id")],
        strict=True,
    )
    db.table("mentions").create_index(["event_uid"])
    db.table("mentions").create_index(["page_id"])


def _create_news(db: Database) -> None:
    common = {
        "uid": str,
        "created": str,
        "last_modified": str,
        "source_id": str,
        "page_url": str,
        "event_uid": str,
    }
    required = ("created", "last_modified", "source_id", "page_url", "item")
    event = [("event_uid", "events", "uid")]
    db.table("news").create(
        {**common, "item": str, "own_page": int},
        pk="uid",
        not_null=(*required, "own_page"),
        foreign_keys=event,
        strict=True,
    )
    db.table("deadlines").create(
        {**common, "item": str, "day": str, "missing_since": str},
        pk="uid",
        not_null=(*required, "day"),
        foreign_keys=event,
        strict=True,
    )
    for name in ("news", "deadlines"):
        db.table(name).create_index(["source_id", "page_url"])
        db.table(name).create_index(["event_uid"])


@MIGRATIONS(name=NAMES[2])
def health_side(db: Database) -> None:
    """What an address was asked for as, how it did, and what its page gave at its best."""
    pages = db.table("pages")
    pages.add_column("role", str, not_null_default="page")
    for name in ("text_hash", "fault", "fault_message", "says_none"):
        pages.add_column(name, str, not_null_default="")
    pages.add_column("lists", str, not_null_default="[]")
    runs = db.table("source_runs")
    for name in ("visits", "fill"):
        runs.add_column(name, str, not_null_default="{}")
    runs.add_column("size", int, not_null_default=0)
    for name in ("found", "coming"):
        runs.add_column(name, int)
    runs.add_column("not_before", str)
    _create_visits(db)


def _create_visits(db: Database) -> None:
    """The latest visit of each address. `before_*` is how it stood when that run began."""
    columns = {
        "source_id": str,
        "url": str,
        "role": str,
        "entry": int,
        "run_id": int,
        "verdict": str,
        "status": int,
        "message": str,
        "location": str,
        "size": int,
        "seconds": float,
        "checked_at": str,
        "since": str,
        "failures": int,
        "last_ok_at": str,
        "before_since": str,
        "before_failures": int,
        "before_ok_at": str,
    }
    optional = ("last_ok_at", "before_since", "before_failures", "before_ok_at")
    db.table("visits").create(
        columns,
        pk=("source_id", "url"),
        not_null=[name for name in columns if name not in optional],
        foreign_keys=[("run_id", "runs", "id")],
        strict=True,
    )


@MIGRATIONS(name=NAMES[3])
def history_side(db: Database) -> None:
    """Records of single sources, pairs of them, staff's decisions, the history of events."""
    identity_tables.create(db)


@MIGRATIONS(name=NAMES[4])
def retention_side(db: Database) -> None:
    """The bodies that are there, and what stood on a page in a version's time, found at once.

    And one alteration of the history of events: a name gives way to a word for all.
    """
    db.execute("CREATE INDEX bodies_kept ON bodies (hash, length(data)) WHERE length(data) > 0")
    db.table("mentions").create_index(
        ["source_id", "page_url", "missing_since", "first_seen", "record_uid"], "mentions_in_time"
    )
    others = [name for name in db.table("changes").columns_dict if name != "by"]
    altered = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in others)
    db.execute("DROP TRIGGER changes_no_UPDATE")
    db.execute(
        "CREATE TRIGGER changes_no_UPDATE BEFORE UPDATE ON changes "
        f"WHEN NEW.\"by\" <> 'former staff' OR {altered} "
        "BEGIN SELECT RAISE(ABORT, 'the history of events is only added to'); END"
    )


@MIGRATIONS(name=NAMES[5])
def review_side(db: Database) -> None:
    """Acts and their account, reviews, the queue, accounts, the texts of pages."""
    review_tables.create(db)


@MIGRATIONS(name=NAMES[6])
def notices_side(db: Database) -> None:
    """Troubles, and who was told of them."""
    notice_tables.create(db)
