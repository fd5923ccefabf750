"""Every field can be corrected; what cannot be is refused with field and value."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from model import (
    BERLIN,
    AttendanceMode,
    CoarseWhen,
    DecisionError,
    Event,
    EventStatus,
    Extraction,
    Grain,
    Organizer,
    Place,
    When,
)

A = "https://region.localhost/termine/konferenz"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


VALUES = [
    ("startDate", "2026-03-05", lambda e: e.when, When(start=date(2026, 3, 5))),
    (
        "startDate",
        "2026-03-05T10:00",
        lambda e: e.when,
        When(start=datetime(2026, 3, 5, 10, tzinfo=BERLIN)),
    ),
    (
        "endDate",
        "2026-03-04",
        lambda e: e.when,
        When(start=date(2026, 3, 2), end=date(2026, 3, 4)),
    ),
    ("startDate", None, lambda e: e.when, None),
    ("eventStatus", "EventCancelled", lambda e: e.status, EventStatus.CANCELLED),
    (
        "eventAttendanceMode",
        "OnlineEventAttendanceMode",
        lambda e: e.attendance_mode,
        AttendanceMode.ONLINE,
    ),
    ("previousStartDate", "2026-02-02", lambda e: e.previous_start, date(2026, 2, 2)),
    ("location", None, lambda e: e.locations, ()),
    (
        "location",
        {"name": "Stadthalle", "address": {"addressLocality": "Kiel"}},
        lambda e: e.locations,
        (Place(name="Stadthalle", address_locality="Kiel"),),
    ),
    (
        "otherLocations",
        [{"address": {"addressLocality": "Kiel"}}],
        lambda e: e.locations[1:],
        (Place(address_locality="Kiel"),),
    ),
    (
        "organizer",
        {"name": "Netzwerk Nord"},
        lambda e: e.organizers,
        (Organizer(name="Netzwerk Nord"),),
    ),
    (
        "organizer",
        [{"name": "Netzwerk Nord"}, {"name": "Stadt Kiel"}],
        lambda e: e.organizers,
        (Organizer(name="Netzwerk Nord"), Organizer(name="Stadt Kiel")),
    ),
    (
        "organizer",
        [{"name": "Netzwerk Nord"}],
        lambda e: e.organizers,
        (Organizer(name="Netzwerk Nord"),),
    ),
    ("description", "Austausch", lambda e: e.description, "Austausch"),
    ("url", "https://tagung.localhost/x", lambda e: e.url, "https://tagung.localhost/x"),
    ("url", "", lambda e: e.url, ""),
    ("offers", "kostenfrei", lambda e: e.offers, "kostenfrei"),
    ("recurrence", "FREQ=YEARLY", lambda e: e.recurrence, "FREQ=YEARLY"),
]


@pytest.mark.parametrize(("name", "value", "seen", "expected"), VALUES)
def test_every_field_can_be_set(
    known: Any, told: Told, event: Make, name: str, value: Any, seen: Any, expected: Any
) -> None:
    known.decide("correct", known.only.uid, {name: value})
    for _ in range(2):
        stored = known.only
        assert seen(stored.event) == expected
        assert known.correction.field == name
        assert not known.correction.drifted
        known.run({A: told(event("Regonalkonferenz 2026", description="Mehr", offers="5 €"))})
        if name in ("description", "offers"):
            break


REFUSED = [
    ({"endDate": "2026-03-01"}, "cannot set endDate to '2026-03-01': the end 2026-03-01 is before"),
    ({"endDate": "2026-03-02T18:00"}, "cannot set endDate to .* needs a start with one"),
    ({"startDate": "2. März"}, "cannot set startDate to '2. März': '2. März' is no ISO 8601 date"),
    ({"startDate": 20260302}, "cannot set startDate to 20260302: not in the form"),
    ({"eventStatus": "abgesagt"}, "cannot set eventStatus to 'abgesagt': .* EventStatus"),
    ({"color": "red"}, "'color' is no field that can be corrected; there are name, startDate"),
    ({"publish": False}, "'publish' is no field that can be corrected"),
    ({"name": ""}, "cannot set name to '': an event needs a name"),
    ({"name": " "}, "cannot set name to ' ': an event needs a name"),
    (
        {"location": "Kiel"},
        "cannot set location to 'Kiel': not in the form of the machine interface",
    ),
    (
        {"location": {"city": "Kiel"}},
        "cannot set location to {'city': 'Kiel'}: the event would say",
    ),
    ({"location": {"address": {"city": "Kiel"}}}, "cannot set location to"),
    ({"location": {"geo": {"latitude": 54.3}}}, "both coordinates or neither"),
    ({"organizer": "Stadt Kiel"}, "cannot set organizer to 'Stadt Kiel': not in the form"),
    ({"organizer": [{"name": "A", "mail": "x"}]}, "cannot set organizer to"),
    ({"url": "javascript:alert(1)"}, "cannot set url to 'javascript:alert\\(1\\)'"),
    (
        {"name": "Gut", "endDate": "2026-03-01"},
        "cannot set name to 'Gut', endDate to '2026-03-01': the end 2026-03-01 is before",
    ),
]


@pytest.mark.parametrize(("values", "words"), REFUSED)
def test_what_cannot_be_is_refused_with_field_and_value(
    known: Any, values: dict[str, Any], words: str
) -> None:
    before = known.dump()
    with pytest.raises(DecisionError, match=words) as caught:
        known.decide("correct", known.only.uid, values)
    assert str(caught.value).startswith(f"{known.only.uid}: ")
    assert known.dump() == before
    assert known.rows("SELECT * FROM corrections") == []


def test_an_end_without_a_day_is_refused(scene: Any, told: Told, event: Make) -> None:
    rough = CoarseWhen(
        first_day=date(2026, 3, 1), last_day=date(2026, 3, 31), grain=Grain.MONTH, text="März 2026"
    )
    scene.run({A: told(event(when=rough))})
    with pytest.raises(DecisionError, match="cannot set endDate to '2026-03-04'"):
        scene.decide("correct", scene.only.uid, {"endDate": "2026-03-04"})
    scene.decide("correct", scene.only.uid, {"startDate": "2026-03-03", "endDate": "2026-03-04"})
    assert scene.only.event.when == When(start=date(2026, 3, 3), end=date(2026, 3, 4))
