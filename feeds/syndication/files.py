"""Feeds of each selection in three formats: what is new, what is coming, what has changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.cards import Card, DeadlineCard, NewsCard
from feeds.edition import Contents, Edition
from feeds.files import File, Made, key_of, problem
from feeds.pieces import Pieces
from feeds.publishable import utc
from feeds.revisions import Revision
from feeds.selections import Dimension, FeedFormat, FeedKind
from feeds.settings import FeedSettings
from feeds.syndication.changes import change_key
from feeds.syndication.head import head
from feeds.syndication.rendering import FORMATS, Rendered, Renderings, event, sound
from model import Problem, Severity

Record = Card | NewsCard | DeadlineCard | Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """One kind of feed of a selection.

    `records` are its items in their order, those that give none included; `keys` stand for them.
    `updated` is the latest change of anything that belongs or belonged to it.
    """

    contents: Contents
    kind: FeedKind
    records: Sequence[Record]
    keys: Sequence[str]
    updated: datetime | None


def check(card: Card, settings: FeedSettings, pieces: Pieces) -> None:
    """Raise ValueError (or what feedgen raises) where the event cannot be a sound item."""
    sound(event(card, settings, pieces))


def files(edition: Edition) -> Iterator[File]:
    """Yield the feeds of all selections."""
    renderings = Renderings(edition)
    turns = {
        (revision.uid, revision.sequence): change_key(
            revision, renderings.card_of(revision), edition.settings
        )
        for revision in edition.everything.changes
    }
    for contents in edition.contents.values():
        for kind in contents.selection.kinds:
            feed = _feed(contents, kind, edition, turns)
            for fmt in FORMATS:
                yield _file(feed, fmt, edition.settings, renderings)


def _feed(
    contents: Contents,
    kind: FeedKind,
    edition: Edition,
    turns: Mapping[tuple[str, int], str],
) -> _Feed:
    updated = contents.last_modified
    if kind is FeedKind.CHANGES:
        keys = [turns[revision.uid, revision.sequence] for revision in contents.changes]
        return _Feed(
            contents=contents, kind=kind, records=contents.changes, keys=keys, updated=updated
        )
    found: Sequence[Card | NewsCard | DeadlineCard]
    if contents.selection.dimension is Dimension.DEADLINES:
        due = (d for d in contents.deadlines if not d.over(edition.today))
        found, updated = list(due), contents.last_told
        if kind is FeedKind.NEW:
            found.sort(key=lambda d: d.stored.created.replace(microsecond=0), reverse=True)
    elif kind is FeedKind.NEW:
        found, updated = contents.newest, contents.last_told
    else:
        found = contents.coming
    shown = found[: edition.settings.max_items]
    return _Feed(
        contents=contents, kind=kind, records=shown, keys=[c.key for c in shown], updated=updated
    )


def _file(feed: _Feed, fmt: FeedFormat, settings: FeedSettings, renderings: Renderings) -> File:
    channel = feed.contents.channel
    name = channel.selection.feed_name(feed.kind, fmt)

    def make() -> Made:
        items, told = _items(feed.records, renderings, settings.max_items)
        moments = [item.updated for item in items]
        if feed.updated is not None:
            moments.append(utc(feed.updated))
        top = head(channel, feed.kind, fmt, settings, max(moments, default=None))
        bodies = [item.bodies[fmt] for item in items]
        return Made(body=FORMATS[fmt].write(top, bodies), problems=told)

    key = key_of(channel, feed.kind, feed.keys, feed.updated, settings.fingerprint)
    return File(name=name, key=key, make=make)


def _items(
    records: Sequence[Record], renderings: Renderings, most: int
) -> tuple[list[Rendered], tuple[Problem, ...]]:
    """Return the first sound items, and what was wrong with the others.

    That is told in the same words by every feed that misses one.
    """
    items: list[Rendered] = []
    told = []
    for record in records:
        if len(items) == most:
            break
        try:
            item = renderings.of(record)
        except Exception as error:
            what = f"revision {record.sequence} of " if isinstance(record, Revision) else ""
            text = f"{what}{record.uid!a} left out of the feeds: {error!a}"
            told.append(problem(text, Severity.ERROR))
            continue
        if item is not None:
            items.append(item)
    return items, tuple(told)
