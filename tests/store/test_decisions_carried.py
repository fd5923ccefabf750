"""Decisions in a file that is made anew: found again by source and key, not by UID."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from model import Event, Extraction
from store import RejectReason

A = "https://region.localhost/termine/konferenz"
B = "https://netz.localhost/kalender/7"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def test_decisions_hold_in_a_new_file(
    open_scene: Callable[[], Any], told: Told, event: Make
) -> None:
    """The tables are carried over; the new file knows the sources under other UIDs."""
    old, new = open_scene(), open_scene()
    for scene in (old, new):
        scene.store._authority = "other.example" if scene is new else "regioradar.example"
    pages = [({A: told(event())}, "region"), ({B: told(event())}, "netz")]
    for page, source in pages:
        old.run(page, source=source)
    stored = old.only
    old.decide("keep_apart", stored.uid, *stored.former_uids)
    carry(old, new)
    for page, source in pages:
        new.run(page, source=source)
    tellers = [{m.source_id for m in each.mentions} for each in new.store.events()]
    assert tellers in (
        [{"region"}, {"netz"}],
        [{"netz"}, {"region"}],
    )
    assert all(each.uid.endswith("@other.example") for each in new.store.events())


def carry(old: Any, new: Any) -> None:
    for table in ("decisions", "corrections"):
        new.store._connection.db.table(table).insert_all(
            old.rows(f"SELECT * FROM {table}")  # noqa: S608
        )
    new.store._connection.db.conn.commit()


def test_in_a_new_file_a_decision_does_not_fall_on_the_next_edition(
    open_scene: Callable[[], Any], told: Told, event: Make
) -> None:
    old, new = open_scene(), open_scene()
    new.store._authority = "other.example"
    old.run({A: told(event("Regionaltag 2026"))})
    old.decide("reject", old.only.uid, RejectReason.NO_EVENT)
    carry(old, new)
    new.now += timedelta(days=200)
    new.run({A: told(event("Regionaltag 2027", date(2027, 3, 2)))})
    assert new.only.event.publish
    later = open_scene()
    later.store._authority = "third.example"
    carry(old, later)
    later.run({A: told(event("Regionaltag 2026, Programm", date(2026, 3, 9)))})
    assert not later.only.event.publish
