"""The preview of an event is what would be published of it, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from feeds import Snapshot, build
from model import BERLIN, CoarseWhen, Event, Grain, Mention, Place, StoredEvent, When
from regioradar.building import feed_settings
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.reviewing.preview import Previewer

CREATED = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
CLOCK = Clock.at(date(2026, 3, 1))


@pytest.fixture
def preview():
    return Previewer(Config(), (), CLOCK)


@pytest.fixture
def stored():
    event = Event(
        name="Konferenz Ländliche Räume in ganz Deutschland, mit langem Namen",
        when=When(start=datetime(2026, 12, 2, 10, 0, tzinfo=BERLIN)),
        locations=(Place(address_locality="Halle (Saale)", municipality_key="15002000"),),
        confidence=0.9,
        publish=True,
    )
    mention = Mention(
        source_id="netz",
        page_url="https://netz.localhost/t",
        first_seen=CREATED,
        last_seen=CREATED,
    )
    return StoredEvent(
        uid="a@b",
        sequence=3,
        created=CREATED,
        last_modified=CREATED,
        event=event,
        mentions=(mention,),
    )


def published(stored):
    """The calendar and the feed as they are published."""
    snapshot = Snapshot(events=(stored,), today=CLOCK.today())
    files = build(snapshot, feed_settings(Config(), ())).files
    feeds = "".join(body.decode() for name, body in files.items() if name.endswith(".rss"))
    return files["alle.ics"].decode(), feeds


def unfolded(text):
    return text.replace("\r\n", "\n").replace("\n ", "")


def test_it_is_the_entry_of_the_calendar_and_the_item_of_the_feed(preview, stored):
    found = preview(stored)
    calendar, feed = published(stored)
    lines = [line for line in found.ics.split("\n") if not line.startswith("CATEGORIES")]
    assert lines[0] == "BEGIN:VEVENT"
    assert lines[-1] == "END:VEVENT"
    told = unfolded(calendar).split("\n")
    assert [line for line in lines if line not in told] == []
    assert found.line in feed
    assert ">tag:regioradar.example,2026:a@b</guid>" in found.rss
    assert found.rss.startswith("<item>")
    assert found.why_not == ""


def test_what_waits_for_a_person_is_shown_as_it_would_be(preview, stored):
    waiting = replace(stored, event=replace(stored.event, publish=False))
    assert preview(waiting) == preview(stored)


def test_a_rough_time_has_no_entry_in_calendars(preview, stored):
    when = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    found = preview(replace(stored, event=replace(stored.event, when=when)))
    assert found.ics == ""
    assert "<item>" in found.rss


def test_without_a_day_it_says_why_there_is_none(preview, stored):
    found = preview(replace(stored, event=replace(stored.event, when=None)))
    assert (found.line, found.ics, found.rss) == ("", "", "")
    assert found.why_not == "Ohne Tag steht ein Termin in keinem Feed."


def test_what_no_format_can_carry_is_said(preview, stored):
    nameless = replace(stored.event)
    object.__setattr__(nameless, "name", "")
    found = preview(replace(stored, event=nameless))
    assert found.rss == ""
    assert found.why_not.startswith("So lässt sich der Termin nicht veröffentlichen")
