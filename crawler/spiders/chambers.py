"""The spider family of chambers."""

from crawler.spiders.base import SourceSpider
from sources import SourceKind


class ChambersSpider(SourceSpider):
    """Crawls chambers."""

    name = "chambers"
    kinds = frozenset((SourceKind.CHAMBER,))
