"""Which German nouns name a kind of event, and which only look like it."""

import pytest

from parsers.event_words import Sort, event_noun, is_plain_noun, sort_of, speaks_of_event


@pytest.mark.parametrize(
    "word",
    ["Fachtagung", "Regionalkonferenzen", "Fachkräftetag", "Klimawoche", "Kick-off-Veranstaltung",
     "ZUKUNFTSFORUM", "Buchpräsentation", "Energieforums", "Bauernmarkt", "Museumsnacht"],
)  # fmt: skip
def test_nouns_that_name_an_event(word: str) -> None:
    assert sort_of(word) is Sort.SPECIFIC


@pytest.mark.parametrize("word", ["Veranstaltung", "Treffen", "Forum", "Vorträge", "Abend"])
def test_nouns_that_say_only_that_there_is_one(word: str) -> None:
    assert sort_of(word) is Sort.GENERAL


@pytest.mark.parametrize(
    "word",
    ["Preise", "Landkreise", "Arbeitsmarkt", "Montag", "Vertrag", "Jahrestag", "Geschäftsführung",
     "Wechselkurs", "Anreise", "Betreff", "Bundestag", "Kultusministerkonferenz", "Tagungs-",
     "treffen", "Veranstaltungsort", "Abfahrt", "DFV-Führung", ""],
)  # fmt: skip
def test_nouns_that_only_look_like_events(word: str) -> None:
    assert sort_of(word) is Sort.NONE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zum Tag der offenen Höfe kommen viele.", "Tag der offenen Höfe"),
        ("Am Tag der Abreise regnet es.", "Tag der Abreise"),
        ("Der Runde Tisch Pflege tagt.", "Runde Tisch"),
        ("Die Lange Nacht der Werkstore lockt.", "Lange Nacht der Werkstore"),
        ("Die Preise der Kreise steigen.", None),
        ("Eine Veranstaltung mit Fachgespräch.", "Fachgespräch"),
    ],
)
def test_the_first_noun_that_names_one(text: str, found: str | None) -> None:
    hit = event_noun(text)
    assert (hit and hit[0]) == found


def test_general_words_speak_of_an_event_without_naming_it() -> None:
    assert speaks_of_event("Die Veranstaltung beginnt.")
    assert event_noun("Die Veranstaltung beginnt.") is None


def test_a_plain_noun_has_no_first_part() -> None:
    assert is_plain_noun("Tagung")
    assert not is_plain_noun("Regionaltagung")
