"""The page of all selections: what can be looked at and subscribed to by itself."""

from dataclasses import dataclass
from itertools import groupby

from feeds.edition import Contents, Edition
from feeds.files import File
from feeds.selections import Dimension, FeedFormat, FeedKind
from feeds.site.frame import Frame, frame
from feeds.site.page import page

NAME = "auswahl.html"
_TITLES = {
    Dimension.LAND: "Bundesländer",
    Dimension.REGION: "Metropolregionen und Strukturwandelregionen",
    Dimension.TOPIC: "Themen",
    Dimension.SOURCE_KIND: "Arten von Quellen",
    Dimension.SOURCE: "Quellen",
}
_REST = "Auf einen Blick"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionEntry:
    """A selection with its addresses within the site; `ics` is empty where it has no calendar."""

    title: str
    description: str
    count: str
    url: str
    ics: str
    rss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The selections of one kind."""

    title: str
    anchor: str
    selections: tuple[SelectionEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """All selections that are published."""

    frame: Frame
    groups: tuple[Group, ...]


def file(edition: Edition) -> File:
    """Return the page."""
    found = sorted(edition.contents.values(), key=_order)
    groups: list[Group] = []
    for title, same in groupby(found, key=_title):
        selections = tuple(_entry(contents, edition) for contents in same)
        groups.append(Group(title=title, anchor=f"g-{len(groups)}", selections=selections))
    around = frame(
        edition,
        NAME,
        title="Auswahl",
        description="Termine nach Land, Region, Thema oder Quelle ansehen und abonnieren",
        section=NAME,
    )
    return page(NAME, "overview.html", OverviewPage(frame=around, groups=tuple(groups)))


def _title(contents: Contents) -> str:
    return _TITLES.get(contents.selection.dimension, _REST)


def _order(contents: Contents) -> int:
    titles = [_REST, *_TITLES.values()]
    return titles.index(_title(contents))


def _entry(contents: Contents, edition: Edition) -> SelectionEntry:
    selection = contents.selection
    return SelectionEntry(
        title=selection.title,
        description=selection.description,
        count=_count(contents, edition),
        url=selection.page_name,
        ics=selection.ics_name if selection.has_calendar else "",
        rss=selection.feed_name(FeedKind.NEW, FeedFormat.RSS),
    )


def _count(contents: Contents, edition: Edition) -> str:
    """Return "3 Termine": the coming ones; for news all, for deadlines those that are not over."""
    dimension = contents.selection.dimension
    if dimension is Dimension.NEWS:
        return _number(len(contents.news), "Meldung", "Meldungen")
    if dimension is Dimension.DEADLINES:
        coming = sum(not due.over(edition.today) for due in contents.deadlines)
        return _number(coming, "Frist", "Fristen")
    return _number(len(contents.coming), "Termin", "Termine")


def _number(count: int, one: str, many: str) -> str:
    return f"{count or 'keine'} {one if count == 1 else many}"
