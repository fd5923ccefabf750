"""Which links of a page are followed, in which order, and how its list goes on."""

from collections import Counter
from itertools import islice, product
from time import process_time

import pytest

from crawler.links import Detail, LinkRules, Links, Tier, read_links
from crawler.markup import read_html
from crawler.paging import Progress, Step
from crawler.traps import Refusal
from sources import Entry, EntryKind, Follow, Source, SourceKind

URL = "https://a.example/liste/index.html"


def rules(**follow):
    entry = Entry(kind=EntryKind.LISTING, url=URL)
    return LinkRules(
        Source(id="a", name="A", kind=SourceKind.NETWORK, entries=(entry,), follow=Follow(**follow))
    )


def read(html, content_type="text/html; charset=utf-8", **follow):
    body = html if isinstance(html, bytes) else html.encode()
    parsed = read_html(body, content_type, URL)
    return read_links(parsed, rules(**follow)) if parsed is not None else Links()


def reasons(links):
    return Counter(links.refused.values())


def addresses(html, **follow):
    return tuple(detail.url for detail in read(html, **follow).details)


def test_only_admitted_links_each_once_in_order():
    html = """<a href="b">B</a><a href="/a;jsessionid=1">A</a><a href="/a">A</a>
    <a href="https://b.example/c">fremd</a><a href="mailto:x@a.example">Post</a>
    <a href="/flyer.pdf">Flyer</a><a href="/service/impressum/">Impressum</a>
    <a href="/DE/Datenschutz/datenschutz.html">Datenschutz</a><a href="#oben">oben</a>"""
    assert addresses(html) == ("https://a.example/liste/b", "https://a.example/a")


def test_allow_and_deny_are_searched_in_the_address():
    html = '<a href="/t/1">1. Termin</a><a href="/t/2?druck=1">druck</a><a href="/x">x</a>'
    assert addresses(html, allow=("/t/",), deny=("druck=",)) == ("https://a.example/t/1",)


def test_base_href_is_respected():
    html = '<head><base href="/SharedDocs/"></head><a href="Termine/1.html">T</a>'
    assert addresses(html) == ("https://a.example/SharedDocs/Termine/1.html",)


def test_short_addresses_beside_longer_ones_lead_to_the_same_pages():
    longer = '<a href="/termin/forum/">Forum</a><a href="/termin/messe/">Messe</a>'
    short = '<a href="/?p=12">Kurzlink</a><a href="/?p=15">Kurzlink</a>'
    beside = read(longer + short)
    assert [detail.url for detail in beside.details] == [
        "https://a.example/termin/forum/",
        "https://a.example/termin/messe/",
    ]
    assert reasons(beside)[Refusal.SHORT] == 2
    assert addresses(short) == ("https://a.example/?p=12", "https://a.example/?p=15")


def test_numbers_of_a_paging_bar_are_no_details():
    html = '<a href="?p=2">2</a><a href="?p=3">Seite 3</a><a href="?id=4">Termin 4</a>'
    assert addresses(html) == ("https://a.example/liste/index.html?id=4",)


@pytest.mark.parametrize(
    "html",
    [
        '<head><link rel="next" href="?p=2"></head>',
        '<a rel="nofollow next" href="?p=2">irgendwas</a>',
        '<a href="?p=2">Nächste Seite</a>',
        '<a href="?p=2">nächste »</a>',
        '<a href="?p=2" title="Zur nächsten Seite" aria-label="Nächste Seite"><i></i></a>',
        '<a href="?p=2">Ältere Beiträge</a>',
        '<nav class="pagination"><ul><li><a href="?p=2">»</a></li></ul></nav>',
        '<ul class="f3-widget-paginator"><li class="next"><a href="?p=2">weiter</a></li></ul>',
        '<a href="?p=2">Mehr laden</a>',
        '<div class="c-pagination"><a class="c-pagination__button c-pagination__button--next" '
        'href="?p=2"><svg></svg></a></div>',
        '<nav aria-label="Seitenblätterer"><a href="?p=2">Weiter &gt;</a></nav>',
    ],
)
def test_next_links(html):
    links = read(html)
    assert links.next.page == "https://a.example/liste/index.html?p=2"
    assert links.details == ()
    assert (links.next.month, links.next.hidden) == ("", "")


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/bericht">weiter</a>',
        '<p class="teaser"><a href="/bericht">»</a></p>',
        '<a href="/kalender?monat=5">Nächster Monat</a>',
        '<a rel="next" href="https://b.example/2">Nächste Seite</a>',
        '<a href="/p/2" class="slider-next">Bild</a>',
        "<p>Nächste Seite</p>",
    ],
)
def test_no_next_links(html):
    assert read(html).next.page == ""


def test_a_selector_of_the_source_alone_decides():
    html = '<a rel="next" href="?p=9">x</a><a class="mehr" href="?p=2">Mehr</a>'
    assert read(html, next="a.mehr").next.page == "https://a.example/liste/index.html?p=2"


def test_charset_without_a_declaration_and_from_the_header():
    html = '<a href="?p=2">Nächste Seite</a>'
    for body, content_type in (
        (html.encode("cp1252"), "text/html"),
        (html.encode("utf-8"), "text/html"),
        (html.encode("utf-16"), "text/html; charset=utf-16"),
        (b'<meta charset="iso-8859-1">' + html.encode("latin-1"), "text/html"),
    ):
        assert read(body, content_type).next.page


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"\0\0", b"<", b"<a href='http://['>x</a>", b"%PDF-1"]
)
def test_unreadable_pages_have_no_links(body):
    assert read(body).details == ()


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/liste/?monat=5">Nächster Monat</a>',
        '<a rel="next" href="/liste/2027-01/">Januar</a>',
        '<table class="calendar"><th><a href="?tx_cal%5Bmonth%5D=5">»</a></th></table>',
        '<div class="event-calendar"><a class="next" href="/2027/01/"><i></i></a></div>',
        '<a href="/kw/51" aria-label="Zur nächsten Woche">KW 51</a>',
    ],
)
def test_next_months(html):
    following = read(html).next
    assert following.page == ""
    assert following.month


def test_a_next_day_is_no_list():
    following = read('<a rel="next" href="/2027/01/02/" title="Nächster Tag">»</a>').next
    assert (following.page, following.month) == ("", "")


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<button>Mehr laden</button>", "a button that runs a script ('mehr laden')"),
        ('<a href="#">Weitere Termine laden</a>', "a link that runs a script"),
        ('<a href="javascript:mehr()">Nächste Seite</a>', "a link that runs a script"),
        ('<form method="POST"><input type="submit" value="Nächste Seite"></form>', "sent by POST"),
        ('<a href="?p=2">Nächste Seite</a><button>Mehr laden</button>', ""),
        ("<button disabled>Mehr laden</button><button>Mehr anzeigen</button>", ""),
    ],
)
def test_a_list_that_goes_on_without_a_link_is_told(html, told):
    assert told in read(html).next.hidden
    assert bool(told) == bool(read(html).next.hidden)


PAGE = """<header><a href="/">Haus</a></header>
<nav><a href="/ueber-uns">Über uns</a><a href="/termine/">Termine</a></nav>
<main><ul class="breadcrumb"><li><a href="/a">A</a></ul>
<article><header><a href="/forst">Forst</a></header></article>
<a href="/wald">Wald</a>
<ul><li><time>5. Dezember</time><a href="/moor">Moor</a></li>
<li>12.12.2026 <a href="/heide">Heide</a></ul>
<p><a href="/tagung-wasser">Wasser</a> <a href="/see">Zum Seminar</a></main>
<div class="site-footer"><a href="/partner">Partner</a></div>"""


def test_details_stand_before_navigation_and_events_first():
    links = read(PAGE)
    assert [(d.url.removeprefix("https://a.example"), d.tier) for d in links.details] == [
        ("/tagung-wasser", Tier.EVENT),
        ("/see", Tier.EVENT),
        ("/moor", Tier.DATED),
        ("/heide", Tier.DATED),
        ("/forst", Tier.OTHER),
        ("/wald", Tier.OTHER),
        ("/termine/", Tier.LANDMARK_EVENT),
    ]
    assert reasons(links)["navigation"] == 4


def test_a_date_in_the_cell_beside_a_link_is_seen_though_nothing_parts_the_cells():
    html = "<table><tr><td>E 412</td><td>16.04.2026</td><td><a href='/x'>Flächen</a></td></tr>"
    assert [detail.tier for detail in read(html).details] == [Tier.DATED]


def test_navigation_is_followed_where_nothing_else_is_there():
    assert addresses('<nav><a href="/a">A</a></nav>') == ("https://a.example/a",)


def test_rules_of_the_source_admit_navigation_and_traps_but_nothing_endless():
    html = '<nav><a href="/t?sort=1">A</a><a href="/t/t/t/">B</a></nav><a href="/x">X</a>'
    links = read(html, allow=("/t",))
    assert [detail.url for detail in links.details] == ["https://a.example/t?sort=1"]
    assert reasons(links) == {"repeating_path": 1, "not_allowed": 1}


def test_refused_links_are_counted_by_reason_each_address_once():
    html = """<a href="/a?print=1">D</a><a href="/a?print=1">D</a><a href="/b.pdf">P</a>
    <a href="//b.example/">F</a><a href="/c">C</a>"""
    assert reasons(read(html)) == {"print": 1, "file": 1, "off_host": 1}


def test_one_address_has_its_best_place():
    html = '<nav><a href="/wald">Wald</a></nav><main><a href="/wald">Tagung im Wald</a></main>'
    assert read(html).details == (Detail(url="https://a.example/wald", tier=Tier.EVENT),)


def test_deep_markup_costs_no_stack():
    html = "<div>" * 5000 + '<a href="/wald">Wald</a>'
    assert len(read(html).details) <= 1


def test_a_list_ends_where_a_page_brings_nothing_a_calendar_after_two_months():
    progress = Progress(max_pages=20, max_months=6)

    def ends(origin, *urls):
        progress.note(origin, urls)
        return progress.ends(origin, Step.PAGE), progress.ends(origin, Step.MONTH)

    assert ends("liste", "https://a.example/1", "https://a.example/2") == (False, False)
    assert ends("liste", "https://a.example/1?utm_source=x") == (True, False)
    assert ends("liste") == (True, True)
    assert ends("liste", "https://a.example/3") == (False, False)
    assert ends("andere", "https://a.example/1") == (False, False)


def test_the_bounds_of_a_list_have_names():
    progress = Progress(max_pages=3, max_months=1)
    steps = [progress.take("liste", step) for step in (Step.PAGE, Step.PAGE, Step.PAGE)]
    assert steps == [None, None, "list_bound"]
    assert [progress.take("liste", Step.MONTH) for _ in range(2)] == [None, "month_bound"]
    assert progress.take("andere", Step.PAGE) is None


def test_a_page_of_links_without_end_is_read_as_far_as_3000():
    names = map("".join, islice(product("abcdefghijklmnop", repeat=3), 4000))
    assert len(addresses("".join(f'<a href="/{name}">x</a>' for name in names))) == 3000
    nested = "<a href='/t/1'><div>" * 200 + "x" * 2_000_000
    assert addresses(nested) == ("https://a.example/t/1",)


_LINKS = "".join(f'<a href="/w/x{number}"></a>' for number in range(3000))


@pytest.mark.parametrize(
    "html",
    [
        "<section>" + "<i></i>" * 300_000 + _LINKS,
        "<a href='/x?" + "a=1&" * 200_000 + "'>x</a>" + _LINKS,
        "".join(f'<a href="/x?{"a=1&" * 480}{number}">x</a>' for number in range(3000)),
        f'<ul class="{"a-" * 500_000}">{_LINKS}',
    ],
    ids=["one card", "one address", "long addresses", "one class"],
)
def test_a_hostile_page_takes_no_time(html):
    began = process_time()
    read(html)
    assert process_time() - began < 8


def test_a_page_is_read_as_far_as_half_a_million_characters_of_addresses():
    long = [f"https://a.example/{number}/{'x' * 900}" for number in range(1000)]
    html = "".join(f'<a href="{url}">T</a>' for url in long)
    followed = addresses(html, allow=("/",))
    assert 500 < len(followed) < 600
