"""Letters and mails as text: subjects, salutations, earlier mails, lines that were wrapped."""

from collections.abc import Callable
from datetime import date

import pytest

from model import Extraction
from parsers.naming.headline import headline
from parsers.page.document import Document, Region
from parsers.page.mails import is_addressed
from parsers.page.plain import read_plain

Plain = Callable[[str], Document]
Read = Callable[..., Extraction]


@pytest.mark.parametrize("prefix", ["Betreff: ", "Betreff: AW: ", "Subject: Fwd: Re: "])
def test_the_subject_is_the_headline(prefix: str) -> None:
    mail = f"Von: Amt Nord\nAn: Alle\nDatum: 3. März 2026\n{prefix}Fachtag Wege\n\nHallo zusammen,"
    document = read_plain(mail, "")
    assert headline(document, ()) == "Fachtag Wege"
    block = next(block for block in document.blocks if block.text == "Fachtag Wege")
    assert document.text[block.start : block.end] == block.text


@pytest.mark.parametrize(
    "line",
    [
        "Liebe Freundinnen und Freunde des Lesekreises,",
        "Sehr geehrte Damen und Herren,",
        "Guten Tag, liebe Partner!",
        "Mit freundlichen Grüßen",
        "Viele Grüße aus Husum",
        "Von Sabine Kleinert",
        "Euer Team vom Dorfladen",
        "+++ Bitte beachten +++",
        "Seite 1 von 2",
        "LADEN EIN",
        "Der Vorstand",
        "MITTWOCH",
        "An alle Mitglieder",
    ],
)
def test_lines_to_the_readers_are_no_titles(line: str) -> None:
    assert is_addressed(line)


@pytest.mark.parametrize(
    "line",
    [
        "Liebe auf den ersten Blick: Dörfer werben um Rückkehrer",
        "Von Anfang an dabei: Tag der Nachbarschaft",
        "Von der Grube zum See – Exkursion",
        "Hallo Zukunft! Kongress der Regionen in Gera",
        "Herzlich willkommen im Landkreis – Infoabend",
    ],
)
def test_titles_that_begin_like_letters(line: str) -> None:
    assert not is_addressed(line)


def test_the_words_of_an_earlier_mail_are_no_events(read: Read) -> None:
    mail = (
        "Am 3.3.2026 um 16:42 schrieb Katrin:\n> ich schlage das Netzwerktreffen Wege am\n"
        "> 5. Mai 2026, 14 Uhr vor.\n\nLiebe Katrin,\n\nwie besprochen treffen wir uns zum "
        "Netzwerktreffen Wege nun am Donnerstag, 7. Mai 2026, 14 bis 16 Uhr in Gera. Den Raum "
        "hat Uli schon bestellt, alle anderen wissen Bescheid."
    )
    (event,) = read(mail, content_type="text/plain").events
    assert event.when is not None
    assert event.when.first_day == date(2026, 5, 7)


def test_a_mail_that_only_quotes_is_read(plain: Plain) -> None:
    document = plain("> Der Fachtag Wege ist am 3. Mai 2026 in Gera.\n")
    assert [(b.text, b.region) for b in document.blocks] == [
        ("Der Fachtag Wege ist am 3. Mai 2026 in Gera.", Region.MAIN)
    ]


def test_lines_of_one_width_are_put_together(plain: Plain) -> None:
    text = (
        "wie angekündigt möchten wir Sie noch einmal an einen Tisch\n"
        "holen: Zum Werkstattgespräch laden die Kammer und die\n"
        "Wirtschaftsförderung alle Betriebe aus dem Landkreis und den\n"
        "Städten ringsum am Donnerstag, den 19. November 2026, in das\n"
        "Gründerhaus ein."
    )
    (block,) = plain(text).blocks
    assert block.text == text


def test_a_divided_word_is_whole_and_the_offsets_stay(plain: Plain) -> None:
    text = "Das Kolloquium endet nach der Abschlussdis-\n    kussion um 16 Uhr. Stadt-\nund Land."
    document = plain(text)
    assert "Abschlussdiskussion " in document.text
    assert "Stadt-\nund" in document.text
    assert len(document.text) == len(text)
    assert document.text.index("um 16 Uhr") == text.index("um 16 Uhr")


@pytest.mark.parametrize(
    "text",
    [
        "Das Kolloquium zum Moor findet statt am\n\n   Mittwoch, 22. April 2026\n   im Kesselhaus",
        "Wir laden zum Fachtag Moor ein. Er beginnt\n\nam 22. April 2026\n\nauf dem Gut in Suckow.",
        "Zur Mitgliederversammlung lade ich ein. Sie ist im Kornboden, in dem wir\n\nam Mittwoch, "
        "22. April 2026, ab 17 Uhr\n\nzusammenkommen.",
    ],
)
def test_a_day_set_apart_from_its_sentence(read: Read, text: str) -> None:
    (event,) = read(text, content_type="text/plain").events
    assert event.when is not None
    assert event.when.first_day == date(2026, 4, 22)
