"""Places that a page tells once for several events, and lines of an address behind a date."""

from collections.abc import Callable

import pytest

from model import Extraction

Read = Callable[..., Extraction]
DATES = (
    "<ul><li>3. Mai 2026, 19 Uhr: Vortrag „Alte Höfe neu“</li>"
    "<li>10. Mai 2026, 19 Uhr: Vortrag „Moor und Heide“</li>"
    "<li>17. Mai 2026, 19 Uhr: Vortrag „Wasser im Dorf“</li></ul>"
)


def lines(extraction: Extraction) -> list[str]:
    return [event.location.line if event.location else "" for event in extraction.events]


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("Alle Vorträge finden im Hörsaal 3, Ringstraße 4, in Jena statt.",
         "Hörsaal 3, Ringstraße 4, Jena"),
        ("Wir sehen uns jeweils um 19 Uhr im Bürgertreff Alte Wache in Gera.",
         "Bürgertreff Alte Wache, Gera"),
        ("Die Treffen sind immer um 18 Uhr im Gemeindehaus Stendal.",
         "Gemeindehaus Stendal"),
        ("Es findet mittwochs im Raum 12, Ringstraße 5, statt, sofern nichts anderes dasteht.",
         "Raum 12, Ringstraße 5"),
    ],
)  # fmt: skip
def test_the_place_of_a_series_is_that_of_each_date(read: Read, told: str, line: str) -> None:
    extraction = read(f"<h1>Reihe</h1><p>{told}</p>{DATES}")
    assert [place[: len(line)] for place in lines(extraction)] == [line] * 3


@pytest.mark.parametrize(
    "told",
    [
        "Das Büro im Rathaus, Ringstraße 4, ist dienstags von 9 bis 12 Uhr geöffnet.",
        "Karten gibt es jeweils im Bürgerhaus in Gera.",
        "Die Sprechstunde ist mittwochs im Rathaus Gera.",
        "Der Verein hat viele Mitglieder.",
    ],
)
def test_opening_hours_and_tickets_are_no_series(read: Read, told: str) -> None:
    assert lines(read(f"<h1>Reihe</h1><p>{told}</p>{DATES}")) == ["", "", ""]


def test_the_place_of_another_section_is_not_taken(read: Read) -> None:
    other = "<h2>Lesekreis</h2><p>Wir lesen jeweils im Bürgerhaus in Gera.</p>"
    assert lines(read(f"<h1>Neues</h1>{other}<h2>Vorträge</h2>{DATES}")) == ["", "", ""]


@pytest.mark.parametrize(
    ("title", "head", "line"),
    [
        ("Heimatverein Stendal", "Nachrichten", "Rathaus, Stendal"),
        ("Termine", "Universität Jena", "Rathaus, Jena"),
        ("Kreis Stendal", "Nachrichten", "Rathaus"),
        ("Gera trifft Jena", "Nachrichten", "Rathaus"),
        ("Neues", "Wege an den Bodensee", "Rathaus"),
        ("Neues", "Nachrichten", "Rathaus"),
    ],
)
def test_a_house_without_a_town_lies_in_that_of_the_page(
    read: Read, title: str, head: str, line: str
) -> None:
    page = f"<title>{title}</title><h1>Vortrag „Moor und Heide“</h1><p>{head}</p>"
    extraction = read(f"{page}<p>Der Vortrag findet am 3. Mai 2026 im Rathaus statt.</p>")
    assert lines(extraction) == [line]


def test_the_town_of_the_page_is_inferred(read: Read) -> None:
    page = "<title>Heimatverein Stendal</title><h1>Vortrag „Moor und Heide“</h1>"
    (event,) = read(f"{page}<p>Der Vortrag findet am 3. Mai 2026 im Rathaus statt.</p>").events
    assert event.evidence["location"].rule.endswith("place.town of the page")
    assert event.evidence["location"].confidence < 0.5


def test_no_house_no_town_of_the_page(read: Read) -> None:
    page = "<title>Heimatverein Stendal</title><h1>Vortrag „Moor und Heide“</h1>"
    assert lines(read(f"{page}<p>Der Vortrag findet am 3. Mai 2026 statt.</p>")) == [""]


def test_a_house_has_the_town_that_it_has_elsewhere(read: Read) -> None:
    first = "<p>Die Bilder hängen in der Lohnhalle der Grube Glück in Gera.</p>"
    second = (
        "<p>Am 3. Mai 2026 findet der Vortrag „Grubenwasser“ in der Lohnhalle statt.</p>"
        "<p>Am 9. Mai 2026 findet das Konzert „Glückauf“ in der Lohnhalle statt.</p>"
    )
    assert lines(read(f"<h1>Bilder</h1>{first}{second}")) == ["Lohnhalle, Gera"] * 2


@pytest.mark.parametrize(
    ("behind", "line"),
    [
        (
            "19.30 UHR\n\nGASTHOF ZUR LINDE\n\nLANGE STRASSE 8\n\nGERA",
            "GASTHOF ZUR LINDE, LANGE STRASSE 8, Gera",
        ),
        ("19 Uhr\n\nBürgerhaus\n\nMarkt 4\n\n07545 Gera", "Bürgerhaus, Markt 4, 07545 Gera"),
        ("14–17 h\n\n📍 Alte Molkerei Clenze", "Alte Molkerei Clenze"),
        ("Eintritt 5 Euro\n\nKuchen bitte mitbringen", ""),
    ],
)
def test_lines_of_an_address_behind_a_date(read: Read, behind: str, line: str) -> None:
    text = f"Der Heimatverein lädt ein\n\nVortrag über das Moor\n\n3. Mai 2026\n\n{behind}\n"
    assert lines(read(text, content_type="text/plain")) == [line]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Messe „Landgut“ – Oldenburg, Weser-Halle", "Weser-Halle, Halle 2, Oldenburg (Oldb)"),
        ("Messe „Landgut“ – Gera, Kulturzentrum", "Kulturzentrum, Halle 2, Gera"),
        ("Messe „Landgut“ – wir sind dabei", "Halle 2"),
    ],
)
def test_a_hall_lies_in_the_house_of_the_heading(read: Read, heading: str, line: str) -> None:
    day = "Die Messe „Landgut“ findet vom 3. bis 5. Mai 2026 in Halle 2 statt."
    assert lines(read(f"<h1>Neues</h1><h2>{heading}</h2><p>{day}</p>")) == [line]


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("Nach Gera (2024) und Jena (2025) geht es diesmal nach Stendal.", "Stendal"),
        ("Nach Gera und Jena öffnet uns diesmal der Pfarrer in Stendal seinen Gemeindesaal.",
         "Gemeindesaal, Stendal"),
        ("Geld gibt die Stiftung Grüner Acker in Gera.", ""),
        ("Die Reise 2025 ging nach Gera.", ""),
    ],
)  # fmt: skip
def test_the_town_of_this_time_counts(read: Read, told: str, line: str) -> None:
    day = "Die Tagung „Alte Höfe neu“ findet am 3. Mai 2026 statt."
    assert lines(read(f"<h1>Tagung</h1><p>{day}</p><p>{told}</p>")) == [line]


@pytest.mark.parametrize(
    ("below", "line"),
    [
        ("18.00 Uhr<br>Rathaus, Großer Saal<br>Halle (Saale)", "Rathaus, Großer Saal"),
        ("Rathaus<br>Gera", "Rathaus, Gera"),
        ("Beginn 10 Uhr<br>Stadthaus<br>Markt 3<br>07545 Gera", "Stadthaus, Markt 3, 07545 Gera"),
        ("Wir reden darüber, wie es mit den Dörfern und Städten der Region weitergehen soll", ""),
        ("Eintritt frei<br>Wir freuen uns auf Sie", ""),
    ],
)
def test_the_lines_below_a_date_in_its_paragraph(read: Read, below: str, line: str) -> None:
    (place,) = lines(read(f"<h1>Dialogforum Wege</h1><p>Montag, 4. Mai 2026<br>{below}</p>"))
    assert place.startswith(line)
    assert bool(place) == bool(line)


def test_a_town_of_several_behind_a_name_is_none_of_it(read: Read) -> None:
    extraction = read(
        "<h1>Termine</h1><ul><li>5. Mai 2026 Workshop Moor, Zeitz</li>"
        "<li>11. Juni 2026 Sommerfest, Naumburg</li><li>18. Juni 2026 Fachtag Wald, Gera</li></ul>"
    )
    assert [event.name for event in extraction.events] == [
        "Workshop Moor", "Sommerfest", "Fachtag Wald",
    ]  # fmt: skip
