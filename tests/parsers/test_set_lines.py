"""Printed sheets, lists in one paragraph, runs that only their style sets apart."""

from collections.abc import Callable

import pytest

from parsers.page.document import Document

Html = Callable[[str], Document]


def texts(document: Document) -> list[str]:
    assert all(document.text[b.start : b.end] == b.text for b in document.blocks)
    return [block.text for block in document.blocks]


def test_the_lines_of_a_sheet_are_one_paragraph(html: Html) -> None:
    lines = ("E I N L A D U N G", "zum Forum", "Wir laden ein für", "Freitag, den 13. Novem-",
             "ber 2026, in die Aula.", "Ablauf:", "Begrüßung", "Ende")  # fmt: skip
    page = "".join(
        f"<p style='position:absolute;top:{n}px'>{line}</p>" for n, line in enumerate(lines)
    )
    assert texts(html(page)) == [
        "EINLADUNG zum Forum",
        "Wir laden ein für Freitag, den 13. November 2026, in die Aula.",
        "Ablauf:",
        "Begrüßung",
        "Ende",
    ]


def test_other_pages_keep_their_paragraphs(html: Html) -> None:
    assert texts(html("<p>Wir laden ein für</p><p>alle</p>")) == ["Wir laden ein für", "alle"]


def test_a_paragraph_of_several_days_is_a_list(html: Html) -> None:
    document = html("<p>3. Mai 2026 <a href='/1'>Forum Wege</a><br>9. Juni 2026 Fest der Höfe</p>")
    assert texts(document) == ["3. Mai 2026 Forum Wege", "9. Juni 2026 Fest der Höfe"]
    assert [len(block.links) for block in document.blocks] == [1, 0]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>3. Mai 2026, 9:30 Uhr<br>3. Mai 2026, 16:00 Uhr</p>",
        "<p>Markt 3<br>07545 Gera<br>3. Mai 2026</p>",
    ],
)
def test_other_lines_stay_together(html: Html, markup: str) -> None:
    assert len(html(markup).blocks) == 1


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p><span>Abgesagt</span><a href='/1'>Weinprobe</a></p>", "Abgesagt\nWeinprobe"),
        ("<p><span>29</span><span>Juli</span></p>", "29\nJuli"),
        ("<p><b>Re</b>Produktion von CO<sub>2</sub></p>", "ReProduktion von CO2"),
        ("<p><span>Forum</span> <span>Wege</span></p>", "Forum Wege"),
    ],
)
def test_runs_set_apart_by_style(html: Html, markup: str, text: str) -> None:
    assert texts(html(markup)) == [text]
