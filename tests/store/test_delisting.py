"""A coming event that its own sources give no more: marked after healthy runs, never cancelled."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from model import (
    ChangeKind,
    EntryKind,
    Event,
    EventStatus,
    Extraction,
    Life,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
    StoredEvent,
    Verdict,
)
from store import Delisted, SourceRun
from store.delisting import is_healthy

HOME = "https://region.localhost"
LIST = HOME + "/termine"
PAGE = HOME + "/termine/1"
AFTER = 3
OUTAGE = Problem(kind=ProblemKind.SERVER_ERROR, message="500", severity=Severity.ERROR, url="")


@pytest.fixture
def others(event: Callable[..., Event]) -> tuple[Event, ...]:
    """Events that stay in the list all the time."""
    return tuple(event(f"Sprechtag {town}", date(2026, 5, 4), town=town) for town in "ABCD")


@pytest.fixture
def full(
    event: Callable[..., Event], told: Callable[..., Extraction], others: tuple[Event, ...]
) -> Extraction:
    """The list with the event."""
    return told(event(), *others, kind=PageKind.LISTING)


@pytest.fixture
def short(told: Callable[..., Extraction], others: tuple[Event, ...]) -> Extraction:
    """The list without it."""
    return told(*others, kind=PageKind.LISTING)


def run(scene: Any, pages: dict[str, Extraction], **more: Any) -> Delisted:
    scene.run(pages, **more)
    done = scene.store.delist(AFTER, scene.now)
    assert isinstance(done, Delisted)
    return done


def the(scene: Any, name: str = "Regionalkonferenz 2026") -> StoredEvent:
    (stored,) = [stored for stored in scene.store.events() if stored.event.name == name]
    assert isinstance(stored, StoredEvent)
    return stored


def turns(scene: Any) -> list[ChangeKind]:
    found = [change.kind for change in scene.store.changes(event_uid=the(scene).uid)]
    return [kind for kind in found if kind in (ChangeKind.DELISTED, ChangeKind.RELISTED)]


def test_marked_after_healthy_runs_and_still_published(
    scene: Any, full: Extraction, short: Extraction
) -> None:
    run(scene, {LIST: full})
    before = the(scene)
    assert [run(scene, {LIST: short}).gone for _ in range(AFTER)] == [()] * AFTER
    assert run(scene, {LIST: short}).gone == (before.uid,)
    after = the(scene)
    assert after.life(scene.now.date()) is Life.NO_LONGER_LISTED
    assert (after.sequence, after.last_modified) == (before.sequence, before.last_modified)
    assert after.event.status is EventStatus.SCHEDULED
    assert after.event.publish
    assert run(scene, {LIST: short}) == Delisted()
    assert turns(scene) == [ChangeKind.DELISTED]


def test_back_at_once_when_a_page_tells_of_it_again(
    scene: Any, full: Extraction, short: Extraction
) -> None:
    run(scene, {LIST: full})
    uid = the(scene).uid
    for _ in range(AFTER + 1):
        run(scene, {LIST: short})
    assert run(scene, {LIST: full}) == Delisted(back=(uid,))
    assert the(scene).delisted_since is None
    assert the(scene).sequence == 0
    assert turns(scene) == [ChangeKind.DELISTED, ChangeKind.RELISTED]


@pytest.mark.parametrize(
    "crawl",
    [
        {"finish_reason": "closespider_timeout"},
        {"finish_reason": "shutdown"},
        {"problems": (OUTAGE,)},
    ],
    ids=["out of time", "stopped", "a broken list"],
)
def test_a_run_that_failed_does_not_count(
    scene: Any, full: Extraction, short: Extraction, crawl: dict[str, Any]
) -> None:
    run(scene, {LIST: full})
    run(scene, {LIST: short})
    for _ in range(AFTER + 2):
        assert run(scene, {LIST: short}, **crawl) == Delisted()
    assert [run(scene, {LIST: short}).gone for _ in range(AFTER)][-1] == (the(scene).uid,)


def test_a_run_that_is_held_does_not_count(
    scene: Any, event: Callable[..., Event], told: Callable[..., Extraction]
) -> None:
    def some(day: int) -> Extraction:
        events = [event(f"Sprechtag {n}", date(2026, 5, day + n), town="Gera") for n in range(9)]
        return told(*events, kind=PageKind.LISTING)

    run(scene, {LIST: told(event(), *some(1).events, kind=PageKind.LISTING)})
    run(scene, {LIST: some(1)})
    for _ in range(AFTER + 2):
        assert run(scene, {LIST: some(12)}) == Delisted()
    assert scene.store.holds("region")
    for _ in range(AFTER):
        assert run(scene, {LIST: some(1)}) == Delisted()
    assert run(scene, {LIST: some(1)}).gone == (the(scene).uid,)


def test_a_list_that_lost_its_entries_takes_nothing_back(
    scene: Any, full: Extraction, visited: Callable[..., Any]
) -> None:
    run(scene, {LIST: full})
    lost = Extraction(
        page_kind=PageKind.LISTING, problems=(replace(OUTAGE, kind=ProblemKind.LIST_EMPTY),)
    )
    for _ in range(AFTER + 2):
        assert run(scene, {LIST: lost}) == Delisted()
        assert run(scene, {}, also=[visited(LIST, Verdict.TIMEOUT, entry=True)]) == Delisted()


def test_each_source_has_to_give_it_up(
    scene: Any,
    full: Extraction,
    short: Extraction,
    event: Callable[..., Event],
    told: Callable[..., Extraction],
) -> None:
    theirs = event("Sprechtag Land", date(2026, 6, 1))
    other = {"https://land.localhost/t": told(event(), theirs, kind=PageKind.LISTING)}
    without = {"https://land.localhost/t": told(theirs, kind=PageKind.LISTING)}
    run(scene, {LIST: full})
    run(scene, other, source="land")
    for _ in range(AFTER + 1):
        run(scene, {LIST: short})
        run(scene, other, source="land")
    assert the(scene).delisted_since is None
    run(scene, without, source="land")
    for _ in range(AFTER + 1):
        run(scene, {LIST: short})
    assert the(scene).delisted_since is None, "the other source was not asked again"
    for _ in range(AFTER):
        run(scene, without, source="land")
    assert the(scene).delisted_since is not None


@pytest.mark.parametrize("verdict", [Verdict.GONE, Verdict.SOFT_404])
def test_the_page_of_the_event_is_gone(
    scene: Any,
    short: Extraction,
    event: Callable[..., Event],
    told: Callable[..., Extraction],
    visited: Callable[..., Any],
    verdict: Verdict,
) -> None:
    run(scene, {LIST: short, PAGE: told(event())})
    found = [
        run(scene, {LIST: short}, also=[visited(PAGE, verdict, at=scene.now + timedelta(days=1))])
        for _ in range(AFTER + 1)
    ]
    assert [done.gone for done in found] == [(), (), (), (the(scene).uid,)]
    assert the(scene).sequence == 0
    (mention,) = the(scene).mentions
    assert mention.missing_since is not None
    # The very same page again: nothing to read anew, and yet it tells of the event.
    assert run(scene, {LIST: short, PAGE: told(event())}).back == (the(scene).uid,)
    assert the(scene).mentions[0].missing_since is None


def test_a_page_that_leads_to_the_list_is_gone(
    scene: Any,
    short: Extraction,
    event: Callable[..., Event],
    told: Callable[..., Extraction],
    visited: Callable[..., Any],
) -> None:
    run(scene, {LIST: short, PAGE: told(event())})
    for _ in range(AFTER + 1):
        run(scene, {LIST: short}, also=[visited(PAGE, location=LIST)])
    assert the(scene).delisted_since is not None


@pytest.mark.parametrize("verdict", [Verdict.TIMEOUT, Verdict.SERVER_ERROR, Verdict.MOVED])
def test_a_page_that_brings_no_answer_is_not_gone(
    scene: Any,
    short: Extraction,
    event: Callable[..., Event],
    told: Callable[..., Extraction],
    visited: Callable[..., Any],
    verdict: Verdict,
) -> None:
    run(scene, {LIST: short, PAGE: told(event())})
    for _ in range(AFTER + 2):
        assert run(scene, {LIST: short}, also=[visited(PAGE, verdict)]) == Delisted()
    assert the(scene).mentions[0].missing_since is None


def test_a_page_that_nobody_asked_for_is_not_gone(
    scene: Any, short: Extraction, event: Callable[..., Event], told: Callable[..., Extraction]
) -> None:
    run(scene, {LIST: short, PAGE: told(event())})
    for _ in range(AFTER + 2):
        assert run(scene, {LIST: short}) == Delisted()


def test_a_page_that_is_checked_in_the_second_in_which_its_crawl_began_is_not_gone(
    scene: Any, short: Extraction, event: Callable[..., Event], told: Callable[..., Extraction]
) -> None:
    pages = {LIST: short, PAGE: told(event())}
    run(scene, pages)
    for _ in range(AFTER + 2):
        begun = scene.now + timedelta(days=1, milliseconds=400)
        assert run(scene, pages, started_at=begun) == Delisted()
        assert the(scene).mentions[0].missing_since is None


@pytest.mark.parametrize(("role", "marked"), [(EntryKind.LISTING, True), (EntryKind.PRESS, False)])
def test_a_page_that_nothing_leads_to_goes_with_its_entry_in_a_list_of_events(
    scene: Any, full: Extraction, short: Extraction, event: Callable[..., Event],
    told: Callable[..., Extraction], visited: Callable[..., Any], role: EntryKind, marked: bool,
) -> None:  # fmt: skip
    seen = {"also": [visited(LIST, role=role, entry=True)]}
    run(scene, {LIST: full, PAGE: told(event())}, **seen)
    gone = [run(scene, {LIST: short}, **seen).gone for _ in range(AFTER + 2)]
    assert any(gone) is marked
    assert the(scene).event.publish
    back = run(scene, {LIST: full}, **seen).back
    assert bool(back) is marked


def test_what_is_over_or_cancelled_is_not_marked(
    scene: Any,
    short: Extraction,
    event: Callable[..., Event],
    told: Callable[..., Extraction],
    others: tuple[Event, ...],
) -> None:
    past = event("Gestern in Gera", date(2026, 1, 8))
    off = event("Fachtag Wege", status=EventStatus.CANCELLED)
    run(scene, {LIST: told(past, off, *others, kind=PageKind.LISTING)})
    for _ in range(AFTER + 3):
        assert run(scene, {LIST: short}) == Delisted()


def test_a_report_does_not_list_an_event(
    scene: Any, full: Extraction, short: Extraction, event: Callable[..., Event], told: Any
) -> None:
    report = told(event(is_report=True), kind=PageKind.REPORT)
    run(scene, {LIST: full, HOME + "/presse/9": report})
    for _ in range(AFTER + 1):
        run(scene, {LIST: short, HOME + "/presse/9": report})
    assert the(scene).delisted_since is not None


def test_only_what_is_told_in_retrospect_is_never_listed_and_never_delisted(
    scene: Any, short: Extraction, event: Callable[..., Event], told: Any
) -> None:
    press = HOME + "/presse/9"
    run(scene, {LIST: short, press: told(event(is_report=True), kind=PageKind.REPORT)})
    for _ in range(AFTER + 1):
        assert run(scene, {LIST: short, press: told(event("Anderes"))}).gone == ()


def row(found: int | None, reason: str = "finished", **more: Any) -> SourceRun:
    return SourceRun(run_id=1, source_id="region", finish_reason=reason, found=found, **more)


@pytest.mark.parametrize(
    ("now", "healthy"),
    [
        (row(20), True),
        (row(10), True),
        (row(9), False),
        (row(0), False),
        (row(None), False),
        (row(20, "host_down"), False),
        (row(20, "page_budget"), True),
        (row(20, visits={Verdict.LIST_MISSING: 1}), False),
    ],
)
def test_a_healthy_run_found_about_what_is_usual(now: SourceRun, healthy: bool) -> None:
    assert is_healthy(now, [row(0), row(None), *[row(20)] * 5]) is healthy


def test_without_a_history_any_event_is_enough() -> None:
    assert is_healthy(row(1), ())
    assert not is_healthy(row(0), ())
