"""A run that is killed with SIGKILL, and a plain run after it: as if nothing had happened."""

import sys
import time
from pathlib import Path

import pytest

from store import Store

PROGRAM = str(Path(sys.executable).with_name("regioradar"))

# The replica sites are small: with the real size of a batch nothing would be kept before the end.
SMALL_BATCHES = """
import crawler.batches
crawler.batches._MOST_PAGES = 3
from regioradar.cli import main
main()
"""

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def kept(folder):
    """What a run is for: the pages with all their versions, the events and news, the feeds."""
    with Store.open(folder / "var" / "regioradar.sqlite") as store:
        pages = [
            (page.source_id, page.url, page.status, page.body_hash, page.current)
            for page in store.pages(versions=True)
        ]
        items = [
            sorted(repr(item) for item in kind())
            for kind in (store.events, store.news, store.deadlines)
        ]
        unfinished = sum(run.finished_at is None for run in store.runs())
    # The manifest has time stamps.
    public = folder / "var" / "public"
    files = (file for file in public.rglob("[!.]*") if file.is_file())
    feeds = {str(file.relative_to(public)): file.read_bytes() for file in files}
    return sorted(pages), items, feeds, unfinished


@pytest.fixture(scope="module")
def undisturbed(run_once, replica_server):
    """What a run leaves that nobody kills, and the number of its requests."""
    before = len(replica_server.requests)
    place, result = run_once()
    assert result.returncode == 1, result.stderr  # one page of each site is broken on purpose
    return *kept(place)[:3], len(replica_server.requests) - before


def killed_at(process, moment, reached):
    deadline = time.monotonic() + 30
    while not reached():
        assert process.poll() is None, f"the run was over before {moment}"
        assert time.monotonic() < deadline, f"the run did not get to {moment}"
        time.sleep(0.002)
    process.kill()
    process.communicate()
    assert process.returncode == -9


def test_a_killed_run_is_made_good_by_the_next(folder, radar, start, replica_server, undisturbed):
    pages, items, feeds, total = undisturbed
    assert len(pages) > 20
    assert items[0]
    kills, archived = 0, []
    # Killed again and again, further on each time, and never cleared up in between.
    for share in (0.2, 0.5, 0.8):
        before = len(replica_server.requests)
        wanted = before + int(total * share)
        run = ("run", "--all", "--no-quiet", "--today", "2026-03-02")
        process = start(sys.executable, "-P", "-c", SMALL_BATCHES, *run)
        killed_at(process, f"{share:.0%}", lambda w=wanted: len(replica_server.requests) >= w)
        kills += 1
        with Store.open(folder / "var" / "regioradar.sqlite") as store:
            archived.append(len(store.pages()))
    assert 0 < archived[1] < len(pages), "the second kill was to find a part of the pages"
    result = radar("run", "--all", "--no-quiet")
    assert result.returncode == 1, result.stderr
    found = kept(folder)
    assert found[0] == pages
    assert found[1] == items
    assert found[2] == feeds
    assert found[3] == kills, "a killed run counts as finished"


def test_a_run_that_is_killed_while_it_reads_is_made_good_too(
    folder, radar, start, replica_server, undisturbed
):
    """Between the crawl and the feeds: the pages are there, and are not asked for to be read."""
    process = start(PROGRAM, "run", "--all", "--no-quiet", "--today", "2026-03-02")
    for line in process.stderr:
        if line.startswith("read "):
            break
    process.kill()
    process.communicate()
    assert process.returncode == -9
    before = len(replica_server.requests)
    result = radar("publish")
    assert result.returncode == 0, result.stderr
    assert len(replica_server.requests) == before
    assert kept(folder)[:3] == undisturbed[:3]
