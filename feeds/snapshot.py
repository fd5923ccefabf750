"""What the store holds at one moment, and which of it goes into which file, in which order.

Renders nothing. `today` is an argument; there is no clock here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
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

_MARKS = frozenset((ChangeKind.DELISTED, ChangeKind.RELISTED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Events, news and deadlines as stored, with what changed in the events (in any order).

    `today` is the day (Europe/Berlin) that counts as today.
    """

    events: tuple[StoredEvent, ...] = ()
    news: tuple[StoredNews, ...] = ()
    deadlines: tuple[StoredDeadline, ...] = ()
    changes: tuple[Change, ...] = ()
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

    sifted = Snapshot(
        events=tuple(item for item in snapshot.events if sound(item)),
        news=tuple(item for item in snapshot.news if sound(item)),
        deadlines=tuple(item for item in snapshot.deadlines if sound(item)),
        changes=tuple(change for change in snapshot.changes if change.at.utcoffset() is not None),
        today=snapshot.today,
    )
    return sifted, faults


def start_key(stored: StoredEvent) -> tuple[datetime, str]:
    """Return the sort key of an event: its start in Europe/Berlin (a day counts as 0:00), its UID.

    Raises ValueError for an event without a time.
    """
    return _instant(stored), stored.uid


def in_calendar(snapshot: Snapshot, settings: FeedSettings) -> list[StoredEvent]:
    """Return the events of the calendar by start: all coming ones and the past of the window.

    Only exact times: a coarse one ("Herbst 2026") has no day that a calendar could show.
    """
    return sorted(
        (
            stored
            for stored in snapshot.events
            if isinstance(stored.event.when, When)
            and is_shown(stored, snapshot.today)
            and _in_window(stored, snapshot.today, settings)
        ),
        key=start_key,
    )


def coming(snapshot: Snapshot) -> list[StoredEvent]:
    """Return the published events that are not over, exact and coarse, by start.

    A report never counts as coming, whatever its date says.
    """
    return sorted(
        (s for s in snapshot.events if is_shown(s, snapshot.today) and not is_over(s, snapshot)),
        key=start_key,
    )


def lately_over(snapshot: Snapshot, settings: FeedSettings) -> list[StoredEvent]:
    """Return the exact past events of the calendar's window, the latest first."""
    past = [s for s in in_calendar(snapshot, settings) if is_over(s, snapshot)]
    return sorted(past, key=lambda s: (-_instant(s).timestamp(), s.uid))


def news_by_publication(snapshot: Snapshot) -> list[StoredNews]:
    """Return the news by the date that its source gives (else: when we first saw it), new first.

    One article under two addresses of its source, with one headline and day, is told once: under
    the address that was known first.
    """

    def key(stored: StoredNews) -> tuple[int, str]:
        day = stored.item.date_published or stored.created.astimezone(BERLIN).date()
        return -day.toordinal(), stored.uid

    once: dict[tuple[object, ...], StoredNews] = {}
    for stored in sorted(snapshot.news, key=lambda n: (n.created, n.uid)):
        article = (stored.source_id, fold(stored.item.headline), stored.item.date_published)
        once.setdefault(article, stored)
    return sorted(once.values(), key=key)


def by_first_publication(snapshot: Snapshot) -> list[StoredEvent | StoredNews]:
    """Return coming events and all news by when we first had them, the newest first.

    Of what came in the same second the events stand by start, then the news by date.
    """
    records: list[StoredEvent | StoredNews] = [*coming(snapshot), *news_by_publication(snapshot)]
    return sorted(records, key=lambda r: r.created.replace(microsecond=0), reverse=True)


def newest_change(
    items: Iterable[StoredEvent | StoredNews | StoredDeadline], changes: Iterable[Change] = ()
) -> datetime | None:
    """Return the latest change, or None where there is nothing.

    Over all stored items, published or not, and over the history of those that are no more, so
    that it moves on when an event is withdrawn or turns out to be another. That an event is no
    longer listed is a mark for staff: it is published as it was.
    """
    turned = (change.at for change in changes if change.kind not in _MARKS)
    moments = [*(item.last_modified for item in items), *turned]
    return max(moments, default=None)


def is_over(stored: StoredEvent, snapshot: Snapshot) -> bool:
    """Return True where the event's last day lies before the snapshot's today."""
    when = stored.event.when
    return when is not None and when.over(snapshot.today)


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
