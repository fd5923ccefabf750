"""The page of the sources: who they are, how the reading of each goes, what is coming from it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.edition import Contents, Edition
from feeds.files import File
from feeds.publishable import link, plain
from feeds.selections.catalogue import kind_slug, source_slug
from feeds.selections.vocabulary import SOURCE_KINDS
from feeds.settings import SourceInfo
from feeds.site.frame import Frame, frame
from feeds.site.page import page
from model import BERLIN, HealthState, fold, german

NAME = "quellen.html"
MARKS = {
    HealthState.WELL: "wird gelesen",
    HealthState.QUIET: "zurzeit ohne Termine",
    HealthState.DEGRADED: "eingeschränkt",
    HealthState.BROKEN: "gestört",
    HealthState.UNKNOWN: "noch nicht ausgewertet",
    HealthState.PAUSED: "ausgesetzt",
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
    """The sources of one kind; `selection` is the page of all their events, if there is one."""

    title: str
    anchor: str
    selection: str
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
    entries = {s.id: _entry(s, edition.contents.get(source_slug(s.id))) for s in sources}
    read = [source for source in sources if source.enabled]
    by_kind: defaultdict[str, list[SourceEntry]] = defaultdict(list)
    for source in read:
        by_kind[source.kind if source.kind in SOURCE_KINDS else ""].append(entries[source.id])
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
        groups=tuple(
            _group(kind, by_kind[kind], edition) for kind in (*SOURCE_KINDS, "") if by_kind[kind]
        ),
        others=tuple(entries[s.id] for s in sources if not s.enabled),
    )
    yield page(NAME, "sources.html", view)


def _group(kind: str, sources: Sequence[SourceEntry], edition: Edition) -> Group:
    known = SOURCE_KINDS.get(kind)
    if known is None:
        return Group(title="Weitere", anchor="art-weitere", selection="", sources=tuple(sources))
    contents = edition.contents.get(kind_slug(known.slug))
    return Group(
        title=known.title,
        anchor=f"art-{known.slug}",
        selection=contents.selection.page_name if contents is not None else "",
        sources=tuple(sources),
    )


def _entry(source: SourceInfo, contents: Contents | None) -> SourceEntry:
    day, day_iso = _day(source.last_read)
    return SourceEntry(
        name=plain(source.name),
        home=link(source.home),
        regions=", ".join(source.regions),
        state=source.state.value if source.state else "",
        mark=MARKS[source.state] if source.state else "",
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
    return german.day(local), local.date().isoformat()
