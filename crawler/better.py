"""Which of the better sources that an entry page names are asked for.

Decides by the kinds that the source file names and by what was found; pure.
"""

from collections.abc import Callable, Iterable, Iterator

from crawler.discovery import Discovered, Lead
from crawler.priorities import rank
from sources import CalendarLinks, EntryKind, Source

_MOST = 3
_GENERAL = (EntryKind.PRESS, EntryKind.PAGE)
"""Entries whose news are wanted too: a list of events does not stand for its site's news."""

Found = tuple[EntryKind, str]


def better_lists(
    source: Source,
    kind: EntryKind,
    found: Discovered,
    robots: Iterable[str],
    admitted: Callable[[str], bool],
) -> Iterator[Found]:
    """Yield what is asked for beside the entry of this `kind` on which `found` was found.

    Only what is better than the best entry of the source and `admitted`, three of a kind at most.
    The feed of a whole site, its posts and its sitemaps are only taken where no list of events is
    named or found; `robots` are the sitemaps that robots.txt names.
    """
    best = min(rank(entry.kind) for entry in source.entries)
    if not source.follow.discover:
        return
    taken: list[Found] = []
    for wanted, leads in _in_order(source, kind, found):
        if rank(wanted) < best:
            taken += [(wanted, lead.url) for lead in leads if admitted(lead.url)][:_MOST]
    if not taken and kind in _GENERAL and rank(EntryKind.SITEMAP) < best:
        named = [lead.url for lead in found.sitemaps] or list(robots)
        taken += [(EntryKind.SITEMAP, url) for url in named if admitted(url)][:_MOST]
    yield from taken


def _in_order(
    source: Source, kind: EntryKind, found: Discovered
) -> Iterator[tuple[EntryKind, list[Lead]]]:
    if source.follow.calendars is not CalendarLinks.NONE:
        yield EntryKind.ICALENDAR, [lead for lead in found.calendars if not lead.single]
    feeds = [lead for lead in found.feeds if lead.events]
    if not feeds and kind in _GENERAL:
        feeds = list(found.feeds[:1])
    yield EntryKind.FEED, [lead for lead in feeds if not _as_json(lead)]
    rest = [lead for lead in found.rest if lead.events and not lead.guessed]
    if not rest and not feeds and kind in _GENERAL:
        rest = list(found.rest[:1])
    yield EntryKind.REST, [*rest, *(lead for lead in feeds if _as_json(lead))]


def _as_json(lead: Lead) -> bool:
    return "json" in lead.sign
