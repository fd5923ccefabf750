"""What a person approved stays published until a person has looked at what the pages say now."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from model import BERLIN, AttendanceMode, Event, EventStatus, Extraction, Place, When
from store.events import prospects

A = "https://region.localhost/termine/konferenz"
B = "https://netz.localhost/kalender/7"
MOVED = date(2026, 3, 9)

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def prospect(scene: Any) -> Any:
    with scene.store._connection.reading() as db:
        (found,) = prospects(db, [scene.only.uid])
    return found


def test_another_day_on_the_page_waits_for_a_person(approved: Any, told: Told, event: Make) -> None:
    before = approved.only
    approved.run({A: told(event(day=MOVED, description="Jetzt am 9. März"))})
    assert approved.only == replace(before, mentions=approved.only.mentions)
    waiting = prospect(approved)
    assert waiting.held
    assert waiting.changed
    assert waiting.pending.event.when == When(start=MOVED)
    assert waiting.approval.approved.event == before.event
    assert waiting.approval.approved.by == "Erika Muster"


def test_approved_again_it_is_as_the_page_has_it_now(
    approved: Any, told: Told, event: Make
) -> None:
    approved.run({A: told(event(day=MOVED))})
    done = approved.decide("approve", approved.only.uid, by="Max Beispiel")
    assert approved.only.event.when == When(start=MOVED)
    assert not prospect(approved).changed
    assert {change.by for change in done.changes} == {"Max Beispiel"}


def test_the_page_that_comes_back_to_what_was_approved_asks_nobody(
    approved: Any, told: Told, event: Make
) -> None:
    approved.run({A: told(event(day=MOVED))})
    approved.run({A: told(event())})
    assert not prospect(approved).changed
    assert approved.only.sequence == 0


@pytest.mark.parametrize(
    "more",
    [
        {"description": "Programm"},
        {"when": When(start=datetime(2026, 3, 2, 10, tzinfo=BERLIN))},
        {"locations": (Place(name="Stadthaus", address_locality="Halle (Saale)"),)},
        {"publish": False, "confidence": 0.2},
    ],
)
def test_what_only_says_more_flows_through(
    approved: Any, told: Told, event: Make, more: dict[str, Any]
) -> None:
    values = event(**more)
    approved.run({A: told(values)})
    stored = approved.only.event
    assert (stored.description, stored.when, stored.locations) == (
        values.description,
        values.when,
        values.locations,
    )
    assert stored.publish
    assert not prospect(approved).changed


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Ganz andere Tagung"},
        {"when": None},
        {"when": When(start=date(2026, 3, 2), end=date(2026, 3, 4))},
        {"locations": ()},
        {"locations": (Place(address_locality="Gera"),)},
    ],
)
def test_what_says_otherwise_or_less_waits(
    approved: Any, told: Told, event: Make, other: dict[str, Any]
) -> None:
    before = approved.only.event
    approved.run({A: told(event(**other, url="https://region.localhost/neu"))})
    assert approved.only.event == before
    assert prospect(approved).changed


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_a_cancellation_is_told_at_once_and_nothing_else_of_it(
    approved: Any, told: Told, event: Make, status: EventStatus
) -> None:
    approved.run({A: told(event("Abgesagt: Konferenz", day=MOVED, status=status))})
    stored = approved.only
    assert (stored.event.status, stored.event.name) == (status, "Regionalkonferenz 2026")
    assert stored.event.when == When(start=date(2026, 3, 2))
    change = approved.store.changes()[-1]
    assert (change.field, change.source_id, change.page_url) == ("eventStatus", "region", A)
    assert prospect(approved).changed
    approved.run({A: told(event())})
    assert approved.only.event.status is EventStatus.SCHEDULED


def test_a_word_that_it_moved_is_told_at_once(approved: Any, told: Told, event: Make) -> None:
    moved = event(day=MOVED, status=EventStatus.RESCHEDULED, previous_start=date(2026, 3, 2))
    approved.run({A: told(moved)})
    assert approved.only.event.when == When(start=MOVED)
    assert prospect(approved).changed
    approved.run({A: told(event(day=date(2026, 4, 1), status=EventStatus.RESCHEDULED))})
    assert approved.only.event.status is EventStatus.RESCHEDULED


def test_so_is_that_it_moved_online(approved: Any, told: Told, event: Make) -> None:
    online = event(
        status=EventStatus.MOVED_ONLINE, attendance_mode=AttendanceMode.ONLINE, locations=()
    )
    approved.run({A: told(online)})
    assert approved.only.event.status is EventStatus.MOVED_ONLINE
    assert approved.only.event.locations == ()


def test_a_correction_since_alters_its_field_alone(approved: Any, told: Told, event: Make) -> None:
    approved.run({A: told(event("Anderer Name", day=MOVED))})
    approved.decide("correct", approved.only.uid, {"name": "Regionaltag"}, by="Max Beispiel")
    assert approved.only.event.name == "Regionaltag"
    assert approved.only.event.when == When(start=date(2026, 3, 2))
    change = approved.store.changes()[-1]
    assert (change.field, change.by) == ("name", "Max Beispiel")
    assert prospect(approved).changed
    approved.decide("withdraw_correction", approved.only.uid, "name")
    assert approved.only.event.name == "Regionalkonferenz 2026"


def test_a_correction_that_was_approved_and_is_taken_back_gives_the_pages_value(
    corrected: Any, told: Told, event: Make
) -> None:
    corrected.decide("approve", corrected.only.uid)
    corrected.run({A: told(event("Regonalkonferenz 2026", day=MOVED))})
    corrected.decide("withdraw_correction", corrected.only.uid, "name")
    assert corrected.only.event.name == "Regonalkonferenz 2026"
    assert corrected.only.event.when == When(start=date(2026, 3, 2))


def test_a_rejection_and_a_withdrawn_approval_end_it(
    approved: Any, told: Told, event: Make
) -> None:
    (act,) = {row["act"] for row in approved.rows("SELECT act FROM decisions")}
    approved.run({A: told(event(day=MOVED))})
    approved.decide("withdraw", act)
    assert approved.only.event.when == When(start=MOVED)


def test_what_a_source_tells_later_does_not_alter_it_either(
    approved: Any, told: Told, event: Make
) -> None:
    """A fuller page of another source is joined; that it has another last day is a conflict."""
    longer = When(start=date(2026, 3, 2), end=date(2026, 3, 3))
    fuller = event(when=longer, confidence=1.0, description="Alles", offers="frei")
    approved.run({B: told(fuller)}, source="netz")
    stored = approved.only
    assert len(stored.mentions) == 2
    assert stored.event.when == When(start=date(2026, 3, 2))
    assert prospect(approved).changed


def test_what_staff_join_is_another_event_than_the_one_that_was_approved(
    approved: Any, told: Told, event: Make
) -> None:
    other = event("Tag der Ideen", confidence=1.0, description="Alles", offers="frei")
    approved.run({B: told(other)}, source="netz")
    uids = [stored.uid for stored in approved.store.events()]
    joined = approved.decide("join", *uids)
    assert approved.only.event.name == "Tag der Ideen"
    assert prospect(approved).changed
    approved.decide("withdraw", joined.decision_id)
    assert {s.event.name for s in approved.store.events()} == {
        "Tag der Ideen",
        "Regionalkonferenz 2026",
    }


def test_that_another_event_is_another_one_leaves_what_was_approved(
    approved: Any, told: Told, event: Make
) -> None:
    approved.run({B: told(event("Tag der Ideen"))}, source="netz")
    uids = [stored.uid for stored in approved.store.events()]
    approved.decide("keep_apart", *uids)
    approved.run({A: told(event(day=MOVED))})
    days = {stored.event.when.first_day for stored in approved.store.events()}
    assert days == {date(2026, 3, 2)}


def test_what_staff_take_out_leaves_another_event_than_was_approved(
    scene: Any, told: Told, event: Make
) -> None:
    longer = When(start=date(2026, 3, 2), end=date(2026, 3, 3))
    scene.run({A: told(event())})
    scene.run({B: told(event(when=longer, confidence=1.0, offers="frei"))}, source="netz")
    uid = scene.only.uid
    scene.decide("approve", uid)
    scene.decide("split", uid, "netz")
    ends = {s.mentions[0].source_id: s.event.when.last_day for s in scene.store.events()}
    assert ends == {"region": date(2026, 3, 2), "netz": date(2026, 3, 3)}


def test_what_was_approved_as_cancelled_does_not_take_place_by_itself(
    scene: Any, told: Told, event: Make
) -> None:
    scene.run({A: told(event(status=EventStatus.CANCELLED))})
    scene.decide("approve", scene.only.uid)
    scene.run({A: told(event())})
    assert scene.only.event.status is EventStatus.CANCELLED
    assert prospect(scene).changed


def test_undone_what_was_approved_before_stands_again(
    approved: Any, told: Told, event: Make
) -> None:
    approved.run({A: told(event(day=MOVED))})
    done = approved.decide("approve", approved.only.uid)
    assert approved.only.event.when == When(start=MOVED)
    approved.store.desk.undo(done.act, approved.matcher, by="Erika Muster", now=approved.now)
    assert approved.only.event.when == When(start=date(2026, 3, 2))
    assert prospect(approved).changed


def test_parted_again_it_is_as_approved(approved: Any, told: Told, event: Make) -> None:
    longer = When(start=date(2026, 3, 2), end=date(2026, 3, 3))
    approved.run({B: told(event(when=longer, confidence=1.0, offers="frei"))}, source="netz")
    approved.decide("split", approved.only.uid, "netz")
    ends = {s.mentions[0].source_id: s.event.when.last_day for s in approved.store.events()}
    assert ends == {"region": date(2026, 3, 2), "netz": date(2026, 3, 3)}
