"""Names of events: cleaned of dates and notices, found as quoted titles and noun phrases."""

import pytest

from parsers.naming.names import clean_name, without_site
from parsers.naming.phrases import any_quoted, noun_phrase, quoted_title


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Save the Date: Fachtag Wege", "Fachtag Wege"),
        ("Einladung zum: Fachtag Wege", "Fachtag Wege"),
        ("ABGESAGT – Fachtag Wege", "Fachtag Wege"),
        ("Ausgebucht! Fachtag Wege", "Fachtag Wege"),
        ("Fachtag Wege am 3. Mai 2026", "Fachtag Wege"),
        ("3. Mai 2026: Fachtag Wege", "Fachtag Wege"),
        ("03.05.2026 | Fachtag Wege", "Fachtag Wege"),
        ("Fachtag Wege (3.–4. Mai 2026)", "Fachtag Wege"),
        ("Fachtag Wege am 3. Mai 2026, 10 Uhr", "Fachtag Wege"),
        ("10:00 Uhr Fachtag Wege", "Fachtag Wege"),
        ("Fachtag Wege am 3. Mai in Gera", "Fachtag Wege"),
        ("Wegekonferenz 2026 in Gera", "Wegekonferenz 2026"),
        ("Leben in Gera", "Leben in Gera"),
        ("Fachtag Wege am 3. Mai in Gera: Neue Räume", "Fachtag Wege: Neue Räume"),
        ("Rückblick Fachtag Wege", "Fachtag Wege"),
        ("Fachtag Wege (abgesagt)", "Fachtag Wege"),
        ("Fachtag Wege – VERSCHOBEN", "Fachtag Wege"),
        ("Fachtag Wege VERSCHOBEN", "Fachtag Wege"),
        ("Einladung zur 3. Wegetagung", "3. Wegetagung"),
        ("REGIONALKONFERENZ Oderland", "Regionalkonferenz Oderland"),
        ("  Fachtag\n Wege –", "Fachtag Wege"),
        ("„Fachtag Wege", "Fachtag Wege"),
        ("Online: Save the Date – Fachtag Wege", "Fachtag Wege"),
    ],
)
def test_a_name_without_dates_and_notices(raw: str, name: str) -> None:
    assert clean_name(raw) == name


@pytest.mark.parametrize(
    "name",
    [
        "12. Regionalkonferenz Oderland",
        "Fachtag „Wege 2030“",
        "Tage der Industriekultur 2026",
        "Veranstaltungsreihe Dorfmitte",
        "1. Mai-Wanderung der Vereine",
    ],
)
def test_what_belongs_to_a_name_is_kept(name: str) -> None:
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fachtag Wege | Netzwerk Auenland", "Fachtag Wege"),
        ("Fachtag Wege – Netzwerk Auenland", "Fachtag Wege"),
        ("Fachtag Wege - Stadt Gera", "Fachtag Wege"),
        ("Fachtag Wege", "Fachtag Wege"),
        ("Stadt-Land-Dialog", "Stadt-Land-Dialog"),
    ],
)
def test_a_title_without_the_site(title: str, expected: str) -> None:
    assert without_site(title, ("Netzwerk Auenland",)) == expected


def test_only_the_sites_own_name_is_cut_when_it_is_known() -> None:
    title = "Wege – Räume – Orte | Netzwerk Auenland"
    assert without_site(title, ("Netzwerk Auenland",)) == "Wege – Räume – Orte"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Zur Fachtagung „Land in Sicht“ laden wir ein.", "Fachtagung „Land in Sicht“"),
        (
            "Die Fachtagung der Räte unter dem Titel „Land in Sicht“ beginnt.",
            "Fachtagung der Räte „Land in Sicht“",
        ),
        (
            "Zum 3. Ortsgespräch zum Thema „Land in Sicht“ lädt Gera.",
            "3. Ortsgespräch „Land in Sicht“",
        ),
        ("Gera ist Ort der „Auenland Summit Conference“.", "Auenland Summit Conference"),
        (
            "Die Auftaktveranstaltung des Projekts „Land“ beginnt.",
            "Auftaktveranstaltung des Projekts „Land“",
        ),
        ("Das Netzwerk „Land in ganzer Sicht“ lädt zur Tagung.", None),
        ("Der »Tag der Wege« am 3. Mai in Gera und »Bad«.", "Tag der Wege"),
        ("Der Minister sagte: „Land in Sicht, sehr schön“.", None),
        ("Die Tagung war gut. Er sagte „Land in Sicht“.", None),
    ],
)
def test_a_quoted_title_follows_an_event_noun(text: str, span: str | None) -> None:
    found = quoted_title(text)
    assert (found and found.wording) == span


def test_any_quoted_run_must_be_able_to_be_a_title() -> None:
    text = "Das „Auge“ sah „Wege in die Stadt“."
    span = any_quoted(text)
    assert span is not None
    assert text[span[0] : span[1]] == "Wege in die Stadt"
    assert any_quoted("Das „Auge“ sah nichts.") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wir laden zur Regionalen Fachtagung nach Halle ein.", "Regionale Fachtagung"),
        ("Zum 3. Öffentlichen Dialogforum kommen Gäste.", "3. Öffentliches Dialogforum"),
        ("Beim Magdeburger Unternehmertreff am Dienstag", "Magdeburger Unternehmertreff"),
        ("Die Jahreskonferenz Nordwest 2026 findet statt.", "Jahreskonferenz Nordwest 2026"),
        ("Am Montag lädt die Kreisverwaltung ein.", None),
        ("Diese Veranstaltung ist kostenlos.", None),
    ],
)
def test_a_noun_phrase_in_the_nominative(text: str, name: str | None) -> None:
    found = noun_phrase(text)
    assert (found and found[2]) == name


def test_the_span_of_a_noun_phrase_is_what_is_written() -> None:
    text = "Wir laden zur Regionalen Fachtagung nach Halle ein."
    found = noun_phrase(text)
    assert found is not None
    assert text[found[0] : found[1]] == "Regionalen Fachtagung"


def test_the_phrase_that_is_invited_to_beats_the_one_in_passing() -> None:
    text = "Nach dem Workshop im Rathaus lädt der Kreis zur 4. Regionalen Klimakonferenz ein."
    found = noun_phrase(text)
    assert found is not None
    assert found[2] == "4. Regionale Klimakonferenz"
