"""German sentences: ordinals, dates, abbreviations and quotations do not end one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. März 2026 beginnt die 5. Regionalkonferenz in Stendal.",
        "Dr. Ines Kühn und Prof. Timo Alt sprechen, u. a. über Wege.",
        "Der Verein Dorfladen e. V. Oberau lädt z. B. Landwirte ein.",
        "Am Di. 14. April treffen sich ca. 40 Gäste bzw. Partner.",
        "Vom 3. bis 5. Mai tagt der 2. Beirat.",
        "J. Möller moderiert die Runde.",
    ],
)
def test_full_stops_that_end_nothing(text: str) -> None:
    assert split(text) == [text]


def test_sentences_end_at_their_marks() -> None:
    assert split("Wir tagen 2026. Kommen Sie? Ja! Gern … Bis bald.") == [
        "Wir tagen 2026.",
        "Kommen Sie?",
        "Ja!",
        "Gern …",
        "Bis bald.",
    ]


def test_an_abbreviation_that_is_also_a_word_end_may_end_a_sentence() -> None:
    assert len(split("Es gab Wege, Höfe, Märkte usw. Danach sprach die Ministerin.")) == 1
    assert len(split("Das Treffen beginnt um 10 Uhr. Danach gibt es Kaffee.")) == 2


def test_a_quotation_is_kept_whole() -> None:
    text = "Sie sagte: „Das geht. Das geht gut.“ Dann ging sie."
    assert split("Titel: „Wer plant? Wer baut?“ lautet das Motto.") == [
        "Titel: „Wer plant? Wer baut?“ lautet das Motto."
    ]
    assert split(text)[0] == "Sie sagte: „Das geht. Das geht gut.“"


def test_a_long_quotation_holds_sentences_of_its_own() -> None:
    text = "„" + "Das Land lebt. " * 30 + "“"
    assert len(split(text)) > 20


def test_an_empty_line_ends_a_sentence() -> None:
    assert split("Ohne Punkt\n\nneuer Absatz") == ["Ohne Punkt", "neuer Absatz"]


def test_nothing_has_no_sentences() -> None:
    assert split("  \n ") == []


@given(st.text(alphabet="aB1.!?„“ \n…z", max_size=120))
def test_sentences_cover_all_that_is_written_in_order(text: str) -> None:
    spans = sentences(text)
    assert spans == sorted(spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


def test_a_day_and_month_end_nothing_but_a_year_may() -> None:
    text = "Die Termine: 29.01. Templin, 30.04. Lychen. Beginn war am 3.5.2025. Dann kam Regen."
    assert [text[a:b] for a, b in sentences(text)] == [
        "Die Termine: 29.01. Templin, 30.04. Lychen.",
        "Beginn war am 3.5.2025.",
        "Dann kam Regen.",
    ]
