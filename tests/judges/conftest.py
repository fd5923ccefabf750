"""One rich published folder for all judges, made through the public interface, and its server."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # for the modules beside this one

import invented
from browsing import launch
from playwright.sync_api import sync_playwright

from feeds import FeedSettings, Snapshot, build
from feeds.lint import lint_files
from regioradar.serve import FeedServer


@dataclass(frozen=True)
class Site:
    """A published folder, where it is served, what it was made of and when, what was told of it."""

    folder: Path
    address: str
    snapshot: Snapshot
    settings: FeedSettings
    now: datetime
    told: tuple[str, ...]

    @property
    def published(self) -> str:
        """The address that the world sees."""
        return self.settings.base_url

    def files(self, *suffixes: str) -> list[Path]:
        """The published files with these endings, in order."""
        return sorted(file for file in self.folder.rglob("*") if file.suffix in suffixes)

    def name(self, file: Path) -> str:
        """The file's address, relative to the site's."""
        return file.relative_to(self.folder).as_posix()

    def name_of(self, address: str) -> str:
        """The name of the file at a public address."""
        return address.removeprefix(self.published)


def published(folder: Path, snapshot: Snapshot, settings: FeedSettings) -> tuple[str, ...]:
    """Write all files of `snapshot` into `folder`; return what was said of them."""
    built = build(snapshot, settings)
    for name, body in built.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    found = lint_files(built.files, settings, now=invented.NOW)
    return (*(problem.message for problem in built.problems), *map(str, found))


@pytest.fixture(scope="session")
def serve() -> Iterator:
    """Return a function that serves a folder on loopback and gives its address."""
    servers = []

    def serving(folder: Path) -> str:
        server = FeedServer(folder)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        servers.append((server, thread))
        return server.address

    yield serving
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory, serve) -> Site:
    folder = tmp_path_factory.mktemp("site")
    told = published(folder, invented.SNAPSHOT, invented.SETTINGS)
    return Site(folder, serve(folder), invented.SNAPSHOT, invented.SETTINGS, invented.NOW, told)


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Chromium, started once."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()
