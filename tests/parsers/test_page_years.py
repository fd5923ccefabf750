"""Bare dates of undated pages: the year comes from the page's full dates, or a person decides."""

from collections.abc import Callable
from datetime import date

import pytest

from model import Extraction, When
from parsers.certainty import FAR_GUESS

Read = Callable[..., Extraction]


def days(extraction: Extraction) -> list[date]:
    return [e.when.first_day for e in extraction.events if isinstance(e.when, When)]


@pytest.mark.parametrize(
    ("first", "last", "read_as"),
    [
        ("Am 20. Februar", "am 12. Juni 2014", date(2014, 2, 20)),
        ("Am 3. Dezember", "am 14. Januar 2019", date(2018, 12, 3)),
        ("Am 8. Januar", "am 30. November 2020", date(2021, 1, 8)),
    ],
)
def test_an_old_page_gives_its_own_year(read: Read, first: str, last: str, read_as: date) -> None:
    page = read(
        f"<h1>Forum Wege</h1><p>{first} findet der Auftaktworkshop in Gera statt.</p>"
        f"<p>Der Abschlusskongress findet {last} in Stendal statt.</p>"
    )
    assert read_as in days(page)


def test_a_full_date_of_these_months_changes_nothing(read: Read) -> None:
    page = read(
        "<p>Am 20. April findet der Auftaktworkshop in Gera statt.</p>"
        "<p>Der Abschlusskongress findet am 12. Juni 2026 in Stendal statt.</p>"
    )
    assert date(2026, 4, 20) in days(page)


@pytest.mark.parametrize(
    ("full", "bare", "day"),
    [
        ("am Freitag, den 27. Juni 2025,", "am 27. Juni", date(2025, 6, 27)),
        ("vom 16. bis 21. Mai 2022", "am Mittwoch, dem 18. Mai,", date(2022, 5, 18)),
    ],
)
def test_a_day_written_in_full_elsewhere_gives_the_year(
    read: Read, full: str, bare: str, day: date
) -> None:
    page = read(
        f"<p>Der Verband lädt {full} zur Klimakonferenz nach Gera ein, auf der es um Bäume geht, "
        "um Wasser, um Schatten und um alles, was Städte in heißen Sommern brauchen.</p>"
        f"<p>Der Workshop „Schatten“ findet {bare} im Rathaus statt.</p>"
    )
    assert day in days(page) or days(page) == [date(2022, 5, 16)]
    assert not any(found > date(2026, 3, 2) for found in days(page))


def test_a_history_gives_no_year(read: Read) -> None:
    page = read(
        "<p>Am 20. April findet der Auftaktworkshop in Gera statt.</p>"
        "<p>Am 3. Mai 2009 fand das erste Treffen statt, am 4. Juni 2016 das achte Treffen.</p>"
    )
    assert date(2026, 4, 20) in days(page)


@pytest.mark.parametrize(
    "text",
    [
        "Am 4. November fand die Fachtagung „Moor im Wandel“ in der Stadthalle Gera statt.",
        "Einladung zur Fachtagung „Moor im Wandel“ am 9. Februar in der Stadthalle Gera.",
    ],
)
def test_long_over_without_a_year_is_for_a_person(read: Read, text: str) -> None:
    assert not any(event.publish for event in read(f"<p>{text}</p>").events)


def test_far_ahead_without_a_year_is_for_a_person(read: Read) -> None:
    text = "<p>Am {} findet die Fachtagung „Moor im Wandel“ in der Stadthalle Gera statt.</p>"
    (near,) = read(text.format("20. April")).events
    (far,) = read(text.format("14. November")).events
    (dated,) = read(text.format("14. November"), published="2026-02-20").events
    assert [FAR_GUESS in event.reasons for event in (near, far, dated)] == [False, True, False]
    assert not far.publish


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("findet am 3. September der Fachtag „Moor“ in Gera statt", date(2021, 9, 3)),
        ("fand am 3. Februar der Fachtag „Moor“ in Gera statt", date(2021, 2, 3)),
        ("findet am 9. Januar der Fachtag „Moor“ in Gera statt", date(2022, 1, 9)),
        ("fand am 9. Dezember der Fachtag „Moor“ in Gera statt", date(2020, 12, 9)),
    ],
)
def test_the_publication_day_that_the_page_shows_counts(read: Read, text: str, day: date) -> None:
    page = read(
        f"<h1>Mehr Moor</h1><p>Veröffentlicht am 12.05.2021</p>"
        f"<p>Wie die Stadt mitteilt, {text}.</p>"
    )
    assert days(page) == [day]
