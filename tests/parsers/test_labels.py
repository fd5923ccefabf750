"""Labelled facts: which words are labels, where their values stand, what belongs together."""

from collections.abc import Callable

import pytest

from parsers.labels.label_words import label_of
from parsers.labels.pairs import MAX_VALUE, groups, label_pairs
from parsers.page.document import Document
from parsers.page.facts import Label, Pair

Read = Callable[[str], Document]
TEXT = "<p>Die Arbeitsgruppe stellt ihre Ergebnisse zur Nahversorgung vor und berät sich. " * 2


def facts(document: Document) -> list[tuple[Label, str]]:
    for pair in label_pairs(document):
        assert document.text[pair.start : pair.end] == pair.value
    return [(pair.label, pair.value) for pair in label_pairs(document)]


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("Wann?", Label.DATE),
        ("Datum:", Label.DATE),
        ("TERMIN", Label.DATE),
        ("Beginn", Label.START),
        ("Ende –", Label.END),
        ("Uhrzeit", Label.TIME),
        ("Wo", Label.PLACE),
        ("Veranstaltungsort", Label.VENUE),
        ("Anschrift", Label.ADDRESS),
        ("Veranstalter:innen", Label.ORGANIZER),
        ("Veranstalter/-in", Label.ORGANIZER),
        ("Anmeldeschluss", Label.DEADLINE),
        ("Teilnahmegebühr", Label.PRICE),
        ("Stand", Label.PUBLISHED),
        ("Dozentin", Label.OTHER),
        ("Thema", Label.TITLE),
    ],
)
def test_words_that_are_labels(word: str, label: Label) -> None:
    assert label_of(word) is label


@pytest.mark.parametrize("word", ["Tagung", "Ortsteil", "Halle", "", "Beginn der Bauarbeiten"])
def test_words_that_are_none(word: str) -> None:
    assert label_of(word) is None


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Ort: Halle</p>",
        "<p><strong>Ort:</strong> Halle</p>",
        "<p><b>Ort</b><br>Halle</p>",
        "<p>Ort</p><p>Halle</p>",
        "<h3>Ort</h3><p>Halle</p>",
        "<dl><dt>Ort</dt><dd>Halle</dd></dl>",
        "<table><tr><th>Ort</th><td>Halle</td></tr></table>",
        "<table><tr><td>Ort:</td><td>Halle</td></tr></table>",
        "<ul><li>Ort – Halle</li></ul>",
        "<p>Ort | Halle</p>",
        "<div><span>Ort:</span> <span>Halle</span></div>",
        "<aside><p>Ort: Halle</p></aside>",
    ],
)
def test_a_value_beside_or_below_its_label(html: Read, markup: str) -> None:
    assert (Label.PLACE, "Halle") in facts(html(f"{TEXT}<p></p>{markup}"))


def test_labels_separated_by_line_breaks(html: Read) -> None:
    assert facts(html(f"{TEXT}<p>Datum: 3. Mai 2026<br>Uhrzeit: 10 Uhr<br/>Ort: Gera</p>")) == [
        (Label.DATE, "3. Mai 2026"),
        (Label.TIME, "10 Uhr"),
        (Label.PLACE, "Gera"),
    ]


def test_labels_in_plain_text(plain: Read) -> None:
    assert facts(
        plain("Fachtag\n\nWann: 3. Mai 2026\nWo: Gera\nVeranstalter:\nNetzwerk Auen\n")
    ) == [
        (Label.DATE, "3. Mai 2026"),
        (Label.PLACE, "Gera"),
        (Label.ORGANIZER, "Netzwerk Auen"),
    ]


def test_a_definition_takes_all_its_lines(html: Read) -> None:
    document = html(
        f"{TEXT}<dl><dt>Veranstaltungsort</dt><dd>Haus am Markt<br>Markt 3<br>06108 Halle</dd>"
        "<dt>Beginn</dt><dd>10 Uhr</dd></dl>"
    )
    assert facts(document) == [
        (Label.VENUE, "Haus am Markt\nMarkt 3\n06108 Halle"),
        (Label.START, "10 Uhr"),
    ]


def test_an_address_goes_on_below_its_venue(html: Read) -> None:
    document = html(f"{TEXT}<p>Veranstaltungsort: Haus am Markt<br>Markt 3<br>06108 Halle</p>")
    assert facts(document) == [(Label.VENUE, "Haus am Markt\nMarkt 3\n06108 Halle")]


def test_an_address_ends_before_telephone_and_heading(html: Read) -> None:
    document = html(
        f"{TEXT}<p>Veranstaltungsort:<br>Haus am Markt<br>Tel. 0345 1234</p><h2>Programm</h2>"
    )
    assert facts(document)[0] == (Label.VENUE, "Haus am Markt")


def test_an_empty_label_takes_nothing_from_the_next(html: Read) -> None:
    document = html(f"{TEXT}<dl><dt>Ort</dt><dd></dd><dt>Datum</dt><dd>3. Mai 2026</dd></dl>")
    assert facts(document) == [(Label.DATE, "3. Mai 2026")]


def test_prose_beside_a_label_is_no_value(html: Read) -> None:
    assert facts(html(f"<p>Thema: {'viele Worte ' * 40}</p>")) == []
    assert facts(html(f"<p>Thema: {'x' * MAX_VALUE}</p>")) != []


def test_navigation_and_teasers_hold_no_facts(html: Read) -> None:
    document = html(
        f"{TEXT}<nav><p>Ort: Halle</p></nav><div class='related'><p>Ort: Gera</p></div>"
    )
    assert facts(document) == []


def test_a_label_at_the_end_of_the_page_has_no_value(html: Read) -> None:
    assert facts(html(f"{TEXT}<p>Ort:</p>")) == []


def test_a_bare_start_word_before_a_number(html: Read) -> None:
    assert facts(html(f"{TEXT}<p>Beginn 10.30 Uhr</p><p>Ende der Ausstellung</p>")) == [
        (Label.START, "10.30 Uhr")
    ]


def pair(label: Label) -> Pair:
    return Pair(label=label, word=label, value="x", start=0, end=1, block=0)


def test_a_repeated_date_start_or_title_opens_a_group() -> None:
    labels = [Label.DATE, Label.PLACE, Label.DATE, Label.TIME, Label.TITLE, Label.TITLE]
    assert [[p.label for p in group] for group in groups([pair(label) for label in labels])] == [
        [Label.DATE, Label.PLACE],
        [Label.DATE, Label.TIME, Label.TITLE],
        [Label.TITLE],
    ]


def test_a_repeated_place_does_not_open_a_group() -> None:
    assert len(groups([pair(Label.PLACE), pair(Label.DATE), pair(Label.PLACE)])) == 1
    assert groups([]) == []
