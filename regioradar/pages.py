"""Pages at the program's edge: what a file is by its name and first bytes, reading one.

Without the crawler, for commands that read pages and fetch none.
"""

import logging
from pathlib import PurePath

import parsers
from model import BERLIN, Extraction, Page, PageKind, Problem, ProblemKind, Severity
from regioradar.surroundings import Surroundings
from sources import Source

logger = logging.getLogger("regioradar")

_IN_PLACE = frozenset(
    (
        ProblemKind.BLOCKED,
        ProblemKind.CONSENT_WALL,
        ProblemKind.LOGIN,
        ProblemKind.UNAVAILABLE,
        ProblemKind.SOFT_404,
        ProblemKind.JAVASCRIPT_ONLY,
    )
)

_BY_SUFFIX = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".ics": "text/calendar",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".xml": "application/xml",
    ".json": "application/json",
    ".pdf": "application/pdf",
}


def content_type_of(name: str, body: bytes) -> str:
    """The media type of a file by its suffix, else by its first bytes; text/plain where unsure."""
    by_suffix = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    if by_suffix:
        return by_suffix
    head = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"begin:vcalendar"):
        return "text/calendar"
    if head.startswith(b"%pdf-"):
        return "application/pdf"
    if head.startswith(b"<?xml") and b"<html" not in head:
        return "application/xml"
    return "text/html" if head.startswith(b"<") or b"<html" in head else "text/plain"


def unreadable(url: str, kind: ProblemKind, message: str) -> Extraction:
    """The extraction of a page that gave nothing."""
    problem = Problem(
        kind=kind, message=" ".join(message.split()), severity=Severity.ERROR, url=url
    )
    return Extraction(page_kind=PageKind.OTHER, problems=(problem,))


def read_page(page: Page, source: Source, surroundings: Surroundings) -> Extraction:
    """Extract one page; a bug in the parsers becomes this page's problem and a logged traceback.

    The day of reading is the day of fetching, so that a page reads the same whenever it is read.
    """
    today = page.fetched_at.astimezone(BERLIN).date()
    try:
        return parsers.extract(page, surroundings.context(source, today))
    except Exception as error:
        logger.exception(
            "%s %s: the parsers failed on this page",
            source.id,
            page.url,
            extra={"source": source.id, "url": page.url},
        )
        return unreadable(page.url, ProblemKind.INTERNAL, f"{type(error).__name__}: {error}")


def stands_in_place(page: Page) -> Problem | None:
    """What an HTML page is in place of what was asked for: a wall, a lock, an apology.

    A bug in the parsers is logged and says nothing of the page.
    """
    try:
        problems = parsers.extract(page, parsers.Context()).problems
    except Exception:
        logger.exception("%s %s: the parsers failed on this page", page.source_id, page.url)
        return None
    return next((problem for problem in problems if problem.kind in _IN_PLACE), None)
