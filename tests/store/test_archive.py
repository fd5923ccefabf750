"""Page versions: what is new, what changed, what is read again, and what a request may carry."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from model import EntryKind, Extraction, ModelError, Page, PageKind
from store import CrawlCounts, Store, pages

NOW = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
URL = "https://region.localhost/termine/1"


@pytest.fixture
def store(scene: Any) -> Store:
    return scene.store


@pytest.fixture
def crawl(store: Store) -> Callable[..., CrawlCounts]:
    def save(*pages: Page, not_modified: Sequence[str] = (), days: int = 0) -> CrawlCounts:
        at = NOW + timedelta(days=days)
        moved = [replace(page, fetched_at=at) for page in pages]
        run_id = store.start_run(at)
        return store.save_pages(run_id, "region", moved, not_modified, at)

    return save


def page(body: bytes = b"<p>Am 2. M\xc3\xa4rz</p>", **more: Any) -> Page:
    return Page(**{"source_id": "region", "url": URL, "body": body, "fetched_at": NOW, **more})


def validators(store: Store) -> tuple[str, str]:
    found = store.page_at("region", URL)
    assert found is not None
    return found.etag, found.last_modified


def read(store: Store, version: str = "1") -> list[str]:
    """Read all that is to be read; the addresses of it."""
    items = list(store.pages_to_extract("region", version))
    told = [(page_id, found, _nothing()) for page_id, found in items]
    store.save_extractions(store.start_run(NOW), "region", told, version, NOW)
    return [found.url for _, found in items]


def _nothing() -> Extraction:
    return Extraction(page_kind=PageKind.OTHER)


def test_a_page_comes_back_as_it_was_given(store: Store, crawl: Callable[..., CrawlCounts]) -> None:
    given = page(
        bytes(range(256)) * 40,
        requested_url="https://region.localhost/t?id=1",
        content_type="text/html; charset=iso-8859-1",
        etag='W/"7"',
        last_modified="Mon, 05 Jan 2026 05:00:00 GMT",
        published="2025-12",
    )
    assert crawl(given) == CrawlCounts(pages=1, new=1)
    ((page_id, found),) = store.pages_to_extract("region", "1")
    assert found == given
    assert store.page(page_id) == given
    (stored,) = store.pages("region")
    assert (stored.size, stored.current, stored.extractor_version) == (10240, True, "")
    assert store.pages("other") == ()


def test_the_same_body_is_only_checked_off(store: Store, crawl: Callable[..., CrawlCounts]) -> None:
    crawl(page(etag='"1"'))
    assert read(store) == [URL]
    assert crawl(page(etag='"2"'), days=1) == CrawlCounts(pages=1, unchanged=1)
    assert read(store) == []
    (stored,) = store.pages(versions=True)
    assert stored.fetched_at == NOW
    assert stored.last_checked_at == NOW + timedelta(days=1)
    assert validators(store) == ('"2"', "")


def test_not_modified_is_only_checked_off(store: Store, crawl: Callable[..., CrawlCounts]) -> None:
    crawl(page(etag='"1"'), page(url=URL + "9", requested_url=URL + "/alt", etag='"9"'))
    read(store)
    given = [URL, URL + "/alt", "https://region.localhost/never-seen"]
    assert crawl(not_modified=given, days=2) == CrawlCounts(pages=2, unchanged=2)
    assert read(store) == []
    assert {p.last_checked_at for p in store.pages()} == {NOW + timedelta(days=2)}


def test_another_body_is_another_version(store: Store, crawl: Callable[..., CrawlCounts]) -> None:
    crawl(page(b"one", etag='"1"'))
    read(store)
    assert crawl(page(b"two", etag='"2"'), days=1) == CrawlCounts(pages=1, changed=1)
    assert read(store) == [URL]
    assert crawl(page(b"one", etag='"3"'), days=2) == CrawlCounts(pages=1, changed=1)
    versions = store.pages(versions=True)
    assert [version.current for version in versions] == [False, False, True]
    assert [store.page(version.page_id).body for version in versions] == [b"one", b"two", b"one"]
    assert [version.page_id for version in store.pages()] == [versions[-1].page_id]
    assert validators(store) == ('"3"', "")


def test_one_body_is_kept_once(scene: Any, crawl: Callable[..., CrawlCounts]) -> None:
    crawl(*(page(b"the same" * 500, url=f"{URL}{number}") for number in range(30)))
    (row,) = scene.rows("SELECT COUNT(*) AS n, SUM(LENGTH(data)) AS bytes FROM bodies")
    assert row["n"] == 1
    assert row["bytes"] < 400


def test_another_extractor_reads_all_current_versions_again(
    store: Store, crawl: Callable[..., CrawlCounts]
) -> None:
    crawl(page(b"old"), page(url=URL + "2"))
    read(store)
    crawl(page(b"new"), days=1)
    assert read(store) == [URL]
    assert sorted(read(store, "2")) == [URL, URL + "2"]
    assert read(store, "2") == []
    assert sorted(read(store, "1")) == [URL, URL + "2"]


@pytest.mark.parametrize("change", [{"published": "2026-01-02"}, {"content_type": "text/plain"}])
def test_what_changes_the_reading_of_the_same_body_has_it_read_again(
    store: Store, crawl: Callable[..., CrawlCounts], change: dict[str, str]
) -> None:
    crawl(page())
    read(store)
    assert crawl(page(**change), days=1) == CrawlCounts(pages=1, unchanged=1)
    assert read(store) == [URL]
    ((name, value),) = change.items()
    assert [getattr(found, name) for found in store.pages()] == [value]


def test_a_publication_date_is_not_lost_where_a_later_way_does_not_tell_it(
    store: Store, crawl: Callable[..., CrawlCounts]
) -> None:
    crawl(page(published="2026-01-02"))
    read(store)
    crawl(page(), days=1)
    assert read(store) == []
    assert store.pages()[0].published == "2026-01-02"


@pytest.mark.parametrize("status", [304, 404, 410, 500, 503])
def test_an_answer_that_is_no_success_is_no_version(
    store: Store, crawl: Callable[..., CrawlCounts], status: int
) -> None:
    crawl(page(b"good"))
    read(store)
    assert crawl(page(b"Wartung", status=status), days=1) == CrawlCounts()
    assert read(store) == []
    assert store.page(store.pages()[0].page_id).body == b"good"
    assert store.pages()[0].last_checked_at == NOW


def test_of_two_answers_for_one_address_the_last_counts(
    store: Store, crawl: Callable[..., CrawlCounts]
) -> None:
    assert crawl(page(b"one"), page(b"two")) == CrawlCounts(pages=1, new=1)
    assert [store.page(found.page_id).body for found in store.pages()] == [b"two"]


def test_the_page_at_an_address(store: Store, crawl: Callable[..., CrawlCounts]) -> None:
    first = page(b"one", requested_url=URL + "?from=list", role=EntryKind.LISTING)
    crawl(first, page(url=URL + "bare"))
    assert store.page_at("region", URL) == first
    assert store.page_at("region", URL + "?from=list") == first
    crawl(replace(first, body=b"two"), days=1)
    found = store.page_at("region", URL)
    assert found is not None
    assert found.body == b"two"
    assert store.page_at("region", "") is None
    assert store.page_at("region", URL + "unseen") is None
    assert store.page_at("other", URL) is None


def test_the_validators_of_a_source(store: Store, crawl: Callable[..., CrawlCounts]) -> None:
    date = "Mon, 05 Jan 2026 05:00:00 GMT"
    crawl(
        page(etag='"1"', last_modified=date, requested_url=URL + "?from=list"),
        page(url=URL + "bare"),
        page(url=URL + "dated", last_modified=date),
    )
    crawl(page(b"new", etag='"2"', requested_url=URL + "bare"), days=1)
    assert store.validators("region") == {
        URL: ('"2"', ""), URL + "dated": ("", date)
    }  # fmt: skip
    assert store.validators("other") == {}


def test_texts_that_no_database_can_hold_are_mended(
    store: Store, crawl: Callable[..., CrawlCounts]
) -> None:
    crawl(page(etag="a\udcffb", last_modified="\ud800"))
    assert validators(store) == ("a?b", "?")


def test_a_time_needs_a_zone(store: Store) -> None:
    with pytest.raises(ModelError, match="time zone"):
        store.start_run(datetime(2026, 1, 5))  # noqa: DTZ001


def test_pages_are_handed_over_one_at_a_time(
    store: Store, crawl: Callable[..., CrawlCounts], monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl(*(page(str(number).encode(), url=f"{URL}{number}") for number in range(20)))
    loaded: list[int] = []
    whole = pages.load_page
    monkeypatch.setattr(pages, "load_page", lambda c, i: loaded.append(i) or whole(c, i))
    stream = store.pages_to_extract("region", "1")
    next(stream)
    next(stream)
    assert len(loaded) == 2


def test_two_programs_can_open_and_read_at_once(
    scene: Any, crawl: Callable[..., CrawlCounts], tmp_path: Path
) -> None:
    crawl(page())
    with Store.open(scene.path) as reader:
        assert len(reader.pages()) == 1
        crawl(page(url=URL + "2"))
        assert len(reader.pages()) == 2
