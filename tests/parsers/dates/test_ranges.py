"""Ranges of days and lists of single days."""

from datetime import date

import pytest

from model import Grain
from parsers.dates import DateContext, DateKind, read_dates

RANGES = [
    ("lädt am 2. und 3. März 2026 ein", "2026-03-02", "2026-03-03"),
    ("18. & 19. Februar 2025", "2025-02-18", "2025-02-19"),
    ("18. u. 19. Februar 2025", "2025-02-18", "2025-02-19"),
    ("31. März und 1. April 2026", "2026-03-31", "2026-04-01"),
    ("18./19.02.2026", "2026-02-18", "2026-02-19"),
    ("18.–19.02.2026", "2026-02-18", "2026-02-19"),
    ("18.-19.2.26", "2026-02-18", "2026-02-19"),
    ("07.-10.08.2026", "2026-08-07", "2026-08-10"),
    ("30.06.–02.07.2026", "2026-06-30", "2026-07-02"),
    ("30. Juni bis 2. Juli 2026", "2026-06-30", "2026-07-02"),
    ("vom 30.06. bis zum 02.07.2026", "2026-06-30", "2026-07-02"),
    ("vom 30.06. bis einschließlich 02.07.2026", "2026-06-30", "2026-07-02"),
    ("29.12.2026 – 03.01.2027", "2026-12-29", "2027-01-03"),
    ("Mo., 4. Mai – Mi., 6. Mai 2026", "2026-05-04", "2026-05-06"),
    ("von Montag, den 4., bis Mittwoch, den 6. Mai 2026", "2026-05-04", "2026-05-06"),
    ("28. Dezember bis 3. Januar 2027", "2026-12-28", "2027-01-03"),
    ("12. auf den 13. März 2026", "2026-03-12", "2026-03-13"),
    ("2–3 March 2026", "2026-03-02", "2026-03-03"),
    ("March 2-3, 2026", "2026-03-02", "2026-03-03"),
    ("Anfang 09.11.2017\nEnde 10.11.2017", "2017-11-09", "2017-11-10"),
]


@pytest.mark.parametrize(("text", "start", "end"), RANGES)
def test_a_range_of_days(text: str, start: str, end: str) -> None:
    (reading,) = read_dates(text)
    assert reading.start is not None
    assert reading.end is not None
    assert (reading.start.iso, reading.end.iso) == (start, end)
    assert reading.grain is Grain.DAY
    assert reading.all_day
    assert reading.warnings == ()


@pytest.mark.parametrize("dash", ["-", "–", "—", "‑", "−", " - ", " – ", " bis ", " bis zum "])
def test_every_dash_is_the_same_range(dash: str) -> None:
    (reading,) = read_dates(f"4.{dash}6. Mai 2026")
    assert reading.start is not None
    assert reading.end is not None
    assert (reading.start.iso, reading.end.iso) == ("2026-05-04", "2026-05-06")


LISTS = [
    ("am 3., 10. und 17. März 2026", ["2026-03-03", "2026-03-10", "2026-03-17"]),
    ("11., 18. und 25. März 2026", ["2026-03-11", "2026-03-18", "2026-03-25"]),
    ("28.09. sowie 05.10.2026", ["2026-09-28", "2026-10-05"]),
    ("am 3. und 17. März 2026", ["2026-03-03", "2026-03-17"]),
    ("01.03.2026, 02.03.2026, 09.03.2026", ["2026-03-01", "2026-03-02", "2026-03-09"]),
    ("02.03.2026, 03.03.2026", ["2026-03-02", "2026-03-03"]),
]


@pytest.mark.parametrize(("text", "starts"), LISTS)
def test_a_list_is_not_a_range(text: str, starts: list[str]) -> None:
    assert [(r.start and r.start.iso, r.end) for r in read_dates(text)] == [
        (start, None) for start in starts
    ]


def test_the_time_after_a_list_is_the_time_of_every_day() -> None:
    readings = read_dates("am 3. und 17. März 2026, jeweils 10–12 Uhr")
    assert [(r.start and r.start.iso, r.end and r.end.iso) for r in readings] == [
        ("2026-03-03T10:00", "2026-03-03T12:00"),
        ("2026-03-17T10:00", "2026-03-17T12:00"),
    ]


def test_open_ranges() -> None:
    (from_day,) = read_dates("ab 1. September 2026")
    assert (from_day.start and from_day.start.iso, from_day.end) == ("2026-09-01", None)
    (until,) = read_dates("noch bis 30. April 2026")
    assert (until.start, until.end and until.end.iso) == (None, "2026-04-30")
    assert read_dates("seit 2014") == []


def test_reversed_and_absurd_ranges_are_flagged() -> None:
    assert "reversed_range" in read_dates("05.05.–03.05.2026")[0].warnings
    assert "long_range" in read_dates("Veranstaltung 01.01.–31.03.2026")[0].warnings


def test_a_moved_event_is_not_a_range() -> None:
    (reading,) = read_dates("Das Treffen wird vom 12. Mai auf den 9. Juni 2026 verschoben.")
    assert (reading.start and reading.start.iso, reading.end) == ("2026-06-09", None)
    assert reading.previous is not None
    assert reading.previous.iso == "2026-05-12"


def test_pairs_of_days_in_a_list_are_ranges() -> None:
    readings = read_dates("12./13. und 19./20. Mai 2026, 9–17 Uhr")
    assert [(r.start and r.start.iso, r.end and r.end.iso) for r in readings] == [
        ("2026-05-12T09:00", "2026-05-13T17:00"),
        ("2026-05-19T09:00", "2026-05-20T17:00"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Die für den 12. Mai 2026 geplante Konferenz wird auf den 9. Juni 2026 verschoben.",
        "Die Konferenz ist am 9. Juni 2026 statt am 12. Mai 2026.",
        "Statt am 12. Mai findet die Konferenz am 9. Juni 2026 statt.",
    ],
)
def test_the_old_date_of_a_moved_event_is_no_event(text: str) -> None:
    readings = {r.start.iso: r for r in read_dates(text) if r.start is not None}
    new, old = readings["2026-06-09"], readings.get("2026-05-12") or readings["--05-12"]
    assert (new.kind, old.kind) == (DateKind.EVENT, DateKind.NONE)
    assert new.previous is not None
    assert new.previous.iso == "2026-05-12"


def test_a_range_that_has_begun_is_the_next_one() -> None:
    (reading,) = read_dates("1. Januar bis 31. März", DateContext(reference=date(2026, 2, 15)))
    assert (reading.start and reading.start.iso, reading.end and reading.end.iso) == (
        "2026-01-01",
        "2026-03-31",
    )


def test_weekdays_of_a_range_are_given_in_order() -> None:
    (reading,) = read_dates("Do./Fr., 12./13.03.2026")
    assert reading.warnings == ()
