"""Versions of a page keep their bodies while anything needs them: a crawl, an event, a reading."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from model import (
    EntryKind,
    Extraction,
    Page,
    PageKind,
)
from store import PrunedKind

ONE = "https://region.localhost/eins"
TWO = "https://region.localhost/zwei"
LIST = "https://region.localhost/termine"
OTHER = Extraction(page_kind=PageKind.OTHER)


def other_words(text: str) -> Extraction:
    """A page without an event; what the scene makes its body of."""
    return Extraction(page_kind=PageKind.OTHER, headline=text)


def test_a_page_that_stands_keeps_its_body_however_long_its_event_is_over(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    for year in (2026, 2027, 2028, 2029):
        scene.now = datetime(year, 4, 30, 6, tzinfo=UTC)
        scene.run({ONE: told(event())})
        assert scene.prune(date(year, 5, 31)) == {}
    assert scene.prune(date(2029, 6, 1)) == {PrunedKind.BODIES: 1}


def test_a_body_that_two_pages_share_goes_with_the_last_of_them(scene: Any) -> None:
    scene.run({ONE: OTHER, TWO: OTHER})
    scene.run({TWO: OTHER})
    assert len(scene.rows("SELECT * FROM bodies")) == 1
    assert scene.goes_after(date(2026, 2, 6))
    assert scene.kept() == []


def test_an_old_version_that_told_of_an_event_is_evidence_of_its_changes(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    scene.run({ONE: told(event(day=date(2026, 3, 2)))})
    scene.run({ONE: told(event(day=date(2026, 4, 2)))})
    scene.run({ONE: other_words("Das Haus")})
    scene.run({ONE: other_words("Das Haus am Markt")})
    # The first version without the event shows that it went; the one after it tells of nothing.
    assert scene.prune(date(2027, 4, 2)) == {PrunedKind.BODIES: 1}
    assert [day.day for _, day in scene.kept()] == [6, 7, 8]
    assert scene.prune(date(2027, 4, 3)) == {PrunedKind.BODIES: 3}


def test_old_versions_of_a_list_go_with_the_events_that_they_told_of(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    """However long the list goes on: it would be kept as a whole otherwise."""
    for month in range(1, 13):
        scene.now = datetime(2026, month, 1, 6, tzinfo=UTC)
        coming = [event(f"Treffen {n}", date(2026, n, 20)) for n in (month, month + 1) if n < 13]
        scene.run({LIST: told(*coming, kind=PageKind.LISTING)})
    scene.prune(date(2027, 6, 21))
    assert [day.month for _, day in scene.kept()] == [6, 7, 8, 9, 10, 11, 12]


def test_what_was_never_read_is_not_given_up(scene: Any) -> None:
    at = scene.now
    pages = [
        Page(source_id="region", url=ONE, body=b"TERMIN", fetched_at=at),
        Page(source_id="region", url=TWO, body=b"<urlset/>", fetched_at=at, role=EntryKind.SITEMAP),
    ]
    scene.store.save_pages(scene.store.start_run(at), "region", pages, (), at)
    assert scene.prune(date(2030, 1, 1)) == {PrunedKind.BODIES: 1}
    assert [url for url, _ in scene.kept()] == [ONE]
    read = dict(scene.store.pages_to_extract("region", "1"))
    assert [page.body for page in read.values()] == [b"TERMIN"]


def test_what_is_not_read_any_more_when_its_turn_comes_goes_as_a_version_of_its_own(
    scene: Any,
) -> None:
    """A version that was replaced before it was read is never read: nothing waits for it."""
    for day, body in enumerate((b"a", b"b")):
        at = scene.now + timedelta(days=day)
        page = Page(source_id="region", url=ONE, body=body, fetched_at=at)
        scene.store.save_pages(scene.store.start_run(at), "region", [page], (), at)
    assert scene.prune(date(2026, 3, 1)) == {PrunedKind.BODIES: 1}
    assert scene.store.page_at("region", ONE).body == b"b"
