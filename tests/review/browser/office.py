"""The application over a database, served on loopback by waitress, and reviewers in Chromium."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[2] / "judges"))

from browsing import Visit, visit
from playwright.sync_api import Browser, Page
from scene import PASSWORD

from regioradar.serving import WebServer
from review.app import create_app
from review.setup import Setup
from store import Store
from store.reviewing.records import ActKind, QueueFilter, QueueItem

UNDO = ".message button:has-text('Rückgängig')"
SEEN = "html.is-seen, html:not(.has-script)"
"""A page that was shown for long enough to decide on it; without the script any is."""


class Reviewer:
    """Somebody who is logged in; `visit.noted` is what should not have happened."""

    def __init__(self, visited: Visit, address: str) -> None:
        self.visit = visited
        self.page: Page = visited.page
        self.address = address

    def log_in(self, name: str) -> None:
        """Log in, at first or when a session has come to its end."""
        self.open("anmelden")
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORD)
        self.click_and_go("main form button")
        assert "anmelden" not in self.page.url, self.page.inner_text("main")

    def open(self, path: str = "") -> Page:
        """Show a screen."""
        return self.visit.open(path)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other; what leads elsewhere is waited for."""
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_load_state("load")

    def press_and_go(self, key: str) -> None:
        """Press a key that leads to another page, and wait for it."""
        self.page.locator(SEEN).wait_for()
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(key)

    def click_and_go(self, selector: str) -> None:
        """Click what leads to another page, and wait for it."""
        self.page.locator(SEEN).wait_for()
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(selector).first.click()

    @property
    def message(self) -> str:
        """What the page says of what was done last."""
        return " ".join(self.page.locator(".messages").first.inner_text().split())

    @property
    def heading(self) -> str:
        """The title of the screen: of an event its name."""
        return self.page.locator("h1").first.inner_text().strip()

    @property
    def names(self) -> list[str]:
        """The events of the list that is shown."""
        return [text.strip() for text in self.page.locator("[data-open]").all_inner_texts()]


class Office:
    """One application, for as many reviewers as come."""

    def __init__(self, setup: Setup) -> None:
        self.app = create_app(setup)
        self._server = WebServer(self.app)
        self.address = self._server.address
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._thread.join()
        self._server.__exit__(None, None, None)
        self.app.extensions["regioradar-stores"].close()

    @contextmanager
    def reviewer(
        self, browser: Browser, name: str = "Paula", **settings: Any
    ) -> Iterator[Reviewer]:
        """Somebody who has logged in, in a browser of her own."""
        with visit(browser, self.address, **settings) as visited:
            made = Reviewer(visited, self.address)
            made.log_in(name)
            yield made


@contextmanager
def offices() -> Iterator[Callable[[Setup], Office]]:
    """Open offices that close at the end of the block."""
    opened: list[Office] = []

    def opening(setup: Setup) -> Office:
        opened.append(Office(setup))
        return opened[-1]

    try:
        yield opening
    finally:
        for office in opened:
            office.close()


def uid_of(store: Store, name: str) -> str:
    """The UID of the one event of that name."""
    (found,) = (stored.uid for stored in store.events() if stored.event.name == name)
    return found


def open_items(store: Store, clock: Any, **wanted: Any) -> tuple[QueueItem, ...]:
    """The queue as it is now."""
    return store.desk.queue(QueueFilter(**wanted), clock.moment.date(), limit=500)


def kinds(store: Store, by: str) -> list[ActKind]:
    """What somebody did, in order."""
    return [act.kind for act in reversed(store.desk.acts(by=by, limit=500))]
