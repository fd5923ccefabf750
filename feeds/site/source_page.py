"""The page of the sources: who they are, how the reading of each goes, what is coming from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from feeds import words
from feeds.edition import Contents, Edition
from feeds.files import File
from feeds.publishable import link, plain
from feeds.selections import Dimension
from feeds.settings import SourceInfo
from feeds.site.frame import Frame, frame
from feeds.site.page import page
from model import BERLIN, HealthState, fold

NAME = "quellen.html"
_KINDS = {
    "ministry": "Ministerien",
    "federal_agency": "Bundesbehörden",
    "state": "Länder",
    "metropolitan_region": "Metropolregionen",
    "network": "Netzwerke und Verbände",
    "institute": "Institute",
    "chamber": "Kammern",
    "training": "Fortbildung",
}
_OTHER = "Weitere"
_MARKS = {
    HealthState.WELL: "wird gelesen",
    HealthState.QUIET: "zurzeit ohne Termine",
    HealthState.DEGRADED: "eingeschränkt",
    HealthState.BROKEN: "gestört",
    HealthState.UNKNOWN: "noch nicht ausgewertet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A source. `mark` is its health in two words, `health` in a sentence; "" where unknown.

    `selection` is the page of its events, "" where none was ever published.
    """

    name: str
    home: str
    regions: str
    state: str
    mark: str
    health: str
    last_read: str
    last_read_iso: str
    coming: int
    selection: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The sources of one kind."""

    title: str
    anchor: str
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """All sources that are read, and the names of those that are known and not read yet."""

    frame: Frame
    count: int
    well: int
    groups: tuple[Group, ...]
    others: tuple[SourceEntry, ...]


def files(edition: Edition) -> Iterator[File]:
    """Yield the one page."""
    sources = sorted(edition.settings.sources.values(), key=lambda s: (fold(s.name), s.id))
    selections = {
        contents.selection.slug: contents
        for contents in edition.contents.values()
        if contents.selection.dimension is Dimension.SOURCE
    }
    read = [source for source in sources if source.enabled]
    entries = {s.id: _entry(s, selections.get(f"quelle/{s.id}")) for s in sources}
    titles = [*_KINDS.values(), _OTHER]
    groups = (
        Group(
            title=title,
            anchor=f"art-{number}",
            sources=tuple(entries[s.id] for s in read if _KINDS.get(s.kind, _OTHER) == title),
        )
        for number, title in enumerate(titles, start=1)
    )
    view = SourcesPage(
        frame=frame(
            edition,
            NAME,
            title="Quellen",
            description="Woher die Termine kommen, und wann die Seiten zuletzt gelesen wurden.",
            section=NAME,
        ),
        count=len(read),
        well=sum(source.state in (HealthState.WELL, HealthState.QUIET) for source in read),
        groups=tuple(group for group in groups if group.sources),
        others=tuple(entries[s.id] for s in sources if not s.enabled),
    )
    yield page(NAME, "sources.html", view)


def _entry(source: SourceInfo, contents: Contents | None) -> SourceEntry:
    day, day_iso = _day(source.last_read)
    return SourceEntry(
        name=plain(source.name),
        home=link(source.home),
        regions=", ".join(source.regions),
        state=source.state.value if source.state else "",
        mark=_MARKS[source.state] if source.state else "",
        health=source.health,
        last_read=day,
        last_read_iso=day_iso,
        coming=len(contents.coming) if contents else 0,
        selection=contents.selection.page_name if contents else "",
    )


def _day(moment: datetime | None) -> tuple[str, str]:
    if moment is None:
        return "", ""
    local = moment.astimezone(BERLIN)
    return words.day(local), local.date().isoformat()
