"""What a crawl finds by itself, in which order it asks, and where it stops."""

import gzip
import json
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
RSS = "<rss><channel><item><title>A</title><link>{}</link></item></channel></rss>"
DETAIL = "<html><head></head><body><h1>Tagung</h1></body></html>"


def page(*links, head="", after=""):
    anchors = "".join(f'<li><a href="{url}">{text}</a></li>' for url, text in links)
    return f"<!doctype html><html><head>{head}</head><body><ul>{anchors}</ul>{after}</body></html>"


@pytest.fixture
def crawl(new_site, tools, tmp_path):
    """Serve `routes` (path to body) and crawl them; "/" is the entry unless others are named."""

    def run(routes, entries=(("listing", "/"),), known=(), **follow):
        site = new_site()
        for path, body in routes.items():
            answer = body if isinstance(body, tools.answer) else tools.answer(body)
            if isinstance(answer.body, str):
                answer.body = answer.body.replace("{site}", site.url)
            site.routes[path] = answer
        catalogue = tmp_path / site.host.replace(":", "_")
        urls = [(kind, site.url + path) for kind, path in entries]
        tools.source_file(catalogue, "haus", entries=urls, follow=follow)
        lines = [
            {"source_id": "haus", "body": DETAIL, "role": "page", "fetched_at": at,
             "url": site.url + path}
            for path, at in known
        ]  # fmt: skip
        result = tools.run(catalogue, known=lines)
        assert result.exit_code == 0, result.log
        asked = [path for path in site.paths() if path != "/robots.txt"]
        return SimpleNamespace(asked=asked, crawl=result.crawls["haus"], result=result)

    return run


ALL_KINDS = {
    "/": page(
        ("/tagung/eins", "Tagung eins"),
        ("/t/1.ics", "iCal"), ("/t/2.ics", "iCal"), ("/t/3.ics", "iCal"),
        head="""<link rel="alternate" type="application/rss+xml" title="Termine" href="/t.rss">
        <link rel="alternate" type="application/rss+xml" title="Neues" href="/feed/">
        <link rel="alternate" href="/wp-json/tribe/events/v1/">
        <link rel="alternate" type="text/calendar" href="/alle.ics">
        <link rel="alternate" type="text/calendar" href="http://fremd.invalid/alle.ics">""",
    ),
    "/t.rss": RSS.format("{site}/tagung/zwei"),
    "/feed/": RSS.format("{site}/neues/drei"),
    "/alle.ics": CALENDAR,
    "/t/1.ics": CALENDAR, "/t/2.ics": CALENDAR, "/t/3.ics": CALENDAR,
    "/wp-json/tribe/events/v1/events?per_page=50": json.dumps(
        {"events": [{"url": "{site}/event/vier"}],
         "next_rest_url": "{site}/wp-json/tribe/events/v1/events/?page=2&start_date=2026"}
    ),
    "/wp-json/tribe/events/v1/events?page=2&per_page=50": json.dumps(
        {"events": [{"url": "{site}/event/fuenf"}]}
    ),
    "/tagung/eins": DETAIL, "/tagung/zwei": DETAIL, "/neues/drei": DETAIL,
}  # fmt: skip


def test_better_lists_are_found_on_an_entry_and_asked_in_their_order(crawl):
    found = crawl(ALL_KINDS)
    assert found.asked == [
        "/",
        "/alle.ics",
        "/t.rss",
        "/wp-json/tribe/events/v1/events?per_page=50",
        "/wp-json/tribe/events/v1/events?page=2&per_page=50",
        "/tagung/eins",
        "/tagung/zwei",
    ]
    roles = {path: body["role"] for path, body in found.result.pages("haus").items()}
    assert roles["/alle.ics"] == "icalendar"
    assert roles["/t.rss"] == "feed"
    assert roles["/wp-json/tribe/events/v1/events?page=2&per_page=50"] == "rest"


def test_a_page_that_says_sorry_is_no_calendar_and_no_interface(crawl):
    sorry = "<!doctype html><html><body><p>Diese Seite gibt es nicht.</p></body></html>"
    interface = "/wp-json/tribe/events/v1/events?per_page=50"
    found = crawl({**ALL_KINDS, "/alle.ics": sorry, interface: sorry})
    assert {"/alle.ics", interface} <= set(found.asked)
    assert not {"/alle.ics", interface} & set(found.result.pages("haus"))
    assert found.result.kinds("haus") == {
        "/alle.ics": ("malformed", "warning"),
        "/wp-json/tribe/events/v1/events": ("malformed", "warning"),
    }


def test_all_calendars_are_fetched_where_the_source_file_says_so(crawl):
    asked = set(crawl(ALL_KINDS, calendars="all").asked)
    assert {"/alle.ics", "/t/1.ics", "/t/2.ics", "/t/3.ics"} <= asked


def test_nothing_is_looked_for_where_the_source_file_says_so_or_names_better(crawl):
    assert crawl(ALL_KINDS, discover=False).asked == ["/", "/tagung/eins"]
    named = crawl(ALL_KINDS, entries=(("listing", "/"), ("icalendar", "/t/1.ics")))
    assert named.asked == ["/t/1.ics", "/", "/tagung/eins"]
    assert "/alle.ics" not in crawl(ALL_KINDS, calendars="none").asked
    assert "/alle.ics" not in crawl(ALL_KINDS, deny=[r"alle\.ics"]).asked


POSTS = "/wp-json/wp/v2/posts?per_page=50"


def test_posts_are_asked_of_a_site_without_a_feed_and_their_pages_followed(crawl, tools):
    found = crawl(
        {
            "/": page(head='<link rel="https://api.w.org/" href="/wp-json/">'),
            POSTS: tools.answer(
                json.dumps([{"id": 7, "link": "{site}/herbst/"}]), headers={"X-WP-TotalPages": "2"}
            ),
            POSTS.replace("?", "?page=2&"): json.dumps([{"id": 8, "link": "{site}/winter/"}]),
            "/herbst/": DETAIL,
            "/winter/": DETAIL,
        },
        entries=(("page", "/"),),
    )
    assert found.asked == ["/", POSTS, POSTS.replace("?", "?page=2&"), "/herbst/", "/winter/"]


def test_the_sitemaps_of_robots_txt_stand_in_for_lists_that_nobody_found(crawl, tools):
    urls = "".join(
        f"<url><loc>{{site}}{path}</loc><lastmod>{day}</lastmod></url>"
        for path, day in (
            ("/tagung/alt", "2020-01-01"),
            ("/tagung/neu", "2026-01-01"),
            ("/produkt", "2026-02-01"),
        )
    )
    index = "<sitemapindex><sitemap><loc>{site}/karte.xml</loc></sitemap></sitemapindex>"
    routes = {
        "/robots.txt": tools.answer(
            "User-agent: *\nSitemap: {site}/index.xml\n", content_type="text/plain"
        ),
        "/": page(("/haus", "Das Haus")),
        "/index.xml": index,
        "/karte.xml": f"<urlset>{urls}</urlset>",
        **dict.fromkeys(("/tagung/alt", "/tagung/neu", "/haus", "/produkt"), DETAIL),
    }
    found = crawl(routes, entries=(("page", "/"),))
    assert found.asked == ["/", "/index.xml", "/karte.xml", "/tagung/neu", "/tagung/alt", "/haus"]
    assert found.crawl["refused"] == {"not_listed_as_event": 1}
    assert crawl(routes).asked == ["/", "/haus"]


def test_a_packed_sitemap_is_read_newest_first_and_a_bomb_is_not(crawl, tools):
    urls = "".join(
        f"<url><loc>/a/{name}</loc><lastmod>202{year}-01-01</lastmod></url>"
        for name, year in (("alt", 1), ("neu", 6), ("mittel", 4))
    )
    found = crawl(
        {
            "/karte.xml.gz": tools.answer(
                gzip.compress(f"<urlset>{urls}</urlset>".encode()), content_type="application/gzip"
            ),
            "/bombe.xml.gz": tools.answer(
                gzip.compress(b"\0" * 30_000_000), content_type="application/gzip"
            ),
            "/a/neu": DETAIL,
            "/a/mittel": DETAIL,
        },
        entries=(("sitemap", "/karte.xml.gz"), ("sitemap", "/bombe.xml.gz")),
        max_pages=4,
    )
    assert found.asked == ["/karte.xml.gz", "/bombe.xml.gz", "/a/neu", "/a/mittel"]
    assert found.crawl["finish_reason"] == "page_budget"
    assert any("1 address was left over" in p["message"] for p in found.crawl["problems"])
    assert found.result.kinds("haus")["/bombe.xml.gz"] == ("not_text", "error")


def test_an_old_lastmod_is_only_believed_where_the_source_file_says_so(crawl):
    urls = "".join(
        f"<url><loc>/a/{name}</loc><lastmod>{day}</lastmod></url>"
        for name, day in (("still", "2026-01-01"), ("neu", "2026-06-01"))
    )
    routes = {"/karte.xml": f"<urlset>{urls}</urlset>", "/a/still": DETAIL, "/a/neu": DETAIL}
    known = [("/a/still", "2026-03-01T00:00:00+00:00"), ("/a/neu", "2026-03-01T00:00:00+00:00")]
    entries = (("sitemap", "/karte.xml"),)
    assert crawl(routes, entries, known).asked == ["/karte.xml", "/a/neu", "/a/still"]
    trusting = crawl(routes, entries, known, trust_lastmod=True)
    assert trusting.asked == ["/karte.xml", "/a/neu"]
    assert [url.rpartition("/a/")[2] for url in trusting.crawl["not_modified"]] == ["still"]
    verdicts = {v["url"].rpartition("/")[2]: v["verdict"] for v in trusting.crawl["visits"]}
    assert verdicts["still"] == "not_modified"


def test_new_addresses_come_before_known_ones_and_the_longest_left_before_others(crawl):
    names = ("a", "b", "c", "d")
    found = crawl(
        {"/": page(*((f"/t/{name}", name) for name in names)),
         **{f"/t/{name}": DETAIL for name in names}},
        known=[("/t/a", "2026-11-01T00:00:00+00:00"), ("/t/b", "2025-01-01T00:00:00+00:00")],
        max_pages=4,
    )  # fmt: skip
    assert found.asked == ["/", "/t/c", "/t/d", "/t/b"]


def test_a_small_budget_buys_the_best(crawl):
    links = [(f"/bericht/{n}", "Bericht") for n in "abc"] + [("/x/tagung", "Tagung")]
    routes = {
        "/": page(*links, after='<a rel="next" href="/?page=2">Nächste Seite</a>'),
        "/?page=2": page(("/y/seminar", "Seminar")),
        "/x/tagung": DETAIL,
        "/y/seminar": DETAIL,
    }
    assert crawl(routes, max_pages=4).asked == ["/", "/?page=2", "/x/tagung", "/y/seminar"]


def test_bytes_and_their_budget(crawl):
    routes = {
        "/": page(("/t/a", "a"), ("/t/b", "b"), ("/t/c", "c")),
        **{f"/t/{name}": DETAIL + "x" * 90_000 for name in "abc"},
    }
    found = crawl(routes, max_bytes=100_000)
    assert len(found.asked) < 4
    assert found.crawl["finish_reason"] == "byte_budget"


def months(count, events):
    """A calendar that always has a next month; `events` have one event each."""
    routes = {}
    for number in range(count):
        links = [(f"/tagung/{number}a", "Tagung")] if number in events else []
        following = f"/kalender?monat={number + 1}"
        routes[f"/kalender?monat={number}" if number else "/kalender"] = page(
            *links, after=f'<a href="{following}">Nächster Monat</a>'
        )
    return routes


def asked_months(found):
    return [path for path in found.asked if "monat=" in path]


def test_an_endless_calendar_is_bounded_and_two_empty_months_end_it(crawl):
    entries = (("listing", "/kalender"),)
    full = crawl(months(30, range(30)), entries)
    assert len(asked_months(full)) == 6
    assert full.crawl["refused"]["month_bound"] == 1
    assert len(asked_months(crawl(months(30, range(30)), entries, max_months=2))) == 2
    gap = crawl(months(30, {0, 2}), entries)
    assert asked_months(gap) == [f"/kalender?monat={n}" for n in (1, 2, 3, 4)]


def test_a_long_list_is_bounded_by_its_pages(crawl):
    routes = {
        ("/" if n == 1 else f"/?page={n}"): page(
            (f"/t/{'x' * n}", "t"), after=f'<a rel="next" href="/?page={n + 1}">Nächste Seite</a>'
        )
        for n in range(1, 9)
    }
    found = crawl(routes, max_list_pages=3)
    assert [path for path in found.asked if "page=" in path] == ["/?page=2", "/?page=3"]
    assert found.crawl["refused"]["list_bound"] == 1


def test_a_list_behind_a_button_is_told_and_costs_nothing(crawl):
    found = crawl({"/": page(("/t/a", "a"), after="<button>Mehr laden</button>"), "/t/a": DETAIL})
    assert [(p["kind"], p["severity"]) for p in found.crawl["problems"]] == [
        ("list_continues", "warning")
    ]
    assert [visit["verdict"] for visit in found.crawl["visits"]] == ["ok", "ok"]


def test_a_page_is_not_asked_for_under_its_canonical_and_short_address_again(crawl):
    head = '<link rel="canonical" href="/herbst/"><link rel="shortlink" href="/?p=9">'
    found = crawl(
        {
            "/": page(("/?p=9", "Tagung"), ("/vorschau/herbst", "Tagung"), ("/liste/2", "Mehr")),
            "/vorschau/herbst": f"<html><head>{head}</head><body><h1>Herbst</h1></body></html>",
            "/liste/2": page(("/herbst/", "Herbst"), ("/?p=9", "Herbst"), ("/w", "Winter")),
            "/w": DETAIL,
        },
        max_depth=2,
    )
    assert found.asked == ["/", "/vorschau/herbst", "/liste/2", "/w"]
