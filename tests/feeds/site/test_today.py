"""What ends or is due today is not over yet, on any page and in any feed."""

from datetime import timedelta

import pytest

from feeds.cards import event_slug
from model import When


@pytest.fixture
def around(make):
    """Return an event that ends, and its deadline that is due, so many days from today."""

    def made(days: int):
        day = make.today + timedelta(days=days)
        event = make.event(when=When(start=day - timedelta(days=1), end=day))
        return event, make.deadline(event.uid, day)

    return made


@pytest.mark.parametrize(("days", "is_coming"), [(0, True), (-1, False)])
def test_an_event_is_coming_until_its_last_day_is_over(around, site, days, is_coming):
    event, _ = around(days)
    built = site(event)
    page = f"{event_slug(event.uid)}.html"
    assert (page in built["index.html"].hrefs("#termine a")) is is_coming
    assert (f"../{page}" in built["embed/alle.html"].hrefs("a")) is is_coming
    assert (event.uid.encode() in built.files["demnaechst.rss"]) is is_coming
    assert (event_slug(event.uid).encode() in built.files["events.json"]) is is_coming
    assert (built.names("archiv/2") == []) is is_coming


@pytest.mark.parametrize(("days", "is_coming"), [(0, True), (-1, False)])
def test_a_deadline_is_coming_until_its_day_is_over(make, around, site, days, is_coming):
    _, due = around(days)
    built = site(make.event(uid=due.event_uid), deadlines=(due,))
    assert built["fristen.html"].has("#termine .lines") is is_coming
    assert built["embed/fristen.html"].has(".name") is is_coming
    for name in ("fristen.rss", "fristen-demnaechst.atom", "fristen.json"):
        assert (due.uid.encode() in built.files[name]) is is_coming
    assert built["index.html"].has("#termine .deadline") is is_coming
    assert ("1 Frist" in built["auswahl.html"].text("main")) is is_coming


def test_what_begins_today_stands_under_its_day(make, site):
    page = site(make.event(when=When(start=make.today)))["index.html"]
    assert page.texts("#termine h3") == ["Februar 2026"]
