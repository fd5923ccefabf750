"""The days and hours of two mentions of one title."""

from datetime import date

import pytest

from matching import Knowledge, compare, sketch
from model import CoarseWhen, Event, EventStatus, Grain, Subject

NAME = "Auenforum Elstertal"
SURE = {"town": "Gera", "house": "Comma", "host": "Regionalverbund Elstertal"}


def test_two_days_and_one_day_are_one_event(match):
    two = {"name": NAME, "start": "2026-05-12", "end": "2026-05-13"}
    found = match(two, NAME, **SURE)
    assert found.decision == "merge"
    assert found.features["days"] == "same first day"


def test_only_the_last_day_is_one_event_too(match):
    two = {"name": NAME, "start": "2026-05-11", "end": "2026-05-12"}
    assert match(two, NAME, **SURE).decision == "merge"


def test_a_day_in_the_middle_is_for_staff(match):
    three = {"name": NAME, "start": "2026-05-11", "end": "2026-05-13"}
    found = match(three, NAME, **SURE)
    assert (found.decision, found.features["doubt"]) == ("ask", "one day of several")


def test_a_clock_time_on_one_side(match):
    assert (
        match({"name": NAME, "start": "2026-05-12T18:00+02:00"}, NAME, **SURE).decision == "merge"
    )


def test_midnight_is_no_hour(match):
    whole = {"name": NAME, "start": "2026-05-12T00:00+02:00", "end": "2026-05-12T23:59+02:00"}
    timed = {"name": NAME, "start": "2026-05-12T09:30+02:00", "end": "2026-05-12T15:00+02:00"}
    found = match(whole, timed, **SURE)
    assert found.features["time"] == "not known"
    assert found.decision == "merge"


def test_what_ends_at_midnight_is_of_one_day(match):
    timed = {"name": NAME, "start": "2026-05-12T18:00+02:00", "end": "2026-05-13T00:00+02:00"}
    found = match(timed, {**timed, "end": "2026-05-12"}, **SURE)
    assert (found.decision, found.features["days"]) == ("merge", "same days")


def test_doors_and_start_are_one_event(match):
    doors = {"name": NAME, "start": "2026-05-12T17:30+02:00"}
    start = {"name": NAME, "start": "2026-05-12T18:00+02:00"}
    assert match(doors, start, **SURE).decision == "merge"


def test_another_hour_is_for_staff(match):
    one = {"name": NAME, "start": "2026-05-12T10:00+02:00"}
    other = {"name": NAME, "start": "2026-05-12T16:00+02:00"}
    assert match(one, other, **SURE).decision == "ask"


def test_the_years_of_a_series_are_related(match):
    found = match(NAME, {"name": NAME, "start": "2027-05-11"}, **SURE)
    assert found.decision == "related"
    assert found.score <= 0.15


def test_weeks_of_a_series_are_related(match):
    assert match(NAME, {"name": NAME, "start": "2026-05-19"}, **SURE).decision == "related"


def test_moved_with_its_former_day(match):
    moved = {
        "name": f"Neuer Termin: {NAME}",
        "start": "2026-09-22",
        "before": "2026-05-12",
        "status": EventStatus.RESCHEDULED,
    }
    found = match(NAME, moved, **SURE)
    assert found.decision == "merge"
    assert found.features["days"] == "moved from one to the other"


def test_moved_from_another_day_is_another_edition(match):
    moved = {
        "name": NAME,
        "start": "2027-05-11",
        "before": "2027-05-04",
        "status": EventStatus.RESCHEDULED,
    }
    assert match(NAME, moved, **SURE).decision == "related"


def test_moved_without_its_former_day_is_for_staff(match):
    moved = {"name": NAME, "start": "2026-09-22", "status": EventStatus.RESCHEDULED}
    assert match(NAME, moved, **SURE).decision == "ask"


def test_a_day_beside_the_other_is_for_staff(match):
    near = {"name": NAME, "start": "2026-05-14"}
    assert match(NAME, near, **SURE).decision == "ask"
    assert match(NAME, near, **SURE, site="one").decision == "related"


@pytest.mark.parametrize(
    "when",
    [
        None,
        CoarseWhen(
            first_day=date(2026, 5, 1), last_day=date(2026, 5, 31), grain=Grain.MONTH, text="Mai"
        ),
    ],
)
def test_without_a_day_nothing_is_merged(match, when: CoarseWhen | None):
    rough = sketch(Subject(event=Event(name=NAME, when=when)), Knowledge())
    found = compare(rough, match.sketch(NAME, **SURE))
    assert found.decision == "ask"


def test_one_edition_that_was_moved_is_one_event(match):
    moved = {"name": f"12. {NAME}", "start": "2026-09-22", "status": EventStatus.RESCHEDULED}
    assert match(f"12. {NAME}", moved, **SURE).decision == "merge"
    assert match(f"11. {NAME}", moved, **SURE).decision == "related"


def test_a_title_that_says_moved_is_for_staff(match):
    moved = {"name": f"{NAME} (verschoben)", "start": "2026-09-22"}
    assert match(NAME, moved, **SURE).decision == "ask"


def test_a_doubt_is_named(match):
    one = {"name": NAME, "start": "2026-05-12T10:00+02:00"}
    other = {"name": NAME, "start": "2026-05-12T16:00+02:00"}
    assert match(one, other, **SURE).features["doubt"] == "other hour"
    assert "doubt" not in match(one, one, **SURE).features


def test_a_new_day_of_one_title_is_one_event(match):
    old = {"name": NAME, **SURE}
    new = {"name": f"Neuer Termin: {NAME}", **SURE, "house": "Klubhaus", "start": "2026-06-16"}
    assert match(old, new).decision == "merge"
    assert match(old, {**new, "host": "Textilbund"}).decision != "merge"
    assert match(old, {**new, "town": "Jena"}).decision != "merge"
    assert match(old, {**new, "start": "2026-03-17"}).decision == "ask"


@pytest.mark.parametrize("text", ["Statt am 12. Mai im Juni.", "Der 12.05. entfällt."])
def test_a_text_that_names_the_other_day(match, text: str):
    moved = {"name": NAME, "start": "2026-06-16", "status": EventStatus.POSTPONED, **SURE}
    assert match({**moved, "text": text}, {"name": NAME, **SURE}).decision == "merge"
    assert match({**moved, "text": "Neues folgt."}, {"name": NAME, **SURE}).decision == "ask"


def test_a_regular_meeting_that_moved_may_be_another(match):
    moved = {"name": "Stammtisch Auen", "start": "2026-06-16", "status": EventStatus.RESCHEDULED}
    assert match(moved, "Stammtisch Auen", **SURE).decision == "ask"


def test_an_evening_of_several_days(match):
    days = {"name": "Auenkongress Elstertal", "start": "2026-05-12", "end": "2026-05-13"}
    evening = {"name": "Abend der Auen im Elstertal", "start": "2026-05-12T19:00+02:00"}
    assert match(days, evening, **SURE).decision != "merge"
