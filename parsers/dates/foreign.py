"""One isolated date in a form that the grammar does not know, read by dateparser.

For machine-written tokens in data ("Tue, 03 Mar 2026 10:00:00 GMT", "3 mars 2026"): strict and
absolute only. Never for running text and never for a range: there dateparser reads "die" as
Tuesday, takes the first number for a day and cannot say where a range ends.
"""

import re
from datetime import UTC, datetime

from model import BERLIN
from parsers.dates.result import FIRST_YEAR, LAST_YEAR

_SHAPE = re.compile(r"(?=.*\d{4})(?=.*[^\W\d_]{3})[\w ,.:+()/-]{8,45}")
_LANGUAGES = ["de", "en", "fr", "pl", "cs", "nl"]


def foreign_moment(token: str) -> datetime | None:
    """Return the date-time in Europe/Berlin that `token` names, or None.

    It must name day, month and year; an hour without a zone is one in Berlin, and midnight stands
    for a day without an hour. Never raises.
    """
    token = " ".join(token.split())
    if not _SHAPE.fullmatch(token):
        return None
    import dateparser  # it takes a third of a second to load and few pages need it

    try:
        moment = dateparser.parse(
            token,
            languages=_LANGUAGES,
            settings={
                "STRICT_PARSING": True,
                "REQUIRE_PARTS": ["day", "month", "year"],
                "PARSERS": ["absolute-time"],
                "RELATIVE_BASE": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None),
            },
        )
    except (ValueError, OverflowError, TypeError):
        return None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return moment.astimezone(BERLIN) if moment.tzinfo else moment.replace(tzinfo=BERLIN)
