"""Clock times, alone and with their dates; recurrence."""

from datetime import date

import pytest

from model import Grain, YearSource
from parsers.dates import DateContext, DateKind, read_dates


def spans(text: str) -> list[tuple[str | None, str | None]]:
    return [(r.start and r.start.iso, r.end and r.end.iso) for r in read_dates(text)]


CLOCKS = [
    ("10.00 – 16.30 Uhr", "T10:00", "T16:30"),
    ("von 10 bis 16 Uhr", "T10:00", "T16:00"),
    ("10:00 Uhr bis 16:30 Uhr", "T10:00", "T16:30"),
    ("zwischen 9:30 und 11:00 Uhr", "T09:30", "T11:00"),
    ("9–12 Uhr", "T09:00", "T12:00"),
    ("Von\n10:00 Uhr \nBis\n16:00 Uhr", "T10:00", "T16:00"),
    ("Beginn: 9 Uhr, Ende: ca. 17 Uhr", "T09:00", "T17:00"),
    ("um 18 Uhr", "T18:00", None),
    ("18.30 Uhr", "T18:30", None),
    ("14h", "T14:00", None),
    ("14h30", "T14:30", None),
    ("19 Uhr 30", "T19:30", None),
    ("ab 9 Uhr", "T09:00", None),
    ("bis 12 Uhr", None, "T12:00"),
    ("10 Uhr c.t.", "T10:15", None),
    ("10 Uhr s.t.", "T10:00", None),
    ("10–12 Uhr c. t.", "T10:15", "T12:00"),
    ("um 10.10", "T10:10", None),
    ("10.10 Uhr", "T10:10", None),
    ("from 10 a.m. to 4 p.m.", "T10:00", "T16:00"),
    ("um 8 Uhr abends", "T20:00", None),
    ("1430 Uhr", "T14:30", None),
]


@pytest.mark.parametrize(("text", "start", "end"), CLOCKS)
def test_a_clock_time(text: str, start: str | None, end: str | None) -> None:
    (reading,) = read_dates(text)
    assert (reading.start and reading.start.iso, reading.end and reading.end.iso) == (start, end)
    assert reading.grain is Grain.MINUTE
    assert reading.kind is DateKind.EVENT
    assert reading.year_source is None


DATED = [
    ("am 16. Juni 2017 (10.00 bis 16.30 Uhr)", "2017-06-16T10:00", "2017-06-16T16:30"),
    ("13. Oktober 2022, ab 15 Uhr", "2022-10-13T15:00", None),
    ("04. März 2015 um 17:00 Uhr", "2015-03-04T17:00", None),
    ("12. Mai 2026, 20:00–24:00 Uhr", "2026-05-12T20:00", "2026-05-13T00:00"),
    ("12. Mai 2026, 22 – 2 Uhr", "2026-05-12T22:00", "2026-05-13T02:00"),
    ("31. Dezember 2026, 22 bis 2 Uhr", "2026-12-31T22:00", "2027-01-01T02:00"),
    ("2.–3. März 2026, 9–17 Uhr", "2026-03-02T09:00", "2026-03-03T17:00"),
    ("4.5.2026, 10 Uhr, bis 6.5.2026, 16 Uhr", "2026-05-04T10:00", "2026-05-06T16:00"),
    ("9:00 Uhr, Do 12. März 2026", "2026-03-12T09:00", None),
    ("12.03.2026 10.30-11.15 Uhr", "2026-03-12T10:30", "2026-03-12T11:15"),
    ("12.03.2026\n10:00 Uhr", "2026-03-12T10:00", None),
    ("10 Uhr UTC am 12.07.2026", "2026-07-12T12:00", None),
    ("12.07.2026, 10 Uhr MESZ", "2026-07-12T10:00", None),
]


@pytest.mark.parametrize(("text", "start", "end"), DATED)
def test_a_time_with_its_date(text: str, start: str, end: str | None) -> None:
    assert spans(text) == [(start, end)]


def test_times_of_each_day_are_sessions() -> None:
    assert spans("2. März 2026, 13–18 Uhr, und 3. März 2026, 9–14 Uhr") == [
        ("2026-03-02T13:00", "2026-03-02T18:00"),
        ("2026-03-03T09:00", "2026-03-03T14:00"),
    ]


def test_admission_is_not_the_start() -> None:
    (reading,) = read_dates("Einlass 17:30 Uhr, Beginn 18 Uhr")
    assert reading.start is not None
    assert reading.doors is not None
    assert (reading.start.iso, reading.doors.iso) == ("T18:00", "T17:30")
    (nested,) = read_dates(
        "16. Juni 2025,\nvon 16:00 Uhr (Registrierung ab 15:30 Uhr) bis 18:00 Uhr"
    )
    assert nested.doors is not None
    assert nested.doors.iso == "2025-06-16T15:30"
    assert nested.end is not None
    assert nested.end.iso == "2025-06-16T18:00"


@pytest.mark.parametrize(
    ("text", "start"), [("halb acht", "T07:30"), ("um viertel nach drei", "T03:15")]
)
def test_a_time_in_words_is_ambiguous(text: str, start: str) -> None:
    (reading,) = read_dates(text)
    assert reading.start is not None
    assert reading.start.iso == start
    assert reading.warnings == ("ambiguous_time",)


@pytest.mark.parametrize("text", ["am 10.10.", "10.10."])
def test_a_dotted_number_is_a_date_without_a_word_for_time(text: str) -> None:
    (reading,) = read_dates(text)
    assert reading.start is not None
    assert reading.start.iso == "--10-10"


RULES = [
    ("jeden ersten Dienstag im Monat, 17 Uhr", "FREQ=MONTHLY;BYDAY=1TU", "T17:00"),
    ("jeden Mittwoch", "FREQ=WEEKLY;BYDAY=WE", None),
    ("dienstags und donnerstags 14–16 Uhr", "FREQ=WEEKLY;BYDAY=TU,TH", "T14:00"),
    ("jeden zweiten Mittwoch", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", None),
    ("alle zwei Wochen", "FREQ=WEEKLY;INTERVAL=2", None),
    ("alle 14 Tage dienstags um 18 Uhr", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "T18:00"),
    ("jeden letzten Freitag im Monat", "FREQ=MONTHLY;BYDAY=-1FR", None),
    ("jeden zweiten und vierten Montag im Monat", "FREQ=MONTHLY;BYDAY=2MO,4MO", None),
]


@pytest.mark.parametrize(("text", "rule", "start"), RULES)
def test_a_repetition_is_a_rule(text: str, rule: str, start: str | None) -> None:
    (reading,) = read_dates(text)
    assert reading.recurrence == rule
    assert (reading.start and reading.start.iso) == start


def test_a_repetition_that_no_rule_says_goes_to_review() -> None:
    (reading,) = read_dates("Der Markt ist jährlich im Oktober")
    assert reading.recurrence == ""
    assert reading.warnings == ("no_rule",)
    assert reading.start is None


def test_hours_of_several_weekdays_are_parted_and_all_hours() -> None:
    readings = read_dates("Öffnungszeiten: Mo–Do 9–16 Uhr, Fr 9–12 Uhr")
    assert [(r.end and r.end.iso, r.kind) for r in readings] == [
        ("T16:00", DateKind.HOURS),
        ("T12:00", DateKind.HOURS),
    ]
    assert readings[0].recurrence == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"


def test_two_stretches_of_a_day_are_two_readings() -> None:
    assert spans("12.03.2026, 10-12 und 14-16 Uhr") == [
        ("2026-03-12T10:00", "2026-03-12T12:00"),
        ("2026-03-12T14:00", "2026-03-12T16:00"),
    ]


@pytest.mark.parametrize(
    "text", ["Mo–Fr 9–17 Uhr erreichbar", "telefonisch von 10 bis 12 Uhr", "Mo-Do 8-16 Uhr"]
)
def test_office_hours_are_no_event(text: str) -> None:
    (reading,) = read_dates(text)
    assert reading.kind is DateKind.HOURS


@pytest.mark.parametrize(
    "text", ["3. Mai 2026\nUhrzeit: 10 bis 16 Uhr", "03.05.26\nUhrzeit: 10-16 Uhr"]
)
def test_a_label_uhrzeit_behind_a_year_leaves_the_year_written(text: str) -> None:
    (reading,) = read_dates(text, DateContext(reference=date(2026, 3, 1)))
    assert reading.start is not None
    assert reading.start.iso == "2026-05-03T10:00"
    assert reading.year_source is YearSource.WRITTEN
