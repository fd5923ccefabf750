"""Place, organiser, state and form of an event from the text around it."""

from collections.abc import Callable

import pytest

from model import AttendanceMode, Event, EventStatus, Extraction

Read = Callable[..., Extraction]
HEAD = "<h1>Fachtagung Wege</h1><p>Datum: 3. Mai 2026</p>"


def one(extraction: Extraction) -> Event:
    (event,) = extraction.events
    return event


def place(event: Event) -> str:
    return event.location.line if event.location else ""


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ("<p>Ort: Gera</p>", "Gera"),
        ("<p>Ort: Rathaus, Kornmarkt 12, 07545 Gera</p>", "Rathaus, Kornmarkt 12, 07545 Gera"),
        (
            "<p>Veranstaltungsort: Kulturhaus am Markt</p><p>Ort: Stendal</p>",
            "Kulturhaus am Markt, Stendal",
        ),
    ],
)
def test_labels_give_the_place(read: Read, facts: str, line: str) -> None:
    assert place(one(read(HEAD + facts))) == line


def test_a_house_and_no_other_town_is_added(read: Read) -> None:
    event = one(
        read(f"{HEAD}<p>Ort: Rathaus, 07545 Gera</p><p>Unsere Gäste kommen aus Stendal.</p>")
    )
    assert place(event) == "Rathaus, 07545 Gera"


def test_the_town_is_official_and_of_the_region(read: Read) -> None:
    event = one(read(f"{HEAD}<p>Ort: Halle</p>"))
    assert event.location is not None
    assert event.location.address_locality == "Halle (Saale)"
    assert event.location.municipality_key == "15002000"


def test_prose_gives_the_place_of_its_own_event(read: Read) -> None:
    extraction = read(
        "<h1>Zwei Treffen</h1><p>Am 3. Mai 2026 findet der Workshop „Alte Höfe "
        "neu“ in Gera statt.</p>"
        "<p>Am 9. Mai 2026 findet die Exkursion „Moor und Heide“ in Stendal statt.</p>"
    )
    assert [place(event) for event in extraction.events] == ["Gera", "Stendal"]


def test_no_place_is_invented(read: Read) -> None:
    event = one(read("<h1>Fachtagung Wege</h1><p>Sie findet am 3. Mai 2026 um 10 Uhr statt.</p>"))
    assert event.locations == ()
    assert event.attendance_mode is None
    assert event.organizers == ()


def test_forms_of_attendance(read: Read) -> None:
    online = one(read(f"{HEAD}<p>Ort: online per Videokonferenz</p>"))
    assert online.attendance_mode is AttendanceMode.ONLINE
    assert online.locations == ()
    onsite = one(read(f"{HEAD}<p>Ort: Rathaus, 07545 Gera</p>"))
    assert onsite.attendance_mode is AttendanceMode.OFFLINE
    both = one(
        read(f"{HEAD}<p>Ort: Rathaus, 07545 Gera</p><p>Die Veranstaltung findet hybrid statt.</p>")
    )
    assert both.attendance_mode is AttendanceMode.MIXED


def test_a_house_makes_an_online_event_both(read: Read) -> None:
    event = one(
        read(
            f"{HEAD}<p>Ort: Rathaus, Kornmarkt 12, 07545 Gera</p>"
            "<p>Die Fachtagung findet online statt.</p>"
        )
    )
    assert event.attendance_mode is AttendanceMode.MIXED


def test_the_state_in_the_headline_is_the_events(read: Read) -> None:
    extraction = read("<h1>Abgesagt: Fachtagung Wege</h1><p>Datum: 3. Mai 2026</p><p>Ort: Gera</p>")
    event = one(extraction)
    assert (event.name, event.status) == ("Fachtagung Wege", EventStatus.CANCELLED)
    assert event.evidence["eventStatus"].quote == "Abgesagt"


def test_the_state_of_one_entry_is_not_that_of_the_next(read: Read) -> None:
    extraction = read(
        "<h1>Veranstaltungen</h1><ul><li><a href='/1'>Abgesagt: Workshop Moor</a> 3. Mai 2026</li>"
        "<li><a href='/2'>Workshop Heide</a> 9. Mai 2026</li>"
        "<li><a href='/3'>Workshop Fluss</a> 10. Mai 2026</li></ul>"
    )
    assert [event.status for event in extraction.events] == [
        EventStatus.CANCELLED,
        EventStatus.SCHEDULED,
        EventStatus.SCHEDULED,
    ]


def test_we_are_the_organizer(read: Read) -> None:
    event = one(
        read(
            "<h1>Fachtagung Wege</h1><p>Am 3. Mai 2026 laden wir zur Fachtagung nach Gera ein.</p>"
        )
    )
    assert [item.name for item in event.organizers] == ["Netzwerk Auenland"]
