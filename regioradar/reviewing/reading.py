"""Times and towns that staff type, read by the readers that read pages."""

from collections.abc import Sequence
from datetime import date

from model import CoarseWhen, Place, When, fold
from parsers.dates import DateContext, read_dates
from parsers.days.timing import coarse_of, when_of
from parsers.places import place_of, read_place
from parsers.places.gazetteer import gazetteer

_LONGEST = 300
"""Characters of what somebody types into a field."""


def read_times(text: str, today: date) -> Sequence[When | CoarseWhen]:
    """The times that stand in a text, in its order.

    A date that no calendar has gives none, nor does one of no year in which events are announced.

    A year that is not typed is the one that fits `today` best; `When.year_source` says so.
    """
    readings = read_dates(text[:_LONGEST], DateContext(reference=today))
    sound = (r for r in readings if r.in_span and "impossible_date" not in r.warnings)
    found = (when_of(reading) or coarse_of(reading) for reading in sound)
    return [when for when in found if when is not None]


def find_places(text: str) -> Sequence[Place]:
    """The municipalities that bear a name; the one that is meant by most stands first.

    For a whole address ("Markt 1, 06108 Halle") it is the one place, where its town is certain.
    """
    tables, key = gazetteer(), fold(text[:_LONGEST])
    likeliest = tables.dominant_key(key)
    bearers = sorted(tables.bearers(key), key=lambda town: (town.key != likeliest, -town.rank))
    if bearers:
        return list(dict.fromkeys(place_of(town) for town in bearers))
    found = read_place(text[:_LONGEST])
    return [found] if found is not None and found.municipality_key else []
