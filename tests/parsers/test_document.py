"""The record of a page: offsets, addresses, and which blocks count."""

import pytest

from parsers.page.document import Block, Document, Region, Role


@pytest.fixture
def document() -> Document:
    blocks = [
        Block(text="Start", start=0, role=Role.ITEM, region=Region.CHROME),
        Block(text="Inhalt", start=6, role=Role.PARAGRAPH),
        Block(text="Ort", start=13, role=Role.TERM, region=Region.ASIDE),
        Block(text="Mehr", start=17, role=Role.ITEM, region=Region.RELATED),
    ]
    return Document(
        text="Start\nInhalt\nOrt\nMehr", blocks=blocks, url="https://amt.example/a/b.html"
    )


def test_a_block_ends_after_its_text(document: Document) -> None:
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text


def test_content_and_facts_leave_out_navigation_and_teasers(document: Document) -> None:
    assert [block.text for block in document.main()] == ["Inhalt"]
    assert [block.text for block in document.facts()] == ["Inhalt", "Ort"]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/termine/1", "https://amt.example/termine/1"),
        ("c.html", "https://amt.example/a/c.html"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("/x.html;jsessionid=A1.node2?nn=44&utm_source=nl", "https://amt.example/x.html"),
        ("/t?tx_e[id]=5&cHash=ab", "https://amt.example/t?tx_e[id]=5&cHash=ab"),
        ("mailto:info@amt.example", ""),
        ("javascript:void(0)", ""),
        ("http://[kaputt", ""),
    ],
)
def test_addresses_are_made_absolute_or_dropped(
    document: Document, href: str, address: str
) -> None:
    assert document.absolute(href) == address


def test_the_base_of_the_page_wins_over_its_address(document: Document) -> None:
    document.base = "https://neu.example/x/"
    assert document.absolute("1") == "https://neu.example/x/1"
