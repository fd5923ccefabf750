"""Lists in the markup of many systems, and in none: each entry is one event with its own facts."""

from collections.abc import Callable

import pytest

from model import Extraction

Read = Callable[..., Extraction]
Row = tuple[str, str, str | None, str]
Rows = Callable[[Extraction], list[Row]]
TERMINE = "https://www.verein.example/termine/"
LISTS: dict[str, tuple[str, list[Row]]] = {
    "GSB, start, end and place in one line": (
        "<h1>Termine</h1><div class='c-searchteaser'><h2><a href='/1'>Dialog Dorfmitte</a></h2><p>"
        "<span class='label'>Beginn:</span> <span class='value'>12.05.2026 10:00 Uhr</span> "
        "<span class='label'>Ende:</span> <span class='value'>13.05.2026 15:00 Uhr</span> "
        "<span class='label'>Ort:</span> <span class='value'>Gera</span></p></div>"
        "<div class='c-searchteaser'><h2><a href='/2'>Fachtag Moor</a></h2><p><span class='value'>"
        "20.05.2026 09:30 Uhr</span> <span class='value'>20.05.2026 16:00 Uhr</span> "
        "<span class='value'>Güstrow</span></p></div>",
        [
            ("Dialog Dorfmitte", "2026-05-12T10:00", "2026-05-13T15:00", "Gera"),
            ("Fachtag Moor", "2026-05-20T09:30", "2026-05-20T16:00", "Güstrow"),
        ],
    ),
    "headings without an element around their lines": (
        "<h1>Veranstaltungen</h1><h4><a href='/1'>Forum Innenstadt</a></h4>"
        "<p><time datetime='2026-05-12'>12.05.2026</time> - "
        "<time datetime='2026-05-13'>13.05.2026</time></p><p>Zwei Tage in Gera.</p>"
        "<h4><a href='/2'>Werkstatt Flächen</a></h4>"
        "<p><time datetime='2026-06-02'>02.06.2026</time></p><p>Ort: Jena</p>",
        [
            ("Forum Innenstadt", "2026-05-12", "2026-05-13", "Gera"),
            ("Werkstatt Flächen", "2026-06-02", None, "Jena"),
        ],
    ),
    "a table whose head names the columns": (
        "<h1>Termine</h1><table><tr><th>Beginn</th><th>Ende</th><th>Titel</th><th>Ort</th></tr>"
        "<tr><td>12.05.2026</td><td>13.05.2026</td><td>Klimatagung</td><td>Stendal</td></tr>"
        "<tr><td>02.06.2026</td><td></td><td>Fachforum Wetter</td><td>Hamburg</td></tr></table>",
        [
            ("Klimatagung", "2026-05-12", "2026-05-13", "Stendal"),
            ("Fachforum Wetter", "2026-06-02", None, "Hamburg"),
        ],
    ),
    "rows of one seminar": (
        "<h1>Seminar Fördermittel</h1><table><tr><th>Datum</th><th>Uhrzeit</th><th>Ort</th>"
        "<th>Anmeldeschluss</th></tr><tr><td>12.05.2026</td><td>9–16 Uhr</td><td>Gera</td>"
        "<td>30.04.2026</td></tr><tr><td>02.06.2026</td><td>10–17 Uhr</td><td>Jena</td>"
        "<td>20.05.2026</td></tr></table>",
        [
            ("Seminar Fördermittel", "2026-05-12T09:00", "2026-05-12T16:00", "Gera"),
            ("Seminar Fördermittel", "2026-06-02T10:00", "2026-06-02T17:00", "Jena"),
        ],
    ),
    "a day that spans two rows": (
        "<h1>Termine</h1><table><tr><th>Datum</th><th>Zeit</th><th>Titel</th><th>Ort</th></tr><tr>"
        "<td rowspan='2'>12.05.2026</td><td>10 Uhr</td><td>Regionalforum</td><td>Gera</td></tr><tr>"
        "<td>14 Uhr</td><td>Fachtag Wege</td><td>Jena</td></tr><tr><td>02.06.2026</td><td>9 Uhr"
        "</td><td>Landkongress</td><td>Suhl</td></tr></table>",
        [
            ("Regionalforum", "2026-05-12T10:00", None, "Gera"),
            ("Fachtag Wege", "2026-05-12T14:00", None, "Jena"),
            ("Landkongress", "2026-06-02T09:00", None, "Suhl"),
        ],
    ),
    "hours below headings of days": (
        "<h1>Termine</h1><h3>Dienstag, 12. Mai 2026</h3><ul><li><a href='/1'>10:00 Uhr: "
        "Regionalforum</a>, Gera</li><li><a href='/2'>14:00 Uhr: Werkstatt Wege</a>, Jena</li></ul>"
        "<h3>Mittwoch, 13. Mai 2026</h3><ul><li><a href='/3'>9:30 Uhr: Jahrestreffen</a>, Suhl</li>"
        "</ul>",
        [
            ("Regionalforum", "2026-05-12T10:00", None, "Gera"),
            ("Werkstatt Wege", "2026-05-12T14:00", None, "Jena"),
            ("Jahrestreffen", "2026-05-13T09:30", None, "Suhl"),
        ],
    ),
    "paragraphs that all look alike": (
        "<h1>Termine 2026</h1><p><b>12.05.2026</b></p><p>Stammtisch Dorfladen</p><p>Gasthof Linde,"
        " Gera</p><p><b>02.06.2026</b></p><p>Exkursion ins Moor</p><p>Bahnhof, Güstrow</p>",
        [
            ("Stammtisch Dorfladen", "2026-05-12", None, "Gera"),
            ("Exkursion ins Moor", "2026-06-02", None, "Güstrow"),
        ],
    ),
    "lines of one paragraph": (
        "<h1>Unsere Termine</h1><p>12.05.2026 Stammtisch Dorfladen, Gera<br>02.06.2026 Exkursion "
        "ins Moor, Güstrow<br>17.06.2026 Sommerfest, Stendal</p>",
        [
            ("Stammtisch Dorfladen", "2026-05-12", None, "Gera"),
            ("Exkursion ins Moor", "2026-06-02", None, "Güstrow"),
            ("Sommerfest", "2026-06-17", None, "Stendal"),
        ],
    ),
    "terms and definitions": (
        "<h1>Termine</h1><dl><dt>12.05.2026</dt><dd>Stammtisch Dorfladen<br>Gasthof Linde, Gera</dd"
        "><dt>02.06.2026</dt><dd>Exkursion ins Moor<br>Güstrow</dd></dl>",
        [
            ("Stammtisch Dorfladen", "2026-05-12", None, "Gera"),
            ("Exkursion ins Moor", "2026-06-02", None, "Güstrow"),
        ],
    ),
    "days below the heading of their month": (
        "<h1>Termine</h1><h2>Mai 2026</h2><ul><li>12. – Stammtisch Dorfladen, Gera</li><li>28. – "
        "Fachtag Höfe, Jena</li></ul><h2>Juni 2026</h2><ul><li>2. – Exkursion ins Moor, Güstrow</li"
        "><li>17. – Sommerfest, Stendal</li></ul>",
        [
            ("Stammtisch Dorfladen", "2026-05-12", None, "Gera"),
            ("Fachtag Höfe", "2026-05-28", None, "Jena"),
            ("Exkursion ins Moor", "2026-06-02", None, "Güstrow"),
            ("Sommerfest", "2026-06-17", None, "Stendal"),
        ],
    ),
    "tiles of day and month, without a blank": (
        "<h1>Veranstaltungen</h1><div class='k1 ev'><div><span class='day'>29</span>"
        "<span class='month'>Juli</span></div><h3><a href='/1'>Sommertour</a></h3><p>10–16 Uhr | "
        "Stadthalle, Greiz</p></div><div class='k2 ev'><div><span class='day'>03</span>"
        "<span class='month'>Aug</span></div><h3><a href='/2'>Fachtag Leerstand</a></h3><p>9 Uhr | "
        "Gera</p></div>",
        [
            ("Sommertour", "2026-07-29T10:00", "2026-07-29T16:00", "Greiz"),
            ("Fachtag Leerstand", "2026-08-03T09:00", None, "Gera"),
        ],
    ),
    "tiles in blocks, year above all": (
        "<h1>TERMINE</h1><p>Herbst / Winter 2026</p><div><div><p>SA</p><h2>07</h2><p>NOV</p><p>"
        "Regionalmarkt</p><p>10:00 – 16:00 Uhr</p><p>Alsfeld · Marktplatz</p></div></div>"
        "<div><div><p>DI</p><h2>17</h2><p>NOV</p><p>Runder Tisch Pflege</p><p>18 Uhr</p>"
        "<p>Gera · Rathaus</p></div></div>",
        [
            ("Regionalmarkt", "2026-11-07T10:00", "2026-11-07T16:00", "Alsfeld"),
            ("Runder Tisch Pflege", "2026-11-17T18:00", None, "Gera"),
        ],
    ),
    "one entry in the second year": (
        "<h1>Veranstaltungen</h1><h2>2026</h2><ul><li><small>12.05.</small> <a href='/1'>Fachtagung"
        " Boden</a>, Gera</li><li><small>02.06.</small> <a href='/2'>Seminar Lärm</a>, Jena</li>"
        "</ul><h2>2027</h2><ul><li><small>12.01.</small> <a href='/3'>Wintertagung</a>, Suhl</li>"
        "</ul>",
        [
            ("Fachtagung Boden", "2026-05-12", None, "Gera"),
            ("Seminar Lärm", "2026-06-02", None, "Jena"),
            ("Wintertagung", "2027-01-12", None, "Suhl"),
        ],
    ),
    "towns below the name of a tour": (
        "<h1>Bürgerdialog Saaleland</h1><p>Beginn jeweils am Abend.</p>"
        "<div class='p'><h2>Gera am 2. September 2026</h2><p>Ort: Theatersaal</p></div>"
        "<div class='p'><h2>Jena am 9. September 2026</h2><p>Ort: Kulturhaus</p></div>",
        [
            ("Bürgerdialog Saaleland", "2026-09-02", None, "Gera"),
            ("Bürgerdialog Saaleland", "2026-09-09", None, "Jena"),
        ],
    ),
    "several days of one series in one line": (
        "<h1>Regelmäßige Angebote</h1><section class='a'><h2>Netzwerkrunde Leerstand</h2><p>Jeweils"
        " mittwochs um 18 Uhr. Die Termine 2026: 29.04. Gera, 29.07. Jena, 28.10. Suhl</p>"
        "</section><section class='a'><h2>Digitalcafé</h2><p>5. Mai 2026, 14 Uhr, Stendal</p>"
        "</section>",
        [
            ("Netzwerkrunde Leerstand", "2026-04-29T18:00", None, "Gera"),
            ("Netzwerkrunde Leerstand", "2026-07-29T18:00", None, "Jena"),
            ("Netzwerkrunde Leerstand", "2026-10-28T18:00", None, "Suhl"),
            ("Digitalcafé", "2026-05-05T14:00", None, "Stendal"),
        ],
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_each_entry_is_one_event(read: Read, rows: Rows, kind: str) -> None:
    markup, expected = LISTS[kind]
    assert sorted(rows(read(f"<body>{markup}</body>", url=TERMINE))) == sorted(expected)


def grid(cells: dict[int, str]) -> str:
    """A calendar of June 2026 whose month stands in a heading and whose year in links."""
    days = "".join(
        f"<li class='tag tag{day}'><div>{day}</div>{cells.get(day, '')}</li>"
        for day in range(1, 31)
    )
    return (
        "<h1>Kalender</h1><ul><li><a href='?m=5'>Mai 2026</a></li><li><h3>Juni</h3></li>"
        f"<li><a href='?m=7'>Juli 2026</a></li></ul><ul class='tage'>{days}</ul><p>Ohne Gewähr.</p>"
    )


def test_cells_of_a_calendar(read: Read, rows: Rows) -> None:
    markup = grid(
        {
            4: "<div><a href='/1'>Seniorenrat</a><div>14:00 - 16:00</div></div>",
            11: "<div><a href='/2'>Markttag</a></div><div><a href='/3'>Abendrunde</a>"
            "<span>19 Uhr</span></div>",
            19: "<div><a href='/4'>Landtagung</a><div>10:00</div></div>",
            20: "<div><a href='/4'>Landtagung</a></div>",
        }
    )
    assert rows(read(markup, url=TERMINE)) == [
        ("Seniorenrat", "2026-06-04T14:00", "2026-06-04T16:00", ""),
        ("Markttag", "2026-06-11", None, ""),
        ("Abendrunde", "2026-06-11T19:00", None, ""),
        ("Landtagung", "2026-06-19T10:00", "2026-06-20", ""),
    ]


OTHERS = {
    "jobs": (
        "<h1>Karriere</h1><div class='j'><h2>Referentin (m/w/d)</h2><dl><dt>Ort:</dt><dd>Gera</dd>"
        "<dt>Beginn:</dt><dd>01.08.2026</dd></dl></div><div class='j'><h2>Werkstudent (w/m/d)</h2>"
        "<dl><dt>Ort:</dt><dd>Jena</dd><dt>Beginn:</dt><dd>01.07.2026</dd></dl></div>"
    ),
    "news": (
        "<h1>Netzwerk</h1><h3>Meldungen</h3><ul><li><a href='/1'>10.02.2026 Neue Leitung</a></li>"
        "<li><a href='/2'>03.02.2026 Forum der Höfe zieht Bilanz</a></li></ul>"
    ),
    "a programme of two days": (
        "<h1>Fachtag</h1><h2>Ablauf</h2><h3>Dienstag, 12. Mai 2026</h3><p>10:00 Uhr Begrüßung</p>"
        "<p>10:15 Uhr Vortrag</p><h3>Mittwoch, 13. Mai 2026</h3><p>9:00 Uhr Exkursion</p><p>12:00 "
        "Uhr Ende</p>"
    ),
    "steps of a call": (
        "<h1>Aufruf</h1><table><tr><th>Schritt</th><th>Termin</th></tr><tr><td>Einreichung der "
        "Skizze</td><td>30.04.2026</td></tr><tr><td>Vollantrag</td><td>bis 15.09.2026</td></tr>"
        "</table>"
    ),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_lists_of_other_things(read: Read, kind: str) -> None:
    extraction = read(f"<body>{OTHERS[kind]}</body>", url="https://www.verein.example/seite/")
    assert [event.name for event in extraction.events] == []


def test_a_mixed_list_gives_what_calls_itself_an_event(read: Read, rows: Rows) -> None:
    extraction = read(
        "<h1>Aktuelles aus den Regionen</h1>"
        "<div class='t'><p>Veranstaltung 18.05.2026 Ort: Görlitz</p><h2><a href='/1'>Innovations"
        "tage</a></h2></div><div class='t'><h2><a href='/2'>Acht Höfe beginnen</a></h2><p "
        "class='teaser__meta'>22. Februar 2026</p></div><div class='t'><p>Veranstaltung 02.06.2026 "
        "Ort: Gera</p><h2><a href='/3'>Gespräch Wege</a></h2></div>",
        url="https://www.amt.example/aktuelles/",
    )
    assert [row[0] for row in rows(extraction)] == ["Innovationstage", "Gespräch Wege"]


def test_sentences_that_begin_with_a_day_are_no_list(read: Read, rows: Rows) -> None:
    extraction = read(
        "<h1>Fachtag Wege</h1><p>Am 3. Mai 2026 findet in Gera der Fachtag Wege statt.</p>"
        "<p>Am 9. Juni 2026 folgt in Jena der Workshop Moor.</p>",
        url="https://www.verein.example/aktuell/",
    )
    assert {row[1] for row in rows(extraction)} == {"2026-05-03", "2026-06-09"}


TOLD = {
    "Tagung „Neue Wege“": "Die Tagung „Neue Wege“ findet am 4. Mai 2026 um 10 Uhr in Jena statt.",
    "Forum „Stadt: Land“": "Das Forum „Stadt: Land“ beginnt am Montag, den 11. Mai 2026, in Gera.",
    "Fachtag Dorfmitte": "Der Fachtag Dorfmitte wird vom 18. bis 19. Mai 2026 in Gotha eröffnet.",
}


@pytest.mark.parametrize("heading", ["Aktuelles", "Termine", "Unser Netzwerk"])
@pytest.mark.parametrize("element", ["p", "div", "li"])
def test_sentences_are_no_entries(read: Read, rows: Rows, element: str, heading: str) -> None:
    told = "".join(f"<{element}>{sentence}</{element}>" for sentence in TOLD.values())
    extraction = read(f"<h1>{heading}</h1><div>{told}</div>", url=TERMINE)
    assert {(row[0], row[1][:10]) for row in rows(extraction)} == {
        ("Tagung „Neue Wege“", "2026-05-04"),
        ("Forum „Stadt: Land“", "2026-05-11"),
        ("Fachtag Dorfmitte", "2026-05-18"),
    }
    assert extraction.lists == ()


def test_an_entry_with_a_title_may_tell_its_day_in_a_sentence(read: Read, rows: Rows) -> None:
    entries = "".join(
        f"<div class='e'><h3><a href='/{n}'>Abend {n}</a></h3><p>{sentence}</p></div>"
        for n, sentence in enumerate(TOLD.values())
    )
    extraction = read(f"<h1>Termine</h1><div>{entries}</div>", url=TERMINE)
    assert [row[0] for row in rows(extraction)] == ["Abend 0", "Abend 1", "Abend 2"]


def test_a_line_without_a_verb_is_an_entry_for_all_its_full_stop(read: Read, rows: Rows) -> None:
    lines = "".join(
        f"<li>{name} am {day}. Mai 2026 in Jena.</li>"
        for day, name in ((4, "Werkstatt Moor"), (11, "Lesung am Fluss"), (18, "Forum Weg"))
    )
    names = [row[0] for row in rows(read(f"<h1>Termine</h1><ul>{lines}</ul>", url=TERMINE))]
    assert len(names) == 3
