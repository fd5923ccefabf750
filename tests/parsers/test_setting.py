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


def test_each_date_of_a_sentence_has_its_place(read: Read) -> None:
    extraction = read(
        "<h1>Regionalforum Moor</h1><p>Das Regionalforum „Moor“ findet am 3. Mai 2026 in Gera und "
        "das Regionalforum „Heide“ am 9. Mai 2026 in Stendal statt.</p>"
    )
    assert [place(event) for event in extraction.events] == ["Gera", "Stendal"]


def test_a_house_that_another_sentence_of_the_same_day_names(read: Read) -> None:
    extraction = read(
        "<h1>Workshop „Alte Höfe“ am 3. Mai 2026 in Gera</h1><p>Das Thema ist bekannt.</p>"
        "<p>Beginn am 3. Mai 2026 ist um 10 Uhr im Kulturhaus Lusan. Es gibt Kuchen.</p>"
        "<h2>Ausflug</h2><p>Am 9. Mai 2026 folgt die Exkursion „Moor und Heide“ nach Stendal.</p>"
    )
    first = next(event for event in extraction.events if "Höfe" in event.name)
    assert place(first) == "Kulturhaus Lusan, Gera"


def test_an_address_line_below_the_date(read: Read) -> None:
    event = one(
        read(
            "<h1>Fachtagung Wasserbau</h1><p>Samstag, 12.09.2026 10:00–16:00</p>"
            "<p>Wehranlage, Am Wehr 1, 07545 Gera</p><p>Alles ist offen.</p>"
        )
    )
    assert place(event) == "Wehranlage, Am Wehr 1, 07545 Gera"


@pytest.mark.parametrize(
    "other",
    [
        "<p>Das vorige Treffen war 2024 in Stendal.</p>",
        "<h2>Kontakt</h2><p>Büro Nord, Breite Straße 5, 39576 Stendal</p>",
        "<p>Karten gibt es im Rathaus in Stendal.</p>",
        "<p>Es spricht Ada Berg aus Stendal (Hochschule Stendal).</p>",
        "<p>Netzwerk Auenland, c/o Rathaus, Markt 1, 39576 Stendal</p>",
    ],
)
def test_other_places_of_a_page_are_not_the_events(read: Read, other: str) -> None:
    event = one(
        read(
            "<h1>Fachtagung Wege</h1><p>Die Fachtagung Wege findet am 3. Mai 2026 statt.</p>"
            + other
        )
    )
    assert "Stendal" not in place(event)


def test_an_online_event_has_no_house_of_the_page(read: Read) -> None:
    event = one(
        read(
            "<h1>Fachtag Seen</h1><p>Wir verlegen den Fachtag am 3. Mai 2026 ganz ins Netz.</p>"
            "<p>Die Veranstaltung im Rathaus in Gera entfällt.</p>"
        )
    )
    assert event.locations == ()
    assert event.attendance_mode is AttendanceMode.ONLINE


def test_one_event_in_two_towns(read: Read) -> None:
    event = one(read(f"{HEAD}<p>Ort: Leipzig und Chemnitz</p>"))
    assert [item.address_locality for item in event.locations] == ["Leipzig", "Chemnitz"]


def test_the_name_of_an_entry_is_no_house(read: Read) -> None:
    extraction = read(
        "<h1>Veranstaltungen</h1><ul>"
        "<li><h3><a href='/1'>Sommerschule Küste</a></h3><p>3. Mai 2026</p>"
        "<p>Sommerschule Küste</p><p>Fischerhaus, Zingst</p></li>"
        "<li><h3><a href='/2'>Workshop Moor</a></h3><p>4. Mai 2026</p>"
        "<p>Parken am Sportplatz.</p><p>Gera</p></li></ul>"
    )
    assert [place(event) for event in extraction.events] == ["Fischerhaus, Zingst", "Gera"]


def test_a_town_in_the_name_of_an_entry_with_a_house(read: Read) -> None:
    extraction = read(
        "<h1>Veranstaltungen</h1><ul>"
        "<li><h3><a href='/1'>Hitzedialog Mainz</a></h3><p>3. Mai 2026, Rathaus am Fluss</p></li>"
        "<li><h3><a href='/2'>Energieforum Worms</a></h3><p>4. Mai 2026</p></li></ul>"
    )
    assert [place(event) for event in extraction.events] == ["Rathaus am Fluss, Mainz", "Worms"]


def test_structured_data_gets_the_official_town(read: Read) -> None:
    event = one(
        read(
            '<script type="application/ld+json">{"@type": "Event", "name": "Forum Weg", '
            '"startDate": "2026-05-03", "location": {"@type": "Place", "name": "Stadthalle", '
            '"address": {"streetAddress": "Markt 1", "postalCode": "06108", '
            '"addressLocality": "Halle"}}}</script><h1>Forum Weg</h1>'
        )
    )
    assert event.location is not None
    assert event.location.address_locality == "Halle (Saale)"
    assert event.location.municipality_key == "15002000"
    assert event.location.name == "Stadthalle"


def test_the_organiser_below_a_table_is_that_of_all_its_rows(read: Read) -> None:
    extraction = read(
        "<h1>Seminare</h1><table><tr><th>Titel</th><th>Datum</th><th>Ort</th></tr>"
        "<tr><td>Seminar Abrechnen</td><td>14.04.2026, 9 Uhr</td><td>Gera</td></tr>"
        "<tr><td>Seminar Vergabe</td><td>05.05.2026, 9 Uhr</td><td>Jena</td></tr></table>"
        "<p>Veranstalterin: Kommunalakademie Ost</p>"
    )
    assert [place(event) for event in extraction.events] == ["Gera", "Jena"]
    for event in extraction.events:
        assert [item.name for item in event.organizers] == ["Kommunalakademie Ost"]


def test_the_place_of_an_entry_without_a_day_is_not_that_of_the_next(read: Read) -> None:
    entries = (
        '<li><h3>Dorfkongress</h3><p class="datum">Oktober 2026</p><p class="ort">06449 '
        'Aschersleben</p></li><li><h3>Stammtisch Dorfladen</h3><p class="datum">12.05.2026</p>'
        '<p class="ort">Gasthof Zur Linde, 06647 Bad Bibra</p></li>'
    )
    event = one(read(f"<h1>Veranstaltungen</h1><ul>{entries}</ul>"))
    assert place(event) == "Gasthof Zur Linde, 06647 Bad Bibra"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Die Veranstaltung ist abgesagt.", EventStatus.CANCELLED),
        ("Leider muss die Tagung entfallen.", EventStatus.CANCELLED),
        ("Das Sommerfest ist abgesagt.", EventStatus.SCHEDULED),
    ],
)
def test_a_state_below_all_facts_is_the_events_where_it_names_it(
    read: Read, sentence: str, status: EventStatus
) -> None:
    facts = "".join(f"<p>{text}</p>" for text in ("Rathaus, 07545 Gera", "Zimmer 4", "Mit Imbiss"))
    told = f"{HEAD}{facts}<p>Wege sind für alle da.</p><p>{sentence}</p>"
    assert one(read(told)).status is status
