"""An archive that one extractor has read, and another one to read it with."""

import hashlib
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import Result

import parsers
from model import Event, Page
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.job import Job, Stages
from regioradar.pipeline import run
from regioradar.progress import Silent
from sources import Catalogue
from store import Store

FETCHED = datetime(2026, 3, 1, 5, tzinfo=UTC)
PAGES = {
    "alpha": {
        "/eins": b"TERMIN 2026-05-05 Fachtag",
        "/zwei": b"TERMIN 2026-06-06 Forum\nTERMIN 2026-06-07 Werkstatt",
        "/drei": b"MELDUNG Der Fachtag ist voll",
    },
    "beta": {"/vier": b"TERMIN 2026-07-07 Tagung"},
}


class Archive:
    """The database of the test's folder."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.path = folder / "var" / "regioradar.sqlite"
        self._job = Job(
            config=Config(),
            catalogue=catalogue.sources,
            selected=catalogue.enabled,
            clock=Clock.at(date(2026, 3, 2), hour=6),
        )

    def add(self, source_id: str, path: str, body: bytes, fetched_at: datetime = FETCHED) -> None:
        """Archive one page; nobody reads it."""
        page = Page(
            source_id=source_id,
            url=f"http://{source_id}.localhost{path}",
            body=body,
            fetched_at=fetched_at,
        )
        with Store.open(self.path) as store:
            store.save_pages(store.start_run(fetched_at), source_id, [page], (), fetched_at)

    def read(self) -> None:
        """Read what is not read yet, as a run does."""
        run(self._job, Stages(crawl=False), Silent())

    def names(self) -> set[str]:
        """What the events are called."""
        with Store.open(self.path) as store:
            return {stored.event.name for stored in store.events()}

    def content(self) -> str:
        """The hash of everything in the database, as SQL."""
        with closing(sqlite3.connect(self.path)) as connection:
            return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()


@pytest.fixture
def archive(tmp_path: Path, catalogue: Catalogue, plain_parser: None, monkeypatch) -> Archive:
    """Four pages with four events and a piece of news, all read."""
    monkeypatch.setenv("REGIORADAR_SOURCES_DIR", "sources")
    archive = Archive(tmp_path, catalogue)
    for source_id, pages in PAGES.items():
        for path, body in pages.items():
            archive.add(source_id, path, body)
    archive.read()
    return archive


@pytest.fixture
def tomorrow(monkeypatch) -> Callable[..., None]:
    """Have the parsers read other events: what the function makes of each, None for nothing."""
    plain = parsers.extract

    def change(alter: Callable[[Event], Event | None]) -> None:
        def extract(page: Page, context: parsers.Context) -> object:
            extraction = plain(page, context)
            events = tuple(e for e in map(alter, extraction.events) if e is not None)
            return replace(extraction, events=events)

        monkeypatch.setattr(parsers, "extract", extract)
        monkeypatch.setattr(parsers, "EXTRACTOR_VERSION", "test-2")

    return change


@pytest.fixture
def reparse(call: Callable[..., Result]) -> Callable[..., Result]:
    """`regioradar reparse` with these options."""
    return lambda *options: call("reparse", *options)


@pytest.fixture
def blocks() -> Callable[[str], dict[str, list[str]]]:
    """The differences of an output by their kind and name, each with its lines."""

    def parse(output: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for line in output.splitlines():
            head = re.fullmatch(
                r"((?:new|gone|changed) (?:event|news|deadline|page)) \S+ (.+)", line
            )
            if head:
                found[f"{head[1]} {head[2]}"] = lines = []
            elif line.startswith("  "):
                lines.append(line.strip())
        return found

    return parse
