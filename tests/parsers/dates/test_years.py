"""The year of dates that do not carry one, and the evidence for it."""

from datetime import date

import pytest

from model import YearSource
from parsers.dates import DateContext, Tense, read_dates

BEFORE = DateContext(reference=date(2025, 12, 20))


@pytest.mark.parametrize(
    ("text", "context", "start", "source"),
    [
        (
            "Donnerstag, 5. März",
            DateContext(reference=date(2026, 1, 10)),
            "2026-03-05",
            YearSource.WEEKDAY,
        ),
        ("Wir laden am 14. Januar ein", BEFORE, "2026-01-14", YearSource.TENSE),
        ("Die Mitglieder trafen sich am 14. Januar", BEFORE, "2025-01-14", YearSource.TENSE),
        (
            "Jahreskonferenz 2025 der Region: Auftakt am 2. September",
            DateContext(reference=date(2026, 5, 1)),
            "2025-09-02",
            YearSource.HEADING,
        ),
        (
            "Auftakt am 2. September",
            DateContext(heading="Jahreskonferenz 2025"),
            "2025-09-02",
            YearSource.HEADING,
        ),
        (
            "am 2. März",
            DateContext(url="https://ministerium.example/Presse/2026/03/20260302-tagung.html"),
            "2026-03-02",
            YearSource.URL,
        ),
        (
            "Treffpunkt 14. März",
            DateContext(reference=date(2026, 3, 1)),
            "2026-03-14",
            YearSource.PUBLISHED,
        ),
        ("am 3. März 2026", BEFORE, "2026-03-03", YearSource.WRITTEN),
    ],
)
def test_the_year_and_its_evidence(
    text: str, context: DateContext, start: str, source: YearSource
) -> None:
    reading = read_dates(text, context)[-1]
    assert reading.start is not None
    assert reading.start.iso == start
    assert reading.year_source is source


def test_the_month_of_a_neighbour_sentence_gives_its_year() -> None:
    text = "Der September 2025 gehört der Bildung. Den Auftakt macht die Schau am 2. September."
    month, day = read_dates(text, DateContext(reference=date(2026, 3, 1)))
    assert (month.start and month.start.iso, day.start and day.start.iso) == (
        "2025-09",
        "2025-09-02",
    )
    assert day.year_source is YearSource.HEADING


def test_the_same_day_written_in_full_gives_its_year() -> None:
    first, second = read_dates(
        "Konferenz am 17. Mai in Leer\nLeer empfängt am 17. Mai 2022 die Gäste."
    )
    assert first.start == second.start
    assert first.year_source is YearSource.HEADING


def test_without_evidence_the_year_stays_unknown() -> None:
    (reading,) = read_dates("am 12. Mai")
    assert reading.start is not None
    assert reading.start.iso == "--05-12"
    assert reading.start.day_value is None
    assert reading.year_source is None
    assert reading.warnings == ("year_unknown",)


@pytest.mark.parametrize("text", ["Seit 2014 laden wir am 3. März ein", "Agenda 2030: am 3. März"])
def test_a_year_that_is_no_title_is_not_inherited(text: str) -> None:
    reading = read_dates(text)[-1]
    assert reading.warnings == ("year_unknown",)


def test_the_tense_of_the_context_is_used_without_a_cue() -> None:
    context = DateContext(reference=date(2026, 5, 1), tense=Tense.PAST)
    (reading,) = read_dates("14. Juni", context)
    assert reading.start is not None
    assert reading.start.iso == "2025-06-14"


def test_a_range_over_new_year_from_a_reference() -> None:
    (reading,) = read_dates("28. Dezember bis 3. Januar", DateContext(reference=date(2026, 11, 1)))
    assert (reading.start and reading.start.iso, reading.end and reading.end.iso) == (
        "2026-12-28",
        "2027-01-03",
    )
