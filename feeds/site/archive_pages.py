"""The archive: past events month by month, as long as they have a page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from feeds.edition import Edition
from feeds.files import File
from feeds.site.entries import EventEntry
from feeds.site.frame import Frame, Link, frame
from feeds.site.page import page
from model import german

INDEX = "archiv/index.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLink:
    """A month of the archive with the number of its events."""

    text: str
    url: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The months of a year that hold events, the last one first."""

    title: str
    months: tuple[MonthLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveIndex:
    """All months of the archive, the last one first."""

    frame: Frame
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveMonth:
    """The past events that began in one month, by day."""

    frame: Frame
    heading: str
    events: tuple[EventEntry, ...]
    earlier: Link | None
    later: Link | None


def files(edition: Edition, entries: Mapping[str, EventEntry]) -> Iterator[File]:
    """Yield the pages of the archive; `entries` are by UID."""
    by_month: dict[date, list[EventEntry]] = defaultdict(list)
    for card in edition.cards:
        entry = entries[card.uid]
        if entry.end < edition.today:
            by_month[entry.start.replace(day=1)].append(entry)
    found = sorted(by_month)
    yield page(INDEX, "archive.html", _index(edition, by_month))
    for index, month in enumerate(found):
        name, title = _name(month), german.month(month)
        around = frame(
            edition,
            name,
            title=f"Archiv {title}",
            description=f"Vergangene Termine der Regionalentwicklung im {title}",
        )
        view = ArchiveMonth(
            frame=around,
            heading=title,
            events=tuple(by_month[month]),
            earlier=_turn(found[index - 1]) if index else None,
            later=_turn(found[index + 1]) if index + 1 < len(found) else None,
        )
        yield page(name, "archive_month.html", view)


def _index(edition: Edition, by_month: Mapping[date, list[EventEntry]]) -> ArchiveIndex:
    months = sorted(by_month, reverse=True)
    around = frame(
        edition,
        INDEX,
        title="Archiv",
        description="Vergangene Termine der Regionalentwicklung, Monat für Monat",
        section=INDEX,
    )
    years = (
        Year(
            title=str(year),
            months=tuple(
                MonthLink(text=german.MONTHS[m.month - 1], url=_name(m), count=len(by_month[m]))
                for m in same
            ),
        )
        for year, same in groupby(months, key=lambda month: month.year)
    )
    return ArchiveIndex(frame=around, years=tuple(years))


def _name(month: date) -> str:
    return f"archiv/{month:%Y-%m}.html"


def _turn(month: date) -> Link:
    return Link(text=german.month(month), url=_name(month))
