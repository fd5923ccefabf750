"""Which spider crawls which kind of source."""

from crawler.spiders.base import SourceSpider
from crawler.spiders.chambers import ChambersSpider
from crawler.spiders.institutes import InstitutesSpider
from crawler.spiders.metropolitan_regions import MetropolitanRegionsSpider
from crawler.spiders.ministries import MinistriesSpider
from crawler.spiders.networks import NetworksSpider
from crawler.spiders.trainings import TrainingsSpider
from sources import Source

_SPIDERS: tuple[type[SourceSpider], ...] = (
    ChambersSpider,
    InstitutesSpider,
    MetropolitanRegionsSpider,
    MinistriesSpider,
    NetworksSpider,
    TrainingsSpider,
)


def spider_for(source: Source) -> type[SourceSpider]:
    """Return the spider family that crawls a source's kind."""
    return next(spider for spider in _SPIDERS if source.kind in spider.kinds)
