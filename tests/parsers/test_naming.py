"""Which wording around a date becomes the event's name."""

from collections.abc import Callable

import pytest

from model import Event, Extraction

Read = Callable[..., Extraction]
TEXT = "text/plain; charset=utf-8"
ARTICLE = "https://amt.example/aktuelles/4711"


def one(extraction: Extraction) -> Event:
    (event,) = extraction.events
    return event


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wege und Ziele\n\nZur Regionalkonferenz am 3. Mai 2026 in Gera laden wir ein.\n\n"
         "Regionalkonferenz Auenland Süd (Foto: Amt)", "Regionalkonferenz Auenland Süd"),
        ("Rat der Orte: Gelungener Fachtag in Gera\n\nViele kamen zum Fachtag Ortsmitte am "
         "3. Februar 2026 in Gera.", "Fachtag Ortsmitte"),
        ("Wir laden zum 7. Wegegipfel. Treffpunkt ist am 3. Mai 2026 um 10 Uhr das Haus in Gera. "
         "Titel: „Ziele der Region“.", "7. Wegegipfel „Ziele der Region“"),
        ("Amt verschiebt 4. Geraer Wegetag\n\nAbsage für den 6. Mai 2026\n\nNun auf 2027 verlegt "
         "wird der 4. Geraer Wegetag, der am 6. Mai 2026 in Gera geplant war.",
         "4. Geraer Wegetag"),
        ("Die Gruppe der Orte tagt am 3. Mai 2026 um 9 Uhr im Rathaus in Gera.",
         "Sitzung der Gruppe der Orte"),
        ("Land der Wege\n\nIm Mai folgen zwei Ideenbörsen, jeweils am 3. Mai 2026 in Gera.",
         "Ideenbörse"),
        ("Neues vom Amt\n\nStammtisch Ortsmitte. Am 3. Mai 2026 um 18 Uhr im Gasthaus in Gera.",
         "Stammtisch Ortsmitte"),
        ("Woche der Wege\n\nVom 3. bis 9. Mai 2026 laden Orte ein. Den Auftakt bildet am 3. Mai "
         "2026 ein Bürgerfest.", "Woche der Wege"),
        ("WEGETAG DER REGION\nZiele für morgen\n\nTermin des Wegetages: Samstag, 3. Mai 2026, "
         "16 Uhr in Gera", "WEGETAG DER REGION"),
    ],
)  # fmt: skip
def test_the_fullest_wording_of_the_event(read: Read, text: str, name: str) -> None:
    assert one(read(text, content_type=TEXT, url=ARTICLE)).name == name


def test_the_next_event_does_not_bear_the_name_of_this_report(read: Read) -> None:
    found = read(
        "Viel Andrang beim Wegetag\n\nÜber 100 Gäste kamen am 3. Februar 2026 zum Wegetag nach "
        "Gera.\n\nDie nächste Tagung des Verbunds findet am 5. Juni 2026 in Jena statt.",
        content_type=TEXT,
        url=ARTICLE,
    )
    assert [event.name for event in found.events] == ["Wegetag", "Tagung des Verbunds"]


def test_without_any_other_name_the_address_gives_one_that_is_a_guess(read: Read) -> None:
    event = one(
        read(
            "Es fehlt an Personal. Bei uns sprechen darüber Ada Berg und Uwe Tal. Termin ist am "
            "3. Mai 2026 im Haus am Markt.",
            content_type=TEXT,
            url="https://amt.example/region/personal-fehlt-in-allen-orten;art15,47",
        )
    )
    assert event.name == "Personal fehlt in allen Orten"
    assert event.evidence["name"].rule == "name.address"
    assert not event.publish


def test_rows_that_begin_with_their_day_name_themselves(read: Read) -> None:
    found = read(
        "Vortragsreihe Dorfmitte\n\n3. Mai 2026: Leere Läden – was tun?\n\n"
        "10. Mai 2026: Neue Wohnformen",
        content_type=TEXT,
        url="https://amt.example/vortraege",
    )
    assert [event.name for event in found.events] == ["Leere Läden – was tun?", "Neue Wohnformen"]
