"""JSON Feed 1.1: what an item and the feed above it say, in schema.org's names for the event."""

import json
from dataclasses import replace
from datetime import date

import feedparser

from feeds import build
from feeds.lint.feed_items import Expected, Known
from feeds.lint.json_feed_rules import read_json_feed
from model import AttendanceMode, CoarseWhen, EventStatus, Grain, Place, When


def read(data: bytes) -> dict:
    assert read_json_feed(data, Expected(), Known()).findings == ()
    return json.loads(data)


def items(make, settings, *events, **fields) -> dict[str, dict]:
    feed = read(build(make.snapshot(*events, **fields), settings).files["alle.json"])
    return {item["id"].rpartition(":")[2]: item for item in feed["items"]}


def test_an_item(make, settings, only):
    files = build(make.snapshot(make.conference()), settings).files
    item = only(read(files["alle.json"])["items"])
    content = item.pop("content_html")
    assert content.startswith("<p>Wann: 2.–3. März 2026<br>Wo: Händel-Halle, Halle (Saale)<br>")
    page = "https://kalender.example/termin/a3388aadcad6"
    ministry = "Bundesministerium für Wirtschaft und Energie"
    assert item == {
        "id": "tag:regioradar.example,2026:jahrestagung@regioradar.example",
        "url": f"{page}.html",
        "external_url": "https://bmwe.example/termine/jahrestagung",
        "title": "2.–3. März 2026 · Regionalpolitische Jahrestagung · Halle (Saale)",
        "summary": (
            f"Wann: 2.–3. März 2026 · Wo: Händel-Halle, Halle (Saale) · Veranstalter: {ministry}. "
            "Zwei Tage zu Strukturwandel und Förderung; mit Fachforen."
        ),
        "date_published": "2026-01-12T08:30:00+00:00",
        "date_modified": "2026-01-20T09:15:30+00:00",
        "authors": [{"name": ministry}],
        "tags": ["Termin"],
        "language": "de",
        "attachments": [
            {
                "url": f"{page}.ics",
                "mime_type": "text/calendar",
                "title": "Termin für den Kalender",
                "size_in_bytes": len(files["termin/a3388aadcad6.ics"]),
            }
        ],
        "_event": {
            "about": "https://schema.org/Event",
            "name": "Regionalpolitische Jahrestagung",
            "startDate": "2026-03-02",
            "endDate": "2026-03-03",
            "eventStatus": "https://schema.org/EventScheduled",
            "location": [
                {
                    "name": "Händel-Halle",
                    "address": {"addressLocality": "Halle (Saale)"},
                }
            ],
            "organizer": [{"name": ministry}],
            "url": "https://bmwe.example/termine/jahrestagung",
        },
    }


def test_topics_are_tags_in_all_formats(make, settings, only):
    event = make.event(name="Forum Wasserstoffwirtschaft")
    files = build(make.snapshot(event), settings).files
    tags = ["Termin", "Wasserstoff und Energie"]
    assert only(read(files["alle.json"])["items"])["tags"] == tags
    for suffix in ("rss", "atom"):
        entry = only(feedparser.parse(files[f"thema/wasserstoff-energie.{suffix}"]).entries)
        assert [tag.term for tag in entry.tags] == tags


def test_the_feed(make, settings):
    feed = read(build(make.snapshot(make.event()), settings).files["aenderungen.json"])
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Änderungen · Termine, Regionen; Räume",
        "home_page_url": "https://kalender.example/",
        "feed_url": "https://kalender.example/aenderungen.json",
        "description": "Verschobene und abgesagte Termine, neue Orte und Uhrzeiten",
        "language": "de",
        "authors": [{"name": "RegioRadar", "url": "https://kalender.example/"}],
        "items": [],
    }


def test_the_times_and_the_state_of_an_event(make, settings):
    summer = When(start=make.at(2026, 7, 1, 10), end=make.at(2026, 7, 1, 16))
    mixed = When(start=make.at(2026, 3, 2, 10), end=date(2026, 3, 3))
    rough = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    found = items(
        make,
        settings,
        make.event("sommer", when=summer, attendance_mode=AttendanceMode.ONLINE),
        make.event("gemischt", when=mixed),
        make.event(
            "neu", status=EventStatus.RESCHEDULED, previous_start=make.at(2026, 2, 20, 9, 30)
        ),
        make.event("grob", when=rough, locations=(Place(address_locality="Wurzen"),)),
    )
    event = found["sommer"]["_event"]
    assert event["startDate"] == "2026-07-01T10:00+02:00"
    assert event["endDate"] == "2026-07-01T16:00+02:00"
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    event = found["gemischt"]["_event"]
    assert (event["startDate"], event["endDate"]) == ("2026-03-02", "2026-03-03")
    event = found["neu"]["_event"]
    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert event["previousStartDate"] == "2026-02-20T09:30+01:00"
    event = found["grob"]["_event"]
    assert "startDate" not in event
    assert event["location"] == [{"address": {"addressLocality": "Wurzen"}}]
    assert "attachments" not in found["grob"]


def test_coordinates_are_those_of_a_town_and_of_no_house_in_it(make, settings):
    town = Place(address_locality="Halle (Saale)", latitude=51.4825, longitude=11.9697)
    house = replace(town, name="Händel-Halle")
    found = items(make, settings, make.event("forum", locations=(town, house)))
    assert [place.get("geo") for place in found["forum"]["_event"]["location"]] == [
        {"latitude": 51.4825, "longitude": 11.9697},
        None,
    ]


def test_news_and_deadlines(make, settings, only):
    event, news = make.conference(), make.news()
    due = make.deadline(event.uid, make.at(2026, 2, 16, 23, 59))
    files = build(make.snapshot(event, news=(news,), deadlines=(due,)), settings).files
    item = only(read(files["neuigkeiten.json"])["items"])
    assert item["url"] == item["external_url"] == "https://bmwe.example/presse/foerderrunde"
    assert item["tags"][0] == "Meldung"
    assert "_event" not in item
    assert "attachments" not in item
    item = only(read(files["fristen.json"])["items"])
    assert item["_deadline"] == {
        "date": "2026-02-16T23:59+01:00",
        "kind": "registration",
        "event": "https://kalender.example/termin/a3388aadcad6.html",
    }
    assert item["title"].startswith("Anmeldung bis 16. Februar 2026, 23:59 Uhr · ")


def test_each_item_stands_on_a_line_of_its_own(make, settings):
    """So that a change of one event is a change of one line."""
    data = build(make.snapshot(make.event(), make.seminar()), settings).files["alle.json"]
    top, *lines, end = data.decode().splitlines()
    assert json.loads(f"{top}]}}")["items"] == []
    assert [json.loads(line.rstrip(","))["language"] for line in lines] == ["de", "de"]
    assert end == "]}"
