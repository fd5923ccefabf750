"""What is known of single sites: `sites/<source id>.py` overrides single fields of the reading.

A module is found by its name and may hold any of these functions, each with its reason:

    head(site) -> dict[str, str]        what the head of the page leaves unsaid, as meta elements
    headline(site) -> str               the page's headline; "" leaves it as it was read
    kind(site) -> PageKind | None       what the page is; None leaves it as it was read
    corrected(event, site) -> Event     an event with single fields set right
    address(url) -> str                 the one address of a page that stands under several
"""

import pkgutil
from dataclasses import replace
from functools import cached_property, lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from model import Event, Evidence, Extraction, Page, PageKind
from parsers.context import Context
from parsers.page.charset import decode
from parsers.page.document import Document

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["Site", "has_parser", "site_of"]


class Site:
    """One page of a site that has a parser of its own."""

    def __init__(
        self, module: ModuleType, page: Page, document: Document, context: Context
    ) -> None:
        self._module = module
        self._page = page
        self.document = document
        self.context = context

    @property
    def url(self) -> str:
        """The address of the page."""
        return self._page.url

    @cached_property
    def soup(self) -> "BeautifulSoup":
        """The page as a tree to walk about in."""
        from bs4 import BeautifulSoup  # loaded where a site has a parser, see `page.fragments`

        text, _ = decode(self._page.body, self._page.content_type)
        return BeautifulSoup(text, "lxml")

    def words(self, selector: str) -> str:
        """The text of the first element that `selector` (CSS) finds, blanks folded; "" for none."""
        found = self.soup.select_one(selector)
        return words_of(found) if found is not None else ""

    def evidence(self, quote: str, field: str, confidence: float = 0.95) -> Evidence:
        """Where `quote` stands in the visible text; without a span where it is only in the data."""
        start = self.document.text.find(quote)
        start, end = (start, start + len(quote)) if start >= 0 else (0, 0)
        name = self._module.__name__.rpartition(".")[2]
        return Evidence(
            quote=quote, start=start, end=end, rule=f"site.{name}.{field}", confidence=confidence
        )

    def prepare(self) -> None:
        """Fill what the head of the page leaves unsaid, before the page is read."""
        if hasattr(self._module, "head"):
            given = {key: value for key, value in self._module.head(self).items() if value}
            self.document.meta.update(given)

    def finished(self, extraction: Extraction) -> Extraction:
        """The reading of the page with this site's fields set right."""
        module = self._module
        before = extraction.headline
        title = (module.headline(self) if hasattr(module, "headline") else "") or before
        kind = module.kind(self) if hasattr(module, "kind") else None
        events = tuple(self._event(event, before, title) for event in extraction.events)
        renamed = {old.name: new.name for old, new in zip(extraction.events, events, strict=True)}
        news = tuple(
            replace(
                item,
                headline=title if item.headline == before else item.headline,
                about=renamed.get(item.about, item.about),
                url=self._address(item.url),
            )
            for item in extraction.news
        )
        return replace(
            extraction,
            headline=title,
            page_kind=kind or extraction.page_kind,
            events=events,
            news=() if kind is PageKind.EVENT else news,
        )

    def _event(self, event: Event, before: str, title: str) -> Event:
        name = title if event.name == before else event.name
        event = replace(event, name=name, url=self._address(event.url))
        return self._module.corrected(event, self) if hasattr(self._module, "corrected") else event

    def _address(self, url: str) -> str:
        return self._module.address(url) if hasattr(self._module, "address") else url


def site_of(page: Page, document: Document, context: Context) -> Site | None:
    """Return the page with the parser of its site; None where the site has none."""
    module = _module(page.source_id) if has_parser(page.source_id) else None
    return Site(module, page, document, context) if module is not None else None


def has_parser(source_id: str) -> bool:
    """Return whether a source has a parser of its own, which looks where no other rule does."""
    return source_id in _names()


def words_of(tag: "Tag") -> str:
    """The text of an element with blanks folded."""
    return " ".join(tag.get_text(" ").split())


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(module.name for module in pkgutil.iter_modules(__path__))


@lru_cache(maxsize=64)
def _module(source_id: str) -> ModuleType:
    return import_module(f"{__name__}.{source_id}")
