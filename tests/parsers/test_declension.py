"""The nominative and the singular of nouns that name an event."""

import pytest

from parsers.naming.declension import nominative, noun_nominative, singular


@pytest.mark.parametrize(
    ("words", "noun", "expected"),
    [
        (["Regionalen"], "Fachtagung", "Regionale "),
        (["3.", "Öffentlichen"], "Dialogforum", "3. Öffentliches "),
        (["zweiten"], "Wegetag", "Zweiter "),
        ([], "Tagung", ""),
    ],
)
def test_adjectives_without_an_article(words: list[str], noun: str, expected: str) -> None:
    assert nominative(words, noun) == expected


@pytest.mark.parametrize(
    ("noun", "article", "expected"),
    [
        ("Forums", "des", "Forum"),
        ("Fachtages", "des", "Fachtag"),
        ("Workshops", "des", "Workshop"),
        ("Workshops", "die", "Workshops"),
        ("Wasserstofftagen", "den", "Wasserstofftage"),
        ("Tagung", "der", "Tagung"),
    ],
)
def test_a_noun_in_the_nominative(noun: str, article: str, expected: str) -> None:
    assert noun_nominative(noun, article) == expected


@pytest.mark.parametrize(
    ("several", "one"),
    [("Ideenbörsen", "Ideenbörse"), ("Fachforen", "Fachforum"), ("Tagungen", "Tagung"),
     ("Werkstätten", "Werkstatt"), ("Infoabende", "Infoabend"), ("Treffen", "Treffen")],
)  # fmt: skip
def test_one_of_several(several: str, one: str) -> None:
    assert singular(several) == one
