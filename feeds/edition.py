"""All that one publication tells, put into its selections and orders. Renders nothing.

Every format takes the same edition, so they agree on what is in which selection.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from feeds import snapshot as choice
from feeds.cards import Card, DeadlineCard, NewsCard, card_of, news_card
from feeds.channel import Channel, channel
from feeds.due import deadlines, turns
from feeds.pieces import Pieces
from feeds.revisions import Revision, revisions
from feeds.selections import Dimension, Selection, catalogue, slugs_of_event
from feeds.selections.catalogue import ALL, DEADLINES
from feeds.settings import FeedSettings
from feeds.snapshot import Snapshot
from feeds.states import abouts_before, first_published
from model import ModelError, StoredEvent, When
from model.schema_org import Json, event_from_json

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What one selection holds.

    `calendar` are exact events of the window by start, `coming` those that are not over by start
    (coarse ones too), `past` the exact ones of the window that are, the latest first; `newest`
    coming events and news by first publication, but no news that were old when we first saw them,
    `news` all of them by date, the newest first. `deadlines` are by day, those that are over
    included. `changes` are the newest first. `last_modified` is the latest change of an event or a
    deadline that belongs or belonged here, `last_told` that of anything; None where there was none.
    """

    channel: Channel
    calendar: tuple[Card, ...] = ()
    coming: tuple[Card, ...] = ()
    past: tuple[Card, ...] = ()
    newest: tuple[Card | NewsCard, ...] = ()
    news: tuple[NewsCard, ...] = ()
    deadlines: tuple[DeadlineCard, ...] = ()
    changes: tuple[Revision, ...] = ()
    last_modified: datetime | None = None
    last_told: datetime | None = None

    @property
    def selection(self) -> Selection:
        """The selection itself."""
        return self.channel.selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One publication as of `today` (Europe/Berlin).

    `cards` are all published events that have a page, by start; `contents` the selections that
    are published, by slug, in the order of the catalogue. `pieces` keeps what was rendered.
    """

    settings: FeedSettings
    snapshot: Snapshot
    cards: tuple[Card, ...]
    contents: Mapping[str, Contents]
    pieces: Pieces = field(default_factory=Pieces)

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.snapshot.today

    @property
    def oldest(self) -> date:
        """The first day of which pages still tell."""
        return _oldest(self.snapshot, self.settings)

    @property
    def everything(self) -> Contents:
        """The selection of all events and news."""
        return self.contents[ALL]


def cards(snapshot: Snapshot, settings: FeedSettings) -> list[Card]:
    """Return the cards of the events that have a page, by start: coming ones and the archive."""
    shown = (s for s in snapshot.events if choice.is_shown(s, snapshot.today))
    oldest = _oldest(snapshot, settings)
    kept = [s for s in shown if not choice.is_over(s, oldest)]
    late = first_published(snapshot)
    return [
        card_of(s, late.get(s.uid, s.created), snapshot, settings)
        for s in sorted(kept, key=choice.start_key)
    ]


def _oldest(snapshot: Snapshot, settings: FeedSettings) -> date:
    """The first day of which pages still tell."""
    return snapshot.today - timedelta(days=max(settings.archive_days, settings.past_days))


def edition(
    snapshot: Snapshot, settings: FeedSettings, kept: Sequence[Card], pieces: Pieces | None = None
) -> Edition:
    """Return the edition of the events on the cards, which are in the order of `cards`."""
    told, oldest = choice.news_by_publication(snapshot), _oldest(snapshot, settings)
    # The newest stay whatever their age: a selection that is published once is not to go.
    recent = sum(choice.day_of_news(stored) >= oldest for stored in told)
    news = [news_card(stored, settings) for stored in told[: max(recent, settings.max_items)]]
    due = deadlines(snapshot, settings, kept)
    changes = revisions(snapshot)
    by_slug = _Sorted(snapshot, settings, kept, news, due, changes)
    return Edition(
        settings=settings,
        snapshot=snapshot,
        cards=tuple(kept),
        pieces=pieces or Pieces(),
        contents={
            selection.slug: by_slug.contents(selection)
            for selection in catalogue(settings)
            if selection.slug in by_slug.published or selection.dimension is Dimension.ALL
        },
    )


class _Sorted:
    """Everything by the slug of its selections."""

    def __init__(
        self,
        snapshot: Snapshot,
        settings: FeedSettings,
        kept: Sequence[Card],
        news: Sequence[NewsCard],
        due: Sequence[DeadlineCard],
        changes: Sequence[Revision],
    ) -> None:
        self._today, self._settings = snapshot.today, settings
        slugs = {card.uid: card.selections for card in kept}
        self._cards = _by_slug((slug, card) for card in kept for slug in card.selections)
        self._news = _by_slug((slug, card) for card in news for slug in card.selections)
        self._deadlines = _by_slug((DEADLINES, card) for card in due)
        self._changes = _by_slug(
            (slug, change)
            for change in changes
            if change.uid in slugs
            for slug in {
                *slugs[change.uid],
                *_slugs_of(change.stored, change.before, snapshot, settings),
            }
        )
        self._turns = _turns(snapshot, settings, slugs)
        for slug, told in self._changes.items():
            self._turns[slug] += [change.at for change in told]
        newest = choice.newest_change(snapshot.events, snapshot.changes)
        self._all_turns = [newest] if newest else []
        self.published = {*self._cards, *self._news, *self._deadlines, *self._turns}

    def contents(self, selection: Selection) -> Contents:
        slug = selection.slug
        cards, news, due = self._cards[slug], self._news[slug], self._deadlines[slug]
        coming = [c for c in cards if not choice.is_over(c.stored, self._today)]
        calendar = [c for c in cards if choice.in_calendar(c.stored, self._today, self._settings)]
        past = [c for c in calendar if choice.is_over(c.stored, self._today)]
        past.sort(key=lambda c: (-choice.start_key(c.stored)[0].timestamp(), c.uid))
        newest: list[Card | NewsCard] = [*coming, *(c for c in news if choice.is_new(c.stored))]
        newest.sort(key=lambda c: c.published.replace(microsecond=0), reverse=True)
        turns = self._all_turns if selection.dimension is Dimension.ALL else self._turns[slug]
        told = [*turns, *(c.stored.last_modified for c in news)]
        return Contents(
            channel=channel(selection, self._settings),
            calendar=tuple(calendar or self._last(cards)),
            coming=tuple(coming),
            past=tuple(past),
            newest=tuple(newest),
            news=tuple(news),
            deadlines=tuple(due),
            changes=tuple(self._changes[slug]),
            last_modified=max(turns, default=None),
            last_told=max(told, default=None),
        )

    def _last(self, cards: Sequence[Card]) -> list[Card]:
        """The latest past event: an empty calendar could not be told from a broken one."""
        exact = [c for c in cards if isinstance(c.stored.event.when, When)]
        return [c for c in exact if choice.is_over(c.stored, self._today)][-1:]


def _by_slug(pairs: Iterable[tuple[str, T]]) -> defaultdict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for slug, item in pairs:
        found[slug].append(item)
    return found


def _slugs_of(
    stored: StoredEvent, state: Json, snapshot: Snapshot, settings: FeedSettings
) -> tuple[str, ...]:
    """Return the selections of an event as it was: who follows them must hear that it left."""
    try:
        before = replace(stored, event=event_from_json(state))
    except ModelError:  # the feed of changes tells of it
        return ()
    return slugs_of_event(before, snapshot.regions_of, settings)


def _turns(
    snapshot: Snapshot, settings: FeedSettings, slugs: Mapping[str, Sequence[str]]
) -> defaultdict[str, list[datetime]]:
    """When what belongs to each selection, published or once published, last changed.

    A selection has no entry where nothing was ever published.
    """
    latest = choice.latest_changes(snapshot)
    found = _by_slug(
        (slug, max(stored.last_modified, latest.get(stored.uid, stored.last_modified)))
        for stored in (*snapshot.events, *snapshot.merged_events)
        if choice.is_shown(stored, snapshot.today)
        for slug in slugs.get(stored.uid) or slugs_of_event(stored, snapshot.regions_of, settings)
    )
    for stored, state, until in abouts_before(snapshot):
        for slug in _slugs_of(stored, state, snapshot, settings):
            found[slug].append(until)
    for moment in turns(snapshot):
        found[DEADLINES].append(moment)
    return found
