"""Staff approve and reject events; that holds over every crawl, and over merging and parting."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from model import Event, Extraction
from store import RejectReason

A = "https://region.localhost/termine/konferenz"
B = "https://netz.localhost/kalender/7"
C = "https://amt.localhost/aktuell"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def published(scene: Any) -> dict[str, bool]:
    return {stored.event.name: stored.event.publish for stored in scene.store.events()}


@pytest.fixture
def rejected(scene: Any, told: Told, event: Make) -> Any:
    scene.run({A: told(event())})
    scene.decide("reject", scene.only.uid, RejectReason.NO_EVENT, note="Presseeinladung")
    return scene


def test_a_rejection_is_told_with_its_reason_and_by_whom(rejected: Any) -> None:
    stored = rejected.only
    assert not stored.event.publish
    assert stored.event.reasons == ("rejected by staff: no_event",)
    change = rejected.store.changes()[-1]
    assert (change.field, change.old, change.new) == ("publish", True, False)
    assert (change.by, change.source_id, change.page_url) == ("Erika Muster", "", "")
    assert change.sequence == stored.sequence == 1


def test_a_rejection_survives_crawls_titles_and_days(
    rejected: Any, told: Told, event: Make
) -> None:
    uid = rejected.only.uid
    for number in range(4):
        named = event(f"Regionalkonferenz 2026, Fassung {number}", date(2026, 3, 2 + 7 * number))
        rejected.run({A: told(named)})
        assert published(rejected) == {named.name: False}
    assert rejected.only.uid == uid
    assert len(rejected.rows("SELECT * FROM events")) == 1


def test_a_rejection_survives_that_the_page_is_empty_for_a_while(
    rejected: Any, told: Told, event: Make
) -> None:
    rejected.run({A: told()})
    rejected.run({A: told(event(description="wieder da"))})
    assert published(rejected) == {"Regionalkonferenz 2026": False}


@pytest.mark.parametrize("reason", list(RejectReason))
def test_what_another_source_tells_of_it_later_is_rejected_too(
    rejected: Any, told: Told, event: Make, reason: RejectReason
) -> None:
    rejected.decide("reject", rejected.only.uid, reason)
    rejected.run({B: told(event())}, source="netz")
    assert published(rejected) == {"Regionalkonferenz 2026": False}
    assert len(rejected.only.mentions) == 2


def test_so_is_what_comes_to_that(rejected: Any, told: Told, event: Make) -> None:
    rejected.run({B: told(event())}, source="netz")
    rejected.run({C: told(event())}, source="amt")
    assert published(rejected) == {"Regionalkonferenz 2026": False}
    assert len(rejected.only.mentions) == 3


def test_a_new_record_that_changed_before_it_was_compared_is_new_still(
    rejected: Any, told: Told, event: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run was killed between reading and comparing."""
    with monkeypatch.context() as killed:
        killed.setattr(rejected.store, "consolidate", lambda *_: None)
        rejected.run({B: told(event())}, source="netz")
        rejected.run({B: told(event(description="Mehr"))}, source="netz")
    rejected.run({C: told(event("Ganz anders"))}, source="amt")
    assert published(rejected) == {"Regionalkonferenz 2026": False, "Ganz anders": True}


def test_taken_back_it_is_taken_back_for_all_that_came_to_it(
    rejected: Any, told: Told, event: Make
) -> None:
    rejected.run({B: told(event())}, source="netz")
    (act,) = {row["act"] for row in rejected.rows("SELECT act FROM decisions")}
    rejected.decide("withdraw", act)
    assert rejected.only.event.publish
    rejected.run({A: told(event(description="Mehr"))})
    assert rejected.only.event.publish


def test_the_next_edition_on_the_same_page_is_not_rejected(
    rejected: Any, told: Told, event: Make
) -> None:
    rejected.now += timedelta(days=100)
    rejected.run({A: told(event("Regionalkonferenz 2027", date(2027, 3, 1)))})
    assert published(rejected) == {"Regionalkonferenz 2026": False, "Regionalkonferenz 2027": True}


@pytest.mark.parametrize("reason", list(RejectReason))
@pytest.mark.parametrize("by_staff", [True, False])
def test_a_rejected_event_does_not_silence_the_one_that_it_turns_out_to_be(
    scene: Any, told: Told, event: Make, reason: RejectReason, by_staff: bool
) -> None:
    scene.run({A: told(event())})
    scene.run({B: told(event("Tag der Ideen"))}, source="netz")
    good, other = sorted(scene.store.events(), key=lambda each: each.event.name == "Tag der Ideen")
    scene.decide("reject", other.uid, reason)
    if by_staff:
        scene.decide("join", good.uid, other.uid)
    else:
        scene.run({B: told(event())}, source="netz")
    stored = scene.only
    assert len(stored.mentions) == 2
    assert stored.event.publish
    scene.run({C: told(event())}, source="amt")
    assert scene.only.event.publish


def test_parted_again_each_half_has_its_own_verdict(scene: Any, told: Told, event: Make) -> None:
    scene.run({A: told(event())})
    scene.run({B: told(event("Tag der Ideen"))}, source="netz")
    named = {stored.event.name: stored.uid for stored in scene.store.events()}
    scene.decide("reject", named["Tag der Ideen"], RejectReason.DUPLICATE)
    joined = scene.decide("join", *named.values())
    scene.decide("withdraw", joined.decision_id)
    assert published(scene) == {"Regionalkonferenz 2026": True, "Tag der Ideen": False}


def test_both_halves_of_a_rejected_event_stay_rejected(scene: Any, told: Told, event: Make) -> None:
    scene.run({A: told(event())})
    scene.run({B: told(event())}, source="netz")
    stored = scene.only
    scene.decide("reject", stored.uid, RejectReason.WRONG_PAGE)
    scene.decide("split", stored.uid, "netz")
    assert [each.event.publish for each in scene.store.events()] == [False, False]


def test_an_approval_publishes_what_no_page_is_sure_of(scene: Any, told: Told, event: Make) -> None:
    unsure = event(publish=False, confidence=0.3, reasons=("year unknown",))
    scene.run({A: told(unsure)})
    done = scene.decide("approve", scene.only.uid)
    assert scene.only.event.publish
    assert scene.only.event.reasons == ("approved by staff",)
    (change,) = done.changes
    assert (change.field, change.new, change.by) == ("publish", True, "Erika Muster")
    scene.run({A: told(event(publish=False, confidence=0.2, description="Mehr"))})
    assert scene.only.event.publish
    scene.decide("withdraw", done.decision_id)
    assert not scene.only.event.publish


def test_an_approval_of_what_is_published_changes_nothing_that_readers_see(
    scene: Any, told: Told, event: Make
) -> None:
    scene.run({A: told(event())})
    before = scene.only
    assert scene.decide("approve", before.uid).changes == ()
    assert scene.only.sequence == before.sequence
    assert scene.only.last_modified == before.last_modified


def test_the_later_verdict_holds_and_the_earlier_comes_back(rejected: Any) -> None:
    uid = rejected.only.uid
    approved = rejected.decide("approve", uid, by="Max Beispiel")
    assert rejected.only.event.publish
    rows = rejected.rows("SELECT kind, withdrawn_by FROM decisions ORDER BY id")
    assert [(row["kind"], row["withdrawn_by"]) for row in rows] == [
        ("reject", "Max Beispiel"),
        ("approve", ""),
    ]
    rejected.decide("withdraw", approved.decision_id)
    assert not rejected.only.event.publish


def test_an_approved_event_that_takes_in_a_rejected_one_stays(
    rejected: Any, told: Told, event: Make
) -> None:
    rejected.run({B: told(event("Tag der Ideen", publish=False))}, source="netz")
    named = {stored.event.name: stored.uid for stored in rejected.store.events()}
    rejected.decide("approve", named["Tag der Ideen"])
    rejected.decide("join", *named.values())
    assert rejected.only.event.publish
