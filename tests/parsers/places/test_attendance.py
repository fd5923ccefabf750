"""In person, online or both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import AttendanceMode
from parsers.places import online_mode

ONLINE, MIXED, OFFLINE = AttendanceMode.ONLINE, AttendanceMode.MIXED, AttendanceMode.OFFLINE


@pytest.mark.parametrize(
    ("text", "mode", "quote"),
    [
        ("online", ONLINE, "online"),
        ("Ort: online", ONLINE, "online"),
        ("16. Mai, online", ONLINE, "online"),
        ("Das Forum findet online statt.", ONLINE, "online"),
        ("eine Online-Veranstaltung", ONLINE, "Online-Veranstaltung"),
        ("eine digitale Fachtagung", ONLINE, "digitale Fachtagung"),
        ("Wir treffen uns per Zoom.", ONLINE, "per Zoom"),
        ("als Videokonferenz", ONLINE, "Videokonferenz"),
        ("Webinar: Förderung", ONLINE, "Webinar"),
        ("ein virtuelles Treffen", ONLINE, "virtuelles Treffen"),
        ("in der digitalen Evangelischen Akademie", ONLINE, "digitalen Evangelischen Akademie"),
        ("Erst war Präsenz geplant, nun wird es ein Webinar.", ONLINE, "Webinar"),
        ("im Rathaus sowie via Livestream", MIXED, "via Livestream"),
        ("in Präsenz und online", MIXED, "Präsenz und online"),
        ("vor Ort oder online", MIXED, "vor Ort oder online"),
        ("eine hybride Tagung", MIXED, "hybride"),
        ("Hybridveranstaltung", MIXED, "Hybridveranstaltung"),
        ("Nur Präsenz (3G)", OFFLINE, "Präsenz"),
    ],
)
def test_modes(text: str, mode: AttendanceMode, quote: str) -> None:
    reading = online_mode(text)
    assert reading is not None
    assert (reading.mode, reading.quote) == (mode, quote)
    assert text[reading.start : reading.end] == quote


@pytest.mark.parametrize(
    "text",
    [
        "Online-Anmeldung",
        "Anmeldung bis zum 11.06.2025 online.",
        "Bitte online anmelden!",
        "Die Vorträge sind online verfügbar.",
        "Das Konzept soll im März online gehen.",
        "Ergebnisse der Online-Befragung",
        "digitale Transformation und Digitalisierung",
        "Hybridfahrzeuge und Hybrid-Antriebe",
        "Die Aktiven vor Ort helfen.",
        "Stadthalle Köln",
        "",
    ],
)
def test_words_that_say_nothing_of_the_event(text: str) -> None:
    assert online_mode(text) is None


@given(st.text(alphabet="online Präsenz und,\n(hybrid)", max_size=80))
def test_quotes_stand_in_the_text(text: str) -> None:
    reading = online_mode(text)
    if reading is not None:
        assert text[reading.start : reading.end] == reading.quote
