"""The history of events: every change of every field, with time, page, old and new value."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from model import (
    BERLIN,
    AttendanceMode,
    Change,
    ChangeKind,
    CoarseWhen,
    Event,
    EventStatus,
    Extraction,
    Grain,
    Organizer,
    PageKind,
    Place,
    When,
)
from store.history import plans_change

A = "https://region.localhost/termine/konferenz"
LIST = "https://region.localhost/termine"
B = "https://netz.localhost/kalender/7"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def fields(changes: tuple[Change, ...]) -> dict[str, tuple[Any, Any]]:
    assert {change.kind for change in changes} <= {ChangeKind.FIELD}
    return {change.field: (change.old, change.new) for change in changes}


def test_the_first_row_says_that_the_event_is_new(scene: Any, told: Told, event: Make) -> None:
    scene.run({A: told(event())})
    stored = scene.only
    assert scene.store.changes() == (
        Change(
            event_uid=stored.uid,
            sequence=0,
            at=scene.now + timedelta(minutes=1),
            kind=ChangeKind.CREATED,
            field="name",
            new="Regionalkonferenz 2026",
            source_id="region",
            page_url=A,
        ),
    )


EDITS: list[tuple[dict[str, Any], dict[str, tuple[Any, Any]]]] = [
    ({"name": "Konferenz"}, {"name": ("Regionalkonferenz 2026", "Konferenz")}),
    (
        {"when": When(start=date(2026, 3, 3), end=date(2026, 3, 4))},
        {"startDate": ("2026-03-02", "2026-03-03"), "endDate": (None, "2026-03-04")},
    ),
    (
        {"when": When(start=datetime(2026, 3, 2, 10, tzinfo=BERLIN))},
        {"startDate": ("2026-03-02", "2026-03-02T10:00+01:00")},
    ),
    ({"status": EventStatus.CANCELLED}, {"eventStatus": ("EventScheduled", "EventCancelled")}),
    (
        {"attendance_mode": AttendanceMode.ONLINE},
        {"eventAttendanceMode": (None, "OnlineEventAttendanceMode")},
    ),
    ({"previous_start": date(2026, 2, 2)}, {"previousStartDate": (None, "2026-02-02")}),
    ({"description": "Austausch"}, {"description": (None, "Austausch")}),
    ({"url": "https://tagung.localhost/x"}, {"url": (None, "https://tagung.localhost/x")}),
    ({"offers": "frei"}, {"offers": (None, "frei")}),
    ({"recurrence": "FREQ=YEARLY"}, {"recurrence": (None, "FREQ=YEARLY")}),
    ({"publish": False}, {"publish": (True, False)}),
    (
        {"organizers": (Organizer(name="Stadt Halle"),)},
        {"organizer": ({"name": "Institut für Beispielregionen"}, {"name": "Stadt Halle"})},
    ),
    (
        {"when": None, "publish": False},
        {"startDate": ("2026-03-02", None), "publish": (True, False)},
    ),
]


@pytest.mark.parametrize(("edit", "expected"), EDITS)
def test_every_field_is_told_with_old_and_new(
    scene: Any, told: Told, event: Make, edit: dict[str, Any], expected: Any
) -> None:
    scene.run({A: told(event())})
    mark = scene.now + timedelta(minutes=1)
    scene.run({A: told(replace(event(), **edit))})
    changes = scene.store.changes(since=mark)
    assert fields(changes) == expected
    stored = scene.only
    for change in changes:
        assert (change.event_uid, change.sequence) == (stored.uid, stored.sequence)
        assert change.sequence == 1
        assert change.at == scene.now + timedelta(minutes=1) == stored.last_modified
        assert (change.source_id, change.page_url, change.by) == ("region", A, "")


def test_a_place_and_a_rough_time_name_their_page(scene: Any, told: Told, event: Make) -> None:
    rough = CoarseWhen(
        first_day=date(2026, 3, 1), last_day=date(2026, 3, 31), grain=Grain.MONTH, text="März 2026"
    )
    scene.run({A: told(event(when=None, town=""))})
    mark = scene.now + timedelta(minutes=1)
    places = (Place(address_locality="Kiel"), Place(address_locality="Plön"))
    scene.run({A: told(event(when=rough, locations=places))})
    changes = {change.field: change for change in scene.store.changes(since=mark)}
    assert changes.keys() == {"coarse", "location", "otherLocations"}
    assert {change.page_url for change in changes.values()} == {A}
    assert changes["coarse"].new["text"] == "März 2026"


def test_a_value_is_told_with_the_page_where_it_stands(scene: Any, told: Told, event: Make) -> None:
    scene.run({LIST: told(event(url=A), kind=PageKind.LISTING)})
    mark = scene.now + timedelta(minutes=1)
    scene.run({A: told(event(description="Austausch"))})
    changes = {change.field: change for change in scene.store.changes(since=mark)}
    assert changes["description"].page_url == A
    mark = scene.now + timedelta(minutes=1)
    scene.run({B: told(event(description="Kürzer", offers="frei", confidence=0.8))}, source="netz")
    news = [c for c in scene.store.changes(since=mark) if c.event_uid == scene.only.uid]
    assert [(c.field, c.source_id, c.page_url) for c in news] == [("offers", "netz", B)]


def test_what_readers_do_not_see_is_no_change(scene: Any, told: Told, event: Make) -> None:
    scene.run({A: told(event())})
    before = scene.store.changes()
    scene.run({A: told(event(confidence=0.95, reasons=("weekday agrees",), identifier="x"))})
    scene.run({A: told(event(confidence=0.95))})
    assert scene.store.changes() == before
    assert scene.only.sequence == 0


def test_merged_and_split_are_told_of_the_event_that_they_befell(
    scene: Any, told: Told, event: Make
) -> None:
    scene.run({A: told(event())})
    scene.run({B: told(event(description="Austausch"))}, source="netz")
    stored = scene.only
    (child,) = stored.former_uids
    assert [(c.kind, c.new, c.by) for c in scene.store.changes(event_uid=child)] == [
        (ChangeKind.CREATED, "Regionalkonferenz 2026", ""),
        (ChangeKind.MERGED, stored.uid, ""),
    ]
    mark = scene.now + timedelta(minutes=1)
    scene.run({B: told(event("Regionalkonferenz 2027", description="Austausch"))}, source="netz")
    parts = scene.store.changes(since=mark)
    (split,) = [c for c in parts if c.kind is ChangeKind.SPLIT]
    assert (split.event_uid, split.new, split.by) == (stored.uid, child, "")
    assert [(c.field, c.old, c.new) for c in parts if c.event_uid == child] == [
        ("name", "Regionalkonferenz 2026", "Regionalkonferenz 2027")
    ]
    last = {c.field: c.new for c in parts if c.event_uid == stored.uid}
    assert (last["description"], last["name"]) == (None, "Regionalkonferenz 2026")


def test_a_run_in_between_is_no_work_of_staff(scene: Any, told: Told, event: Make) -> None:
    """Only what a person set bears the name; what the page changed beside it does not."""
    scene.run({A: told(event())})
    scene.decide("correct", scene.only.uid, {"name": "Konferenz"})
    mark = scene.now
    scene.run({A: told(event(offers="frei", publish=False))})
    changes = {change.field: change for change in scene.store.changes(since=mark)}
    assert {name: (c.by, c.source_id) for name, c in changes.items()} == {
        "offers": ("", "region"),
        "publish": ("", "region"),
    }


def test_a_correction_that_comes_back_with_a_merge_bears_its_name(
    scene: Any, told: Told, event: Make
) -> None:
    """The comparison joins an event with one that was corrected: its name is staff's."""
    scene.run({A: told(event())})
    scene.run({B: told(event("Tag der Ideen"))}, source="netz")
    first, second = sorted(scene.store.events(), key=lambda each: each.event.name)
    scene.decide("correct", second.uid, {"offers": "frei"}, by="Max Beispiel")
    mark = scene.now
    scene.run({B: told(event())}, source="netz")
    (change,) = [c for c in scene.store.changes(since=mark) if c.event_uid == first.uid]
    assert (change.field, change.new, change.by) == ("offers", "frei", "Max Beispiel")


def test_the_history_is_only_added_to(scene: Any, told: Told, event: Make) -> None:
    scene.run({A: told(event())})
    db = scene.store._connection.db.conn
    for sql in (
        "UPDATE changes SET new = '\"x\"'",
        "UPDATE changes SET at = '2020-01-01'",
        "UPDATE changes SET id = id + 100",
        "DELETE FROM changes",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            db.execute(sql)
        db.rollback()
    assert len(scene.store.changes()) == 1


PLANS: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({}, {}, False),
    ({}, {"name": "Anders", "description": "Mehr", "offers": "5 €"}, False),
    ({}, {"when": When(start=date(2026, 3, 3))}, True),
    ({}, {"when": When(start=datetime(2026, 3, 2, 10, tzinfo=BERLIN))}, False),
    (
        {"when": When(start=datetime(2026, 3, 2, 10, tzinfo=BERLIN))},
        {"when": When(start=datetime(2026, 3, 2, 11, tzinfo=BERLIN))},
        True,
    ),
    ({}, {"when": When(start=date(2026, 3, 2), end=date(2026, 3, 3))}, True),
    ({"when": None}, {}, False),
    ({}, {"status": EventStatus.CANCELLED}, True),
    ({"status": EventStatus.CANCELLED}, {}, True),
    ({}, {"attendance_mode": AttendanceMode.ONLINE}, False),
    (
        {"attendance_mode": AttendanceMode.OFFLINE},
        {"attendance_mode": AttendanceMode.ONLINE},
        True,
    ),
    ({}, {"town": "Kiel"}, True),
    ({"town": ""}, {}, False),
    (
        {"locations": (Place(name="Stadthalle", address_locality="Kiel"),)},
        {"locations": (Place(name="Rathaus", address_locality="Kiel"),)},
        True,
    ),
    (
        {"locations": (Place(address_locality="Kiel"),)},
        {"locations": (Place(name="Rathaus", address_locality="Kiel"),)},
        False,
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), PLANS)
def test_who_noted_it_must_note_it_anew_only_where_plans_change(
    event: Make, before: dict[str, Any], after: dict[str, Any], expected: bool
) -> None:
    assert plans_change(event(**before), event(**after)) is expected
