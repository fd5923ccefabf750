"""Counting changes nothing, deleting goes in small steps, and the file stays bounded."""

import random
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from model import (
    EntryKind,
    Extraction,
    Page,
    PageKind,
    StoreError,
)
from store import PrunedKind, Retention

ONE = "https://region.localhost/eins"
TWO = "https://region.localhost/zwei"
LIST = "https://region.localhost/termine"
OTHER = Extraction(page_kind=PageKind.OTHER)
ROWS = Retention(
    bodies_without_event=30, bodies_with_event=365, addresses=400, problems=400, runs=400
)


def other_words(text: str) -> Extraction:
    """A page without an event; what the scene makes its body of."""
    return Extraction(page_kind=PageKind.OTHER, headline=text)


def test_counting_changes_nothing(scene: Any, digest: Callable[[Path], str]) -> None:
    scene.run({ONE: OTHER, TWO: other_words("zwei")})
    scene.store._connection.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = digest(scene.path)
    due = scene.store.pruning(ROWS, date(2030, 1, 1)).due()
    assert {pruned.kind: pruned.rows for pruned in due if pruned.rows} == {
        PrunedKind.BODIES: 2,
        PrunedKind.VERSIONS: 2,
        PrunedKind.VISITS: 2,
        PrunedKind.FIGURES: 1,
    }
    assert all(pruned.size for pruned in due if pruned.rows)
    assert digest(scene.path) == before
    assert not scene.path.with_name(scene.path.name + "-wal").stat().st_size


def test_it_deletes_in_small_steps_and_whoever_stops_leaves_a_whole_store(scene: Any) -> None:
    scene.run({f"{ONE}/{n}": other_words(str(n)) for n in range(450)})
    steps = scene.store.pruning(ROWS, date(2030, 1, 1)).carry_out()
    assert next(steps).rows == 200
    assert len(scene.kept()) == 250
    steps.close()
    assert scene.prune(date(2030, 1, 1)) == {PrunedKind.BODIES: 250}


def test_what_is_due_is_found_by_indexes(scene: Any) -> None:
    """A list of years has thousands of mentions and a version a day; each is looked up daily."""
    db = scene.store._connection.db
    statements: list[str] = []
    db.conn.set_trace_callback(statements.append)
    scene.store.pruning(ROWS, date(2030, 1, 1)).due()
    db.conn.set_trace_callback(None)
    plans = [
        [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
        for statement in statements
        if statement.startswith("SELECT COUNT")
    ]
    bodies, versions = plans[:2]
    assert "SEARCH bodies USING INDEX bodies_kept (hash>?)" in bodies
    for plan in (bodies, versions):
        assert sum("mentions_in_time (source_id=? AND page_url=? AND" in step for step in plan) == 2


def test_what_is_deleted_cannot_be_found_in_the_file(scene: Any) -> None:
    """Kept bodies are compressed; one that cannot be lies in the file as it is."""
    body = random.Random(7).randbytes(40_000)
    page = Page(
        source_id="region", url=ONE, body=body, fetched_at=scene.now, role=EntryKind.SITEMAP
    )
    scene.store.save_pages(scene.store.start_run(scene.now), "region", [page], (), scene.now)
    scene.store._connection.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert body[20_000:21_000] in scene.path.read_bytes()
    scene.prune(date(2030, 1, 1))
    scene.store.close()
    assert body[20_000:21_000] not in scene.path.read_bytes()


def test_years_of_runs_keep_the_file_bounded(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    """A list that changes with every run, news that come and go, an event a week.

    Each run brings 20 KB that cannot be compressed; what stays for ever is the event.
    """
    days = Retention(
        bodies_without_event=30, bodies_with_event=60, addresses=90, problems=90, runs=90
    )
    chance = random.Random(20260105)
    pages: list[int] = []
    for week in range(100):
        scene.now += timedelta(days=6)
        day = scene.now.date() + timedelta(days=20)
        scene.run(
            {
                LIST: other_words(chance.randbytes(10_000).hex()),
                f"{ONE}/{week}": told(event(f"Tagung {week}", day), text=""),
                f"{TWO}/{week}": other_words(chance.randbytes(10_000).hex()),
            }
        )
        for _ in scene.store.pruning(days, scene.now.date()).carry_out():
            pass
        (size,) = scene.rows("PRAGMA page_count")
        pages.append(size["page_count"])
    assert len(scene.store.events()) == 100
    assert len(scene.kept()) < 40
    assert (pages[-1] - pages[49]) * 4096 / 50 < 8000


def test_vacuum_gives_the_room_back(scene: Any) -> None:
    chance = random.Random(3)
    scene.run({f"{ONE}/{n}": other_words(chance.randbytes(5000).hex()) for n in range(80)})
    scene.prune(date(2030, 1, 1), ROWS)
    before, after = scene.store.vacuum()
    assert after < before / 2
    assert after == scene.path.stat().st_size
    assert scene.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_vacuum_is_refused_where_the_disk_has_no_room_for_it(
    scene: Any, monkeypatch: pytest.MonkeyPatch, digest: Callable[[Path], str]
) -> None:
    scene.run({ONE: OTHER})
    scene.store._connection.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = digest(scene.path)
    full = SimpleNamespace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(StoreError, match=r"regioradar\.sqlite: .* needs .* and 1,000 are free"):
        scene.store.vacuum()
    assert digest(scene.path) == before
