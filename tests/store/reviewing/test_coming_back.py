"""What brings a judged event back into the queue, and what takes one out of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from model import ConflictError, Event, EventStatus, Extraction, PageKind, When
from parsers import certainty
from store import QueueFilter, QueueItem, RejectReason, Tab, TrustRules, Why
from store.reviewing import need
from store.reviewing.refreshing import refresh, version_of

TODAY = date(2026, 1, 6)
PAGE = "https://region.localhost/termine/konferenz"
WHO = "Paula Prüf"


def only(scene: Any, today: date = TODAY, **wanted: Any) -> QueueItem:
    (item,) = scene.store.desk.queue(QueueFilter(**wanted), today)
    assert isinstance(item, QueueItem)
    return item


def listed(scene: Any, tab: Tab = Tab.ALL, today: date = TODAY) -> list[str]:
    found = scene.store.desk.queue(QueueFilter(tab=tab), today)
    return [item.event.name for item in found]


def sign(scene: Any) -> dict[str, Any]:
    scene.now += timedelta(hours=1)
    return {"by": WHO, "now": scene.now}


@pytest.fixture
def approved(scene: Any, told: Callable[..., Extraction], event: Callable[..., Event]) -> Any:
    """One event, approved."""
    scene.run({PAGE: told(event())})
    item = only(scene)
    scene.store.desk.approve(item.uid, item.version, **sign(scene))
    assert listed(scene) == []
    return scene


def test_an_approved_event_comes_back_when_its_pages_say_another_day(
    approved: Any, told: Any, event: Any
) -> None:
    approved.run({PAGE: told(event(day=date(2026, 3, 9)))})

    item = only(approved, tab=Tab.CHANGED)

    assert Why.CHANGED in item.reasons
    assert item.event.when == When(start=date(2026, 3, 9))
    assert approved.only.event.when == When(start=date(2026, 3, 2))
    assert listed(approved, today=date(2026, 3, 9)) == ["Regionalkonferenz 2026"]
    assert listed(approved, today=date(2026, 3, 10)) == []


def test_it_leaves_again_when_the_change_is_approved(approved: Any, told: Any, event: Any) -> None:
    approved.run({PAGE: told(event(day=date(2026, 3, 9)))})
    item = only(approved)

    approved.store.desk.approve(item.uid, item.version, **sign(approved))

    assert listed(approved) == []
    assert approved.only.event.when == When(start=date(2026, 3, 9))


def test_an_approved_event_stays_away_when_its_pages_only_say_more(
    approved: Any, told: Any, event: Any
) -> None:
    approved.run({PAGE: told(event(description="Mit Programm."))})

    assert listed(approved) == []


@pytest.mark.parametrize(
    ("status", "why"),
    [(EventStatus.CANCELLED, Why.CANCELLED), (EventStatus.POSTPONED, Why.PUT_OFF)],
)
def test_what_is_called_off_comes_back_with_its_reason(
    approved: Any, told: Any, event: Any, status: EventStatus, why: Why
) -> None:
    approved.run({PAGE: told(event(status=status))})

    assert only(approved).reasons[:2] == (Why.CHANGED, why)


def test_a_correction_that_pages_moved_away_from_comes_back_once(
    corrected: Any, told: Any, event: Any
) -> None:
    url = "https://region.localhost/termine/konferenz"
    item = only(corrected)
    corrected.store.desk.approve(item.uid, item.version, **sign(corrected))
    assert listed(corrected) == []

    corrected.run({url: told(event("Landeskonferenz 2026"))})
    item = only(corrected, tab=Tab.CHANGED)
    assert item.reasons[0] is Why.DRIFTED
    corrected.store.desk.approve(item.uid, item.version, **sign(corrected))

    assert listed(corrected) == []
    assert corrected.correction.drifted


def test_an_approved_event_comes_back_once_when_another_page_contradicts(
    scene: Any, told: Any, event: Any
) -> None:
    ours, theirs = event("Forum Wald Dessau"), event("Waldforum Dessau")
    other = {"https://zeitung.localhost/1": told(theirs)}
    scene.run({PAGE: told(ours)})
    scene.run(other, source="zeitung")
    uids = [stored.uid for stored in scene.store.events()]
    scene.decide("join", *uids)
    item = only(scene)
    scene.store.desk.approve(item.uid, item.version, **sign(scene))
    assert listed(scene) == []

    later = replace(theirs, when=When(start=date(2026, 3, 9)))
    scene.run({"https://zeitung.localhost/1": told(later)}, source="zeitung")
    item = only(scene, tab=Tab.UNSURE)
    assert item.reasons == (Why.CONFLICT,)
    scene.store.desk.approve(item.uid, item.version, **sign(scene))

    scene.run(
        {"https://zeitung.localhost/1": told(replace(later, reasons=("anders",)))}, source="zeitung"
    )
    assert listed(scene) == []


def test_a_rejected_event_stays_away_whatever_its_pages_say(
    scene: Any, told: Any, event: Any
) -> None:
    scene.run({PAGE: told(event())})
    item = only(scene)
    scene.store.desk.reject(item.uid, item.version, RejectReason.NO_EVENT, **sign(scene))

    scene.run({PAGE: told(event(day=date(2026, 4, 9)))})

    assert listed(scene) == []


def test_undoing_brings_it_back(approved: Any, matcher: Any) -> None:
    (act,) = approved.store.desk.acts(by=WHO)

    approved.store.desk.undo(act.act, matcher, **sign(approved))

    assert listed(approved, Tab.NEW) == ["Regionalkonferenz 2026"]


def test_a_postponed_item_waits_for_its_day(scene: Any, told: Any, event: Any) -> None:
    scene.run({PAGE: told(event())})
    item = only(scene)
    until = date(2026, 2, 1)

    scene.store.desk.postpone(item.uid, item.version, until, **sign(scene))

    assert listed(scene) == []
    assert only(scene, tab=Tab.POSTPONED).postponed_until == until
    assert listed(scene, today=until - timedelta(days=1)) == []
    assert listed(scene, today=until) == ["Regionalkonferenz 2026"]
    assert listed(scene, Tab.POSTPONED, until) == []


def test_a_postponed_item_comes_back_when_its_pages_say_something_else(
    scene: Any, told: Any, event: Any
) -> None:
    scene.run({PAGE: told(event())})
    item = only(scene)
    scene.store.desk.postpone(item.uid, item.version, date(2026, 2, 1), **sign(scene))

    scene.run({PAGE: told(event(town="Leipzig"))})

    assert only(scene).postponed_until is None


def test_a_delisted_event_comes_back_until_it_is_judged(
    approved: Any, told: Any, event: Any
) -> None:
    others = [event(f"Sprechtag {n}", date(2026, 5, n), town=f"Ort {n}") for n in range(1, 6)]
    listing = {"https://region.localhost/termine": told(*others, kind=PageKind.LISTING)}
    for _ in range(4):
        approved.run({PAGE: told(), **listing})
        approved.store.delist(3, approved.now)

    item = only(approved, tab=Tab.DELISTED)
    assert item.reasons == (Why.DELISTED,)
    approved.store.desk.approve(item.uid, item.version, **sign(approved))

    assert listed(approved, Tab.DELISTED) == []


def test_two_that_may_be_one_say_so_until_staff_did(scene: Any, told: Any, event: Any) -> None:
    day = date(2026, 3, 2)
    scene.run({PAGE: told(event("Forum Wald Dessau", day))})
    scene.run(
        {"https://netz.localhost/1": told(event("Forum Wald Tagung Halle", day))}, source="netz"
    )
    scene.store.refresh_queue()
    items = scene.store.desk.queue(QueueFilter(why=Why.MAYBE_DUPLICATE), TODAY)
    assert len(items) == 2

    scene.decide("keep_apart", *(item.uid for item in items))

    assert scene.store.desk.queue(QueueFilter(why=Why.MAYBE_DUPLICATE), TODAY) == ()


def test_what_was_joined_is_one_item(scene: Any, told: Any, event: Any) -> None:
    scene.run({PAGE: told(event("Forum Wald Dessau"))})
    scene.run({"https://netz.localhost/1": told(event("Waldtreffen"))}, source="netz")
    uids = [stored.uid for stored in scene.store.events()]

    scene.decide("join", *uids)

    assert set(only(scene).source_ids) == {"region", "netz"}


def test_what_was_taken_out_is_an_item_again(scene: Any, told: Any, event: Any) -> None:
    scene.run({PAGE: told(event("Forum Wald Dessau"))})
    scene.run({"https://netz.localhost/1": told(event("Waldtreffen"))}, source="netz")
    uids = [stored.uid for stored in scene.store.events()]
    scene.decide("join", *uids)

    scene.decide("split", only(scene).uid, "netz")

    assert sorted(listed(scene)) == ["Forum Wald Dessau", "Waldtreffen"]


def test_trusted_sources_leave_the_sample_and_the_unsure(scene: Any, told: Any, event: Any) -> None:
    sure = [event(f"Sicher {n}", date(2026, 5, 4), town=f"Ort {n}") for n in range(40)]
    unsure = event("Unsicher", date(2026, 5, 4), town="Dessau", publish=False)
    scene.run({f"{PAGE}/{n}": told(one) for n, one in enumerate([*sure, unsure])})
    scene.store.desk.refresh_trust(TrustRules(sample=0.2), scene.now)
    trust(scene, "region")

    items = scene.store.desk.queue(QueueFilter(), TODAY)

    sampled = {item.event.name for item in items if item.sampled}
    assert 0 < len(sampled) < 20
    assert {item.event.name for item in items} == {*sampled, "Unsicher"}
    assert sampled - {"Unsicher"} == set(listed(scene, Tab.SAMPLE)) - {"Unsicher"}


def trust(scene: Any, source_id: str) -> None:
    """As if two hundred reviews had said so."""
    with scene.store._connection.writing() as db:
        db.execute("DELETE FROM trust")
        db.table("trust").insert(
            {
                "source_id": source_id,
                "state": "trusted",
                "since": scene.now.isoformat(),
                "right": 200,
                "judged": 200,
            }
        )
        refresh(db, [stored.uid for stored in scene.store.events()])


def test_a_version_moves_with_what_was_shown_and_with_nothing_else(
    scene: Any, told: Any, event: Any
) -> None:
    scene.run({PAGE: told(event())})
    first = only(scene).version
    scene.run({PAGE: told(replace(event(), confidence=0.95))})
    same = only(scene).version
    scene.run({PAGE: told(event(town="Leipzig"))})
    other = only(scene)

    assert first == same != other.version
    with pytest.raises(ConflictError):
        scene.store.desk.approve(other.uid, first, **sign(scene))


def test_an_item_that_waits_to_be_worked_out_has_the_version_of_now(
    scene: Any, told: Any, event: Any
) -> None:
    scene.run({PAGE: told(event())})
    item = only(scene)
    with scene.store._connection.writing() as db:
        db.execute("UPDATE review_items SET stale = 1, version = 'old', reasons = ''")
        assert version_of(db, item.uid) == item.version

    assert only(scene) == item


def test_an_upgraded_file_is_worked_out_as_a_new_one_is(scene: Any, told: Any, event: Any) -> None:
    scene.run({f"{PAGE}/{n}": told(event(f"T {n}", town=f"Ort {n}")) for n in range(3)})
    before = scene.store.desk.queue(QueueFilter(), TODAY)
    with scene.store._connection.writing() as db:
        db.execute("DELETE FROM review_items")
        db.execute("INSERT INTO review_items (event_uid, stale) SELECT uid, 1 FROM events")

    done = scene.store.refresh_queue()

    assert done == 3
    assert scene.store.refresh_queue() == 0
    assert scene.store.desk.queue(QueueFilter(), TODAY) == before


def test_the_words_that_speak_against_a_day_are_those_of_the_parsers() -> None:
    known = {
        certainty.DISPUTED,
        certainty.AGAINST_DATA,
        certainty.OTHER_DAYS,
        certainty.UNSEEN,
        certainty.TIMESTAMP,
        certainty.FAR_GUESS,
    }

    assert known <= set(need.DATE_DOUBTS)
