"""What differs between two texts, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from review.differences import Turn, words_between


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(part.turn.value, part.text) for part in words_between(before, after)]


def test_a_word_in_a_sentence() -> None:
    assert told("Die Tagung ist in Halle, wie immer.", "Die Tagung ist in Gera, wie immer.") == [
        ("same", "Die Tagung ist in "),
        ("gone", "Halle"),
        ("come", "Gera"),
        ("same", ", wie immer."),
    ]


def test_what_has_nothing_in_common_is_told_whole() -> None:
    assert told("Fachtag Daseinsvorsorge", "Sommerfest") == [
        ("gone", "Fachtag Daseinsvorsorge"),
        ("come", "Sommerfest"),
    ]
    assert told("", "Neu") == [("come", "Neu")]
    assert told("Alt", "") == [("gone", "Alt")]
    assert told("", "") == []
    assert told("Gleich", "Gleich") == [("same", "Gleich")]


def test_very_long_texts_are_not_compared() -> None:
    before = "wort " * 5000
    assert [part.turn for part in words_between(before, f"{before}mehr")] == [Turn.GONE, Turn.COME]


words = st.lists(st.sampled_from(["Halle", "Gera", "am", " ", "2", ".", "\n"]), max_size=40)


@given(words, words)
def test_both_texts_are_told_whole(before: list[str], after: list[str]) -> None:
    old, new = "".join(before), "".join(after)
    parts = words_between(old, new)
    assert "".join(part.text for part in parts if part.turn is not Turn.COME) == old
    assert "".join(part.text for part in parts if part.turn is not Turn.GONE) == new
