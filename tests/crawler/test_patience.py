"""Patience with hosts: what is tried again, how long a host is held, when it is left alone."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from scrapy.http import Response

from crawler.hosts import Host, retry_after

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

DETAIL = "<html><body><h1>Termin</h1></body></html>"
QUICK = {"RETRY_TIMES": 2, "REGIORADAR_RETRY_PAUSE": 0.01}


def listing(count):
    return "<html>" + "".join(f'<a href="/termin/{n}">Termin {n}</a>' for n in range(count))


@pytest.fixture
def site(new_site, tools, tmp_path):
    """A site with a listing of twenty pages, and a source that reads it."""
    site = new_site()
    site.routes |= {"/robots.txt": tools.answer(""), "/": tools.answer(listing(20))}
    site.routes |= {f"/termin/{n}": tools.answer(DETAIL) for n in range(20)}
    tools.source_file(tmp_path / "q", "amt", entries=[("listing", f"{site.url}/")])
    return site


@pytest.fixture
def crawl(tools, tmp_path):
    return lambda **settings: tools.run(tmp_path / "q", settings={**QUICK, **settings})


def test_what_may_pass_is_asked_for_again_and_nothing_else(site, tools, crawl):
    passing = [408, 429, 500, 502, 503, 504, 520, 524]
    lasting = [400, 401, 403, 404, 410, 451, 501, 505]
    for n, status in enumerate(passing):
        bad = tools.answer("Fehler", status=status)
        site.routes[f"/termin/{n}"] = [bad, bad, tools.answer(DETAIL)]
    for n, status in enumerate(lasting, len(passing)):
        site.routes[f"/termin/{n}"] = tools.answer("Nein", status=status)
    result = crawl()
    times = [site.paths().count(f"/termin/{n}") for n in range(20)]
    assert times == [3] * len(passing) + [1] * len(lasting) + [1] * 4
    assert {f"/termin/{n}" for n in range(len(passing))} <= set(result.pages("amt"))
    assert len(result.crawls["amt"]["problems"]) == len(lasting)
    assert result.crawls["amt"]["finish_reason"] == "finished"


@pytest.mark.parametrize("fault", [{"claimed_length": 5000}, {"delay": 1.5}])
def test_a_connection_that_broke_or_was_silent_is_tried_again(site, tools, crawl, fault):
    site.routes["/"] = [tools.answer(DETAIL, **fault), tools.answer(DETAIL)]
    result = crawl(DOWNLOAD_TIMEOUT=1)
    assert site.paths() == ["/robots.txt", "/", "/"]
    assert result.crawls["amt"]["problems"] == []


def test_further_tries_are_few(site, tools, crawl):
    site.routes["/"] = tools.answer("Fehler", status=503)
    result = crawl()
    assert site.paths() == ["/robots.txt", "/", "/", "/"]
    assert result.crawls["amt"]["problems"][0]["message"] == "answered 503 Service Unavailable"


@pytest.mark.parametrize(
    "fault", [{"status": 503}, {"claimed_length": 5000}, {"delay": 0.6}], ids=str
)
def test_the_pause_holds_the_host_and_grows(site, tools, crawl, fault):
    """Twenty pages wait for their turn, and none of them is sent in the pause."""
    bad = tools.answer(DETAIL, **fault)
    for n in range(20):
        site.routes[f"/termin/{n}"] = [bad, tools.answer(DETAIL)] if n == 9 else tools.answer("x")
    result = crawl(REGIORADAR_RETRY_PAUSE=1.0, DOWNLOAD_TIMEOUT=0.5)
    assert len(result.pages("amt")) == 21
    (began,) = [a.began for a in site.asked if a.path == "/termin/9"][:1]
    after = min(a.began for a in site.asked if a.began > began)
    assert after - began >= 0.75
    assert site.paths().count("/termin/9") == 2


def test_a_host_that_is_held_holds_up_no_other_in_one_crawler(new_site, tools, tmp_path):
    """As `scrapy crawl` does it: many sources in one crawler."""
    proxy = new_site()
    proxy.routes |= {"/robots.txt": tools.answer(""), "/": tools.answer(listing(5))}
    proxy.routes |= {f"/termin/{n}": tools.answer(DETAIL) for n in range(5)}
    busy = tools.answer("", status=503, headers={"Retry-After": "4"})
    proxy.routes["eins.localhost/"] = [busy, tools.answer(listing(40))]
    proxy.routes |= {f"eins.localhost/termin/{n}": tools.answer(DETAIL) for n in range(40)}
    for name in ("eins", "zwei", "drei"):
        tools.source_file(tmp_path / "q", name, entries=[("page", f"http://{name}.localhost/")])
    done = tools.scrapy(
        "crawl", "ministries", "-a", f"catalogue={tmp_path / 'q'}",
        "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "DOWNLOAD_DELAY=0.001",
        "-s", "REGIORADAR_UNSAFE_TEST_NETWORKS=127.0.0.1/32",
        environment={"http_proxy": proxy.url},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, second = (
        n for n, a in enumerate(proxy.asked) if (a.host, a.path) == ("eins.localhost", "/")
    )
    between = [(a.host, a.path) for a in proxy.asked[first:second]]
    assert {("zwei.localhost", "/termin/4"), ("drei.localhost", "/termin/4")} <= set(between)
    assert len([a for a in proxy.asked if a.host == "eins.localhost"]) == 43


@pytest.mark.parametrize("status", [429, 503, 403])
def test_a_short_retry_after_is_waited_for_by_the_whole_host(site, tools, crawl, status):
    bad = tools.answer("Langsam", status=status, headers={"Retry-After": "1"})
    site.routes["/termin/9"] = [bad, tools.answer(DETAIL)]
    result = crawl()
    (ended,) = [a.ended for a in site.asked if a.path == "/termin/9"][:1]
    later = [a.began - ended for a in site.asked if a.began > ended]
    assert later
    assert min(later) >= 0.95
    assert site.paths().count("/termin/9") == (1 if status == 403 else 2)
    assert result.crawls["amt"]["not_before"] is None


def test_a_long_retry_after_ends_the_crawl_and_is_handed_on(site, tools, crawl, tmp_path):
    """The second source has the same host, and leaves it alone too."""
    tools.source_file(tmp_path / "q", "zweite", entries=[("page", f"{site.url}/anders")])
    bad = tools.answer("Genug", status=429, headers={"Retry-After": "3600"})
    for n in range(20):
        site.routes[f"/termin/{n}"] = bad
    before = datetime.now(UTC)
    result = crawl()
    assert len(site.asked) == 3
    assert "/anders" not in site.paths()
    for source_id in ("amt", "zweite"):
        told = result.crawls[source_id]
        until = datetime.fromisoformat(told["not_before"])
        assert timedelta(hours=1) <= until - before < timedelta(hours=1, minutes=2)
        assert told["finish_reason"] == "retry_after"
        words = f"the host asked to be left alone until {until:%Y-%m-%d %H:%M} UTC (Retry-After)"
        assert [p["message"] for p in told["problems"]].count(words) == 1
        assert {p["url"] for p in told["problems"] if p["message"] == words} == {f"{site.url}/"}
    kinds = [p["kind"] for p in result.crawls["amt"]["problems"]]
    assert len(kinds) == 2  # the one answer, and that the host is left alone
    assert set(result.pages("amt")) == {"/"}


def test_a_robots_txt_can_ask_to_come_later_too(site, tools, crawl):
    site.routes["/robots.txt"] = tools.answer("", status=503, headers={"Retry-After": "7200"})
    result = crawl()
    assert site.paths() == ["/robots.txt"]
    assert result.crawls["amt"]["not_before"]
    assert result.crawls["amt"]["finish_reason"] == "retry_after"


def test_a_host_that_fails_in_a_row_is_left_alone(site, tools, crawl):
    for n in range(20):
        site.routes[f"/termin/{n}"] = tools.answer("", status=502)
    result = crawl(RETRY_TIMES=0)
    assert len(site.asked) == 2 + 5
    told = result.crawls["amt"]
    assert told["finish_reason"] == "host_down"
    assert told["not_before"] is None
    words = (
        "the host failed 5 times in a row and was left alone for the rest of the crawl; the last "
        "time: answered 502 Bad Gateway"
    )
    assert [p["message"] for p in told["problems"]].count(words) == 1
    assert len(told["problems"]) == 6
    assert set(result.pages("amt")) == {"/"}


def test_pages_that_fail_are_not_a_host_that_fails(site, tools, crawl):
    """Seven pages with an error of their own, and a row of gateway errors with a good one in it."""
    for n in range(7):
        site.routes[f"/termin/{n}"] = tools.answer("", status=500)
    for n in range(8, 16):
        site.routes[f"/termin/{n}"] = tools.answer("", status=502)
    site.routes["/termin/12"] = tools.answer(DETAIL)
    result = crawl(RETRY_TIMES=0)
    assert set(site.paths()) == {"/robots.txt", "/", *(f"/termin/{n}" for n in range(20))}
    assert result.crawls["amt"]["finish_reason"] == "finished"


@pytest.mark.parametrize("throttle", [False, True])
def test_the_crawl_delay_of_robots_txt_is_kept(site, tools, crawl, throttle):
    site.routes["/robots.txt"] = tools.answer("User-agent: *\nCrawl-delay: 0.4\n")
    site.routes["/"] = tools.answer(listing(4))
    result = crawl(AUTOTHROTTLE_ENABLED=throttle, AUTOTHROTTLE_START_DELAY=0)
    began = sorted(a.began for a in site.asked)
    assert len(began) == 6
    assert min(later - earlier for earlier, later in pairwise(began)) >= 0.3
    assert result.crawls["amt"]["problems"] == []


def test_a_crawl_delay_beyond_measure_is_bounded_and_told(site, tools, crawl):
    site.routes["/robots.txt"] = tools.answer("User-agent: *\nCrawl-delay: 86400\n")
    site.routes["/"] = tools.answer(listing(2))
    result = crawl(REGIORADAR_CRAWL_DELAY=0.2)
    assert len(site.asked) == 4
    (problem,) = result.crawls["amt"]["problems"]
    assert problem["message"] == "asks for 86400 seconds between requests; we keep 0.2"
    assert (problem["kind"], problem["severity"]) == ("robots", "warning")
    assert problem["url"] == f"{site.url}/robots.txt"


@pytest.mark.parametrize("status", [404, 403])
def test_what_comes_in_place_of_a_robots_txt_forbids_nothing(site, tools, crawl, status):
    site.routes["/robots.txt"] = tools.answer("User-agent: *\nDisallow: /", status=status)
    site.routes["/"] = tools.answer(DETAIL)
    assert set(crawl().pages("amt")) == {"/"}


@pytest.mark.parametrize("robots", [{"status": 429}, {"status": 503}, {"delay": 1.0}], ids=str)
def test_a_host_whose_robots_txt_cannot_be_had_is_asked_for_nothing_else(
    site, tools, crawl, robots
):
    site.routes["/robots.txt"] = tools.answer("", **robots)
    result = crawl(DOWNLOAD_TIMEOUT=0.5, RETRY_TIMES=1)
    assert site.paths() == ["/robots.txt", "/robots.txt"]
    assert result.crawls["amt"]["problems"][0]["message"].startswith(
        "was not asked for: robots.txt "
    )


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("0", "", 0),
        ("120", "", 120),
        (" 5 ", "", 5),
        ("9" * 5000, "", 9999999999),
        ("Mon, 02 Mar 2026 12:02:00 GMT", "Mon, 02 Mar 2026 12:00:00 GMT", 120),
        ("Monday, 02-Mar-26 12:02:00 GMT", "Mon, 02 Mar 2026 12:00:00 GMT", 120),
        ("Mon Mar  2 12:02:00 2026", "Mon, 02 Mar 2026 12:00:00 GMT", 120),
        ("Mon, 02 Mar 2026 11:00:00 GMT", "Mon, 02 Mar 2026 12:00:00 GMT", 0),
        ("-3", "", None),
        ("1.5", "", None),
        ("bald", "", None),
        ("", "", None),
        ("Mon, 99 Foo 2026 12:02:00 GMT", "", None),
        ("Mon, 02 Mar 99999999 12:02:00 GMT", "", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, date, seconds):
    headers = {"Retry-After": value, **({"Date": date} if date else {})}
    assert retry_after(Response("http://a.example/", status=503, headers=headers)) == seconds


def test_no_host_can_have_a_source_forgotten():
    host = Host()
    host.leave(9999999999)
    assert host.left
    assert host.not_before < datetime.now(UTC) + timedelta(days=7, minutes=1)
