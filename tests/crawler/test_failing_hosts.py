"""Hosts that fail, and our own faults: each is a problem of its source, and the others finish."""

import gzip
import re
import signal
import socket
import time
from itertools import pairwise

import pytest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

DETAIL = "<html><body><h1>Termin</h1><a href='/a'>a</a></body></html>"


@pytest.fixture(scope="module")
def closed():
    """A port that is taken, so that nobody else gets it, and on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{probe.getsockname()[1]}"


@pytest.fixture(scope="module")
def crawled(new_site, tools, tmp_path_factory, closed):
    answer = tools.answer
    good, missing, broken, slow, barred, bomb, html = (new_site() for _ in range(7))
    good.routes["/"] = answer(DETAIL)
    good.routes["/a"] = answer(DETAIL)
    broken.routes["/"] = answer("Fehler", status=500)
    slow.routes["/"] = answer(DETAIL, delay=4.0)
    barred.routes["/robots.txt"] = answer("kaputt", status=503)
    barred.routes["/"] = answer(DETAIL)
    bomb.routes["/"] = answer(
        gzip.compress(b"0" * 40_000_000), headers={"Content-Encoding": "gzip"}
    )
    html.routes["/feed"] = answer("<html><body>Bitte bestätigen</body></html>")
    html.routes["/gesperrt.ics"] = answer("<html><body>Captcha</body></html>")
    folder = tmp_path_factory.mktemp("catalogue")
    for source_id, site in {
        "gut": good, "fehlt": missing, "kaputt": broken, "langsam": slow,
        "gesperrt": barred, "bombe": bomb,
    }.items():  # fmt: skip
        tools.source_file(folder, source_id, entries=[("page", f"{site.url}/")])
    tools.source_file(folder, "zu", entries=[("page", f"{closed}/")])
    tools.source_file(folder, "kein_feed", entries=[("feed", f"{html.url}/feed")])
    tools.source_file(folder, "mauer", entries=[("icalendar", f"{html.url}/gesperrt.ics")])
    result = tools.run(folder, settings={"DOWNLOAD_TIMEOUT": 3, "LOG_LEVEL": "WARNING"})
    assert result.exit_code == 0, result.log
    return result, barred


def test_every_source_ends_and_the_good_one_is_whole(crawled):
    result, _ = crawled
    assert len(result.crawls) == 9
    assert set(result.pages("gut")) == {"/", "/a"}
    assert result.crawls["gut"]["problems"] == []


@pytest.mark.parametrize(
    ("source_id", "kind", "message"),
    [
        ("fehlt", "gone", "answered 404 Not Found"),
        ("kaputt", "server_error", "answered 500 Internal Server Error"),
        ("langsam", "timeout", "did not answer in time"),
        (
            "zu",
            "unreachable",
            "was not asked for: robots.txt could not be fetched: the host refused the connection",
        ),
        ("gesperrt", "server_error", "was not asked for: robots.txt answered 503"),
        ("bombe", "too_large", "is larger than the limit once unpacked"),
        ("kein_feed", "malformed", "is no readable feed"),
        ("mauer", "blocked", "is no readable icalendar: a captcha"),
    ],
)
def test_a_failed_entry_is_an_error_and_the_source_has_no_pages(crawled, source_id, kind, message):
    result, _ = crawled
    first, last = result.crawls[source_id]["problems"]
    assert (first["kind"], first["severity"], first["message"]) == (kind, "error", message)
    assert (last["kind"], last["severity"]) == ("no_pages", "error")


def test_a_host_whose_robots_txt_is_broken_is_left_alone(crawled):
    _, barred = crawled
    assert set(barred.paths()) == {"/robots.txt"}


def test_the_log_has_no_traceback_for_what_hosts_do(crawled):
    result, _ = crawled
    assert "Traceback" not in result.log


@pytest.fixture
def small(new_site, tools, tmp_path):
    site = new_site()
    site.routes |= {"/": tools.answer(DETAIL), "/a": tools.answer(DETAIL)}
    tools.source_file(tmp_path / "catalogue", "klein", entries=[("page", f"{site.url}/")])
    return site, tmp_path / "catalogue"


def test_a_bug_in_the_spider_is_an_internal_problem_with_a_traceback(small, tools):
    _, catalogue = small
    result = tools.run(catalogue, break_in="leads")
    problems = result.crawls["klein"]["problems"]
    assert {p["kind"] for p in problems} == {"internal"}
    assert problems[0]["message"] == "LookupError: a bug of ours"
    assert set(result.pages("klein")) == {"/"}
    assert "Traceback" in result.log


def test_a_bug_before_the_crawl_begins_is_an_internal_problem(small, tools):
    _, catalogue = small
    result = tools.run(catalogue, break_in="_choose")
    assert result.crawls["klein"]["problems"] == []  # sources are given, nothing is chosen
    result = tools.run(catalogue, break_in="__init__")
    (problem,) = result.crawls["klein"]["problems"]
    assert (problem["kind"], problem["severity"]) == ("internal", "error")
    assert result.crawls["klein"]["finish_reason"] == "error"


def test_a_failing_archive_is_raised_by_crawl(small, tools):
    _, catalogue = small
    result = tools.run(catalogue, archive_fails=True)
    assert result.exit_code == 5
    assert "StoreError: the database is locked" in result.log


def test_a_second_crawl_in_one_process_is_refused_in_one_line(small, tools):
    _, catalogue = small
    result = tools.run(catalogue, twice=True)
    assert result.exit_code == 5
    assert result.log.strip().splitlines()[-1] == (
        "CrawlError: a process can crawl only once; start a new one"
    )
    assert set(result.crawls) == {"klein"}


def wait_for(begun):
    """Wait until the crawl has come so far."""
    deadline = time.monotonic() + 20
    while not begun():
        assert time.monotonic() < deadline, "the crawl did not begin"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_crawl_and_saves_what_there_is(new_site, tools, tmp_path, number):
    site = new_site()
    many = "".join(f'<a href="/termin/{n}">Termin {n}</a>' for n in range(50))
    site.routes["/"] = tools.answer(f"<html><body>{many}</body></html>")
    for n in range(50):
        site.routes[f"/termin/{n}"] = tools.answer(DETAIL, delay=0.3)
    for source_id in ("a_lang", "b_wartet"):  # one host: the second waits for the first
        tools.source_file(tmp_path / "q", source_id, entries=[("page", f"{site.url}/")])
    process = tools.start(tmp_path / "q")
    wait_for(lambda: any("/termin/" in path for path in site.paths()))
    process.send_signal(number)
    result = tools.finish(process)
    assert result.exit_code == 130, result.log
    assert result.crawls["a_lang"]["finish_reason"] == "shutdown"
    assert "/" in result.pages("a_lang")
    assert set(result.crawls) == {"a_lang"}
    assert len(site.asked) < 20


@pytest.mark.parametrize("silent", ["/robots.txt", "/", "/a"])
def test_a_signal_does_not_wait_for_silent_hosts(new_site, tools, tmp_path, silent):
    """With the real limits: 30 seconds for an answer, two more tries, pauses between pages."""
    site = new_site()
    site.routes |= {"/robots.txt": tools.answer("", delay=0.0), "/": tools.answer(DETAIL)}
    site.routes[silent] = tools.answer(DETAIL, delay=90.0)
    tools.source_file(tmp_path / "q", "stumm", entries=[("page", f"{site.url}/")])
    settings = {"DOWNLOAD_TIMEOUT": 30, "RETRY_TIMES": 2}
    process = tools.start(tmp_path / "q", settings=settings)
    wait_for(lambda: silent in site.paths())
    asked = site.paths()
    stopped = time.monotonic()
    process.send_signal(signal.SIGINT)
    result = tools.finish(process)
    assert time.monotonic() - stopped < 20
    assert result.exit_code == 130, result.log
    assert site.paths() == asked, "something was asked for after the stop"
    assert result.crawls["stumm"]["finish_reason"] == "shutdown"
    assert set(result.pages("stumm")) == ({"/"} if silent == "/a" else set())
    assert result.crawls["stumm"]["problems"] == []
    # The one warning that each test's crawl gives tells of the networks that it is allowed.
    complaint = r"Traceback|^(ERROR|WARNING):(?!crawler\.connecting:)"
    assert not re.search(complaint, result.log, re.MULTILINE), result.log


def test_a_signal_does_not_wait_for_the_pauses_between_requests(new_site, tools, tmp_path):
    site = new_site()
    many = "".join(f'<a href="/termin/{n}">Termin {n}</a>' for n in range(20))
    site.routes |= {"/robots.txt": tools.answer(""), "/": tools.answer(many)}
    tools.source_file(tmp_path / "q", "langsam", entries=[("page", f"{site.url}/")])
    process = tools.start(tmp_path / "q", settings={"DOWNLOAD_DELAY": 6.0})
    wait_for(lambda: "/" in site.paths())
    time.sleep(0.5)
    stopped = time.monotonic()
    process.send_signal(signal.SIGTERM)
    result = tools.finish(process)
    assert time.monotonic() - stopped < 5
    assert result.exit_code == 130, result.log
    assert set(result.pages("langsam")) == {"/"}
    assert site.paths() == ["/robots.txt", "/"]


def test_the_page_budget_cuts_a_crawl_short(new_site, tools, tmp_path):
    site = new_site()
    many = "".join(f'<a href="/termin/{n}">Termin {n}</a>' for n in range(50))
    site.routes["/"] = tools.answer(f"<html><body>{many}</body></html>")
    site.routes |= {f"/termin/{n}": tools.answer(DETAIL) for n in range(50)}
    tools.source_file(
        tmp_path / "q", "gross", entries=[("listing", f"{site.url}/")], follow={"max_pages": 4}
    )
    result = tools.run(tmp_path / "q")
    assert len(result.pages("gross")) == 4
    assert result.crawls["gross"]["finish_reason"] == "page_budget"


def test_hosts_side_by_side_and_sources_of_one_host_in_turn(new_site, tools, tmp_path):
    proxy = new_site()
    proxy.routes |= {
        "/": tools.answer("<html><a href='/x'>x</a></html>", delay=0.3),
        "/x": tools.answer(DETAIL, delay=0.3),
    }
    hosts = {"eins": "eins.localhost", "zwei": "eins.localhost", "drei": "drei.localhost"}
    for source_id, host in hosts.items():
        tools.source_file(tmp_path / "q", source_id, entries=[("page", f"http://{host}/")])
    result = tools.run(tmp_path / "q", environment={"http_proxy": proxy.url})
    assert {len(result.pages(source_id)) for source_id in hosts} == {2}
    spans = {
        host: sorted((a.began, a.ended) for a in proxy.asked if a.host == host)
        for host in ("eins.localhost", "drei.localhost")
    }
    one, other = spans["eins.localhost"], spans["drei.localhost"]
    assert len(one) == 6  # robots.txt and two pages for each of its sources
    assert all(later[0] >= earlier[1] for earlier, later in pairwise(one))
    assert any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)
