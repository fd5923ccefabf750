"""Databases as past programs left them: each is migrated, and keeps all that it knew."""

import gzip
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from feeds import FeedSettings, Snapshot, build
from store import Store
from store.backups import examine, steps_of
from store.migrations import NAMES

RELEASED = Path(__file__).parent / "released"
FILES = sorted(RELEASED.glob("*.sqlite.gz"))
DAY = date(2026, 3, 2)
KEPT = {
    "events": "uid, sequence, created, last_modified, start_day, end_day, locality, status",
    "pages": "id, source_id, url, fetched_at, body_hash, etag, current",
    "bodies": "hash, data",
    "runs": "id, started_at, finished_at, exit_code",
    "aliases": "key, 0",
    "news": "uid, created, last_modified",
    "decisions": "id, kind, by, at",
    "corrections": "*",
}
"""The columns of a table that no step may alter, where the file has the table."""


def rows(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def tables(path: Path) -> set[str]:
    return {row[0] for row in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}


def schema(path: Path) -> set[str]:
    """All tables, indexes and triggers, their columns in whichever order they were added."""
    found = set()
    for name, sql in rows(path, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        columns = sorted(map(str, (r[1:] for r in rows(path, f'PRAGMA table_info("{name}")'))))
        found.add((name, str(columns) if columns else " ".join(sql.split())))
    return found


def kept(path: Path, among: set[str]) -> dict[str, list[Any]]:
    return {
        table: rows(path, f'SELECT {columns} FROM "{table}" ORDER BY 1, 2')  # noqa: S608
        for table, columns in KEPT.items()
        if table in among
    }


def told(calendar: bytes) -> dict[str, tuple[str, str]]:
    """SEQUENCE and DTSTART of each event by its UID."""
    text = calendar.decode().replace("\r\n ", "")
    found = {}
    for part in text.split("BEGIN:VEVENT")[1:]:
        lines = dict(re.findall(r"^(UID|SEQUENCE|DTSTART)[^:]*:(.*)\r$", part, re.MULTILINE))
        found[lines["UID"]] = (lines["SEQUENCE"], lines["DTSTART"])
    return found


@pytest.fixture(params=FILES, ids=lambda file: file.name.removesuffix(".sqlite.gz"))
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The database of one release in a folder of its own."""
    path = tmp_path / "regioradar.sqlite"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


@pytest.fixture
def calendar(request: pytest.FixtureRequest, released: Path) -> bytes:
    """The calendar that was published from it."""
    name = request.node.callspec.params["released"].name.removesuffix(".sqlite.gz")
    return (RELEASED / f"{name}.ics").read_bytes()


def test_every_step_that_ended_a_release_is_among_them(tmp_path: Path) -> None:
    ends = set()
    for file in FILES:
        path = tmp_path / file.stem
        path.write_bytes(gzip.decompress(file.read_bytes()))
        ends.add(steps_of(path, 1).schema)
    assert {"0002_events", "0003_health", "0005_retention", "0006_review"} <= ends


def test_it_is_small_and_names_no_machine(released: Path) -> None:
    body = released.read_bytes()
    assert len(body) < 1_000_000
    assert not re.search(rb"/(?:tmp|home|root|work|Users)/", body)


def test_it_is_migrated_and_keeps_what_it_knew(released: Path, tmp_path: Path) -> None:
    among = tables(released)
    before = kept(released, among)
    assert before["events"]
    pending = steps_of(released, 1).pending
    asked = []

    class Around:
        def __init__(self, first: str) -> None:
            asked.append(first)

        def __enter__(self) -> None:
            assert kept(released, among) == before

        def __exit__(self, *_: object) -> None:
            pass

    Store.open(released, migrating=Around).close()
    assert asked == list(pending[:1])
    assert kept(released, among) == before
    assert examine(released).steps.applied == NAMES
    Store.open(tmp_path / "new.sqlite").close()
    assert schema(released) == schema(tmp_path / "new.sqlite")
    body = released.read_bytes()
    Store.open(released, migrating=Around).close()
    assert released.read_bytes() == body
    assert asked == list(pending[:1])


def test_nothing_is_lost_from_the_calendar(released: Path, calendar: bytes) -> None:
    settings = FeedSettings(base_url="http://127.0.0.1:8080/", past_days=36500)
    with Store.open(released) as store:
        snapshot = Snapshot(
            events=store.events(), news=store.news(), deadlines=store.deadlines(), today=DAY
        )
    assert told(calendar)
    assert told(build(snapshot, settings).files["alle.ics"]) == told(calendar)


def test_what_staff_decided_holds(released: Path) -> None:
    if "decisions" not in tables(released):
        pytest.skip("nothing could be decided yet")
    decided = rows(released, "SELECT count(*) FROM decisions")
    (corrected,) = rows(released, "SELECT count(*) FROM corrections")[0]
    assert decided == [(2,)]
    assert corrected == 1
    with Store.open(released) as store:
        names = [event.event.name for event in store.events() if event.corrections]
    assert names == ["Fachtag Ländlicher Raum"]
