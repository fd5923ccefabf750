"""The visible texts that evidence points into: kept with the mentions, gone with the bodies."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from model import Extraction, PageKind
from store import Guard, PrunedKind, Retention

ONE = "https://region.localhost/eins"
TWO = "https://region.localhost/zwei"
TEXT = "Am 2. März 2026 in Halle (Saale): Regionalkonferenz 2026 – größer denn je"
OTHER = Extraction(page_kind=PageKind.OTHER, text="Hier steht nichts von einem Termin.")


@pytest.fixture
def page(event: Callable[..., Any], told: Callable[..., Any]) -> Callable[..., Any]:
    """What a page with that text tells: one event."""
    return lambda text=TEXT, **more: told(event(**more), text=text)


def texts(scene: Any) -> dict[int, str | None]:
    return {
        row["page_id"]: scene.store.page_text(row["page_id"])
        for row in scene.rows("SELECT page_id FROM page_texts ORDER BY page_id")
    }


def test_the_text_of_a_page_that_tells_of_an_event_is_kept(scene: Any, page: Any) -> None:
    scene.run({ONE: page(), TWO: OTHER})
    (telling,) = scene.store.staff.dossier(scene.only.uid).tellings
    assert texts(scene) == {telling.page_id: TEXT}
    assert scene.store.page_text(99) is None


def test_half_a_character_takes_one_place(scene: Any, page: Any) -> None:
    scene.run({ONE: page("vor\ud800nach")})
    assert texts(scene) == {1: "vor?nach"}


def test_a_new_version_takes_the_place_of_the_text_before(scene: Any, page: Any) -> None:
    scene.run({ONE: page()})
    scene.run({ONE: page("Neu: " + TEXT)})
    assert texts(scene) == {2: "Neu: " + TEXT}


def test_the_text_stays_for_what_the_page_has_lost(scene: Any, page: Any) -> None:
    scene.run({ONE: page()})
    scene.run({ONE: OTHER})
    assert texts(scene) == {1: TEXT}


def test_better_rules_bring_a_better_text(scene: Any, page: Any) -> None:
    scene.run({ONE: page()})
    scene.version, scene.told[ONE] = "2", page("Besser gelesen: " + TEXT)
    scene.run({})
    assert texts(scene) == {1: "Besser gelesen: " + TEXT}


def test_what_is_held_back_leaves_the_texts_alone(scene: Any, page: Any) -> None:
    scene.run({ONE: page()})
    scene.guard = Guard(least=0, share=0.0)
    later = page("Verlegt", day=date(2026, 4, 1))
    assert scene.run({ONE: later}).hold is not None
    assert texts(scene) == {1: TEXT}


def test_texts_go_with_their_bodies(scene: Any, page: Any) -> None:
    scene.run({ONE: page()})
    days = Retention(bodies_without_event=30, bodies_with_event=365)
    gone = []
    for day in (date(2027, 3, 2), date(2027, 3, 3), date(2027, 3, 4)):
        due = {one.kind for one in scene.store.pruning(days, day).due() if one.rows}
        carried = {one.kind for one in scene.store.pruning(days, day).carry_out()}
        assert carried == due
        gone.append(carried)
    assert gone == [set(), {PrunedKind.BODIES, PrunedKind.TEXTS}, set()]
    assert texts(scene) == {}
