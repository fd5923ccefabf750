"""The RSS feed: what is in it, in which order, and how feedparser reads it."""

from datetime import UTC, date, datetime, timedelta

import feedparser
from lxml import etree

from feeds import FeedSettings, build
from feeds.lint import lint_rss, lint_together
from feeds.snapshot import newest_change
from model import CoarseWhen, Grain, Organizer, When


def feed(snapshot, settings) -> bytes:
    return build(snapshot, settings).files["alle.rss"]


def read(data: bytes):
    result = feedparser.parse(data)
    assert not result.bozo
    return result


def test_an_event_as_feedparser_reads_it(make, settings, only):
    data = feed(make.snapshot(make.conference()), settings)
    result = read(data)
    entry = only(result.entries)
    assert entry.title == "2.–3. März 2026 · Regionalpolitische Jahrestagung · Halle (Saale)"
    assert entry.id == "tag:regioradar.example,2026:jahrestagung@regioradar.example"
    assert entry.guidislink is False
    assert entry.link == "https://bmwe.example/termine/jahrestagung"
    assert entry.published_parsed[:6] == (2026, 1, 12, 8, 30, 0)
    assert (entry.ev_startdate, entry.ev_enddate) == ("2026-03-02", "2026-03-03")
    assert entry.author == "Bundesministerium für Wirtschaft und Energie"
    assert entry.where.coordinates == (11.9697, 51.4825)
    assert [tag.term for tag in entry.tags] == ["Termin"]
    assert "Wann: 2.–3. März 2026" in entry.summary
    assert "Veranstalter: Bundesministerium für Wirtschaft und Energie" in entry.summary
    assert '<a href="https://bmwe.example/termine/jahrestagung">BMWE</a>' in entry.summary
    assert lint_rss(data) == []


def test_the_channel(make, settings):
    channel = read(feed(make.snapshot(make.conference()), settings)).feed
    assert channel.link == "https://kalender.example/"
    links = {(link.rel, link.href) for link in channel.links}
    assert ("self", "https://kalender.example/alle.rss") in links
    assert channel.language == "de"
    assert channel.ttl == "360"
    assert channel.updated_parsed[:6] == (2026, 1, 20, 9, 15, 30)
    assert channel.generator == "RegioRadar 0.1.0"


def test_clock_times_carry_their_offset_and_equal_the_calendar(make, settings, only):
    summer = make.seminar(when=When(start=make.at(2026, 7, 1, 10), end=make.at(2026, 7, 1, 16)))
    files = build(make.snapshot(summer), settings).files
    entry = only(read(files["alle.rss"]).entries)
    assert entry.ev_startdate == "2026-07-01T10:00+02:00"
    assert entry.ev_enddate == "2026-07-01T16:00+02:00"
    assert entry.title == "1. Juli 2026, 10–16 Uhr · Seminar Fördermittel · Berlin"
    assert lint_together(files["alle.ics"], files["alle.rss"]) == []


def test_a_start_time_with_an_end_day_is_days_as_in_the_calendar(make, settings, only):
    when = When(start=make.at(2026, 3, 2, 10), end=date(2026, 3, 3))
    files = build(make.snapshot(make.event(when=when)), settings).files
    entry = only(read(files["alle.rss"]).entries)
    assert (entry.ev_startdate, entry.ev_enddate) == ("2026-03-02", "2026-03-03")
    assert lint_together(files["alle.ics"], files["alle.rss"]) == []


def test_nothing_that_is_over_is_sold_as_new(make, settings):
    yesterday = make.today - timedelta(days=1)
    entries = read(
        feed(
            make.snapshot(
                make.event("over", when=When(start=yesterday)),
                make.event("under-way", when=When(start=yesterday, end=make.today)),
                make.event("report", when=When(start=date(2026, 3, 2)), is_report=True),
                make.event("held-back", publish=False),
                make.event("no-time", when=None),
            ),
            settings,
        )
    ).entries
    assert [entry.id for entry in entries] == ["tag:regioradar.example,2026:under-way"]


def test_reports_and_news(make, settings):
    report = make.news(
        "bericht@regioradar.example",
        headline="Zukunftswerkstatt zog Bilanz",
        is_report=True,
        organization=Organizer(name="Stadt Wurzen"),
        about="Zukunftswerkstatt",
    )
    data = feed(make.snapshot(news=(make.news(), report)), settings)
    entries = read(data).entries
    assert {entry.title: entry.tags[0].term for entry in entries} == {
        "Neue Förderrunde gestartet": "Meldung",
        "Zukunftswerkstatt zog Bilanz": "Rückblick",
    }
    by_title = {entry.title: entry for entry in entries}
    assert by_title["Zukunftswerkstatt zog Bilanz"].author == "Stadt Wurzen"
    assert "Zu: Zukunftswerkstatt" in by_title["Zukunftswerkstatt zog Bilanz"].summary
    assert "Veröffentlicht: 11. Januar 2026" in by_title["Neue Förderrunde gestartet"].summary
    assert "ev_startdate" not in by_title["Zukunftswerkstatt zog Bilanz"]


def test_a_coarse_time_has_words_but_no_event_fields(make, settings, only):
    when = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    entry = only(read(feed(make.snapshot(make.event(when=when)), settings)).entries)
    assert entry.title == "Herbst 2026 · Regionalpolitische Jahrestagung"
    assert "ev_startdate" not in entry


def test_the_newest_first_and_not_too_many(make):
    settings = FeedSettings(base_url="https://kalender.example/", max_items=3)
    born = [make.created + timedelta(hours=n) for n in (2, 5, 1, 4, 3)]
    events = [
        make.event(f"e{n}", created=created, last_modified=make.changed + timedelta(hours=n))
        for n, created in enumerate(born[:3])
    ]
    news = tuple(
        make.news(f"n{n}", headline=f"Meldung {n}", created=created)
        for n, created in enumerate(born[3:])
    )
    snapshot = make.snapshot(*events, news=news)
    data = feed(snapshot, settings)
    ids = [entry.id.rpartition(":")[2] for entry in read(data).entries]
    assert ids == ["e1", "n0", "n1"]
    assert lint_rss(data, newest_change=newest_change([*events, *news])) == []


def test_an_empty_feed_has_no_date_of_now(make, settings):
    data = feed(make.snapshot(), settings)
    assert read(data).entries == []
    assert etree.fromstring(data).find("channel/lastBuildDate") is None
    assert lint_rss(data) == []


def test_an_item_without_any_address_links_to_the_page(make, settings, only):
    data = feed(make.snapshot(make.event(mentions=())), settings)
    entry = only(read(data).entries)
    assert entry.link == "https://kalender.example/"
    assert "Quelle" not in entry.summary


def test_the_guid_stays_when_the_event_changes(make, settings, only):
    before = only(read(feed(make.snapshot(make.event("fest")), settings)).entries)
    moved = make.event(
        "fest",
        name="Ganz anders",
        when=When(start=date(2026, 5, 5)),
        sequence=3,
        last_modified=datetime(2026, 2, 9, tzinfo=UTC),
    )
    after = only(read(feed(make.snapshot(moved), settings)).entries)
    assert after.id == before.id
    assert after.published == before.published
    assert after.title != before.title


def test_markup_in_texts_stays_text(make, settings, only):
    event = make.event(name="Wachstum < 5 % & Wandel", description="1 < 2 & 3")
    data = feed(make.snapshot(event), settings)
    entry = only(read(data).entries)
    assert "Wachstum < 5 % & Wandel" in entry.title.replace("&lt;", "<").replace("&amp;", "&")
    assert "1 &lt; 2 &amp; 3" in entry.summary
