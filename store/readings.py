"""What the parsers said of one page, as far as the store keeps it.

A reading drops the page's body and text, so that a whole source's readings fit into memory.
"""

from dataclasses import dataclass
from datetime import datetime

from model import Deadline, Event, Extraction, NewsItem, Page, Problem, Severity
from store.identity import PageFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page version's events, news, deadlines and problems.

    A page is `failed` where a problem of it is an error: then what it does not say means nothing.
    """

    page_id: int
    page: PageFacts
    fetched_at: datetime
    events: tuple[Event, ...]
    news: tuple[NewsItem, ...]
    deadlines: tuple[Deadline, ...]
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """True where the page could not be read."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def reading_of(page_id: int, page: Page, extraction: Extraction) -> Reading:
    """The part of an extraction that is kept; problems without an address get the page's."""
    return Reading(
        page_id=page_id,
        page=PageFacts(
            source_id=page.source_id,
            url=page.url,
            kind=extraction.page_kind,
            requested_url=page.requested_url,
        ),
        fetched_at=page.fetched_at,
        events=extraction.events,
        news=extraction.news,
        deadlines=extraction.deadlines,
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
