"""A grammar for German dates and times: pure, linear in the text, no exception on any string.

Nothing else of a page is read here; how readings become events is the extractor's.
"""

from parsers.dates.machine import date_record
from parsers.dates.reader import read_dates
from parsers.dates.result import (
    FIRST_YEAR,
    LAST_YEAR,
    DateContext,
    DateKind,
    DateReading,
    Moment,
    Tense,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "DateContext",
    "DateKind",
    "DateReading",
    "Moment",
    "Tense",
    "date_record",
    "read_dates",
]
