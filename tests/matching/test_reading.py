"""Numbers, roles, stems and acronyms as a title gives them."""

from datetime import date

import pytest

from matching.acronyms import spelled_by
from matching.numbering import numbering
from matching.roles import Role, roles_of
from matching.stems import folded, stem, words_of
from matching.titles import title_of

DAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("title", "editions", "years", "parts"),
    [
        ("12. Auenforum am 3. Mai 2026", {12}, set(), set()),
        ("2. Mainzer Auenforum 2026", {2}, {2026}, set()),
        ("Auenforum 2025/26", set(), {2025, 2026}, set()),
        ("Interreg 2021-2027: Forum", set(), set(), set()),
        ("Stadtregion 2050", set(), set(), set()),
        ("Forum Industrie 4.0", set(), set(), set()),
        ("Second Auen Summit", {2}, set(), set()),
        ("Auenkurs, Modul 3", set(), set(), {"3"}),
        ("Werkstatt IV: Wege", set(), set(), {"4"}),
        ("Forum 2: Wege", set(), set(), {"2"}),
        ("3. Teil: Wege", set(), set(), {"3"}),
        ("Treffen um 18 Uhr", set(), set(), set()),
        ("Treffen 18:00 Uhr", set(), set(), set()),
        ("Wege (2/3)", set(), set(), {"2"}),
        ("Sitzung der Kommission 6/1", set(), set(), set()),
    ],
)
def test_numbers(title: str, editions: set[int], years: set[int], parts: set[str]):
    found = numbering(title, DAY)
    assert (found.editions, found.years, found.parts) == (editions, years, parts)


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("Frühbucherfrist endet: Auenforum", {Role.DEADLINE}),
        ("Kuratorenführung Auenbilder", {Role.TOUR}),
        ("Kick-off Auenband", {Role.OPENING}),
        ("Abschlusskonferenz Auenband", {Role.CLOSING}),
        ("Fachforum mit Keynote", {Role.SESSION}),
        ("Zusatztermin: Auenkurs", {Role.EXTRA}),
        ("Sitzung (nichtöffentlich)", {Role.PUBLIC_PART}),
        ("Auenforum", set()),
    ],
)
def test_roles(title: str, roles: set[Role]):
    assert roles_of(folded(title)) == roles


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("staedte", "stadt"),
        ("raeume", "raum"),
        ("regionen", "region"),
        ("konferenzen", "konferenz"),
        ("foerderungen", "foerderung"),
    ],
)
def test_stems(one: str, other: str):
    assert stem(one) == stem(other)


def test_words():
    assert words_of("Gärtner:innen und Gärtnerinnen und -gärtner") == [
        "gaertner",
        "und",
        "gaertner",
    ]
    assert folded("Heide–Elbe") == "heide elbe"


@pytest.mark.parametrize(
    ("short", "words", "taken"),
    [
        ("rek", ("regional", "entwicklungskonzept"), 2),
        ("bic", ("business", "innovation", "centre"), 3),
        ("xyz", ("regional", "entwicklung"), 0),
        ("re", (), 0),
    ],
)
def test_acronyms(short: str, words: tuple[str, ...], taken: int):
    assert len(spelled_by(short, words)) == taken


def test_what_a_title_is_worth():
    assert title_of("Netzwerktreffen", DAY).generic
    assert title_of("Save the Date", DAY).generic
    assert not title_of("Digitaltag", DAY).generic
    assert not title_of("12. Netzwerktreffen", DAY).generic
    assert title_of("Preisverleihung in Gera", DAY).places == {"gera"}
