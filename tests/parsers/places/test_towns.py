"""Towns in running text: their role, their rule, and which bearer is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.places import PlaceHint, Role, TownMention, find_towns


def mention(text: str, name: str, **hint: object) -> TownMention:
    found = find_towns(text, hint=PlaceHint(**hint))  # type: ignore[arg-type]
    return next(m for m in found if m.text.startswith(name))


def roles(text: str) -> dict[str, str]:
    return {m.text: m.role.value for m in find_towns(text)}


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("Das Ministerium lädt zur Tagung nach Halle (Saale) ein.", "Halle (Saale)"),
        ("Das Forum findet in Heilbronn statt.", "Heilbronn"),
        ("Ort: Rostock", "Rostock"),
        ("Tagungsort\nPotsdam", "Potsdam"),
        ("Saalbau, Am Ring 3, 06108 Halle", "Halle (Saale)"),
        ("Getagt wird im sächsischen Freiberg.", "Freiberg"),
        ("Der Kongress war in Frankfurt a. M. zu Gast.", "Frankfurt am Main"),
        ("Treffen in Neustadt am Rübenberge", "Neustadt am Rübenberge"),
        ("Workshop in Leinefelde-Worbis", "Leinefelde-Worbis"),
        ("Die Sitzung ist in Sankt Leon-Rot.", "St. Leon-Rot"),
        ("Das Treffen ist in Frankfurt\nam Main.", "Frankfurt am Main"),
        ("Die Konferenz in Muenchen", "München"),
        ("2./3. Oktober, Lübeck", "Lübeck"),
        ("Am 5. Mai im Bürgerhaus, Kassel", "Kassel"),
        ("Cottbus ist am 7. Mai 2024 Gastgeberin der Jahrestagung.", "Cottbus"),
        ("Die Runde trifft sich in der Stadt Leipzig.", "Leipzig"),
        ("Vortrag im Bürgerhaus Warstein am Abend", "Warstein"),
        ("Lesung an der Universität Bayreuth am 3. Mai", "Bayreuth"),
    ],
)
def test_towns_of_events(text: str, official: str) -> None:
    events = [m for m in find_towns(text) if m.role is Role.EVENT]
    assert [m.municipality.name for m in events if m.municipality] == [official]


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("Empfang im Essener Saalbau", "Essen"),
        ("Fest in der Cuxhavener Seefahrthalle", "Cuxhaven"),
        ("Auftakt in den Stuttgarter Markthallen", "Stuttgart"),
        ("Abend im Dresdner Rathaus", "Dresden"),
        ("Konzert in der Göttinger Lokhalle", "Göttingen"),
    ],
)
def test_adjectives(text: str, official: str) -> None:
    found = find_towns(text)
    assert [(m.municipality and m.municipality.name, m.role, m.rule) for m in found] == [
        (official, Role.EVENT, "adjective")
    ]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Die Universität Jena und ihre Partner forschen.", "Jena", Role.ORGANISATION),
        ("Veranstalter ist das Institut Raum & Wege, Wedel.", "Wedel", None),
        ("Dazu lädt die IHK Chemnitz ein.", "Chemnitz", Role.ORGANISATION),
        ("Die Metropolregion Hamburg wächst.", "Hamburg", Role.ORGANISATION),
        ("Es begleitet die Planwerk Dortmund GmbH.", "Dortmund", Role.ORGANISATION),
        ("Es spricht Bürgermeisterin Anna Beyer aus Görlitz.", "Görlitz", Role.PERSON),
        ("Der Oberbürgermeister von Kassel eröffnet.", "Kassel", Role.PERSON),
        ("Es moderiert Thomas Weimar.", "Weimar", Role.PERSON),
        ("Zwickau, 24. Juni 2025. Die Region hat sich viel vorgenommen.", "Zwickau", Role.DATELINE),
        ("Prenzlau, den 21.05.2019", "Prenzlau", Role.DATELINE),
        ("Oldenburg – Viele Menschen kamen zu dem Fest am Wochenende.", "Oldenburg", Role.DATELINE),
        ("Hannover (dpa) Das Kabinett hat beraten.", "Hannover", Role.DATELINE),
        ("Kontakt: Planungsbüro Süd, Hauptstraße 10, 44137 Dortmund", "Dortmund", Role.CONTACT),
        ("Impressum\nVerein Land\nMarkt 1\n99084 Erfurt", "Erfurt", Role.CONTACT),
        ("Der Verband mit Sitz in Bonn berät.", "Bonn", Role.CONTACT),
        ("Ein Marburger Unternehmen hat gezählt.", "Marburger", Role.ORGANISATION),
        ("Zum 4. Fuldaer Marketingtag kamen viele.", "Fuldaer", Role.OTHER),
    ],
)
def test_towns_that_are_no_place_of_an_event(text: str, name: str, role: Role | None) -> None:
    found = [m for m in find_towns(text) if m.text == name]
    assert [m.role for m in found] == ([role] if role else [])


def test_a_representation_of_a_land_lies_elsewhere() -> None:
    text = "Empfang in der Landesvertretung Hamburg in Berlin"
    assert roles(text) == {"Hamburg": "organisation", "Berlin": "event"}


def test_an_institution_lies_where_the_sentence_says() -> None:
    text = "Tagung an der Hochschule Zwickau in Reichenbach im Vogtland"
    assert roles(text) == {"Zwickau": "organisation", "Reichenbach im Vogtland": "event"}


def test_a_list_shares_the_role_of_its_first_town() -> None:
    text = "Regionalkonferenzen gibt es in Ebern, Haßfurt und Königsberg in Bayern."
    assert set(roles(text).values()) == {"event"}
    text = "Die Metropolregion Hannover Braunschweig Göttingen tagt."
    assert set(roles(text).values()) == {"organisation"}


@pytest.mark.parametrize(
    "text",
    [
        "Spremberger Straße 31",
        "An der Leipziger Allee stehen Bäume.",
        "Es ist eine Frage der Lage und der Halle.",
        "Wir treffen uns in Halle 7.",
        "Das Feuer ist in der Mitte.",
        "Die Sonne steht im Norden, Regen fällt.",
        "Frau Körner und Herr Jessen sprechen.",
        "Heute gibt es in Wissen und Bildung viel zu tun.",
        "der Ernst der Lage",
        "Kommen Sie gern! Essen gibt es auch.",
    ],
)
def test_words_streets_and_persons_are_no_towns_of_events(text: str) -> None:
    assert not [m for m in find_towns(text) if m.role is Role.EVENT]


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("Tagung in Essen am 3. Mai", "Essen"),
        ("Am 17. Mai tagt das Forum in Leer.", "Leer (Ostfriesland)"),
        ("Ort: Bildungshaus, Markt 2, 26789 Leer", "Leer (Ostfriesland)"),
        ("Das Treffen findet in Singen statt.", "Singen (Hohentwiel)"),
        ("Sommerfest auf Sylt", "Sylt"),
    ],
)
def test_words_in_the_frame_of_a_town_are_towns(text: str, official: str) -> None:
    events = [m for m in find_towns(text) if m.role is Role.EVENT]
    assert [m.municipality and m.municipality.name for m in events] == [official]


@pytest.mark.parametrize(
    ("text", "hint", "official", "by"),
    [
        ("33790 Halle", {}, "Halle (Westf.)", "postcode"),
        ("im hessischen Neustadt", {}, "Neustadt (Hessen)", "land beside it"),
        ("Treffen in Neustadt (Sachsen)", {}, "Neustadt in Sachsen", "unique"),
        ("Treffen in Neustadt a. Rbge.", {}, "Neustadt am Rübenberge", "qualifier"),
        ("in Neustadt", {"text": "31535 Neustadt"}, "Neustadt am Rübenberge", "full name"),
        ("in Neustadt", {"text": "Neustadt an der Orla lädt"}, "Neustadt an der Orla", "full name"),
        ("in Lauterbach", {"lands": ("Hessen",)}, "Lauterbach (Hessen)", "land"),
        ("in Lauterbach", {"text": "Das Land Hessen hilft."}, "Lauterbach (Hessen)", "land"),
        ("in Friedberg", {"regions": ("Metropolregion FrankfurtRheinMain",)}, "Friedberg (Hessen)",
         "region"),
        ("in Friedberg", {"regions": ("Bayern",)}, "Friedberg", "region"),
        ("in Weinsheim", {"text": "in Bitburg, Arzfeld und Utscheid"}, "Weinsheim", "company"),
        ("in Frankfurt", {}, "Frankfurt am Main", "dominant"),
        ("in Frankfurt", {"regions": ("Saarland", "Brandenburg")}, "Frankfurt (Oder)", "region"),
        ("in Essen", {"lands": ("Niedersachsen",)}, "Essen", "well known"),
    ],
)  # fmt: skip
def test_ambiguous_names_are_settled(text: str, hint: dict, official: str, by: str) -> None:
    found = find_towns(text, hint=PlaceHint(**hint))[0]
    assert found.municipality is not None
    assert found.municipality.name == official
    assert found.settled_by.startswith(by)


def test_a_name_that_nothing_settles_stays_open() -> None:
    found = mention("Konferenz in Altenkirchen", "Altenkirchen")
    assert found.municipality is None
    assert found.settled_by == "open"
    assert len(found.candidates) > 1


def test_open_names_are_less_certain() -> None:
    opened = mention("Konferenz in Altenkirchen", "Altenkirchen")
    settled = mention("Konferenz in Lauterbach", "Lauterbach", lands=("Hessen",))
    assert opened.confidence < settled.confidence


def test_a_page_of_10_000_characters_names_its_towns_once_each() -> None:
    text = "Die Region berät. " * 550 + "Das Forum findet in Heilbronn statt."
    assert [m.text for m in find_towns(text)] == ["Heilbronn"]


@given(st.text(alphabet="Halle Berlin(),.-\n0123abcÄß/:„“", max_size=120))
def test_spans_are_exact_ordered_and_nothing_is_raised(text: str) -> None:
    end = 0
    for found in find_towns(text, hint=PlaceHint(text=text)):
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        assert 0 <= found.confidence <= 1
        end = found.end
