"""Which selections there are, with their German titles. What is in them is not decided here."""

from collections.abc import Collection, Iterator

from feeds.selections.selection import Dimension, Selection
from feeds.selections.topics import topics
from feeds.selections.vocabulary import LANDS, REGION_KINDS, SOURCE_KINDS
from feeds.settings import FeedSettings, RegionInfo, SourceInfo
from model import fold

ALL = "alle"
DEADLINES = "fristen"
NEWS = "neuigkeiten"
ONLINE = "online"


def catalogue(settings: FeedSettings) -> tuple[Selection, ...]:
    """Return all selections in the order in which they are shown, published or not."""
    return (*_fixed(settings), *_topics(), *_lands(), *_regions(settings), *_sources(settings))


def land_slug(slug: str) -> str:
    """Return the slug of a Land's selection."""
    return f"land/{slug}"


def region_slug(key: str) -> str:
    """Return the slug of the selection of a region, by its key in the gazetteer."""
    return f"region/{key}"


def kind_slug(slug: str) -> str:
    """Return the slug of the selection of a kind of sources."""
    return f"quellenart/{slug}"


def source_slug(source_id: str) -> str:
    """Return the slug of a source's selection."""
    return f"quelle/{source_id}"


def topic_slug(slug: str) -> str:
    """Return the slug of a topic's selection."""
    return f"thema/{slug}"


def everything(settings: FeedSettings) -> Selection:
    """Return the selection of all events and news, the first of the catalogue."""
    return Selection(
        dimension=Dimension.ALL, slug=ALL, title="Alle Termine", description=settings.description
    )


def _fixed(settings: FeedSettings) -> Iterator[Selection]:
    yield everything(settings)
    yield Selection(
        dimension=Dimension.DEADLINES,
        slug=DEADLINES,
        title="Fristen",
        description="Anmelde-, Bewerbungs- und Einreichungsfristen",
    )
    yield Selection(
        dimension=Dimension.NEWS,
        slug=NEWS,
        title="Neuigkeiten",
        description="Meldungen und Rückblicke",
    )
    yield Selection(
        dimension=Dimension.ONLINE,
        slug=ONLINE,
        title="Online",
        description="Termine, an denen Sie auch oder nur online teilnehmen können",
    )


def topic_titles(slugs: Collection[str]) -> tuple[str, ...]:
    """Return the titles of the topics among the slugs of a record, in the order of the table."""
    return tuple(topic.title for topic in topics() if topic_slug(topic.slug) in slugs)


def _topics() -> Iterator[Selection]:
    for topic in topics():
        yield Selection(
            dimension=Dimension.TOPIC,
            slug=topic_slug(topic.slug),
            title=topic.title,
            description=f"Termine und Meldungen: {topic.description}",
        )


def _lands() -> Iterator[Selection]:
    for land in sorted(LANDS, key=lambda known: fold(known.name)):
        yield Selection(
            dimension=Dimension.LAND,
            slug=land_slug(land.slug),
            title=land.name,
            description=f"Termine {land.place}",
        )


def _regions(settings: FeedSettings) -> Iterator[Selection]:
    kinds = list(REGION_KINDS)

    def order(region: RegionInfo) -> tuple[str, str]:
        return REGION_KINDS[region.kind].title, fold(region.name)

    known = [region for region in settings.regions if region.kind in kinds]
    for region in sorted(known, key=order):
        yield Selection(
            dimension=Dimension.REGION,
            slug=region_slug(region.key),
            title=region.name,
            description=f"{region.name}: Termine an Orten in {REGION_KINDS[region.kind].dative}",
        )


def _sources(settings: FeedSettings) -> Iterator[Selection]:
    for kind in SOURCE_KINDS.values():
        yield Selection(
            dimension=Dimension.SOURCE_KIND,
            slug=kind_slug(kind.slug),
            title=kind.title,
            description=f"Termine und Meldungen von {kind.dative}",
        )

    def order(source: SourceInfo) -> tuple[str, str]:
        return fold(source.short_name or source.name), source.id

    for source in sorted(settings.sources.values(), key=order):
        yield Selection(
            dimension=Dimension.SOURCE,
            slug=source_slug(source.id),
            title=source.short_name or source.name,
            description=f"Termine und Meldungen aus der Quelle {source.name}",
        )
