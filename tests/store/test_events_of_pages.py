"""Events that several pages or sources tell of, and how they are kept, sorted and found again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from model import (
    BERLIN,
    Event,
    EventStatus,
    Extraction,
    Page,
    PageKind,
    When,
)
from store import EventCounts, Store

HOME = "https://region.localhost"
LIST = f"{HOME}/termine"
DETAIL = f"{HOME}/termine/konferenz"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("list_first", [True, False])
def test_listing_and_detail_are_one_event_with_two_mentions(
    scene: Any, told: Told, event: Make, list_first: bool, together: bool
) -> None:
    card = told(event("Konferenz", url=DETAIL), kind=PageKind.LISTING)
    detail = told(event(description="Alle Angaben"))
    order = [(LIST, card), (DETAIL, detail)] if list_first else [(DETAIL, detail), (LIST, card)]
    if together:
        scene.run(dict(order))
    else:
        for url, page in order:
            scene.run({url: page})
    stored = scene.only
    assert [mention.page_url for mention in stored.mentions] == [LIST, DETAIL]
    assert stored.event.name == "Regionalkonferenz 2026"
    assert stored.event.description == "Alle Angaben"
    assert stored.event.url == DETAIL


def test_two_events_of_one_page_stay_two(scene: Any, told: Told, event: Make) -> None:
    """Also where the page told of one of them alone before, and so lent it its address."""
    first, second = event("Erste Werkstatt"), event("Zweite Werkstatt", date(2026, 6, 1))
    scene.run({DETAIL: told(first)})
    uid = scene.only.uid
    assert scene.run({DETAIL: told(first, second)}) == EventCounts(events=2, new=1)
    assert {s.event.name: s.uid == uid for s in scene.store.events()} == {
        "Erste Werkstatt": True,
        "Zweite Werkstatt": False,
    }
    assert scene.run({DETAIL: told(second, first, headline="x")}) == EventCounts(events=2)


def test_two_sources_that_name_one_organizer_tell_of_one_event(
    scene: Any, told: Told, event: Make
) -> None:
    scene.run({DETAIL: told(event())})
    url = "https://netz.localhost/kalender/77"
    scene.run({url: told(event(description="Mehr"), kind=PageKind.ANNOUNCEMENT)}, source="netz")
    stored = scene.only
    assert [mention.source_id for mention in stored.mentions] == ["netz", "region"]
    assert stored.event.description == "Mehr"
    assert stored.sequence == 1
    assert {row.source_id: row.events for row in scene.store.health()} == {"netz": 1, "region": 1}


def test_the_better_page_speaks_as_long_as_it_tells(scene: Any, told: Told, event: Make) -> None:
    card = told(event("Konferenz", url=DETAIL), kind=PageKind.LISTING)
    scene.run({LIST: card, DETAIL: told(event(description="Alle Angaben"))})
    scene.run({LIST: card, DETAIL: told(kind=PageKind.OTHER)})
    stored = scene.only
    assert (stored.event.name, stored.event.description) == ("Konferenz", "Alle Angaben")
    assert stored.sequence == 1
    assert len(stored.mentions) == 2


def test_columns_for_searching(scene: Any, told: Told, event: Make) -> None:
    scene.run({DETAIL: told(event(status=EventStatus.CANCELLED, publish=False))})
    names = "start_day, end_day, locality, region, publish, status"
    assert scene.rows(f"SELECT {names} FROM events") == [  # noqa: S608
        {
            "start_day": "2026-03-02",
            "end_day": "2026-03-02",
            "locality": "Halle (Saale)",
            "region": "Sachsen-Anhalt",
            "publish": 0,
            "status": "EventCancelled",
        }
    ]


def test_events_come_by_day_and_undated_last(scene: Any, told: Told, event: Make) -> None:
    days = [date(2026, 9, 1), None, date(2026, 3, 1)]
    found = [event(f"Termin {number}", day) for number, day in enumerate(days)]
    scene.run({LIST: told(*found, kind=PageKind.LISTING)})
    assert [s.event.name for s in scene.store.events()] == ["Termin 2", "Termin 0", "Termin 1"]


def test_many_events_and_keys_at_once(scene: Any, told: Told, event: Make) -> None:
    """More rows and keys than one statement of SQLite takes values."""
    many = [event(f"Termin {n}", url=f"{LIST}/{n}", identifier=str(n)) for n in range(700)]
    assert scene.run({LIST: told(*many, kind=PageKind.LISTING)}).new == 700
    moved = [replace(one, description="neu") for one in many]
    assert scene.run({LIST: told(*moved, kind=PageKind.LISTING)}).changed == 700


def test_odd_addresses_are_found_again(scene: Any, told: Told, event: Make) -> None:
    odd = [event(f"T {n}", url=f"{LIST}/{n}%00%E4\udc80\u2028x") for n in range(3)]
    pages = {f"{HOME}/%00": told(*odd, kind=PageKind.LISTING)}
    assert scene.run(pages).new == 3
    before = scene.dump()
    scene.version = "2"
    assert scene.run(pages).new == 0
    assert scene.dump() == before


@pytest.mark.parametrize("clock", [(3, 29, 2, 30), (3, 29, 3, 30), (10, 25, 2, 30)])
def test_hours_of_the_nights_when_clocks_change(
    scene: Any, told: Told, event: Make, clock: tuple[int, ...]
) -> None:
    """What a page says is kept, be it an hour that no clock shows; it stops no source."""
    start = datetime(2026, *clock, tzinfo=BERLIN)  # type: ignore[arg-type, misc]
    for end in (start.replace(hour=start.hour + 1, minute=0), start.replace(hour=5)):
        when = When(start=start, end=end)
        scene.run({DETAIL: told(replace(event(), when=when))})
        assert scene.only.event.when == when


def test_the_authority_is_an_argument(tmp_path: Any, told: Told, event: Make) -> None:
    now = datetime(2026, 1, 5, tzinfo=UTC)
    page = Page(source_id="region", url=DETAIL, body=b"a", fetched_at=now)
    with Store.open(tmp_path / "r.sqlite", uid_authority="kalender.example") as store:
        run_id = store.start_run(now)
        store.save_pages(run_id, "region", [page], (), now)
        unread = store.pages_to_extract("region", "1")
        items = [(page_id, found, told(event())) for page_id, found in unread]
        store.save_extractions(run_id, "region", items, "1", now)
        assert store.events()[0].uid.endswith("@kalender.example")
