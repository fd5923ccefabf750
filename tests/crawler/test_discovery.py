"""What pages of the usual systems name: calendars, feeds, interfaces, sitemaps; their system."""

from time import process_time

import pytest

from crawler.discovery import Discovered, discover

URL = "https://haus.example/termine/"


def found(html: str, url: str = URL) -> Discovered:
    return discover(html.encode(), "text/html; charset=utf-8", url)


def wholes(discovered: Discovered) -> list[str]:
    return [lead.url for lead in discovered.calendars if not lead.single]


@pytest.mark.parametrize(
    ("html", "calendar"),
    [
        (
            '<link rel="alternate" type="text/calendar" title="Haus » iCal" href="?ical=1">',
            "https://haus.example/termine/?ical=1",
        ),
        (
            '<a href="webcal://haus.example/?post_type=tribe_events&amp;ical=1">Abonnieren</a>',
            "https://haus.example/?ical=1&post_type=tribe_events",
        ),
        ('<a href="/termine/?outlook-ical=1">.ics</a>', "https://haus.example/termine/?ical=1"),
        ('<a href="?ical=1&amp;outlook-ical=1">.ics</a>', "https://haus.example/termine/?ical=1"),
        ('<a href="/share/termine.ics">Kalender</a>', "https://haus.example/share/termine.ics"),
        ('<a href="@@event_listing_ical">iCal</a>', URL + "@@event_listing_ical"),
        ('<a href="/kalender/ical">iCal</a>', "https://haus.example/kalender/ical"),
        ('<a href="?mec-ical-feed=1">Alle Termine</a>', URL + "?mec-ical-feed=1"),
        (
            '<a href="/termine/?tx_calendarize_calendar%5Bformat%5D=ics">iCal</a>',
            "https://haus.example/termine/?tx_calendarize_calendar%5Bformat%5D=ics",
        ),
        (
            '<a type="text/calendar" href="/export.php">Export</a>',
            "https://haus.example/export.php",
        ),
    ],
)
def test_calendars_of_a_whole_list(html: str, calendar: str) -> None:
    assert wholes(found(html)) == [calendar]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/detail/?tx_sfeventmgt_pieventdetail%5Baction%5D=icalDownload'
        '&amp;tx_sfeventmgt_pieventdetail%5Bevent%5D=7">ICS</a>',
        '<a href="/dateien/herbsttagung.ics">In den Kalender übernehmen</a>',
        '<a href="/?method=ical&amp;id=12&amp;ical=1">Termin speichern</a>',
        '<a href="/event/herbsttagung/?ical=1">iCal</a>',
        '<a href="/node/17/calendar.ics">Termin</a>',
        "".join(f'<li><a href="/t/{name}/ics_view">iCal</a></li>' for name in ("a", "b2", "c")),
        "".join(f'<li><a href="/t/{name}.ics">iCal</a></li>' for name in ("ab", "bc", "cd")),
    ],
)
def test_calendars_of_single_events_are_marked(html: str) -> None:
    discovered = found(html)
    assert discovered.calendars
    assert all(lead.single for lead in discovered.calendars)


def test_a_whole_calendar_stands_before_those_of_single_events_and_each_once() -> None:
    cards = "".join(f'<a href="/t/{n}.ics">iCal</a>' for n in range(5))
    discovered = found(
        f'{cards}<a href="/termine.ics">Alle</a><a href="webcal://haus.example/termine.ics">Abo</a>'
    )
    assert [lead.single for lead in discovered.calendars] == [False, *[True] * 5]
    assert wholes(discovered) == ["https://haus.example/termine.ics"]


def test_what_only_looks_like_a_calendar_is_none() -> None:
    html = '<a href="/physical/">x</a><a href="/tag/ical-download/">x</a><a href="/topics">x</a>'
    assert found(html).calendars == ()


def test_feeds_of_events_first_comments_and_posts_own_never() -> None:
    html = """<body class="page"><link rel="alternate" type="application/rss+xml" href="/feed/"
      title="Haus » Feed"><link rel="alternate" type="application/rss+xml"
      href="/comments/feed/" title="Haus » Kommentar-Feed">
    <link rel="alternate" type="application/atom+xml" href="/veranstaltungen.atom">
    <link rel="alternate" type="application/feed+json" href="/news.json">
    <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
    <a href="/termine/feed/">RSS</a>"""
    discovered = found(html)
    assert [(lead.url, lead.events) for lead in discovered.feeds] == [
        ("https://haus.example/veranstaltungen.atom", True),
        ("https://haus.example/feed/", False),
        ("https://haus.example/news.json", False),
    ]
    assert [lead.url for lead in found('<body class="archive"><a href="feed/">RSS</a>').feeds] == [
        URL + "feed/"
    ]


@pytest.mark.parametrize(
    "href",
    [
        "/SiteGlobals/Functions/RSSFeed/DE/RSSNewsfeed/Termine/RSSNewsfeed.xml",
        "/aktuelles/?type=9818",
        "/rss/veranstaltungen",
        "/events.rss",
        "/termine?format=feed&amp;type=rss",
        "/termine/rss.xml",
        "/_feeds/veranstaltungen_feed.xml",
    ],
)
def test_feeds_that_are_only_linked(href: str) -> None:
    assert len(found(f'<a href="{href}">RSS</a>').feeds) == 1


@pytest.mark.parametrize("href", ["/Service/RSS-Newsfeed/rss-newsfeed.html", "/feedback", "/press"])
def test_what_only_looks_like_a_feed_is_none(href: str) -> None:
    assert found(f'<a href="{href}">RSS</a>').feeds == ()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<link rel="alternate" href="https://haus.example/wp-json/tribe/events/v1/">',
            ["https://haus.example/wp-json/tribe/events/v1/events?per_page=50"],
        ),
        (
            '<meta name="tec-api-origin" content="https://haus.example/blog">',
            ["https://haus.example/blog/wp-json/tribe/events/v1/events?per_page=50"],
        ),
        (
            '<link rel="https://api.w.org/" href="/wp-json/"><img src="/wp-content/x.png">'
            '<div class="tribe-events-view">',
            [
                "https://haus.example/wp-json/tribe/events/v1/events?per_page=50",
                "https://haus.example/wp-json/wp/v2/posts?per_page=50",
            ],
        ),
        (
            '<link rel="https://api.w.org/" href="/index.php?rest_route=/">',
            ["https://haus.example/index.php?per_page=50&rest_route=/wp/v2/posts"],
        ),
        ("<p>Nichts.</p>", []),
    ],
)
def test_interfaces(html: str, expected: list[str]) -> None:
    assert [lead.url for lead in found(html).rest] == expected


def test_sitemaps_canonical_and_shortlink() -> None:
    discovered = found(
        """<link rel="canonical" href="https://haus.example/t/1/">
        <link rel="shortlink" href="/?p=9"><link rel="sitemap" href="/karte.xml">
        <a href="/sitemap_index.xml">XML</a>
        <a href="/sitemap.html">Übersicht</a>"""
    )
    assert [lead.url for lead in discovered.sitemaps] == [
        "https://haus.example/karte.xml",
        "https://haus.example/sitemap_index.xml",
    ]
    assert discovered.canonical == "https://haus.example/t/1/"
    assert discovered.shortlink == "https://haus.example/?p=9"


@pytest.mark.parametrize(
    ("html", "name", "sign"),
    [
        ('<meta name="generator" content="Government Site Builder">',
         "Government Site Builder", "g"),
        ('<body class="gsb startseite">', "Government Site Builder", "m"),
        ('<base href="/"><link rel="stylesheet" href="SiteGlobals/Theme/screen.css">',
         "Government Site Builder", "m"),
        ('<p><a href="https://www.amt.example/SharedDocs/Meldung.html">Amt</a></p>'
         '<script src="/typo3conf/ext/site/main.js"></script>', "TYPO3", "m"),
        ('<meta name="generator" content="TYPO3 CMS"><a href="?tx_sfeventmgt_pievent%5Ba%5D=1">',
         "TYPO3 (sf_event_mgt)", "g"),
        ('<link href="/typo3conf/x.css"><div class="calendarize">', "TYPO3 (calendarize)", "m"),
        ('<meta name="generator" content="TYPO3 CMS"><div class="news-list-view">',
         "TYPO3 (news)", "g"),
        ('<meta name="generator" content="WordPress 6.8"><ul class="tribe-events-x">',
         "WordPress (The Events Calendar)", "g"),
        ('<script src="/wp-includes/a.js"></script>', "WordPress", "m"),
        ('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', "Drupal", "g"),
        ('<meta name="generator" content="Contao Open Source CMS"><div class="mod_eventlist">',
         "Contao (calendar)", "g"),
        ('<meta name="generator" content="Plone - http://plone.org"><li class="vevent">',
         "Plone (plone.app.event)", "g"),
        ('<a href="/index.php?option=com_jevents&amp;task=x">', "Joomla (JEvents)", "m"),
        ("<p>Von Hand gemacht, mit Bildern aus /fileadmin/.</p>", "None", ""),
    ],
)  # fmt: skip
def test_the_system_and_the_sign_that_told_it(html: str, name: str, sign: str) -> None:
    system = found(html).system
    assert str(system) == name
    assert (system.sign if system else "").startswith(
        {"g": "generator: ", "m": "markup: "}.get(sign, "")
    )


@pytest.mark.parametrize("body", [b"", b"\0\0", b"<", b"kein html", b"<a href='http://['>x</a>"])
def test_an_unreadable_page_gives_nothing(body: bytes) -> None:
    assert discover(body, "text/html", URL) == Discovered()


@pytest.mark.parametrize(
    "body",
    [
        b"<html>" + b"<body" * 30_000,
        b"<html><body>"
        + b"".join(
            b"<a type=text/calendar href=/%d%s>x</a>" % (n, b"7" * 1900) for n in range(100)
        ),
    ],
    ids=["tags that never end", "digits that never end"],
)
def test_a_hostile_page_takes_no_time(body: bytes) -> None:
    began = process_time()
    discover(body, "text/html", "https://haus.example/termine/")
    assert process_time() - began < 5
