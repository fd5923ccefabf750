"""The lists for the frames of other websites."""

from datetime import date, timedelta

import pytest

from model import CoarseWhen, EventStatus, Grain, Place, When

HALLE = (Place(address_locality="Halle (Saale)", address_region="Sachsen-Anhalt"),)


@pytest.fixture
def many(make):
    return [
        make.event(
            f"e{n}@regioradar.example",
            name=f"Termin {n}",
            when=When(start=date(2026, 3, 1) + timedelta(days=n)),
        )
        for n in range(15)
    ]


def test_every_selection_has_a_list(site, make):
    built = site(make.event(locations=HALLE), news=(make.news(),))
    lists = {name.removeprefix("embed/") for name in built.names("embed/")}
    assert {
        "alle.html",
        "neuigkeiten.html",
        "land/sachsen-anhalt.html",
        "quelle/bmwe.html",
    } <= lists
    assert all(name in built for name in lists)
    assert built.files["embed/index.html"] == built.files["embed/alle.html"]


def test_the_next_events_and_the_way_to_all_of_them(site, many):
    page = site(*many)["embed/alle.html"]
    assert page.texts(".name") == [f"Termin {n}" for n in range(12)]
    assert page.text(".whole").startswith("Alle anzeigen, 3 weitere bei ")
    assert page.hrefs(".whole a") == ["../index.html"]


def test_one_more_event_is_not_counted(site, many):
    page = site(*many[:13])["embed/alle.html"]
    assert page.text(".whole").startswith("Alle anzeigen bei ")


def test_what_has_no_day_stands_below_what_has_one(site, make):
    year = CoarseWhen(
        first_day=date(2026, 1, 1), last_day=date(2026, 12, 31), grain=Grain.YEAR, text="2026"
    )
    page = site(make.event("a", name="Vage", when=year), make.event("b"))["embed/alle.html"]
    assert page.texts(".name") == ["Regionalpolitische Jahrestagung", "Vage"]


def test_links_leave_the_frame_and_keep_to_themselves(site, make):
    built = site(make.event(locations=HALLE), news=(make.news(),))
    for name in built.names("embed/"):
        for link in built[name].root.cssselect("a"):
            assert link.get("target") == "_blank"
            assert link.get("rel") == "noopener"
    depth = built["embed/land/sachsen-anhalt.html"].hrefs(".name a")
    assert depth[0].startswith("../../termin/")
    assert built["embed/neuigkeiten.html"].hrefs(".name a") == [
        "https://bmwe.example/presse/foerderrunde"
    ]


def test_a_cancelled_event_is_marked_and_an_empty_list_says_so(site, make):
    page = site(make.event(status=EventStatus.CANCELLED))["embed/alle.html"]
    assert page.text(".name") == "ABGESAGT: Regionalpolitische Jahrestagung"
    over = make.event(when=When(start=date(2026, 2, 1)), locations=HALLE)
    empty = site(over, make.seminar())["embed/land/sachsen-anhalt.html"]
    assert empty.texts(".meta") == ["Zurzeit ist hier nichts angekündigt."]


def test_nothing_but_text_and_a_style_sheet(site, make):
    built = site(make.conference())
    page = built["embed/alle.html"]
    assert not page.has("script, form, iframe, nav")
    (policy,) = page.root.cssselect("meta[http-equiv]")
    assert "script-src" not in policy.get("content")
    assert "frame-ancestors" not in policy.get("content")  # the server's matter
    assert page.root.cssselect("meta[name=robots]")[0].get("content") == "noindex"
