"""The page archive: versions of pages, their bodies, and what a crawl of a source brought.

Reads nothing out of the pages. The functions that write run inside the caller's transaction.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlite_utils import Database

from model import DamagedError, Page
from store.columns import Row, list_parameter, text_column, time_column
from store.connection import rows
from store.pages import page_of
from store.records import CrawlCounts

_BODIES_AT_ONCE = 20  # compressed bodies that are held in memory for one statement
_LEVEL = 3  # half the time of zlib's own choice for a tenth more room, on real pages
_ROW = """id, source_id, url, requested_url, status, body_hash, text_hash, etag, last_modified,
  content_type, published, role, fetched_at, extractor_version, last_checked_at,
  EXISTS (SELECT 1 FROM bodies WHERE hash = body_hash AND length(data) > 0) AS has_body"""
_CURRENT = f"""
SELECT {_ROW} FROM pages
WHERE source_id = :source_id AND current = 1
  AND url IN (SELECT value FROM json_each(:urls))
UNION SELECT {_ROW} FROM pages
WHERE source_id = :source_id AND current = 1 AND requested_url <> ''
  AND requested_url IN (SELECT value FROM json_each(:urls))
"""  # noqa: S608
_CHECKED = """
UPDATE pages SET last_checked_at = :last_checked_at, etag = :etag, last_modified = :last_modified,
  content_type = :content_type, published = :published, role = :role,
  extractor_version = :extractor_version
WHERE id = :id
"""


Digest = Callable[[Page], str]
"""Hashes what a page says, so that bodies that differ in nonces only are told to be one; "" where
it cannot. Asked for only where an address that is known answers with another body."""


def no_digest(_page: Page) -> str:
    """A digest that tells no two bodies to be one."""
    return ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written, decided before anything is."""

    checked: list[Row] = field(default_factory=list)
    superseded: list[int] = field(default_factory=list)
    versions: dict[str, Page] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def save_pages(
    db: Database,
    source_id: str,
    pages: Sequence[Page],
    not_modified: Iterable[str],
    checked_at: datetime,
    digest: Digest,
) -> CrawlCounts:
    """Archive pages that a crawl brought; `checked_at` is when the 304 answers count as given.

    A page with the body that it had, or with another one of the same `digest`, is only checked
    off, and the body comes back where it was kept no longer. An answer that is no success
    (RFC 9110 15.3) is no version of a page. Of two answers for one address the last counts.
    """
    latest = {text_column(page.url): page for page in pages if 200 <= page.status < 300}
    asked = {text_column(url) for url in not_modified}
    before = _current(db, source_id, asked | latest.keys())
    hashes = {url: hashlib.sha256(page.body).hexdigest() for url, page in latest.items()}
    plan = _Plan()
    for url, page in latest.items():
        row = before.get(url)
        if row is not None and row["body_hash"] == hashes[url]:
            plan.checked.append(_checked(row, page))
            if not row["has_body"]:
                plan.bodies[row["body_hash"]] = page.body
        elif row is not None and row["has_body"] and _says_the_same(db, plan, row, page, digest):
            # The stored body keeps the media type that it came with: it may be in another charset.
            plan.checked.append(_checked(row, replace(page, content_type=row["content_type"])))
        else:
            plan.versions[url] = page
            plan.bodies[hashes[url]] = page.body
            if row is not None:
                plan.superseded.append(row["id"])
    silent = _not_modified(before, asked, set(latest))
    plan.checked.extend({**row, "last_checked_at": time_column(checked_at)} for row in silent)
    _write(db, plan, hashes)
    counts = {
        "new": len(plan.versions) - len(plan.superseded),
        "changed": len(plan.superseded),
        "unchanged": len(plan.checked),
    }
    return CrawlCounts(pages=sum(counts.values()), **counts)


def _current(db: Database, source_id: str, urls: Iterable[str]) -> dict[str, Row]:
    """The current versions at these addresses, their own or the requested ones, by their own."""
    found = rows(db, _CURRENT, {"source_id": source_id, "urls": list_parameter(urls)})
    return {row["url"]: row for row in found}


def _says_the_same(db: Database, plan: _Plan, row: Row, page: Page, digest: Digest) -> bool:
    """Whether two bodies of one address differ in nothing that anybody would read."""
    old = row["text_hash"]
    if not old:
        try:
            old = digest(page_of({**row, "data": _body(db, row["body_hash"])}))
        except DamagedError:
            return False  # the new body takes its place
        plan.digests[row["id"]] = old
    new = digest(page)
    plan.texts[text_column(page.url)] = new
    return bool(new) and new == old


def _body(db: Database, body_hash: str) -> bytes:
    data: bytes = rows(db, "SELECT data FROM bodies WHERE hash = ?", (body_hash,))[0]["data"]
    return data


def _not_modified(before: Mapping[str, Row], asked: set[str], answered: set[str]) -> list[Row]:
    """The stored pages that a 304 was for, found by their own or the requested address.

    None can be for one without a body: there is nothing that it could have said to be the same as.
    """
    return [
        row
        for url, row in before.items()
        if url not in answered
        and row["has_body"]
        and (url in asked or row["requested_url"] in asked - {""})
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
        "role": page.role.value,
        "extractor_version": row["extractor_version"] if same else "",
    }


def _write(db: Database, plan: _Plan, hashes: Mapping[str, str]) -> None:
    db.conn.executemany(_CHECKED, plan.checked)
    db.conn.executemany(
        "UPDATE pages SET text_hash = ? WHERE id = ?",
        [(digest, page_id) for page_id, digest in plan.digests.items()],
    )
    db.execute(
        "UPDATE pages SET current = 0 WHERE id IN (SELECT value FROM json_each(?))",
        (list_parameter(plan.superseded),),
    )
    _write_bodies(db, plan.bodies)
    db.table("pages").insert_all(
        _version(url, page, hashes[url], plan.texts.get(url, ""))
        for url, page in plan.versions.items()
    )


def _write_bodies(db: Database, bodies: Mapping[str, bytes]) -> None:
    """Keep those that are not there, or not any more."""
    known = rows(
        db,
        "SELECT hash FROM bodies WHERE hash IN (SELECT value FROM json_each(?)) "
        "AND length(data) > 0",
        (list_parameter(bodies),),
    )
    fresh = sorted(bodies.keys() - {row["hash"] for row in known})
    db.table("bodies").upsert_all(
        (
            {
                "hash": digest,
                "data": zlib.compress(bodies[digest], _LEVEL),
                "size": len(bodies[digest]),
            }
            for digest in fresh
        ),
        pk="hash",
        batch_size=_BODIES_AT_ONCE,
    )


def _version(url: str, page: Page, body_hash: str, text_hash: str) -> Row:
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
        "role": page.role.value,
        "fetched_at": fetched_at,
        "last_checked_at": fetched_at,
        "body_hash": body_hash,
        "text_hash": text_hash,
        "extractor_version": "",
        "current": 1,
    }
