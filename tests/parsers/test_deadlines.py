"""Deadlines: kind, day, evidence; they are never events."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, DeadlineKind, Extraction

Read = Callable[..., Extraction]
INTRO = "<h1>Fachtag Wege</h1><p>Wir sprechen einen Tag lang über Wege zwischen Dorf und Stadt.</p>"


@pytest.mark.parametrize(
    ("sentence", "due", "kind"),
    [
        ("Anmeldeschluss: 30. April 2026", date(2026, 4, 30), DeadlineKind.REGISTRATION),
        ("Anmeldungen sind bis zum 30. April 2026 möglich.", date(2026, 4, 30), "registration"),
        ("Beiträge können bis 30. April 2026 eingereicht werden.", date(2026, 4, 30), "submission"),
        ("Bewerbungen nehmen wir bis zum 30.04.2026 an.", date(2026, 4, 30), "application"),
        ("Anmeldung bis 30. April 2026, 24 Uhr.", date(2026, 4, 30), "registration"),
        (
            "Bitte melden Sie sich bis zum 30. April 2026, 12 Uhr an.",
            datetime(2026, 4, 30, 12, tzinfo=BERLIN),
            "other",
        ),
    ],
)
def test_a_deadline_is_read_and_no_event(read: Read, sentence: str, due: date, kind: str) -> None:
    extraction = read(f"{INTRO}<p>{sentence}</p>")
    assert extraction.events == ()
    assert [item.due for item in extraction.deadlines] == [due]
    assert kind in (extraction.deadlines[0].kind.value, "other")
    assert extraction.deadlines[0].name == "Fachtag Wege"


def test_the_end_of_a_day_across_a_change_of_month(read: Read) -> None:
    (found,) = read(f"{INTRO}<p>Anmeldung bis 31. Dezember 2026, 24 Uhr.</p>").deadlines
    assert found.due == date(2026, 12, 31)


def test_each_day_is_told_once(read: Read) -> None:
    extraction = read(
        f"{INTRO}<p>Anmeldeschluss: 30. April 2026</p><p>Anmeldung bis zum 30. April 2026.</p>"
    )
    assert len(extraction.deadlines) == 1


def test_the_heading_says_the_kind_where_the_sentence_does_not(read: Read) -> None:
    extraction = read(f"{INTRO}<h2>Call for Papers</h2><p>Frist: 30. April 2026</p>")
    assert [item.kind for item in extraction.deadlines] == [DeadlineKind.SUBMISSION]


def test_deadline_and_event_side_by_side(read: Read) -> None:
    extraction = read(
        f"{INTRO}<p>Datum: 3. Mai 2026</p><p>Ort: Gera</p><p>Anmeldeschluss: 20. April 2026</p>"
    )
    assert [event.when.start for event in extraction.events] == [date(2026, 5, 3)]  # type: ignore[union-attr]
    assert [item.due for item in extraction.deadlines] == [date(2026, 4, 20)]
