"""An event that was called off: what takes the word back, and what does not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from model import ChangeKind, Event, EventStatus, Extraction, PageKind, Verdict

HOME = "https://region.localhost"
LIST = f"{HOME}/termine"
PAGE = f"{HOME}/termine/1"
OFF = [EventStatus.CANCELLED, EventStatus.POSTPONED]

Told = Callable[..., Extraction]
Make = Callable[..., Event]


@pytest.mark.parametrize("status", OFF)
def test_the_page_that_said_so_tells_it_as_planned_again(
    scene: Any, event: Make, told: Told, status: EventStatus
) -> None:
    scene.run({PAGE: told(event(status=status))})
    scene.run({PAGE: told(event())})
    assert scene.only.event.status is EventStatus.SCHEDULED
    last = scene.store.changes()[-1]
    assert (last.kind, last.field, last.page_url) == (ChangeKind.FIELD, "eventStatus", PAGE)
    assert scene.only.sequence == 1


@pytest.mark.parametrize("status", OFF)
def test_once_it_is_over_a_page_that_is_tidied_takes_nothing_back(
    scene: Any, event: Make, told: Told, status: EventStatus
) -> None:
    scene.run({PAGE: told(event(status=status))})
    before = scene.only
    scene.now = scene.now.replace(month=3, day=20)
    scene.run({PAGE: told(event(description="Alle Termine des Jahres im Archiv"))})
    assert scene.only.event.status is status
    scene.run({PAGE: told(event(description="Archiv"))})
    assert scene.only.event.status is status
    assert scene.only.uid == before.uid


def test_what_was_a_misreading_is_taken_back_even_then(scene: Any, event: Make, told: Told) -> None:
    scene.run({PAGE: told(event(status=EventStatus.CANCELLED))})
    scene.now = scene.now.replace(month=3, day=20)
    read = [
        (number, page, told(event()))
        for number, page in scene.store.pages_to_extract("region", "2")
    ]
    scene.store.save_extractions(scene.run_ids[-1], "region", read, "2", scene.now)
    assert scene.only.event.status is EventStatus.SCHEDULED


def test_a_list_that_drops_the_cancelled_entry_takes_nothing_back(
    scene: Any, event: Make, told: Told
) -> None:
    other = event("Sprechtag", date(2026, 5, 4), town="Gera")
    off = event(status=EventStatus.CANCELLED)
    scene.run({LIST: told(off, other, kind=PageKind.LISTING), PAGE: told(event())})
    scene.run({LIST: told(other, kind=PageKind.LISTING)})
    status = {stored.event.name: stored.event.status for stored in scene.store.events()}
    assert status == {
        "Regionalkonferenz 2026": EventStatus.CANCELLED,
        "Sprechtag": EventStatus.SCHEDULED,
    }


def test_the_organisers_page_that_is_gone_takes_nothing_back(
    scene: Any, event: Make, told: Told, visited: Callable[..., Any]
) -> None:
    scene.run({PAGE: told(event(status=EventStatus.CANCELLED))})
    scene.run({"https://land.localhost/e": told(event())}, source="land")
    scene.run({}, also=[visited(PAGE, Verdict.GONE)])
    assert scene.only.event.status is EventStatus.CANCELLED


def test_a_new_day_ends_being_put_off(scene: Any, event: Make, told: Told) -> None:
    scene.run({LIST: told(event(status=EventStatus.POSTPONED), kind=PageKind.LISTING)})
    scene.run({PAGE: told(event(), kind=PageKind.EVENT)})
    moved = event(day=date(2026, 9, 1))
    scene.run({LIST: told(moved, kind=PageKind.LISTING), PAGE: told(moved)})
    assert scene.only.event.status is EventStatus.SCHEDULED
