"""The news and reports by date, on several pages; each report names the event that it tells of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feeds import words
from feeds.cards import Card, NewsCard
from feeds.edition import Contents, Edition
from feeds.files import File
from feeds.selections.catalogue import NEWS
from feeds.site.frame import Frame, Link, frame
from feeds.site.news_entries import NewsEntry, news_entry
from feeds.site.page import page
from feeds.site.subscription import Subscription, subscription

PAGE_SIZE = 50
_LONGEST_EVENT = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A news item and the published event that it tells of, if any."""

    item: NewsEntry
    event: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPage:
    """One page of the news, the newest first."""

    frame: Frame
    heading: str
    lead: str
    count: int
    number: int
    pages: int
    newer: str
    older: str
    told: tuple[Told, ...]
    subscription: Subscription


def files(edition: Edition) -> Iterator[File]:
    """Yield the pages of the news; none where there never was any."""
    contents = edition.contents.get(NEWS)
    if contents is None:
        return
    events = {card.uid: card for card in edition.cards}
    items = (_told(card, events.get(card.stored.event_uid), edition) for card in contents.news)
    told = [found for found in items if found.item.headline]
    parts = [told[n : n + PAGE_SIZE] for n in range(0, len(told), PAGE_SIZE)] or [[]]
    for number in range(1, len(parts) + 1):
        yield page(page_name(number), "news.html", _page(contents, edition, parts, number))


def page_name(number: int) -> str:
    """Return the file name of a page of the news; the first is that of the selection."""
    return f"{NEWS}.html" if number == 1 else f"{NEWS}-seite-{number}.html"


def _page(
    contents: Contents, edition: Edition, parts: Sequence[Sequence[Told]], number: int
) -> NewsPage:
    channel, name = contents.channel, page_name(number)
    title = channel.title if number == 1 else f"Seite {number} · {channel.title}"
    return NewsPage(
        frame=frame(
            edition,
            name,
            title=title,
            description=channel.description,
            section=page_name(1),
            contents=contents,
            stamp=contents.last_told,
        ),
        heading=contents.selection.title,
        lead=channel.description,
        count=sum(map(len, parts)),
        number=number,
        pages=len(parts),
        newer=page_name(number - 1) if number > 1 else "",
        older=page_name(number + 1) if number < len(parts) else "",
        told=tuple(parts[number - 1]),
        subscription=subscription(channel),
    )


def _told(card: NewsCard, event: Card | None, edition: Edition) -> Told:
    about = None
    if event is not None:
        text = words.title(event.stored.event, _LONGEST_EVENT)
        about = Link(text=text, url=f"{event.slug}.html")
    return Told(item=news_entry(card, edition.settings), event=about)
