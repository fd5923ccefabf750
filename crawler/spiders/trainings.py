"""The spider family of providers of trainings and seminars."""

from crawler.spiders.base import SourceSpider
from sources import SourceKind


class TrainingsSpider(SourceSpider):
    """Crawls providers of trainings and seminars."""

    name = "trainings"
    kinds = frozenset((SourceKind.TRAINING,))
