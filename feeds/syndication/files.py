"""Feeds of each selection: what is new, what is coming, what has changed."""

from collections.abc import Iterator

from feeds.cards import Card, NewsCard
from feeds.edition import Contents, Edition
from feeds.files import File, Made, key_of, problem
from feeds.lint.finding import refuse
from feeds.selections import FeedFormat, FeedKind
from feeds.settings import FeedSettings
from feeds.syndication import rss
from feeds.syndication.changes import change_item
from feeds.syndication.rss import Item
from model import Severity


def check(card: Card, settings: FeedSettings) -> None:
    """Raise ValueError (or what feedgen raises) where the event cannot be a sound item."""
    refuse(rss.check_item(rss.event_item(card, settings)))


def files(edition: Edition) -> Iterator[File]:
    """Yield the feeds of all selections."""
    for contents in edition.contents.values():
        if FeedKind.NEW in contents.selection.kinds:
            yield _new(contents, edition)
        if FeedKind.CHANGES in contents.selection.kinds:
            yield _changes(contents, edition)


def _new(contents: Contents, edition: Edition) -> File:
    name = contents.selection.feed_name(FeedKind.NEW, FeedFormat.RSS)
    cards = contents.newest[: edition.settings.max_items]

    def make() -> Made:
        items, told = [], []
        for card in cards:
            try:
                items.append(_item(card, edition.settings))
            except Exception as error:
                told.append(problem(f"{name}: {card.uid!a} left out: {error!a}", Severity.ERROR))
        body = rss.write(
            contents.channel,
            FeedKind.NEW,
            items,
            edition.settings,
            last_modified=contents.last_told,
        )
        return Made(body=body, problems=tuple(told))

    keys = [card.key for card in cards]
    key = key_of(contents.channel, keys, contents.last_told, edition.settings.fingerprint)
    return File(name=name, key=key, make=make)


def _item(card: Card | NewsCard, settings: FeedSettings) -> Item:
    if isinstance(card, Card):
        return rss.event_item(card, settings)
    item = rss.news_item(card, settings)
    refuse(rss.check_item(item))
    return item


def _changes(contents: Contents, edition: Edition) -> File:
    name = contents.selection.feed_name(FeedKind.CHANGES, FeedFormat.RSS)
    by_uid = {card.uid: card for card in edition.cards}

    def make() -> Made:
        items: list[Item] = []
        told = []
        for revision in contents.changes:
            try:
                item = change_item(revision, by_uid[revision.uid], edition.settings)
                refuse(rss.check_item(item) if item else ())
            except Exception as error:
                text = f"{name}: {revision.uid!a} left out: {error!a}"
                told.append(problem(text, Severity.ERROR))
                continue
            if item is not None and len(items) < edition.settings.max_items:
                items.append(item)
        body = rss.write(
            contents.channel,
            FeedKind.CHANGES,
            items,
            edition.settings,
            last_modified=contents.last_modified,
        )
        return Made(body=body, problems=tuple(told))

    turns = [(by_uid[c.uid].key, c.sequence, c.at, c.before, c.after) for c in contents.changes]
    key = key_of(contents.channel, turns, contents.last_modified, edition.settings.fingerprint)
    return File(name=name, key=key, make=make)
