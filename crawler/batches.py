"""Pages on their way to the archive, a few at a time: a killed run loses little, memory stays low.

What the archive does with them is its own matter; without an archive they are let go.
"""

from time import monotonic

from crawler.archive import Archive
from model import Page

_MOST_PAGES = 20
_MOST_BYTES = 1_500_000
_MOST_SECONDS = 15.0


class Batch:
    """The pages of one source that the archive has not got yet."""

    def __init__(self, source_id: str, archive: Archive | None) -> None:
        self._source_id = source_id
        self._archive = archive
        self._pages: list[Page] = []
        self._not_modified: list[str] = []
        self._size = 0
        self._since = monotonic()

    def add(self, page: Page) -> None:
        """Take a page, and hand all over where they are many, large or have waited for long."""
        if self._archive is not None:
            self._pages.append(page)
            self._size += len(page.body)
            self._hand_over_if_due()

    def not_modified(self, url: str) -> None:
        """Take the address of an archived page that is still good."""
        if self._archive is not None:
            self._not_modified.append(url)
            self._hand_over_if_due()

    def hand_over(self) -> None:
        """Give the archive what there is."""
        pages, urls = self._pages, self._not_modified
        self._pages, self._not_modified, self._size = [], [], 0
        self._since = monotonic()
        if self._archive is not None and (pages or urls):
            self._archive.save_pages(self._source_id, pages, urls)

    def _hand_over_if_due(self) -> None:
        if (
            len(self._pages) + len(self._not_modified) >= _MOST_PAGES
            or self._size >= _MOST_BYTES
            or monotonic() - self._since >= _MOST_SECONDS
        ):
            self.hand_over()
