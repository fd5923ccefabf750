"""Whatever is edited, in whatever order the pages come: UIDs stay, SEQUENCE never falls."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import (
    Event,
    EventStatus,
    Extraction,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
    When,
)
from model.schema_org import event_to_json
from store import Store
from store.merging import shown

HOME = "https://region.localhost"
LIST = f"{HOME}/termine"
FAULT = Problem(kind=ProblemKind.MALFORMED, message="unreadable", severity=Severity.ERROR)


@dataclass(frozen=True)
class Term:
    """One event of the little region as it truly is."""

    number: int
    title: int = 0
    days: int = 0
    status: EventStatus = EventStatus.SCHEDULED
    text: int = 0
    listed: bool = True
    reachable: bool = True
    readable: bool = True

    @property
    def address(self) -> str:
        return f"{HOME}/termine/{self.number}"

    def event(self, **more: Any) -> Event:
        day = date(2026, 3, 2) + timedelta(days=30 * self.number + self.days)
        values = {
            "name": f"Forum {self.number}, Fassung {self.title}",
            "when": When(start=day),
            "status": self.status,
            "description": f"Beschreibung {self.text}" if self.text else "",
            "confidence": 0.9,
            "publish": True,
            **more,
        }
        return Event(**values)


START = tuple(Term(number) for number in range(3))
edits = st.tuples(
    st.integers(0, len(START) - 1),
    st.sampled_from(
        [
            {"title": 1},
            {"title": 2},
            {"title": 0},
            {"days": 1},
            {"days": 0},
            {"title": 3, "days": 7},
            {"status": EventStatus.CANCELLED},
            {"status": EventStatus.SCHEDULED},
            {"text": 1},
            {"text": 2},
            {"listed": False},
            {"listed": True},
            {"reachable": False},
            {"reachable": True},
            {"readable": False},
            {"readable": True},
        ]
    ),
)
# A run: some edits before it, and the order in which its pages come.
histories = st.lists(
    st.tuples(st.lists(edits, max_size=3), st.permutations(range(len(START) + 1))),
    min_size=1,
    max_size=6,
)


def world_pages(terms: tuple[Term, ...], order: list[int]) -> dict[str, Extraction]:
    """The pages of one crawl: a page an event and one that lists them."""
    cards = [term.event(url=term.address, description="") for term in terms if term.listed]
    pages = [(LIST, Extraction(page_kind=PageKind.LISTING, events=tuple(cards)))]
    for term in terms:
        if not term.reachable:
            continue
        good = Extraction(page_kind=PageKind.EVENT, events=(term.event(),))
        bad = Extraction(page_kind=PageKind.OTHER, problems=(FAULT,))
        pages.append((term.address, good if term.readable else bad))
    return dict(sorted(pages, key=lambda pair: order[hash_free_index(pair[0])]))


def hash_free_index(url: str) -> int:
    return 0 if url == LIST else int(url.rsplit("/", 1)[1]) + 1


def edited(terms: tuple[Term, ...], changes: list[tuple[int, dict[str, Any]]]) -> tuple[Term, ...]:
    now = list(terms)
    for number, change in changes:
        now[number] = replace(now[number], **change)
    return tuple(now)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories)
def test_uids_stay_and_the_sequence_never_falls(
    history: list[Any], make_scene: Callable[[Path, Store], Any]
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "a.sqlite") as one,
        Store.open(Path(folder) / "b.sqlite") as two,
    ):
        scene, sorted_scene = make_scene(Path(folder), one), make_scene(Path(folder), two)
        terms = START
        uids: dict[str, int] = {}
        known: dict[str, Any] = {}
        for changes, order in history:
            terms = edited(terms, changes)
            scene.run(world_pages(terms, order))
            sorted_scene.run(world_pages(terms, sorted(order)))
            stored = {found.uid: found for found in one.events()}
            assert known.keys() <= stored.keys()
            for uid, found in stored.items():
                number = int(found.event.name.split()[1].rstrip(","))
                assert uids.setdefault(uid, number) == number
                check_revision(known.get(uid), found)
            assert len(set(uids.values())) == len(uids)
            check_truth(terms, {uids[uid]: found.event for uid, found in stored.items()})
            known = stored
            before = scene.dump()
            scene.version = sorted_scene.version = scene.version + "+"
            scene.run(world_pages(terms, order))
            sorted_scene.run(world_pages(terms, sorted(order)))
            assert scene.dump() == before
        # Page ids are numbers in the order of arrival and nothing else.
        assert scene.dump(without=("page_id",)) == sorted_scene.dump(without=("page_id",))


def check_revision(before: Any, after: Any) -> None:
    if before is None:
        assert after.sequence == 0
        return
    changed = shown(event_to_json(before.event)) != shown(event_to_json(after.event))
    assert after.sequence == before.sequence + changed
    told = [
        ({(m.source_id, m.page_url) for m in stored.mentions}, stored.conflicts)
        for stored in (before, after)
    ]
    assert (after.last_modified > before.last_modified) == (changed or told[0] != told[1])
    assert after.created == before.created


def check_truth(terms: tuple[Term, ...], events: dict[int, Event]) -> None:
    """What can be read stands in the event as it truly is."""
    for term in terms:
        if term.reachable and term.readable:
            assert events[term.number].name == term.event().name
            assert events[term.number].when == term.event().when
            assert events[term.number].status == term.status
