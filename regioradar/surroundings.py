"""What the parsers are told of a page's surroundings, taken from the catalogue of sources.

Known organisations come from all sources, the organiser and the regions from the page's own one.
"""

from collections.abc import Sequence
from datetime import date

from model import Organizer
from parsers import Context
from sources import Source, host_of


class Surroundings:
    """Contexts for pages, made from a catalogue."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._by_id = {source.id: source for source in sources}
        self._by_host: dict[str, list[Source]] = {}
        for source in sources:
            for host in source.hosts:
                self._by_host.setdefault(host, []).append(source)
        known: dict[tuple[str, str], Organizer] = {}
        for source in sources:
            for organizer in _organizations(source):
                known.setdefault((organizer.name, organizer.alternate_name), organizer)
        self._organizations = tuple(known.values())

    @property
    def organizations(self) -> tuple[Organizer, ...]:
        """All bodies of the catalogue, one record for each of their other names."""
        return self._organizations

    def source_of(self, url: str) -> Source | None:
        """The one source whose host `url` names; None where there is none or more than one."""
        found = self._by_host.get(host_of(url), [])
        return found[0] if len(found) == 1 else None

    def context(self, source: Source | None, today: date | None) -> Context:
        """The context of a page of `source` (None: of no known source), read on `today`."""
        if source is None:
            return Context(today=today, known_organizations=self._organizations)
        return Context(
            today=today,
            organizer=organizer_of(source),
            regions=source.regions,
            known_organizations=self._organizations,
        )


def organizer_of(source: Source) -> Organizer | None:
    """Who stands behind the source's "wir"; None where its file names nobody."""
    default = source.organizer
    if default is None:
        return None
    names = default.alternate_names
    return Organizer(name=default.name, alternate_name=names[0] if names else "", url=default.url)


def names_of(source: Source) -> frozenset[str]:
    """Every name of the body behind a source, and of who holds its events."""
    return frozenset(
        name
        for organizer in _organizations(source)
        for name in (organizer.name, organizer.alternate_name)
        if name
    )


def _organizations(source: Source) -> list[Organizer]:
    """The source's own body and its default organiser, once under each of their other names."""
    known = _named(source.name, (source.short_name, *source.aliases), source.home)
    default = source.organizer
    if default is None:
        return known
    return [*_named(default.name, default.alternate_names, default.url), *known]


def _named(name: str, others: Sequence[str], url: str) -> list[Organizer]:
    """One record for each other name (a record holds only one), or one without."""
    names = [other for other in dict.fromkeys(others) if other and other != name]
    return [Organizer(name=name, alternate_name=other, url=url) for other in names or [""]]
