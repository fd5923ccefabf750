"""The selections that everything is published in: what there are, and what belongs to them."""

from feeds.selections.catalogue import catalogue
from feeds.selections.membership import slugs_of_deadline, slugs_of_event, slugs_of_news
from feeds.selections.selection import Dimension, FeedFormat, FeedKind, Selection

__all__ = [
    "Dimension",
    "FeedFormat",
    "FeedKind",
    "Selection",
    "catalogue",
    "slugs_of_deadline",
    "slugs_of_event",
    "slugs_of_news",
]
