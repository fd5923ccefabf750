"""Events, news and deadlines as all formats share them: with address, selections and key.

A card holds all that a format may say of a record by itself; a page that shows more (other
records, the day of the last reading) says so in a key of its own.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from feeds.files import key_of
from feeds.selections import (
    TopicMatch,
    slugs_of_event,
    slugs_of_news,
    topics_of_event,
    topics_of_news,
)
from feeds.settings import FeedSettings
from feeds.snapshot import Snapshot
from model import Event, StoredDeadline, StoredEvent, StoredNews
from model.when import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An event that is published.

    `slug` names its files for ever ("termin/0a1b2c3d4e5f"), `url` is the address of its page,
    `published` is when readers first saw it (they are told nothing of what it was before),
    `selections` are slugs, `topics` the topics among them with the words that decided. Two cards
    of one `key` are told with the same bytes in every format. When a page was last read
    (`Mention.last_seen`) and what it was read from are not in the key: no format but the event's
    own page may say it.
    """

    stored: StoredEvent
    slug: str
    url: str
    published: datetime
    selections: tuple[str, ...]
    topics: tuple[TopicMatch, ...] = ()
    key: str

    @property
    def uid(self) -> str:
        """The UID of the event."""
        return self.stored.uid


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsCard:
    """A news item that is published."""

    stored: StoredNews
    selections: tuple[str, ...]
    topics: tuple[TopicMatch, ...] = ()
    key: str

    @property
    def uid(self) -> str:
        """The UID of the item."""
        return self.stored.uid

    @property
    def published(self) -> datetime:
        """When readers first saw it."""
        return self.stored.created


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineCard:
    """A deadline that is published, with what it is for: an event, or the headline of its page.

    `url` is the page that says it. `last_modified` (UTC) is when it or its event last changed.
    """

    stored: StoredDeadline
    last_modified: datetime
    subject: str
    url: str
    key: str
    card: Card | None = None

    @property
    def uid(self) -> str:
        """The UID of the deadline."""
        return self.stored.uid

    @property
    def day(self) -> date:
        """The day on which it is due, in Europe/Berlin."""
        return day_of(self.stored.deadline.due)

    def over(self, today: date) -> bool:
        """Return True where its day lies before `today`."""
        return self.day < today


def event_slug(uid: str) -> str:
    """Return what names the files of an event as long as its UID is the same."""
    return "termin/" + hashlib.sha256(uid.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def card_of(
    stored: StoredEvent, published: datetime, snapshot: Snapshot, settings: FeedSettings
) -> Card:
    """Return the card of an event that was first published at that time."""
    if stored.changed_at is not None and stored.changed_at <= published:
        stored = replace(stored, changed_at=None)
    slug = event_slug(stored.uid)
    selections = slugs_of_event(stored, snapshot.regions_of, settings)
    told = replace(
        stored,
        event=_told(stored.event),
        mentions=tuple(replace(m, last_seen=m.first_seen) for m in stored.mentions),
        corrections=(),
    )
    tellers = {m.source_id for m in stored.mentions} | {c.source_id for c in stored.conflicts}
    names = _names(sorted(tellers), settings)
    return Card(
        stored=stored,
        slug=slug,
        url=f"{settings.base_url}{slug}.html",
        published=published,
        selections=selections,
        topics=topics_of_event(stored.event),
        key=key_of(told, published, names, selections, settings.fingerprint),
    )


def news_card(stored: StoredNews, settings: FeedSettings) -> NewsCard:
    """Return the card of a news item."""
    selections = slugs_of_news(stored, settings)
    names = _names((stored.source_id,), settings)
    return NewsCard(
        stored=stored,
        selections=selections,
        topics=topics_of_news(stored.item),
        key=key_of(stored, names, selections, settings.fingerprint),
    )


def deadline_card(
    stored: StoredDeadline,
    subject: str,
    card: Card | None,
    settings: FeedSettings,
    last_modified: datetime,
) -> DeadlineCard:
    """Return the card of a deadline for `subject`: an event's, where there is a `card` of it."""
    names = _names((stored.source_id,), settings)
    told = replace(stored, deadline=replace(stored.deadline, evidence=None))
    event_key = card.key if card else ""
    return DeadlineCard(
        stored=stored,
        last_modified=last_modified,
        subject=subject,
        url=stored.page_url,
        key=key_of(told, last_modified, subject, event_key, names, settings.fingerprint),
        card=card,
    )


def _told(event: Event) -> Event:
    return replace(event, evidence={}, confidence=0.0, reasons=())


def _names(source_ids: Iterable[str], settings: FeedSettings) -> list[tuple[str, str, str]]:
    """What formats say of sources: the name, and what selections hang on."""
    known = (settings.sources.get(source_id) for source_id in source_ids)
    return [(source.id, source.name, source.kind) for source in known if source is not None]
