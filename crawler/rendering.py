"""Pages of sources with `javascript = true`, as a browser shows them.

Decides which pages are shown in the browser and fetches what their scripts ask for, by the crawl's
own downloader with all its guards. The browser itself stands in `crawler.browser`.
"""

import asyncio
import logging
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Self

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, NotConfigured
from scrapy.http import Response

from crawler import faults
from crawler.archive import Archive
from crawler.faults import CrawlStoppedError, RenderingError, RenderingTimeoutError
from crawler.markup import looks_like_html
from crawler.spiders.base import SourceSpider
from crawler.stopping import StopGuard
from crawler.urls import canonical_url
from crawler.visit import WHOLE, Visit
from model import Problem, Severity
from sources import Source, host_of

if TYPE_CHECKING:
    from crawler.browser import OfflineBrowser

_log = logging.getLogger(__name__)

_UNSEEN = ("script", "style", "noscript", "template", "head")
_SHELL_LENGTH = 400
RENDERED = "text/html; charset=utf-8; rendered=chromium"
"""The media type of a page whose bytes are what the browser showed, not what the host sent."""


def lacking(executable: str) -> str:
    """Return what this machine lacks to show pages, as a message; empty where it lacks nothing."""
    if find_spec("scrapy_playwright") is None:
        return "needs a browser: install the extra, regioradar[javascript]"
    if not Path(executable).is_file():
        return f"needs a browser: there is no Chromium at {executable} (setting crawl.chromium)"
    return ""


class RenderingMiddleware:
    """Downloader middleware that puts what the browser shows in place of what the host sent.

    Entries and their paging are shown always, pages behind them where they hold hardly any text.
    """

    def __init__(self, crawler: Crawler, sources: dict[str, Source]) -> None:
        self._crawler = crawler
        self._sources = sources
        self._lacking = lacking(crawler.settings["REGIORADAR_CHROMIUM"])
        self._browser: OfflineBrowser | None = None
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware; a crawl whose sources need no browser goes without it."""
        spider = crawler.spider
        found = spider.sources if isinstance(spider, SourceSpider) else ()
        sources = {source.id: source for source in found if source.javascript}
        if not sources:
            raise NotConfigured
        return cls(crawler, sources)

    def process_request(self, request: Request) -> None:
        """Have pages sent whole: that a shell is the same (304) says nothing of what it shows.

        Raises RenderingError where a list cannot be shown on this machine.
        """
        visit = Visit.of(request)
        if visit is None or visit.source_id not in self._sources:
            return
        request.meta[WHOLE] = visit.is_list or self._was_shell(visit.source_id, request.url)
        if self._lacking and visit.is_list:
            raise RenderingError(self._lacking)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Return the page as shown; what is no HTML, no success or shows its text itself as is.

        Raises RenderingError, RenderingTimeoutError, CrawlStoppedError and, where what is shown
        is larger than DOWNLOAD_MAXSIZE, DownloadCancelledError.
        """
        visit = Visit.of(request)
        source = self._sources.get(visit.source_id) if visit is not None else None
        if visit is None or source is None or self._lacking:
            return response
        if response.status != 200 or not looks_like_html(
            faults.content_type_of(response), response.body
        ):
            return response
        if not visit.is_list and not is_shell(response.body):
            return response
        body = without_scripts(await self._show(source, response))
        if len(body) > self._crawler.settings.getint("DOWNLOAD_MAXSIZE"):
            raise DownloadCancelledError
        # Validators are of the bytes that were sent, not of these.
        headers = {"Content-Type": RENDERED}
        return response.replace(body=body, headers=headers, encoding="utf-8")

    def _was_shell(self, source_id: str, url: str) -> bool:
        archive: Archive | None = self._crawler.settings.get("REGIORADAR_ARCHIVE")
        page = archive.page(source_id, canonical_url(url) or url) if archive is not None else None
        return page is not None and is_shell(page.body)

    async def _show(self, source: Source, response: Response) -> str:
        guard = self._crawler.get_downloader_middleware(StopGuard)
        work = asyncio.ensure_future(self._shown(source, response))
        if guard is not None:
            guard.downloads.add(work)  # a stopped crawl does not wait for scripts
        try:
            return await work
        except asyncio.CancelledError:
            raise CrawlStoppedError from None
        finally:
            if guard is not None:
                guard.downloads.discard(work)

    async def _shown(self, source: Source, response: Response) -> str:
        # Here and not above: the extra may be missing.
        from playwright.async_api import Error

        from crawler.browser import OfflineBrowser

        settings = self._crawler.settings
        if self._browser is None:
            self._browser = OfflineBrowser(
                settings["REGIORADAR_CHROMIUM"],
                settings["USER_AGENT"],
                seconds=settings.getfloat("REGIORADAR_RENDERING_SECONDS"),
                requests=settings.getint("REGIORADAR_RENDERING_REQUESTS"),
            )
        try:
            return await self._browser.show(response, lambda url: self._fetch(source, url))
        except TimeoutError:
            raise RenderingTimeoutError("its scripts do not come to rest") from None
        except (Error, OSError) as error:
            reason = str(error).strip().partition("\n")[0]
            raise RenderingError(f"could not be shown in Chromium: {reason}") from error

    async def _fetch(self, source: Source, url: str) -> Response | None:
        """Fetch what a script asks for; a failure is a hint beside what the page then shows."""
        if host_of(url) not in source.hosts:
            _log.info("%s: a script may not ask for %s", source.id, url)
            return None
        engine = self._crawler.engine
        assert engine is not None  # noqa: S101 (it is running, or nothing would have been sent)
        try:
            response = await engine.download_async(Request(url))
        except CrawlStoppedError:
            return None
        except Exception as error:
            self._note(source, faults.of_exception(error, url, entry=False))
            return None
        problem = faults.of_response(response, entry=False, any_type=True)
        if problem is not None:
            self._note(source, problem)
        return response

    def _note(self, source: Source, problem: Problem) -> None:
        spider = self._crawler.spider
        if isinstance(spider, SourceSpider):
            spider.ledgers[source.id].problem(
                Problem(
                    kind=problem.kind,
                    message=f"{problem.message} (a script of a page asked for it)",
                    severity=Severity.WARNING,
                    url=problem.url,
                )
            )

    async def _closed(self) -> None:
        if self._browser is not None:
            await self._browser.close()


def without_scripts(html: str) -> bytes:
    """Return what a browser shows without the scripts that made it, in UTF-8; data in them stays.

    They have done their work, their nonces would make each showing another version, and what
    stands there for browsers without scripts is not shown.
    """
    root = _parse(html.encode())
    if root is None:
        return b""
    for element in list(root.iter("script", "noscript")):
        if element.tag == "noscript" or "json" not in (element.get("type") or ""):
            element.drop_tree()
    found: bytes = tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    return found


def is_shell(body: bytes) -> bool:
    """Return True where an HTML page holds hardly any text of its own."""
    root = _parse(body)
    if root is None:
        return True
    etree.strip_elements(root, *_UNSEEN, etree.Comment, with_tail=False)
    words = " ".join("".join(map(str, root.itertext())).split())
    return len(words) < _SHELL_LENGTH


def _parse(body: bytes) -> HtmlElement | None:
    try:
        return document_fromstring(body, parser=HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
