"""The pages of the selections: coming events by day, long lists on several pages.

The news have a page of their own making, and so have the deadlines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from feeds.edition import Contents, Edition
from feeds.files import File
from feeds.selections import Dimension, Selection
from feeds.site import listing
from feeds.site.entries import EventEntry
from feeds.site.frame import Frame, Link, frame
from feeds.site.news_entries import NewsEntry, news_entries
from feeds.site.page import page
from feeds.site.search import SearchForm, search_form
from feeds.site.subscription import Subscription, subscription

MOST_PAST = 8
MOST_NEWS = 5
KICKERS = {
    Dimension.LAND: "Bundesland",
    Dimension.REGION: "Region",
    Dimension.SOURCE_KIND: "Art der Quelle",
    Dimension.SOURCE: "Quelle",
    Dimension.TOPIC: "Thema",
}
_OTHERS = (Dimension.NEWS, Dimension.DEADLINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page of a selection; `count` are the coming events of all its pages.

    `running` are those that have begun, `stalled` those that would have, but are off.
    """

    frame: Frame
    slug: str
    search: SearchForm | None
    kicker: str
    heading: str
    lead: str
    count: int
    number: int
    pages: int
    earlier: Link | None
    later: Link | None
    running: tuple[EventEntry, ...]
    stalled: tuple[EventEntry, ...]
    months: tuple[listing.Month, ...]
    coarse: tuple[EventEntry, ...]
    past: tuple[EventEntry, ...]
    news: tuple[NewsEntry, ...]
    subscription: Subscription


def files(edition: Edition, entries: Mapping[str, EventEntry]) -> Iterator[File]:
    """Yield the pages of all selections of events; `entries` are by UID."""
    for contents in edition.contents.values():
        if contents.selection.dimension not in _OTHERS:
            yield from _pages(contents, edition, entries)


def page_name(selection: Selection, number: int) -> str:
    """Return the file name of a page of the list: "seite-2.html", "land/sachsen-seite-2.html"."""
    if number == 1:
        return selection.page_name
    if selection.dimension is Dimension.ALL:
        return f"seite-{number}.html"
    return f"{selection.slug}-seite-{number}.html"


def _pages(
    contents: Contents, edition: Edition, entries: Mapping[str, EventEntry]
) -> Iterator[File]:
    coming = [entries[card.uid] for card in contents.coming]
    exact = [entry for entry in coming if not entry.is_coarse]
    parts = listing.pages([entry for entry in exact if entry.start >= edition.today])
    begun = [entry for entry in exact if entry.start < edition.today]
    running = tuple(entry for entry in begun if not entry.is_off)
    stalled = tuple(entry for entry in begun if entry.is_off)
    coarse = tuple(entry for entry in coming if entry.is_coarse)
    past = tuple(entries[card.uid] for card in contents.past[:MOST_PAST])
    news = tuple(islice(news_entries(contents.news, edition.settings), MOST_NEWS))
    selection = contents.selection
    is_all = selection.dimension is Dimension.ALL
    for number, part in enumerate(parts, start=1):
        name = page_name(selection, number)
        is_first, is_last = number == 1, number == len(parts)
        view = ListPage(
            frame=_frame(contents, edition, name, number),
            slug=selection.slug,
            search=search_form(edition) if is_all and is_first else None,
            kicker=KICKERS.get(selection.dimension, ""),
            heading=selection.description if is_all else selection.title,
            lead="" if is_all else selection.description,
            count=len(coming),
            number=number,
            pages=len(parts),
            earlier=None if is_first else _turn(selection, parts, number - 1),
            later=None if is_last else _turn(selection, parts, number + 1),
            running=running if is_first else (),
            stalled=stalled if is_first else (),
            months=listing.months(part),
            coarse=coarse if is_last else (),
            past=past if is_first else (),
            news=news if is_first else (),
            subscription=subscription(contents.channel),
        )
        yield page(name, "selection.html", view)


def _frame(contents: Contents, edition: Edition, name: str, number: int) -> Frame:
    is_home = contents.selection.dimension is Dimension.ALL and number == 1
    title = edition.settings.title if is_home else contents.selection.title
    if number > 1:
        title += f", Seite {number}"
    return frame(
        edition,
        name,
        title=title,
        description=contents.channel.description,
        section="index.html" if name == "index.html" else "",
        contents=contents,
        stamp=contents.last_told,
    )


def _turn(selection: Selection, parts: Sequence[Sequence[EventEntry]], number: int) -> Link:
    months = listing.months(parts[number - 1])
    return Link(
        text=" bis ".join(dict.fromkeys((months[0].title, months[-1].title))) if months else "",
        url=page_name(selection, number),
    )
