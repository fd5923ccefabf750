"""The selections that everything is published in: what there are, and what belongs to them."""

from feeds.selections.catalogue import DEADLINES, catalogue, topic_titles
from feeds.selections.membership import (
    slugs_of_event,
    slugs_of_news,
    topics_of_event,
    topics_of_news,
)
from feeds.selections.selection import Dimension, FeedFormat, FeedKind, Selection
from feeds.selections.topics import TopicMatch

__all__ = [
    "DEADLINES",
    "Dimension",
    "FeedFormat",
    "FeedKind",
    "Selection",
    "TopicMatch",
    "catalogue",
    "slugs_of_event",
    "slugs_of_news",
    "topic_titles",
    "topics_of_event",
    "topics_of_news",
]
