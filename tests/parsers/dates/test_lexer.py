"""The lexer tries fewer patterns than there are: it must find the same atoms all the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.dates import lexer, trials
from parsers.dates.anchors import anchors
from parsers.dates.atoms import Atom, DayAtom
from parsers.dates.phrases import phrases

NUMBERS = st.from_regex(
    r"[0-9]{1,4}([./:-]| |\. ?|, ?|te[rn]|h| h| Uhr| uhr|st|%)?([0-9]{1,4})?"
    r"([./:-]| |\. |h| uhr| am| pm|, )?([0-9]{1,4}|märz|mai 2026|jan|quartal|kw|euro)?",
    fullmatch=True,
)
AFTER_WORDS = st.lists(
    st.sampled_from(
        [
            "mai", "2026", "3.", "dienstag", "im", "monat", "uhr", "acht", "quartal", "halbjahr",
            "woche", "wochen", "zwei", "semester", "5", "/", "12.3", "of", "past", "hälfte", "des",
        ]
    ),
    max_size=5,
)  # fmt: skip
_AT_DIGIT = trials.Table(trials.digit_entries("".join(trials.BEFORE)))
_AT_LETTER = trials.Table(trials.AT_LETTER)


@settings(max_examples=600)
@given(NUMBERS, st.sampled_from(["", " ", " x", "\n", ".", " gemeinden", " bis 12 uhr"]))
def test_what_follows_a_number_only_rules_out_what_cannot_match(number: str, after: str) -> None:
    low = number.lower() + after
    stop = next((i for i, char in enumerate(low) if not char.isdigit()), len(low))
    assert lexer._at_digit(low, 0, stop) == _AT_DIGIT.atom(low, 0)


@settings(max_examples=600)
@given(st.sampled_from(sorted(trials.COMPLEX)), AFTER_WORDS)
def test_a_word_only_rules_out_what_does_not_begin_with_it(word: str, after: list[str]) -> None:
    low = " ".join([word, *after])
    assert trials.LETTER_TABLES[word].atom(low, 0) == _AT_LETTER.atom(low, 0)


def _days(text: str) -> list[int]:
    return [atom.day for atoms in phrases(text) for atom in atoms if isinstance(atom, DayAtom)]


def test_digits_glued_to_a_word_are_a_date_only_with_a_year() -> None:
    assert _days("ausstellung30. oktober 2023") == [30]
    assert _days("termin12.03.2026") == [12]
    assert _days("raum3.12.") == []
    assert _days("e3. oktober 2023") == []


def _spans(text: str) -> list[tuple[int, int]]:
    return [(atoms[0].start, atoms[-1].end) for atoms in phrases(text)]


@pytest.mark.parametrize("date", ["mo. 06.10.2025, 11.15 uhr", "im september 2026", "12. mai 2026"])
def test_a_date_is_never_cut_where_the_text_is_searched_in_pieces(date: str) -> None:
    for gap in range(0, 130, 3):
        text = ("wort " * 1700)[: 7900 + gap] + " " + date + " " + "wort " * 80
        start = text.index(date)
        assert _spans(text) == [(start, start + len(date))]


def test_a_phrase_begins_with_the_words_before_its_anchor() -> None:
    def first(text: str) -> Atom:
        return next(phrases(text))[0]

    assert first("wir laden am freitag, dem 12. mai 2026").start == len("wir laden ")
    assert first("mo-fr 9-17 uhr").start == 0
    assert first("siehe artikel\n30.04.2026").start == len("siehe artikel\n")


def test_nothing_is_read_inside_of_an_address() -> None:
    assert list(phrases("siehe https://a.example/2026/03/12-mai-2026.html und mehr")) == []
    assert list(phrases("siehe www.a.example/12.03.2026 oder b@12.03.2026.example")) == []


def test_a_text_without_digits_and_words_of_dates_has_no_anchor() -> None:
    assert list(anchors("wort " * 4000)) == []
