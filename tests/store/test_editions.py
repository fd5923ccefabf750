"""A page or an item that is used again: the next edition is a new event, a postponed one is not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from model import CoarseWhen, Event, EventStatus, Extraction, Grain, PageKind, StoredEvent, When
from store.editions import is_next_edition

HOME = "https://region.localhost"
PAGE = f"{HOME}/jahrestagung"

Told = Callable[..., Extraction]
Make = Callable[..., Event]
FIRST = date(2026, 3, 2)
BEFORE, AFTER = date(2026, 2, 1), date(2026, 3, 10)


def at(scene: Any, day: date) -> None:
    """The next run is on that day."""
    scene.now = scene.now.replace(year=day.year, month=day.month, day=day.day) - timedelta(days=1)


def days(scene: Any) -> list[date]:
    return [stored.event.when.first_day for stored in scene.store.events()]


def by_day(scene: Any) -> dict[date, StoredEvent]:
    return {stored.event.when.first_day: stored for stored in scene.store.events()}


def play(scene: Any, told: Told, steps: Sequence[tuple[date, Event]]) -> None:
    for day, event in steps:
        at(scene, day)
        scene.run({PAGE: told(event)})


@pytest.mark.parametrize("identifier", ["", "4711@region"])
@pytest.mark.parametrize(
    ("name", "later", "read_on"),
    [
        ("Jahrestagung", date(2027, 3, 1), date(2026, 6, 1)),
        ("Jahrestagung", date(2027, 3, 1), date(2026, 3, 3)),
        ("Stammtisch Regionalentwicklung", date(2026, 4, 6), AFTER),
        ("Jahrestagung 2027", date(2027, 3, 1), BEFORE),
    ],
    ids=["a year later", "the day after", "monthly", "before it is over, by its name"],
)
def test_the_next_edition_is_a_new_event(
    scene: Any,
    event: Make,
    told: Told,
    identifier: str,
    name: str,
    later: date,
    read_on: date,
) -> None:
    first = event(name.replace("2027", "2026"), FIRST, identifier=identifier)
    play(scene, told, [(BEFORE, first)])
    (before,) = scene.store.events()
    play(scene, told, [(read_on, event(name, later, identifier=identifier))])
    found = by_day(scene)
    assert set(found) == {FIRST, later}
    assert (found[FIRST].uid, found[FIRST].sequence) == (before.uid, 0)
    assert found[FIRST].event == before.event
    assert found[later].uid != before.uid
    # And the third one, and a change of it.
    third = date(2028, 3, 6)
    play(
        scene,
        told,
        [
            (later + timedelta(days=30), event(f"{name} 2028", third, identifier=identifier)),
            (later + timedelta(days=40), event(f"{name} 2028 in Gera", third, town="Gera")),
        ],
    )
    assert set(by_day(scene)) == {FIRST, later, third}
    assert by_day(scene)[third].event.name.endswith("in Gera")
    assert by_day(scene)[FIRST].uid == before.uid


@pytest.mark.parametrize(
    ("read_on", "change"),
    [
        (BEFORE, {}),
        (AFTER, {"status": EventStatus.POSTPONED}),
        (AFTER, {"status": EventStatus.RESCHEDULED, "previous_start": FIRST}),
        (AFTER, {"previous_start": FIRST}),
    ],
    ids=["moved in time", "a word", "a word and the old day", "the old day"],
)
def test_one_that_was_put_off_keeps_its_uid(
    scene: Any, event: Make, told: Told, read_on: date, change: dict[str, Any]
) -> None:
    play(scene, told, [(BEFORE, event("Jahrestagung"))])
    (before,) = scene.store.events()
    play(scene, told, [(read_on, event("Jahrestagung", date(2026, 6, 9), **change))])
    (after,) = scene.store.events()
    assert after.uid == before.uid
    assert after.sequence == 1
    assert after.event.when == When(start=date(2026, 6, 9))


def test_postponed_without_a_day_then_held_months_later(
    scene: Any, event: Make, told: Told
) -> None:
    play(
        scene,
        told,
        [
            (BEFORE, event("Jahrestagung")),
            (date(2026, 2, 20), event("Jahrestagung", status=EventStatus.POSTPONED)),
            (date(2026, 5, 1), event("Jahrestagung", date(2026, 9, 8))),
        ],
    )
    (stored,) = scene.store.events()
    assert stored.sequence == 2
    assert stored.event.when == When(start=date(2026, 9, 8))


def test_a_corrected_day_is_one_event(scene: Any, event: Make, told: Told) -> None:
    play(scene, told, [(BEFORE, event(day=date(2026, 3, 20))), (BEFORE, event(day=FIRST))])
    (stored,) = scene.store.events()
    assert stored.event.when == When(start=FIRST)


def test_a_day_is_corrected_on_the_day_itself(scene: Any, event: Make, told: Told) -> None:
    play(scene, told, [(BEFORE, event()), (FIRST, event(day=FIRST + timedelta(days=1)))])
    assert len(scene.store.events()) == 1


def test_a_year_that_was_mistyped_is_corrected(scene: Any, event: Make, told: Told) -> None:
    """A day that was over when the page was first read had never been announced."""
    play(
        scene,
        told,
        [
            (BEFORE, event("Jahrestagung", date(2025, 6, 9))),
            (date(2026, 2, 2), event("Jahrestagung", date(2026, 6, 9))),
        ],
    )
    assert date(2026, 6, 9) in days(scene)


def test_the_item_of_a_calendar_in_the_next_year(scene: Any, event: Make, told: Told) -> None:
    calendar = f"{HOME}/kalender.ics"
    for year in (2026, 2027, 2028):
        at(scene, date(year, 1, 10))
        item = event("Neujahrsempfang", date(year, 1, 20), identifier="neujahr@region")
        scene.run({calendar: told(item, kind=PageKind.LISTING)})
    assert [day.year for day in days(scene)] == [2026, 2027, 2028]
    assert len({stored.uid for stored in scene.store.events()}) == 3
    assert all(stored.sequence == 0 for stored in scene.store.events())


def test_two_editions_take_turns_on_one_page(scene: Any, event: Make, told: Told) -> None:
    spring, autumn = event("Forum im Frühjahr"), event("Forum im Herbst", date(2026, 10, 5))
    play(scene, told, [(BEFORE, spring)])
    at(scene, date(2026, 2, 2))
    scene.run({PAGE: told(spring, autumn)})
    before = {day: stored.uid for day, stored in by_day(scene).items()}
    assert len(before) == 2
    play(scene, told, [(AFTER, autumn), (date(2026, 3, 12), autumn)])
    assert {day: stored.uid for day, stored in by_day(scene).items()} == before
    play(scene, told, [(date(2026, 11, 1), event("Forum im Frühjahr", date(2027, 3, 1)))])
    assert len(days(scene)) == 3
    assert {day: stored.uid for day, stored in by_day(scene).items()}.items() >= before.items()


def test_a_rough_day_that_becomes_exact_is_one_event(scene: Any, event: Make, told: Told) -> None:
    rough = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    play(
        scene,
        told,
        [
            (BEFORE, replace(event("Jahrestagung"), when=rough)),
            (AFTER, event("Jahrestagung", date(2026, 10, 5))),
        ],
    )
    (stored,) = scene.store.events()
    assert stored.sequence == 1


def test_addresses_that_name_another_event_do_not_join(scene: Any, event: Make, told: Told) -> None:
    """Every page of the site gives the same canonical address, that of one of its events."""
    one = event("Fachtag Wasserstoff", url=PAGE)
    other = event("Werkstatt Dorfkerne", date(2026, 4, 7), town="Gera", url=PAGE)
    scene.run({f"{HOME}/t/1": told(one), f"{HOME}/t/2": told(other)})
    assert len(scene.store.events()) == 2
    before = {stored.uid for stored in scene.store.events()}
    scene.run({f"{HOME}/t/1": told(one), f"{HOME}/t/2": told(replace(other, name="Werkstatt"))})
    assert {stored.uid for stored in scene.store.events()} == before


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("12. Regionaltag", "13. Regionaltag", True),
        ("Regionaltag am 2. März", "Regionaltag am 1. April", False),
        ("Forum Teil 1", "Forum Teil 1", False),
        ("Regionalforum 2026", "Regionalforum 2026", False),
        ("Regionalforum 2026", "Regionalforum 2027", True),
    ],
)
def test_numbers_and_years_in_the_title(
    event: Make, first: str, second: str, expected: bool
) -> None:
    then, now = event(first, FIRST), event(second, date(2026, 6, 9))
    assert is_next_edition(then, now, BEFORE) is expected
