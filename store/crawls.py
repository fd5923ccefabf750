"""The page archive: versions of pages, their bodies, and what a crawl of a source brought.

Reads nothing out of the pages. The functions that write run inside the caller's transaction.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import Page
from store.columns import list_parameter, text_column, time_column, time_value
from store.connection import Connection, Row, rows
from store.records import CrawlCounts, StoredPage

_BODIES_AT_ONCE = 20  # compressed bodies that are held in memory for one statement
_CURRENT = """
SELECT id, url, requested_url, body_hash, etag, last_modified, content_type, published,
  extractor_version, last_checked_at
FROM pages WHERE source_id = ? AND current = 1
"""
_CHECKED = """
UPDATE pages SET last_checked_at = :last_checked_at, etag = :etag, last_modified = :last_modified,
  content_type = :content_type, published = :published, extractor_version = :extractor_version
WHERE id = :id
"""
_VALIDATORS = {
    "url": "SELECT etag, last_modified FROM pages WHERE source_id = ? AND url = ? AND current = 1",
    "requested_url": "SELECT etag, last_modified FROM pages WHERE source_id = ? "
    "AND requested_url = ? AND requested_url <> '' AND current = 1 "
    "ORDER BY last_checked_at DESC LIMIT 1",
}
_VERSIONS = """
SELECT pages.*, bodies.size FROM pages JOIN bodies ON bodies.hash = pages.body_hash
WHERE (:source_id IS NULL OR source_id = :source_id) AND (current = 1 OR :versions)
ORDER BY source_id, url, pages.id
"""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written, decided before anything is."""

    checked: list[Row] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)
    versions: dict[str, Page] = field(default_factory=dict)


def save_pages(
    db: Database,
    source_id: str,
    pages: Sequence[Page],
    not_modified: Iterable[str],
    checked_at: datetime,
) -> CrawlCounts:
    """Archive what a crawl brought; `checked_at` is when the 304 answers count as given.

    A page with the body it had is only checked off. An answer that is no success (RFC 9110 15.3)
    is no version of a page. Of two answers for one address the last counts.
    """
    before = {row["url"]: row for row in rows(db, _CURRENT, (source_id,))}
    latest = {text_column(page.url): page for page in pages if 200 <= page.status < 300}
    hashes = {url: hashlib.sha256(page.body).hexdigest() for url, page in latest.items()}
    plan = _Plan()
    for url, page in latest.items():
        row = before.get(url)
        if row is not None and row["body_hash"] == hashes[url]:
            plan.checked.append(_checked(row, page))
            continue
        plan.versions[url] = page
        if row is not None:
            plan.superseded.append(row["id"])
    silent = _not_modified(before, set(not_modified), set(latest))
    plan.checked.extend({**row, "last_checked_at": time_column(checked_at)} for row in silent)
    _write(db, plan, hashes)
    counts = {
        "new": len(plan.versions) - len(plan.superseded),
        "changed": len(plan.superseded),
        "unchanged": len(plan.checked),
    }
    return CrawlCounts(pages=sum(counts.values()), **counts)


def _not_modified(before: Mapping[str, Row], asked: set[str], answered: set[str]) -> list[Row]:
    """The stored pages that a 304 was for, found by their own or the requested address."""
    asked = {text_column(url) for url in asked}
    return [
        row
        for url, row in before.items()
        if url not in answered and (url in asked or row["requested_url"] in asked - {""})
    ]


def _checked(row: Row, page: Page) -> Row:
    """The row of a page with the same body: new validators, and read anew where it must be.

    The media type (charset) and a publication date from outside the page change its reading.
    """
    published = text_column(page.published) or row["published"]
    content_type = text_column(page.content_type)
    same = published == row["published"] and content_type == row["content_type"]
    return {
        **row,
        "last_checked_at": time_column(page.fetched_at),
        "etag": text_column(page.etag),
        "last_modified": text_column(page.last_modified),
        "content_type": content_type,
        "published": published,
        "extractor_version": row["extractor_version"] if same else "",
    }


def _write(db: Database, plan: _Plan, hashes: Mapping[str, str]) -> None:
    db.conn.executemany(_CHECKED, plan.checked)
    db.execute(
        "UPDATE pages SET current = 0 WHERE id IN (SELECT value FROM json_each(?))",
        (list_parameter(plan.superseded),),
    )
    wanted = {hashes[url]: page.body for url, page in plan.versions.items()}
    known = rows(
        db,
        "SELECT hash FROM bodies WHERE hash IN (SELECT value FROM json_each(?))",
        (list_parameter(wanted),),
    )
    fresh = sorted(wanted.keys() - {row["hash"] for row in known})
    db.table("bodies").insert_all(
        (
            {"hash": digest, "data": zlib.compress(wanted[digest]), "size": len(wanted[digest])}
            for digest in fresh
        ),
        batch_size=_BODIES_AT_ONCE,
    )
    db.table("pages").insert_all(
        _version(url, page, hashes[url]) for url, page in plan.versions.items()
    )


def _version(url: str, page: Page, body_hash: str) -> Row:
    fetched_at = time_column(page.fetched_at)
    return {
        "source_id": page.source_id,
        "url": url,
        "requested_url": text_column(page.requested_url),
        "status": page.status,
        "content_type": text_column(page.content_type),
        "etag": text_column(page.etag),
        "last_modified": text_column(page.last_modified),
        "published": text_column(page.published),
        "fetched_at": fetched_at,
        "last_checked_at": fetched_at,
        "body_hash": body_hash,
        "extractor_version": "",
        "current": 1,
    }


def validators(db: Database, source_id: str, url: str) -> tuple[str, str] | None:
    """ETag and Last-Modified of the current version that `url` led to; None without either."""
    for column in ("url", "requested_url"):
        found = rows(db, _VALIDATORS[column], (source_id, text_column(url)))
        if found:
            etag, last_modified = found[0]["etag"], found[0]["last_modified"]
            return (etag, last_modified) if etag or last_modified else None
    return None


def unread(connection: Connection, source_id: str, extractor_version: str) -> Iterator[int]:
    """The ids of the current versions that this extractor has not read, in a stable order."""
    with connection.reading() as db:
        found = rows(
            db,
            "SELECT id FROM pages WHERE source_id = ? AND current = 1 AND extractor_version <> ? "
            "ORDER BY id",
            (source_id, extractor_version),
        )
    return (row["id"] for row in found)


def load_page(connection: Connection, page_id: int) -> Page:
    """One version with its body. Raises KeyError for an id that there is not."""
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
        return Page(
            source_id=row["source_id"],
            url=row["url"],
            body=zlib.decompress(row["data"]),
            fetched_at=time_value(row["fetched_at"]),
            status=row["status"],
            content_type=row["content_type"],
            requested_url=row["requested_url"],
            etag=row["etag"],
            last_modified=row["last_modified"],
            published=row["published"],
        )


def page_versions(db: Database, source_id: str | None, versions: bool) -> tuple[StoredPage, ...]:
    """The current version of every page, or with `versions` all of them, oldest first."""
    found = rows(db, _VERSIONS, {"source_id": source_id, "versions": versions})
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
        extractor_version=row["extractor_version"],
        current=bool(row["current"]),
    )
