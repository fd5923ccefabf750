"""Quotes are found in the text, marked without loss, and shown in their sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Evidence
from review.evidence import AROUND, Quote, pieces_of, quotes_in, sentence_of

TEXT = (
    "Einladung\nDie Tagung findet am 2. März 2026 in Halle (Saale) statt. Bitte bis 1. März melden."
)


def evidence(quote: str, start: int | None = None, text: str = TEXT) -> Evidence:
    at = text.index(quote) if start is None else start
    end = at + len(quote) if start != 0 else 0
    return Evidence(quote=quote, start=at, end=end, rule="prose.date", confidence=0.9)


def placed(text: str, start: int, end: int, name: str = "name") -> Quote:
    found = Evidence(quote=text[start:end], start=start, end=end, rule="r", confidence=1.0)
    (quote,) = quotes_in(text, {name: found})
    return quote


def test_a_quote_stands_where_its_evidence_says() -> None:
    (quote,) = quotes_in(TEXT, {"startDate": evidence("2. März 2026")})
    assert TEXT[quote.start : quote.end] == "2. März 2026"
    assert quote.placed
    assert not quote.in_data


def test_in_another_version_of_the_text_the_same_words_nearest_by_are_it() -> None:
    later = "Neu! Am 2. März. " + "x" * 50 + TEXT
    (quote,) = quotes_in(later, {"startDate": evidence("2. März 2026")})
    assert later[quote.start : quote.end] == "2. März 2026"
    shifted = quotes_in("Halle, ja Halle " + TEXT, {"location": evidence("Halle", 9)})[0]
    assert shifted.start == 10


def test_what_is_not_in_the_text_is_said_to_be_in_the_data_or_lost() -> None:
    data = evidence("20260302", 0)
    lost = evidence("3. März 2026", 5)
    quotes = quotes_in(TEXT, {"startDate": data, "endDate": lost})
    assert [(quote.placed, quote.in_data) for quote in quotes] == [(False, True), (False, False)]
    assert sentence_of(TEXT, quotes[0]) is None
    assert all(not piece.fields for piece in pieces_of(TEXT, quotes))


def test_overlapping_quotes_are_marked_for_each_of_their_fields() -> None:
    whole, part = evidence("am 2. März 2026 in Halle"), evidence("2. März 2026")
    quotes = quotes_in(TEXT, {"startDate": whole, "endDate": part, "name": evidence("Tagung")})
    marked = [
        (piece.text, piece.fields, piece.begins)
        for piece in pieces_of(TEXT, quotes)
        if piece.fields
    ]
    assert marked == [
        ("Tagung", ("name",), ("name",)),
        ("am ", ("startDate",), ("startDate",)),
        ("2. März 2026", ("startDate", "endDate"), ("endDate",)),
        (" in Halle", ("startDate",), ()),
    ]


def test_two_fields_of_one_quote_begin_together() -> None:
    quotes = quotes_in(TEXT, {n: evidence("2. März 2026") for n in ("startDate", "endDate")})
    (piece,) = [piece for piece in pieces_of(TEXT, quotes) if piece.fields]
    assert piece.begins == ("startDate", "endDate")


def test_what_lies_far_from_every_quote_is_folded_up() -> None:
    text = "wort " * 2000 + TEXT + " nach" * 2000
    quotes = quotes_in(text, {"startDate": evidence("2. März 2026", text.index("2. März 2026"))})
    pieces = pieces_of(text, quotes)
    assert [piece.folded for piece in pieces] == [True, False, False, False, True]
    assert len(pieces[1].text) in range(AROUND - 40, AROUND + 40)
    assert pieces[0].text.endswith("wort")
    assert pieces[-1].text.startswith(" nach")


def test_a_long_text_without_a_quote_shows_its_beginning() -> None:
    text = "wort " * 1000
    assert [piece.folded for piece in pieces_of(text, ())] == [False, True]
    assert [piece.folded for piece in pieces_of("kurz", ())] == [False]
    assert pieces_of("", ()) == ()


@given(
    st.text(max_size=3000),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 200)), max_size=6),
)
def test_the_pieces_are_the_whole_text_and_marks_the_quotes(
    text: str, spans: list[tuple[int, int]]
) -> None:
    quotes = [
        placed(text, start, min(start + size, len(text)), f"f{number}")
        for number, (start, size) in enumerate(spans)
        if start < len(text)
    ]
    pieces = pieces_of(text, quotes)
    assert "".join(piece.text for piece in pieces) == text
    for quote in quotes:
        of_it = "".join(piece.text for piece in pieces if quote.field in piece.fields)
        assert of_it == text[quote.start : quote.end] == quote.evidence.quote
        assert sum(quote.field in piece.begins for piece in pieces) == 1


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("2. März 2026", "Die Tagung findet am ", " in Halle (Saale) statt."),
        ("Einladung", "", ""),
        ("1. März", "Bitte bis ", " melden."),
    ],
)
def test_a_quote_is_shown_in_its_sentence(quote: str, before: str, after: str) -> None:
    (found,) = quotes_in(TEXT, {"x": evidence(quote)})
    sentence = sentence_of(TEXT, found)
    assert sentence is not None
    assert (sentence.before, sentence.quote, sentence.after) == (before, quote, after)
    assert not sentence.cut_before
    assert not sentence.cut_after


def test_days_and_short_forms_end_no_sentence() -> None:
    text = "Gäste waren u. a. am 7. Juni und am 12. Juli, z. B. im Kulturhaus, dabei! Danke."
    sentence = sentence_of(
        text, placed(text, text.index("Kulturhaus"), text.index("Kulturhaus") + 10)
    )
    assert sentence is not None
    assert sentence.before == "Gäste waren u. a. am 7. Juni und am 12. Juli, z. B. im "
    assert sentence.after == ", dabei!"


def test_an_endless_sentence_is_cut_and_says_so() -> None:
    text = "wort " * 200 + "HIER" + " wort" * 200
    sentence = sentence_of(text, placed(text, 1000, 1004))
    assert sentence is not None
    assert (sentence.quote, sentence.cut_before, sentence.cut_after) == ("HIER", True, True)
    assert len(sentence.before) + len(sentence.after) < 400
