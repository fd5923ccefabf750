import pytest

from crawler.links import LinkRules, read_links
from sources import Entry, EntryKind, Follow, Source, SourceKind

URL = "https://a.example/liste/index.html"


def rules(**follow):
    entry = Entry(kind=EntryKind.LISTING, url=URL)
    return LinkRules(
        Source(id="a", name="A", kind=SourceKind.NETWORK, entries=(entry,), follow=Follow(**follow))
    )


def read(html, content_type="text/html; charset=utf-8", **follow):
    body = html if isinstance(html, bytes) else html.encode()
    return read_links(body, content_type, URL, rules(**follow))


def test_only_admitted_links_each_once_in_order():
    html = """<a href="b">B</a><a href="/a;jsessionid=1">A</a><a href="/a">A</a>
    <a href="https://b.example/c">fremd</a><a href="mailto:x@a.example">Post</a>
    <a href="/flyer.pdf">Flyer</a><a href="/service/impressum/">Impressum</a>
    <a href="/DE/Datenschutz/datenschutz.html">Datenschutz</a><a href="#oben">oben</a>"""
    assert read(html).details == ("https://a.example/liste/b", "https://a.example/a")


def test_allow_and_deny_are_searched_in_the_address():
    html = '<a href="/t/1">1. Termin</a><a href="/t/2?druck=1">druck</a><a href="/x">x</a>'
    links = read(html, allow=("/t/",), deny=("druck=",))
    assert links.details == ("https://a.example/t/1",)


def test_base_href_is_respected():
    html = '<head><base href="/SharedDocs/"></head><a href="Termine/1.html">T</a>'
    assert read(html).details == ("https://a.example/SharedDocs/Termine/1.html",)


def test_numbers_of_a_paging_bar_are_no_details():
    html = '<a href="?p=2">2</a><a href="?p=3">Seite 3</a><a href="?id=4">Termin 4</a>'
    assert read(html).details == ("https://a.example/liste/index.html?id=4",)


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
        '<div class="c-pagination"><a class="c-pagination__button c-pagination__button--next" '
        'href="?p=2"><svg></svg></a></div>',
        '<nav aria-label="Seitenblätterer"><a href="?p=2">Weiter &gt;</a></nav>',
    ],
)
def test_next_links(html):
    links = read(html)
    assert links.next_page == "https://a.example/liste/index.html?p=2"
    assert links.details == ()


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
    assert read(html).next_page is None


def test_a_selector_of_the_source_alone_decides():
    html = '<a rel="next" href="?p=9">x</a><a class="mehr" href="?p=2">Mehr</a>'
    assert read(html, next="a.mehr").next_page == "https://a.example/liste/index.html?p=2"


def test_charset_without_a_declaration_and_from_the_header():
    html = '<a href="?p=2">Nächste Seite</a>'
    for body, content_type in (
        (html.encode("cp1252"), "text/html"),
        (html.encode("utf-8"), "text/html"),
        (html.encode("utf-16"), "text/html; charset=utf-16"),
        (b'<meta charset="iso-8859-1">' + html.encode("latin-1"), "text/html"),
    ):
        assert read(body, content_type).next_page is not None


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"\0\0", b"<", b"<a href='http://['>x</a>", b"%PDF-1"]
)
def test_unreadable_pages_have_no_links(body):
    assert read(body).details == ()
