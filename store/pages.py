"""Archived pages as they are read back: whole, by address, those to be read, what a reading found.

What makes a new version of a page is decided in `store.crawls`.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import BERLIN, DamagedError, EntryKind, EventList, Page, ProblemKind, PrunedError
from store.columns import Row, json_column, text_column, time_column, time_value
from store.connection import Connection, rows
from store.readings import Reading
from store.records import GoodLists, StoredPage

_KEPT = "pages JOIN bodies ON bodies.hash = pages.body_hash AND length(bodies.data) > 0"
# An empty body is none: it was compressed, and is kept no longer.
_AT = {
    "url": f"SELECT pages.*, bodies.data FROM {_KEPT} "  # noqa: S608
    "WHERE source_id = ? AND url = ? AND current = 1",
    "requested_url": f"SELECT pages.*, bodies.data FROM {_KEPT} "  # noqa: S608
    "WHERE source_id = ? AND requested_url = ? AND requested_url <> '' AND current = 1 "
    "ORDER BY last_checked_at DESC LIMIT 1",
}
_VALIDATORS = f"""
SELECT url, requested_url, etag, last_modified FROM {_KEPT}
WHERE source_id = ? AND current = 1
ORDER BY last_checked_at
"""  # noqa: S608
_UNREAD = f"""
SELECT id FROM {_KEPT}
WHERE source_id = ? AND current = 1 AND extractor_version <> ? AND role <> ?
ORDER BY id
"""  # noqa: S608
_READABLE = f"""
SELECT id FROM {_KEPT}
WHERE source_id = ? AND current = 1 AND fetched_at >= ? AND role <> ?
ORDER BY id
"""  # noqa: S608
_GOOD_LISTS = """
SELECT id, fetched_at, lists FROM pages
WHERE source_id = ? AND url = ? AND lists <> '[]'
ORDER BY id DESC LIMIT 1
"""
_EMPTY_BODY = """
UPDATE bodies SET data = x'' WHERE hash IN (
  SELECT body_hash FROM pages WHERE source_id = ? AND url = ? AND current = 1)
"""
_DAMAGED = """
UPDATE pages SET extractor_version = '', fault = ?, fault_message = ?
WHERE source_id = ? AND url = ? AND current = 1
"""
_VERSIONS = """
SELECT pages.*, bodies.size, length(bodies.data) > 0 AS has_body
FROM pages JOIN bodies ON bodies.hash = pages.body_hash
WHERE {source} AND (current = 1 OR :versions) ORDER BY source_id, url, pages.id
"""


def page_at(db: Database, source_id: str, url: str) -> Page | None:
    """The current version that `url`, a page's own or a requested address, led to.

    One whose body is kept no longer is none.
    """
    for column in ("url", "requested_url"):
        found = rows(db, _AT[column], (source_id, text_column(url)))
        if found:
            return page_of(found[0])
    return None


def validators(db: Database, source_id: str) -> Mapping[str, tuple[str, str]]:
    """ETag and Last-Modified of the versions that `page_at` gives, by address.

    Those with neither are left out.
    """
    found = rows(db, _VALIDATORS, (source_id,))
    known = {row["requested_url"]: row for row in found} | {row["url"]: row for row in found}
    return {
        url: (row["etag"], row["last_modified"])
        for url, row in known.items()
        if url and (row["etag"] or row["last_modified"])
    }


def good_lists(db: Database, source_id: str, url: str) -> GoodLists | None:
    """The lists of the latest version of a page that had some and no fault."""
    found = rows(db, _GOOD_LISTS, (source_id, text_column(url)))
    return next(
        (
            GoodLists(
                page_id=row["id"],
                fetched_at=time_value(row["fetched_at"]),
                lists=_lists_of(row["lists"]),
            )
            for row in found
        ),
        None,
    )


def mark_read(db: Database, readings: Iterable[Reading], extractor_version: str) -> None:
    """Note what the reading of page versions came to; a fault leaves the lists as they were."""
    db.conn.executemany(
        "UPDATE pages SET extractor_version = :version, fault = :fault, "
        "fault_message = :message, says_none = :says_none, "
        "lists = CASE WHEN :fault = '' THEN :lists ELSE lists END WHERE id = :id",
        [
            {
                "id": reading.page_id,
                "version": extractor_version,
                "fault": reading.fault.kind.value if reading.fault else "",
                "message": text_column(reading.fault.message) if reading.fault else "",
                "says_none": text_column(reading.says_none),
                "lists": json_column([asdict(found) for found in reading.lists]),
            }
            for reading in readings
        ],
    )


def mark_unread(db: Database, readings: Iterable[Reading]) -> None:
    """Have page versions read again by the next run, whoever has read them before."""
    db.conn.executemany(
        "UPDATE pages SET extractor_version = '' WHERE id = ?",
        [(reading.page_id,) for reading in readings],
    )


def _lists_of(column: str) -> tuple[EventList, ...]:
    return tuple(
        EventList(selector=data["selector"], entries=data["entries"], sample=tuple(data["sample"]))
        for data in json.loads(column)
    )


def unread(connection: Connection, source_id: str, extractor_version: str) -> Iterator[int]:
    """The ids of the current versions that this extractor has not read, in a stable order.

    A sitemap is no page: it holds addresses, and is kept for those alone. A version whose body is
    kept no longer cannot be read; what it was read as stands.
    """
    with connection.reading() as db:
        found = rows(db, _UNREAD, (source_id, extractor_version, EntryKind.SITEMAP.value))
    return (row["id"] for row in found)


def readable(connection: Connection, source_id: str, since: datetime | None) -> Iterator[int]:
    """The ids of the current versions that were fetched at `since` or later, in the same order."""
    earliest = time_column(since) if since else ""
    with connection.reading() as db:
        found = rows(db, _READABLE, (source_id, earliest, EntryKind.SITEMAP.value))
    return (row["id"] for row in found)


def load_page(connection: Connection, page_id: int) -> Page:
    """One version with its body.

    Raises KeyError for an id that there is not, PrunedError where the body is kept no longer,
    DamagedError where it cannot be unpacked.
    """
    with connection.reading() as db:
        found = rows(
            db,
            "SELECT pages.*, bodies.data FROM pages JOIN bodies ON bodies.hash = pages.body_hash "
            "WHERE pages.id = ?",
            (page_id,),
        )
        if not found:
            raise KeyError(f"no page {page_id}")
        row = found[0]
        if not row["data"]:
            day = time_value(row["fetched_at"]).astimezone(BERLIN).date()
            raise PrunedError(
                f"the page as fetched on {day} is kept no longer (see regioradar prune)",
                source_id=row["source_id"],
                url=row["url"],
            )
        return page_of(row)


def page_of(row: Row) -> Page:
    """The page of a row that has its compressed body as `data`. Raises DamagedError."""
    return Page(
        source_id=row["source_id"],
        url=row["url"],
        body=_unpacked(row),
        fetched_at=time_value(row["fetched_at"]),
        status=row["status"],
        content_type=row["content_type"],
        requested_url=row["requested_url"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        published=row["published"],
        role=EntryKind(row["role"]),
    )


def _unpacked(row: Row) -> bytes:
    try:
        return zlib.decompress(row["data"])
    except zlib.error as error:
        day = time_value(row["fetched_at"]).astimezone(BERLIN).date()
        raise DamagedError(
            f"the page as fetched on {day} is damaged in the archive ({error}); the next crawl "
            "fetches it anew, what it told stays until then",
            source_id=row["source_id"],
            url=row["url"],
        ) from error


def let_go(db: Database, error: DamagedError) -> None:
    """Give up the damaged body of a page's current version, which is to be fetched and read anew.

    As of any page that could not be read, what it told stays. A page without a body is asked for
    without conditions, and gets the body back even where it is the same.
    """
    at = (error.source_id, error.url)
    db.execute(_EMPTY_BODY, at)
    db.execute(_DAMAGED, (ProblemKind.DAMAGED.value, text_column(str(error.args[0])), *at))


def page_versions(db: Database, source_id: str | None, versions: bool) -> tuple[StoredPage, ...]:
    """The current version of every page, or with `versions` all of them, oldest first."""
    # Words of our own; one statement for both would look at the pages of all sources for one.
    sql = _VERSIONS.format(source="TRUE" if source_id is None else "source_id = :source_id")
    found = rows(db, sql, {"source_id": source_id, "versions": versions})
    return tuple(_stored_page(row) for row in found)


def _stored_page(row: Mapping[str, Any]) -> StoredPage:
    return StoredPage(
        page_id=row["id"],
        source_id=row["source_id"],
        url=row["url"],
        requested_url=row["requested_url"],
        status=row["status"],
        content_type=row["content_type"],
        published=row["published"],
        fetched_at=time_value(row["fetched_at"]),
        last_checked_at=time_value(row["last_checked_at"]),
        body_hash=row["body_hash"],
        size=row["size"],
        has_body=bool(row["has_body"]),
        extractor_version=row["extractor_version"],
        current=bool(row["current"]),
        role=EntryKind(row["role"]),
        fault=ProblemKind(row["fault"]) if row["fault"] else None,
        fault_message=row["fault_message"],
        lists=_lists_of(row["lists"]),
        says_none=row["says_none"],
    )
