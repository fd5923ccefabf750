"""One rich published folder for all judges, made through the public interface, and its server."""

import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # for the modules beside this one
sys.path.append(str(Path(__file__).parents[2] / "tools"))

import hostile
import invented
from chromium import launch
from playwright.sync_api import Browser, sync_playwright
from publication import Serve, Site, publish

from regioradar.serving import FeedServer


@contextmanager
def in_thread(server: FeedServer | ThreadingHTTPServer) -> Iterator[None]:
    """Let a server answer until the end."""
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Return a function that serves a folder on loopback and gives its address."""
    with ExitStack() as stack:

        def serving(folder: Path) -> str:
            server = stack.enter_context(FeedServer(folder))
            stack.enter_context(in_thread(server))
            return server.address

        yield serving


class _Plain(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (named by http.server)
        """Say nothing."""


@pytest.fixture
def serve_plainly() -> Iterator[Serve]:
    """Return the like, by a server that guards nothing: for what is bad on purpose."""
    with ExitStack() as stack:

        def serving(folder: Path) -> str:
            handler = partial(_Plain, directory=folder)
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            stack.enter_context(in_thread(server))
            return f"http://127.0.0.1:{server.server_port}/"

        yield serving


@pytest.fixture(scope="session")
def site(tmp_path_factory, serve) -> Site:
    root = tmp_path_factory.mktemp("site")
    return publish(root, invented.SNAPSHOT, invented.SETTINGS, serve)


@pytest.fixture(scope="session")
def evil(tmp_path_factory, serve) -> Site:
    """A site all of whose texts are hostile."""
    root = tmp_path_factory.mktemp("hostile")
    return publish(root, hostile.SNAPSHOT, hostile.SETTINGS, serve)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, one for each file: while it runs, nobody else can have an event loop."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()
