"""The replica sites crawled into an archive, and what was last accepted as their reading.

`accepted/<source id>.json` holds for each page, by its address, what the parsers gave when
somebody last looked it over, without the places where each value was read.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from crawler.rendering import lacking
from model import EventList, Extraction, Page, PageKind, Problem, ProblemKind, Severity
from model.schema_org import (
    deadline_from_json,
    event_from_json,
    extraction_to_json,
    news_from_json,
)
from regioradar.cli import main
from regioradar.joining import EventMatcher
from regioradar.pages import read_page
from regioradar.replica import ReplicaServer
from regioradar.surroundings import Surroundings, names_of
from sources import load_catalogue
from store import Store

TESTS = Path(__file__).parents[1]
ACCEPTED = Path(__file__).parent / "accepted"
SITES = [TESTS / "sites", TESTS / "sites_crawl"]
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOW_TO_ACCEPT = "If that is as it should be: make replay-accept, and look over what git then shows."
LEFT_OUT = ("evidence", "reasons", "calendarLinks")

Reading = dict[str, Any]


@dataclass(frozen=True)
class Archive:
    """A folder with the catalogue of the replica sites and a database of their pages."""

    folder: Path
    source_ids: tuple[str, ...]

    @property
    def database(self) -> Path:
        return self.folder / "var" / "regioradar.sqlite"

    def readings(self) -> dict[str, dict[str, Reading]]:
        """What today's parsers give for each page, by source and address."""
        catalogue = load_catalogue(self.folder / "sources")
        surroundings = Surroundings(catalogue.sources)
        with Store.open(self.database) as store:
            return {
                source.id: {
                    page.url: to_reading(read_page(page, source, surroundings))
                    for page in pages_of(store, source.id)
                }
                for source in catalogue.sources
            }

    def accept(self, accepted: Mapping[str, Mapping[str, Reading]]) -> None:
        """Make these readings the present state of the database; pages without one stay unread."""
        catalogue = load_catalogue(self.folder / "sources")
        with Store.open(self.database) as store:
            run_id = store.start_run(NOW)
            for source in catalogue.sources:
                readings = accepted[source.id]
                items = (
                    (page_id, page, from_reading(readings[page.url]))
                    for page_id, page in store.pages_to_reread(source.id)
                    if page.url in readings
                )
                store.save_extractions(run_id, source.id, items, "accepted", NOW, names_of(source))
            store.consolidate(EventMatcher(Surroundings(catalogue.sources)), NOW)

    def reparse(self) -> Result:
        """`regioradar reparse --check --dry-run`, in this process."""
        config = str(self.folder / "regioradar.toml")
        return CliRunner().invoke(main, ["--config", config, "reparse", "--check", "--dry-run"])


def pages_of(store: Store, source_id: str) -> Iterator[Page]:
    return (page for _, page in store.pages_to_reread(source_id))


def to_reading(extraction: Extraction) -> Reading:
    """An extraction as it is accepted: without what is empty and where it was read."""
    data = extraction_to_json(extraction)
    data["lists"] = [asdict(found) for found in extraction.lists]
    data["saysNone"] = extraction.says_none
    kept: Reading = without_empty(data)
    return kept


def without_empty(data: Any) -> Any:
    if isinstance(data, list | tuple):
        return [without_empty(value) for value in data]
    if not isinstance(data, dict):
        return data
    full = {key: without_empty(value) for key, value in data.items() if key not in LEFT_OUT}
    return {key: value for key, value in full.items() if value not in (None, "", [], {})}


def from_reading(data: Reading) -> Extraction:
    """The reverse of `to_reading`."""
    return Extraction(
        page_kind=PageKind(data["pageKind"]),
        events=tuple(map(event_from_json, data.get("events", ()))),
        news=tuple(map(news_from_json, data.get("news", ()))),
        deadlines=tuple(map(deadline_from_json, data.get("deadlines", ()))),
        problems=tuple(
            Problem(
                kind=ProblemKind(problem["kind"]),
                severity=Severity(problem["severity"]),
                message=problem.get("message", ""),
            )
            for problem in data.get("problems", ())
        ),
        lists=tuple(
            EventList(
                selector=found.get("selector", ""),
                entries=found["entries"],
                sample=tuple(found.get("sample", ())),
            )
            for found in data.get("lists", ())
        ),
        says_none=data.get("saysNone", ""),
    )


class Accepted:
    """The files of what was accepted, one a source."""

    def files(self) -> list[Path]:
        return sorted(ACCEPTED.glob("*.json"))

    def of(self, source_id: str) -> dict[str, Reading] | None:
        """None where nothing was accepted yet."""
        file = ACCEPTED / f"{source_id}.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None

    def write(self, source_id: str, readings: Mapping[str, Reading]) -> None:
        ACCEPTED.mkdir(exist_ok=True)
        (ACCEPTED / f"{source_id}.json").write_text(self.text_of(readings), encoding="utf-8")

    def text_of(self, readings: Mapping[str, Reading]) -> str:
        return json.dumps(readings, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def crawl(folder: Path) -> tuple[str, ...]:
    """Crawl the sites into the folder's database; the ids of those that this machine can show."""
    (folder / "sources").mkdir()
    showable = os.environ.get("CI") == "true" or not lacking("/usr/bin/chromium")
    for site in SITES:
        for file in site.glob("*/source.toml"):
            if showable or "javascript = true" not in file.read_text(encoding="utf-8"):
                shutil.copy(file, folder / "sources" / f"{file.parent.name}.toml")
    (folder / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "radar@example.org"\n'
        '[crawl]\ndelay = 0\ntimeout = 10\nretries = 0\nunsafe_test_networks = ["127.0.0.1/32"]\n',
        encoding="utf-8",
    )
    with ReplicaServer(SITES) as server:
        done = subprocess.run(
            [Path(sys.executable).with_name("regioradar"), "crawl", "--today", "2026-03-02"],
            cwd=folder,
            env={**clean_environment(), **server.proxies},
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert done.returncode in (0, 1), done.stderr
    return tuple(sorted(file.stem for file in (folder / "sources").glob("*.toml")))


def clean_environment() -> dict[str, str]:
    """Without proxies and settings of whoever runs the tests."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy") and not name.startswith("REGIORADAR_")
    }


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """All replica sites in an archive, unread."""
    folder = tmp_path_factory.mktemp("replay") / "crawled"
    folder.mkdir()
    return Archive(folder, crawl(folder))


@pytest.fixture
def archive(crawled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A copy of it for one test."""
    for name in set(os.environ) - set(clean_environment()):
        monkeypatch.delenv(name)
    return Archive(shutil.copytree(crawled.folder, tmp_path / "copy"), crawled.source_ids)


@pytest.fixture
def gate(archive: Archive) -> Callable[[Mapping[str, Mapping[str, Reading]]], None]:
    """Fail with the differences where today's parsers read something else than was accepted."""

    def check(accepted: Mapping[str, Mapping[str, Reading]]) -> None:
        archive.accept(accepted)
        result = archive.reparse()
        if result.exit_code:
            told = result.stdout if result.exit_code == 1 else result.stderr
            pytest.fail(f"{told}\n{HOW_TO_ACCEPT}", pytrace=False)

    return check


@pytest.fixture
def accepted() -> Accepted:
    """What was last accepted."""
    return Accepted()
