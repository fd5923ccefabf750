"""The news and reports by date: the newest on one page, all of them month by month.

Each report names the event that it tells of. A month's page stays as it is when news are added to
another month.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from feeds import words
from feeds.cards import Card, NewsCard
from feeds.edition import Contents, Edition
from feeds.files import File
from feeds.selections.catalogue import NEWS
from feeds.site.frame import Frame, Link, frame
from feeds.site.news_entries import NewsEntry, news_entry
from feeds.site.page import page
from feeds.site.subscription import Subscription, subscription
from feeds.snapshot import day_of_news
from model import german

MOST_NEW = 50
FIRST = f"{NEWS}.html"
_LONGEST_EVENT = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A news item, the month that it is of, and the published event that it tells of, if any."""

    item: NewsEntry
    month: date
    event: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPage:
    """Some of the news, the newest first; `months` are all there are, the latest first."""

    frame: Frame
    heading: str
    lead: str
    part: str
    newer: Link | None
    older: Link | None
    months: tuple[Link, ...]
    told: tuple[Told, ...]
    subscription: Subscription | None


def files(edition: Edition) -> Iterator[File]:
    """Yield the pages of the news; none where there never was any."""
    contents = edition.contents.get(NEWS)
    if contents is None:
        return
    events = {card.uid: card for card in edition.cards}
    items = (_told(card, events.get(card.stored.event_uid), edition) for card in contents.news)
    told = [found for found in items if found.item.headline]
    by_month = [(month, list(same)) for month, same in groupby(told, key=lambda t: t.month)]
    months = tuple(Link(text=german.month(m), url=month_name(m)) for m, _ in by_month)
    yield page(FIRST, "news.html", _newest(contents, edition, told, months))
    for index, (month, same) in enumerate(by_month):
        newer = months[index - 1] if index else None
        older = months[index + 1] if index + 1 < len(months) else None
        view = _month(contents, edition, month, same, newer, older)
        yield page(month_name(month), "news.html", view)


def month_name(month: date) -> str:
    """Return the file name of the page of a month's news."""
    return f"{NEWS}/{month:%Y-%m}.html"


def _newest(
    contents: Contents, edition: Edition, told: Sequence[Told], months: tuple[Link, ...]
) -> NewsPage:
    channel = contents.channel
    return NewsPage(
        frame=frame(
            edition,
            FIRST,
            title=channel.title,
            description=channel.description,
            section=FIRST,
            contents=contents,
            stamp=contents.last_told,
        ),
        heading=contents.selection.title,
        lead=channel.description,
        part="Die neuesten",
        newer=None,
        older=None,
        months=months,
        told=tuple(told[:MOST_NEW]),
        subscription=subscription(channel),
    )


def _month(
    contents: Contents,
    edition: Edition,
    month: date,
    told: Sequence[Told],
    newer: Link | None,
    older: Link | None,
) -> NewsPage:
    title = f"{contents.selection.title} im {german.month(month)}"
    return NewsPage(
        frame=frame(
            edition,
            month_name(month),
            title=title,
            description=contents.channel.description,
            section=FIRST,
            contents=contents,
        ),
        heading=title,
        lead="",
        part="Nach Datum",
        newer=newer,
        older=older,
        months=(),
        told=tuple(told),
        subscription=None,
    )


def _told(card: NewsCard, event: Card | None, edition: Edition) -> Told:
    about = None
    if event is not None:
        text = words.title(event.stored.event, _LONGEST_EVENT)
        about = Link(text=text, url=f"{event.slug}.html")
    return Told(
        item=news_entry(card, edition.settings),
        month=day_of_news(card.stored).replace(day=1),
        event=about,
    )
