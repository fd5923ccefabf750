"""What `make fuzz` found in the crawler, each as the smallest input of its kind."""

import pytest
from scrapy.http import Response

from crawler.answers import headers_of
from crawler.conditional import last_modified_of
from crawler.discovery import discover
from crawler.hosts import retry_after
from crawler.sitemaps import read_sitemap
from crawler.urls import canonical_url, join
from crawler.xml_links import FeedItem, read_feed

URL = "https://a.example/feed.xml"


def test_a_prefix_that_the_feed_does_not_declare_is_no_part_of_the_name():
    xml = b"""<rss><channel><item><link>/eins</link><dc:date>2026-03-03</dc:date></item>
    <x:item><link>/zwei</link></x:item></channel></rss>"""
    assert read_feed(xml, URL) == (
        FeedItem(url="https://a.example/eins", published="2026-03-03"),
        FeedItem(url="https://a.example/zwei"),
    )


def test_headers_may_hold_any_bytes():
    """A file name in Latin-1 cost the whole page: no link of it was followed."""
    named = {"Content-Disposition": "inline; filename=Übersicht.html".encode("latin-1")}
    said = headers_of(Response("https://a.example/", headers={**named, "X-WP-TotalPages": "3"}))
    assert said["content-disposition"] == "inline; filename=Übersicht.html"
    assert said["x-wp-totalpages"] == "3"


@pytest.mark.parametrize("host", ["\\", "a b", "</b>", "%20", "a!b", "…"])
def test_what_no_host_can_be_called_is_no_address(host):
    assert canonical_url(f"https://{host}/x") is None
    assert join("https://a.example/", f"https://{host}/x") is None
    page = f'<a href="webcal://{host}/k.ics">Kalender</a>'.encode()
    assert discover(page, "text/html; charset=utf-8", "https://a.example/").calendars == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("half", ["&#55296;", "&#xD83D;", "&#000056320;", f"&#{'9' * 5000};"])
def test_half_a_character_costs_no_list(half, encoding):
    """lxml takes it, and fails when it is asked for the text."""
    feed = f"""<?xml version="1.0" encoding="{encoding}"?><rss><item><title>{half}</title>
    <link>/eins</link></item></rss>""".encode(encoding)
    found = read_feed(feed, URL)
    assert found == (FeedItem(url="https://a.example/eins"),) or encoding == "utf-16"
    urls = f"<urlset><url><loc>/a</loc></url><url><loc>/{half}</loc></url></urlset>"
    sitemap = read_sitemap(urls.encode(), URL)
    assert sitemap is not None
    assert sitemap.entries[0].url == "https://a.example/a"


@pytest.mark.parametrize("date", ["3 Nov 6 1:7777777777", "Mon, 0 0 0 0:0", "1 Jan 1 0:0 -9999"])
def test_a_header_that_names_no_moment_costs_no_page(date):
    headers = {"Last-Modified": date, "Retry-After": date, "Date": date}
    response = Response("https://a.example/", status=503, headers=headers)
    assert last_modified_of(response) in (date, "")
    assert retry_after(response) in (None, 0.0)


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_first_and_the_last_day_there_is_dates_no_item(day):
    feed = f"<rss><item><link>/eins</link><pubDate>{day}</pubDate></item></rss>"
    assert read_feed(feed.encode(), URL) == (FeedItem(url="https://a.example/eins"),)
