"""What subscribers of calendars and feeds see of an event's life, its sources and its relatives.

What its page says of them is in tests/feeds/site/test_event_pages.py.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream
from lxml import etree

from feeds import FeedSettings, build
from feeds.lint import lint_files
from model import (
    CoarseWhen,
    Conflict,
    EventStatus,
    Grain,
    Organizer,
    Place,
    RelatedEvent,
    When,
)

POSTPONED = EventStatus.POSTPONED


@pytest.fixture
def publish(settings):
    """Build the files of a snapshot and check them."""

    def files(snapshot):
        made = build(snapshot, settings)
        assert made.problems == ()
        assert lint_files(made.files, settings) == []
        return made.files

    return files


def description(files) -> list[str]:
    """Return the lines of the one event's text in the calendar."""
    (event,) = icalendar.Calendar.from_ical(files["alle.ics"]).walk("VEVENT")
    return str(event["DESCRIPTION"]).split("\n")


def item(files) -> str:
    """Return the text of the one item of the feed."""
    (found,) = etree.fromstring(files["alle.rss"]).iter("item")
    return found.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")


def test_notes_of_life(make, publish):
    later = When(start=date(2026, 5, 4))
    changed_at = datetime(2026, 2, 3, 9, tzinfo=UTC)
    cases = [
        ({}, None),
        ({"changed_at": changed_at}, "Geändert am 3. Februar 2026."),
        (
            {
                "changed_at": changed_at,
                "status": EventStatus.RESCHEDULED,
                "previous_start": date(2026, 3, 2),
            },
            "Neuer Termin: verschoben vom 2. März 2026.",
        ),
        (
            {"status": EventStatus.MOVED_ONLINE},
            "Diese Veranstaltung findet online statt.",
        ),
        (
            {"status": POSTPONED},
            "Diese Veranstaltung ist verschoben, ein neuer Termin ist noch nicht bekannt.",
        ),
    ]
    for fields, note in cases:
        files = publish(make.snapshot(make.event(when=later, **fields)))
        expected = [note] if note else []
        assert [line for line in description(files) if "Quelle" not in line][:-2] == expected
        assert ("<strong>" in item(files)) == bool(note)
        # The feed says before it on which day that was seen.
        assert note is None or f"{note}</strong>" in item(files)


def test_save_the_date_is_in_the_feed_and_in_no_calendar(make, settings):
    rough = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    files = build(make.snapshot(make.event(when=rough)), settings).files
    note = "Save the Date: der genaue Termin steht noch nicht fest."
    assert note in item(files)
    assert b"BEGIN:VEVENT" not in files["alle.ics"]


def test_what_is_no_longer_listed_is_published_as_it_was(make, publish):
    listed = make.conference()
    (mention,) = listed.mentions
    since = make.changed + timedelta(days=4)
    gone = replace(listed, delisted_since=since, mentions=(replace(mention, missing_since=since),))
    before, after = publish(make.snapshot(listed)), publish(make.snapshot(gone))
    for name in ("alle.ics", "alle.rss", "aenderungen.rss"):
        assert after[name] == before[name]


def test_the_calendar_knows_not_what_day_it_is(make, publish):
    event = make.event(changed_at=make.changed)
    over = date(2026, 3, 10)
    before, after = (publish(make.snapshot(event, today=day)) for day in (make.today, over))
    assert after["alle.ics"] == before["alle.ics"]


def test_every_page_is_a_source(make, publish):
    when = make.created
    mentions = (
        make.mention(
            "https://region.example/termin",
            source_id="region",
            first_seen=when - timedelta(days=1),
        ),
        make.mention("https://bmwe.example/liste", first_seen=when - timedelta(days=2)),
        make.mention(
            "https://weg.example/x",
            source_id="weg",
            first_seen=when - timedelta(days=9),
            missing_since=make.changed,
        ),
        make.mention(
            "https://haus.example/tagung",
            source_id="haus",
            first_seen=when + timedelta(days=1),
            own=True,
        ),
        make.mention("https://bmwe.example/detail", first_seen=when),
        make.mention("https://bmwe.example/detail", first_seen=when + timedelta(days=1)),
    )
    files = publish(make.snapshot(make.event(mentions=mentions)))
    assert description(files) == [
        "Quelle: haus.example",
        "Quelle: weg.example: https://weg.example/x",
        "Quelle: BMWE: https://bmwe.example/liste",
        "Quelle: region.example: https://region.example/termin",
        "Quelle: BMWE: https://bmwe.example/detail",
        "https://haus.example/tagung",
    ]
    assert item(files).count("Quelle: <a ") == 5
    shuffled = make.event(mentions=mentions[::-1])
    assert publish(make.snapshot(shuffled)) == files


def test_reports_are_named_as_such(make, publish):
    report = make.mention(
        "https://bmwe.example/rueckblick",
        first_seen=make.changed,
        is_report=True,
    )
    other = make.mention("https://region.example/bilanz", source_id="a", is_report=True)
    event = make.event(mentions=(make.mention(), report, other))
    files = publish(make.snapshot(event, today=date(2026, 3, 10)))
    assert "Rückblick: BMWE: https://bmwe.example/rueckblick" in description(files)


def test_what_another_page_says_otherwise(make, publish):
    region = {"source_id": "region", "page_url": "https://region.example/termin"}
    event = make.event(
        locations=(Place(name="Händel-Halle", address_locality="Halle (Saale)"),),
        organizers=(Organizer(name="Stadt Halle"),),
        conflicts=(
            Conflict(field="addressLocality", value="Leipzig <b>Mitte</b>", **region),
            Conflict(field="endDate", value=None, **region),
            Conflict(
                field="endDate",
                value=None,
                source_id="region",
                page_url="https://region.example/liste",
            ),
            Conflict(field="eventStatus", value="EventCancelled", **region),
            Conflict(
                field="endDate", value="2026-03-04", source_id="bmwe", page_url="javascript:x"
            ),
        ),
    )
    files = publish(make.snapshot(event))
    told = [
        "Andere Angabe zum Termin bei region.example: 2. März 2026",
        "Andere Angabe zum Ort bei region.example: Leipzig Mitte",
        "Andere Angabe zum Stand bei region.example: abgesagt",
    ]
    assert [line for line in description(files) if line.startswith("Andere")] == told
    assert all(f"<p>{line}</p>" in item(files) for line in told)


def test_another_time_is_told_as_far_as_it_is_known(make, publish):
    """Of a page that begins at another time the end is unknown: the published one is not its."""

    def told(when, **values):
        page = {"source_id": "region", "page_url": "https://region.example/termin"}
        conflicts = tuple(
            Conflict(field=field, value=value, **page) for field, value in values.items()
        )
        event = make.event(when=when, conflicts=conflicts)
        lines = description(publish(make.snapshot(event)))
        return [line.partition(": ")[2] for line in lines if line.startswith("Andere Angabe")]

    two_days = When(start=date(2026, 3, 2), end=date(2026, 3, 3))
    assert told(two_days, startDate="2026-03-09") == ["9. März 2026"]
    assert told(two_days, startDate="2026-03-01") == ["1. März 2026"]
    assert told(two_days, endDate="2026-03-04") == ["2.–4. März 2026"]
    assert told(two_days, endDate="2026-03-02T16:00+01:00") == ["2. März 2026"]
    ten = When(start=make.at(2026, 3, 2, 10), end=make.at(2026, 3, 2, 16))
    assert told(ten, startDate="2026-03-02T14:00+01:00") == ["2. März 2026, 14 Uhr"]
    assert told(ten, endDate="2026-03-02T17:00+01:00") == ["2. März 2026, 10–17 Uhr"]
    # Staff put the event to another day since: when the page lets it begin is not known any more.
    assert told(When(start=date(2026, 4, 9)), endDate="2026-03-04") == []


def test_who_agrees_with_what_staff_corrected_says_nothing_else(make, publish):
    told = {
        "startDate": "2026-03-02T10:00+01:00",
        "addressLocality": "Leipzig",
        "eventStatus": "EventCancelled",
    }
    conflicts = tuple(
        Conflict(field=field, value=value, source_id="b", page_url="https://b.example/")
        for field, value in told.items()
    )
    event = make.event(
        when=When(start=make.at(2026, 3, 2, 10), end=make.at(2026, 3, 2, 16)),
        locations=(Place(name="Händel-Halle", address_locality="Leipzig"),),
        status=EventStatus.CANCELLED,
        conflicts=conflicts,
    )
    assert "Andere" not in item(publish(make.snapshot(event)))


def test_an_unknown_field_stops_nothing(make, publish):
    conflict = Conflict(
        field="audience", value="alle", source_id="a", page_url="https://a.example/"
    )
    assert "Andere" not in item(publish(make.snapshot(make.event(conflicts=(conflict,)))))


def test_related_events_are_named_in_the_calendar(make, publish):
    seminar = make.seminar()
    conference = make.event(
        related=(
            RelatedEvent(uid=seminar.uid, features={}),
            RelatedEvent(uid="nirgends@regioradar.example", features={}),
        )
    )
    seminar = replace(seminar, related=(RelatedEvent(uid=conference.uid, features={}),))
    files = publish(make.snapshot(conference, seminar))
    first, second = icalendar.Calendar.from_ical(files["alle.ics"]).walk("VEVENT")
    assert (str(first["RELATED-TO"]), str(second["RELATED-TO"])) == (seminar.uid, conference.uid)
    assert first["RELATED-TO"].params["RELTYPE"] == "SIBLING"
    # Home Assistant's reader does not know SIBLING and takes its default, but it takes the event.
    strict = IcsCalendarStream.calendar_from_ics(files["alle.ics"].decode()).events
    assert [[r.uid for r in event.related_to] for event in strict] == [
        [seminar.uid],
        [conference.uid],
    ]
    hidden = replace(seminar, event=replace(seminar.event, publish=False))
    alone = publish(make.snapshot(conference, hidden))
    assert b"RELATED-TO" not in alone["alle.ics"]


def test_a_related_event_that_the_calendar_has_no_room_for_is_not_named(make):
    settings = FeedSettings(base_url="https://kalender.example/", max_events=1)
    far = make.seminar(when=When(start=date(2026, 6, 1)))
    near = make.event(related=(RelatedEvent(uid=far.uid, features={}),))
    data = build(make.snapshot(near, far), settings).files["alle.ics"]
    assert b"RELATED-TO" not in data
    assert near.uid.encode() in data


def test_a_related_event_that_is_long_over_is_not_named_in_the_calendar(make, publish):
    old = make.event(
        "alt@regioradar.example",
        name="Auftakt",
        when=When(start=date(2024, 3, 2)),
        url="https://bmwe.example/auftakt",
    )
    event = make.event(related=(RelatedEvent(uid=old.uid, features={}),))
    files = publish(make.snapshot(event, old))
    assert b"RELATED-TO" not in files["alle.ics"]
