"""Who holds an event; speakers, guests, patrons and sponsors are left out."""

from collections.abc import Callable

import pytest

from model import Extraction, Organizer
from parsers import Context
from parsers.hosts.host_words import CUE_WORDS
from parsers.hosts.names import known
from parsers.hosts.organizers import Speaker, hosts_in, organizers_of_label


def names(text: str, context: Context, offset: int = 0) -> list[str]:
    speaker = Speaker(context=context, owner=context.organizer)
    found = hosts_in(text, offset, speaker).found
    for item in found:
        evidence = item.evidence
        assert text[evidence.start - offset : evidence.end - offset] == evidence.quote
    return [item.value.name for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Institut für Dorfkultur lädt am 3. Mai zur Tagung ein.", "Institut für Dorfkultur"),
        ("Am 3. Mai lädt die Stadt Gera zum Bürgerforum ein.", "Stadt Gera"),
        ("Am 3. Mai veranstaltet der Landkreis Börde einen Fachtag.", "Landkreis Börde"),
        ("Die Tagung wird veranstaltet vom Regionalverband Harz.", "Regionalverband Harz"),
        ("Veranstalter ist die Stiftung Landleben.", "Stiftung Landleben"),
        ("Die Energieagentur Nord richtet am 3. Mai den Klimatag aus.", "Energieagentur Nord"),
        (
            "Die Jahrestagung des Bundesverbands Regionalbewegung beginnt um 10 Uhr.",
            "Bundesverband Regionalbewegung",
        ),
        ("Der Dorfladen Oberau e. V. hat zum Fachtag eingeladen.", "Dorfladen Oberau e. V."),
    ],
)
def test_who_invites(text: str, expected: str, context: Context) -> None:
    assert names(text, context)[:1] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Ministerin Ada Berg begrüßt die Gäste im Rathaus.",
        "Landrat Jens Kroll hat den Fachtag eröffnet.",
        "Die Stiftung Landleben bietet viele Wege.",
        "Teilnehmerinnen und Teilnehmer hatten viel Freude.",
        "Am 3. Mai findet in Gera ein Fachtag statt.",
        "Gefördert wird der Fachtag mit Mitteln des Landes.",
        "",
    ],
)
def test_guests_speakers_and_sponsors_hold_nothing(text: str, context: Context) -> None:
    assert names(text, context) == []


def test_several_hosts(context: Context) -> None:
    text = "Die Stadt Gera und der Landkreis Greiz laden am 3. Mai zum Fachtag ein."
    assert names(text, context) == ["Stadt Gera", "Landkreis Greiz"]


def test_a_partner_stands_in_the_nominative(context: Context) -> None:
    text = (
        "Die Stadt Gera lädt gemeinsam mit dem Deutschen Institut für Dorfkultur zum Fachtag ein."
    )
    assert names(text, context) == ["Stadt Gera", "Deutsches Institut für Dorfkultur"]


def test_we_are_the_source(context: Context) -> None:
    assert names("Am 3. Mai laden wir zum Fachtag ein.", context) == ["Netzwerk Auenland"]
    assert names("Am 3. Mai laden wir zum Fachtag ein.", Context()) == []


def test_an_abbreviation_is_resolved(context: Context) -> None:
    assert names("Der LLR lädt am 3. Mai zum Fachtag ein.", context) == [
        "Landesverband Ländliche Räume e. V."
    ]


def test_known_compares_without_case_and_marks(context: Context) -> None:
    assert known("landesverband laendliche raeume e.V.", context) is not None
    assert known("llr", context) is not None
    assert known("Landesverband", context) is None
    assert known("", context) is None


def test_offsets_are_those_of_the_page(context: Context) -> None:
    assert names("Am 3. Mai lädt die Stadt Gera zum Forum ein.", context, offset=500)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Stadt Gera", ["Stadt Gera"]),
        ("Stadt Gera; Landkreis Greiz", ["Stadt Gera", "Landkreis Greiz"]),
        ("Stadt Gera\nKornmarkt 12\n07545 Gera\nTel. 0365 8380", ["Stadt Gera"]),
        ("Stadt Gera\ninfo@gera.example\nwww.gera.example", ["Stadt Gera"]),
        ("Stadt Gera\nStadt Gera", ["Stadt Gera"]),
        ("(Stadt Gera, Amt für Planung", ["Stadt Gera, Amt für Planung"]),
        ("-", []),
    ],
)
def test_a_label_gives_organisations_without_addresses(
    value: str, expected: list[str], context: Context
) -> None:
    found = organizers_of_label(value, 40, context)
    assert [item.value.name for item in found] == expected
    for item in found:
        assert item.evidence.quote == value
        assert (item.evidence.start, item.evidence.end) == (40, 40 + len(value))


def test_an_abbreviation_in_brackets_is_taken_apart(context: Context) -> None:
    (found,) = organizers_of_label("Zentrum für Dorfkultur (ZfD)", 0, context)
    assert found.value == Organizer(name="Zentrum für Dorfkultur", alternate_name="ZfD")


def test_a_known_name_in_brackets_is_the_known_organisation(context: Context) -> None:
    (found,) = organizers_of_label("Landesverband Räume (LLR)", 0, context)
    assert found.value.name == "Landesverband Ländliche Räume e. V."


def test_what_the_page_writes_out_stands_above_a_known_abbreviation(context: Context) -> None:
    (found,) = organizers_of_label("Lesering Linz (LLR)", 0, context)
    assert found.value == Organizer(name="Lesering Linz", alternate_name="LLR")


def test_an_abbreviation_that_known_organisations_share_names_none_of_them() -> None:
    bodies = tuple(
        Organizer(name=name, alternate_name="WFG")
        for name in ("Wirtschaftsförderung Gera", "Wirtschaftsförderung Gotha")
    )
    (found,) = organizers_of_label("WFG", 0, Context(known_organizations=bodies))
    assert found.value == Organizer(name="WFG")


def test_a_name_stands_above_the_other_name_of_another_body() -> None:
    house = Organizer(name="Region Aue Marketing GmbH", alternate_name="Region Aue")
    region = Organizer(name="Region Aue", alternate_name="RA")
    (found,) = organizers_of_label("Region Aue", 0, Context(known_organizations=(house, region)))
    assert found.value == region


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Der Lesering Linz (LLR) besteht seit 2001.", "Lesering Linz"),
        ("Der Landesverband Räume (LLR) zieht um.", "Landesverband Ländliche Räume e. V."),
        ("", "Landesverband Ländliche Räume e. V."),
    ],
)
def test_an_abbreviation_means_what_its_page_says(
    read: Callable[..., Extraction], told: str, name: str
) -> None:
    (event,) = read(
        f"<h1>Fachtag Holzbau</h1><p>{told}</p>"
        "<p>Der LLR lädt am 4. Mai 2026 um 10 Uhr zum Fachtag Holzbau nach Gera ein.</p>"
    ).events
    (organizer,) = event.organizers
    assert (organizer.name, organizer.alternate_name) == (name, "LLR")


def test_a_known_organisation_without_an_abbreviation_takes_that_of_the_page() -> None:
    body = Organizer(name="Bund der Auen", url="https://auen.example/")
    (found,) = organizers_of_label("Bund der Auen (BdA)", 0, Context(known_organizations=(body,)))
    assert found.value == Organizer(name=body.name, alternate_name="BdA", url=body.url)


def test_a_name_all_in_capitals_is_an_organisation_and_a_date_is_none() -> None:
    assert names("PERFORM lädt zum Strategietag ein.", Context()) == ["PERFORM"]
    assert names("Region am 5. Mai 2026 lädt ein, Land 10 Uhr lädt ein.", Context()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Organisiert wird der Tag von der Genussregion Auenland.",
            ["Genussregion Auenland"],
        ),
        (
            "Ein Treffen, zu dem der Bund der Auen am 4. und 5. Mai nach Gera einlädt.",
            ["Bund der Auen"],
        ),
        (
            "Mittendrin, am Dienstag, richtet die Vereinigung Dorfläden das Forum „Laden“ aus.",
            ["Vereinigung Dorfläden"],
        ),
        (
            "Zum achten Mal ruft das Auen-Forum Saale Gemeinden aus drei Ländern zusammen.",
            ["Auen-Forum Saale"],
        ),
        ("Das Bündnis Franken muss die Messe Ausbildung absagen.", ["Bündnis Franken"]),
        (
            "Hinter dem Treffen stehen die Region Emsaue, das Auencluster (OLC) und die ABC GmbH.",
            ["Region Emsaue", "Auencluster", "ABC GmbH"],
        ),
        ("Die Arbeitsgruppe der LAG Moorland tagt am 3. Mai.", ["LAG Moorland"]),
        (
            "das gemeinsame Fachseminar Wege vom Deutschen Auenbund sowie ExperTeam am 3. Mai",
            ["Deutscher Auenbund", "ExperTeam"],
        ),
        ("Willkommen in der Evangelischen Akademie Auenburg!", ["Evangelische Akademie Auenburg"]),
        (
            "Eingeladen hat das Referat Wege des BMAU gemeinsam mit der Region Emsaue.",
            ["BMAU", "Region Emsaue"],
        ),
        (
            "Dazu hatten Landrätin Ada Berg und Bürgermeister Jens Kroll eingeladen.",
            ["Landrätin Ada Berg", "Bürgermeister Jens Kroll"],
        ),
        (
            "Die Fachtagung des Deutschen Vereins für ländliche Wege beginnt.",
            ["Deutscher Verein für ländliche Wege"],
        ),
        ("Die Konferenz des Auenland gestalten e. V. zeigt es.", ["Auenland gestalten e. V."]),
        (
            "In Kooperation mit der Stadt Gera lädt der Förderverein Schloss Au zum Fest ein.",
            ["Förderverein Schloss Au", "Stadt Gera"],
        ),
        (
            "Die IHK Gera und die Wirtschaftsförderung Auenland organisieren den Fachtag.",
            ["IHK Gera", "Wirtschaftsförderung Auenland"],
        ),
    ],
)
def test_ways_to_say_who_holds_it(text: str, expected: list[str]) -> None:
    assert names(text, Context()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Die Konferenz der Regionalmanagements in den Auen findet am 3. Mai statt.",
        "Gefördert wird die Tagung vom Bundesministerium für Wege.",
        "Moderiert wird der Abend von der Agentur Blau GmbH.",
        "Die Anmeldung läuft über die Agentur Blau GmbH.",
        "Die Schirmherrschaft hat Ministerin Ada Berg übernommen.",
        "Das Ministerium lädt zum Dialog ein.",
        "Einmal im Jahr bringt der „Tag der Auenregion“ Menschen zusammen.",
        "Das Institut für Wege zeigt auf der Tagung seine Zahlen.",
        "„Wir laden alle ein“, sagte Ada Berg.",
    ],
)
def test_who_holds_nothing(text: str) -> None:
    assert names(text, Context()) == []


@pytest.mark.parametrize(
    "text", ["Die Tagung des Verbunds beginnt um 10 Uhr.", "Am 3. Mai laden wir zum Fachtag ein."]
)
def test_a_kind_of_body_is_the_owner_of_the_page(text: str) -> None:
    owner = Organizer(name="H2-Verbund Auen")
    found = hosts_in(text, 0, Speaker(context=Context(), owner=owner)).found
    assert [item.value.name for item in found] == ["H2-Verbund Auen"]


def test_a_partner_beside_a_label() -> None:
    found = organizers_of_label("Netzwerk Wege mit dem Auenverband Saale", 0, Context())
    assert [item.value.name for item in found] == ["Netzwerk Wege", "Auenverband Saale"]


def test_every_cue_has_a_word_that_lets_a_passage_be_read() -> None:
    assert not any(word in "Das Wetter in Gera war an diesem Abend schön." for word in CUE_WORDS)
    for text in ("lädt zum", "Veranstalter", "Tagung des", "wir laden", "Willkommen in"):
        assert any(word in f"Am 3. Mai {text} X" for word in CUE_WORDS)
