"""The headline: the heading that names the content, not the site's navigation."""

from collections.abc import Callable

import pytest

from parsers.naming.headline import headline, headline_block, headline_evidence, is_kicker
from parsers.page.document import Document

Read = Callable[[str], Document]
TEXT = "<p>" + "Die Arbeitsgruppe stellt ihre Ergebnisse zur Nahversorgung vor und berät sich. " * 2


def of(document: Document) -> str:
    return headline(document, ("Netzwerk Auenland", "NAL"))


@pytest.mark.parametrize(
    "first",
    [
        "<h1>Navigation und Service</h1>",
        "<h1>Hauptmenü</h1>",
        "<h1>Herzlich willkommen!</h1>",
        "<h2>Sie sind hier: Start</h2>",
        "<h1>Suche</h1>",
        "<h1>Ort: Halle</h1>",
        "<h1>***</h1>",
        "<nav><h1>Alle Themen im Überblick</h1></nav>",
        "<div class='related'><h1>Ein anderes Treffen</h1></div>",
    ],
)
def test_a_heading_of_the_site_is_no_headline(html: Read, first: str) -> None:
    assert of(html(f"<body>{first}<h1>Fachtag Wege</h1>{TEXT}")) == "Fachtag Wege"


def test_a_kicker_gives_way_to_the_heading_below_it(html: Read) -> None:
    assert of(html(f"<h1>Pressemitteilung</h1><h2>Fachtag Wege</h2>{TEXT}")) == "Fachtag Wege"


def test_a_kicker_alone_is_better_than_nothing(html: Read) -> None:
    assert of(html(f"<h1>Termine</h1>{TEXT}")) == "Termine"


def test_the_heading_that_the_title_repeats_wins(html: Read) -> None:
    page = (
        "<html><head><title>Fachtag Wege – Netzwerk Auenland</title></head><body>"
        f"<h1>Alles über das Netzwerk</h1><h2>Fachtag Wege</h2>{TEXT}"
    )
    assert of(html(page)) == "Fachtag Wege"


def test_a_first_level_heading_beats_those_before_it(html: Read) -> None:
    assert of(html(f"<h3>Rubrik Dorf und Land</h3><h1>Fachtag Wege</h1>{TEXT}")) == "Fachtag Wege"


def test_without_headings_the_head_speaks(html: Read) -> None:
    og = "<meta property='og:title' content='Fachtag Wege'>"
    title = "<title>Treffen im Mai | Netzwerk Auenland</title>"
    assert of(html(f"<html><head>{og}{title}</head><body>{TEXT}")) == "Fachtag Wege"
    assert of(html(f"<html><head>{title}</head><body>{TEXT}")) == "Treffen im Mai"
    assert of(html(TEXT)) == ""


def test_the_first_line_of_a_plain_text(plain: Read) -> None:
    assert of(plain("Fachtag Wege\n\nWir laden alle ein, mit uns zu wandern.")) == "Fachtag Wege"
    assert of(plain("Wir laden Sie alle herzlich zu uns ein.\nKommen Sie gern.")) == ""


def test_its_evidence_is_the_heading(html: Read) -> None:
    document = html(f"{TEXT}<h1>Fachtag  Wege</h1>")
    assert headline_block(document) is not None
    found = headline_evidence(document, "Fachtag Wege", 0.8)
    assert document.text[found.start : found.end] == found.quote == "Fachtag Wege"


def test_a_headline_of_the_head_has_no_span(html: Read) -> None:
    document = html(f"<html><head><title>Fachtag</title></head><body>{TEXT}")
    found = headline_evidence(document, "Fachtag", 0.8)
    assert (found.quote, found.start, found.end) == ("Fachtag", 0, 0)


@pytest.mark.parametrize("text", ["Termine", " Aktuelles ", "Programm", "Menü", "Startseite:"])
def test_kickers(text: str) -> None:
    assert is_kicker(text)


@pytest.mark.parametrize("text", ["Termine im Mai", "Fachtag Wege", "Programmkonferenz"])
def test_no_kickers(text: str) -> None:
    assert not is_kicker(text)
