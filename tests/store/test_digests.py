"""Bodies that differ while what they say does not: no new version, no new body, no reading."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from model import Extraction, Page, PageKind
from store import CrawlCounts, Store

NOW = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
URL = "https://region.localhost/termine/1"


class Digests:
    """Hashes the part of a body before a "#"; counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []

    def __call__(self, page: Page) -> str:
        self.asked.append(page.body)
        said = page.body.partition(b"#")[0].decode("utf-8")
        return "" if said == "?" else f"digest of {said}"


@pytest.fixture
def digests() -> Digests:
    return Digests()


@pytest.fixture
def crawl(scene: Any, digests: Digests) -> Callable[..., CrawlCounts]:
    store: Store = scene.store

    def save(*bodies: bytes, days: int = 0, read: bool = True, **more: Any) -> CrawlCounts:
        at = NOW + timedelta(days=days)
        found = [
            Page(source_id="region", url=URL, body=body, fetched_at=at, **more) for body in bodies
        ]
        run_id = store.start_run(at)
        counts = store.save_pages(run_id, "region", found, (), at, digests)
        if read:
            read_all(store, run_id)
        return counts

    return save


def read_all(store: Store, run_id: int) -> Sequence[Page]:
    items = list(store.pages_to_extract("region", "1"))
    told = [(page_id, page, Extraction(page_kind=PageKind.OTHER)) for page_id, page in items]
    store.save_extractions(run_id, "region", told, "1", NOW)
    return [page for _, page in items]


def test_a_first_crawl_and_the_same_body_cost_no_digest(
    crawl: Callable[..., CrawlCounts], digests: Digests
) -> None:
    crawl(b"Termin#1")
    crawl(b"Termin#1", days=1)
    assert digests.asked == []


def test_another_body_that_says_the_same_is_checked_off(
    scene: Any, crawl: Callable[..., CrawlCounts], digests: Digests
) -> None:
    crawl(b"Termin#1", etag='"1"')
    assert crawl(b"Termin#2", days=1, etag='"2"', read=False) == CrawlCounts(pages=1, unchanged=1)
    store: Store = scene.store
    assert read_all(store, store.start_run(NOW)) == []
    (stored,) = store.pages(versions=True)
    assert stored.last_checked_at == NOW + timedelta(days=1)
    kept = store.page_at("region", URL)
    assert kept is not None
    assert (kept.body, kept.etag, kept.fetched_at) == (b"Termin#1", '"2"', NOW)
    assert len(scene.rows("SELECT hash FROM bodies")) == 1
    assert digests.asked == [b"Termin#1", b"Termin#2"]
    crawl(b"Termin#3", days=2)
    assert digests.asked[2:] == [b"Termin#3"]  # that of the kept body is known by now


def test_another_word_is_another_version(
    scene: Any, crawl: Callable[..., CrawlCounts], digests: Digests
) -> None:
    crawl(b"Termin#1")
    assert crawl(b"Anderer#1", days=1) == CrawlCounts(pages=1, changed=1)
    assert crawl(b"Anderer#2", days=2) == CrawlCounts(pages=1, unchanged=1)
    assert digests.asked == [b"Termin#1", b"Anderer#1", b"Anderer#2"]
    assert crawl(b"Termin#9", days=3) == CrawlCounts(pages=1, changed=1)


def test_without_a_digest_every_body_is_a_version(crawl: Callable[..., CrawlCounts]) -> None:
    crawl(b"?#1")
    assert crawl(b"?#2", days=1) == CrawlCounts(pages=1, changed=1)


def test_the_kept_body_keeps_its_charset(scene: Any, crawl: Callable[..., CrawlCounts]) -> None:
    crawl(b"Termin#1", content_type="text/html; charset=iso-8859-1")
    crawl(b"Termin#2", days=1, content_type="text/html; charset=utf-8")
    kept = scene.store.page_at("region", URL)
    assert kept.content_type == "text/html; charset=iso-8859-1"
    assert read_all(scene.store, scene.store.start_run(NOW)) == []


def test_a_publication_date_from_outside_has_it_read_again(
    scene: Any, crawl: Callable[..., CrawlCounts]
) -> None:
    crawl(b"Termin#1")
    crawl(b"Termin#2", days=1, published="2026-01-02", read=False)
    (page,) = read_all(scene.store, scene.store.start_run(NOW))
    assert (page.body, page.published) == (b"Termin#1", "2026-01-02")


def test_the_batches_of_a_run_add_up(scene: Any) -> None:
    store: Store = scene.store
    first = Page(source_id="region", url=URL, body=b"a", fetched_at=NOW)
    store.save_pages(store.start_run(NOW), "region", [first], (), NOW)
    run_id = store.start_run(NOW)
    for number in range(3):
        batch = [replace(first, url=f"{URL}/{number}{half}") for half in "ab"]
        store.save_pages(run_id, "region", batch, (), NOW)
    store.save_pages(run_id, "region", [replace(first, body=b"b")], (), NOW)
    store.save_pages(run_id, "region", (), [URL + "/0a", URL + "/1b"], NOW)
    scene.end_crawl(run_id, "region", requests=10)
    (row,) = store.source_summaries(run_id)
    assert (row.pages, row.new_pages, row.changed_pages) == (9, 6, 1)
    assert (row.unchanged_pages, row.not_modified, row.requests) == (2, 2, 10)
