"""All files of the website: its pages, what they need, and what search engines read."""

from collections.abc import Iterator

from feeds.cards import Card
from feeds.edition import Edition
from feeds.files import File, Made, key_of
from feeds.settings import FeedSettings
from feeds.site import (
    archive_pages,
    deadline_page,
    embed,
    event_pages,
    events_json,
    month_pages,
    moved_pages,
    news_pages,
    not_found,
    overview_page,
    selection_pages,
    sitemap,
    source_page,
    statements,
    subscribe_page,
)
from feeds.site.entries import entries
from feeds.site.search import SCRIPT as SEARCH
from feeds.site.static import ICON, STYLESHEET, static
from feeds.site.subscribe_page import SCRIPT as COPY


def check(card: Card, settings: FeedSettings) -> None:
    """Raise what keeps the event from the pages that show it."""
    event_pages.check(card, settings)
    month_pages.check(card)


def files(edition: Edition) -> Iterator[File]:
    """Yield all files of the website."""
    listed = entries(edition)
    months = month_pages.months(edition, listed)
    pages = [
        *selection_pages.files(edition, listed),
        *deadline_page.files(edition),
        overview_page.file(edition),
        *month_pages.files(edition, listed, months),
        *event_pages.files(edition, frozenset(map(month_pages.page_name, months))),
        *archive_pages.files(edition, listed),
        *news_pages.files(edition),
        *subscribe_page.files(edition),
        *source_page.files(edition),
        *statements.files(edition),
    ]
    yield from pages
    yield from sitemap.files(edition, [page.name for page in pages])
    yield from moved_pages.files(edition)
    yield month_pages.present(edition, listed, months)
    yield from not_found.files(edition)
    yield from embed.files(edition, listed)
    yield from events_json.files(edition)
    for name in (STYLESHEET, ICON, SEARCH, COPY, embed.STYLESHEET):
        yield _fixed(name, static(name))


def _fixed(name: str, body: bytes) -> File:
    return File(name=name, key=key_of(name, body), make=lambda: Made(body=body))
