"""Dates in their surroundings: offsets in the document, sentence, block and heading."""

from collections.abc import Callable
from datetime import date

from parsers.days.dated import MAX_BLOCK, dated, with_headings
from parsers.page.document import Document

Html = Callable[[str], Document]
TODAY = date(2026, 3, 2)
FILLER = (
    "<p>" + "Die Arbeitsgruppe stellt ihre Ergebnisse zur Nahversorgung vor und berät sich. " * 2
)


def test_each_date_knows_where_it_stands(html: Html) -> None:
    document = html(
        f"{FILLER}<h2>Fachtag</h2><p>Es ist so weit. Am 3. Mai 2026 tagen wir. Kommen Sie!</p>"
    )
    (item,) = dated(document, TODAY, "")
    assert document.text[item.start : item.end] == item.reading.quote
    assert document.text[item.sentence[0] : item.sentence[1]] == "Am 3. Mai 2026 tagen wir."
    assert document.blocks[item.block].text.startswith("Es ist so weit.")
    assert item.heading is not None
    assert document.blocks[item.heading].text == "Fachtag"


def test_a_range_over_a_full_stop_spans_its_sentences(html: Html) -> None:
    document = html(f"{FILLER}<p>Wir tagen vom 3. bis 5. Mai 2026 in Gera.</p>")
    (item,) = dated(document, TODAY, "")
    assert document.text[item.sentence[0] : item.sentence[1]].startswith("Wir tagen")


def test_dates_of_navigation_and_teasers_are_not_read(html: Html) -> None:
    document = html(
        f"{FILLER}<footer>Stand 1. Mai 2026</footer><div class='related'>Am 2. Mai 2026</div>"
        "<aside>Am 4. Mai 2026</aside>"
    )
    days = [item.reading.start.day for item in dated(document, TODAY, "") if item.reading.start]
    assert days == [4]


def test_the_year_of_the_heading_is_inherited(html: Html) -> None:
    document = html(f"{FILLER}<h2>Termine 2027</h2><p>Am 3. Mai tagt der Beirat in Gera.</p>")
    (item,) = (i for i in dated(document, TODAY, "") if i.reading.exact)
    assert item.reading.start is not None
    assert item.reading.start.year == 2027


def test_a_heading_is_not_above_itself(html: Html) -> None:
    document = html("<h1>Eins</h1><p>Text</p><h2>Zwei</h2>")
    above = [heading for _, _, heading in with_headings(document)]
    assert above == [None, 0, 0]


def test_only_the_beginning_of_a_huge_block_is_searched(html: Html) -> None:
    document = html(f"<p>Am 3. Mai 2026 {'x ' * (MAX_BLOCK // 2)} am 4. Mai 2026</p>")
    assert len(dated(document, TODAY, "")) == 1
