"""Many crawls side by side: who waits holds up nobody, and what runs out of time says so."""

import json
import signal
import time
from itertools import pairwise

import pytest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

DETAIL = "<html><body><h1>Termin</h1></body></html>"


@pytest.fixture
def proxy(new_site, tools):
    """Answers for every host, but not for those that are silent."""
    proxy = new_site()
    proxy.routes |= {"/robots.txt": tools.answer(""), "/": tools.answer("<a href='/a'>a</a>")}
    proxy.routes["/a"] = tools.answer(DETAIL)
    return proxy


def told(process):
    for line in process.stdout:
        yield json.loads(line)


def test_hosts_that_are_silent_hold_up_nobody(proxy, tools, tmp_path):
    """Ten silent hosts come first, two places there are, and the ten good ones are done."""
    for n in range(10):
        proxy.routes[f"stumm{n}.localhost/robots.txt"] = tools.answer("", delay=90)
        proxy.routes[f"stumm{n}.localhost/"] = tools.answer("", delay=90)
        for name in (f"stumm{n}", f"wach{n}"):
            tools.source_file(tmp_path / "q", name, entries=[("page", f"http://{name}.localhost/")])
    process = tools.start(
        tmp_path / "q", concurrency=2, environment={"http_proxy": proxy.url},
        settings={"DOWNLOAD_TIMEOUT": 60, "REGIORADAR_PATIENCE": 0.3},
    )  # fmt: skip
    lines = told(process)
    done = [next(line["done"] for line in lines if "done" in line) for _ in range(10)]
    asked = {asked.host for asked in proxy.asked}
    process.send_signal(signal.SIGINT)
    rest = [line["done"] for line in lines if "done" in line]
    assert tools.finish(process).exit_code == 130
    assert sorted(done) == [f"wach{n}" for n in range(10)]
    assert {f"stumm{n}.localhost" for n in range(10)} <= asked
    assert sorted(rest) == [f"stumm{n}" for n in range(10)]


def test_a_pause_of_one_source_gives_its_place_to_the_next(proxy, tools, tmp_path):
    proxy.routes["a.localhost/"] = [
        tools.answer("", status=503, headers={"Retry-After": "6"}), tools.answer(DETAIL),
    ]  # fmt: skip
    for name in ("a", "b", "c"):
        tools.source_file(tmp_path / "q", name, entries=[("page", f"http://{name}.localhost/")])
    result = tools.run(
        tmp_path / "q", concurrency=1, environment={"http_proxy": proxy.url},
        settings={"REGIORADAR_PATIENCE": 0.3, "RETRY_TIMES": 1},
    )  # fmt: skip
    assert [source_id for source_id, count in result.pages_told if count == 1] == ["b", "c", "a"]
    assert all(not crawl["problems"] for crawl in result.crawls.values())


def test_sources_of_one_host_are_crawled_in_turn(proxy, tools, tmp_path):
    proxy.routes["/a"] = proxy.routes["/b"] = tools.answer(DETAIL, delay=0.3)
    for name, path in (("eins", "a"), ("zwei", "b")):
        entries = [("page", f"http://haus.localhost/{path}")]
        tools.source_file(tmp_path / "q", name, entries=entries)
    result = tools.run(tmp_path / "q", concurrency=2, environment={"http_proxy": proxy.url})
    assert set(result.crawls) == {"eins", "zwei"}
    asked = sorted(proxy.asked, key=lambda one: one.began)
    assert [one.path for one in asked].count("/a") == 1
    assert all(later.began >= one.ended for one, later in pairwise(asked))


def test_a_crawl_that_is_done_is_let_go(proxy, tools, tmp_path):
    """Else memory grows with the number of sources."""
    for n in range(10):
        tools.source_file(tmp_path / "q", f"q{n}", entries=[("page", f"http://q{n}.localhost/")])
    process = tools.start(
        tmp_path / "q", concurrency=1, count=True, environment={"http_proxy": proxy.url}
    )
    held = [line["crawlers"] for line in told(process) if "done" in line]
    assert tools.finish(process).exit_code == 0
    assert len(held) == 10
    assert max(held) <= 4


def test_side_by_side_are_no_more_than_there_are_places(proxy, tools, tmp_path):
    proxy.routes["/a"] = tools.answer(DETAIL, delay=0.2)
    for n in range(6):
        name = f"q{n}"
        tools.source_file(tmp_path / "q", name, entries=[("page", f"http://{name}.localhost/")])
    result = tools.run(
        tmp_path / "q", concurrency=2, environment={"http_proxy": proxy.url},
        settings={"REGIORADAR_PATIENCE": 10},
    )  # fmt: skip
    assert {len(result.pages(f"q{n}")) for n in range(6)} == {2}
    spans = {
        host: (min(a.began for a in asked), max(a.ended for a in asked))
        for host in {a.host for a in proxy.asked}
        if (asked := [a for a in proxy.asked if a.host == host])
    }
    for began, _ in spans.values():
        assert sum(other <= began < end for other, end in spans.values()) <= 2


def test_a_source_whose_time_is_over_keeps_what_it_has_and_says_so(proxy, tools, tmp_path):
    many = "".join(f"<a href='/a'>a</a><a href='/t/{n}'>t</a>" for n in range(20))
    proxy.routes["/"] = tools.answer(many)
    proxy.routes |= {f"/t/{n}": tools.answer(DETAIL, delay=90) for n in range(20)}
    tools.source_file(tmp_path / "q", "lang", entries=[("page", "http://lang.localhost/")])
    began = time.monotonic()
    result = tools.run(
        tmp_path / "q", environment={"http_proxy": proxy.url},
        settings={"CLOSESPIDER_TIMEOUT": 4, "DOWNLOAD_TIMEOUT": 60},
    )  # fmt: skip
    assert time.monotonic() - began < 30
    assert set(result.pages("lang")) <= {"/", "/a"}
    assert "/" in result.pages("lang")
    crawl = result.crawls["lang"]
    assert crawl["finish_reason"] == "closespider_timeout"
    (problem,) = crawl["problems"]
    assert (problem["kind"], problem["severity"]) == ("budget", "error")
    assert problem["message"] == ("the crawl was ended: the time that one source may take was over")
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("limit", "reason", "words"),
    [
        ({"REGIORADAR_RUN_TIMEOUT": 5}, "run_timeout", "the time of the run was over"),
        ({"REGIORADAR_RUN_MEMORY": 10}, "run_memory", "the run had taken all the memory it may"),
    ],
)
def test_a_run_that_has_had_its_share_ends_what_is_under_way_and_begins_nothing(
    proxy, tools, tmp_path, limit, reason, words
):
    proxy.routes["a.localhost/a"] = tools.answer(DETAIL, delay=90)
    for name in ("a", "b"):
        tools.source_file(tmp_path / "q", name, entries=[("page", f"http://{name}.localhost/")])
    result = tools.run(
        tmp_path / "q", concurrency=1, environment={"http_proxy": proxy.url},
        settings={**limit, "REGIORADAR_PATIENCE": 60, "DOWNLOAD_TIMEOUT": 60},
    )  # fmt: skip
    assert result.exit_code == 0, result.log
    assert set(result.pages("a")) <= {"/"}
    assert result.crawls["b"]["pages"] == []
    assert {crawl["finish_reason"] for crawl in result.crawls.values()} == {reason}
    told = [crawl["problems"][0]["message"] for _, crawl in sorted(result.crawls.items())]
    assert told == [
        f"the crawl was ended: {words}", f"was not crawled: {words} before its turn",
    ]  # fmt: skip
    assert not any(asked.host == "b.localhost" for asked in proxy.asked)
