"""Which selections an event, a news item or a deadline belongs to, by their slugs."""

from collections.abc import Mapping

from feeds.settings import FeedSettings
from model import StoredDeadline, StoredEvent, StoredNews


def slugs_of_event(
    stored: StoredEvent, regions_of: Mapping[str, tuple[str, ...]], settings: FeedSettings
) -> tuple[str, ...]:
    """Return the slugs of an event's selections, sorted."""
    del stored, regions_of, settings
    return ("alle",)


def slugs_of_news(stored: StoredNews, settings: FeedSettings) -> tuple[str, ...]:
    """Return the slugs of a news item's selections, sorted."""
    del stored, settings
    return ("alle", "neuigkeiten")


def slugs_of_deadline(stored: StoredDeadline) -> tuple[str, ...]:
    """Return the slugs of a deadline's selections, sorted."""
    del stored
    return ("fristen",)
