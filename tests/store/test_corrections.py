"""Fields that staff set: on top of every crawl, with both values where the pages move away."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from model import (
    Event,
    Extraction,
    Place,
    When,
)

A = "https://region.localhost/termine/konferenz"
B = "https://netz.localhost/kalender/7"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def test_a_correction_is_published_with_old_and_new_and_by_whom(corrected: Any) -> None:
    stored = corrected.only
    assert stored.event.name == "Regionalkonferenz 2026"
    found = corrected.correction
    assert (found.value, found.base) == ("Regionalkonferenz 2026", "Regonalkonferenz 2026")
    assert (found.by, found.at, found.note) == ("Erika Muster", corrected.now, "Tippfehler")
    assert not found.drifted
    change = corrected.store.changes()[-1]
    assert (change.field, change.old, change.new) == ("name", found.base, found.value)
    assert (change.by, change.source_id, change.page_url) == ("Erika Muster", "", "")
    assert change.sequence == stored.sequence == 1


def test_it_holds_over_crawls(corrected: Any, told: Told, event: Make) -> None:
    for description in ("a", "b"):
        corrected.run({A: told(event("Regonalkonferenz 2026", description=description))})
        assert corrected.only.event.name == "Regionalkonferenz 2026"
        assert corrected.only.event.description == description
        assert not corrected.correction.drifted
    kept = corrected.store.changes()[-1]
    assert (kept.field, kept.by) == ("description", "")


def test_a_source_that_moves_away_is_told_with_both_values(
    corrected: Any, told: Told, event: Make
) -> None:
    def crawl(name: str) -> tuple[bool, Any]:
        corrected.run({A: told(event(name))})
        assert corrected.only.event.name == "Regionalkonferenz 2026"
        return corrected.correction.drifted, corrected.correction.found

    assert crawl("Regionaltag 2026") == (True, "Regionaltag 2026")
    assert crawl("Regionaltag Süd 2026") == (True, "Regionaltag Süd 2026")
    assert crawl("Regonalkonferenz 2026") == (False, None)
    assert crawl("Regionalkonferenz 2026") == (False, None)
    assert corrected.correction.base == "Regonalkonferenz 2026"


def test_taken_back_the_pages_value_stands_again(corrected: Any) -> None:
    done = corrected.decide("withdraw_correction", corrected.only.uid, "name", by="Max Beispiel")
    assert corrected.only.event.name == "Regonalkonferenz 2026"
    assert corrected.only.corrections == ()
    (change,) = done.changes
    assert (change.old, change.new) == ("Regionalkonferenz 2026", "Regonalkonferenz 2026")
    assert (change.by, change.source_id, change.page_url) == ("Max Beispiel", "region", A)
    (row,) = corrected.rows("SELECT * FROM corrections")
    assert (row["by"], row["withdrawn_by"]) == ("Erika Muster", "Max Beispiel")


def test_a_second_correction_takes_the_place_of_the_first(corrected: Any) -> None:
    corrected.decide("correct", corrected.only.uid, {"name": "Konferenz"}, by="Max Beispiel")
    found = corrected.correction
    assert (found.value, found.base, found.by) == (
        "Konferenz",
        "Regonalkonferenz 2026",
        "Max Beispiel",
    )
    corrected.decide("withdraw_correction", corrected.only.uid, "name")
    assert corrected.only.event.name == "Regonalkonferenz 2026"
    assert len(corrected.rows("SELECT * FROM corrections")) == 2


def test_both_ends_move_at_once(known: Any, told: Told, event: Make) -> None:
    """Neither could move alone; and they hold together when the page moves on."""
    two_days = When(start=date(2026, 3, 2), end=date(2026, 3, 3))
    known.run({A: told(event("Regonalkonferenz 2026", when=two_days))})
    known.decide("correct", known.only.uid, {"startDate": "2026-03-09", "endDate": "2026-03-10"})
    moved = When(start=date(2026, 3, 9), end=date(2026, 3, 10))
    assert known.only.event.when == moved
    later = When(start=date(2026, 3, 16), end=date(2026, 3, 17))
    known.run({A: told(event("Regonalkonferenz 2026", when=later))})
    assert known.only.event.when == moved
    assert {c.field: c.found for c in known.only.corrections} == {
        "startDate": "2026-03-16",
        "endDate": "2026-03-17",
    }


def test_a_correction_that_does_not_fit_any_more_is_kept_and_said_so(
    known: Any, told: Told, event: Make
) -> None:
    known.decide("correct", known.only.uid, {"endDate": "2026-03-03"})
    moved = When(start=date(2026, 3, 9))
    known.run({A: told(event("Regonalkonferenz 2026", when=moved))})
    assert known.only.event.when == moved
    assert (known.correction.drifted, known.correction.found) == (True, None)
    known.run({A: told(event("Regonalkonferenz 2026"))})
    assert known.only.event.when == When(start=date(2026, 3, 2), end=date(2026, 3, 3))
    assert not known.correction.drifted


def test_a_source_that_says_more_of_the_same_has_not_moved_away(
    known: Any, told: Told, event: Make
) -> None:
    kiel = {"address": {"addressLocality": "Kiel"}}
    known.decide("correct", known.only.uid, {"location": kiel})
    place = Place(name="Stadthalle", address_locality="Kiel", address_region="Schleswig-Holstein")
    known.run({A: told(event("Regonalkonferenz 2026", locations=(place,)))})
    assert not known.correction.drifted
    known.run({A: told(event("Regonalkonferenz 2026", town="Lübeck"))})
    assert known.correction.drifted
    assert known.correction.found["address"]["addressLocality"] == "Lübeck"


@pytest.fixture
def both(scene: Any, told: Told, event: Make) -> Any:
    """One event of two sources; the name comes from the first, the description from the second."""
    scene.run({A: told(event())})
    scene.run({B: told(event(confidence=0.8, description="Austausch"))}, source="netz")
    return scene


def records(scene: Any) -> dict[str, str]:
    return {row["source_id"]: row["uid"] for row in scene.rows("SELECT * FROM records")}


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [("name", "Neu", "region"), ("description", "Neu", "netz"), ("offers", "Neu", "region")],
)
def test_on_a_split_a_correction_goes_with_the_source_of_its_field(
    both: Any, name: str, value: str, source: str
) -> None:
    """A field that no page gives is corrected on the record that the event is named after."""
    stored = both.only
    both.decide("correct", stored.uid, {name: value})
    both.decide("split", stored.uid, "netz")
    found = {each.mentions[0].source_id: each for each in both.store.events()}
    assert {
        source_id: [c.field for c in each.corrections] for source_id, each in found.items()
    } == {
        source: [name],
        ({"region", "netz"} - {source}).pop(): [],
    }
    assert found[source].corrections[0].value == value


def test_two_corrections_of_one_field_come_together_and_part_again(
    scene: Any, told: Told, event: Make
) -> None:
    scene.run({A: told(event("Dorfkonferenz"))})
    scene.run({B: told(event("Tag der Ideen"))}, source="netz")
    named = {stored.event.name: stored.uid for stored in scene.store.events()}
    for name, uid in named.items():
        scene.decide("correct", uid, {"name": f"{name}!"})
    joined = scene.decide("join", *named.values())
    last = list(named)[-1]
    assert scene.only.event.name == f"{last}!"
    assert [c.value for c in scene.only.corrections] == [f"{last}!"]
    scene.decide("withdraw", joined.decision_id)
    assert {each.uid: each.event.name for each in scene.store.events()} == {
        uid: f"{name}!" for name, uid in named.items()
    }


def test_a_better_source_that_comes_later_does_not_undo_a_correction(
    corrected: Any, told: Told, event: Make
) -> None:
    better = event("Regonalkonferenz 2026", confidence=1.0, description="Alles", offers="frei")
    corrected.run({B: told(better)}, source="netz")
    assert corrected.only.event.name == "Regionalkonferenz 2026"
    assert len(corrected.only.mentions) == 2


def test_corrections_hold_in_a_new_file(
    open_scene: Callable[[], Any], told: Told, event: Make
) -> None:
    old, new = open_scene(), open_scene()
    new.store._authority = "other.example"
    old.run({A: told(event())})
    old.decide("correct", old.only.uid, {"name": "Neu"})
    new.store._connection.db.table("corrections").insert_all(old.rows("SELECT * FROM corrections"))
    new.store._connection.db.conn.commit()
    new.run({A: told(event())})
    assert new.only.event.name == "Neu"
