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
