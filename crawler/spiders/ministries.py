"""The spider family of ministries, federal agencies and the states' bodies."""

from crawler.spiders.base import SourceSpider
from sources import SourceKind


class MinistriesSpider(SourceSpider):
    """Crawls ministries, federal agencies and the states' bodies."""

    name = "ministries"
    kinds = frozenset((SourceKind.MINISTRY, SourceKind.FEDERAL_AGENCY, SourceKind.STATE))
