"""The page on subscribing: addresses, steps, and where help is."""

from dataclasses import replace

import pytest
from lxml import html


@pytest.fixture
def page(site, make):
    return site(make.conference())["abonnieren.html"]


def test_the_https_address_can_be_copied_and_opened(page):
    (field,) = page.root.cssselect("#adresse-alle")
    assert field.get("value") == "https://kalender.example/alle.ics"
    assert "readonly" in field.attrib
    assert page.hrefs(".button") == ["webcal://kalender.example/alle.ics"]
    assert not page.has("main button")  # only a script makes it


def test_every_field_has_a_label_of_its_own(page):
    fields = page.root.cssselect("main input")
    labels = page.texts("main label")
    assert len(fields) == len(labels) == len(set(labels)) == 4


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("outlook", "webcal"),
        ("outlook", "drei Stunden"),
        ("google", "8 bis 24 Stunden"),
        ("google", "Android"),
        ("apple", "„Jeden Tag“"),
        ("apple", "ABGESAGT"),
        ("thunderbird", "Im Netzwerk"),
        ("nextcloud", "alle 6 Stunden"),
        ("android", "ICSx⁵"),
    ],
)
def test_each_program_has_its_steps_and_its_delay(page, program, told):
    (section,) = page.root.cssselect(f"section[aria-labelledby={program}]")
    assert section.cssselect("ol > li")
    assert section.cssselect(".expect")
    assert told in " ".join(section.text_content().split())
    assert f"#{program}" in page.hrefs(".jump a")


def test_the_delay_of_nextcloud_is_the_one_that_the_calendar_asks_for(site, make, settings):
    own = replace(settings, refresh_hours=12)
    text = site(make.conference(), settings=own)["abonnieren.html"].text("main")
    assert "alle 12 Stunden" in text
    assert "bleiben 180 Tage im Kalender" in text


def test_numbers_of_one_and_none_are_told_in_german(site, make, settings):
    def told(**own) -> str:
        return site(make.conference(), settings=replace(settings, **own))["abonnieren.html"].text(
            "main"
        )

    text = told(refresh_hours=1, past_days=1)
    assert "Wann Neues ankommt: jede Stunde, wie" in text
    assert "Vergangene Termine bleiben einen Tag im Kalender." in text
    assert "Vergangene Termine verschwinden aus dem Kalender. Sie stehen im Archiv." in told(
        past_days=0
    )


def test_deadlines_are_offered_where_there_are_any(site, make):
    event = make.conference()
    without = site(event)["abonnieren.html"]
    assert not without.has("#adresse-fristen")


def test_every_feed_of_all_events_is_there(site, make, page):
    built = site(make.conference())
    shown = {field.get("value") for field in page.root.cssselect("section.program input")}
    shown |= set(
        page.hrefs("section.program section.program a, section.program p a[href^='https']")
    )
    names = {address.removeprefix("https://kalender.example/") for address in shown}
    stems = ("alle", "demnaechst", "aenderungen")
    assert names == {f"{stem}.{fmt}" for stem in stems for fmt in ("rss", "atom", "json")}
    assert names <= built.files.keys()


def test_the_line_for_other_websites_holds_any_title(site, make, settings):
    own = replace(settings, title='Forum "Land & Stadt"')
    page = site(make.conference(), settings=own)["abonnieren.html"]
    (line,) = page.texts("section[aria-labelledby=einbetten] .address code")
    frame = html.fragment_fromstring(line)
    assert (frame.tag, frame.get("title")) == ("iframe", 'Forum "Land & Stadt"')


def test_the_line_for_other_websites_leads_to_a_list(site, make, page):
    (line,) = page.texts("section[aria-labelledby=einbetten] .address code")
    assert line.startswith('<iframe src="https://kalender.example/embed/alle.html" title="')
    assert "embed/alle.html" in site(make.conference())


def test_help_is_offered_only_where_somebody_can_be_asked(site, make, settings, page):
    assert not page.has("#hilfe")
    own = replace(settings, contact="mailto:hilfe@kalender.example")
    there = site(make.conference(), settings=own)["abonnieren.html"]
    assert there.hrefs("section[aria-labelledby=hilfe] a") == ["mailto:hilfe@kalender.example"]
