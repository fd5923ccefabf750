"""The spider family of networks and alliances."""

from crawler.spiders.base import SourceSpider
from sources import SourceKind


class NetworksSpider(SourceSpider):
    """Crawls networks and alliances."""

    name = "networks"
    kinds = frozenset((SourceKind.NETWORK,))
