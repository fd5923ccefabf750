"""A program with a database over two replica sites, in a folder of its own."""

import gzip
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from regioradar.cli import main

TESTS = Path(__file__).parents[2]
RELEASED = TESTS / "store" / "released"
NEWEST = sorted(RELEASED.glob("*.sqlite.gz"))[-1]
OLDEST = sorted(RELEASED.glob("*.sqlite.gz"))[0]

Radar = Callable[..., Result]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with sources and configuration, and no database yet."""
    (tmp_path / "sources").mkdir()
    for name in ("bmwe", "expertrainee"):
        shutil.copy(TESTS / "sites" / name / "source.toml", tmp_path / "sources" / f"{name}.toml")
    (tmp_path / "regioradar.toml").write_text(
        'sources_dir = "sources"\n[publish]\npast_days = 36500\n[store]\ntimeout = 0.2\n'
    )
    (tmp_path / "var").mkdir()
    return tmp_path


@pytest.fixture
def put(site: Path) -> Callable[[Path], Path]:
    """Lay the database of a release where the program looks for its own."""

    def lay(released: Path) -> Path:
        database = site / "var" / "regioradar.sqlite"
        database.write_bytes(gzip.decompress(released.read_bytes()))
        return database

    return lay


@pytest.fixture
def old(put: Callable[[Path], Path]) -> Path:
    """The database of the first release."""
    return put(OLDEST)


@pytest.fixture
def database(put: Callable[[Path], Path], site: Path, radar: Radar) -> Path:
    """A database of this program's state, with events and decisions in it."""
    found = put(NEWEST)
    assert radar("upgrade").exit_code == 0
    shutil.rmtree(site / "var" / "backups", ignore_errors=True)
    return found


@pytest.fixture
def radar(site: Path, monkeypatch: pytest.MonkeyPatch) -> Radar:
    """Run the program in that folder."""
    monkeypatch.chdir(site)
    return lambda *args: CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def backups(site: Path) -> Callable[[], list[str]]:
    """The names of all files in the folder of backups."""
    folder = site / "var" / "backups"
    return lambda: sorted(file.name for file in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def content() -> Callable[[Path], list[str]]:
    """All that stands in a database, as SQL."""

    def of(path: Path) -> list[str]:
        uri = f"file:{path}?immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return list(connection.iterdump())

    return of


@pytest.fixture
def publish(radar: Radar, site: Path) -> Callable[[], dict[str, bytes]]:
    """Publish with the clock of the demo and return all files."""

    def files() -> dict[str, bytes]:
        done = radar("publish", "--today", "2026-03-02", "--json")
        assert done.exit_code == 0, done.stderr
        public = site / "var" / "public"
        return {
            str(file.relative_to(public)): file.read_bytes()
            for file in public.rglob("*")
            if file.is_file() and file.name != ".regioradar.json"
        }

    return files
