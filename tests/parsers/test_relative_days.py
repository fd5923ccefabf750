"""Days told by a weekday alone: from the page's own dates, else from its day of publication."""

from datetime import date

import pytest

from model import YearSource
from parsers.dates import Tense
from parsers.days.dated import dated
from parsers.days.relative_days import relative_days
from parsers.page.plain import read_plain

WEDNESDAY = date(2026, 3, 4)


def told(text: str, published: date | None = WEDNESDAY) -> list[date | None]:
    document = read_plain(text, "")
    items = relative_days(document, dated(document, published, ""), published)
    return [item.reading.start.day_value for item in items if item.reading.start]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Der Rat trifft sich am kommenden Dienstag in Gera.", date(2026, 3, 10)),
        ("Der Rat trifft sich an diesem Freitag in Gera.", date(2026, 3, 6)),
        ("Der Rat traf sich am vergangenen Montag in Gera.", date(2026, 3, 2)),
        ("Der Rat traf sich am Mittwoch in Gera.", date(2026, 3, 4)),
        ("Der Rat tagt am Mittwochabend in Gera.", date(2026, 3, 4)),
        ("Am morgigen Donnerstag lädt der Rat ein.", date(2026, 3, 5)),
        ("Am gestrigen Dienstag fand das Forum statt.", date(2026, 3, 3)),
    ],
)
def test_a_weekday_counts_from_the_day_of_publication(text: str, day: date) -> None:
    assert told(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat tagt am Freitag, 6. März 2026, in Gera.",
        "Der Minister sagte am Montag, er freue sich.",
        "Geöffnet ist montags und am Dienstag-Morgen.",
        "Der Rat tagt am gestrigen Donnerstag.",
    ],
)
def test_what_is_no_day_of_an_event(text: str) -> None:
    assert told(text) == []


def test_without_a_day_to_count_from_nothing_is_told() -> None:
    assert told("Der Rat tagt am Freitag in Gera.", None) == []


def test_a_weekday_of_the_written_dates_is_one_of_them() -> None:
    text = "Das Treffen ist am 4. und 5. Mai 2026 in Gera. Los geht es am Montag um 13 Uhr."
    document = read_plain(text, "")
    (item,) = relative_days(document, dated(document, WEDNESDAY, ""), WEDNESDAY)
    assert item.reading.start is not None
    assert item.reading.start.day_value == date(2026, 5, 4)
    assert item.reading.year_source is YearSource.WEEKDAY
    assert item.reading.tense is Tense.COMING
    assert document.text[item.start : item.end] == item.reading.quote == "am Montag"
