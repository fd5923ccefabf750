"""Patience with hosts: what is tried again, how long a host is held, when it is left alone."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from scrapy.http import Response

from crawler.hosts import Host, retry_after

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

DETAIL = "<html><body><h1>Termin</h1></body></html>"
TIMEOUT = 3.0
SILENT = {"delay": TIMEOUT + 1}
CUT = {"claimed_length": 5000}
PASSING = [408, 429, 500, 502, 503, 504, 520, 524]
LASTING = [400, 401, 403, 404, 410, 451, 501, 505]
RETRY_AFTER = [429, 503, 403]
WAIT = 1.0


def listing(count):
    return "<html>" + "".join(f'<a href="/termin/{n}">Termin {n}</a>' for n in range(count))


@pytest.fixture(scope="module")
def crawl(new_site, tools, tmp_path_factory):
    """Crawl several sites in one process; each has a list of twenty pages, but for its `routes`.

    Gives for each what was asked of it, and what came of the crawl.
    """

    def run(sites, **settings):
        folder, proxy = tmp_path_factory.mktemp("q"), new_site()
        proxy.routes |= {"/robots.txt": tools.answer(""), "/": tools.answer(listing(20))}
        proxy.routes |= {f"/termin/{n}": tools.answer(DETAIL) for n in range(20)}
        for name, routes in sites.items():
            url = f"http://{name}.localhost"
            proxy.routes |= {f"{name}.localhost{path}": body for path, body in routes.items()}
            tools.source_file(folder, name, entries=[("listing", f"{url}/")])
            if "/anders" in routes:
                tools.source_file(folder, f"{name}_anders", entries=[("page", f"{url}/anders")])
        quick = {"RETRY_TIMES": 2, "REGIORADAR_RETRY_PAUSE": 0.01, "DOWNLOAD_TIMEOUT": TIMEOUT}
        began = datetime.now(UTC)
        result = tools.run(
            folder, settings={**quick, **settings}, concurrency=64,
            environment={"http_proxy": proxy.url},
        )  # fmt: skip
        assert result.exit_code == 0, result.log
        return {
            name: SimpleNamespace(
                asked=[asked for asked in proxy.asked if asked.host == f"{name}.localhost"],
                paths=[asked.path for asked in proxy.asked if asked.host == f"{name}.localhost"],
                told=result.crawls[name],
                pages=set(result.pages(name)),
                others=result.crawls.get(f"{name}_anders"),
                began=began,
            )
            for name in sites
        }

    return run


@pytest.fixture(scope="module")
def crawled(crawl, tools):
    """All that needs no settings of its own."""
    answer = tools.answer
    good = answer(DETAIL)

    def twice(status):
        return [answer("Fehler", status=status)] * 2 + [good]

    def held(status):
        return [answer("Langsam", status=status, headers={"Retry-After": f"{WAIT:.0f}"}), good]

    later = answer("Genug", status=429, headers={"Retry-After": "3600"})
    robots = {
        "delayed": answer(f"User-agent: *\nCrawl-delay: {WAIT}\n"),
        "endless": answer("User-agent: *\nCrawl-delay: 86400\n"),
        "robotslater": answer("", status=503, headers={"Retry-After": "7200"}),
        "robots404": answer("User-agent: *\nDisallow: /", status=404),
        "robots403": answer("User-agent: *\nDisallow: /", status=403),
        "robots429": answer("", status=429),
        "robots503": answer("", status=503),
        "robotssilent": answer("", **SILENT),
    }
    sites = {
        "passing": {f"/termin/{n}": twice(status) for n, status in enumerate(PASSING)},
        "lasting": {
            f"/termin/{n}": answer("Nein", status=status) for n, status in enumerate(LASTING)
        },
        "cut": {"/": [answer(DETAIL, **CUT), good]},
        "silent": {"/": [answer(DETAIL, **SILENT), good]},
        "few": {"/": answer("Fehler", status=503)},
        **{f"held{status}": {"/termin/9": held(status)} for status in RETRY_AFTER},
        "later": {"/anders": good} | {f"/termin/{n}": later for n in range(20)},
        **{name: {"/robots.txt": text, "/": answer(listing(2))} for name, text in robots.items()},
    }
    return crawl(sites, REGIORADAR_CRAWL_DELAY=WAIT)


def test_what_may_pass_is_asked_for_again_and_nothing_else(crawled):
    passing, lasting = crawled["passing"], crawled["lasting"]
    times = [passing.paths.count(f"/termin/{n}") for n in range(20)]
    assert times == [3] * len(PASSING) + [1] * (20 - len(PASSING))
    assert {f"/termin/{n}" for n in range(20)} <= passing.pages
    assert passing.told["problems"] == []
    assert [lasting.paths.count(f"/termin/{n}") for n in range(20)] == [1] * 20
    assert len(lasting.told["problems"]) == len(LASTING)
    assert passing.told["finish_reason"] == lasting.told["finish_reason"] == "finished"


@pytest.mark.parametrize("fault", ["cut", "silent"])
def test_a_connection_that_broke_or_was_silent_is_tried_again(crawled, fault):
    assert crawled[fault].paths == ["/robots.txt", "/", "/"]
    assert crawled[fault].told["problems"] == []


def test_further_tries_are_few(crawled):
    few = crawled["few"]
    assert few.paths == ["/robots.txt", "/", "/", "/"]
    assert few.told["problems"][0]["message"] == "answered 503 Service Unavailable"


PAUSE = 1.0
FAULTS = {"status": {"status": 503}, "cut": CUT, "silent": SILENT}


@pytest.fixture(scope="module")
def paused(crawl, tools):
    bad = {name: tools.answer(DETAIL, **fault) for name, fault in FAULTS.items()}
    sites = {name: {"/termin/9": [fault, tools.answer(DETAIL)]} for name, fault in bad.items()}
    return crawl(sites, REGIORADAR_RETRY_PAUSE=PAUSE)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_pause_holds_the_host_and_not_only_the_page(paused, fault):
    """Twenty pages wait for their turn, and none of them is sent in the pause."""
    found = paused[fault]
    assert len(found.pages) == 21
    (began,) = [a.began for a in found.asked if a.path == "/termin/9"][:1]
    after = min(a.began for a in found.asked if a.began > began)
    assert after - began >= 0.75 * PAUSE
    assert found.paths.count("/termin/9") == 2


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


@pytest.mark.parametrize("status", RETRY_AFTER)
def test_a_short_retry_after_is_waited_for_by_the_whole_host(crawled, status):
    found = crawled[f"held{status}"]
    (ended,) = [a.ended for a in found.asked if a.path == "/termin/9"][:1]
    later = [a.began - ended for a in found.asked if a.began > ended]
    assert later
    assert min(later) >= 0.95 * WAIT
    assert found.paths.count("/termin/9") == (1 if status == 403 else 2)
    assert found.told["not_before"] is None


def test_a_long_retry_after_ends_the_crawl_and_is_handed_on(crawled):
    """The second source has the same host, and leaves it alone too."""
    found = crawled["later"]
    assert len(found.asked) == 3
    assert "/anders" not in found.paths
    for told in (found.told, found.others):
        until = datetime.fromisoformat(told["not_before"])
        assert timedelta(hours=1) <= until - found.began < timedelta(hours=1, minutes=2)
        assert told["finish_reason"] == "retry_after"
        words = f"the host asked to be left alone until {until:%Y-%m-%d %H:%M} UTC (Retry-After)"
        assert [p["message"] for p in told["problems"]].count(words) == 1
        assert {p["url"] for p in told["problems"] if p["message"] == words} == {
            "http://later.localhost/"
        }
    assert len(found.told["problems"]) == 2  # the one answer, and that the host is left alone
    assert found.pages == {"/"}


def test_a_robots_txt_can_ask_to_come_later_too(crawled):
    found = crawled["robotslater"]
    assert found.paths == ["/robots.txt"]
    assert found.told["not_before"]
    assert found.told["finish_reason"] == "retry_after"


@pytest.fixture(scope="module")
def tried_once(crawl, tools):
    """Without further tries; and with AutoThrottle, which sets delays of its own."""
    bad, own = (tools.answer("", status=status) for status in (502, 500))
    mixed = {f"/termin/{n}": own for n in range(7)} | {f"/termin/{n}": bad for n in range(8, 16)}
    delay = tools.answer(f"User-agent: *\nCrawl-delay: {WAIT}\n")
    sites = {
        "down": {f"/termin/{n}": bad for n in range(20)},
        "mixed": mixed | {"/termin/12": tools.answer(DETAIL)},
        "delayed": {"/robots.txt": delay, "/": tools.answer(listing(2))},
    }
    throttle = {"AUTOTHROTTLE_ENABLED": True, "AUTOTHROTTLE_START_DELAY": 0}
    return crawl(sites, RETRY_TIMES=0, **throttle)


def test_a_host_that_fails_in_a_row_is_left_alone(tried_once):
    found = tried_once["down"]
    assert len(found.asked) == 2 + 5
    told = found.told
    assert told["finish_reason"] == "host_down"
    assert told["not_before"] is None
    words = (
        "the host failed 5 times in a row and was left alone for the rest of the crawl; the last "
        "time: answered 502 Bad Gateway"
    )
    assert [p["message"] for p in told["problems"]].count(words) == 1
    assert len(told["problems"]) == 6
    assert found.pages == {"/"}


def test_pages_that_fail_are_not_a_host_that_fails(tried_once):
    """Seven pages with an error of their own, and a row of gateway errors with a good one in it."""
    found = tried_once["mixed"]
    assert set(found.paths) == {"/robots.txt", "/", *(f"/termin/{n}" for n in range(20))}
    assert found.told["finish_reason"] == "finished"


@pytest.mark.parametrize("run", ["crawled", "tried_once"], ids=["delay", "throttle"])
def test_the_crawl_delay_of_robots_txt_is_kept(request, run):
    found = request.getfixturevalue(run)["delayed"]
    began = [a.began for a in found.asked]
    assert len(began) == 4
    # Each may have been noted late, where the machine is busy.
    assert min(later - earlier for earlier, later in pairwise(began)) >= 0.6 * WAIT
    assert began[-1] - began[0] >= 2.6 * WAIT
    assert found.told["problems"] == []


def test_a_crawl_delay_beyond_measure_is_bounded_and_told(crawled):
    found = crawled["endless"]
    assert len(found.asked) == 4
    (problem,) = found.told["problems"]
    assert problem["message"] == "asks for 86400 seconds between requests; we keep 1"
    assert (problem["kind"], problem["severity"]) == ("robots", "warning")
    assert problem["url"] == "http://endless.localhost/robots.txt"


@pytest.mark.parametrize("status", [404, 403])
def test_what_comes_in_place_of_a_robots_txt_forbids_nothing(crawled, status):
    assert crawled[f"robots{status}"].pages == {"/", "/termin/0", "/termin/1"}


@pytest.mark.parametrize("robots", ["429", "503", "silent"])
def test_a_host_whose_robots_txt_cannot_be_had_is_asked_for_nothing_else(crawled, robots):
    found = crawled[f"robots{robots}"]
    assert found.paths == ["/robots.txt"] * 3
    assert found.told["problems"][0]["message"].startswith("was not asked for: robots.txt ")


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
