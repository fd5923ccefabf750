"""The spider family of metropolitan regions."""

from crawler.spiders.base import SourceSpider
from sources import SourceKind


class MetropolitanRegionsSpider(SourceSpider):
    """Crawls metropolitan regions."""

    name = "metropolitan_regions"
    kinds = frozenset((SourceKind.METROPOLITAN_REGION,))
