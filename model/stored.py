"""Events, news and deadlines as the store keeps them: with identity, revision and sources."""

from dataclasses import dataclass
from datetime import date, datetime

from model.event import Deadline, Event, NewsItem
from model.history import Conflict, Correction, Life, RelatedEvent, life_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One page that tells of an event. Times are in UTC.

    `own`: the page is of the event's organiser. `is_report`: it tells of the event in retrospect.
    `missing_since`: since when the page tells of it no more, None while it does.
    """

    source_id: str
    page_url: str
    first_seen: datetime
    last_seen: datetime
    own: bool = False
    is_report: bool = False
    missing_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """An event with its identity.

    `uid` (RFC 5545 3.8.4.7) is minted once. `sequence` (3.8.7.4) counts published changes from 0.
    `created` is when we first stored it, `last_modified` when its content last changed, both UTC.
    `changed_at` is when a reader's plans last had to change (day, time, place, form, status),
    `delisted_since` since when its own sources give it no more; None: never. `former_uids` are
    those of events that turned out to be this one.
    """

    uid: str
    sequence: int
    created: datetime
    last_modified: datetime
    event: Event
    mentions: tuple[Mention, ...] = ()
    changed_at: datetime | None = None
    delisted_since: datetime | None = None
    conflicts: tuple[Conflict, ...] = ()
    corrections: tuple[Correction, ...] = ()
    related: tuple[RelatedEvent, ...] = ()
    former_uids: tuple[str, ...] = ()

    def life(self, today: date) -> Life:
        """Where the event stands on `today` (Europe/Berlin)."""
        return life_of(
            self.event,
            today,
            changed=self.changed_at is not None,
            delisted=self.delisted_since is not None,
            reported=self.event.is_report or any(m.is_report for m in self.mentions),
        )


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
