"""Lists as JSON: their items and their next page."""

import json

import pytest

from crawler.rest import RestPage, read_rest

URL = "https://a.example/wp-json/tribe/events/v1/events?per_page=50"


def read(value: object, url: str = URL, **headers: str) -> RestPage | None:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return read_rest(json.dumps(value).encode(), url, named)


def test_the_events_calendar_goes_on_at_an_address_without_a_time():
    value = {
        "events": [{"url": "https://a.example/event/1/", "title": "Eins"}, {"title": "ohne"}, 3],
        "next_rest_url": "https://a.example/wp-json/tribe/events/v1/events/?page=2&start_date=2026",
    }
    assert read(value) == RestPage(
        items=("https://a.example/event/1/",),
        complete=True,
        next_page="https://a.example/wp-json/tribe/events/v1/events?page=2&per_page=50",
    )
    third = read(value, f"{URL}&page=2")
    assert third is not None
    assert third.next_page == URL.replace("?", "?page=3&")
    last = read({"events": []})
    assert last == RestPage(items=(), complete=True)


def test_posts_go_on_as_long_as_a_header_says_so():
    posts = [{"id": 1, "link": "https://a.example/?p=1"}]
    url = "https://a.example/index.php?rest_route=/wp/v2/posts"
    for headers, more in (
        ({"x_wp_totalpages": "3"}, True),
        ({"x_wp_totalpages": "1"}, False),
        ({"link": '<https://a.example/x?page=2>; rel="next"'}, True),
        ({"x_wp_totalpages": "viele"}, False),
        ({}, False),
    ):
        page = read(posts, url, **headers)
        assert page is not None
        assert page.items == ("https://a.example/?p=1",)
        assert not page.complete
        assert page.next_page == (
            "https://a.example/index.php?page=2&rest_route=/wp/v2/posts" if more else ""
        )


def test_a_json_feed_names_its_next_page():
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "url": "/n/1"}],
        "next_url": "?page=2",
    }
    assert read(value, "https://a.example/feed.json") == RestPage(
        items=("https://a.example/n/1",),
        complete=False,
        next_page="https://a.example/feed.json?page=2",
    )


def test_a_list_without_end_is_cut_and_one_that_is_none_is_empty():
    feed = {"version": "https://jsonfeed.org/version/1.1"}
    endless = {**feed, "items": [{"url": f"/n/{n}"} for n in range(6000)]}
    assert len(read(endless, URL).items) == 5000
    for odd in (3, "x", {"url": "/n/1"}, [3], None):
        assert read({**feed, "items": odd}, URL).items == ()


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{}", b'{"message": "nein"}', b"[1]", b"3", b"[" * 100_000]
)
def test_what_is_no_list(body):
    assert read_rest(body, URL, {}) is None
