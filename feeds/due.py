"""Which deadlines are published, what each is for, and when it last changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from feeds.cards import Card, DeadlineCard, deadline_card
from feeds.publishable import link, plain
from feeds.settings import FeedSettings
from feeds.snapshot import Snapshot, latest_changes, once_public
from model import BERLIN, DeadlineKind, EventStatus, StoredDeadline, StoredEvent
from model.when import day_of


def deadlines(
    snapshot: Snapshot, settings: FeedSettings, kept: Sequence[Card]
) -> tuple[DeadlineCard, ...]:
    """Return the deadlines of published events and of news, by day: those of the window.

    Where all are older it is the latest one: an empty calendar could not be told from a broken
    one. One of which nobody can say what it is for (a hotel's, a refund's) is left out.
    """
    cards = {card.uid: card for card in kept}
    events = {stored.uid: stored for stored in snapshot.events}
    headlines = {item.item.url: plain(item.item.headline) for item in snapshot.news}
    changed = latest_changes(snapshot)
    found = []
    for stored in sorted(snapshot.deadlines, key=_order):
        card = cards.get(stored.event_uid)
        subject = plain(card.stored.event.name) if card else headlines.get(stored.page_url, "")
        if subject and _can_be_told(stored):
            moment = _last_modified(stored, events.get(stored.event_uid), changed)
            found.append(deadline_card(stored, subject, card, settings, moment))
    return tuple([card for card in found if _in_window(card, snapshot, settings)] or found[-1:])


def _order(stored: StoredDeadline) -> tuple[date, time, str]:
    """By day and hour; what has no hour has until the end of its day."""
    due = stored.deadline.due
    hour = due.astimezone(BERLIN).time() if isinstance(due, datetime) else time.max
    return day_of(due), hour, stored.uid


def _can_be_told(stored: StoredDeadline) -> bool:
    """Return True for a deadline that says what must be done, on a page that can be named."""
    return stored.deadline.kind is not DeadlineKind.OTHER and bool(link(stored.page_url))


def turns(snapshot: Snapshot) -> Iterator[datetime]:
    """Yield when each deadline last changed that was published, be it no more."""
    public = once_public(snapshot)
    headlines = {item.item.url for item in snapshot.news}
    events = {stored.uid: stored for stored in snapshot.events}
    changed = latest_changes(snapshot)
    for stored in (*snapshot.deadlines, *snapshot.gone_deadlines):
        told = stored.event_uid in public or stored.page_url in headlines
        if told and _can_be_told(stored):
            yield _last_modified(stored, events.get(stored.event_uid), changed)


def _in_window(card: DeadlineCard, snapshot: Snapshot, settings: FeedSettings) -> bool:
    """Return True for a deadline to come or lately over, as long as its event would stay."""
    event = card.card.stored.event if card.card else None
    cancelled = event is not None and event.status is EventStatus.CANCELLED
    days = min(settings.cancelled_days, settings.past_days) if cancelled else settings.past_days
    return not card.over(snapshot.today - timedelta(days=days))


def _last_modified(
    stored: StoredDeadline, event: StoredEvent | None, changed: Mapping[str, datetime]
) -> datetime:
    """When the deadline last changed, or its event did, or an event that turned out to be it.

    With those others it never falls: a deadline may come to hang on an event that is older, or
    stand for itself again where its event is withdrawn.
    """
    if event is None:
        return stored.last_modified
    uids = (event.uid, *event.former_uids)
    moments = (changed[uid] for uid in uids if uid in changed)
    return max(stored.last_modified, event.last_modified, *moments)
