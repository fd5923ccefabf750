"""events.json: what the search and other programs are told of the coming events."""

import json
from datetime import date

import pytest

from feeds import build
from model import AttendanceMode, CoarseWhen, EventStatus, Grain, Place, When


@pytest.fixture
def told(site):
    """Return a function that gives the whole file for these events."""

    def read(*events, **fields):
        return json.loads(site(*events, **fields).files["events.json"])

    return read


def test_an_event_with_all_that_is_known_of_it(told, make):
    (event,) = told(make.conference())["events"]
    assert event.pop("selections")
    assert event.pop("slug") + ".html" == event.pop("url")
    assert event == {
        "name": "Regionalpolitische Jahrestagung",
        "start": "2026-03-02",
        "end": "2026-03-03",
        "when": "2.–3. März 2026",
        "place": "Händel-Halle, Halle (Saale)",
        "town": "Halle (Saale)",
        "organizer": "Bundesministerium für Wirtschaft und Energie",
        "attendance": ["onsite"],
    }


def test_what_is_not_known_is_left_out(told, make):
    (event,) = told(make.event())["events"]
    assert {"end", "place", "town", "organizer", "attendance", "off", "rough"} & event.keys() == {
        "end"
    }


def test_clock_times_carry_their_offset(told, make):
    (event,) = told(make.seminar())["events"]
    assert (event["start"], event["end"]) == ("2026-03-19T10:00+01:00", "2026-03-19T16:00+01:00")


def test_a_cancelled_event_says_so(told, make):
    (event,) = told(make.cancelled())["events"]
    assert event["off"] is True
    assert event["name"] == "ABGESAGT: Regionalforum Lausitz"


def test_a_rough_time_is_marked_and_reaches_over_all_its_days(told, make):
    when = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    event = told(make.conference(), make.event("grob@regioradar.example", when=when))["events"][1]
    assert event["rough"] is True
    assert (event["start"], event["end"]) == ("2026-09-01", "2026-11-30")
    assert event["when"] == "Herbst 2026"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"attendance_mode": AttendanceMode.ONLINE}, ["online"]),
        ({"status": EventStatus.MOVED_ONLINE}, ["online"]),
        ({"attendance_mode": AttendanceMode.MIXED}, ["onsite", "online"]),
        ({"attendance_mode": AttendanceMode.OFFLINE}, ["onsite"]),
        ({"locations": (Place(address_locality="Jena"),)}, ["onsite"]),
        ({}, None),
    ],
)
def test_how_one_can_take_part(told, make, fields, expected):
    (event,) = told(make.event(**fields))["events"]
    assert event.get("attendance") == expected


def test_selections_are_named_with_the_files_that_they_have(make, site):
    halle = Place(address_locality="Halle (Saale)", address_region="Sachsen-Anhalt")
    made = site(make.event(locations=(halle,)), news=(make.news(),))
    data = json.loads(made.files["events.json"])
    (event,) = data["events"]
    assert {"land/sachsen-anhalt", "quelle/bmwe"} <= set(event["selections"])
    assert "alle" not in event["selections"]
    for slug in event["selections"]:
        assert data["selections"][slug]["title"]
    for selection in data["selections"].values():
        files = {selection[name] for name in ("page", "calendar", "feed") if name in selection}
        assert files <= made.files.keys()
    assert "calendar" not in data["selections"]["neuigkeiten"]


def test_only_coming_events_by_start(told, make):
    past = make.event("frueher@regioradar.example", when=When(start=date(2026, 1, 20)))
    data = told(make.seminar(), past, make.conference())
    assert [event["start"][:10] for event in data["events"]] == ["2026-03-02", "2026-03-19"]


def test_the_same_snapshot_gives_the_same_bytes(make, settings):
    snapshot = make.snapshot(make.seminar(), make.conference())
    bodies = {build(snapshot, settings).files["events.json"] for _ in range(2)}
    assert len(bodies) == 1
    assert b": " not in bodies.pop().replace(b"ABGESAGT: ", b"")
