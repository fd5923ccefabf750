"""Feeds, sitemaps and calendars that would swell, or fetch, when they are read."""

import gzip

import pytest
from hostile_web import PRIVATE, PUBLIC, Attack, Exchange

pytestmark = pytest.mark.allow_hosts([PUBLIC])

LAUGHS = "<!DOCTYPE x [<!ENTITY l0 'http://{host}/a'>" + "".join(
    f"<!ENTITY l{n} '" + f"&l{n - 1};" * 10 + "'>" for n in range(1, 10)
)
QUADRATIC = "<!DOCTYPE x [<!ENTITY q '" + "http://{host}/" * 5_000 + "'>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/hostname'><!ENTITY h SYSTEM '{inside}'>"
PARAMETER = "<!DOCTYPE x [<!ENTITY % p SYSTEM '{inside}'> %p;"
SITEMAP = "<urlset>{}<url><loc>http://{{host}}/gut</loc></url></urlset>"
RSS = "<rss version='2.0'><channel>{}<item><link>http://{{host}}/gut</link></item></channel></rss>"


def document(text: str, media_type: str = "application/xml", *, packed: bool = False):
    """Serve `text` at the entry and plain pages elsewhere."""

    def serve(exchange: Exchange) -> None:
        port = exchange.server.port
        if exchange.path != "/liste":
            exchange.reply("<html><h1>Termin</h1>")
            return
        body = text.replace("{host}", f"{exchange.host}:{port}")
        body = body.replace("{inside}", f"http://{PRIVATE}:{port}/geheim")
        data = gzip.compress(body.encode(), 1) if packed else body.encode()
        exchange.reply(data, Content_Type=media_type)

    return serve


def sitemap(declared: str, more: str) -> str:
    return f"{declared}]>{SITEMAP.format(f'<url><loc>{more}</loc></url>')}"


def feed(declared: str, more: str) -> str:
    return f"{declared}]>{RSS.format(f'<item><link>{more}</link></item>')}"


def attack(name: str, what: str, text: str, entry: str, kind: str = "", message: str = "",
           pages: tuple[str, ...] = ("/liste", "/gut"), **more) -> Attack:  # fmt: skip
    return Attack(
        name, what, document(text, **more), kind, message, asked=("/liste", "/gut"), entry=entry,
        path="/liste", pages=pages,
    )  # fmt: skip


ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{more}'/></entry></feed>"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//DE
BEGIN:VEVENT
UID:1
SUMMARY:Fachtag
DTSTART:20260503T100000
RRULE:FREQ=SECONDLY
END:VEVENT
END:VCALENDAR
"""
INDEX = "<sitemapindex><sitemap><loc>http://{host}/liste</loc></sitemap></sitemapindex>"
ATTACKS = [
    *(
        attack(f"{name}_{kind}", f"{entry}: {what}", make(declared, more), entry, problem,
               f"the {entry} has no items" if problem else "", pages=pages)
        for kind, (entry, make) in {"map": ("sitemap", sitemap), "feed": ("feed", feed)}.items()
        for name, what, declared, more, problem, pages in (
            ("laughs", "billion laughs", LAUGHS, "&l9;", "empty", ("/liste",)),
            ("quadratic", "quadratic blow-up", QUADRATIC, "&q;" * 5_000, "empty", ("/liste",)),
            ("outside", "external entities (a file, an internal address)", OUTSIDE, "&f;&h;", "",
             ("/liste", "/gut")),
            ("parameter", "external parameter entity", PARAMETER, "http://{host}/gut", "",
             ("/liste", "/gut")),
        )
    ),
    attack("atom_laughs", "feed: billion laughs in an attribute",
           f"{LAUGHS}]>{ATOM.replace('{more}', '&l9;')}", "feed", "empty", "no items",
           pages=("/liste",)),
    attack("dtd", "sitemap: a DTD on an internal address",
           "<!DOCTYPE urlset SYSTEM '{inside}'>" + SITEMAP.format(""), "sitemap"),
    attack("include", "sitemap: XInclude of a file and of an internal address",
           SITEMAP.format("<i:include xmlns:i='http://www.w3.org/2001/XInclude' parse='text' "
                          "href='file:///etc/hostname'/><i:include href='{inside}' "
                          "xmlns:i='http://www.w3.org/2001/XInclude'/>"), "sitemap"),
    attack("deep", "sitemap: 200,000 elements deep",
           SITEMAP.format("<a>" * 200_000 + "</a>" * 200_000), "sitemap", "empty", "no items",
           pages=("/liste",)),
    attack("index_loop", "sitemap index that names itself", INDEX, "sitemap", pages=("/liste",)),
    attack("calendar", "calendar with `RRULE:FREQ=SECONDLY`", CALENDAR, "icalendar",
           media_type="text/calendar", pages=("/liste",)),
]  # fmt: skip


@pytest.fixture(scope="module")
def crawled(hostile, victims, crawl_all, tmp_path_factory):
    result = crawl_all(hostile, ATTACKS, tmp_path_factory.mktemp("q"))
    assert result.exit_code == 0, result.log
    assert "Traceback" not in result.log
    return result


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_the_document_neither_swells_nor_fetches(attack, crawled, hostile, judge):
    judge(attack, hostile, crawled)


def test_memory_stays_bounded_and_nobody_came_to_the_own_network(crawled, victims, row):
    row(
        "all of these documents", "internal address: nothing",
        f"memory at most {crawled.peak >> 20} MiB, CPU {crawled.cpu:.1f} s",
    )  # fmt: skip
    assert [victim.connections for victim in victims] == [0] * len(victims)
    assert crawled.peak < 250 << 20
    assert crawled.cpu < 30
