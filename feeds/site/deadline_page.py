"""The page of the deadlines that are not over, by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from feeds import words
from feeds.cards import DeadlineCard
from feeds.edition import Contents, Edition
from feeds.files import File
from feeds.origin import source_name
from feeds.publishable import link, shorten
from feeds.selections import Dimension
from feeds.site.frame import Frame, frame
from feeds.site.page import page
from feeds.site.subscription import Subscription, subscription
from model import german

_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineEntry:
    """What is due: `url` is the page of its event within the site, else the page that says it.

    `mark` is "ABGESAGT" or "VERSCHOBEN" where its event is.
    """

    kind: str
    mark: str
    hour: str
    subject: str
    url: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """One day with what is due on it."""

    title: str
    iso: str
    deadlines: tuple[DeadlineEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePage:
    """The deadlines from today on."""

    frame: Frame
    heading: str
    lead: str
    days: tuple[DueDay, ...]
    subscription: Subscription


def files(edition: Edition) -> Iterator[File]:
    """Yield the page where the selection of the deadlines is published."""
    for contents in edition.contents.values():
        if contents.selection.dimension is Dimension.DEADLINES:
            yield _file(contents, edition)


def _file(contents: Contents, edition: Edition) -> File:
    selection = contents.selection
    coming = [due for due in contents.deadlines if not due.over(edition.today)]
    days = []
    for day, same in groupby(coming, key=lambda due: due.day):
        # Two addresses of one page state the same deadline twice.
        told = dict.fromkeys(_entry(due, edition) for due in same)
        title = f"{german.weekday(day)}, {german.day(day)}"
        days.append(DueDay(title=title, iso=day.isoformat(), deadlines=tuple(told)))
    around = frame(
        edition,
        selection.page_name,
        title=selection.title,
        description=selection.description,
        contents=contents,
        stamp=contents.last_told,
    )
    view = DeadlinePage(
        frame=around,
        heading=selection.title,
        lead=selection.description,
        days=tuple(days),
        subscription=subscription(contents.channel),
    )
    return page(selection.page_name, "deadlines.html", view)


def mark(due: DeadlineCard) -> str:
    """Return the mark of the event that the deadline is for, "" where it has none."""
    return words.mark_and_name(due.card.stored.event)[0] if due.card else ""


def _entry(due: DeadlineCard, edition: Edition) -> DeadlineEntry:
    stored, moment = due.stored, due.stored.deadline.due
    url = link(due.url)
    return DeadlineEntry(
        kind=words.DEADLINE_KINDS[stored.deadline.kind],
        mark=mark(due),
        hour=german.clock(moment) if isinstance(moment, datetime) else "",
        subject=shorten(due.subject, _LONGEST_SUBJECT),
        url=f"{due.card.slug}.html" if due.card else url,
        origin=source_name(stored.source_id, url, edition.settings.source_names),
    )
