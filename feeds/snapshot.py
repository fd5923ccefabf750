"""What the store holds at one moment, and which of it goes into which file, in which order.

Renders nothing. `today` is an argument; there is no clock here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from feeds.settings import FeedSettings
from model import (
    BERLIN,
    Change,
    ChangeKind,
    CoarseWhen,
    EventStatus,
    StoredDeadline,
    StoredEvent,
    StoredNews,
    When,
    fold,
)

MARKS = frozenset((ChangeKind.DELISTED, ChangeKind.RELISTED))
_NEWS_IS_NEW = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Events, news and deadlines as stored, with what changed in the events (in any order).

    `merged_events` turned out to be others, which are among the `events`; no file tells of them.
    `gone_deadlines` no longer stand on their pages; their last change is that they went. `today`
    is the day (Europe/Berlin) that counts as today. `regions_of` are the keys of the
    regions that each municipality of the events lies in, by its official key (AGS).
    """

    events: tuple[StoredEvent, ...] = ()
    merged_events: tuple[StoredEvent, ...] = ()
    news: tuple[StoredNews, ...] = ()
    deadlines: tuple[StoredDeadline, ...] = ()
    gone_deadlines: tuple[StoredDeadline, ...] = ()
    changes: tuple[Change, ...] = ()
    regions_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    today: date


def sift(snapshot: Snapshot) -> tuple[Snapshot, list[str]]:
    """Return the snapshot without records that no file could carry, and what was wrong with each.

    Wrong are: no UID, a UID that an earlier record has, a time without a zone.
    """
    seen: set[str] = set()
    faults: list[str] = []

    def sound(item: StoredEvent | StoredNews | StoredDeadline) -> bool:
        if not item.uid.strip():
            faults.append("a record without a UID was left out")
        elif item.uid in seen:
            faults.append(f"{item.uid!a}: a second record with this UID was left out")
        elif item.created.utcoffset() is None or item.last_modified.utcoffset() is None:
            faults.append(f"{item.uid!a}: left out, its times have no zone")
        else:
            seen.add(item.uid)
            return True
        return False

    sifted = replace(
        snapshot,
        events=tuple(item for item in snapshot.events if sound(item)),
        merged_events=tuple(item for item in snapshot.merged_events if sound(item)),
        news=tuple(item for item in snapshot.news if sound(item)),
        deadlines=tuple(item for item in snapshot.deadlines if sound(item)),
        gone_deadlines=tuple(item for item in snapshot.gone_deadlines if sound(item)),
        changes=tuple(change for change in snapshot.changes if change.at.utcoffset() is not None),
    )
    return sifted, faults


def start_key(stored: StoredEvent) -> tuple[datetime, str]:
    """Return the sort key of an event: its start in Europe/Berlin (a day counts as 0:00), its UID.

    Raises ValueError for an event without a time.
    """
    return _instant(stored), stored.uid


def in_calendar(stored: StoredEvent, today: date, settings: FeedSettings) -> bool:
    """Return True for an event that belongs into a calendar: it is coming, or lately over.

    Only exact times: a coarse one ("Herbst 2026") has no day that a calendar could show.
    """
    exact = isinstance(stored.event.when, When)
    return exact and is_shown(stored, today) and _in_window(stored, today, settings)


def day_of_news(stored: StoredNews) -> date:
    """Return the day that the source gives a news item, else that on which we first saw it."""
    return stored.item.date_published or stored.created.astimezone(BERLIN).date()


def is_new(stored: StoredNews) -> bool:
    """Return True for a news item that was new when we first saw it.

    What a source had told long before it was first read, or only then found, is no news.
    """
    seen = stored.created.astimezone(BERLIN).date()
    return seen - day_of_news(stored) <= _NEWS_IS_NEW


def news_by_publication(snapshot: Snapshot) -> list[StoredNews]:
    """Return the news by the date that its source gives (else: when we first saw it), new first.

    One article under two addresses of its source, with one headline and day, is told once: under
    the address that was known first.
    """
    once: dict[tuple[object, ...], StoredNews] = {}
    for stored in sorted(snapshot.news, key=lambda n: (n.created, n.uid)):
        article = (stored.source_id, fold(stored.item.headline), stored.item.date_published)
        once.setdefault(article, stored)
    return sorted(once.values(), key=lambda n: (-day_of_news(n).toordinal(), n.uid))


def newest_change(
    items: Iterable[StoredEvent | StoredNews | StoredDeadline], changes: Iterable[Change] = ()
) -> datetime | None:
    """Return the latest change, or None where there is nothing.

    Over all stored items, published or not, and over the history of those that are no more, so
    that it moves on when an event is withdrawn or turns out to be another. That an event is no
    longer listed is a mark for staff: it is published as it was.
    """
    turned = (change.at for change in changes if change.kind not in MARKS)
    moments = [*(item.last_modified for item in items), *turned]
    return max(moments, default=None)


def latest_changes(snapshot: Snapshot) -> Mapping[str, datetime]:
    """Return the latest published change of each event, of those too that are others by now."""
    found: dict[str, datetime] = {}
    for change in snapshot.changes:
        if change.kind not in MARKS:
            found[change.event_uid] = max(change.at, found.get(change.event_uid, change.at))
    return found


def is_over(stored: StoredEvent, today: date) -> bool:
    """Return True where the event's last day lies before `today`."""
    when = stored.event.when
    return when is not None and when.over(today)


def once_public(snapshot: Snapshot) -> frozenset[str]:
    """Return the UIDs of the events that are published, or have been at some time."""
    events = (*snapshot.events, *snapshot.merged_events)
    now = {stored.uid for stored in events if stored.event.publish}
    before = (c.event_uid for c in snapshot.changes if c.field == "publish" and c.old is True)
    return frozenset((*now, *before))


def is_shown(stored: StoredEvent, today: date) -> bool:
    """Return True for a published event with a time that is no report of something to come."""
    event = stored.event
    if not event.publish or event.when is None:
        return False
    return event.when.over(today) or not event.is_report


def _in_window(stored: StoredEvent, today: date, settings: FeedSettings) -> bool:
    cancelled = stored.event.status is EventStatus.CANCELLED
    days = min(settings.cancelled_days, settings.past_days) if cancelled else settings.past_days
    when = stored.event.when
    return when is not None and not when.over(today - timedelta(days=days))


def _instant(stored: StoredEvent) -> datetime:
    when = stored.event.when
    if when is None:
        raise ValueError("an event without a time has no place in an order")
    start = when.first_day if isinstance(when, CoarseWhen) else when.start
    if isinstance(start, datetime):
        return start
    return datetime.combine(start, time.min, tzinfo=BERLIN)
