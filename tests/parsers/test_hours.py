"""Hours that stand apart from the day of an event, and clock times that are none of its own."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, Extraction

Read = Callable[..., Extraction]


def span(extraction: Extraction) -> tuple[date, date | None]:
    (event,) = extraction.events
    return event.when.start, event.when.end  # type: ignore[union-attr]


def at(hour: int, minute: int = 0, day: int = 6) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("behind", "start", "end"),
    [
        ("Beginn ist um 18 Uhr.", at(18), None),
        ("Einlass ist ab 18 Uhr, los geht es um 18.30 Uhr.", at(18, 30), None),
        ("Wir starten um 10 Uhr, gegen 16 Uhr ist Schluss.", at(10), at(16)),
        ("Um 9 Uhr eröffnet der Bürgermeister die Tagung.", at(9), None),
        ("Am Ablauf ändert sich nichts, auch die Uhrzeit (9.30 bis 15 Uhr) bleibt.", at(9, 30),
         at(15)),
        ("Los geht's um 19 Uhr. Bis 22 Uhr wird diskutiert.", at(19), at(22)),
        ("Interessierte kommen um 17 Uhr direkt in den Saal.", at(17), None),
        ("Das Büro ist montags von 9 bis 12 Uhr geöffnet.", date(2026, 5, 6), None),
        ("Anmeldungen nimmt das Amt bis Montag, 12 Uhr, entgegen.", date(2026, 5, 6), None),
        ("Der Zug aus Erfurt kommt um 9.12 Uhr an.", date(2026, 5, 6), None),
        ("Die Zugangsdaten werden um 16 Uhr versandt.", date(2026, 5, 6), None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mark", [" ", "</p><p>"])
def test_the_hour_behind_the_day(
    read: Read, behind: str, start: date, end: date | None, mark: str
) -> None:
    text = f"<h1>Fachtag Wege</h1><p>Am 6. Mai 2026 findet der Fachtag Wege in Gera statt.{mark}"
    assert span(read(f"{text}{behind}</p>")) == (start, end)


def test_the_hour_above_the_day(read: Read) -> None:
    text = (
        "<h1>Exkursion zur Heide</h1><p>Der Bus fährt um 8.45 Uhr ab und ist gegen 18 Uhr "
        "zurück.</p><p>Bitte merken Sie sich den 6. Mai 2026 vor.</p>"
    )
    assert span(read(text)) == (at(8, 45), at(18))


def test_hours_of_the_first_and_of_the_last_day(read: Read) -> None:
    text = (
        "<h1>Kongress Land</h1><p>6. bis 8. Mai 2026</p><p>Beginn ist am Mittwoch um 13 Uhr. Am "
        "Freitag endet der Kongress um 15 Uhr.</p>"
    )
    assert span(read(text)) == (at(13), at(15, day=8))


def test_the_hour_of_another_day_is_not_taken(read: Read) -> None:
    text = (
        "<p>Am 6. Mai 2026 findet die Tagung Moor in Gera statt.</p><p>Am 8. Mai 2026 folgt der "
        "Fachtag Wald. Beginn ist um 18 Uhr.</p>"
    )
    first, second = (event.when for event in read(text).events)
    assert (first.start, second.start) == (date(2026, 5, 6), at(18, day=8))  # type: ignore[union-attr]


def test_rows_of_a_programme_give_no_end(read: Read) -> None:
    text = (
        "<h1>Fachtag Wege</h1><p>Am 6. Mai 2026 findet der Fachtag Wege statt.</p>"
        "<h2>Programm</h2><p>10:00 Begrüßung</p><p>12:30 Mittagspause</p><p>15:00 Abschluss</p>"
    )
    assert span(read(text))[1] is None


def test_one_hour_for_all_days_of_a_series(read: Read) -> None:
    text = (
        "<p>Die Roadshow „Sonne vom Dach“ startet am 6. Mai 2026 in Gera und ist am 7. Mai 2026 "
        "in Jena zu Gast. Überall wird von 10 bis 16 Uhr beraten.</p>"
    )
    found = [(event.when.start, event.when.end) for event in read(text).events]  # type: ignore[union-attr]
    assert found == [(at(10), at(16)), (at(10, day=7), at(16, day=7))]
