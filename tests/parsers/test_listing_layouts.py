"""Lists that are laid out without a word of help: pieces in a line, cards that are links, cells."""

from collections.abc import Callable

import pytest

from model import Extraction

Read = Callable[..., Extraction]
Row = tuple[str, str, str | None, str]
Rows = Callable[[Extraction], list[Row]]
TERMINE = "https://www.verein.example/termine/"


def tile(day: str, month: str, weekday: str, rest: str) -> str:
    """An entry of a plugin that sets each piece of the date in an element of its own."""
    return (
        f"<div class='eintrag'><p class='kopf'><a href='/{day}'><span class='wann'><em class="
        f"'tag'>{day}</em><em class='monat'>{month}</em><em class='wt'>{weekday}</em></span>"
        f"{rest}</a></p></div>"
    )


def facts(name: str, hours: str, place: str) -> str:
    return (
        f"<span class='event_title'>{name}</span><span class='info'><em class='zeit'>{hours}</em> "
        f"<em class='ort'>{place}</em></span>"
    )


def cell(day: str, name: str, line: str) -> str:
    """A row of a newsletter: a table within a cell of the outer one."""
    return (
        f"<tr><td><table><tr><td>{day}</td><td><a href='/x'><b>{name}</b></a><br>{line}</td></tr>"
        "</table></td></tr><tr><td height='9'></td></tr>"
    )


LISTS: dict[str, tuple[str, list[Row]]] = {
    "pieces of a date in one line": (
        "<h1>Kalender 2026</h1>"
        + tile("08", "mai", "Fr", facts("Höfetag", "18:00 - 21:00", "Kulturhof, Gera"))
        + tile("16", "jun", "Di", facts("Wasserrunde", "10:00 - 12:00", "Rathaus, Jena")),
        [
            ("Höfetag", "2026-05-08T18:00", "2026-05-08T21:00", "Gera"),
            ("Wasserrunde", "2026-06-16T10:00", "2026-06-16T12:00", "Jena"),
        ],
    ),
    "two days in one tile": (
        "<h1>Unser Jahr 2026</h1><div class='z'><div class='m'><span class='t'>11</span>"
        "<span class='mo'>JUN</span></div><div><h3><a href='/1'>Gründertreff</a></h3><p>9 Uhr · "
        "Gera</p></div></div><div class='z'><div class='m'><span class='t'>24/25</span><span "
        "class='mo'>JUN</span></div><div><h3><a href='/2'>Landmesse</a></h3><p>Jena</p></div>"
        "</div>",
        [
            ("Gründertreff", "2026-06-11T09:00", None, "Gera"),
            ("Landmesse", "2026-06-24", "2026-06-25", "Jena"),
        ],
    ),
    "cards that are links": (
        "<h1>Termine</h1><div class='liste'><a class='row' href='/1'><div class='c'><strong>"
        "Dorfgespräch</strong><br><span>Linde, 07545 Gera</span></div><div class='d'>Mi, 6. Mai "
        "2026<br>18:00</div><div>3 Plätze</div></a><a class='row' href='/2'><div class='c'><strong>"
        "Dorfgespräch</strong><br><span>Aula, 07743 Jena</span></div><div class='d'>Do, 4. Juni "
        "2026<br>18:00</div><div>Ausgebucht</div></a></div>",
        [
            ("Dorfgespräch", "2026-05-06T18:00", None, "Gera"),
            ("Dorfgespräch", "2026-06-04T18:00", None, "Jena"),
        ],
    ),
    "entries with the day of their last change": (
        "<h1>Aktuell</h1><div>"
        + "".join(
            f"<article class='e'><header><span class='summary'><a class='state-published' href='/"
            f"{name}'>{name}</a></span><div class='documentByLine'>von Redaktion — zuletzt "
            f"verändert: {changed}</div></header><p class='description'>{line}</p></article>"
            for name, changed, line in (
                ("Tagung Moore", "02.02.2026 11:40", "15. und 16. April 2026, Schloss, Güstrow"),
                ("Exkursion Heide", "27.02.2026 09:15", "9. Mai 2026, 9 bis 16 Uhr, Uslar"),
                ("Archiv zieht um", "14.02.2026 10:02", "Der Lesesaal ist bis Mai geschlossen."),
            )
        )
        + "</div>",
        [
            ("Tagung Moore", "2026-04-15", "2026-04-16", "Güstrow"),
            ("Exkursion Heide", "2026-05-09T09:00", "2026-05-09T16:00", "Uslar"),
        ],
    ),
    "parts of a newsletter in cells": (
        "<table><tr><td><table><tr><td>Post aus dem Kreis | März 2026</td></tr><tr><td>Guten Tag,"
        "<br>am 2. März hat der Ausschuss getagt und elf Vorhaben beschlossen.</td></tr><tr><td>"
        "Meldungen</td></tr><tr><td><b>Neue Buslinie</b><br>Seit dem 15. Februar fährt der Bus."
        "</td></tr><tr><td>Termine</td></tr>"
        + cell("18.03.", "Netzwerkrunde Bau", "13 bis 17 Uhr, Gera")
        + cell("24.03.", "Fachabend Holz", "18 Uhr, Jena")
        + "</table></td></tr></table>",
        [
            ("Netzwerkrunde Bau", "2026-03-18T13:00", "2026-03-18T17:00", "Gera"),
            ("Fachabend Holz", "2026-03-24T18:00", None, "Jena"),
        ],
    ),
    "a week that spans its rows": (
        "<h1>Termine</h1><table><caption>Termine 2026</caption><tr><th>Woche</th><th>Tag und "
        "Uhrzeit</th><th>Veranstaltung</th><th>Ort</th></tr><tr><th rowspan='2'>19. KW</th><td>Di, "
        "05.05., 10 Uhr</td><td>Beiratsrunde</td><td>Gera</td></tr><tr><td>Do, 07.05., 9 Uhr</td>"
        "<td>Werkstatt Prognose</td><td>Jena</td></tr><tr><th>24. KW</th><td>Mi, 10.06., 11 Uhr"
        "</td><td>Nutzerkonferenz</td><td>Suhl</td></tr></table>",
        [
            ("Beiratsrunde", "2026-05-05T10:00", None, "Gera"),
            ("Werkstatt Prognose", "2026-05-07T09:00", None, "Jena"),
            ("Nutzerkonferenz", "2026-06-10T11:00", None, "Suhl"),
        ],
    ),
    "a cell that spans rows, beside which the columns keep their place": (
        "<h1>Termine</h1><table><tr><th>Datum</th><th>Titel</th><th>Ort</th><th>Preis</th></tr><tr>"
        "<td>05.05.2026</td><td>Imkerkurs</td><td rowspan='2'>Gera</td><td>20 €</td></tr><tr><td>"
        "07.05.2026</td><td>Obstkurs</td><td>30 €</td></tr></table>",
        [
            ("Imkerkurs", "2026-05-05", None, "Gera"),
            ("Obstkurs", "2026-05-07", None, ""),
        ],
    ),
    "house and town in italics below the name": (
        "<h1>Veranstaltungen</h1><table><tr><th>Datum/Zeit</th><th>Veranstaltung</th></tr><tr><td>"
        "05/05/2026<br>7:30 - 9:00</td><td><a href='/1'>Frühstücksrunde</a><br><i>Hotel Linde, Gera"
        "</i></td></tr><tr><td>07/05/2026<br>16:00 - 18:00</td><td><a href='/2'>Werksbesuch</a><br>"
        "<i>Jena</i></td></tr></table>",
        [
            ("Frühstücksrunde", "2026-05-05T07:30", "2026-05-05T09:00", "Gera"),
            ("Werksbesuch", "2026-05-07T16:00", "2026-05-07T18:00", "Jena"),
        ],
    ),
    "house and town behind the name": (
        "<h2>Termine</h2><ul><li><strong>23.06.2026, 17 Uhr:</strong> Projektbörse Ehrenamt, "
        "Kultura Öhringen</li><li><strong>04.07.2026:</strong> Jugendforum, Suhl</li><li><strong>"
        "05.07.2026:</strong> Wandern, Radeln, Schauen</li></ul>",
        [
            ("Projektbörse Ehrenamt", "2026-06-23T17:00", None, "Öhringen"),
            ("Jugendforum", "2026-07-04", None, "Suhl"),
            ("Wandern, Radeln, Schauen", "2026-07-05", None, ""),
        ],
    ),
    "further days of one course": (
        "<h1>Grundkurs Dorfmoderation</h1><p>Der Kurs hat zwei Tage.</p><h4>Weitere Termine</h4>"
        "<ul><li><a href='/2'>Freitag, 25.09.2026 09:00 - 16:30</a> <span>Kulturwerk, Uslar"
        "</span></li>"
        "<li><a href='/3'>Freitag, 09.10.2026 09:00 - 16:30</a> <span>Museum, Gera</span></li>"
        "</ul>",
        [
            ("Grundkurs Dorfmoderation", "2026-09-25T09:00", "2026-09-25T16:30", "Uslar"),
            ("Grundkurs Dorfmoderation", "2026-10-09T09:00", "2026-10-09T16:30", "Gera"),
        ],
    ),
    "hours beside a day with a class": (
        "<h1>Termine 2026</h1><ul><li><a href='/1'><div class='t__date'><span class='t__wd'>Sa"
        "</span><span class='t__dm'>09.05.</span></div><div class='t__body'><span class='t__cat'>"
        "Führung</span><strong class='event__title'>Gang durch die Gruben</strong><span "
        "class='t__facts'>11:00 – 13:00 Uhr | Schacht, Gera</span></div></a></li><li><a href='/2'>"
        "<div class='t__date'><span class='t__wd'>Fr</span><span class='t__dm'>22.05.</span></div>"
        "<div class='t__body'><span class='t__cat'>Tagung</span><strong class='event__title'>"
        "Weiterbauen</strong><span class='t__facts'>10:00 Uhr | Museum, Jena</span></div></a></li>"
        "</ul>",
        [
            ("Gang durch die Gruben", "2026-05-09T11:00", "2026-05-09T13:00", "Gera"),
            ("Weiterbauen", "2026-05-22T10:00", None, "Jena"),
        ],
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_each_entry_is_one_event(read: Read, rows: Rows, kind: str) -> None:
    markup, expected = LISTS[kind]
    assert sorted(rows(read(f"<body>{markup}</body>", url=TERMINE))) == sorted(expected)


def test_cells_of_a_calendar_whose_entries_stand_in_one_line(read: Read, rows: Rows) -> None:
    entries = {
        5: "<a class='e' href='/1'><span class='zeit'>19:00</span> Ortsrunde</a>",
        20: "<a class='e' href='/2'><span class='zeit'>17:30</span> Energieberatung</a>"
        "<a class='e' href='/3'><span class='zeit'>20:00</span> Lesung im Hof</a>",
    }
    days = "".join(
        f"<div class='tag'><span class='zahl'>{day}</span>{entries.get(day, '')}</div>"
        for day in range(1, 32)
    )
    markup = f"<h1>Kalender</h1><h2>Mai 2026</h2><div class='raster'>{days}</div>"
    assert rows(read(markup, url=TERMINE)) == [
        ("Ortsrunde", "2026-05-05T19:00", None, ""),
        ("Energieberatung", "2026-05-20T17:30", None, ""),
        ("Lesung im Hof", "2026-05-20T20:00", None, ""),
    ]


MARCH = {19: ("Forum Wohnen",), 26: ("Werkstatt Radweg", "Abendrunde")}


def cells(cell: str, gap: str, days: range, hour: str = "") -> str:
    """Cells with the day and its entries in one line each, and a link below the calendar."""
    told = {
        day: "".join(f"{gap}{hour}<a href='/{day}-{n}'>{name}</a>" for n, name in enumerate(names))
        for day, names in MARCH.items()
    }
    boxes = "".join(f"<td>{cell.format(day=day)}{told.get(day, '')}</td>" for day in days)
    return (
        f"<h1>März 2026</h1><ul><li><a href='/tag'>Tag</a></li></ul><table><tr>{boxes}</tr></table>"
        "<p><a href='/abo'>Kalender abonnieren</a></p>"
    )


@pytest.mark.parametrize(
    ("cell", "gap"),
    [
        ("{day}", ""),
        ("{day}", " "),
        ("{day}", "<br>"),
        ("{day}.", " "),
        ("{day:02}", " | "),
        ("<a href='/2026-03-{day:02}/'>{day}</a>", " "),
        ("<a href='/2026-03-{day:02}/'>{day}</a>", "<br>"),
    ],
)
def test_the_day_of_a_cell_is_its_own(read: Read, rows: Rows, cell: str, gap: str) -> None:
    extraction = read(cells(cell, gap, range(1, 32)), url=TERMINE)
    assert rows(extraction) == [
        ("Forum Wohnen", "2026-03-19", None, ""),
        ("Werkstatt Radweg", "2026-03-26", None, ""),
        ("Abendrunde", "2026-03-26", None, ""),
    ]
    pages = [event.url.rpartition("/")[2] for event in extraction.events]
    assert pages == ["19-0", "26-0", "26-1"]


def test_hours_before_the_entries_of_one_line(read: Read, rows: Rows) -> None:
    markup = cells("{day}", " ", range(1, 32), "18:30 Uhr ")
    assert [row[1] for row in rows(read(markup, url=TERMINE))] == [
        "2026-03-19T18:30", "2026-03-26T18:30", "2026-03-26T18:30",
    ]  # fmt: skip


def test_the_cells_that_are_left_of_a_month(read: Read, rows: Rows) -> None:
    told = rows(read(cells("{day}", " ", range(9, 32)), url=TERMINE))
    assert [row[:2] for row in told] == [
        ("Forum Wohnen", "2026-03-19"), ("Werkstatt Radweg", "2026-03-26"),
    ]  # fmt: skip


@pytest.mark.parametrize("days", [range(16, 23), range(16, 21), range(23, 30)])
def test_no_day_of_a_week_takes_the_entry_of_another(read: Read, rows: Rows, days: range) -> None:
    read_days = {row[1] for row in rows(read(cells("{day}", " ", days), url=TERMINE))}
    assert read_days <= {"2026-03-19", "2026-03-26"}


def test_today_is_no_entry(read: Read, rows: Rows) -> None:
    markup = cells("{day}", " ", range(1, 32)).replace("<td>2</td>", "<td>2 Heute</td>")
    assert "Heute" not in {row[0] for row in rows(read(markup, url=TERMINE))}


OTHERS = {
    "tenders": (
        "<h1>Vergabe</h1><table><tr><th>Nr.</th><th>Leistung</th><th>Angebotsfrist</th><th>"
        "Ausführung</th><th>Ort</th></tr><tr><td>14</td><td>Tiefbau Feld C</td><td>12.05.2026, "
        "10:00 Uhr</td><td>06.07.2026–18.12.2026</td><td>Gera</td></tr><tr><td>15</td><td>Konzept "
        "Energie</td><td>02.06.2026, 12:00 Uhr</td><td>ab 01.10.2026</td><td>Jena</td></tr></table>"
    ),
    "a chronicle": (
        "<h1>Chronik</h1><div class='z'><div class='d'>12.06.1986</div><h3>Gründung</h3><p>34 "
        "Menschen treffen sich im Gasthaus in Gera.</p></div><div class='z'><div class='d'>1998"
        "</div><h3>Museum</h3><p>Am 9. Mai 1998 öffnet die Ausstellung.</p></div><div class='z'>"
        "<div class='d'>15.09.2024</div><h3>Kulturpreis</h3><p>Verleihung in Jena.</p></div>"
    ),
    "how long cookies are kept": (
        "<h1>Termine</h1><p>Derzeit steht nichts an.</p><div class='uc-banner'><table><tr><th>"
        "Dienst</th><th>Gespeichert bis</th></tr><tr><td>Zähler</td><td>24.05.2027</td></tr><tr>"
        "<td>Filme</td><td>06.11.2026</td></tr></table></div>"
    ),
    "dates of a term": (
        "<h1>Kurse</h1><p>Das Frühjahrssemester beginnt am 16.03.2026.</p><h3>Fristen</h3><ul><li>"
        "Rückmeldung: 1. Juli 2026</li><li>Vorlesungsende: 17. Juli 2026</li></ul>"
    ),
    "the week that is shown": (
        "<h1>Kalender</h1><h2>Woche: 6. April 2026 - 12. April 2026</h2><p>Keine Einträge.</p>"
    ),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_lists_of_other_things(read: Read, kind: str) -> None:
    extraction = read(f"<body>{OTHERS[kind]}</body>", url="https://www.verein.example/seite/")
    assert [event.name for event in extraction.events] == []


def test_questions_of_a_form_are_no_facts(read: Read, rows: Rows) -> None:
    extraction = read(
        "<h1>Anmeldung</h1><p>Das Netzwerk Auenland lädt am 11. Juni 2026 zum Fachtag Schwammstadt "
        "nach Gera ein.</p><form class='f'><fieldset><div>Organisation <input></div><div>"
        "Teilnahme</div><div><input type='checkbox'> Ich nehme am 12.06.2026 teil.</div></fieldset>"
        "</form>",
    )
    assert [(row[1], row[3]) for row in rows(extraction)] == [("2026-06-11", "Gera")]
    assert [o.name for o in extraction.events[0].organizers] == ["Netzwerk Auenland"]
