"""Visits of addresses: since when each is good or bad, and what reading its page adds."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from model import (
    BERLIN,
    EntryKind,
    EventList,
    Extraction,
    Page,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
    Verdict,
    When,
)
from store import Store, Visit

NOW = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
URL = "https://region.localhost/termine"
LISTS = (EventList(selector="ul.termine", entries=7, sample=("Forum", "Fachtag", "Messe")),)


def day(number: int) -> datetime:
    return NOW + timedelta(days=number)


@pytest.fixture
def visit(scene: Any, visited: Callable[..., Any]) -> Callable[..., Visit]:
    """One run that asks for one address; what is known of it then."""

    def once(number: int, verdict: Verdict, **more: Any) -> Visit:
        store: Store = scene.store
        run_id = store.start_run(day(number))
        scene.end_crawl(run_id, "region", [visited(URL, verdict, at=day(number), **more)])
        (known,) = store.visits("region")
        assert known.run_id == run_id
        return known

    return once


def test_everything_of_a_visit_is_kept(visit: Callable[..., Visit]) -> None:
    known = visit(
        0, Verdict.MOVED, role=EntryKind.LISTING, entry=True, status=301,
        message="leads to another page", location="https://region.localhost/neu",
        size=7, seconds=1.5,
    )  # fmt: skip
    assert known == Visit(
        source_id="region", url=URL, role=EntryKind.LISTING, entry=True, run_id=1,
        verdict=Verdict.MOVED, status=301, message="leads to another page",
        location="https://region.localhost/neu", size=7, seconds=1.5, checked_at=day(0),
        since=day(0), failures=1, last_ok_at=None,
    )  # fmt: skip


def test_since_when_an_address_is_good_or_bad(visit: Callable[..., Visit]) -> None:
    days = [
        (Verdict.OK, 0, 0, 0), (Verdict.NOT_MODIFIED, 0, 0, 1), (Verdict.GONE, 2, 1, 1),
        (Verdict.TIMEOUT, 2, 2, 1), (Verdict.QUIET, 4, 0, 4), (Verdict.OK, 4, 0, 5),
    ]  # fmt: skip
    for number, (verdict, since, failures, last_ok) in enumerate(days):
        known = visit(number, verdict)
        assert (known.since, known.failures, known.last_ok_at) == (
            day(since),
            failures,
            day(last_ok),
        )


def test_a_run_counts_once(scene: Any, visited: Callable[..., Any]) -> None:
    run_id = scene.store.start_run(NOW)
    for verdict in (Verdict.TIMEOUT, Verdict.GONE):
        scene.end_crawl(run_id, "region", [visited(URL, verdict), visited(URL, verdict)])
    (known,) = scene.store.visits("region")
    assert (known.verdict, known.failures) == (Verdict.GONE, 1)


def test_addresses_that_a_run_did_not_ask_for_stay(scene: Any, visited: Callable[..., Any]) -> None:
    store: Store = scene.store
    urls = [URL, URL + "/a", URL + "/b"]
    pages = [visited(urls[0], entry=True), visited(urls[2]), visited(urls[1])]
    scene.end_crawl(store.start_run(NOW), "region", pages)
    scene.end_crawl(store.start_run(NOW), "region", [visited(urls[1], Verdict.GONE)])
    scene.end_crawl(store.start_run(NOW), "other", [visited(urls[1])])
    known = store.visits("region")
    assert [visit.url for visit in known] == urls
    assert [visit.run_id for visit in known] == [1, 2, 1]


def run(
    scene: Any,
    visited: Callable[..., Any],
    extraction: Extraction,
    body: bytes,
    version: str = "1",
    role: EntryKind = EntryKind.LISTING,
) -> None:
    """Crawl and read one listing; the same body is not read again."""
    scene.now += timedelta(days=1)
    store: Store = scene.store
    run_id = store.start_run(scene.now)
    page = Page(source_id="region", url=URL, body=body, fetched_at=scene.now, role=role)
    store.save_pages(run_id, "region", [page], (), scene.now)
    scene.end_crawl(run_id, "region", [visited(URL, role=role, at=scene.now)])
    items = [(i, found, extraction) for i, found in store.pages_to_extract("region", version)]
    store.save_extractions(run_id, "region", items, version, scene.now)


@pytest.fixture
def listing(event: Callable[..., Any]) -> Extraction:
    return Extraction(page_kind=PageKind.LISTING, events=(event(),), lists=LISTS)


def fault(kind: ProblemKind, severity: Severity = Severity.ERROR) -> Extraction:
    problem = Problem(kind=kind, message="so it is", severity=severity)
    return Extraction(page_kind=PageKind.OTHER, problems=(problem,))


def test_a_page_that_cannot_be_read_makes_its_address_bad(
    scene: Any, visited: Callable[..., Any], listing: Extraction
) -> None:
    run(scene, visited, listing, b"good")
    good_day = scene.now
    for number, body in enumerate((b"redesigned", b"redesigned"), 1):
        run(scene, visited, fault(ProblemKind.LIST_MISSING), body)
        (known,) = scene.store.visits("region")
        assert (known.verdict, known.message) == (Verdict.LIST_MISSING, "so it is")
        assert (known.since, known.failures) == (good_day + timedelta(days=1), number)
        assert known.last_ok_at == good_day
    (row,) = scene.store.health()
    assert (dict(row.visits), row.found, row.coming) == ({Verdict.LIST_MISSING: 1}, 0, 0)
    assert len(scene.store.events()) == 1
    run(scene, visited, listing, b"good again")
    (known,) = scene.store.visits("region")
    assert (known.verdict, known.since, known.failures) == (Verdict.OK, scene.now, 0)


def test_a_run_killed_before_its_pages_were_read_does_not_hide_since_when_one_is_bad(
    scene: Any, visited: Callable[..., Any], listing: Extraction
) -> None:
    run(scene, visited, listing, b"good")
    good_day = scene.now
    run(scene, visited, fault(ProblemKind.LIST_EMPTY), b"empty")
    scene.now += timedelta(days=1)
    killed = scene.store.start_run(scene.now)
    answer = visited(URL, Verdict.NOT_MODIFIED, role=EntryKind.LISTING, at=scene.now)
    scene.end_crawl(killed, "region", [answer])
    run(scene, visited, fault(ProblemKind.LIST_EMPTY), b"empty")
    (known,) = scene.store.visits("region")
    assert (known.verdict, known.failures) == (Verdict.LIST_EMPTY, 3)
    assert (known.since, known.last_ok_at) == (good_day + timedelta(days=1), good_day)


def test_a_warning_does_not(scene: Any, visited: Callable[..., Any], listing: Extraction) -> None:
    run(scene, visited, fault(ProblemKind.CHARSET, Severity.WARNING), b"good")
    (known,) = scene.store.visits("region")
    assert (known.verdict, known.failures) == (Verdict.OK, 0)


def test_a_page_that_says_that_there_is_nothing_is_quiet(
    scene: Any, visited: Callable[..., Any], listing: Extraction
) -> None:
    says = "Derzeit sind keine Veranstaltungen geplant."
    quiet = Extraction(page_kind=PageKind.LISTING, says_none=says)
    run(scene, visited, quiet, b"empty")
    (known,) = scene.store.visits("region")
    assert (known.verdict, known.message, known.verdict.good) == (Verdict.QUIET, says, True)
    (page,) = scene.store.pages("region")
    assert (page.says_none, page.fault, page.role) == (says, None, EntryKind.LISTING)


def test_the_lists_that_a_page_gave_last(
    scene: Any, visited: Callable[..., Any], listing: Extraction
) -> None:
    assert scene.store.good_lists("region", URL) is None
    run(scene, visited, listing, b"good")
    good_day = scene.now
    run(scene, visited, fault(ProblemKind.LIST_MISSING), b"redesigned")
    known = scene.store.good_lists("region", URL)
    assert (known.lists, known.fetched_at) == (LISTS, good_day)
    assert scene.store.page(known.page_id).body == b"good"
    assert scene.store.good_lists("other", URL) is None


def test_a_fault_of_todays_rules_keeps_the_lists_of_the_same_page(
    scene: Any, visited: Callable[..., Any], listing: Extraction
) -> None:
    run(scene, visited, listing, b"good")
    run(scene, visited, fault(ProblemKind.INTERNAL), b"good", version="2")
    (page,) = scene.store.pages("region")
    assert (page.fault, page.fault_message, page.lists) == (
        ProblemKind.INTERNAL,
        "so it is",
        LISTS,
    )
    run(scene, visited, listing, b"good", version="3")
    assert scene.store.pages("region")[0].fault is None


def test_a_sitemap_is_kept_and_never_read(
    scene: Any, visited: Callable[..., Any], listing: Extraction
) -> None:
    run(scene, visited, listing, b"<urlset/>", role=EntryKind.SITEMAP)
    (page,) = scene.store.pages("region")
    assert (page.role, page.extractor_version) == (EntryKind.SITEMAP, "")
    assert scene.store.events() == ()


def test_what_a_source_told_in_each_run(
    scene: Any, visited: Callable[..., Any], event: Callable[..., Any]
) -> None:
    hour = datetime(2026, 3, 2, 10, tzinfo=BERLIN)
    events = (
        event("Forum", when=When(start=hour), description="Ein Forum"),
        event("Messe", day=date(2025, 12, 1), town=""),
        event("Irgendwann", day=None),
    )
    run(scene, visited, Extraction(page_kind=PageKind.LISTING, events=events), b"three")
    run(scene, visited, Extraction(page_kind=PageKind.LISTING, events=events[:1]), b"one")
    last, first = scene.store.history("region", 5)
    assert (first.found, first.coming, last.found, last.coming) == (3, 1, 1, 1)
    assert first.fill == {
        "startTime": 0.3333, "endDate": 0.0, "location": 0.0, "addressLocality": 0.6667,
        "organizer": 1.0, "description": 0.3333,
    }  # fmt: skip
    assert scene.store.history("region", 1) == (last,)
    assert last.finish_good
    assert scene.store.history("other", 5) == ()


def test_pages_that_were_bad_confirm_nothing(
    scene: Any, visited: Callable[..., Any], listing: Extraction
) -> None:
    run(scene, visited, listing, b"good")
    store: Store = scene.store
    run_id = store.start_run(scene.now)
    scene.end_crawl(
        run_id, "region", [visited(URL, Verdict.SERVER_ERROR)], finish_reason="closespider_timeout",
        not_before=NOW,
    )  # fmt: skip
    store.save_extractions(run_id, "region", (), "1", scene.now)
    last, first = store.history("region", 5)
    assert (first.found, last.found, last.coming, last.events) == (1, 0, 0, 1)
    assert (last.finish_good, last.not_before) == (False, NOW)


def test_an_address_that_leads_elsewhere_has_the_verdict_of_that_page(
    scene: Any, visited: Callable[..., Any], listing: Extraction
) -> None:
    store: Store = scene.store
    run_id = store.start_run(NOW)
    page = Page(
        source_id="region", url=URL, body=b"x", fetched_at=NOW, requested_url=URL + "?alt=1"
    )
    store.save_pages(run_id, "region", [page], (), NOW)
    scene.end_crawl(run_id, "region", [visited(URL + "?alt=1")])
    items = [(i, p, listing) for i, p in store.pages_to_extract("region", "1")]
    store.save_extractions(run_id, "region", items, "1", NOW)
    assert store.history("region", 1)[0].found == 1


def test_the_role_of_an_unchanged_page_is_renewed(
    scene: Any, visited: Callable[..., Any], listing: Extraction
) -> None:
    run(scene, visited, listing, b"good", role=EntryKind.PAGE)
    store: Store = scene.store
    run_id = store.start_run(NOW)
    store.save_pages(run_id, "region", (), [URL], NOW)
    asked = visited(URL, Verdict.NOT_MODIFIED, role=EntryKind.LISTING)
    scene.end_crawl(run_id, "region", [asked])
    assert store.pages("region")[0].role is EntryKind.LISTING
