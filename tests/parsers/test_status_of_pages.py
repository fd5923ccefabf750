"""The state of an event as a whole page tells it: put off with and without a new day, and traps."""

from datetime import UTC, date, datetime

import pytest

from model import Event, EventStatus, Page, When
from parsers import extract
from parsers.context import Context

FRAME = (
    "<html lang='de'><head><title>Fachtag Wege | Region</title></head>"
    "<body><main><h1>Fachtag Wege</h1>{}</main></body></html>"
)
PLACE = "<p>Ort: Rathaus, Halle (Saale)</p>"


def told(body: str) -> Event:
    page = Page(
        source_id="region",
        url="https://region.localhost/termine/wege",
        body=FRAME.format(body).encode(),
        fetched_at=datetime(2026, 1, 5, 6, tzinfo=UTC),
        content_type="text/html; charset=utf-8",
    )
    (event,) = extract(page, Context(today=date(2026, 1, 5))).events
    return event


def day_of(event: Event) -> date:
    assert isinstance(event.when, When)
    return event.when.first_day


@pytest.mark.parametrize(
    ("body", "previous"),
    [
        (
            f"<p>Datum: 9. Juni 2026</p>{PLACE}<p>Der Ersatztermin steht fest: 9. Juni 2026.</p>",
            None,
        ),
        ("<p>Der Fachtag in Halle (Saale) wird auf den 9. Juni 2026 verschoben.</p>", None),
        ("<p>Nachholtermin: 9. Juni 2026, 10 Uhr, Rathaus, Halle (Saale)</p>", None),
        (
            "<p>Der Fachtag am 12. Mai 2026 in Halle (Saale) ist verschoben auf den "
            "9. Juni 2026, 10 Uhr.</p>",
            date(2026, 5, 12),
        ),
    ],
)
def test_put_off_to_a_new_day(body: str, previous: date | None) -> None:
    event = told(body)
    assert day_of(event) == date(2026, 6, 9)
    assert event.status is EventStatus.RESCHEDULED
    assert event.previous_start == previous


@pytest.mark.parametrize(
    "words",
    [
        "Die Veranstaltung wird auf unbestimmte Zeit verschoben.",
        "Der Fachtag am 12. Mai 2026 wird verschoben, ein Ersatztermin folgt.",
    ],
)
def test_put_off_without_a_new_day_keeps_the_old_one(words: str) -> None:
    event = told(f"<p>Datum: 12. Mai 2026</p>{PLACE}<p>{words}</p>")
    assert day_of(event) == date(2026, 5, 12)
    assert event.status is EventStatus.POSTPONED


def test_a_day_that_is_struck_out_is_not_read() -> None:
    event = told(f"<p>Datum: <s>12. Mai 2026</s> 9. Juni 2026</p>{PLACE}")
    assert day_of(event) == date(2026, 6, 9)


@pytest.mark.parametrize(
    "words",
    [
        "Eine Stornierung ist bis zum 1. Mai 2026 kostenlos möglich.",
        "Bei späterer Absage fallen 50 Euro an.",
        "Der Vortrag von Ida Wolf entfällt.",
        "Der Fachtag findet trotz des Streiks statt.",
        "Für den Fachtag gibt es wegen der Nachfrage keine Plätze mehr, er ist ausgebucht.",
        "Der Fachtag wird ins Bürgerhaus verlegt.",
    ],
)
def test_what_cancels_nothing(words: str) -> None:
    event = told(f"<p>Datum: 12. Mai 2026</p>{PLACE}<p>{words}</p>")
    assert event.status is EventStatus.SCHEDULED
    assert event.publish
