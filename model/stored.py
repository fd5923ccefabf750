"""Events, news and deadlines as the store keeps them: with identity, revision and sources."""

from dataclasses import dataclass
from datetime import datetime

from model.event import Deadline, Event, NewsItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One page that tells of an event. Times are in UTC."""

    source_id: str
    page_url: str
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """An event with its identity.

    `uid` (RFC 5545 3.8.4.7) is minted once. `sequence` (3.8.7.4) counts published changes from 0.
    `created` is when we first stored it, `last_modified` when its content last changed, both UTC.
    """

    uid: str
    sequence: int
    created: datetime
    last_modified: datetime
    event: Event
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredNews:
    """A news item with its identity. `event_uid` is the event that it reports on, if known."""

    uid: str
    created: datetime
    last_modified: datetime
    source_id: str
    item: NewsItem
    event_uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDeadline:
    """A deadline with its identity and, where its page has just one event, that event's UID."""

    uid: str
    created: datetime
    last_modified: datetime
    source_id: str
    page_url: str
    deadline: Deadline
    event_uid: str = ""
