"""A whole build: the set of files, determinism, and that one bad record stops nothing."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime

import feedparser
import icalendar
import pytest
from lxml import html

from feeds import FeedSettings, Snapshot, build, words
from feeds.calendars import vevent
from feeds.lint import lint_files
from model import BERLIN, ConfigError, Place, ProblemKind, Severity, When


@pytest.fixture
def snapshot(make) -> Snapshot:
    conference = make.conference()
    return make.snapshot(
        conference,
        make.seminar(),
        make.cancelled(),
        news=(make.news(), make.news("b", headline="Bilanz", is_report=True)),
        deadlines=(make.deadline(conference.uid, date(2026, 2, 16)),),
    )


def names(files) -> set[str]:
    """Return the events' names as the three files show them, and check that they agree."""
    calendar = icalendar.Calendar.from_ical(files["alle.ics"]).walk("VEVENT")
    in_calendar = {str(event["SUMMARY"]) for event in calendar}
    entries = feedparser.parse(files["alle.rss"]).entries
    in_feed = {e.title.split(" · ")[1] for e in entries if e.tags[0].term == "Termin"}
    root = html.document_fromstring(files["index.html"].decode())
    on_page = {e.text_content().strip() for e in root.cssselect("#termine .name")}
    assert in_calendar == in_feed == on_page
    return in_calendar


def test_the_files(snapshot, settings, make):
    made = build(snapshot, settings)
    calendars = {name for name in made.files if name.endswith(".ics")}
    assert {name for name in calendars if "/" not in name} == {"alle.ics", "fristen.ics"}
    assert sum(name.startswith("termin/") for name in calendars) == 3
    feeds = {"alle", "demnaechst", "aenderungen", "fristen", "fristen-demnaechst", "neuigkeiten"}
    for suffix in ("rss", "atom", "json"):
        found = {name for name in made.files if name.endswith(f".{suffix}") and "/" not in name}
        assert found - {"events.json"} == {f"{name}.{suffix}" for name in feeds}
    assert made.problems == ()
    assert lint_files(made.files, settings, now=make.changed) == []
    assert made.files["robots.txt"].startswith(b"User-agent: *\nAllow: /\n")
    assert names(made.files) == {
        "Regionalpolitische Jahrestagung",
        "Seminar Fördermittel",
        "ABGESAGT: Regionalforum Lausitz",
    }


def test_two_builds_are_the_same_bytes_whatever_the_order(snapshot, settings):
    first = build(snapshot, settings).files
    for seed in range(5):
        shuffled = replace(
            snapshot,
            events=tuple(random.Random(seed).sample(snapshot.events, len(snapshot.events))),
            news=tuple(random.Random(seed).sample(snapshot.news, len(snapshot.news))),
        )
        assert build(shuffled, settings).files == first


_IN_A_NEW_PROCESS = """
import hashlib
from datetime import UTC, date, datetime
from feeds import FeedSettings, Snapshot, build
from model import Event, Organizer, Place, StoredEvent, When

then = datetime(2026, 1, 1, tzinfo=UTC)
event = Event(
    name="Tagung", publish=True, when=When(start=date(2026, 3, 2)),
    organizers=(Organizer(name="Amt"),),
    locations=(Place(name="Halle", latitude=51.0, longitude=12.0),),
)
stored = StoredEvent(uid="a", sequence=0, created=then, last_modified=then, event=event)
made = build(
    Snapshot(events=(stored,), today=date(2026, 2, 1)),
    FeedSettings(base_url="https://kalender.example/"),
)
print(hashlib.sha256(b"".join(made.files[name] for name in sorted(made.files))).hexdigest())
"""


def test_another_process_another_zone_the_same_bytes():
    digests = {
        subprocess.run(
            [sys.executable, "-c", _IN_A_NEW_PROCESS],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(digests) == 1


def test_a_poisoned_event_is_left_out_and_told(snapshot, settings, monkeypatch):
    def poisoned(event):
        if event.name.startswith("Seminar"):
            raise RuntimeError("cannot say where")
        return place(event)

    place = words.place
    monkeypatch.setattr(words, "place", poisoned)
    made = build(snapshot, settings)
    assert names(made.files) == {
        "Regionalpolitische Jahrestagung",
        "ABGESAGT: Regionalforum Lausitz",
    }
    problem, *_ = made.problems
    assert (problem.kind, problem.severity) == (ProblemKind.NOT_PUBLISHED, Severity.ERROR)
    assert problem.message.startswith("'seminar@regioradar.example' left out: RuntimeError")
    assert not any(b"Seminar" in body for body in made.files.values())


def test_an_event_that_breaks_a_rule_is_left_out_and_told(snapshot, settings, monkeypatch):
    monkeypatch.setitem(vevent.STATUS, "EventCancelled", "FOO")
    made = build(snapshot, settings)
    assert b"Regionalforum" not in made.files["alle.ics"]
    assert b"Seminar" in made.files["alle.ics"]
    (problem,) = made.problems
    assert "STATUS is 'FOO' (point 15)" in problem.message


@pytest.mark.parametrize(
    "end",
    [date(9999, 12, 31), datetime(9999, 12, 31, 23, 59, tzinfo=BERLIN)],
    ids=["day", "minute"],
)
def test_an_end_beyond_the_calendar_stops_only_its_event(snapshot, settings, make, end):
    start = make.at(2026, 3, 2, 10) if isinstance(end, datetime) else date(2026, 3, 2)
    endless = make.event("endlos", when=When(start=start, end=end))
    made = build(replace(snapshot, events=(*snapshot.events, endless)), settings)
    assert b"endlos" not in made.files["alle.ics"]
    assert b"Seminar" in made.files["alle.ics"]
    assert any("'endlos' left out: " in p.message for p in made.problems)


def test_records_that_no_file_can_carry_are_sifted_out(settings, make):
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - the fault under test
    made = build(
        make.snapshot(
            make.conference(),
            make.event(make.conference().uid, name="Doppelt"),
            make.event(" ", name="Ohne Kennung"),
            make.event("naiv", name="Ohne Zone", last_modified=naive),
        ),
        settings,
    )
    assert names(made.files) == {"Regionalpolitische Jahrestagung"}
    assert [p.message for p in made.problems] == [
        "'jahrestagung@regioradar.example': a second record with this UID was left out",
        "a record without a UID was left out",
        "'naiv': left out, its times have no zone",
    ]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"base_url": "kalender.example"}, "base_url"),
        ({"base_url": "https://kalender.example/?a=1"}, "base_url"),
        ({"title": " "}, "title"),
        ({"tag_authority": "Kalender Example"}, "tag_authority"),
        ({"tag_date": "gestern"}, "tag_date"),
        ({"past_days": -1}, "past_days"),
        ({"max_events": 0}, "max_events"),
        ({"max_bytes": 5}, "max_bytes"),
        ({"max_bytes": 1_000_001}, "max_bytes"),
        ({"max_events": 1_001}, "max_events"),
    ],
)
def test_wrong_settings_name_the_setting(fields, name):
    with pytest.raises(ConfigError, match=f"^{name}: "):
        FeedSettings(**{"base_url": "https://kalender.example/", **fields})


def test_a_place_name_that_joins_to_markup_is_harmless(make, settings):
    places = (Place(name="a <b"), Place(name="c> d"))
    made = build(make.snapshot(make.event(locations=places)), settings)
    assert made.problems == ()
    assert b"<b" not in made.files["alle.ics"]
