"""Titles that say the same in other words, and titles that only look alike."""

import pytest

SURE = {"town": "Gera", "house": "Comma", "host": "Regionalverbund Elstertal"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Große Straßen & kleine Dörfer", "Grosse Strassen &amp; kleine Doerfer"),
        ("Tagung „Kleine Bahnhöfe“", "Kleine Bahnhöfe (Tagung)"),
        ("Ortskernkonferenz Elstertal", "Konferenz zum Ortskern im Elstertal"),
        ("Fachtag Auenschutz für Gärtner:innen", "Fachtag Auenschutz für Gärtnerinnen und Gärtner"),
        ("Zweites Auenforum Elstertal", "2. Auenforum Elstertal 2026"),
        ("Auenforum Elstertal", "Save the Date: Auenforum Elstertal am 12.05.2026"),
        ("Auenforum Elstertal", "ABGESAGT – Auenforum Elstertal"),
        ("Auenforum Elstertal", "Tickets: Auenforum Elstertal in Gera – jetzt sichern!"),
        ("Auenforum Elstertal", "Auenforum Elstretal"),
        ("Auenforum: Wasser, Wiesen, Wege", "Auenforum"),
        ("Cross-border hydrogen conference", "Grenzüberschreitende Wasserstoffkonferenz"),
        ("Auftakt zum REK Elstertal", "Auftakt Regionales Entwicklungskonzept Elstertal"),
        ("Landrat eröffnet Auenforum mit 80 Gästen", "Auenforum Elstertal"),
    ],
)
def test_one_event_under_two_titles(match, one: str, other: str):
    assert match(one, other, **SURE).decision == "merge"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ausschuss für Wegebau", "Ausschuss für Fischerei"),
        ("Seminar Baurecht", "Seminar Steuerrecht"),
        ("Gründerabend Elstertal", "Vorstandssitzung Regionalverbund Elstertal"),
        ("Jugendforum Elstertal", "Seniorenforum Elstertal"),
    ],
)
def test_two_subjects_of_one_host_are_never_merged(match, one: str, other: str):
    assert match(one, other, **SURE).decision != "merge"


def test_a_motto_is_one_event_where_all_else_agrees(match):
    motto, name = "Mut zur Lücke!", "Jahrestreffen der Baulandinitiative"
    days = {"start": "2026-05-12", "end": "2026-05-13"}
    assert match(motto, name, **SURE, **days).decision == "merge"
    assert match(motto, name, **SURE).decision == "ask"
    assert match(motto, name, **SURE, **days, site="one").decision != "merge"
    assert match(motto, name, town="Gera").decision == "apart"


def test_the_text_of_one_names_the_other(match):
    told = {"name": "Mut zur Lücke!", "text": "Jahrestreffen der Baulandinitiative im Comma."}
    found = match(told, "Jahrestreffen der Baulandinitiative", **SURE)
    assert found.decision in ("ask", "merge")
    assert found.features["text of one holds the title of the other"] is True


def test_a_title_that_says_nothing_needs_its_host(match):
    facts = {"town": "Gera", "start": "2026-05-12T10:00+02:00"}
    same = match("Netzwerktreffen", "Netzwerktreffen", **SURE)
    assert same.features["title says nothing"] is True
    assert same.decision == "merge"
    two = match(
        {"name": "Netzwerktreffen", "host": "Regionalverbund Elstertal"},
        {"name": "Netzwerktreffen", "host": "Bündnis Textilwende"},
        **facts,
    )
    assert two.decision != "merge"


def test_titles_of_a_joint_event_are_for_staff(match):
    joint = "Festival der Auen mit Jahrestagung Wiesenbündnis"
    assert match(joint, "Jahrestagung Wiesenbündnis", **SURE).decision == "ask"


def test_a_word_of_both_hosts_tells_nothing(match):
    facts = {"town": "Gera", "host": "Netzwerk Textilwende", "house": "Comma"}
    found = match("Beirat Textilwende", "Gründerabend Textilwende", **facts)
    assert found.decision != "merge"


def test_format_alone_is_not_the_same_title(match):
    found = match("Wochenkurs Obstbau", "Wochenkurs Buchhaltung", **SURE)
    assert found.decision != "merge"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Forum Pflege im ländlichen Raum", "Forum Mobilität im ländlichen Raum"),
        ("Schule trifft Wirtschaft", "Wirtschaft trifft Kultur"),
        ("Netzwerktreffen Handwerk", "Netzwerktreffen Frauen im Handwerk"),
        ("Runder Tisch Pflege", "Runder Tisch Kita"),
        ("Projektauswahl Regionalverbund Elstertal", "Vorstand Regionalverbund Elstertal"),
        ("Gründungswoche", "Gründerstammtisch"),
    ],
)
def test_half_a_title_in_common_is_not_enough(match, one: str, other: str):
    assert match(one, other, **SURE).decision != "merge"


def test_what_a_ministry_is_for_is_no_name_of_its_events(match):
    host = "Bundesministerium für Ernährung und Landwirtschaft"
    facts = {"host": host, "start": "2026-05-12T10:00+02:00"}
    found = match("Zukunftsdialog Ernährung", "Zukunftsdialog Landwirtschaft", **facts)
    assert found.decision != "merge"


def test_a_nationwide_day_and_a_local_one(match):
    whole = {"name": "Bundesweiter Digitaltag 2026", "host": "Bündnis Digital"}
    local = {"name": "Digitaltag in Gera", "town": "Gera"}
    assert match(whole, local).features["doubt"] == "one is held all over the country"


PLACE = {"town": "Gera", "house": "Comma"}
HOST = {"host": "Regionalverbund Elstertal"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Meadows and Rivers of the Elster Valley", "Wiesen und Flüsse im Elstertal"),
        ("Dzień łąk nad Elsterą", "Wiesentag an der Elster"),
    ],
)
def test_two_languages_need_host_and_place(match, one: str, other: str):
    assert match(one, other, **SURE).decision == "merge"
    assert match(one, other, town="Gera").decision == "ask"
    assert match(one, other).decision == "apart"


def test_what_is_known_in_german_and_misses_is_another_subject(match):
    assert match("Conference on Hydrogen", "Fachtag Wiesenpflege", **SURE).decision != "merge"
    assert match("Conference on Hydrogen", "Fachtag Wasserstoff", **SURE).decision == "merge"


@pytest.mark.parametrize(
    "headline",
    [
        "„Wir brauchen Wiesen“: Auenkonferenz in Gera fordert Mut",
        "140 Gäste bei der Auenkonferenz",
        "Rückblick auf die Auenkonferenz",
    ],
)
def test_a_headline_names_the_event(match, headline: str):
    event = {
        "name": "Auenkonferenz Elstertal",
        "start": "2026-05-12T10:00+02:00",
        "house": "Comma",
        **HOST,
    }
    assert match(headline, event, town="Gera").decision == "merge"
    assert match({"name": headline, "host": "Textilbund"}, event, town="Gera").decision != "merge"


def test_one_motto_before_two_subtitles(match):
    one, other = "Gut vernetzt – Fachtag Obstbau", "Gut vernetzt: Wege zur Streuobstwiese"
    assert match(one, other, **PLACE).decision == "merge"
    assert match(one, other, start="2026-05-12T10:00+02:00").decision != "merge"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mut zur Lücke!", "Sitzung der Baukommission"),
        ("Mut zur Lücke!", "Gründersprechtag"),
        ("Fachtag Obstbau", "Fachtag Steuerrecht"),
        ("Grundlagen Obstbau", "Grundlagen Steuerrecht"),
        ("Vorstandssitzung", "Mitgliederversammlung"),
    ],
)
def test_what_has_no_motto_is_not_merged(match, one: str, other: str):
    hour = {"start": "2026-05-12T10:00+02:00"}
    assert match(one, other, **SURE, **hour).decision != "merge"


def test_the_text_of_a_side_event_is_no_proof_without_place(match):
    told = {"name": "Mut zur Lücke!", "text": "Jahrestreffen der Baulandinitiative."}
    assert match(told, "Jahrestreffen der Baulandinitiative").decision != "merge"


def test_what_names_no_place_may_be_held_in_many(match):
    local = {"name": "Tag der Wiese in Gera", "town": "Gera", "house": "Comma"}
    found = match("Tag der Wiese", local)
    assert (found.decision, found.features["doubt"]) == ("ask", "one is held all over the country")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Werkstatt Obstbau", "Seminar Steuerrecht"),
        ("Obstbau für Einsteiger", "Fachtag Steuerrecht"),
        ("Treffen der Bürgermeister", "Treffen der Kämmerer"),
        ("Forum Obst im Auenland", "Forum KI im Auenland"),
        ("Projektgruppe Auenland", "Lenkungskreis Auenland"),
        ("AG Obstbau", "AG Jugend"),
        ("Sprechtag Nachfolge", "Sprechtag Export"),
    ],
)
def test_two_at_one_hour_of_one_host_in_one_house(match, one: str, other: str):
    hours = {"start": "2026-05-12T10:00+02:00", "end": "2026-05-12T12:00+02:00"}
    assert match(one, other, **SURE, **hours).decision != "merge"
