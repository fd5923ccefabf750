"""One rich published folder for all judges, made through the public interface, and its server."""

import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # for the modules beside this one

import invented
from browsing import launch
from playwright.sync_api import Browser, sync_playwright
from publication import Serve, Site, publish

from regioradar.serving import FeedServer


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Return a function that serves a folder on loopback and gives its address."""
    with ExitStack() as stack:

        def serving(folder: Path) -> str:
            server = stack.enter_context(FeedServer(folder))
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return server.address

        yield serving


@pytest.fixture(scope="session")
def site(tmp_path_factory, serve) -> Site:
    root = tmp_path_factory.mktemp("site")
    return publish(root, invented.SNAPSHOT, invented.SETTINGS, serve)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()
