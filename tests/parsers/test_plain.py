"""Plain text to blocks whose offsets point into the text, as long as the one that came."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from parsers.page.document import Document, Role
from parsers.page.plain import read_plain

Plain = Callable[[str], Document]


def test_offsets_are_those_of_the_text(plain: Plain) -> None:
    text = "Fachtag Wege\n\n  Wir tagen am 3. Mai.  \r\n• Anreise\n"
    document = plain(text)
    assert document.text == text
    assert [block.text for block in document.blocks] == [
        "Fachtag Wege",
        "Wir tagen am 3. Mai.",
        "• Anreise",
    ]
    for block in document.blocks:
        assert text[block.start : block.end] == block.text


def test_lines_that_a_program_wrapped_stay_together(plain: Plain) -> None:
    text = (
        "Die Fachtagung über die Zukunft der kleinen Bahnhöfe findet am\n14. April in Gera statt."
    )
    assert [block.text for block in plain(text).blocks] == [text]


def test_a_title_is_not_wrapped_into_the_paragraph_or_label_below(plain: Plain) -> None:
    title = "Begegnungstag „Leise Dörfer in lauten Regionen“ | 5. bis 7. Oktober 2026"
    text = (
        "Seit Jahren ziehen Menschen aus der Stadt in die Dörfer am Rand der Heide, und mit jedem "
        "Zuzug wächst der Wunsch, einander zu begegnen und miteinander zu planen, was kommt […]"
    )
    assert [b.text for b in plain(f"{title}\n{text}").blocks] == [title, text]
    called = "Das Regionalmanagement Wiesengrund ruft zum zweiten Mal Vereine auf"
    assert plain(f"{called}\nStart: 3. Mai 2026").blocks[0].text == called


def test_short_lines_are_blocks_of_their_own(plain: Plain) -> None:
    blocks = plain("Ort: Halle\nDatum: 3. Mai 2026\n- Anmeldung").blocks
    assert [block.text for block in blocks] == ["Ort: Halle", "Datum: 3. Mai 2026", "- Anmeldung"]
    assert blocks[2].role is Role.ITEM


def test_headings(plain: Plain) -> None:
    blocks = plain(
        "Fachtag Wege\n\nWir laden alle ein, mit uns zu wandern.\n\nAnreise\n\n"
        "Mit der Bahn fahren Sie bis Gera Hauptbahnhof.\n\nOrt: Gera"
    ).blocks
    assert [(b.text, b.level) for b in blocks if b.role is Role.HEADING] == [
        ("Fachtag Wege", 1),
        ("Anreise", 2),
    ]


def test_a_label_or_a_sentence_is_no_heading(plain: Plain) -> None:
    for first in ("Ort: Gera", "Wir laden alle herzlich nach Gera ein.", "Wichtig:", "2026"):
        assert plain(f"{first}\n\nEin längerer Absatz mit vielen Worten.").blocks[0].role is (
            Role.PARAGRAPH
        )


def test_addresses_become_links_without_closing_marks(plain: Plain) -> None:
    (block,) = plain("Mehr unter (https://amt.example/termin).").blocks
    assert [link.href for link in block.links] == ["https://amt.example/termin"]


def test_an_empty_text_has_no_blocks(plain: Plain) -> None:
    assert plain(" \n\n ").blocks == []


@given(st.text(alphabet="aA.:\n\r\t 1•-\x00\u2028", max_size=200))
def test_every_visible_character_is_in_a_block(text: str) -> None:
    document = read_plain(text, "")
    shown, blocks = document.text, document.blocks
    assert len(shown) == len(text)
    assert "".join(shown.split()).replace("-", "") == "".join(text.split()).replace("-", "")
    assert "".join("".join(b.text.split()) for b in blocks) == "".join(shown.split())
    assert all(shown[b.start : b.end] == b.text for b in blocks)
