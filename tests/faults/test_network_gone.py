"""Our own network goes away, before a run or in the middle of it: no source is to blame."""

import socket
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import little_world
import pytest
from evidence import check_database, feeds, kept

from crawler.archive import SourceCrawl, Visited
from model import EntryKind, Verdict
from regioradar.reachability import out_of_reach
from store import Store

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


class Line:
    """A line to the replica server that is cut for good after so many requests."""

    def __init__(self, server, requests):
        self._far = server.port
        self._left = requests
        self._lock = threading.Lock()
        self._open = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.proxies = {"http_proxy": f"http://127.0.0.1:{self._listener.getsockname()[1]}"}
        if requests:
            threading.Thread(target=self._accept, daemon=True).start()
        else:
            self._listener.close()

    def cut(self):
        with self._lock:
            for one in [self._listener, *self._open]:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()

    def _accept(self):
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._far))
                self._open += [near, far]
                threading.Thread(target=self._pump, args=(near, far, True), daemon=True).start()
                threading.Thread(target=self._pump, args=(far, near, False), daemon=True).start()

    def _pump(self, source, target, asks):
        with suppress(OSError):
            while data := source.recv(65536):
                if asks:
                    self._left -= 1
                    if self._left < 0:
                        self.cut()
                        return
                target.sendall(data)


@contextmanager
def line_to(server, requests):
    line = Line(server, requests)
    try:
        yield line.proxies
    finally:
        line.cut()


def run(world, folder, proxies, *options):
    today = ("--today", little_world.DAYS[1])
    return world.forks.run(folder, "run", "--all", "--no-quiet", *options, *today, **proxies)


def health(folder):
    with Store.open(folder / "var" / "regioradar.sqlite") as store:
        return {
            source: ([r.started_at for r in store.history(source, 1)], store.visits(source))
            for source in little_world.SOURCES
        }


def test_no_network_from_the_start_is_said_once_and_blames_nobody(world):
    folder = world.copy(world.first, "cut")
    before = health(folder)
    old = feeds(folder / "var" / "public")
    with line_to(world.server, 0) as proxies:
        ended = run(world, folder, proxies)
    assert ended.status == 1
    assert ended.output.count("is the network gone?") == 1
    assert "3 sources do not count as crawled" in ended.output
    assert "newly broken" not in ended.output
    # The day has changed since, nothing else has.
    assert feeds(folder / "var" / "public")["alle.ics"] == old["alle.ics"]
    after = health(folder)
    assert {name: visits for name, (_, visits) in after.items()} == {
        name: visits for name, (_, visits) in before.items()
    }
    assert run(world, folder, world.server.proxies).status == 0
    check_database(folder)
    assert kept(folder) == world.undisturbed


@pytest.mark.parametrize("requests", [1, 3, 6, 9, 12, 15])
def test_a_network_that_goes_in_mid_run_takes_nothing_back(world, requests, record_property):
    folder = world.copy(world.first, "cut")
    with line_to(world.server, requests) as proxies:
        ended = run(world, folder, proxies)
    assert ended.status == 1
    with Store.open(folder / "var" / "regioradar.sqlite") as store:
        told = {event.event.name for event in store.events()}
    assert {event.name for events in little_world.told(0).values() for event in events} <= told
    assert run(world, folder, world.server.proxies).status == 0
    check_database(folder)
    assert kept(folder).feeds == world.undisturbed.feeds
    record_property("cut after requests", requests)


def crawl(name, *visits):
    """A crawl whose visits came `minute` minutes after noon: (minute, answered)."""
    return SourceCrawl(
        source_id=name,
        visits=tuple(
            Visited(
                url=f"https://{name}.example/{minute}",
                verdict=Verdict.OK if good else Verdict.UNREACHABLE,
                role=EntryKind.PAGE,
                entry=True,
                at=NOW + timedelta(minutes=minute),
                status=200 if good else 0,
            )
            for minute, good in visits
        ),
        problems=(),
        requests=len(visits),
        pages=0,
        size=0,
        started_at=NOW,
        finished_at=NOW,
        finish_reason="finished",
    )


def test_one_dead_host_or_two_are_theirs_to_mend():
    well = crawl("a", (0, True), (5, True))
    dead = [crawl("b", (6, False)), crawl("c", (7, False))]
    assert out_of_reach([well, *dead], {"a", "b", "c"}) is None
    assert out_of_reach([crawl("a", (0, False))], {"a"}) is None


def test_hosts_that_are_dead_for_long_are_no_sign():
    known = [crawl(name, (6, False)) for name in "bcd"]
    assert out_of_reach([crawl("a", (5, True)), *known], {"a", "b"}) is None


def test_three_that_were_well_are_no_chance():
    lost = [crawl(name, (6, False)) for name in "bcd"]
    gone = out_of_reach([crawl("a", (5, True)), *lost], set("abcd"))
    assert gone is not None
    assert gone.source_ids == ("b", "c", "d")
    assert "since 12:05 UTC" in str(gone)


def test_who_was_dead_before_the_last_answer_is_dead_by_itself():
    lost = [crawl(name, (4, False)) for name in "bcd"]
    assert out_of_reach([crawl("a", (5, True)), *lost], set("abcd")) is None


def test_where_nothing_is_reached_it_is_said_even_of_the_first_run():
    gone = out_of_reach([crawl("a", (1, False)), crawl("b", (2, False))], (), "ab")
    assert gone is not None
    assert gone.since is None


def test_a_run_in_which_only_dead_sources_are_due_is_no_sign():
    """The others are not due today: those that are dead for long must be told as broken."""
    dead = [crawl("a", (1, False)), crawl("b", (2, False)), crawl("c", (3, False))]
    assert out_of_reach(dead, ()) is None
    assert out_of_reach(dead, "a") is None
