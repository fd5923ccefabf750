"""A proposed source: what a page and a few pages behind it showed, and whether it is worth a crawl.

Pure: pages and their readings go in, a proposal comes out. Nothing is proposed that was not seen.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.markup import read_html
from crawler.sitemaps import read_sitemap
from crawler.urls import canonical_url, identity
from crawler.xml_links import read_feed
from model import EntryKind, ProblemKind
from regioradar.proposals.looks import Draft, Look
from regioradar.proposals.naming import Said, proposed_id, proposed_name
from sources import Source, SourceKind, host_of

_EVENT_LISTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry point with what was seen there, in words."""

    kind: EntryKind
    url: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A source as it could stand in a file.

    `enabled` only where an event was read; `reason` says why not. `unused` are addresses that the
    page names and that are no entries, with the reason. `kind` is None where nobody said it.
    """

    draft: Draft
    id: Said
    name: Said
    kind: SourceKind | None = None
    regions: tuple[str, ...] = ()
    home: str = ""
    entries: tuple[Found, ...] = ()
    unused: tuple[Found, ...] = ()
    looks: tuple[Look, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""

    @property
    def enabled(self) -> bool:
        """Whether the source may be crawled."""
        return not self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the person says of the source; empty where nothing was said."""

    id: str = ""
    name: str = ""
    kind: SourceKind | None = None
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The sources that are there already: their ids, and who watches which host."""

    ids: Collection[str] = ()
    by_host: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sources: Iterable[Source]) -> "Known":
        """Return what is known of some sources."""
        known = list(sources)
        by_host = {host: source.id for source in known for host in source.hosts}
        return cls(ids={source.id for source in known}, by_host=by_host)


def propose(draft: Draft, looks: Sequence[Look], given: Given, known: Known) -> Proposal:
    """Return the proposal that the first page and further `looks` lead to."""
    by_url = {identity(look.url): look for look in (draft.look, *looks)}
    home = by_url.get(identity(draft.home))
    leads = [(kind, lead, by_url.get(identity(lead.url))) for kind, lead in draft.leads]
    sound = list(_each_once([look for _, _, look in leads if look is not None and _gives(look)]))
    entries = [Found(kind=look.role, url=look.url, seen=_seen(look)) for look in sound]
    if draft.look.page is not None and not draft.look.problem:
        entries.append(Found(kind=_kind(draft), url=draft.look.url, seen=_seen_first(draft)))
    every = (draft.look, *looks)
    # What the home page tells is no entry's doing.
    told = any(look.events for look in every if look is not home or look is draft.look)
    return Proposal(
        draft=draft,
        id=Said(given.id, "given") if given.id else proposed_id(draft.look.url, known.ids),
        name=Said(given.name, "given") if given.name else _name(draft, home),
        kind=given.kind,
        regions=given.regions,
        home=draft.home if home is not None and home.page is not None else "",
        entries=tuple(entries),
        unused=tuple(
            Found(kind=kind, url=lead.url, seen=_unused(look))
            for kind, lead, look in leads
            if look not in sound
        )
        + tuple(
            Found(kind=EntryKind.ICALENDAR, url=lead.url, seen="holds one event")
            for lead in draft.discovered.calendars
            if lead.single
        ),
        looks=every,
        notes=tuple(_notes(draft, known)),
        reason="" if told else why_nothing(draft, looks),
    )


def why_nothing(draft: Draft, looks: Sequence[Look]) -> str:
    """Say what was seen in place of events, in one line."""
    look, listing = draft.look, draft.listing
    if look.page is None or look.problem:
        return look.problem or "the page could not be had"
    says_none = look.extraction.says_none if look.extraction is not None else ""
    if says_none:
        return f"the page says that there is none now: {says_none!r}"
    if look.role is EntryKind.SITEMAP:
        return "a sitemap tells no events: give the page that lists them"
    if look.role is EntryKind.FEED:
        return f"the feed has {look.news} items and no event: give the page that lists events"
    if not listing.details:
        return "no list of links and no event could be found on the page"
    behind = [look for look in looks if look.url in listing.details]
    dates = f"{listing.dated} of them with a date" if listing.dated else "none of them with a date"
    text = f"a list of {len(listing.details)} links stands there, {dates}, but no event was read"
    if not behind:
        return f"{text} in it, and the pages behind it were not looked at"
    faults = [look.problem for look in behind if look.problem]
    news = sum(look.news for look in behind)
    text += f" in it or on the {len(behind)} pages behind it that were looked at"
    text += f", only {news} pieces of news" if news else ""
    return text + (f" ({faults[0]})" if faults else "")


def _name(draft: Draft, home: Look | None) -> Said:
    """Return the name by the page itself, else by the home page."""
    said = Said("", "")
    pages = [draft.html]
    if home is not None and home.page is not None:
        pages.append(read_html(home.page.body, home.page.content_type, home.page.url))
    for html in pages:
        if html is not None:
            said = proposed_name(html, draft.look.url)
            if said.value != host_of(draft.look.url):
                return said
    return said if said.value else Said(host_of(draft.look.url), "from the host")


def _kind(draft: Draft) -> EntryKind:
    """Return as what the first page is an entry."""
    look, listing = draft.look, draft.listing
    if look.role is not EntryKind.PAGE:
        return look.role
    if look.events >= _EVENT_LISTS or (look.events and listing.details):
        return EntryKind.LISTING
    return EntryKind.PRESS if listing.dated else EntryKind.PAGE


def _each_once(looks: Sequence[Look]) -> Iterable[Look]:
    """Yield the looks without those that tell the same events as one of their kind before."""
    told: set[object] = set()
    for look in looks:
        events = look.extraction.events if look.extraction is not None else ()
        same = (look.role, frozenset((event.name, event.when) for event in events))
        if not events or same not in told:
            yield look
        told.add(same)


def _gives(look: Look) -> bool:
    """Whether a lead answered with what it promises."""
    return look.page is not None and not look.problem and _items(look) > 0


def _items(look: Look) -> int:
    if look.page is None:
        return 0
    if look.role is EntryKind.FEED:
        return len(read_feed(look.page.body, look.page.url) or ())
    if look.role is EntryKind.SITEMAP:
        sitemap = read_sitemap(look.page.body, look.page.url)
        return len(sitemap.entries) if sitemap is not None else 0
    return look.events + look.news


def _seen(look: Look) -> str:
    words = {EntryKind.FEED: "items", EntryKind.SITEMAP: "addresses"}
    if look.role in words:
        return f"answered with {_items(look)} {words[look.role]}"
    return f"answered with {look.events} event{'' if look.events == 1 else 's'}"


def _seen_first(draft: Draft) -> str:
    count = len(draft.listing.details)
    listed = f" and a list of {count} link{'' if count == 1 else 's'}" if count else ""
    return _seen(draft.look) + listed


def _unused(look: Look | None) -> str:
    if look is None:
        return "not asked for"
    if _gives(look):
        return "tells the same events as the one before"
    return look.problem or "answered, but nothing could be read in it"


def _notes(draft: Draft, known: Known) -> Iterable[str]:
    url, listing, rules = draft.look.url, draft.listing, draft.rules
    watched = known.by_host.get(host_of(url))
    plain = proposed_id(url).value
    if watched:
        yield f"the source {watched} watches {host_of(url)} already"
    elif plain in known.ids:
        yield f"the catalogue has a source {plain} already"
    problems = draft.look.extraction.problems if draft.look.extraction is not None else ()
    if any(problem.kind is ProblemKind.JAVASCRIPT_ONLY for problem in problems):
        yield "a browser may read it: set javascript = true in the file and try it with --file"
    if listing.elsewhere:
        hosts = ", ".join(dict.fromkeys(map(host_of, listing.elsewhere)))
        yield (
            f"{len(listing.elsewhere)} entries of the list lead to other hosts ({hosts}): "
            "add those of the same body to `hosts`"
        )
    still = [link for link in listing.navigation if rules.admits(link)]
    if still:
        yield f"{len(still)} links of the navigation look like details, e.g. {still[0]}"
    canonical = canonical_url(draft.discovered.canonical) if draft.discovered.canonical else None
    if canonical and identity(canonical) != identity(url):
        yield f"the page calls {canonical} its own address"
