"""What the store knows of sources, put together for the decision on their health."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from model import ProblemKind, Severity, StoredEvent
from regioradar.cadence import EVERY
from regioradar.health.records import LISTS, KnownEvent, SourceFacts
from sources import Source
from store import GoodLists, SourceRun, Store, StoredPage, Visit

_RUNS = 400
"""Health rows that are looked at: a year and a month of daily runs."""


def gathered(
    store: Store, sources: Iterable[Source], stored: Iterable[StoredEvent] | None = None
) -> Iterator[SourceFacts]:
    """What is known of each of the sources, in their order.

    `stored` are all events where the caller has them already; None: each source is asked for its
    own, so that never those of all lie in memory.
    """
    known = _events(stored) if stored is not None else None
    holds = {hold.source_id: hold for hold in store.holds()}
    pauses = store.source_desk.pauses()
    for source in sources:
        runs = store.history(source.id, _RUNS)
        visits = store.visits(source.id)
        by_asked = _by_asked(store.pages(source.id))
        pages = {v.url: by_asked[v.url] for v in visits if v.url in by_asked}
        yield SourceFacts(
            source_id=source.id,
            entries=[entry.url for entry in source.entries],
            expects_events=source.expects_events,
            every=EVERY[source.cadence],
            runs=runs,
            visits=visits,
            good_lists=_good_lists(store, visits, pages),
            says_none={url: page.says_none for url, page in pages.items() if page.says_none},
            events=known.get(source.id, ()) if known is not None else _told(store, source.id),
            notices=_notices(store, source.id, runs),
            hold=holds.get(source.id),
            pause=pauses.get(source.id),
        )


def _events(all_stored: Iterable[StoredEvent]) -> Mapping[str, Sequence[KnownEvent]]:
    """The events that each source tells or told of."""
    known: dict[str, list[KnownEvent]] = defaultdict(list)
    for stored in all_stored:
        when = stored.event.when
        day = when.first_day if when is not None else None
        first: dict[str, KnownEvent] = {}
        for mention in stored.mentions:
            before = first.get(mention.source_id)
            if before is None or mention.first_seen < before.seen:
                first[mention.source_id] = KnownEvent(first_day=day, seen=mention.first_seen)
        for source_id, event in first.items():
            known[source_id].append(event)
    return known


def _told(store: Store, source_id: str) -> Sequence[KnownEvent]:
    """Those of one source, without reading all that is known of the events."""
    told = store.told_since(source_id)
    return [KnownEvent(first_day=one.first_day, seen=one.seen) for one in told]


def _by_asked(pages: Iterable[StoredPage]) -> Mapping[str, StoredPage]:
    """The current pages by their own address and by the one that was asked for."""
    pages = tuple(pages)
    asked = {page.requested_url: page for page in pages if page.requested_url}
    return {**asked, **{page.url: page for page in pages}}


def _good_lists(
    store: Store, visits: Iterable[Visit], pages: Mapping[str, StoredPage]
) -> Mapping[str, GoodLists]:
    """What entries and lists gave when they last gave a list."""
    found = {}
    for visit in (visit for visit in visits if visit.entry or visit.role in LISTS):
        page = pages.get(visit.url)
        lists = store.good_lists(visit.source_id, page.url if page is not None else visit.url)
        if lists is not None:
            found[visit.url] = lists
    return found


def _notices(store: Store, source_id: str, runs: Sequence[SourceRun]) -> Sequence[str]:
    """The lists that moved on their pages in the last run."""
    if not runs:
        return ()
    return [
        f"{told.problem.url}: {told.problem.message}"
        for told in store.problems(runs[0].run_id, source_id)
        if told.problem.kind is ProblemKind.LIST_MISSING
        and told.problem.severity is Severity.WARNING
    ]
