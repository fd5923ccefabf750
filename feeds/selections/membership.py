"""Which selections an event or a news item belongs to, by their slugs."""

from collections.abc import Iterable, Iterator, Mapping

from feeds.selections.catalogue import (
    ALL,
    NEWS,
    ONLINE,
    kind_slug,
    land_slug,
    region_slug,
    source_slug,
    topic_slug,
)
from feeds.selections.topics import TopicMatch, topics_of
from feeds.selections.vocabulary import SOURCE_KINDS, land_of
from feeds.settings import FeedSettings
from model import (
    AttendanceMode,
    Event,
    EventStatus,
    NewsItem,
    Organizer,
    Place,
    StoredEvent,
    StoredNews,
)


def slugs_of_event(
    stored: StoredEvent, regions_of: Mapping[str, tuple[str, ...]], settings: FeedSettings
) -> tuple[str, ...]:
    """Return the slugs of an event's selections, sorted.

    `regions_of` are the keys of the regions of each municipality, by its official key (AGS).
    Every place of the event counts, and every source that tells of it.
    """
    event = stored.event
    slugs = {ALL}
    if is_online(event):
        slugs.add(ONLINE)
    slugs.update(_of_places(event.locations, regions_of, settings))
    slugs.update(_of_sources((mention.source_id for mention in stored.mentions), settings))
    slugs.update(topic_slug(match.topic) for match in topics_of_event(event))
    return tuple(sorted(slugs))


def slugs_of_news(stored: StoredNews, settings: FeedSettings) -> tuple[str, ...]:
    """Return the slugs of a news item's selections, sorted. News have no place."""
    slugs = {ALL, NEWS, *_of_sources((stored.source_id,), settings)}
    slugs.update(topic_slug(match.topic) for match in topics_of_news(stored.item))
    return tuple(sorted(slugs))


def topics_of_event(event: Event) -> tuple[TopicMatch, ...]:
    """Return the topics of an event; the names of its organisers and houses do not decide."""
    houses = (place.name for place in event.locations)
    return topics_of(event.name, event.description, (*_names(event.organizers), *houses))


def topics_of_news(item: NewsItem) -> tuple[TopicMatch, ...]:
    """Return the topics of a news item; the name of who publishes it does not decide."""
    body = (item.organization,) if item.organization else ()
    return topics_of(item.headline, item.description, _names(body))


def is_online(event: Event) -> bool:
    """Return True where one can (also) take part online, or had to after it was moved there."""
    return event.status is EventStatus.MOVED_ONLINE or event.attendance_mode in (
        AttendanceMode.ONLINE,
        AttendanceMode.MIXED,
    )


def _of_places(
    places: Iterable[Place], regions_of: Mapping[str, tuple[str, ...]], settings: FeedSettings
) -> Iterator[str]:
    known = {region.key for region in settings.regions}
    for place in places:
        land = land_of(place.municipality_key, place.address_region)
        if land is not None:
            yield land_slug(land.slug)
        for key in regions_of.get(place.municipality_key, ()):
            if key in known:
                yield region_slug(key)


def _of_sources(source_ids: Iterable[str], settings: FeedSettings) -> Iterator[str]:
    """The selections of known sources and their kinds; a source that is no more has none."""
    for source_id in source_ids:
        source = settings.sources.get(source_id)
        if source is not None:
            yield source_slug(source_id)
            if source.kind in SOURCE_KINDS:
                yield kind_slug(SOURCE_KINDS[source.kind].slug)


def _names(bodies: Iterable[Organizer]) -> tuple[str, ...]:
    return tuple(name for body in bodies for name in (body.name, body.alternate_name) if name)
