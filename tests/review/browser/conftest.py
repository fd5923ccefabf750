"""Reviewers in Chromium over what a crawl of the replica sites brought.

The sites are crawled once for all processes of a test run; each test has a copy of what came of it.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))  # for the modules beside this one
sys.path.append(str(Path(__file__).resolve().parents[3] / "tools"))

import replicas
from chromium import CHROMIUM, launch
from office import Office, offices
from playwright.sync_api import Browser, sync_playwright
from programs import needs
from scene import USERS

from review.setup import Setup
from store import Store

AFTERNOON = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
"""When the reviewers begin: two hours after the crawl."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests here need Chromium, and reach nothing but loopback."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))
            item.add_marker(needs(CHROMIUM, how="apt-get install chromium"))


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory, password_hash: str) -> Path:
    """The folder of a world that was crawled, with the users of the tests; not to be altered."""
    root = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        root = root.parent

    def furnish(world: replicas.World) -> None:
        world.crawl()
        with Store.open(world.database) as store:
            for name, role in USERS.items():
                store.accounts.add(name, role, password=password_hash, by="Vera", now=AFTERNOON)

    return replicas.once(root, furnish)


@pytest.fixture
def world(crawled: Path, tmp_path: Path) -> replicas.World:
    """A copy of it for one test."""
    return replicas.World.copy(crawled, tmp_path / "world")


@pytest.fixture
def store(world: replicas.World) -> Iterator[Store]:
    """The store of the world, beside the application's own."""
    with Store.open(world.database, timeout=5) as opened:
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, one for each file."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def open_office() -> Iterator[Callable[[Setup], Office]]:
    """Open offices, which close behind the test."""
    with offices() as opening:
        yield opening


@pytest.fixture
def office(world: replicas.World, clock: Any, open_office: Callable[[Setup], Office]) -> Office:
    """An office over the world of the test, given what the program gives it, but for the clock."""
    clock.moment = AFTERNOON
    return open_office(replace(world.setup(), now=clock))
