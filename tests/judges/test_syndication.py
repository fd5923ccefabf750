"""RSS, Atom and JSON feeds in feed readers: every item arrives, dated, in all formats alike."""

import json
import sqlite3
from calendar import timegm
from datetime import UTC, datetime

import feedparser
import pytest
from expected import expected, told
from json_feed import VERSION, faults
from lxml import etree
from programs import needs, run

from model import BERLIN, When

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

ATOM = "{http://www.w3.org/2005/Atom}"


def ids(file) -> list[str]:
    """The ids of a feed's items, read without any reader's leniency."""
    if file.suffix == ".json":
        return [item["id"] for item in json.loads(file.read_bytes())["items"]]
    root = etree.fromstring(file.read_bytes())
    path = "channel/item/guid" if file.suffix == ".rss" else f"{ATOM}entry/{ATOM}id"
    return [element.text for element in root.iterfind(path)]


def feeds(site) -> list:
    """Every RSS and Atom feed."""
    return site.files(".rss", ".atom")


def json_feeds(site) -> list:
    """Every JSON Feed: each stands beside the same feed as RSS."""
    return [file.with_suffix(".json") for file in site.files(".rss")]


def moment(parsed) -> datetime:
    return datetime.fromtimestamp(timegm(parsed), UTC)


def test_feedparser_reads_every_item_with_its_dates(site):
    now = site.now
    for file in feeds(site):
        feed = feedparser.parse(file.read_bytes())
        assert not feed.bozo, (file, feed.get("bozo_exception"))
        assert [entry.id for entry in feed.entries] == ids(file), file
        assert feed.feed.title
        assert feed.feed.updated_parsed, file
        for entry in feed.entries:
            assert entry.title
            assert entry.link.startswith("http"), entry.link
            assert entry.summary or entry.content, entry.id
            assert moment(entry.published_parsed) <= now, entry.id
            if file.suffix == ".atom":
                assert moment(entry.updated_parsed) >= moment(entry.published_parsed), entry.id


def test_the_fields_of_events_say_what_the_calendar_says(site):
    records = {stored.uid: stored for stored in site.snapshot.events}
    seen = set()
    for file in feeds(site):
        for entry in feedparser.parse(file.read_bytes()).entries:
            uid = next((uid for uid in records if entry.id.endswith(f":{uid}")), "")
            if not uid or not isinstance(records[uid].event.when, When):
                continue
            _, start, end, _ = expected(records[uid])
            assert utc(entry.ev_startdate) == start, (file, uid)
            if "T" in end and end != start:
                assert utc(entry.ev_enddate) == end, (file, uid)
            seen.add(uid.partition("@")[0])
    assert {"ganztags", "sommer", "winter", "nachts", "herbst"} <= seen


def utc(text: str) -> str:
    """An ISO 8601 text of a feed, as the calendars' readers tell it."""
    if "T" not in text:
        return text
    read = datetime.fromisoformat(text)
    assert read.utcoffset() == read.astimezone(BERLIN).utcoffset(), text
    return told(read)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"version": "https://jsonfeed.org/version/1"}, "feed: version must not be"),
        ({"link": "https://x.example/"}, "feed: link is no name of JSON Feed"),
        ({"feed_url": "alle.json"}, "feed: feed_url must not be 'alle.json'"),
        ({"authors": [{}]}, "feed: authors must not be [{}]"),
        ({"items": [{"id": 1, "content_text": "x"}]}, "item 0: id must not be 1"),
        ({"items": [{"id": "1"}]}, "item 0: no content"),
        ({"items": [{"id": "1", "content_text": "x"}] * 2}, "two items have one id"),
        (
            {"items": [{"id": "1", "content_text": "x", "date_published": "2026-02-10"}]},
            "item 0: date_published must not be '2026-02-10'",
        ),
    ],
)
def test_the_rules_of_json_feed_find_faults(fields, fault):
    sound = {"version": VERSION, "title": "Termine", "items": [], "_own": {}}
    assert faults(sound) == []
    (found,) = faults(sound | fields)
    assert found.startswith(fault)


def test_json_feeds_keep_the_rules(site):
    for file in json_feeds(site):
        feed = json.loads(file.read_bytes())
        assert faults(feed) == [], file
        assert feed["feed_url"].endswith(f"/{site.name(file)}")


def test_rss_atom_and_json_hold_the_same_items_in_one_order(site):
    for file in json_feeds(site):
        for suffix in (".rss", ".atom"):
            assert ids(file.with_suffix(suffix)) == ids(file), file


@needs("newsboat", how="apt-get install newsboat")
def test_newsboat_fetches_every_item(site, tmp_path):
    largest = sorted(feeds(site), key=lambda file: -len(ids(file)))[:12]
    for number, file in enumerate(largest):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "urls").write_text(site.address + site.name(file), encoding="utf-8")
        (folder / "config").write_text("", encoding="utf-8")
        files = ("-u", folder / "urls", "-c", folder / "cache", "-C", folder / "config")
        run("newsboat", *files, "-x", "reload", HOME=str(folder))
        with sqlite3.connect(folder / "cache") as cache:
            rows = cache.execute("SELECT guid, title, url, pubDate FROM rss_item").fetchall()
        cache.close()
        assert sorted(row[0] for row in rows) == sorted(ids(file)), file
        assert all(title and url for _, title, url, _ in rows), file
        assert all(0 < date <= site.now.timestamp() for *_, date in rows), file
