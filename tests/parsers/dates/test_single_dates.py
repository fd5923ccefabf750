"""Single dates and coarse dates: every form of the guide, and what their result carries."""

from datetime import date

import pytest

from model import Grain, YearSource
from parsers.dates import DateContext, DateKind, read_dates

SINGLE = [
    ("Das Forum findet am 7. Mai 2026 in Dessau statt.", "2026-05-07"),
    ("Zwickau, 24. Juni 2025", "2025-06-24"),
    ("am 04. November 2025", "2025-11-04"),
    ("Termin: 09.04.2026", "2026-04-09"),
    ("9.4.26", "2026-04-09"),
    ("am 09. 04. 2026", "2026-04-09"),
    ("2026-04-09", "2026-04-09"),
    ("2026-04-09T10:00:00+02:00", "2026-04-09T10:00"),
    ("2026-04-09T08:00:00Z", "2026-04-09T10:00"),
    ("12. Sept. 2026", "2026-09-12"),
    ("8. Jän. 2027", "2027-01-08"),
    ("3. Maerz 2026", "2026-03-03"),
    ("1. Mrz. 2026", "2026-03-01"),
    ("Mittwoch, 15. April 2026", "2026-04-15"),
    ("Mi., 15.04.2026", "2026-04-15"),
    ("am Mittwoch, dem 15. April 2026,", "2026-04-15"),
    ("am ersten März 2026", "2026-03-01"),
    ("des 3. Oktober 2026", "2026-10-03"),
    ("Datum\n21.03.2019", "2019-03-21"),
    ("12.März 2026", "2026-03-12"),
    ("12.\nMärz 2026", "2026-03-12"),
    ("2.\u00a0März\u00a02026", "2026-03-02"),
    ("2.\u202fMärz 2026", "2026-03-02"),
    ("2. Ma\u0308rz 2026", "2026-03-02"),
    ("3. Sep\u00adtember 2026", "2026-09-03"),
    ("3.\u200b Mai 2026", "2026-05-03"),
    ("Am. 2. Juni 2026", "2026-06-02"),
    ("12. DEZEMBER 2026", "2026-12-12"),
    ("3 . Mai 2026", "2026-05-03"),
    ("18.07.14", "2014-07-18"),
    ("12.03.99", "1999-03-12"),
    ("16.05.201711:30", "2017-05-16T11:30"),
    ("2 March 2026", "2026-03-02"),
    ("March 2nd, 2026, 10 am", "2026-03-02T10:00"),
    ("April 14, 2026", "2026-04-14"),
    ("03/10/1999", "1999-10-03"),
    ("dritter Dienstag im September 2026", "2026-09-15"),
    ("am letzten Freitag im Mai 2026", "2026-05-29"),
]


@pytest.mark.parametrize(("text", "start"), SINGLE)
def test_a_single_date(text: str, start: str) -> None:
    readings = read_dates(text)
    assert [(r.start and r.start.iso, r.end) for r in readings] == [(start, None)]
    assert readings[0].year_source is YearSource.WRITTEN
    assert readings[0].warnings == ()
    assert readings[0].all_day is ("T" not in start)


COARSE = [
    ("im November 2026", "2026-11", None, Grain.MONTH),
    ("Der September 2025 steht im Zeichen der Bildung", "2025-09", None, Grain.MONTH),
    ("Sep\u00adtember 2026", "2026-09", None, Grain.MONTH),
    ("Anfang März 2026", "2026-03-01", "2026-03-10", Grain.APPROX),
    ("Mitte Mai 2026", "2026-05-11", "2026-05-20", Grain.APPROX),
    ("Ende Juni 2026", "2026-06-21", "2026-06-30", Grain.APPROX),
    ("Ende Februar 2026", "2026-02-21", "2026-02-28", Grain.APPROX),
    ("im 2. Quartal 2026", "2026-Q2", None, Grain.QUARTER),
    ("Q3/2026", "2026-Q3", None, Grain.QUARTER),
    ("im dritten Quartal 2026", "2026-Q3", None, Grain.QUARTER),
    ("im ersten Halbjahr 2026", "2026-01", "2026-06", Grain.APPROX),
    ("KW 12/2026", "2026-W12", None, Grain.WEEK),
    ("in der 12. Kalenderwoche 2026", "2026-W12", None, Grain.WEEK),
    ("Frühjahr 2026", "2026-03", "2026-05", Grain.SEASON),
    ("Herbst 2026", "2026-09", "2026-11", Grain.SEASON),
    ("im Winter 2026/27", "2026-12", "2027-02", Grain.SEASON),
    ("Anfang 2026", "2026-01", "2026-04", Grain.APPROX),
    ("im Jahr 2026", "2026", None, Grain.YEAR),
    ("April bis Juni 2026", "2026-04", "2026-06", Grain.MONTH),
    ("Mai/Juni 2026", "2026-05", "2026-06", Grain.MONTH),
    ("November bis Januar 2027", "2026-11", "2027-01", Grain.MONTH),
]


@pytest.mark.parametrize(("text", "start", "end", "grain"), COARSE)
def test_a_coarse_date(text: str, start: str, end: str | None, grain: Grain) -> None:
    (reading,) = read_dates(text)
    assert reading.start is not None
    assert reading.start.iso == start
    assert (reading.end and reading.end.iso) == end
    assert reading.grain is grain


@pytest.mark.parametrize("text", ["31.02.2026", "32. Oktober 2015", "30.2.", "am 31. April 2026"])
def test_an_impossible_date_is_a_warning_and_no_date(text: str) -> None:
    (reading,) = read_dates(text)
    assert reading.start is None
    assert reading.end is None
    assert "impossible_date" in reading.warnings
    assert reading.kind is DateKind.NONE


def test_a_leap_day_exists_only_in_a_leap_year() -> None:
    assert "impossible_date" in read_dates("29. Februar 2026")[0].warnings
    assert read_dates("29. Februar 2028")[0].warnings == ()


def test_a_wrong_weekday_is_a_warning_and_no_correction() -> None:
    (reading,) = read_dates("Donnerstag, 15. April 2026")
    assert reading.start is not None
    assert reading.start.iso == "2026-04-15"
    assert reading.warnings == ("weekday_mismatch",)


def test_a_short_date_with_dashes_is_read_towards_the_reference() -> None:
    near = DateContext(reference=date(2016, 4, 12))
    (reading,) = read_dates("16-04-19", near)
    assert reading.start is not None
    assert reading.start.iso == "2016-04-19"
    assert "ambiguous_order" in reading.warnings
    (plain,) = read_dates("03-10-99")
    assert plain.start is not None
    assert plain.start.iso == "1999-10-03"


@pytest.mark.parametrize(
    "text", ["Termin folgt", "Der Termin wird noch bekannt gegeben.", "Datum: TBA", "In Kürze"]
)
def test_a_date_that_will_follow_is_pending(text: str) -> None:
    (reading,) = read_dates(text)
    assert reading.start is None
    assert reading.warnings == ("date_pending",)


def test_spans_point_into_the_original_text() -> None:
    text = "Start: 2.\u00a0Sep\u00adtem\u00adber\u00a02026, Halle"
    (reading,) = read_dates(text)
    assert reading.quote == "2.\u00a0Sep\u00adtem\u00adber\u00a02026"
    assert text[reading.span[0] : reading.span[1]] == reading.quote
