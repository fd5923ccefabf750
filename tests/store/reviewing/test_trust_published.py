"""What trust in a source lets through to readers, and what it makes wait."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from model import Event, Extraction, When
from store import TrustRules, Undecided

A = "https://region.localhost/termine/konferenz"
B = "https://netz.localhost/kalender/7"
TODAY = date(2026, 1, 7)
HELD = {"distrusted": "2026-01-01T00:00:00+00:00"}

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def trust(scene: Any, **states: str) -> None:
    """As if so much had been reviewed."""
    with scene.store._connection.writing() as db:
        db.table("trust").insert_all(
            {
                "source_id": s,
                "state": state,
                "since": "",
                "right": 99,
                "judged": 99,
                "held_since": HELD.get(state),
            }
            for s, state in states.items()
        )


def test_a_trusted_source_is_followed(approved: Any, told: Told, event: Make) -> None:
    trust(approved, region="trusted")
    moved = date(2026, 3, 9)
    approved.run({A: told(event(day=moved))})
    assert approved.only.event.when == When(start=moved)


def test_but_not_where_another_one_gives_what_is_altered(
    approved: Any, told: Told, event: Make
) -> None:
    trust(approved, region="trusted")
    longer = When(start=date(2026, 3, 2), end=date(2026, 3, 3))
    approved.run({B: told(event(when=longer, confidence=1.0, offers="frei"))}, source="netz")
    assert approved.only.event.when == When(start=date(2026, 3, 2))


def test_new_events_of_a_held_source_wait_and_those_before_stay(
    scene: Any, told: Told, event: Make
) -> None:
    scene.run({A: told(event())})
    scene.now += timedelta(hours=1)
    scene.store.desk.refresh_trust(TrustRules(undecided=Undecided.HOLD), scene.now)
    neu = event("Neue Tagung", date(2026, 5, 4))
    scene.run({A: told(event(description="Mehr"), neu)})
    found = {stored.event.name: stored.event for stored in scene.store.events()}
    assert found["Regionalkonferenz 2026"].publish
    assert not found["Neue Tagung"].publish
    assert found["Neue Tagung"].reasons == (
        "waits for review: too little of the source was reviewed",
    )
    scene.store.desk.refresh_trust(TrustRules(), scene.now)
    assert all(stored.event.publish for stored in scene.store.events())


def test_another_source_that_need_not_wait_publishes_it(
    scene: Any, told: Told, event: Make
) -> None:
    scene.store.desk.refresh_trust(TrustRules(undecided=Undecided.HOLD), scene.now)
    scene.run({A: told(event())})
    assert not scene.only.event.publish
    trust(scene, netz="trusted")
    scene.run({B: told(event())}, source="netz")
    assert scene.only.event.publish


def test_what_readers_have_they_keep_whoever_vouches_for_it_then(
    scene: Any, told: Told, event: Make
) -> None:
    scene.store.desk.refresh_trust(TrustRules(undecided=Undecided.HOLD), scene.now)
    scene.run({A: told(event())})
    trust(scene, netz="trusted")
    scene.run({B: told(event())}, source="netz")
    scene.run({B: told(event(publish=False))}, source="netz")
    assert scene.only.event.publish


def test_what_becomes_sure_after_the_distrust_waits(scene: Any, told: Told, event: Make) -> None:
    scene.run({A: told(event(publish=False))})
    trust(scene, region="distrusted")
    scene.run({A: told(event(publish=True))})
    assert not scene.only.event.publish
    assert scene.only.event.reasons == ("waits for review: too much of the source was wrong",)


def test_an_approval_that_was_undone_lets_nothing_out(scene: Any, told: Told, event: Make) -> None:
    scene.store.desk.refresh_trust(TrustRules(undecided=Undecided.HOLD), scene.now)
    scene.run({A: told(event())})
    done = scene.decide("approve", scene.only.uid)
    scene.run({A: told(event(description="Mehr"))})
    scene.store.desk.undo(done.act, scene.matcher, by="Erika Muster", now=scene.now)
    assert not scene.only.event.publish


def test_what_waits_is_published_by_an_approval(scene: Any, told: Told, event: Make) -> None:
    scene.store.desk.refresh_trust(TrustRules(undecided=Undecided.HOLD), scene.now)
    scene.run({A: told(event())})
    scene.decide("approve", scene.only.uid)
    scene.run({A: told(event(description="Mehr"))})
    assert scene.only.event.publish


def test_what_readers_have_they_keep_when_staff_join_it_to_what_waits(
    scene: Any, told: Told, event: Make
) -> None:
    scene.run({B: told(event("Fachtag Wasser"))}, source="netz")
    scene.store.desk.refresh_trust(TrustRules(undecided=Undecided.HOLD), scene.now)
    scene.run({A: told(event("Neue Tagung"))})
    known, new = sorted(scene.store.events(), key=lambda stored: not stored.event.publish)
    assert not new.event.publish
    by = {"by": "Erika Muster", "now": scene.now}
    versions = tuple(scene.store.desk.sheet(e.uid, TODAY).item.version for e in (new, known))
    pair = (new.uid, known.uid)
    done = scene.store.desk.merge(*pair, versions, scene.matcher, chosen={}, **by)
    assert scene.only.event.publish
    scene.store.desk.undo(done.act, scene.matcher, **by)
    assert {s.event.name: s.event.publish for s in scene.store.events()} == {
        "Fachtag Wasser": True,
        "Neue Tagung": False,
    }
