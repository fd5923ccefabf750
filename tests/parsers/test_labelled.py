"""Events in labelled facts: day, clock times and end from the labels of one group."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, Extraction, When

Read = Callable[..., Extraction]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("facts", "when"),
    [
        ({"Datum": "3. Mai 2026"}, When(start=date(2026, 5, 3))),
        ({"Datum": "3.–5. Mai 2026"}, When(start=date(2026, 5, 3), end=date(2026, 5, 5))),
        (
            {"Datum": "3. Mai 2026", "Uhrzeit": "10 bis 16 Uhr"},
            When(start=at(3, 10), end=at(3, 16)),
        ),
        ({"Datum": "3. Mai 2026", "Beginn": "10:30 Uhr"}, When(start=at(3, 10, 30))),
        (
            {"Datum": "3. Mai 2026", "Beginn": "10 Uhr", "Ende": "12.30 Uhr"},
            When(start=at(3, 10), end=at(3, 12, 30)),
        ),
        (
            {"Beginn": "3. Mai 2026, 10 Uhr", "Ende": "4. Mai 2026, 15 Uhr"},
            When(start=at(3, 10), end=at(4, 15)),
        ),
        (
            {"Beginn": "3. Mai 2026", "Ende": "4. Mai 2026"},
            When(start=date(2026, 5, 3), end=date(2026, 5, 4)),
        ),
        (
            {"Datum": "3. Mai 2026", "Uhrzeit": "20 bis 1 Uhr"},
            When(start=at(3, 20), end=at(4, 1)),
        ),
    ],
)
@pytest.mark.parametrize(
    ("row", "around"),
    [
        ("<dt>{}</dt><dd>{}</dd>", "dl"),
        ("<tr><th>{}</th><td>{}</td></tr>", "table"),
        ("<b>{}:</b> {}<br>", "p"),
    ],
)
def test_when(read: Read, facts: dict[str, str], when: When, row: str, around: str) -> None:
    rows = "".join(row.format(*fact) for fact in facts.items())
    extraction = read(f"<h1>Fachtagung Wege</h1><{around}>{rows}</{around}>")
    (event,) = extraction.events
    assert event.name == "Fachtagung Wege"
    assert isinstance(event.when, When)
    assert (event.when.start, event.when.end) == (when.start, when.end)


def test_everything_a_block_of_facts_says(read: Read) -> None:
    (event,) = read(
        "<h1>Fachtagung Wege</h1><dl><dt>Datum</dt><dd>3. Mai 2026</dd><dt>Ort</dt>"
        "<dd>Rathaus, Kornmarkt 12, 07545 Gera</dd><dt>Veranstalter</dt><dd>Stadt Gera</dd>"
        "<dt>Kosten</dt><dd>20 Euro</dd></dl>"
    ).events
    assert event.location is not None
    assert event.location.line == "Rathaus, Kornmarkt 12, 07545 Gera"
    assert [item.name for item in event.organizers] == ["Stadt Gera"]
    assert event.offers == "20 Euro"
    assert event.publish
    assert set(event.evidence) == {"startDate", "name", "location", "organizer", "offers"}


def test_a_publication_or_deadline_label_is_no_event(read: Read) -> None:
    extraction = read(
        "<h1>Förderung der Dorfmitte</h1><p>Stand: 1. Februar 2026</p>"
        "<p>Antragsfrist: 30. April 2026</p>"
    )
    assert extraction.events == ()
    assert [item.due for item in extraction.deadlines] == [date(2026, 4, 30)]


def test_a_labelled_title_names_its_group(read: Read) -> None:
    extraction = read(
        "<h1>Unsere Angebote</h1><p>Titel: Seminar Moor<br>Datum: 3. Mai 2026<br>Ort: Gera</p>"
        "<p>Titel: Seminar Heide<br>Datum: 9. Mai 2026<br>Ort: Stendal</p>"
    )
    assert [
        (event.name, event.location and event.location.address_locality)
        for event in extraction.events
    ] == [("Seminar Moor", "Gera"), ("Seminar Heide", "Stendal")]


def test_two_groups_take_the_titles_above_them(read: Read) -> None:
    extraction = read(
        "<h1>Unsere Angebote</h1><h2>Seminar Moor</h2><p>Datum: 3. Mai 2026</p><p>Ort: Gera</p>"
        "<h2>Seminar Heide</h2><p>Datum: 9. Mai 2026</p><p>Ort: Stendal</p>"
    )
    assert [event.name for event in extraction.events] == ["Seminar Moor", "Seminar Heide"]


@pytest.mark.parametrize(
    "text",
    [
        "Projektaufruf der Region Wiesengrund\n\nStart: 1.2.2026\nEinreichfrist: 30.4.2026",
        "Neue Ortsumgehung\n\nBeginn: 2. März 2026\nEnde: 30. Oktober 2027",
        "Modellvorhaben Grüne Wärme\n\nStart: 01.01.2026 – Antragsfrist: 31.03.2026 (Stichtag)",
    ],
)
def test_the_start_of_a_call_or_of_works_is_no_event(read: Read, text: str) -> None:
    assert not read(text, content_type="text/plain").events


def test_the_start_of_a_named_event_is_one(read: Read) -> None:
    text = "Sommerschule Moor und Klima\n\nBeginn: 6. Juli 2026"
    (event,) = read(text, content_type="text/plain").events
    assert event.name == "Sommerschule Moor und Klima"
