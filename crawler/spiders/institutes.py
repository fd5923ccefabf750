"""The spider family of institutes."""

from crawler.spiders.base import SourceSpider
from sources import SourceKind


class InstitutesSpider(SourceSpider):
    """Crawls institutes."""

    name = "institutes"
    kinds = frozenset((SourceKind.INSTITUTE,))
