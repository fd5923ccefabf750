"""What is in a calendar: its window, its order, what it has room for."""

from dataclasses import replace
from datetime import date, timedelta

import icalendar
from ical.calendar_stream import IcsCalendarStream

from feeds import FeedSettings, build
from feeds.lint import lint_files, lint_ics
from feeds.lint.calendar_rules import Shape
from model import CoarseWhen, EventStatus, Grain, When


def parsed(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_what_is_in_the_window(make, calendars):
    def on(uid: str, days_from_today: int, **fields):
        start = make.today + timedelta(days=days_from_today)
        return make.event(uid, when=When(start=start), **fields)

    cancelled = EventStatus.CANCELLED
    data = calendars(
        make.snapshot(
            on("far", 2_000),
            on("today", 0),
            on("past", -180),
            on("too-old", -181),
            on("cancelled", -30, status=cancelled),
            on("cancelled-long-ago", -31, status=cancelled),
            on("report", -5, is_report=True),
            on("report-of-the-future", 5, is_report=True),
            on("held-back", 5, publish=False),
            make.event("no-time", when=None),
            make.event(
                "coarse",
                when=CoarseWhen(
                    first_day=date(2026, 9, 1),
                    last_day=date(2026, 11, 30),
                    grain=Grain.SEASON,
                    text="Herbst 2026",
                ),
            ),
        ),
    )["alle.ics"]
    assert [e["UID"] for e in parsed(data)] == ["past", "cancelled", "report", "today", "far"]


def test_a_cancelled_event_stays_no_longer_than_others(make, calendars, settings):
    def on(uid: str, age: int, **fields):
        return make.event(uid, when=When(start=make.today - timedelta(days=age)), **fields)

    events = (on("past", 10), on("cancelled", 11, status=EventStatus.CANCELLED))
    data = calendars(make.snapshot(*events), replace(settings, past_days=10))["alle.ics"]
    assert [e["UID"] for e in parsed(data)] == ["past"]


def test_what_is_today_is_the_last_to_go(make, settings):
    events = [
        make.event(f"{day:+}", when=When(start=make.today + timedelta(days=day))) for day in (0, 9)
    ]
    made = build(make.snapshot(*events), replace(settings, max_events=1))
    assert [e["UID"] for e in parsed(made.files["alle.ics"])] == ["+0"]


def test_too_many_events_drop_the_farthest_past_first(make):
    settings = FeedSettings(base_url="https://kalender.example/", max_events=4)
    days = (-90, -10, -1, 0, 5, 90)
    events = [
        make.event(f"{day:+}", when=When(start=make.today + timedelta(days=day))) for day in days
    ]
    made = build(make.snapshot(*events), settings)
    assert [e["UID"] for e in parsed(made.files["alle.ics"])] == ["-1", "+0", "+5", "+90"]
    assert [p.message for p in made.problems] == ["alle.ics: no room for 2 events"]


def test_an_empty_window_keeps_the_latest_past_event(make, calendars):
    days = (-300, -200, -190)
    events = [
        make.event(f"{day:+}", when=When(start=make.today + timedelta(days=day))) for day in days
    ]
    assert [e["UID"] for e in parsed(calendars(make.snapshot(*events))["alle.ics"])] == ["-190"]


def test_too_many_bytes(make):
    settings = FeedSettings(base_url="https://kalender.example/", max_bytes=10_000)
    events = [
        make.event(f"e{n}", description="Viele Wörter. " * 30, when=When(start=date(2026, 3, n)))
        for n in range(1, 29)
    ]
    made = build(make.snapshot(*events), settings)
    data = made.files["alle.ics"]
    assert 9_000 < len(data) < 10_000
    kept = [e["UID"] for e in parsed(data)]
    assert kept == [f"e{n}" for n in range(1, len(kept) + 1)]
    assert made.problems[0].message == f"alle.ics: no room for {28 - len(kept)} events"
    # The feed has more than the calendar: that is told once, by who left it out.
    assert lint_files(made.files, settings) == []


def test_a_calendar_has_fewer_bytes_than_the_bound(make, settings):
    """Point 11 as the lint has it, or a calendar of just that size would hold the publication."""
    events = [
        make.event(f"e{n}", description="Viele Wörter. " * 30, when=When(start=date(2026, 3, n)))
        for n in range(1, 15)
    ]

    def size(bound: int) -> int:
        own = replace(settings, max_bytes=bound)
        return len(build(make.snapshot(*events), own).files["alle.ics"])

    whole = size(1_000_000)
    assert size(whole + 1) == whole
    assert size(whole) < whole


def test_an_empty_calendar_is_valid_and_told(make, settings):
    made = build(make.snapshot(), settings)
    data = made.files["alle.ics"]
    assert parsed(data) == []
    assert IcsCalendarStream.calendar_from_ics(data.decode()).events == []
    assert b"LAST-MODIFIED" not in data
    assert [p.message for p in made.problems] == ["alle.ics: there is no event to publish"]
    (finding,) = lint_ics(data, shape=Shape.ALL)
    assert (finding.point, finding.severity) == (11, "warning")
