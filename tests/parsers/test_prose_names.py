"""Names that stand apart from their day: quoted titles, fuller wordings, lists in flat text."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, Extraction

Read = Callable[..., Extraction]


def names(extraction: Extraction) -> list[str]:
    return [event.name for event in extraction.events]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Am 6. Mai 2026 um 19 Uhr lädt der Verein zum „Meet & Mahl“ ein.", "Meet & Mahl"),
        ("Am 6. Mai 2026 um 19 Uhr ist unter dem Titel „Schatten und Licht“ der Marktplatz an der "
         "Reihe, die Stadt lädt dazu ein.", "Schatten und Licht"),
        ("Am 6. Mai 2026, 19 Uhr, heißt es „Licht aus, Spot an“ im Rathaus.", "Licht aus, Spot an"),
        ("Wir treffen uns am 6. Mai 2026 um 9 Uhr bei der »Tour der Höfe« am Bahnhof.",
         "Tour der Höfe"),
    ],
)  # fmt: skip
def test_a_quoted_title_that_a_sentence_invites_to(read: Read, sentence: str, name: str) -> None:
    assert names(read(f"<h1>Neues aus Gera</h1><p>{sentence}</p>")) == [name]


def test_the_title_of_a_kind_of_event_in_the_next_sentence(read: Read) -> None:
    page = (
        "<h1>Wie gelingt der Wandel? Amtschef eröffnet Fachtagung</h1><p>Am 6. Mai 2026 kommen in "
        "Gera 200 Fachleute zusammen. Anlass ist die Fachtagung „Nach dem Programm“.</p>"
    )
    assert names(read(page)) == ["Fachtagung „Nach dem Programm“"]


def test_speech_in_a_heading_is_no_title(read: Read) -> None:
    page = (
        "<h1>Gäste diskutieren – Landrätin: „Wir müssen leichter werden“</h1><p>Nächstes Jahr "
        "zieht der Fachkräftetag weiter. Am 6. Mai 2026 soll er in Gera stattfinden.</p>"
    )
    assert names(read(page)) == ["Fachkräftetag"]


@pytest.mark.parametrize(
    ("lead", "hours"),
    [
        ("Die Nachmittage sind immer donnerstags um 15 Uhr im Bürgertreff in Gera:", True),
        ("Der Lesekreis lädt zu diesen Abenden der Reihe ein, jeweils um 15 Uhr:", True),
        ("Unsere Vorträge im Frühjahr:", False),
    ],
)
def test_rows_of_a_series_in_flat_text(read: Read, lead: str, hours: bool) -> None:
    text = (
        f"{lead}\n\n- 12.2.2026: Als der Zug noch hielt\n- 12.3.2026: Grenzgänger\n"
        "- 9.4.2026: Frauen auf dem Bau\n"
    )
    found = read(text, content_type="text/plain")
    assert names(found) == ["Als der Zug noch hielt", "Grenzgänger", "Frauen auf dem Bau"]
    starts = [event.when.start for event in found.events]  # type: ignore[union-attr]
    first = datetime(2026, 2, 12, 15, tzinfo=BERLIN) if hours else date(2026, 2, 12)
    assert starts[0] == first


def test_rows_of_a_chronicle_are_no_events(read: Read) -> None:
    text = (
        "Aus der Geschichte des Hauses\n\n- 12.2.1998: Grundstein\n- 12.3.2003: Brand im Dach\n"
        "- 9.4.2011: Verkauf an die Gemeinde\n"
    )
    assert read(text, content_type="text/plain").events == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Karten für die Kulturnacht sind ab 1. Juli 2026 in der Bibliothek zu haben.",
        "Für die Messe können sich Betriebe ab dem 1. September 2026 vormerken lassen.",
        "Bei Absagen nach dem 12. Juni 2026 wird der volle Betrag fällig.",
        "Beiträge zum Kongress können vom 1. bis zum 28. Februar 2026 vorgeschlagen werden.",
        "Eine Jury sichtete die Vorhaben am 13. und 14. Mai 2026 in Klausur.",
    ],
)
def test_open_days_around_an_event_are_none(read: Read, sentence: str) -> None:
    assert read(f"<h1>Kulturnacht Gera</h1><p>{sentence}</p>").events == ()


@pytest.mark.parametrize(
    "text",
    [
        "DER VEREIN LÄDT EIN\n\nSTROM VOM DA\n\nMITTWOCH\n6. MAI 2026\n19.30 UHR\n\nEINTRITT FREI",
        "Stadt.Land.Genug?\n\n5.–6. Mai 2026\nStadthalle Gera\n\nTeilnahme kostenlos, "
        "Anmeldung bis 1. Mai 2026",
    ],
)
def test_a_day_set_apart_on_a_page_that_invites(read: Read, text: str) -> None:
    assert len(read(text, content_type="text/plain").events) == 1
