"""What the parsers said of one page, as far as the store keeps it.

A reading drops the page's body, and packs the text of one that tells of events, so that a whole
source's readings fit into memory.
"""

import zlib
from dataclasses import dataclass
from datetime import datetime

from model import BERLIN, Deadline, Event, EventList, Extraction, NewsItem, Page, Problem, Severity
from store.identity import PageFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page version's events, news, deadlines, problems and lists.

    A page with a `fault` has `failed`: then what it does not say means nothing. `packed_text` is
    the visible text (UTF-8, zlib) that the evidence of its events points into, empty without any.
    """

    page_id: int
    page: PageFacts
    fetched_at: datetime
    events: tuple[Event, ...]
    news: tuple[NewsItem, ...]
    deadlines: tuple[Deadline, ...]
    problems: tuple[Problem, ...]
    lists: tuple[EventList, ...]
    says_none: str
    packed_text: bytes = b""

    @property
    def fault(self) -> Problem | None:
        """The first problem that is an error."""
        errors = (problem for problem in self.problems if problem.severity is Severity.ERROR)
        return next(errors, None)

    @property
    def failed(self) -> bool:
        """True where the page could not be read."""
        return self.fault is not None


def reading_of(page_id: int, page: Page, extraction: Extraction) -> Reading:
    """The part of an extraction that is kept; problems without an address get the page's."""
    return Reading(
        page_id=page_id,
        page=PageFacts(
            source_id=page.source_id,
            url=page.url,
            kind=extraction.page_kind,
            day=page.fetched_at.astimezone(BERLIN).date(),
            requested_url=page.requested_url,
        ),
        fetched_at=page.fetched_at,
        events=extraction.events,
        news=extraction.news,
        deadlines=extraction.deadlines,
        lists=extraction.lists,
        says_none=extraction.says_none,
        packed_text=_packed(extraction),
        problems=tuple(
            Problem(
                kind=problem.kind,
                message=problem.message,
                severity=problem.severity,
                url=problem.url or page.url,
            )
            for problem in extraction.problems
        ),
    )


def _packed(extraction: Extraction) -> bytes:
    if not extraction.events or not extraction.text:
        return b""
    # Text from a page can hold halves of characters, which UTF-8 has not; each stays one place.
    return zlib.compress(extraction.text.encode("utf-8", "replace"))
