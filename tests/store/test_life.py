"""Where an event stands in its life: every state, and which of several goes first."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from model import CoarseWhen, Event, EventStatus, Grain, Life, When, life_of

DAY = When(start=date(2026, 3, 2), end=date(2026, 3, 3))
AUTUMN = CoarseWhen(
    first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst 2026"
)
COMING = date(2026, 3, 1)
LAST = date(2026, 3, 3)
OVER = date(2026, 3, 4)
S, C = EventStatus.SCHEDULED, EventStatus.CANCELLED
P, R = EventStatus.POSTPONED, EventStatus.RESCHEDULED
ONLINE = EventStatus.MOVED_ONLINE

TABLE = [
    # when, status, today, what else is so, the state
    (None, S, COMING, "", Life.ANNOUNCED),
    (None, S, OVER, "", Life.ANNOUNCED),
    (None, P, COMING, "", Life.POSTPONED),
    (None, C, COMING, "", Life.CANCELLED),
    (None, S, COMING, "delisted", Life.NO_LONGER_LISTED),
    (AUTUMN, S, OVER, "", Life.SAVE_THE_DATE),
    (AUTUMN, S, OVER, "changed", Life.SAVE_THE_DATE),
    (AUTUMN, S, date(2026, 12, 1), "", Life.PAST),
    (AUTUMN, S, COMING, "delisted", Life.NO_LONGER_LISTED),
    (DAY, S, COMING, "", Life.SCHEDULED),
    (DAY, S, LAST, "", Life.SCHEDULED),
    (DAY, S, COMING, "reported", Life.SCHEDULED),
    (DAY, S, COMING, "changed", Life.CHANGED),
    (DAY, ONLINE, COMING, "", Life.CHANGED),
    (DAY, R, COMING, "", Life.RESCHEDULED),
    (DAY, R, COMING, "changed", Life.RESCHEDULED),
    (DAY, R, COMING, "delisted", Life.NO_LONGER_LISTED),
    (DAY, P, COMING, "", Life.POSTPONED),
    (DAY, P, COMING, "delisted", Life.POSTPONED),
    (DAY, C, COMING, "changed delisted", Life.CANCELLED),
    (DAY, S, COMING, "changed delisted", Life.NO_LONGER_LISTED),
    (DAY, S, OVER, "", Life.PAST),
    (DAY, S, OVER, "changed delisted", Life.PAST),
    (DAY, R, OVER, "", Life.PAST),
    (DAY, P, OVER, "", Life.PAST),
    (DAY, S, OVER, "reported", Life.REPORTED),
    (DAY, S, OVER, "changed delisted reported", Life.REPORTED),
    (DAY, C, OVER, "reported", Life.CANCELLED),
]


@pytest.mark.parametrize(("when", "status", "today", "so", "state"), TABLE)
def test_the_gravest_word_that_is_true(
    when: When | CoarseWhen | None, status: EventStatus, today: date, so: str, state: Life
) -> None:
    event = Event(name="Forum", when=when, status=status)
    flags = {name: name in so.split() for name in ("changed", "delisted", "reported")}
    assert life_of(event, today, **flags) is state


def test_every_state_is_in_the_table() -> None:
    assert {row[-1] for row in TABLE} == set(Life)


def test_only_a_page_or_staff_calls_an_event_off() -> None:
    """Whatever vanishes, whatever day it is: without the word no event is cancelled or put off."""
    event = Event(name="Forum")
    for when, status, today, *flags in product(
        (None, AUTUMN, DAY), (S, R, ONLINE), (COMING, OVER), *[(False, True)] * 3
    ):
        told = replace(event, when=when, status=status)
        state = life_of(
            told, today, **dict(zip(("changed", "delisted", "reported"), flags, strict=True))
        )
        assert state not in (Life.CANCELLED, Life.POSTPONED)
