"""A program that is killed with SIGKILL while it writes leaves the file whole."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from model import EntryKind, Page
from store import Store

PAGES = 60

# Writes source after source as fast as it can and says each step once it is done.
WRITER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from model import Deadline, DeadlineKind, Event, Extraction, NewsItem, Page, PageKind, When
from model import EntryKind, Page
from store import Store

path, first, pages = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
now = datetime(2026, 1, 5, tzinfo=UTC)
with Store.open(path) as store:
    run = store.start_run(now)
    for number in range(first, first + 500):
        source = f"s{number:04}"
        urls = [f"https://{source}.localhost/{n}" for n in range(pages)]
        crawled = [
            Page(source_id=source, url=url, body=url.encode() * 300, fetched_at=now)
            for url in urls
        ]
        store.save_pages(run, source, crawled, (), now)
        print("crawled", source, flush=True)
        items = [
            (
                page_id,
                page,
                Extraction(
                    page_kind=PageKind.EVENT,
                    events=(Event(name=page.url, when=When(start=date(2026, 3, 2))),),
                    news=(NewsItem(headline="A", url=page.url + "/news"),),
                    deadlines=(
                        Deadline(due=date(2026, 2, 1), kind=DeadlineKind.OTHER, quote="bis"),
                    ),
                ),
            )
            for page_id, page in store.pages_to_extract(source, "1")
        ]
        store.save_extractions(run, source, items, "1", now)
        print("read", source, flush=True)
"""


def killed_run(path: Path, first: int, steps: int, delay: float) -> list[str]:
    """Start the writer, kill it `delay` seconds after its step number `steps`; what it said."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first), str(PAGES)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout:
        said = [process.stdout.readline() for _ in range(steps)]
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        said += process.stdout.readlines()
    assert process.wait() == -signal.SIGKILL
    return [line.strip() for line in said if line.endswith("\n")]


def counts(connection: sqlite3.Connection, table: str, source: str) -> int:
    sql = f"SELECT COUNT(*) FROM {table} WHERE source_id = ?"  # noqa: S608
    return int(connection.execute(sql, (source,)).fetchone()[0])


def check_whole(path: Path, said: list[str]) -> None:
    """Every step is there whole or not at all, and what was said to be done is there."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = connection.execute("SELECT source_id, pages, events FROM source_runs")
        health = {source: (pages, events) for source, pages, events in rows}
        stored = connection.execute("SELECT DISTINCT source_id FROM pages").fetchall()
        assert {source for (source,) in stored} == set(health)
        for source, (pages, events) in health.items():
            assert pages == PAGES == counts(connection, "pages", source)
            assert events in (0, PAGES)
            for table in ("mentions", "news", "deadlines"):
                assert counts(connection, table, source) == events
        events_in_all = connection.execute("SELECT COUNT(*) FROM events").fetchone()[0]
        assert events_in_all == sum(events for _, events in health.values())
    for line in said:
        step, source = line.split()
        assert source in health
        assert step == "crawled" or health[source][1] == PAGES


def test_killed_in_the_middle_several_times(tmp_path: Path) -> None:
    path = tmp_path / "regioradar.sqlite"
    chance = random.Random(20260105)
    said: list[str] = []
    for attempt in range(5):
        steps = 1 + attempt % 4
        said += killed_run(path, attempt * 1000, steps, chance.uniform(0.0, 0.05))
        check_whole(path, said)
    with Store.open(path) as store:
        left = sum(len(list(store.pages_to_extract(r.source_id, "1"))) for r in store.health())
        assert left in range(0, PAGES * 5 + 1, PAGES)
        assert len(store.runs()) == 5
        assert all(run.finished_at is None for run in store.runs())


def test_killed_while_the_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "regioradar.sqlite"
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), "0", str(PAGES)], stdout=subprocess.DEVNULL
    )
    while not path.exists():
        time.sleep(0.0005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    Store.open(path).close()
    check_whole(path, [])


PRUNER = """
import sys
from datetime import date
from pathlib import Path
from store import Retention, Store

with Store.open(Path(sys.argv[1])) as store:
    days = Retention(bodies_without_event=1, addresses=1)
    for pruned in store.pruning(days, date(2030, 1, 1)).carry_out():
        print(pruned.kind, pruned.rows, flush=True)
"""


def test_killed_while_it_prunes(tmp_path: Path) -> None:
    """What it said is gone is gone, all else is there whole, and the next call does the rest."""
    path = tmp_path / "regioradar.sqlite"
    seen = datetime(2026, 1, 5, tzinfo=UTC)
    with Store.open(path) as store:
        urls = [f"https://s.localhost/{n}" for n in range(3000)]
        pages = [
            Page(source_id="s", url=u, body=u.encode(), fetched_at=seen, role=EntryKind.SITEMAP)
            for u in urls
        ]
        store.save_pages(store.start_run(seen), "s", pages, (), seen)
    gone = {"bodies": 0, "versions": 0}
    for steps in (2, 6, 9):
        process = subprocess.Popen(
            [sys.executable, "-c", PRUNER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        with process.stdout:
            said = [process.stdout.readline() for _ in range(steps)]
            os.kill(process.pid, signal.SIGKILL)
            said += process.stdout.readlines()
        process.wait()
        for kind, count in (line.split() for line in said if line.endswith("\n")):
            gone[kind] += int(count)
        with Store.open(path) as store:
            left = store.pages("s")
            assert len(left) <= 3000 - gone["versions"]
            assert sum(page.has_body for page in left) <= 3000 - gone["bodies"]
            assert all(store.page(page.page_id).body for page in left if page.has_body)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert 0 < gone["bodies"] <= 3000
    subprocess.run([sys.executable, "-c", PRUNER, str(path)], check=True, capture_output=True)
    with Store.open(path) as store:
        assert store.pages("s") == ()
