"""How an event will stand in the feeds, rendered by the very functions that publish it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from feeds import FeedSettings, words
from feeds.calendars.vevent import render_event
from feeds.cards import Card, card_of
from feeds.selections import topic_titles
from feeds.snapshot import Snapshot
from feeds.syndication.items import event_item
from feeds.syndication.rss import write_item
from model import StoredEvent, When
from regioradar.building import feed_settings
from regioradar.clock import Clock
from regioradar.config import Config
from regioradar.site_regions import regions_of_places
from review.setup import Preview
from sources import Source

_TITLE = 200


class Previewer:
    """Previews events.

    The feeds' settings are made for the first one: they need the regions of all municipalities.
    """

    def __init__(self, config: Config, catalogue: Sequence[Source], clock: Clock) -> None:
        self._config, self._catalogue = config, catalogue
        self._clock = clock

    @cached_property
    def _settings(self) -> FeedSettings:
        return feed_settings(self._config, self._catalogue)

    def __call__(self, stored: StoredEvent) -> Preview:
        """How the event would stand there if it were published now. Never raises for data."""
        if stored.event.when is None:
            return Preview(why_not="Ohne Tag steht ein Termin in keinem Feed.")
        try:
            card = self._card(stored)
            exact = isinstance(stored.event.when, When)
            return Preview(
                line=words.title(stored.event, _TITLE),
                ics=self._vevent(card) if exact else "",
                rss=_text(write_item(event_item(card, self._settings))),
            )
        except (ValueError, UnicodeError) as error:
            # What no format can carry is left out of all of them, and so it is here.
            return Preview(why_not=f"So lässt sich der Termin nicht veröffentlichen: {error}")

    def _vevent(self, card: Card) -> str:
        """The entry of a calendar with its long lines joined again (RFC 5545 3.1)."""
        body = render_event(card.stored, self._settings, topic_titles(card.selections))
        return _text(body).replace("\n ", "")

    def _card(self, stored: StoredEvent) -> Card:
        published = replace(stored, event=replace(stored.event, publish=True))
        snapshot = Snapshot(
            events=(published,),
            regions_of=regions_of_places((published,), ()),
            today=self._clock.today(),
        )
        return card_of(published, stored.created, snapshot, self._settings)


def _text(body: bytes) -> str:
    return body.decode("utf-8").replace("\r\n", "\n").strip()
