"""News items as the website shows them: plain texts and checked addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feeds.cards import NewsCard
from feeds.origin import news_origin
from feeds.publishable import plain, shorten
from feeds.settings import FeedSettings
from model import german


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsEntry:
    """A news item; `url` is the page of its source."""

    headline: str
    url: str
    day: str
    day_iso: str
    kind: str
    origin: str


def news_entries(cards: Iterable[NewsCard], settings: FeedSettings) -> Iterator[NewsEntry]:
    """Yield how pages show news items, without those of whose headline nothing is left.

    The feed of the news tells which those are.
    """
    entries = (news_entry(card, settings) for card in cards)
    return (entry for entry in entries if entry.headline)


def news_entry(card: NewsCard, settings: FeedSettings) -> NewsEntry:
    """Return how a page shows one item; its headline may be empty."""
    item = card.stored.item
    origin = news_origin(card.stored, settings.source_names)
    published = item.date_published
    return NewsEntry(
        headline=shorten(plain(item.headline), 250),
        url=origin.url if origin else "",
        day=german.day(published) if published else "",
        day_iso=published.isoformat() if published else "",
        kind="Rückblick" if item.is_report else "Meldung",
        origin=origin.name if origin else "",
    )
