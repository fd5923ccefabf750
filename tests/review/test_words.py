"""Every code of the store has a German word, and numbers are said as Germans say them."""

from enum import StrEnum

import pytest

from model import AttendanceMode, EventStatus, HealthState
from review import words
from store import RejectReason, Role
from store.correcting import CORRECTABLE
from store.reviewing.measures import TrustState
from store.reviewing.records import ActKind, Tab, Why

TABLES = [
    (Tab, words.TABS),
    (Why, words.WHY),
    (RejectReason, words.REJECT_REASONS),
    (RejectReason, words.REJECT_HINTS),
    (EventStatus, words.STATUSES),
    (AttendanceMode, words.MODES),
    (ActKind, words.ACTS),
    (TrustState, words.TRUST),
    (HealthState, words.HEALTH),
    (Role, words.ROLES),
    (Role, words.ROLE_HINTS),
]


@pytest.mark.parametrize(("codes", "table"), TABLES)
def test_every_code_has_a_word(codes: type[StrEnum], table: dict[StrEnum, str]) -> None:
    assert [code for code in codes if not table.get(code)] == []
    assert len(set(table.values())) == len(table)


def test_every_field_that_staff_may_set_has_a_word() -> None:
    assert [name for name in CORRECTABLE if name not in words.FIELDS] == []


def test_every_list_but_that_of_all_says_when_it_is_empty() -> None:
    assert set(words.EMPTY) == set(Tab) - {Tab.ALL}


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0 %"),
        (0.001, "1 %"),
        (0.29, "29 %"),
        (0.895, "89 %"),
        (0.93, "93 %"),
        (0.999, "99 %"),
        (1.0, "100 %"),
    ],
)
def test_a_share_is_not_rounded_up(share: float, said: str) -> None:
    assert words.percent(share) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("share", "said"), [(0.2, "unsicher"), (0.7, "wahrscheinlich"), (0.9, "sicher")]
)
def test_a_share_has_a_word(share: float, said: str) -> None:
    assert words.confidence(share) == said


def test_counts_are_written_with_points_and_in_number() -> None:
    assert words.counted(1, "Termin", "Termine") == "1 Termin"
    assert words.counted(0, "Termin", "Termine") == "0 Termine"
    assert words.counted(12345, "Termin", "Termine") == "12.345 Termine"
