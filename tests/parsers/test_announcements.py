"""Announcements as newspapers, parishes and newsletters write them: which day, name and hour."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, Event, Extraction, When

Read = Callable[..., Extraction]


def plain(read: Read, text: str, published: str = "2026-03-01") -> tuple[Event, ...]:
    return read(text, content_type="text/plain", published=published).events


def start(event: Event) -> date | datetime:
    assert isinstance(event.when, When)
    return event.when.start


@pytest.mark.parametrize(
    "sentence",
    [
        "Am 14. Mai 2026 ist es soweit: Die Konferenz „Moor und Mensch“ beginnt.",
        "Wir treffen uns am 14. Mai 2026 zur Konferenz „Moor und Mensch“ in Gera.",
        "Die Branche konnte sich am 14. Mai 2026 auf der Konferenz „Moor und Mensch“ austauschen.",
    ],
)
def test_words_of_taking_place(read: Read, sentence: str) -> None:
    (event,) = plain(read, sentence)
    assert start(event) == date(2026, 5, 14)


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Stellungnahmen will der Stadtrat am 28. Oktober diskutieren.",
        "Der Kreistag wird am 28. Oktober über die Vorlage beraten.",
        "Mit dem Antrag wird sich der Ausschuss am 28. Oktober befassen.",
    ],
)
def test_what_a_council_deals_with_is_no_event(read: Read, sentence: str) -> None:
    assert not plain(read, f"Konferenz der Einzelhändler\n\n{sentence}")


def test_hours_of_an_event_outweigh_what_it_is_about(read: Read) -> None:
    (event,) = plain(
        read,
        "Wie eine Bewerbung gelingt, wird bei einem Infoabend der Agentur am Freitag, "
        "19. Juni, von 17 bis 18 Uhr erklärt.",
    )
    assert start(event) == datetime(2026, 6, 19, 17, tzinfo=BERLIN)
    assert not plain(read, "Die Straße am Messeplatz ist am 19. Juni von 8 bis 18 Uhr gesperrt.")


def test_a_title_with_its_day_that_runs_into_the_text(read: Read) -> None:
    text = (
        "Stammtisch Bürgerenergie am 9. April Das Projekt geht in die nächste Runde, und wer mag, "
        "bringt eigene Ideen mit.\n\nWann: 18 Uhr\n\nWo: Bürgerhaus Gera, Parkstraße 9\n\n"
        "Netzagentur in Stendal am 14. April Die Altmark braucht Anschluss an die großen Leitungen "
        "für Wärme und Strom.\n\nWann: 10 Uhr\n\nWo: Rathaus Stendal"
    )
    first, second = plain(read, text)
    assert (first.name, second.name) == ("Stammtisch Bürgerenergie", "Netzagentur in Stendal")
    assert start(first) == datetime(2026, 4, 9, 18, tzinfo=BERLIN)
    assert start(second) == datetime(2026, 4, 14, 10, tzinfo=BERLIN)
    assert first.locations[0].name == "Bürgerhaus Gera"


def test_years_that_a_paragraph_mentions_are_not_those_of_the_dates_below(read: Read) -> None:
    text = (
        "Wie in den Jahren zuvor reist unser Verein zur Solarkonferenz, auf der wir schon viele "
        "Freundinnen und Freunde gefunden und Vorträge gehalten haben (siehe 2021 und 2023).\n\n"
        "Die Solarkonferenz findet am 13. und 14. November in der Stadthalle Gera statt."
    )
    (event,) = plain(read, text)
    assert start(event) == date(2026, 11, 13)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Bürgerversammlung zur Wärmeplanung\n\nWir laden zu unserer ersten "
            "Informationsveranstaltung am 22. April 2026 ins Rathaus Gera ein.",
            "Bürgerversammlung zur Wärmeplanung",
        ),
        (
            "Sie sind angemeldet als: | bearbeiten | logout\n\nBaurecht\n\nKurs-Nr. 0105: Workshop "
            "Bauantrag in der Praxis\n\n22.4.2026, 9:00-16:00\n\nSeminarort: Institut Gera",
            "Workshop Bauantrag in der Praxis",
        ),
        (
            "Fachtagungen\n\nDie Solarmesse mit ihrem Forum ist auf den 14. bis 16. Juli 2026 "
            "verschoben worden.",
            "Solarmesse",
        ),
        (
            "Die Verbände laden zur H2.0-Konferenz „Wasserstoff vor Ort“ am 12. Mai 2026 ein.",
            "H2.0-Konferenz „Wasserstoff vor Ort“",
        ),
        (
            "Die vom Land getragene Veranstaltung „Forum Dorf“ findet am 12. Mai 2026 statt.",
            "Veranstaltung „Forum Dorf“",
        ),
    ],
)
def test_names(read: Read, text: str, name: str) -> None:
    assert [event.name for event in plain(read, text)] == [name]


def test_a_heading_ends_the_value_of_a_label(read: Read) -> None:
    (event,) = plain(
        read,
        "Bürgerversammlung\n\nTermin\n22. April 2026\nOrt\nDorfhaus\n34270 Schauenburg\n"
        "Veranstalter\nGemeinde Schauenburg\nVeranstaltungsdetails\nErste Versammlung zur Wärme\n",
    )
    assert [organizer.name for organizer in event.organizers] == ["Gemeinde Schauenburg"]


def test_the_hour_may_stand_in_another_sentence(read: Read) -> None:
    (event,) = plain(
        read,
        "Die Arbeitsgruppe lädt am Donnerstag, 9. April, zu einer Solarparty nach Gera ein.\n\n"
        "Am Donnerstag, 9. April 2026, um 18:00 Uhr wird eine Botschafterin zeigen, wie man spart.",
    )
    assert start(event) == datetime(2026, 4, 9, 18, tzinfo=BERLIN)


def test_a_heading_below_running_text_does_not_name_what_stands_above_it(read: Read) -> None:
    text = (
        "Am Klimakonzept des Landkreises sollen alle mitwirken, die dort leben und arbeiten. Zum "
        "Auftakt findet am 25. April 2026 ein Workshop zum Radverkehr statt, zu dem der Kreis die "
        "Gemeinden und alle Vereine einlädt, die sich mit dem Rad befassen.\n\n"
        "Ausflug aller Klassen im Herbst\n\nWie es weitergeht, entscheidet sich danach, wenn alle "
        "Vorschläge auf dem Tisch liegen und die Verwaltung sie geprüft hat."
    )
    assert "Ausflug aller Klassen im Herbst" not in [event.name for event in plain(read, text)]


def test_the_day_of_a_letter_is_no_event(read: Read) -> None:
    text = "VERBAND AUENLAND Gera, den 23.11.2018 Az: 21 03 5. Sitzung der Verbandsversammlung"
    assert not plain(read, text)


def test_a_sentence_may_announce_the_line_of_facts_below(read: Read) -> None:
    (event,) = plain(
        read,
        "Der Verein will die Wärme der Stadt in eigene Hände nehmen und sucht dafür Mitglieder. "
        "Auftaktveranstaltung der Initiative für alle, die es angeht:\n"
        "14. April 2026, 19-22 Uhr, Haus am Markt, Stendal\nKontakt: post@waerme.example",
    )
    assert start(event) == datetime(2026, 4, 14, 19, tzinfo=BERLIN)
    assert event.name.startswith("Auftaktveranstaltung")


def test_a_line_that_says_the_kind_only_leaves_the_name_to_the_heading(read: Read) -> None:
    (event,) = plain(read, "Dorf trifft Moor\n\nÖffentliche Tagung\n14. Mai 2026, 16.00 Uhr\nGera")
    assert event.name == "Dorf trifft Moor"


def test_what_is_not_only_elsewhere(read: Read) -> None:
    (event,) = plain(
        read,
        "Die Wende ist nicht nur Thema bei den Verhandlungen in Berlin, sondern am 26. und "
        "27. November 2026 auch auf der Fachmesse „Wind und Wald“ in Gera.",
    )
    assert [place.address_locality for place in event.locations] == ["Gera"]


def test_weekdays_of_reports_and_of_registration(read: Read) -> None:
    (event,) = plain(
        read,
        "Bericht von der Bürgerversammlung\n\n„Wird Wärme teuer?“ Diese Frage stellte der Bund am "
        "Mittwochabend auf seiner Bürgerversammlung im Rathaus Gera.",
        published="2026-02-28",
    )
    assert start(event) == date(2026, 2, 25)
    (event,) = plain(
        read,
        "Die Konferenz Raumforschung findet am 9. und 10. April 2026 in Gera statt.\n\nAnmeldung "
        "zur Konferenz: Sie ist am heutigen Mittwoch noch möglich.",
        published="2026-04-08",
    )
    assert start(event) == date(2026, 4, 9)
