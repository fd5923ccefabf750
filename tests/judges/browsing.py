"""Chromium as a visitor: shows pages of a site on loopback and notes all that should not happen.

Noted are: error messages in the console, errors of scripts, breaches of the content security
policy, requests to anywhere but the site, and dialogs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request

NARROW = {"width": 320, "height": 640}
_WATCH = """
window.breaches = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.breaches.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""

FOREIGN = """() => [
  ...document.querySelectorAll('.pwned, iframe, object, embed, base, math, style, img[onerror], '
    + 'script:not([src]):not([type="application/ld+json"]), meta[http-equiv=refresh]'),
  ...[...document.querySelectorAll('*')].filter((element) =>
    [...element.attributes].some(({name}) => name.startsWith('on') || name === 'style')),
  ...[...document.querySelectorAll('[href], [src], [action]')].filter((element) =>
    !/^(https?|webcal|mailto):$/.test(new URL(element.getAttribute('href')
      ?? element.getAttribute('src') ?? element.getAttribute('action'), location).protocol)),
].map((element) => element.outerHTML.slice(0, 200))"""
"""What a page of ours never holds: elements, attributes and addresses that act."""

OPEN = "document.querySelectorAll('details').forEach((element) => { element.open = true; })"
"""Unfolds all that is folded."""


class Visit:
    """One visitor of one site, with a page of its own; `noted` is what should not have happened."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.noted: list[str] = []
        self.page: Page = context.new_page()
        self._address = address
        context.add_init_script(_WATCH)
        context.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("dialog", self._dialog)

    def open(self, name: str) -> Page:
        """Show a page of the site and wait until all of it is there."""
        self.page.goto(self._address + name, wait_until="load")
        return self.page

    def breaches(self) -> list[str]:
        """What was noted so far, with the page's own breaches of its policy."""
        found: list[str] = self.page.evaluate("window.breaches ?? []")
        return [*self.noted, *(f"policy: {breach}" for breach in found)]

    def _note(self, what: str) -> None:
        self.noted.append(f"{what} [{self.page.url.removeprefix(self._address)}]")

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self._note(f"console: {message.text}")

    def _dialog(self, dialog: Any) -> None:
        self._note(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self._address).netloc:
            self._note(f"request: {request.url}")


@contextmanager
def visit(browser: Browser, address: str, **settings: Any) -> Iterator[Visit]:
    """Visit a site. `settings` are those of a browser context (viewport, color_scheme, ...)."""
    context = browser.new_context(
        **{
            "viewport": {"width": 1280, "height": 800},
            "locale": "de-DE",
            "reduced_motion": "reduce",
            **settings,
        }
    )
    context.set_default_timeout(20_000)
    try:
        yield Visit(context, address)
    finally:
        context.close()
