"""What is left of a page whose body is kept no longer, and how it comes back."""

from datetime import date, timedelta
from typing import Any

import pytest

from model import (
    Extraction,
    Page,
    PageKind,
    PrunedError,
)
from store import CrawlCounts, PrunedKind

ONE = "https://region.localhost/eins"
TWO = "https://region.localhost/zwei"
OTHER = Extraction(page_kind=PageKind.OTHER)


@pytest.fixture
def pruned(scene: Any) -> Any:
    """A scene with a page whose body is kept no longer, and the answers that it may get."""
    crawl(scene, b"<p>Haus</p>", days=0, etag='"1"')
    scene.store.save_extractions(
        1,
        "region",
        [(page_id, page, OTHER) for page_id, page in scene.store.pages_to_extract("region", "1")],
        "1",
        scene.now,
    )
    assert scene.prune(date(2026, 6, 1)) == {PrunedKind.BODIES: 1}
    return scene


def crawl(scene: Any, body: bytes | None, days: int, **more: Any) -> CrawlCounts:
    """A crawl of one page; without a body it answered "not modified"."""
    at = scene.now + timedelta(days=days)
    page = Page(source_id="region", url=ONE, body=body or b"", fetched_at=at, **more)
    answers = ((page,), ()) if body is not None else ((), (ONE,))
    run_id = scene.store.start_run(at)
    saved: CrawlCounts = scene.store.save_pages(
        run_id, "region", *answers, at, lambda _: "says the same"
    )
    return saved


def test_its_row_stays_and_its_body_is_named_as_gone(pruned: Any) -> None:
    (page,) = pruned.store.pages("region")
    assert (page.url, page.size, page.has_body, page.current) == (ONE, 11, False, True)
    with pytest.raises(PrunedError, match=rf"^region {ONE}: .* 2026-01-05 is kept no longer"):
        pruned.store.page(page.page_id)


def test_it_is_asked_for_whole_and_no_304_can_mean_it(pruned: Any) -> None:
    assert pruned.store.validators("region") == {}
    assert pruned.store.page_at("region", ONE) is None
    assert crawl(pruned, None, days=200) == CrawlCounts()
    (page,) = pruned.store.pages("region")
    assert page.last_checked_at == pruned.now


def test_another_page_that_the_address_led_to_is_found_in_its_place(pruned: Any) -> None:
    moved = Page(
        source_id="region",
        url=TWO,
        requested_url=ONE,
        body=b"umgezogen",
        etag='"2"',
        fetched_at=pruned.now + timedelta(days=200),
    )
    pruned.store.save_pages(pruned.store.start_run(pruned.now), "region", [moved], (), pruned.now)
    assert pruned.store.validators("region") == {ONE: ('"2"', ""), TWO: ('"2"', "")}
    assert pruned.store.page_at("region", ONE) == moved


def test_the_same_answer_brings_its_body_back(pruned: Any) -> None:
    assert crawl(pruned, b"<p>Haus</p>", days=200, etag='"2"') == CrawlCounts(pages=1, unchanged=1)
    (page,) = pruned.store.pages("region", versions=True)
    assert page.has_body
    assert pruned.store.page(page.page_id).body == b"<p>Haus</p>"
    assert pruned.store.validators("region") == {ONE: ('"2"', "")}
    assert list(pruned.store.pages_to_extract("region", "1")) == []


def test_another_answer_is_compared_with_nothing_and_is_a_new_version(pruned: Any) -> None:
    assert crawl(pruned, b"<p>Haus!</p>", days=200) == CrawlCounts(pages=1, changed=1)
    old, new = pruned.store.pages("region", versions=True)
    assert (old.has_body, new.has_body) == (False, True)


def test_newer_parsers_read_it_once_it_is_back_and_not_before(pruned: Any) -> None:
    assert list(pruned.store.pages_to_extract("region", "2")) == []
    crawl(pruned, b"<p>Haus</p>", days=200)
    assert [page.url for _, page in pruned.store.pages_to_extract("region", "2")] == [ONE]
