"""Feeds as pages: feeds of events give events, feeds of news give news, never by the pubDate."""

import time
from collections.abc import Callable
from datetime import date, datetime

import pytest

from model import BERLIN, EventStatus, Extraction, PageKind, ProblemKind, When

Read = Callable[..., Extraction]
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" '
    'xmlns:ev="http://purl.org/rss/1.0/modules/event/" '
    'xmlns:xCal="urn:ietf:params:xml:ns:xcal" '
    'xmlns:ical="http://www.w3.org/2002/12/cal/ical#"><channel>'
)
PUB = "<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>"


def rss(title: str, *items: str) -> str:
    body = "".join(f"<item>{PUB}{item}</item>" for item in items)
    return f"{HEAD}<title>{title}</title>{body}</channel></rss>"


@pytest.mark.parametrize(
    "module",
    [
        "<ev:startdate>2026-05-03T10:00</ev:startdate><ev:enddate>2026-05-03T16:00</ev:enddate>"
        "<ev:location>Rathaus, Gera</ev:location><ev:organizer>Stadt Gera</ev:organizer>",
        "<xCal:dtstart>2026-05-03T10:00:00</xCal:dtstart><xCal:dtend>2026-05-03T16:00:00"
        "</xCal:dtend><xCal:location>Rathaus, Gera</xCal:location>"
        "<xCal:organizer>Stadt Gera</xCal:organizer>",
        "<ical:dtstart>20260503T080000Z</ical:dtstart><ical:dtend>20260503T140000Z</ical:dtend>"
        "<ical:location>Rathaus, Gera</ical:location><ical:organizer>Stadt Gera</ical:organizer>",
        "<startDate>2026-05-03</startDate><startTime>10:00</startTime><endDate>2026-05-03</endDate>"
        "<endTime>16:00</endTime><ort>Rathaus, Gera</ort><veranstalter>Stadt Gera</veranstalter>",
    ],
)
def test_modules_of_events(read: Read, module: str) -> None:
    item = f"<title>Fachtag &amp;amp; Wege</title><link>/t/1</link>{module}"
    (event,) = read(rss("Neues", item)).events
    assert event.name == "Fachtag & Wege"
    assert event.when == When(
        start=datetime(2026, 5, 3, 10, tzinfo=BERLIN), end=datetime(2026, 5, 3, 16, tzinfo=BERLIN)
    )
    assert event.url == "https://www.netzwerk-auenland.example/t/1"
    assert event.location is not None
    assert event.location.address_locality == "Gera"
    assert [who.name for who in event.organizers] == ["Stadt Gera"]
    assert event.publish


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        ("Regionalkonferenz Lausitz", "12.05.2026, 10:00 Uhr, Cottbus", date(2026, 5, 12)),
        ("Zukunftstag", "Datum: 12. Mai 2026&lt;br&gt;Ort: Görlitz", date(2026, 5, 12)),
        ("12.05.2026: Sitzung des Beirats", "", date(2026, 5, 12)),
        ("Grünes Band", "12.05.2026 bis 13.05.2026", date(2026, 5, 12)),
    ],
)
def test_a_feed_of_dates_without_a_module(read: Read, title: str, text: str, day: date) -> None:
    item = f"<title>{title}</title><link>/t/1</link><description>{text}</description>"
    extraction = read(rss("Termine des Ministeriums", item))
    (event,) = extraction.events
    assert event.when.first_day == day  # type: ignore[union-attr]
    assert event.name == title.removeprefix("12.05.2026: ")


def test_the_day_of_publication_is_no_event(read: Read) -> None:
    item = "<title>Fachtag Wege</title><link>/t</link><description>Näheres folgt.</description>"
    assert read(rss("Veranstaltungen", item)).events == ()


def test_a_deadline_in_an_entry_is_a_deadline(read: Read) -> None:
    item = "<title>Preis</title><description>Bewerbungsschluss ist der 1. Juni 2026.</description>"
    extraction = read(rss("Termine", item))
    assert extraction.events == ()
    assert [deadline.due for deadline in extraction.deadlines] == [date(2026, 6, 1)]


def test_state_and_offsets_of_the_second_entry(read: Read) -> None:
    first = "<title>Treff</title><ev:startdate>2026-05-03</ev:startdate>"
    second = (
        "<title>Fachtag Moor</title><description>Der Fachtag am 9. Mai 2026 muss leider abgesagt "
        "werden.</description><ev:startdate>2026-05-09</ev:startdate>"
    )
    extraction = read(rss("Neues", first, second))
    assert extraction.page_kind is PageKind.LISTING
    assert [event.status for event in extraction.events] == [
        EventStatus.SCHEDULED,
        EventStatus.CANCELLED,
    ]
    assert extraction.events[1].evidence["startDate"].quote == "am 9. Mai 2026"


def test_a_feed_of_news_is_news(read: Read) -> None:
    item = (
        "<title>Minister besucht Werk</title><link>/p/1</link>"
        "<description>&lt;p&gt;Am 12.05.2026 &lt;b&gt;besucht&lt;/b&gt; er Gera.&lt;/p&gt;"
        "</description>"
    )
    extraction = read(rss("Pressemitteilungen", item), url="https://a.example/presse.xml")
    assert extraction.events == ()
    assert extraction.page_kind is PageKind.NEWS
    (news,) = extraction.news
    assert (news.headline, news.url) == ("Minister besucht Werk", "https://a.example/p/1")
    assert news.date_published == date(2026, 2, 3)
    assert news.description == "Am 12.05.2026 besucht er Gera."


def test_atom(read: Read) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Termine</title><entry><title>Fachtag '
        'Wege</title><link href="https://a.example/t/1"/><updated>2026-02-03T10:00:00Z</updated>'
        '<content type="html">&lt;p&gt;Sonntag, 3. Mai 2026, Gera&lt;/p&gt;</content></entry>'
        "</feed>"
    )
    (event,) = read(feed, content_type="application/atom+xml").events
    assert event.when == When(start=date(2026, 5, 3))
    assert event.url == "https://a.example/t/1"


def test_what_gives_nothing_says_why(read: Read) -> None:
    for body, kind in (
        (rss("Termine"), ProblemKind.EMPTY),
        (f"{HEAD}<title>Te", ProblemKind.MALFORMED),
        ('<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>', ProblemKind.NOT_TEXT),
    ):
        extraction = read(body)
        assert extraction.events == ()
        assert [problem.kind for problem in extraction.problems] == [kind]


def test_of_a_long_feed_the_first_entries_are_read(read: Read) -> None:
    items = [f"<title>Treff {n}</title><startDate>2026-05-03</startDate>" for n in range(400)]
    extraction = read(rss("Termine", *items))
    assert len(extraction.events) == 300
    assert [problem.kind for problem in extraction.problems] == [ProblemKind.TOO_LARGE]


def _bomb() -> str:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "haha">{levels}]><rss><channel>'
        "<title>&a9;</title><item><title>&a9;</title></item></channel></rss>"
    )


@pytest.mark.parametrize(
    "body",
    [
        _bomb(),
        _bomb().replace("<!DOCTYPE rss [", "<!DOCTYPE rss [ ]><!DOCTYPE rss ["),
        "<rss><channel>" + "<item>" * 20_000,
        "<rss><channel>" + "<item><title>x</title></item>" * 20_000,
        "<rss><channel><item><title>" + "&amp;" * 200_000,
        "<rss>" + "<" * 100_000,
        "<rss " + 'a="b" ' * 20_000,
    ],
)
def test_hostile_feeds_take_bounded_time(read: Read, body: str) -> None:
    began = time.process_time()
    assert read(body, content_type="application/rss+xml").events == ()
    assert time.process_time() - began < 5
