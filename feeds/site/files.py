"""The public website: static pages, the style sheet and what search engines read."""

from collections.abc import Iterator

from feeds.edition import Edition
from feeds.files import File, Made, key_of
from feeds.site import selection_pages
from feeds.site.entries import entries
from feeds.site.static import ICON, STYLESHEET, static


def files(edition: Edition) -> Iterator[File]:
    """Yield all files of the website."""
    listed = entries(edition)
    yield from selection_pages.files(edition, listed)
    yield _fixed(STYLESHEET, static(STYLESHEET))
    yield _fixed(ICON, static(ICON))
    yield _fixed("robots.txt", _robots())


def _robots() -> bytes:
    """A robots.txt that allows everything: Google's calendar honours it for feeds."""
    return b"User-agent: *\nAllow: /\n"


def _fixed(name: str, body: bytes) -> File:
    return File(name=name, key=key_of(name, body), make=lambda: Made(body=body))
