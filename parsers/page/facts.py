"""The facts that labels, columns and the names of elements announce. Records only."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A label with its value. `start`/`end` are the value's offsets in the document's text.

    `word` is "" where no word stands beside the value: a column of a table with a head (then
    `column` is its number) or the name of the element tells what it is.
    """

    label: Label
    word: str
    value: str
    start: int
    end: int
    block: int
    column: int = 0
