"""Whether a date in running text is the day of an event, and whether that is past."""

from collections.abc import Callable
from datetime import date

import pytest

from parsers.days.dated import dated
from parsers.page.document import Document
from parsers.page.html import read_html
from parsers.prose.judge import ENOUGH, Verdict, judge, publication_mark
from parsers.prose.signs import event_address

Html = Callable[[str], Document]
FILLER = (
    "<p>" + "Die Arbeitsgruppe stellt ihre Ergebnisse zur Nahversorgung vor und berät sich. " * 2
)
PLAIN = "https://amt.example/seite"


def verdict(sentence: str, *, url: str = PLAIN, headline: str = "", heading: str = "") -> Verdict:
    above = f"<h2>{heading}</h2>" if heading else ""
    document = read_html(f"{FILLER}{above}<p>{sentence}</p>", url)
    items = [i for i in dated(document, date(2026, 3, 2), headline) if i.reading.exact]
    return judge(items[0], document, headline)


@pytest.mark.parametrize(
    "sentence",
    [
        "Am 3. Mai 2026 findet in Gera der Fachtag Wege statt.",
        "Die Stadt lädt am 3. Mai 2026 zum Bürgerforum ein.",
        "Am 3. Mai 2026 um 10 Uhr trifft sich der Beirat.",
        "Am 26. Februar 2026 fand in Gera ein Workshop statt.",
    ],
)
def test_sentences_that_tell_of_events(sentence: str) -> None:
    assert verdict(sentence).weight >= ENOUGH


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Gesetz ist am 3. Mai 2025 in Kraft getreten.",
        "Der Verein wurde am 3. Mai 1990 gegründet.",
        "Die Richtlinie wurde am 3. Februar 2026 veröffentlicht.",
        "Ada Berg wurde am 3. Mai 1960 geboren.",
        "Die Brücke kostet seit dem 3. Februar 2026 mehr.",
        "Anträge sind bis zum 3. Mai 2026 zu stellen.",
    ],
)
def test_sentences_that_do_not(sentence: str) -> None:
    assert verdict(sentence).weight < ENOUGH


def test_a_date_line_counts_more_at_an_events_address() -> None:
    there = verdict("3. Mai 2026", url="https://amt.example/veranstaltungen/wege")
    assert there.weight > verdict("3. Mai 2026").weight
    assert "an event's address" in there.reasons


def test_heading_and_headline_count() -> None:
    bare = verdict("Es geht am 3. Mai 2026 um Wege.").weight
    assert verdict("Es geht am 3. Mai 2026 um Wege.", heading="Fachtagung").weight > bare
    assert verdict("Es geht am 3. Mai 2026 um Wege.", headline="Fachtagung").weight > bare


def test_a_publication_mark_of_the_markup_speaks_against(html: Html) -> None:
    document = html(f"{FILLER}<p class='posted-on'>3. Februar 2026: Fachtag</p>")
    (item,) = dated(document, date(2026, 3, 2), "")
    assert publication_mark(document, item.block)
    assert judge(item, document, "").weight < ENOUGH


def test_reports_and_invitations() -> None:
    assert verdict("Am 26. Februar 2026 fand in Gera der Fachtag statt.").is_report
    assert verdict("Am 26. Februar 2026 um 10 Uhr Fachtag", heading="Rückblick").is_report
    assert not verdict("Am 3. Mai 2026 findet in Gera der Fachtag statt.").is_report
    assert not verdict("Am 3. Mai 2026 laden wir ein.", heading="Rückblick").is_report


def test_a_day_that_is_none_weighs_nothing() -> None:
    document = read_html(f"{FILLER}<p>Der Fachtag findet am 31. April 2026 statt.</p>", PLAIN)
    (item,) = dated(document, date(2026, 3, 2), "")
    assert judge(item, document, "").weight == 0.0


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://amt.example/termine/1", True),
        ("https://amt.example/de/Veranstaltung.html", True),
        ("https://events.example/presse/1", False),
        ("", False),
    ],
)
def test_only_the_path_of_an_address_speaks_of_events(url: str, expected: bool) -> None:
    assert event_address(url) is expected
