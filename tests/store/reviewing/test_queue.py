"""The queue: what is in it, in what order, and why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from model import CoarseWhen, Event, Extraction, Grain, When, YearSource
from store import QueueFilter, QueueItem, RejectReason, Tab, Why

TODAY = date(2026, 1, 6)
HOME = "https://region.localhost/termine/"


@pytest.fixture
def queued(scene: Any, told: Callable[..., Extraction]) -> Callable[..., tuple[QueueItem, ...]]:
    """Crawls pages with an event each and gives the queue."""

    def play(*events: Event) -> tuple[QueueItem, ...]:
        scene.run({f"{HOME}{number}": told(one) for number, one in enumerate(events)})
        found = scene.store.desk.queue(QueueFilter(), TODAY)
        assert isinstance(found, tuple)
        return found

    return play


def names(items: tuple[QueueItem, ...]) -> list[str]:
    return [item.event.name for item in items]


def listed(scene: Any, today: date = TODAY, **wanted: Any) -> list[str]:
    return names(scene.store.desk.queue(QueueFilter(**wanted), today))


def test_what_nobody_has_judged_is_in_the_queue_and_says_why(
    queued: Any, event: Callable[..., Event]
) -> None:
    (item,) = queued(event("Forum A"))

    assert item.tabs >= {Tab.ALL, Tab.NEW}
    assert item.reasons == (Why.NEW,)
    assert item.published
    assert item.version


def test_the_near_and_doubtful_come_before_the_far_and_sure(
    queued: Any, event: Callable[..., Event]
) -> None:
    near, far = date(2026, 1, 12), date(2026, 11, 2)

    items = queued(
        event("Sicher und fern", far, town="Halle"),
        event("Unsicher und nah", near, town="Leipzig", confidence=0.4, publish=False),
        event("Sicher und nah", near, town="Dessau"),
        event("Unsicher und fern", far, town="Jena", confidence=0.4, publish=False),
    )

    assert names(items) == [
        "Unsicher und nah",
        "Unsicher und fern",
        "Sicher und nah",
        "Sicher und fern",
    ]
    assert [item.need for item in items] == sorted((i.need for i in items), reverse=True)


def test_equal_ones_stand_by_day_then_by_uid(queued: Any, event: Callable[..., Event]) -> None:
    sure = [event(f"Treffen {n}", date(2026, 5, 4), town=n, confidence=1.0) for n in "CAB"]
    later = event("Treffen D", date(2026, 5, 5), town="D", confidence=1.0)

    items = queued(later, *sure)

    assert [item.need for item in items] == [0.0] * 4
    assert names(items)[-1] == "Treffen D"
    uids = [item.uid for item in items[:3]]
    assert uids == sorted(uids)


def test_past_events_leave_by_themselves(
    scene: Any, queued: Any, event: Callable[..., Event]
) -> None:
    queued(event("Forum", date(2026, 3, 2)))

    assert listed(scene, date(2026, 3, 2)) == ["Forum"]
    assert listed(scene, date(2026, 3, 3)) == []
    assert listed(scene, date(2026, 3, 3), everything=True) == ["Forum"]


def test_what_is_rejected_or_approved_leaves(
    scene: Any, queued: Any, event: Callable[..., Event]
) -> None:
    queued(event("Forum A"), event("Tagung B", town="Jena"))
    first, second = scene.store.events()

    scene.decide("reject", first.uid, RejectReason.NO_EVENT)
    scene.decide("approve", second.uid)

    assert listed(scene) == []


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"when": When(start=date(2026, 3, 2), year_source=YearSource.TENSE)}, Why.YEAR_INFERRED),
        ({"when": None}, Why.NO_DAY),
        ({"locations": ()}, Why.PLACE_MISSING),
        ({"organizers": ()}, Why.ORGANIZER_MISSING),
        ({"publish": False}, Why.NOT_PUBLISHABLE),
        ({"reasons": ("the weekday does not agree with the date",)}, Why.DATE_UNSURE),
    ],
)
def test_reasons_name_what_is_amiss(
    queued: Any, event: Callable[..., Event], values: dict[str, Any], why: Why
) -> None:
    (item,) = queued(replace(event(), **values))

    assert why in item.reasons


def test_tabs_and_counts_agree(scene: Any, queued: Any, event: Callable[..., Event]) -> None:
    autumn = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    queued(
        event("Morgen", TODAY + timedelta(days=1), town="A"),
        event("Unsicher", date(2026, 5, 4), town="B", publish=False),
        replace(event("Im Herbst", town="C"), when=autumn, publish=False),
        event("Ohne Tag", None, town="D", publish=False),
    )

    counts = scene.store.desk.counts(QueueFilter(), TODAY)

    assert counts[Tab.ALL] == 4
    assert counts[Tab.SOON] == 1
    assert counts[Tab.UNSURE] == 3
    assert counts[Tab.POSTPONED] == counts[Tab.DELISTED] == 0
    for tab in Tab:
        assert len(listed(scene, tab=tab)) == counts[tab], tab
    for item in scene.store.desk.queue(QueueFilter(), TODAY):
        for tab in Tab:
            assert (tab in item.tabs) == (item.event.name in listed(scene, tab=tab))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "halle"}, ["Forum"]),
        ({"text": "Jena fachtagung"}, ["Fachtagung"]),
        ({"text": "Jena Forum"}, []),
        ({"text": "2.3.2026"}, ["Forum"]),
        ({"text": "2026-05"}, ["Fachtagung"]),
        ({"text": "mai"}, ["Fachtagung"]),
        ({"text": "region"}, ["Fachtagung", "Forum"]),
        ({"region": "Thüringen"}, []),
        ({"source_id": "region"}, ["Fachtagung", "Forum"]),
        ({"source_id": "reg"}, []),
        ({"why": Why.NOT_PUBLISHABLE}, ["Fachtagung"]),
    ],
)
def test_filters(
    scene: Any, queued: Any, event: Callable[..., Event], wanted: Any, found: list[str]
) -> None:
    queued(event("Forum"), event("Fachtagung", date(2026, 5, 4), town="Jena", publish=False))

    assert sorted(listed(scene, **wanted)) == found
    assert scene.store.desk.counts(QueueFilter(**wanted), TODAY)[Tab.ALL] == len(found)


def test_neighbours_follow_the_order_and_know_where_a_judged_one_stood(
    scene: Any, queued: Any, event: Callable[..., Event]
) -> None:
    items = queued(*(event(f"T {n}", date(2026, n, 4), town=f"Ort {n}") for n in range(2, 7)))
    uids = [item.uid for item in items]
    desk = scene.store.desk

    middle = desk.neighbours(QueueFilter(), uids[2], TODAY)
    scene.decide("approve", uids[2])
    gone = desk.neighbours(QueueFilter(), uids[2], TODAY, need=items[2].need)
    last = desk.neighbours(QueueFilter(), uids[4], TODAY)

    assert (middle.before, middle.after, middle.position, middle.total) == (uids[1], uids[3], 3, 5)
    assert (gone.before, gone.after, gone.position, gone.total) == (uids[1], uids[3], 0, 4)
    assert (last.before, last.after, last.position, last.total) == (uids[3], "", 4, 4)


def test_neighbours_of_each_are_those_of_the_list(
    scene: Any, queued: Any, event: Callable[..., Event]
) -> None:
    day = date(2026, 5, 4)
    twins = [event(f"T {n}", day, town=f"Ort {n}") for n in range(4)]
    doubts = [event(f"U {n}", day, town=f"Ort {n}", confidence=n / 10) for n in range(4)]
    uids = [item.uid for item in queued(*twins, *doubts, event("Ohne Tag", None))]

    for place, uid in enumerate(uids):
        found = scene.store.desk.neighbours(QueueFilter(), uid, TODAY)

        assert found.position == place + 1
        assert found.before == (uids[place - 1] if place else "")
        assert found.after == (uids[place + 1] if place + 1 < len(uids) else "")


def test_of_an_empty_list_and_of_no_event_there_are_no_neighbours(
    scene: Any, queued: Any, event: Callable[..., Event]
) -> None:
    (item,) = queued(event())
    desk = scene.store.desk

    none = desk.neighbours(QueueFilter(text="Gibtesnicht"), item.uid, TODAY, need=item.need)
    unknown = desk.neighbours(QueueFilter(), "unknown", TODAY)

    assert (none.before, none.after, none.position, none.total) == ("", "", 0, 0)
    assert (unknown.before, unknown.after, unknown.position, unknown.total) == (item.uid, "", 0, 1)


def test_pages_of_the_queue_are_the_queue(
    scene: Any, queued: Any, event: Callable[..., Event]
) -> None:
    queued(*(event(f"T {n}", date(2026, 4, n), town=f"Ort {n}") for n in range(1, 8)))
    desk = scene.store.desk

    parts = [desk.queue(QueueFilter(), TODAY, limit=3, offset=n) for n in (0, 3, 6)]

    assert [item for part in parts for item in part] == list(desk.queue(QueueFilter(), TODAY))
