"""Records that may be one event meet; what has nothing in common does not."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from matching import Knowledge, compare, sketch
from model import (
    BERLIN,
    AttendanceMode,
    CoarseWhen,
    Decision,
    Event,
    EventStatus,
    Extraction,
    Grain,
    Organizer,
    Page,
    PageKind,
    Place,
    Subject,
    When,
)
from model.schema_org import event_from_json
from store.blocking import candidates

PAIRS = Path(__file__).parent.parent / "accuracy"
HALLE = Place(address_locality="Halle (Saale)", municipality_key="15002000")
BERLIN_TOWN = Place(address_locality="Berlin", municipality_key="11000000")
DAY = When(start=date(2026, 3, 2))


def meet(scene: Any, sides: dict[str, dict[str, Event]]) -> set[tuple[str, str]]:
    """The names of events of the two sides that are compared."""
    scene.now = datetime(2026, 1, 5, 6, tzinfo=BERLIN)
    run_id = scene.store.start_run(scene.now)
    for source, events in sides.items():
        pages = [
            Page(
                source_id=source,
                url=f"https://{source}.localhost/{name}",
                body=name.encode(),
                fetched_at=scene.now,
            )
            for name in events
        ]
        scene.store.save_pages(run_id, source, pages, (), scene.now)
        scene.store.save_extractions(
            run_id,
            source,
            (
                (number, page, Extraction(page_kind=PageKind.EVENT, events=(event,)))
                for number, page in scene.store.pages_to_extract(source, "1")
                for event in (events[page.url.rsplit("/", 1)[1]],)
            ),
            "1",
            scene.now,
        )
    names: dict[str, list[tuple[str, str]]] = {}
    for row in scene.rows("SELECT record_uid, source_id, page_url FROM mentions"):
        name = row["page_url"].rsplit("/", 1)[1]
        names.setdefault(row["record_uid"], []).append((row["source_id"], name))
    pairs = set()
    left = {uid for uid, told in names.items() for source, _ in told if source == "left"}
    for pair in candidates(scene.store._connection.db, left):
        for one, other in (pair, pair[::-1]):
            pairs |= {
                (mine[1], theirs[1])
                for mine in names[one]
                for theirs in names[other]
                if (mine[0], theirs[0]) == ("left", "right")
            }
    return pairs


@pytest.mark.parametrize("corpus", ["pairs", "pairs_held"])
def test_all_that_is_merged_or_asked_about_meets(corpus: str, scene: Any) -> None:
    text = (PAIRS / corpus / "pairs.jsonl").read_text(encoding="utf-8")
    sides: dict[str, dict[str, Event]] = {"left": {}, "right": {}}
    wanted = set()
    for line in text.splitlines():
        data = json.loads(line)
        told = []
        for side, key in (("left", "a"), ("right", "b")):
            event = event_from_json({**data[key], "url": None})
            sides[side][data["id"]] = event
            told.append(
                sketch(Subject(event=event, source_id=data[key].get("source", "")), Knowledge())
            )
        if compare(*told).decision in (Decision.MERGE, Decision.ASK):
            wanted.add((data["id"], data["id"]))
    assert len(wanted) > 80
    assert wanted - meet(scene, sides) == set()


def _told(name: str = "Forum Wasserstoff im Revier", **more: Any) -> Event:
    return Event(**{"name": name, "when": DAY, "locations": (HALLE,), **more})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(_told(), _told("Gemeinsam weiter"), id="day and town, not a word"),
        pytest.param(
            _told(), _told(when=When(start=date(2026, 3, 20))), id="moved by less than three weeks"
        ),
        pytest.param(
            _told(status=EventStatus.POSTPONED),
            _told(when=When(start=date(2026, 7, 1))),
            id="put off, nobody says from when",
        ),
        pytest.param(
            _told(
                status=EventStatus.RESCHEDULED,
                previous_start=date(2025, 3, 2),
            ),
            _told(when=When(start=date(2025, 3, 2))),
            id="put off from a day that the other still has",
        ),
        pytest.param(
            _told(locations=()), _told("Wasserstoff im Revier: Forum"), id="no town, two words"
        ),
        pytest.param(
            _told(attendance_mode=AttendanceMode.ONLINE),
            _told(locations=(BERLIN_TOWN,)),
            id="held online by hosts of two towns",
        ),
        pytest.param(
            _told(locations=(Place(address_locality="Saalestadt"),)),
            _told("Wasserstoff im Revier"),
            id="a town that nobody knows",
        ),
        pytest.param(
            _told(locations=()), _told(when=When(start=date(2026, 3, 3))), id="no town, next day"
        ),
        pytest.param(
            _told("Future of Work and Mining", locations=()),
            _told("Zukunft der Arbeit"),
            id="in another language",
        ),
        pytest.param(
            _told(
                when=CoarseWhen(
                    first_day=date(2026, 3, 1),
                    last_day=date(2026, 5, 31),
                    grain=Grain.MONTH,
                    text="im Frühjahr",
                ),
            ),
            _told(when=When(start=date(2026, 5, 9))),
            id="known roughly",
        ),
        pytest.param(
            _told(locations=(), when=When(start=date(2026, 3, 1), end=date(2026, 4, 30))),
            _told(when=When(start=date(2026, 4, 9))),
            id="lasts for weeks, no town",
        ),
    ],
)
def test_these_meet_in_either_order(
    one: Event, other: Event, open_scene: Callable[[], Any]
) -> None:
    assert meet(open_scene(), {"left": {"a": one}, "right": {"b": other}}) == {("a", "b")}
    assert meet(open_scene(), {"left": {"b": other}, "right": {"a": one}}) == {("b", "a")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(_told(), _told(locations=(BERLIN_TOWN,)), id="two towns"),
        pytest.param(
            _told(), _told("Kreistag", when=When(start=date(2026, 3, 3))), id="no word, next day"
        ),
        pytest.param(_told(), _told(when=When(start=date(2026, 4, 2))), id="a month between"),
        pytest.param(
            _told("Netzwerktreffen Energie", organizers=(Organizer(name="Netzwerk Nord"),)),
            _told("Netzwerktreffen Bau", locations=(), organizers=(Organizer(name="Kammer Süd"),)),
            id="a word that many titles have",
        ),
    ],
)
def test_these_do_not_meet(one: Event, other: Event, scene: Any) -> None:
    assert meet(scene, {"left": {"a": one}, "right": {"b": other}}) == set()
