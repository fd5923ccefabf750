"""The crawl over HTTP: listings, paging, feeds, politeness, change. One crawl, many questions."""

from itertools import pairwise
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def page(title, *links, extra=""):
    anchors = "".join(f'<li><a href="{url}">{text}</a></li>' for url, text in links)
    return (
        f"<!doctype html><html><head><title>{title}</title>{extra}</head><body><ul>{anchors}</ul>"
    )


FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
<item><title>Eins</title><link>{url}/presse/eins</link>
<pubDate>Mon, 02 Mar 2026 23:30:00 GMT</pubDate></item>
<item><title>Zwei</title><link>{url}/presse/zwei</link></item>
<item><title>Fremd</title><link>http://anderswo.invalid/presse/drei</link></item>
</channel></rss>"""

CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def first_list():
    return page(
        "Liste",
        ("eins;jsessionid=AB12.node1", "Eins"),
        ("eins;jsessionid=CD34.node2?nn=12", "Eins noch einmal"),
        ("zwei?utm_source=brief#oben", "Zwei"),
        ("geheim", "Geheim"),
        ("fehlt", "Fehlt"),
        ("weg", "Weiterleitung nach außen"),
        ("umgezogen", "Umgezogen"),
        ("mit-sitzung", "Setzt eine Sitzung in die Adresse"),
        ("bild-ohne-endung", "Bild"),
        ("abgebrochen", "Abgebrochen"),
        ("zu-gross", "Zu groß"),
        ("leer", "Leer"),
        ("http://anderswo.invalid/termine/x", "Fremd"),
        ("/impressum", "Impressum"),
        extra='<base href="/termine/"><link rel="next" href="/termine/?page=2">',
    )


def answers(site, foreign, answer):
    """What the house answers: lists, details, a feed, a calendar, a sitemap, and faults."""
    detail = "<html><body><h1>Termin</h1></body></html>"
    return {
        "/robots.txt": answer(
            "User-agent: *\nDisallow: /termine/geheim", content_type="text/plain"
        ),
        "/termine/": answer(first_list()),
        "/termine/?page=2": answer(
            page("Liste 2", ("/termine/drei", "Drei"), ("/termine/?page=3", "Nächste Seite"))
        ),
        "/termine/?page=3": answer(
            page("Liste 3", ("/termine/drei", "Drei"), ("/termine/?page=4", "Nächste Seite"))
        ),
        "/termine/?page=4": answer(page("Liste 4", ("/termine/vier", "Vier"))),
        "/termine/eins": answer(detail, headers={"ETag": '"e1"'}),
        "/termine/zwei": answer(detail, headers={"Last-Modified": "Mon, 02 Mar 2026 10:00:00 GMT"}),
        "/termine/drei": answer(detail, delay=0.05),
        "/termine/vier": answer(detail),
        "/termine/geheim": answer(detail),
        "/termine/weg": answer(status=302, headers={"Location": f"{foreign.url}/falle"}),
        "/termine/umgezogen": answer(status=301, headers={"Location": "/termine/neu"}),
        "/termine/neu": answer(detail, delay=0.05),
        "/termine/mit-sitzung": answer(
            status=302, headers={"Location": "/termine/mit-sitzung;jsessionid=XY"}
        ),
        "/termine/mit-sitzung;jsessionid=XY": answer(detail),
        "/termine/bild-ohne-endung": answer(b"\x89PNG\0\0", content_type="image/png"),
        "/termine/abgebrochen": answer("<html>halb", claimed_length=5000),
        "/termine/zu-gross": answer("x" * 300_000),
        "/termine/leer": answer("  \n"),
        "/feed.xml": answer(FEED.format(url=site.url), content_type="application/rss+xml"),
        "/presse/eins": answer(detail, delay=0.05),
        "/presse/zwei": answer(detail),
        "/kalender.ics": answer(CALENDAR, content_type="text/calendar"),
        "/sitemap.xml": answer(
            f"<urlset><url><loc>{site.url}/karte/ja</loc></url>"
            f"<url><loc>{site.url}/impressum.html</loc></url></urlset>",
            content_type="application/xml",
        ),
        "/karte/ja": answer(detail),
    }  # fmt: skip


@pytest.fixture(scope="module")
def crawled(new_site, tools, tmp_path_factory):
    answer = tools.answer
    site = new_site()
    foreign = new_site()
    site.routes |= answers(site, foreign, answer)
    catalogue = tmp_path_factory.mktemp("catalogue")
    entries = [
        ("listing", f"{site.url}/termine/"),
        ("feed", f"{site.url}/feed.xml"),
        ("icalendar", f"{site.url}/kalender.ics"),
        ("sitemap", f"{site.url}/sitemap.xml"),
    ]
    tools.source_file(catalogue, "haus", entries=entries)
    result = tools.run(catalogue, settings={"DOWNLOAD_MAXSIZE": 200_000})
    assert result.exit_code == 0, result.log
    return SimpleNamespace(
        result=result,
        site=site,
        foreign=foreign,
        catalogue=catalogue,
        asked=list(site.asked),
        paths=site.paths(),
    )


def test_pages_of_all_entries_come(crawled):
    result = crawled.result
    assert set(result.pages("haus")) == {
        "/termine/", "/termine/?page=2", "/termine/?page=3",
        "/termine/eins", "/termine/zwei", "/termine/drei", "/termine/neu", "/termine/mit-sitzung",
        "/presse/eins", "/presse/zwei", "/kalender.ics", "/karte/ja", "/feed.xml", "/sitemap.xml",
    }  # fmt: skip


def test_a_page_says_as_what_it_was_asked_for(crawled):
    pages = crawled.result.pages("haus")
    assert pages["/termine/?page=2"]["role"] == "listing"
    assert pages["/termine/eins"]["role"] == "page"
    assert (pages["/feed.xml"]["role"], pages["/sitemap.xml"]["role"]) == ("feed", "sitemap")


def test_each_address_has_a_verdict(crawled):
    verdicts = crawled.result.verdicts("haus")
    assert verdicts["/termine/"] == verdicts["/feed.xml"] == verdicts["/termine/umgezogen"] == "ok"
    assert verdicts["/termine/abgebrochen"] == "truncated"
    assert verdicts["/termine/geheim"] == "robots"
    (moved,) = [v for v in crawled.result.crawls["haus"]["visits"] if "umgezogen" in v["url"]]
    assert moved["location"].endswith("/termine/neu")
    assert (moved["status"], moved["entry"]) == (200, False)
    assert moved["size"] > 0


def test_session_ids_tracking_and_fragments_are_folded(crawled):
    assert [path for path in crawled.paths if path.startswith("/termine/eins")] == ["/termine/eins"]
    assert [path for path in crawled.paths if path.startswith("/termine/zwei")] == ["/termine/zwei"]


def test_a_page_that_brings_no_new_address_ends_the_paging(crawled):
    assert "/termine/?page=3" in crawled.paths
    assert "/termine/?page=4" not in crawled.paths


def test_robots_are_obeyed(crawled):
    result = crawled.result
    assert crawled.paths[0] == "/robots.txt"
    assert "/termine/geheim" not in crawled.paths
    assert result.kinds("haus")["/termine/geheim"] == ("robots", "warning")


def test_legal_pages_are_not_followed_by_default(crawled):
    assert "/impressum" not in crawled.paths
    assert "/impressum.html" not in crawled.paths


def test_a_redirect_off_the_hosts_is_refused_and_told(crawled):
    result = crawled.result
    assert crawled.foreign.asked == []
    assert result.kinds("haus")["/termine/weg"] == ("moved", "warning")
    told = [p["message"] for p in result.crawls["haus"]["problems"] if "weg" in p["url"]]
    assert told == [f"redirects to {crawled.foreign.host}, which is no host of the source"]


def test_redirects_on_the_host_are_followed(crawled):
    result = crawled.result
    moved = result.pages("haus")["/termine/neu"]
    assert moved["requested_url"].endswith("/termine/umgezogen")
    assert result.pages("haus")["/termine/mit-sitzung"]["requested_url"] == ""


@pytest.mark.parametrize(
    ("path", "kind", "severity"),
    [
        ("/termine/fehlt", "gone", "warning"),
        ("/termine/bild-ohne-endung", "not_text", "warning"),
        ("/termine/abgebrochen", "truncated", "error"),
        ("/termine/zu-gross", "too_large", "error"),
        ("/termine/leer", "empty", "warning"),
    ],
)
def test_bad_answers_are_problems_and_no_pages(crawled, path, kind, severity):
    result = crawled.result
    assert result.kinds("haus")[path] == (kind, severity)
    assert path not in result.pages("haus")


def test_each_problem_is_one_line(crawled):
    result = crawled.result
    messages = [problem["message"] for problem in result.crawls["haus"]["problems"]]
    assert len(messages) == 7
    assert all(0 < len(message) < 120 and "\n" not in message for message in messages)
    assert "answered 404 Not Found" in messages


def test_feed_dates_reach_the_page_as_berlin_days(crawled):
    result = crawled.result
    pages = result.pages("haus")
    assert pages["/presse/eins"]["published"] == "2026-03-03"
    assert pages["/presse/zwei"]["published"] == ""


def test_the_page_keeps_what_the_server_sent(crawled):
    result = crawled.result
    pages = result.pages("haus")
    assert pages["/termine/eins"]["etag"] == '"e1"'
    assert pages["/termine/zwei"]["last_modified"] == "Mon, 02 Mar 2026 10:00:00 GMT"
    assert pages["/kalender.ics"]["content_type"] == "text/calendar"
    assert pages["/kalender.ics"]["body"] == CALENDAR
    assert pages["/termine/eins"]["fetched_at"].endswith("+00:00")


def test_the_crawl_says_who_we_are_and_takes_no_cookies(crawled):
    assert {asked.headers["User-Agent"] for asked in crawled.asked} == {
        "RegioRadar/test (+mailto:nobody@invalid)"
    }
    assert not any("Cookie" in asked.headers for asked in crawled.asked)


def test_requests_are_counted_and_progress_is_told(crawled):
    result = crawled.result
    assert result.crawls["haus"]["requests"] == len(crawled.asked)
    assert result.crawls["haus"]["finish_reason"] == "finished"
    assert result.pages_told == [
        # The sitemap is archived, but it is nothing to read.
        ("haus", n + 1)
        for n in range(len(result.pages("haus")) - 1)
    ]


def test_one_request_at_a_time(crawled):
    asked = sorted(crawled.asked, key=lambda one: one.began)
    overlaps = [(one.path, other.path) for one, other in pairwise(asked) if other.began < one.ended]
    assert overlaps == []


def test_a_second_crawl_asks_conditionally(crawled, tools):
    site, before = crawled.site, len(crawled.site.asked)
    second = tools.run(crawled.catalogue, known=crawled.result.known())
    assert second.exit_code == 0, second.log
    assert second.crawls["haus"]["not_modified"] == [f"{site.url}/termine/eins"]
    sent = {asked.path: asked.headers for asked in site.asked[before:]}
    assert sent["/termine/eins"]["If-None-Match"] == '"e1"'
    assert sent["/termine/zwei"]["If-Modified-Since"] == "Mon, 02 Mar 2026 10:00:00 GMT"
    assert "/termine/eins" not in second.pages("haus")
    assert "/termine/drei" in second.pages("haus")


def test_links_of_a_list_that_did_not_change_come_from_the_archive(new_site, tools, tmp_path):
    site = new_site()
    site.routes |= {
        "/": tools.answer(page("Liste", ("/a", "A"), ("/b", "B")), headers={"ETag": '"l"'}),
        "/a": tools.answer("<h1>A</h1>", headers={"ETag": '"a"'}),
        "/b": tools.answer("<h1>B</h1>", headers={"ETag": '"b"'}),
    }
    tools.source_file(tmp_path / "catalogue", "haus", entries=[("listing", f"{site.url}/")])
    first = tools.run(tmp_path / "catalogue")
    site.routes["/a"] = tools.answer("<h1>A, verlegt</h1>", headers={"ETag": '"a2"'})
    second = tools.run(tmp_path / "catalogue", known=first.known())
    assert set(second.pages("haus")) == {"/a"}
    assert second.verdicts("haus") == {"/": "not_modified", "/a": "ok", "/b": "not_modified"}
    assert second.crawls["haus"]["problems"] == []


def test_a_304_that_nobody_asked_for_is_no_page(new_site, tools, tmp_path):
    site = new_site()
    site.routes["/"] = tools.answer("<h1>Liste</h1>")  # without validators
    tools.source_file(tmp_path / "catalogue", "haus", entries=[("listing", f"{site.url}/")])
    first = tools.run(tmp_path / "catalogue")
    site.routes["/"] = tools.answer(status=304)
    second = tools.run(tmp_path / "catalogue", known=first.known())
    assert second.crawls["haus"]["not_modified"] == []
    assert second.verdicts("haus") == {"/": "server_error"}


def test_each_address_has_its_verdict_though_many_lead_to_one(new_site, tools, tmp_path):
    site, foreign = new_site(), new_site()
    away = tools.answer(status=301, headers={"Location": f"{foreign.url}/neu"})
    home = tools.answer(status=302, headers={"Location": "/de/"})
    moved = tools.answer(status=301, headers={"Location": "/termin"})
    listing = page("Liste", ("/de/", "Start"), ("/alt", "A"), ("/aelter", "B"), ("/termin", "C"))
    site.routes |= {
        "/weg": away, "/fort": away, "/": home, "/alt": moved, "/aelter": moved,
        "/liste": tools.answer(listing),
        "/de/": tools.answer(page("Start", ("/nur-hier", "Nur hier"))),
        "/nur-hier": tools.answer("<h1>Nur hier</h1>"),
        "/termin": tools.answer("<h1>Termin</h1>"),
    }  # fmt: skip
    entries = [("listing", f"{site.url}{path}") for path in ("/liste", "/weg", "/fort")]
    tools.source_file(tmp_path / "q", "haus", entries=[*entries, ("page", f"{site.url}/")])
    result = tools.run(tmp_path / "q")
    verdicts = result.verdicts("haus")
    assert verdicts["/weg"] == verdicts["/fort"] == "moved"
    assert verdicts["/alt"] == verdicts["/aelter"] == verdicts["/termin"] == "ok"
    assert verdicts["/"] == "ok"
    assert "/nur-hier" in result.pages("haus")
    assert foreign.asked == []
    assert site.paths().count("/termin") == 1
    led = {v["url"]: v["location"] for v in result.crawls["haus"]["visits"]}
    assert led[f"{site.url}/alt"] == led[f"{site.url}/aelter"] == f"{site.url}/termin"
