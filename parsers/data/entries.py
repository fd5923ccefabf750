"""Entries that others hand out as data (feeds, interfaces): each is read like a page of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from html import escape

from model import (
    Deadline,
    Event,
    Evidence,
    Extraction,
    NewsItem,
    Organizer,
    Page,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
    YearSource,
)
from parsers.data.nodes import Json
from parsers.dates import DateContext, read_dates
from parsers.days.timing import usable, when_of
from parsers.naming.names import clean_name
from parsers.page.document import Document
from parsers.page.fragments import plain_text, shortened
from parsers.page.html import read_html
from parsers.vocabulary import REPORT_HEADING

Reader = Callable[[Document, Page], Extraction]
MAX_ENTRIES = 300
MAX_MARKUP = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: its title, its own page, its text as HTML, its day of publication (ISO).

    `title` is plain text. `given` is what the entry states in the words of schema.org.
    """

    title: str
    url: str = ""
    markup: str = ""
    published: str = ""
    given: Json | None = None


def read_entries(
    entries: Iterable[Entry], page: Page, read: Reader, *, source: str, headline: str = ""
) -> Extraction:
    """Return one event for each entry that tells of one; offsets are in the joined text."""
    events: list[Event] = []
    deadlines: list[Deadline] = []
    problems: list[Problem] = []
    text = ""
    for number, entry in enumerate(entries):
        if number >= MAX_ENTRIES:
            message = f"only the first {MAX_ENTRIES} entries were read"
            problems.append(Problem(kind=ProblemKind.TOO_LARGE, message=message))
            break
        found, event = _event(entry, page, read, source)
        if event is not None:
            events.append(_moved(event, len(text)))
        deadlines += (_moved_deadline(deadline, len(text)) for deadline in found.deadlines)
        text += found.text + "\n"
    return Extraction(
        page_kind=PageKind.EVENT if len(events) == 1 else PageKind.LISTING,
        headline=headline,
        events=tuple(events),
        deadlines=tuple(deadlines),
        problems=tuple(problems),
        text=text,
    )


def news_of_entries(
    entries: Iterable[Entry], organization: Organizer | None, headline: str
) -> Extraction:
    """Return a news item for each entry with a title; no date in them is an event's."""
    items = []
    for entry in list(entries)[:MAX_ENTRIES]:
        if not entry.title:
            continue
        item = NewsItem(
            headline=entry.title,
            url=entry.url,
            date_published=date.fromisoformat(entry.published) if entry.published else None,
            description=shortened(plain_text(entry.markup[:MAX_MARKUP])),
            organization=organization,
            is_report=REPORT_HEADING.search(entry.title) is not None,
        )
        items.append(item)
    return Extraction(page_kind=PageKind.NEWS, headline=headline, news=tuple(items))


def refused(kind: ProblemKind, message: str, severity: Severity = Severity.ERROR) -> Extraction:
    """Return the reading of a file that gave nothing, with the reason."""
    problem = Problem(kind=kind, message=message, severity=severity)
    return Extraction(page_kind=PageKind.OTHER, problems=(problem,))


def _event(entry: Entry, page: Page, read: Reader, source: str) -> tuple[Extraction, Event | None]:
    """The one event of an entry: the stated one, else the surest that its text tells of."""
    found = read(_document(entry, source, entry.given), _page(entry, page))
    event = _chosen(found, source if entry.given else "")
    if event is None and entry.given is None:
        told = _told(entry)
        if told is not None:
            found = read(_document(entry, source, told), _page(entry, page))
            event = _chosen(found, source)
    if event is None:
        return found, None
    name = event.name if entry.given else clean_name(entry.title) or entry.title
    return found, replace(event, name=name or event.name, url=entry.url or event.url)


def _chosen(found: Extraction, source: str) -> Event | None:
    events = [e for e in found.events if e.evidence["name"].rule.startswith(source)]
    return max(events, key=lambda event: event.confidence, default=None)


def _told(entry: Entry) -> Json | None:
    """The entry as an event on the first full date that its title or its first lines write out."""
    published = date.fromisoformat(entry.published) if entry.published else None
    lines = plain_text(entry.markup[:2000])[:300]
    for text in (entry.title, lines):
        for reading in read_dates(text, DateContext(reference=published)):
            when = when_of(reading) if usable(reading) else None
            if when is not None and when.year_source is YearSource.WRITTEN:
                end = when.end.isoformat() if when.end is not None else None
                name = clean_name(entry.title) or entry.title
                return {
                    "@type": "Event", "name": name, "startDate": when.start.isoformat(),
                    "endDate": end, "url": entry.url,
                }  # fmt: skip
    return None


def _document(entry: Entry, source: str, given: Json | None) -> Document:
    title = escape(entry.title)
    body = f"<main><h1>{title}</h1><div>{entry.markup[:MAX_MARKUP]}</div></main>"
    document = read_html(f"<html><title>{title}</title><body>{body}</body></html>", entry.url)
    document.given = ((source, given),) if given is not None else ()
    return document


def _page(entry: Entry, page: Page) -> Page:
    return replace(page, url=entry.url or page.url, body=b"", published=entry.published)


def _moved(event: Event, by: int) -> Event:
    evidence = {field: _moved_evidence(found, by) for field, found in event.evidence.items()}
    return replace(event, evidence=evidence)


def _moved_evidence(found: Evidence, by: int) -> Evidence:
    if found.end == 0:
        return found
    return replace(found, start=found.start + by, end=found.end + by)


def _moved_deadline(deadline: Deadline, by: int) -> Deadline:
    if deadline.evidence is None:
        return deadline
    return replace(deadline, evidence=_moved_evidence(deadline.evidence, by))
