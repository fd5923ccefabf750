"""Facts without a word beside them: columns, telling classes, the place beside start and end."""

from collections.abc import Callable

from model import Extraction, When
from parsers.labels.pairs import label_pairs
from parsers.page.document import Document
from parsers.page.facts import Label

Html = Callable[[str], Document]
Read = Callable[..., Extraction]
EVENT = "https://www.verein.example/termine/forum"
MORE = "<p>Wir sprechen über Wege zwischen Dorf und Stadt und laden alle herzlich dazu ein.</p>"


def facts(document: Document) -> list[tuple[Label, str]]:
    pairs = label_pairs(document)
    assert all(document.text[pair.start : pair.end] == pair.value for pair in pairs)
    return [(pair.label, pair.value) for pair in pairs]


def test_the_column_says_what_a_cell_is(html: Html) -> None:
    document = html(
        "<table><tr><th>Datum</th><th>Thema</th><th>Anmeldeschluss</th></tr><tr><td>3.5.2026</td>"
        f"<td>Wege</td><td>1.4.2026</td></tr></table>{MORE}"
    )
    assert facts(document) == [
        (Label.DATE, "3.5.2026"),
        (Label.TITLE, "Wege"),
        (Label.DEADLINE, "1.4.2026"),
    ]


def test_a_row_of_label_and_value_names_no_columns(html: Html) -> None:
    document = html(
        "<table><tr><td>Datum</td><td>3.5.2026</td></tr><tr><td>Ort</td><td>Gera</td></tr></table>"
    )
    assert facts(document) == [(Label.DATE, "3.5.2026"), (Label.PLACE, "Gera")]


def test_parts_of_an_address_are_one_place(html: Html) -> None:
    document = html(
        "<div class='event-venue'>Haus am Markt</div><div class='event-address'>Markt 3</div>"
        f"<div class='event-city'>Gera</div>{MORE}"
    )
    assert facts(document) == [(Label.VENUE, "Haus am Markt\nMarkt 3\nGera")]


def test_a_run_within_a_line_is_a_fact(html: Html) -> None:
    document = html(f"<p>3. Mai 2026 <span class='topline__location'>Ort: Gera</span></p>{MORE}")
    assert (Label.VENUE, "Gera") in facts(document)


def test_the_item_beside_start_and_end_is_the_place(html: Html) -> None:
    document = html(
        "<ul><li>Beginn 03.05.2026 11:00 Uhr</li><li>Ende 04.05.2026 13:00 Uhr</li><li>Rathaus, "
        f"Gera</li></ul>{MORE}"
    )
    assert facts(document)[-1] == (Label.VENUE, "Rathaus, Gera")


def test_several_labels_in_one_line(html: Html) -> None:
    document = html(f"<p>Wann: 3. Mai, 18 Uhr | Wo: Rathaus Gera, Veranstalter: Netz</p>{MORE}")
    assert facts(document) == [
        (Label.DATE, "3. Mai, 18 Uhr"),
        (Label.PLACE, "Rathaus Gera"),
        (Label.ORGANIZER, "Netz"),
    ]


def test_a_bold_label_needs_no_colon(html: Html) -> None:
    assert facts(html(f"<p><strong>Wo</strong> <span>Aula, Gera</span></p>{MORE}")) == [
        (Label.PLACE, "Aula, Gera")
    ]


def test_the_heading_of_a_list_is_no_label(html: Html) -> None:
    assert facts(html(f"<h2>Termine</h2><ul><li>3. Mai 2026 Forum</li></ul>{MORE}")) == []


def test_a_class_alone_makes_no_event_of_a_date(read: Read) -> None:
    markup = f"<h1>Neue Wege</h1><p class='date'>3. April 2026</p>{MORE}"
    assert read(markup, url="https://www.verein.example/seite").events == ()


def test_start_end_and_address_of_their_classes(read: Read) -> None:
    (event,) = read(
        "<h1>Details</h1><h2 class='event-title'>Forum Wege</h2><div class='event-startdate'>"
        "03.05.2026 - 10:00</div><div class='event-enddate'>04.05.2026 - 15:30</div>"
        "<div class='event-location-title'>Rathaus</div><div class='event-location-city'>Gera</div>"
        f"<div class='event-organisator'>Netzwerk Wege e. V.</div>{MORE}",
        url=EVENT,
    ).events
    assert isinstance(event.when, When)
    assert event.when.start.isoformat()[:16] == "2026-05-03T10:00"
    assert event.when.end is not None
    assert event.when.end.isoformat()[:16] == "2026-05-04T15:30"
    assert (event.name, event.organizers[0].name) == ("Forum Wege", "Netzwerk Wege e. V.")
    assert event.location is not None
    assert (event.location.name, event.location.address_locality) == ("Rathaus", "Gera")
