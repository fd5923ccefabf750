"""The same date with another meaning, and everything that is no date at all."""

from datetime import date

import pytest

from parsers.dates import DateContext, DateKind, Tense, date_record, read_dates

KINDS = [
    ("Anmeldeschluss ist der 20. Februar 2026.", DateKind.DEADLINE),
    ("Bitte melden Sie sich bis zum 20.02.2026 an.", DateKind.DEADLINE),
    ("Anmeldung\n\nbis zum 5. November 2017", DateKind.DEADLINE),
    ("Anmeldung:\nbis spätestens 17. Oktober 2021 per E-Mail", DateKind.DEADLINE),
    ("Um Rückmeldung bis 3. März 2026 wird gebeten.", DateKind.DEADLINE),
    ("Bewerbungsfrist: 31.05.2026, 12:00 Uhr", DateKind.DEADLINE),
    ("Projektskizzen bis 15. Juli 2026 einreichen", DateKind.DEADLINE),
    ("Die Antragsfrist endet am 30. April 2026.", DateKind.DEADLINE),
    ("Stichtag ist der 1. März 2026", DateKind.DEADLINE),
    ("Call for Papers: 30.06.2026", DateKind.DEADLINE),
    ("Stand: 12.03.2025", DateKind.PUBLISHED),
    ("Pressemitteilung vom 2. März 2026", DateKind.PUBLISHED),
    ("Nachricht, veröffentlicht von Erika Beispiel am 18.02.2015", DateKind.PUBLISHED),
    ("Zuletzt geändert am 03.03.2026", DateKind.PUBLISHED),
    ("Der Bericht erschien am 07.03.2016.", DateKind.PUBLISHED),
    ("Musterstadt, den 21.05.2019", DateKind.PUBLISHED),
    ("Berlin, 12. März 2025 – Das Ministerium fördert.", DateKind.PUBLISHED),
    ("Gesetz vom 29. März 2017 (BGBl. I S. 626)", DateKind.NONE),
    ("Die Verordnung vom 3. Mai 2019 regelt das.", DateKind.NONE),
    ("Laufzeit: 01.01.2025–31.12.2027", DateKind.PERIOD),
    ("Die Regel gilt vom 1. Januar 2026 bis 30. Juni 2026.", DateKind.PERIOD),
    ("Das Büro arbeitet seit dem 15.03.2016.", DateKind.PERIOD),
    ("Die Bewerbung ist vom 1. März bis 30. April 2026 möglich.", DateKind.DEADLINE),
    ("12.03.2026 | Pressemitteilung", DateKind.PUBLISHED),
    ("Das Landesplanungsgesetz (BeispielG) vom 25.6.2012", DateKind.NONE),
    ("Erika Beispiel, geboren am 12. Mai 1970 in Halle", DateKind.NONE),
    ("Die Tagung findet am 7. Mai 2026 statt.", DateKind.EVENT),
    ("Termin: 09.04.2026", DateKind.EVENT),
    ("Die Ausstellung ist noch bis 30. April 2026 zu sehen.", DateKind.EVENT),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_kind_of_a_date(text: str, kind: DateKind) -> None:
    (reading,) = read_dates(text)
    assert reading.kind is kind


def test_a_deadline_beside_the_event() -> None:
    event, deadline = read_dates(
        "Die Tagung findet am 7. Mai 2026 statt, Anmeldeschluss ist der 20. April 2026."
    )
    assert (event.kind, deadline.kind) == (DateKind.EVENT, DateKind.DEADLINE)
    assert deadline.cue == "Anmeldeschluss"


def test_dates_in_a_row_are_of_one_kind() -> None:
    readings = read_dates("Anmeldeschluss: 3. und 17. März 2026")
    assert [reading.kind for reading in readings] == [DateKind.DEADLINE] * 2


def test_the_day_of_publication_alone_in_its_line_is_published() -> None:
    context = DateContext(reference=date(2026, 3, 12))
    line, event = read_dates("12.03.2026\nDie Tagung ist am 12.03.2026 in Halle.", context)
    assert (line.kind, event.kind) == (DateKind.PUBLISHED, DateKind.EVENT)


TENSES = [
    ("Am 4. November 2025 trafen sich 30 Bündnisse in Berlin.", Tense.PAST),
    ("Im Rahmen des Programms fand am 18. und 19. Februar 2025 ein Treffen statt.", Tense.PAST),
    ("Am 24. Juni 2025 lud die Region zur Konferenz ein.", Tense.PAST),
    ("Das Haus lädt am 2. und 3. März 2026 nach Halle ein.", Tense.COMING),
    ("Die Messe findet am 7. Mai 2026 statt.", Tense.COMING),
    ("Save the Date: 7. Mai 2026", Tense.COMING),
    ("7. Mai 2026", Tense.UNKNOWN),
]


@pytest.mark.parametrize(("text", "tense"), TENSES)
def test_the_tense_of_the_sentence(text: str, tense: Tense) -> None:
    (reading,) = read_dates(text)
    assert reading.tense is tense


NO_DATES = [
    "5. Mitteldeutscher Wasserstoffkongress", "14. Ostdeutsches Energieforum",
    "18. Ausbildungsmesse", "12. Geraer Höhler-Biennale", "Am. 2. Veranstaltungstag", "2. Tag",
    "3. Förderaufruf", "549,00 €", "1.500 Euro", "890.000 Menschen", "2.000 Kleinstädten",
    "Tel. 0345/12 05 20 10", "+49 341 2005.10", "06108 Halle", "§ 25 Abs. 3", "Art. 39",
    "Nr. 5/2026", "Drucksache 20/1234", "Az. 12.3-45/26", "2021-2027", "2030er-Ziele",
    "Horizont 2020", "Agenda 2030", "E 287", "Raum 3.12", "Haus 4.1", "Version 2.10",
    "1.2. Zielsetzung", "192.168.10.12", "10.10.2.11", "DE12 3456 7890 1234 5678 90",
    "ISBN 978-3-16-148410-0", "https://amt.example/2026/03/12/tagung-20260312.html",
    "bmwi_fz_2017_office", "20260302-", "Bericht_12.03.2026.pdf", "Die", "So", "Mit", "Do", "Mo",
    "Herr März sprach", "August Beispiel kam", "Frau Mai", "3/4", "50/50", "24/7", "2:1", "1:10",
    "1:25.000", "Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy",
    "EFRE-Förderperiode 2021–2027", "gegründet 1998", "vor fast 125 Jahren", "Jahreskonferenz 2025",
    "Straße des 17. Juni 112", "über 3.500 Gäste", "10.10 Euro", "2.5 Mio. Euro", "rund 12 Prozent",
    "6,2 Mio. Menschen", "ein Angebot", "die 3. und 4. Klassen", "Kapitel 3.4", "Seite 12",
    "Kulturmagazin (1/2025)", "90/10", "am 3. Standort", "die Plätze 1. bis 3. und 5.", "2 %",
    "Halle 4.1, Stand 12", "zum 17. Bundeskongress", "über 200 Teilnehmende", "",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date_at_all(text: str) -> None:
    assert read_dates(text) == []


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date_in_a_sentence_either(text: str) -> None:
    sentence = f"Die Region meldet dazu: {text} gehört zum Vorhaben."
    assert read_dates(sentence) == []


def test_the_record_for_machines_leaves_out_what_is_no_date() -> None:
    text = "Gesetz vom 29. März 2017; Treffen am 31.02.2026; jeden Mittwoch; Start 2.3.2026"
    first = text.index("2.3.2026")
    assert date_record(text, None) == {
        "dates": [
            {
                "start": "2026-03-02",
                "end": None,
                "grain": "day",
                "kind": "event",
                "span": [first, first + len("2.3.2026")],
            }
        ]
    }
