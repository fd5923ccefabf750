"""The kinds of fact that a label, a column or an element's name announces. Vocabulary only."""

from enum import StrEnum


class Label(StrEnum):
    """What a label announces."""

    DATE = "date"
    START = "start"
    END = "end"
    TIME = "time"
    PLACE = "place"
    VENUE = "venue"
    ADDRESS = "address"
    ORGANIZER = "organizer"
    TITLE = "title"
    DEADLINE = "deadline"
    PRICE = "price"
    PUBLISHED = "published"
    OTHER = "other"
