"""The tree of words matches what a plain alternation of them matches."""

import re

from hypothesis import given
from hypothesis import strategies as st

from parsers.dates.wordtree import tree_of

WORDS = st.lists(st.text("abä.-", min_size=1, max_size=5), min_size=1, max_size=12)


@given(WORDS, st.text("abä.-", max_size=8))
def test_a_tree_matches_the_longest_of_its_words(words: list[str], text: str) -> None:
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    match = re.match(tree_of(words), text)
    assert (match[0] if match else None) == longest


def test_a_word_may_begin_another() -> None:
    assert re.fullmatch(tree_of(["mai", "maiwoche", "mo"]), "maiwoche")
    assert re.fullmatch(tree_of(["mai", "maiwoche", "mo"]), "mai")
    assert not re.fullmatch(tree_of(["mai", "maiwoche", "mo"]), "m")
