"""`sources add`: look at a page, at what it names and at a few pages behind it; propose a source.

Asks for few addresses, one after another, as politely as a run, and stores nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from crawler.archive import Visited
from crawler.config import scrapy_settings
from crawler.urls import canonical_url, identity
from model import EntryKind, Page, PageError
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.fetching import Fetched, alone, fetch
from regioradar.pages import content_type_of, read_page
from regioradar.proposals.looks import Draft, Look, draft_of, role_of
from regioradar.proposals.proposal import Given, Known, Proposal, propose
from regioradar.surroundings import Surroundings
from sources import Catalogue, Entry, Source, SourceKind, host_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """What looking at a page needs: the settings, what is watched already, the time."""

    config: Config
    catalogue: Catalogue
    clock: Clock
    given: Given

    def by_address(self, url: str) -> Proposal:
        """Look at `url` and behind it, and propose. Raises ConfigError, CrawlError."""
        entries = (Entry(kind=EntryKind.PAGE, url=url),)
        first = self._look(entries)[0]
        draft = draft_of(_told_apart(first))
        further = draft.further() if first.page is not None and not first.problem else ()
        looks = self._look(further) if further else []
        return self._propose(draft, looks)

    def by_file(self, file: Path, url: str) -> Proposal:
        """Look at a saved page that stands at `url`, and propose; nothing is fetched.

        Raises PageError where the file cannot be read.
        """
        try:
            body = file.read_bytes()
        except OSError as error:
            raise PageError(f"{file}: {error.strerror or error}") from error
        page = Page(
            source_id="",
            url=url,
            body=body,
            fetched_at=self.clock.now(),
            content_type=content_type_of(file.name, body),
        )
        return self._propose(draft_of(_told_apart(self._read(page, EntryKind.PAGE))), [])

    def _propose(self, draft: Draft, looks: Sequence[Look]) -> Proposal:
        return propose(draft, looks, self.given, Known.of(self.catalogue.sources))

    def _look(self, entries: Sequence[Entry]) -> list[Look]:
        """Fetch each of the addresses, follow nothing, and read what came."""
        fetched = fetch(self._source(entries), self.config, scrapy_settings(self.config.crawl))
        return [self._looked(entry, fetched) for entry in entries]

    def _looked(self, entry: Entry, fetched: Fetched) -> Look:
        visited = _visit_of(entry, fetched)
        page = fetched.page_of(visited) if visited is not None else None
        url = canonical_url(entry.url) or entry.url
        if visited is None or page is None or not visited.verdict.good:
            fault = visited.message if visited is not None else "was not asked for"
            return Look(url=url, role=entry.kind, fault=fault or "gave no page")
        return self._read(replace(page, fetched_at=_at(self.clock, page)), entry.kind, url)

    def _read(self, page: Page, role: EntryKind, url: str = "") -> Look:
        source = self._source([Entry(kind=role, url=page.url)])
        extraction = read_page(page, source, Surroundings(self.catalogue.sources))
        return Look(url=url or page.url, role=role, page=page, extraction=extraction)

    def _source(self, entries: Sequence[Entry]) -> Source:
        """A source that asks for `entries` and nothing else."""
        return Source(
            id="proposed",
            name=self.given.name or "proposed",
            kind=self.given.kind or SourceKind.NETWORK,
            regions=self.given.regions,
            entries=tuple(entries),
            hosts=tuple(dict.fromkeys(_hosts(entry.url for entry in entries))),
            follow=alone(max_pages=len(entries)),
        )


def _told_apart(look: Look) -> Look:
    """Return the first look as what stands there, at the address where it really stands."""
    if look.page is None:
        return look
    return replace(look, url=look.page.url, role=role_of(look.page))


def _visit_of(entry: Entry, fetched: Fetched) -> Visited | None:
    key = identity(entry.url)
    return next((visited for visited in fetched.visits if identity(visited.url) == key), None)


def _hosts(urls: Iterable[str]) -> Iterable[str]:
    """The hosts of some addresses, with and without `www.`: a site redirects to one of them."""
    for url in urls:
        host = host_of(url)
        yield host
        yield host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"


def _at(clock: Clock, page: Page) -> datetime:
    """When a page was fetched; with a clock that stands still, its time."""
    return page.fetched_at if clock.fixed is None else clock.now()
