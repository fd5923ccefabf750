"""The RSS feed: what is in it, in which order, and how feedparser reads it."""

from datetime import UTC, date, datetime, timedelta

import feedparser
from lxml import etree

from feeds import FeedSettings, build
from feeds.lint import lint_files
from feeds.lint.feed_items import Expected, Known
from feeds.lint.rss_rules import read_rss
from feeds.snapshot import newest_change
from model import CoarseWhen, EventStatus, Grain, Organizer, When


def feed(snapshot, settings) -> bytes:
    return build(snapshot, settings).files["alle.rss"]


def read(data: bytes):
    result = feedparser.parse(data)
    assert not result.bozo
    return result


def faults(data: bytes, **expected) -> tuple:
    return read_rss(data, Expected(**expected), Known()).findings


def test_an_event_as_feedparser_reads_it(make, settings, only):
    data = feed(make.snapshot(make.conference()), settings)
    result = read(data)
    entry = only(result.entries)
    assert entry.title == "2.–3. März 2026 · Regionalpolitische Jahrestagung · Halle (Saale)"
    assert entry.id == "tag:regioradar.example,2026:jahrestagung@regioradar.example"
    assert entry.guidislink is False
    assert entry.link == "https://kalender.example/termin/a3388aadcad6.html"
    assert entry.source == {"href": "https://bmwe.example/termine/jahrestagung", "title": "BMWE"}
    assert entry.published_parsed[:6] == (2026, 1, 12, 8, 30, 0)
    assert (entry.ev_startdate, entry.ev_enddate) == ("2026-03-02", "2026-03-03")
    assert entry.author == "Bundesministerium für Wirtschaft und Energie"
    assert entry.where.coordinates == (11.9697, 51.4825)
    assert b"<georss:featurename>Halle (Saale)</georss:featurename>" in data
    assert [tag.term for tag in entry.tags] == ["Termin"]
    assert entry.summary == (
        "Wann: 2.–3. März 2026 · Wo: Händel-Halle, Halle (Saale) · "
        "Veranstalter: Bundesministerium für Wirtschaft und Energie. "
        "Zwei Tage zu Strukturwandel und Förderung; mit Fachforen."
    )
    text = only(entry.content).value
    assert "<p>Wann: 2.–3. März 2026<br />Wo: Händel-Halle, Halle (Saale)<br />" in text
    assert "<p>Zwei Tage zu Strukturwandel und Förderung; mit Fachforen.</p>" in text
    assert '<a href="https://bmwe.example/termine/jahrestagung" rel="noopener">BMWE</a>' in text
    assert faults(data) == ()


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
    assert lint_files(files, settings) == []


def test_a_start_time_with_an_end_day_is_days_as_in_the_calendar(make, settings, only):
    when = When(start=make.at(2026, 3, 2, 10), end=date(2026, 3, 3))
    files = build(make.snapshot(make.event(when=when)), settings).files
    entry = only(read(files["alle.rss"]).entries)
    assert (entry.ev_startdate, entry.ev_enddate) == ("2026-03-02", "2026-03-03")
    assert lint_files(files, settings) == []


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
    assert faults(data, newest_change=newest_change([*events, *news])) == ()


def test_an_empty_feed_has_no_date_of_now(make, settings):
    data = feed(make.snapshot(), settings)
    assert read(data).entries == []
    assert etree.fromstring(data).find("channel/lastBuildDate") is None
    assert faults(data) == ()


def test_an_item_without_any_address_links_to_our_page(make, settings, only):
    data = feed(make.snapshot(make.event(mentions=())), settings)
    entry = only(read(data).entries)
    assert entry.link == "https://kalender.example/termin/a3388aadcad6.html"
    assert "source" not in entry
    assert "Quelle" not in only(entry.content).value


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
    assert "<p>1 &lt; 2 &amp; 3</p>" in only(entry.content).value


def test_the_calendar_file_is_enclosed(make, settings, only):
    exact, rough = (
        make.event(),
        CoarseWhen(
            first_day=date(2026, 9, 1),
            last_day=date(2026, 11, 30),
            grain=Grain.SEASON,
            text="Herbst",
        ),
    )
    files = build(make.snapshot(exact, make.event("grob", when=rough)), settings).files
    entries = {entry.id.rpartition(":")[2]: entry for entry in read(files["alle.rss"]).entries}
    assert entries["grob"].enclosures == []
    enclosed = only(entries[exact.uid].enclosures)
    body = files[enclosed.href.removeprefix("https://kalender.example/")]
    assert (enclosed.type, enclosed.length) == ("text/calendar", str(len(body)))
    assert b"UID:jahrestagung@regioradar.example" in body


def test_a_changed_event_says_so_on_top(make, settings, only):
    changed = datetime(2026, 2, 3, 9, tzinfo=UTC)
    event = make.event(
        status=EventStatus.RESCHEDULED,
        previous_start=date(2026, 2, 20),
        changed_at=changed,
        last_modified=changed,
        sequence=1,
    )
    entry = only(read(feed(make.snapshot(event), settings)).entries)
    note = "Geändert am 3. Februar 2026. Neuer Termin: verschoben vom 20. Februar 2026."
    assert entry.summary.startswith(f"{note} Wann: ")
    assert only(entry.content).value.startswith(f"<p><strong>{note}</strong></p>")
    assert entry.published_parsed[:3] == (2026, 1, 12)
    unmoved = make.event(changed_at=changed, last_modified=changed, sequence=1)
    entry = only(read(feed(make.snapshot(unmoved), settings)).entries)
    assert entry.summary.startswith("Geändert am 3. Februar 2026. Wann: ")


def test_coming_events_by_day(make, settings):
    """Their day is the order; the date of publication stays what it was."""
    days = [date(2026, 5, 1), date(2026, 3, 1), date(2026, 4, 1)]
    events = [
        make.event(f"e{n}", when=When(start=day), created=make.created + timedelta(hours=n))
        for n, day in enumerate(days)
    ]
    files = build(make.snapshot(*events, news=(make.news(),)), settings).files
    entries = read(files["demnaechst.rss"]).entries
    assert [entry.id.rpartition(":")[2] for entry in entries] == ["e1", "e2", "e0"]
    assert [entry.published_parsed[3] for entry in entries] == [9, 10, 8]
    assert lint_files(files, settings) == []
    item = etree.fromstring(files["alle.rss"]).find(f"channel/item[guid='{entries[0].id}']")
    assert etree.tostring(item).strip() in [
        etree.tostring(found).strip()
        for found in etree.fromstring(files["demnaechst.rss"]).iter("item")
    ]


def test_what_is_cut_together_is_what_one_writer_writes(make, settings):
    """No namespace is declared on an item, and all stand as lxml would lay them out."""
    snapshot = make.snapshot(make.conference(), make.seminar(), news=(make.news(),))
    files = build(snapshot, settings).files
    parser = etree.XMLParser(remove_blank_text=True, strip_cdata=False)
    for name in ("alle.rss", "alle.atom", "demnaechst.rss", "demnaechst.atom", "aenderungen.atom"):
        root = etree.fromstring(files[name], parser)
        whole = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
        assert whole == files[name]
