"""A browser without a network: it shows a page from answers that the crawl itself has fetched.

Needs the extra `javascript` (scrapy-playwright); decides nothing about which pages are shown.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress

from playwright.async_api import Browser, BrowserContext, Page, Request, Route
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy_playwright.handler import Config
from scrapy_playwright.provider import PlaywrightBrowserProvider

_OFFLINE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",  # addresses written as numbers too
    "--no-proxy-server",  # nor by the way that http_proxy names
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--dns-prefetch-disable",
    "--no-pings",
)
_SMALL = (
    "--disable-gpu",
    "--no-first-run",
    "--renderer-process-limit=1",
    "--js-flags=--max-old-space-size=256",  # MB
)
_FETCHED = frozenset(("script", "fetch", "xhr"))
_PASSED_ON = ("Content-Type", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials")
_REFUSED = "aborted"  # unlike the other reasons it leaves the page standing that wants to go away
_MOST_ANSWERS = 20_000_000
_QUIET = 0.3
_MOST_GRACE = 5.0
_LEAVING = 1.0

Fetch = Callable[[str], Awaitable[Response | None]]
"""Fetches an address for a page's script; None where it may not be asked for or did not answer."""


class OfflineBrowser:
    """Chromium at `executable`, started when the first page is shown; one page at a time.

    A page has `seconds` to come to rest, and its scripts may ask for `requests` addresses.
    """

    def __init__(self, executable: str, user_agent: str, *, seconds: float, requests: int) -> None:
        self._user_agent = user_agent
        self._seconds = seconds
        self._grace = min(seconds, _MOST_GRACE)
        self._requests = requests
        self._provider = PlaywrightBrowserProvider(_config(executable))
        self._browser: Browser | None = None
        self._turn = asyncio.Lock()
        self._answers: dict[str, Response] = {}
        self._size = 0

    async def show(self, document: Response, fetch: Fetch) -> str:
        """Return the HTML of `document` as it stands when its scripts have come to rest.

        A page that never rests is taken as it stands when its time is up. Raises TimeoutError
        where a script does not even let it be looked at, PlaywrightError where Chromium cannot be
        started or crashes.
        """
        async with self._turn:
            context = await self._context()
            try:
                # Each wait has a limit of its own; this one is for a Chromium that hangs.
                async with asyncio.timeout(self._seconds + 2 * self._grace):
                    return await self._show(context, document, self._remembered(fetch))
            finally:
                await self._leave(context)

    async def close(self) -> None:
        """End Chromium and the driver; without effect where none was started."""
        browser, self._browser = self._browser, None
        with suppress(PlaywrightError):
            if browser is not None:
                await browser.close()
        if self._provider.playwright is not None:
            await self._provider.close()

    async def _context(self) -> BrowserContext:
        if self._provider.playwright is None:
            await self._provider.start()
        if self._browser is None or not self._browser.is_connected():
            self._browser = await self._provider.launch_browser()
        return await self._browser.new_context(
            user_agent=self._user_agent,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            service_workers="block",
            accept_downloads=False,
        )

    async def _show(self, context: BrowserContext, document: Response, fetch: Fetch) -> str:
        desk = _Desk(document, fetch, self._requests)
        await context.route("**/*", desk.answer)
        page = await context.new_page()
        desk.page = page
        clock = asyncio.get_running_loop()
        until = clock.time() + self._seconds
        with suppress(PlaywrightTimeoutError):
            await page.goto(
                document.url, wait_until="domcontentloaded", timeout=self._seconds * 1000
            )
        shown = await self._look(page)
        while clock.time() < until:
            await asyncio.sleep(_QUIET)
            before, shown = shown, await self._look(page)
            if shown == before and not desk.open:
                break
        return shown

    async def _look(self, page: Page) -> str:
        async with asyncio.timeout(self._grace):
            while True:
                try:
                    return await page.content()
                except PlaywrightError as error:
                    if "is navigating" not in error.message:
                        raise
                await asyncio.sleep(_QUIET)

    async def _leave(self, context: BrowserContext) -> None:
        """Close a page; a Chromium that does not let go of it is ended."""
        try:
            async with asyncio.timeout(_LEAVING):
                await context.close()
        except (TimeoutError, PlaywrightError):
            browser, self._browser = self._browser, None
            with suppress(PlaywrightError):
                if browser is not None:
                    await browser.close()

    def _remembered(self, fetch: Fetch) -> Fetch:
        """The pages of a site share their scripts: none is fetched twice in a crawl."""

        async def remembered(url: str) -> Response | None:
            known = self._answers.get(url)
            if known is not None:
                return known
            answer = await fetch(url)
            if answer is not None and self._size + len(answer.body) <= _MOST_ANSWERS:
                self._answers[url] = answer
                self._size += len(answer.body)
            return answer

        return remembered


class _Desk:
    """Answers all requests of one page: the document, what its scripts ask for, nothing else."""

    def __init__(self, document: Response, fetch: Fetch, most: int) -> None:
        self.page: Page | None = None
        self.open = 0
        self._document: Response | None = document
        self._fetch = fetch
        self._left = most

    async def answer(self, route: Route) -> None:
        """Fulfil or refuse one request."""
        self.open += 1
        try:
            await self._answer(route, route.request)
        except PlaywrightError:
            pass  # the page was closed meanwhile
        finally:
            self.open -= 1

    async def _answer(self, route: Route, request: Request) -> None:
        if not self._of_page(request):
            await route.abort(_REFUSED)
        elif request.is_navigation_request():
            document, self._document = self._document, None
            await _give(route, document)
        elif request.resource_type == "stylesheet":
            # Looks do not matter, but a script may wait for them.
            await route.fulfill(status=200, content_type="text/css", body="")
        elif request.resource_type in _FETCHED and request.method == "GET" and self._left > 0:
            self._left -= 1
            await _give(route, await self._fetch(request.url))
        else:
            await route.abort(_REFUSED)

    def _of_page(self, request: Request) -> bool:
        """Frames are not read; a window that a script opens is none of ours."""
        try:
            return self.page is not None and request.frame == self.page.main_frame
        except PlaywrightError:  # the first request of a new window or a service worker
            return False


async def _give(route: Route, response: Response | None) -> None:
    if response is None:
        await route.abort(_REFUSED)
        return
    headers = {
        name: value.decode("latin-1")
        for name in _PASSED_ON
        if (value := response.headers.get(name)) is not None
    }
    await route.fulfill(status=response.status, headers=headers, body=response.body)


def _config(executable: str) -> Config:
    """How scrapy-playwright starts Chromium: alone, offline, small, and ended by us only."""
    launch = {
        "executable_path": executable,
        "args": [*_OFFLINE, *_SMALL],
        "chromium_sandbox": os.geteuid() != 0,  # Chromium's sandbox refuses to run as root
        "env": {
            name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ
        },
        "handle_sigint": False,
        "handle_sigterm": False,
        "handle_sighup": False,
        "timeout": 30_000,
    }
    return Config.from_settings(Settings({"PLAYWRIGHT_LAUNCH_OPTIONS": launch}))
