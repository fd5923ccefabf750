"""Items as bytes in every format: each made once, and none that one format cannot carry.

An item is made when a feed first asks for it. What is unsound is left out of all formats, so
that they hold the same; the feeds that miss it tell why.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Final

from feeds.calendars.files import single
from feeds.cards import Card, DeadlineCard, NewsCard
from feeds.edition import Edition
from feeds.lint.atom_rules import lint_atom_entry
from feeds.lint.finding import Finding, refuse
from feeds.lint.json_feed_rules import lint_json_item
from feeds.lint.rss_rules import lint_rss_item
from feeds.pieces import Pieces
from feeds.revisions import Revision
from feeds.selections import FeedFormat
from feeds.settings import FeedSettings
from feeds.syndication import atom, json_feed, rss
from feeds.syndication.changes import change_item
from feeds.syndication.head import Head
from feeds.syndication.item import Item
from feeds.syndication.items import (
    deadline_item,
    event_item,
    last_change,
    news_item,
    with_calendar,
)
from model import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of feeds: how an item and a feed are written, and how an item is checked."""

    write_item: Callable[[Item], bytes]
    write: Callable[[Head, Sequence[bytes]], bytes]
    lint_item: Callable[[bytes], list[Finding]]


FORMATS: Final[Mapping[FeedFormat, Format]] = {
    FeedFormat.RSS: Format(write_item=rss.write_item, write=rss.write, lint_item=lint_rss_item),
    FeedFormat.ATOM: Format(
        write_item=atom.write_item, write=atom.write, lint_item=lint_atom_entry
    ),
    FeedFormat.JSON: Format(
        write_item=json_feed.write_item, write=json_feed.write, lint_item=lint_json_item
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """An item in all formats, and when it last changed (UTC)."""

    bodies: Mapping[FeedFormat, bytes]
    updated: datetime


class Renderings:
    """The items of one edition. A record that is no item (`None`) or unsound is remembered too."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._settings = edition.settings
        self._cards = {card.uid: card for card in edition.cards}
        self._known: dict[tuple[str, int], Rendered | Exception | None] = {}

    def card_of(self, revision: Revision) -> Card:
        """The card of the event of a revision."""
        return self._cards[revision.uid]

    def of(self, record: Card | NewsCard | DeadlineCard | Revision) -> Rendered | None:
        """Return the item of a record, None where there is none. Raises what made it unsound."""
        key = (record.uid, record.sequence if isinstance(record, Revision) else -1)
        if key not in self._known:
            try:
                self._known[key] = self._render(record)
            except Exception as error:
                self._known[key] = error
        found = self._known[key]
        if isinstance(found, Exception):
            raise found
        return found

    def _render(self, record: Card | NewsCard | DeadlineCard | Revision) -> Rendered | None:
        if isinstance(record, Card):
            # It was vetted before it came into the edition.
            return event(record, self._settings, self._edition.pieces)
        if isinstance(record, NewsCard):
            return sound(rendered(news_item(record, self._settings)))
        if isinstance(record, DeadlineCard):
            return sound(rendered(deadline_item(record, self._settings)))
        change = change_item(record, self._cards[record.uid], self._settings)
        return sound(rendered(change)) if change is not None else None


def event(card: Card, settings: FeedSettings, pieces: Pieces) -> Rendered:
    """Return the item of an event in all formats, each written once among the pieces."""

    @cache
    def item() -> Item:
        found = event_item(card, settings)
        if not isinstance(card.stored.event.when, When):
            return found
        return with_calendar(found, card, settings, len(single(card, settings, pieces)))

    bodies = {
        name: pieces.once(name.value, card.uid, partial(_write, fmt, item))
        for name, fmt in FORMATS.items()
    }
    return Rendered(bodies=bodies, updated=last_change(card))


def rendered(item: Item) -> Rendered:
    """Return the item in all formats. Raises ValueError (or what feedgen raises)."""
    bodies = {name: fmt.write_item(item) for name, fmt in FORMATS.items()}
    return Rendered(bodies=bodies, updated=item.updated)


def sound(found: Rendered) -> Rendered:
    """Return the item as it is. Raises ValueError where a check finds something in a format."""
    for name, fmt in FORMATS.items():
        refuse(fmt.lint_item(found.bodies[name]))
    return found


def _write(fmt: Format, item: Callable[[], Item]) -> bytes:
    return fmt.write_item(item())
