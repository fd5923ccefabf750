"""A site is rebuilt: other addresses, other titles, and the same events under the same UIDs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from model import (
    Deadline,
    DeadlineKind,
    Event,
    EventStatus,
    Extraction,
    PageKind,
    StoredEvent,
    Verdict,
)
from regioradar.joining import EventMatcher
from regioradar.surroundings import Surroundings
from store import Guard

HOME = "https://region.localhost"
TOWNS = ("Halle (Saale)", "Leipzig", "Chemnitz", "Zwickau", "Jena", "Gera")
TITLES = (
    "Fachtag Wasserstoff im Revier",
    "Werkstatt Dorfkerne beleben",
    "Konferenz zur Zukunft der Chemie",
    "Forum Radwege über Land",
    "Seminar Fördermittel beantragen",
)
COUNT = len(TOWNS) * len(TITLES)

Told = Callable[..., Extraction]
Make = Callable[..., Event]


@pytest.fixture
def site(scene: Any) -> Any:
    """A scene that compares as the program does, and where staff let all changes through."""
    scene.matcher = EventMatcher(Surroundings(()))
    scene.guard = Guard(share=1)
    return scene


@pytest.fixture
def program(event: Make) -> list[Event]:
    """Thirty events: five kinds in each of six towns, on days of their own."""
    return [
        event(title, date(2026, 3, 2) + timedelta(days=9 * i + 50 * j), town=town)
        for i, title in enumerate(TITLES)
        for j, town in enumerate(TOWNS)
    ]


def pages(told: Told, events: list[Event], pattern: str) -> dict[str, Extraction]:
    return {pattern.format(number): told(one) for number, one in enumerate(events)}


def uids(scene: Any) -> list[str]:
    return sorted(stored.uid for stored in scene.store.events())


def by_day(scene: Any) -> dict[tuple[Any, str], StoredEvent]:
    found = {}
    for stored in scene.store.events():
        when, place = stored.event.when, stored.event.location
        found[when.first_day, place.address_locality] = stored
    return found


OLD = HOME + "/termine/{}"
NEW = HOME + "/de/veranstaltungen/detail-{}.html"


@pytest.mark.parametrize("gone", [True, False], ids=["old pages gone", "old pages not asked for"])
@pytest.mark.parametrize("retitled", [True, False], ids=["retitled", "same titles"])
def test_new_addresses_of_a_whole_site(
    site: Any,
    program: list[Event],
    told: Told,
    visited: Callable[..., Any],
    gone: bool,
    retitled: bool,
) -> None:
    site.run(pages(told, program, OLD))
    before = uids(site)
    assert len(before) == COUNT
    titled = [replace(one, name=f"Einladung: {one.name}") for one in program]
    now = titled if retitled else program
    lost = [visited(OLD.format(n), Verdict.GONE) for n in range(COUNT)] if gone else []
    site.run(pages(told, now, NEW), also=lost)
    assert uids(site) == before
    assert len(site.store.events()) == COUNT
    for stored in site.store.events():
        assert stored.event.publish
        if gone:
            assert stored.event.name.startswith("Einladung") is retitled
    site.version = "2"
    dump = site.dump()
    site.run(pages(told, now, NEW), also=lost)
    assert site.dump() == dump


def test_what_the_new_site_corrects_is_seen(
    site: Any, program: list[Event], told: Told, visited: Callable[..., Any]
) -> None:
    site.run(pages(told, program, OLD))
    before = uids(site)
    lost = [visited(OLD.format(number), Verdict.GONE) for number in range(COUNT)]
    site.run(pages(told, program, NEW), also=lost)
    off = [replace(one, status=EventStatus.CANCELLED) for one in program]
    site.run(pages(told, off, NEW), also=lost)
    assert uids(site) == before
    assert {stored.event.status for stored in site.store.events()} == {EventStatus.CANCELLED}
    assert {stored.sequence for stored in site.store.events()} == {1}


def test_item_ids_outlive_address_title_and_day(
    site: Any, program: list[Event], told: Told
) -> None:
    known = [replace(one, identifier=f"id-{n}") for n, one in enumerate(program)]
    site.run(pages(told, known, OLD))
    before = uids(site)
    moved = [
        replace(
            one,
            name=f"Neu: Thema {number}",
            when=replace(one.when, start=one.when.start + timedelta(days=3)),
        )  # type: ignore[union-attr, operator, arg-type]
        for number, one in enumerate(known)
    ]
    site.run(pages(told, moved, NEW))
    assert uids(site) == before


def test_a_list_in_place_of_pages(site: Any, program: list[Event], told: Told) -> None:
    site.run(pages(told, program, OLD))
    before = uids(site)
    site.run({HOME + "/kalender": told(*program, kind=PageKind.LISTING)})
    assert uids(site) == before


@pytest.mark.parametrize(
    "spelling",
    [
        "http://region.localhost/termine/{}",
        "https://www.region.localhost/termine/{}",
        "https://region.localhost/termine/{}/",
        "https://region.localhost/termine/{}?utm_source=brief",
    ],
)
def test_another_spelling_of_the_addresses_is_the_same_page(
    site: Any, program: list[Event], told: Told, spelling: str
) -> None:
    site.run(pages(told, program, spelling))
    before = uids(site)
    site.run(pages(told, program, OLD))
    assert uids(site) == before
    edited = [
        replace(one, name=f"Neu: Thema {number}", confidence=0.5)
        for number, one in enumerate(program)
    ]
    site.run(pages(told, edited, OLD))
    assert uids(site) == before
    assert all(stored.event.name.startswith("Neu") for stored in site.store.events())
    assert all(len(stored.mentions) == 1 for stored in site.store.events())


def test_a_deadline_is_told_once(
    site: Any, event: Make, told: Told, visited: Callable[..., Any]
) -> None:
    def page(day: int) -> Extraction:
        due = Deadline(due=date(2026, 2, day), kind=DeadlineKind.REGISTRATION, quote="bis")
        return told(event(), deadlines=(due,))

    def days() -> list[Any]:
        return [stored.deadline.due for stored in site.store.deadlines()]

    site.run({OLD.format(1): page(1)})
    site.run({NEW.format(1): page(1)})
    assert days() == [date(2026, 2, 1)]
    (first,) = site.store.deadlines()
    assert first.page_url == OLD.format(1)
    gone = [visited(OLD.format(1), Verdict.GONE)]
    site.run({NEW.format(1): page(3)}, also=gone)
    assert days() == [date(2026, 2, 3)]


def test_a_deadline_outlives_a_page_that_is_gone_for_now(
    site: Any, event: Make, told: Told, visited: Callable[..., Any]
) -> None:
    due = Deadline(due=date(2026, 2, 1), kind=DeadlineKind.REGISTRATION, quote="bis")
    site.run({OLD.format(1): told(event(), deadlines=(due,))})
    site.run({}, also=[visited(OLD.format(1), Verdict.GONE)])
    assert len(site.store.deadlines()) == 1
