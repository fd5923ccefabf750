"""What can never be one event, whatever else agrees."""

import pytest

from model import EventStatus

SURE = {"town": "Gera", "house": "Comma", "host": "Regionalverbund Elstertal"}


@pytest.mark.parametrize(
    ("one", "other", "veto"),
    [
        ("12. Auenforum", "13. Auenforum", "edition"),
        ("Drittes Auenforum", "4. Auenforum", "edition"),
        ("Auenforum 2026", "Auenforum 2027", "year"),
        ("Auenkurs, Modul 1", "Auenkurs, Modul 2", "part"),
        ("Auenwerkstatt II", "Auenwerkstatt III", "part"),
        ("Workshop A: Wiesen", "Workshop B: Wiesen", "part"),
        ("Auenkurs (1/3)", "Auenkurs (2/3)", "part"),
        ("Bürgerdialog Trasse Nord", "Bürgerdialog Trasse Süd", "part"),
        ("Anmeldeschluss Auenforum", "Auenforum", "deadline"),
        ("Call for Papers: Auenforum", "Auenforum", "deadline"),
        ("Pressetermin zum Auenforum", "Auenforum", "press date"),
        ("Vorabendempfang zum Auenforum", "Auenforum", "side event"),
        ("Auftakt Projekt Auenband", "Abschluss Projekt Auenband", "opening and closing"),
    ],
)
def test_numbers_and_roles(match, one: str, other: str, veto: str):
    found = match(one, other, **SURE)
    assert found.veto == veto
    assert found.decision == "related"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Auenforum 2050", "Auenforum 2050 – Bilder der Region"),
        ("Konferenz Interreg B (2021-2027) Auenband", "Konferenz Interreg B Auenband 2026"),
        ("12. Auenforum", "Auenforum"),
        ("Auenkurs, Modul 2", "Auenkurs – Modul II"),
    ],
)
def test_numbers_that_do_not_disagree(match, one: str, other: str):
    assert match(one, other, **SURE).veto == ""


def test_towns(match):
    found = match({"name": "Auenforum", "town": "Gera"}, {"name": "Auenforum", "town": "Jena"})
    assert (found.veto, found.decision) == ("town", "related")


def test_a_town_is_no_veto_for_what_is_online(match):
    found = match(
        {"name": "Auenforum", "town": "Gera", "online": True},
        {"name": "Auenforum", "town": "Jena"},
    )
    assert found.veto == ""


def test_two_houses_on_one_website(match):
    found = match(
        {"name": "Bürgerabend Baugebiet", "house": "Grundschule Untermhaus"},
        {"name": "Bürgerabend Baugebiet", "house": "Vereinsheim Lusan"},
        town="Gera",
        site="gera",
    )
    assert found.veto == "house"


def test_two_sessions_on_one_day(match):
    early = {"name": "Auenkurs", "start": "2026-05-12T09:00+02:00", "end": "2026-05-12T12:00+02:00"}
    late = {"name": "Auenkurs", "start": "2026-05-12T13:00+02:00"}
    found = match(early, late, **SURE)
    assert (found.veto, found.decision) == ("two sessions", "related")


def test_an_hour_that_was_moved_is_no_second_session(match):
    old = {"name": "Auenkurs", "start": "2026-05-12T09:00+02:00", "end": "2026-05-12T12:00+02:00"}
    new = {
        "name": "Auenkurs",
        "start": "2026-05-12T13:00+02:00",
        "before": "2026-05-12T09:00+02:00",
        "status": EventStatus.RESCHEDULED,
    }
    assert match(old, new, **SURE).decision == "merge"


def test_a_tour_in_an_exhibition(match):
    run = {"name": "Auenbilder", "start": "2026-05-01", "end": "2026-07-31"}
    tour = {"name": "Kuratorenführung „Auenbilder“", "start": "2026-05-12T17:00+02:00"}
    assert match(run, tour, **SURE).veto == "part and whole"


def test_one_evening_of_a_week(match):
    week = {"name": "Gründungswoche Thüringen", "start": "2026-05-11", "end": "2026-05-17"}
    evening = {"name": "Gründungswoche: Abend der Ideen", "town": "Gera"}
    found = match(week, evening)
    assert found.veto == "part and whole"
    assert found.decision == "related"


def test_the_wrong_year_of_a_topic_is_no_veto(match):
    assert match("Stadtregion 2050", "Stadtregion 2040", **SURE).veto == ""


@pytest.mark.parametrize(
    "title",
    ["Workshop auf dem Kongress „Neue Auen“: Wege", "Netzwerkabend zum Kongress „Neue Auen“"],
)
def test_a_format_held_at_another(match, title: str):
    assert match("Kongress „Neue Auen“", title, **SURE).veto == "side event"


@pytest.mark.parametrize(
    "title", ["Einladung zum Kongress „Neue Auen“", "Land lädt zum Kongress „Neue Auen“"]
)
def test_who_invites_to_it_names_it(match, title: str):
    assert match("Kongress „Neue Auen“", title, **SURE).decision == "merge"
