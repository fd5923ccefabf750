"""Where on a page the lists stand that events were read from, and what is written of each."""

import json
from collections.abc import Callable

import pytest

from model import EventList, Extraction

Read = Callable[..., Extraction]
TERMINE = "https://www.verein.example/termine/"
CARDS = "".join(
    f"<li class='eintrag nr-{n}'><h3><a href='/{n}'>{name}</a></h3><p>{day}.05.2026, Jena</p></li>"
    for n, (name, day) in enumerate(
        (("Forum Bahnhof", 4), ("Werkstatt Leerstand", 11), ("Tagung Dorfladen", 18), ("Markt", 25))
    )
)
NAMES = ("Forum Bahnhof", "Werkstatt Leerstand", "Tagung Dorfladen")


def page(inner: str, heading: str = "Veranstaltungen") -> str:
    return f"<html><body><div id='inhalt'><h1>{heading}</h1>{inner}</div></body></html>"


@pytest.mark.parametrize(
    ("inner", "selector"),
    [
        (f"<ul class='terminliste'>{CARDS}</ul>", "ul.terminliste"),
        (f"<ul id='kalender' class='row'>{CARDS}</ul>", "ul#kalender"),
        (f"<ul id='c4711' class='list-12 active termine'>{CARDS}</ul>", "ul.termine"),
        (f"<ul class='row js-list termine col-md'>{CARDS}</ul>", "ul.termine"),
        (f"<div class='termine'><ul>{CARDS}</ul></div><ul><li>Kontakt</li></ul>", "div.termine ul"),
        (f"<ul>{CARDS}</ul>", "ul"),
    ],
)
def test_the_selector_names_what_was_given_by_hand(read: Read, inner: str, selector: str) -> None:
    (found,) = read(page(inner), url=TERMINE).lists
    assert found == EventList(selector=selector, entries=4, sample=NAMES)


def test_lists_beside_each_other_have_a_selector_each(read: Read) -> None:
    old = CARDS.replace("2026", "2024").replace("Forum", "Treffen")
    lists = read(
        page(f"<ul class='kommend'>{CARDS}</ul><h2>Rückblick</h2><ul class='vorbei'>{old}</ul>"),
        url=TERMINE,
    ).lists
    assert [found.selector for found in lists] == ["ul.kommend", "ul.vorbei"]
    assert [found.entries for found in lists] == [4, 4]


def test_months_with_an_element_each_are_one_list(read: Read) -> None:
    june = CARDS.replace(".05.", ".06.").replace("Forum", "Runde")
    inner = f"<h2>Mai</h2><ul class='monat'>{CARDS}</ul><h2>Juni</h2><ul class='monat'>{june}</ul>"
    (found,) = read(page(inner), url=TERMINE).lists
    assert found.entries == 8


def test_the_rows_of_a_table_stand_in_the_table(read: Read) -> None:
    rows = "".join(
        f"<tr><td>{day}.05.2026</td><td>{name}</td><td>Gera</td></tr>"
        for day, name in ((4, "Klimatagung"), (11, "Fachforum Wetter"))
    )
    head = "<tr><th>Datum</th><th>Titel</th><th>Ort</th></tr>"
    table = f"<table class='kurse'><tbody>{head}{rows}</tbody></table>"
    (found,) = read(page(table)).lists
    assert found == EventList(
        selector="table.kurse", entries=2, sample=("Klimatagung", "Fachforum Wetter")
    )


def test_events_of_data_stand_where_their_names_stand(read: Read) -> None:
    """Nothing but the names is shown, so the cards alone are no entries with a day."""
    data = json.dumps(
        [
            {"@type": "Event", "name": name, "startDate": f"2026-05-0{n + 4}T10:00:00+02:00"}
            for n, name in enumerate(NAMES)
        ]
    )
    tiles = "".join(f"<div class='kachel'><h3>{name}</h3></div>" for name in NAMES)
    body = page(
        f"<script type='application/ld+json'>{data}</script><div class='kacheln'>{tiles}</div>"
    )
    (found,) = read(body).lists
    assert found == EventList(selector="div.kacheln", entries=3, sample=NAMES)


def test_two_events_told_in_prose_are_no_list(read: Read) -> None:
    extraction = read(
        page(
            "<p>Wir laden ein: Die Tagung „Neue Wege“ findet am 4. Mai 2026 in Jena statt. "
            "Das Forum „Alte Mühle“ folgt und findet am 11. Mai 2026 um 10 Uhr in Gera statt.</p>",
            heading="Zwei Einladungen",
        )
    )
    assert len(extraction.events) == 2
    assert extraction.lists == ()


def test_a_single_event_is_no_list(read: Read) -> None:
    only = CARDS[: CARDS.index("</li>") + 5]
    assert read(page(f"<ul class='terminliste'>{only}</ul>")).lists == ()


def test_a_file_of_data_is_one_list_without_a_selector(read: Read) -> None:
    entries = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}@verein.example\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART:2026050{n + 4}T080000Z\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
        for n, name in enumerate(NAMES)
    )
    body = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{entries}END:VCALENDAR\r\n"
    assert read(body, content_type="text/calendar").lists == (
        EventList(selector="", entries=3, sample=NAMES),
    )
    events = [
        {"title": name, "start_date": f"2026-05-0{n + 4} 10:00:00", "url": f"https://v.example/{n}"}
        for n, name in enumerate(NAMES)
    ]
    rest = json.dumps({"events": events, "total": 3})
    assert read(rest, content_type="application/json").lists == (
        EventList(selector="", entries=3, sample=NAMES),
    )
