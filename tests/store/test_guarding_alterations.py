"""What of an event counts as altered for the guard."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from model import (
    BERLIN,
    AttendanceMode,
    CoarseWhen,
    EventStatus,
    Grain,
    Place,
    When,
)
from store.guarding import alters


def rough(grain, first_day, last_day):
    return CoarseWhen(grain=grain, first_day=first_day, last_day=last_day, text="")


BEFORE = {
    "name": "Forum Stadtumbau",
    "when": When(start=datetime(2026, 9, 1, 8, tzinfo=BERLIN)),
    "locations": (Place(name="Stadthalle", address_locality="Gera"),),
}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, False),
        ({"name": "forum  stadtumbau"}, False),
        ({"name": "Forum Stadtumbau 2"}, True),
        ({"description": "Programm und Anmeldung"}, False),
        ({"when": When(start=datetime(2026, 9, 1, 9, tzinfo=BERLIN))}, True),
        ({"when": When(start=date(2026, 9, 1))}, True),
        ({"when": None}, True),
        ({"locations": ()}, True),
        ({"locations": (Place(address_locality="Gera"),)}, True),
        ({"locations": (Place(name="Stadthalle"),)}, True),
        ({"locations": (Place(name="Kurhaus", address_locality="Gera"),)}, True),
        ({"attendance_mode": AttendanceMode.ONLINE}, False),
        ({"status": EventStatus.POSTPONED}, True),
    ],
)
def test_what_counts_as_altered(event, values, expected):
    before = event(**BEFORE)
    assert alters(before, replace(before, **values)) is expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When(start=date(2026, 9, 14)), False),
        (When(start=date(2026, 10, 14)), True),
        (
            rough(Grain.QUARTER, date(2026, 7, 1), date(2026, 9, 30)),
            True,
        ),
        (None, True),
    ],
)
def test_a_rough_day_may_become_exact_but_not_another(event, when, expected):
    month = rough(Grain.MONTH, date(2026, 9, 1), date(2026, 9, 30))
    before = event(when=month)
    assert alters(before, replace(before, when=when)) is expected


def test_an_exact_day_may_not_become_rough(event):
    month = rough(Grain.MONTH, date(2026, 3, 1), date(2026, 3, 31))
    assert alters(event(), replace(event(), when=month))
