"""Conflicts are told against what is published: not against what staff overrode, nor what waits."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from model import Event, Extraction, When

A = "https://region.localhost/termine/konferenz"
B = "https://netz.localhost/kalender/7"
C = "https://amt.localhost/aktuell"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


@pytest.fixture
def torn(scene: Any, told: Told, event: Make) -> Any:
    """Three pages: the best says one day, another two days, the third three."""
    scene.run({A: told(event(confidence=1.0, offers="frei"))})
    for url, source, last in ((B, "netz", 3), (C, "amt", 4)):
        longer = When(start=date(2026, 3, 2), end=date(2026, 3, last))
        scene.run({url: told(event(when=longer, confidence=0.8))}, source=source)
    return scene


def conflicts(scene: Any) -> dict[str, Any]:
    assert all(c.field == "endDate" for c in scene.only.conflicts)
    return {c.source_id: c.value for c in scene.only.conflicts}


def test_without_staff_it_is_what_the_other_pages_say(torn: Any) -> None:
    assert torn.only.event.when == When(start=date(2026, 3, 2), end=date(2026, 3, 4))
    assert conflicts(torn) == {"netz": "2026-03-03", "region": None}


def test_the_page_that_staff_side_with_is_in_no_conflict_any_more(torn: Any) -> None:
    """Nor is the value that they overrode."""
    torn.decide("correct", torn.only.uid, {"endDate": "2026-03-03"})
    assert conflicts(torn) == {"region": None}


def test_what_none_says_leaves_the_pages_that_said_otherwise(torn: Any) -> None:
    torn.decide("correct", torn.only.uid, {"endDate": "2026-03-06"})
    assert conflicts(torn) == {"netz": "2026-03-03", "region": None}


def test_what_waits_for_a_person_is_no_conflict(scene: Any, told: Told, event: Make) -> None:
    scene.run({A: told(event())})
    scene.run({B: told(event())}, source="netz")
    scene.decide("approve", scene.only.uid)
    longer = When(start=date(2026, 3, 2), end=date(2026, 3, 4))
    scene.run({A: told(event(when=longer)), B: told(event(when=longer))})
    scene.run({B: told(event(when=longer))}, source="netz")
    assert scene.only.event.when == When(start=date(2026, 3, 2))
    assert scene.only.conflicts == ()
