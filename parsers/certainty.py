"""How sure an event is: the chance that its day, place and name are all right, from a few signs.

The weights of the signs are measured (`calibration`, written by tools/calibrate.py); which signs
there are is decided here. They are few and coarse, so that the measurement carries to new pages.
"""

import math
from collections.abc import Mapping, Sequence

from model import AttendanceMode, CoarseWhen, Evidence, Place, When, YearSource
from parsers.calibration import PUBLISH_FROM, WEIGHTS
from parsers.event_words import speaks_of_event

AGREED = "two kinds of evidence agree"
DISPUTED = "the weekday does not agree with the date"
NO_DAY = "no exact day"
GUESSED_NAME = "the name is a guess"
AGAINST_DATA = "the text gives another day than the page's data"
OTHER_DAYS = "the text gives other days than the page's data"
UNSEEN = "neither its name nor its day stands in the text"
TIMESTAMP = "the stated start is a timestamp: nothing begins at such a second"
FAR_GUESS = "the page does not say of what year it is, and the day is far off"
DATA_ONLY = "the day stands in the page's data only"
_CONTRADICTED = (AGAINST_DATA, OTHER_DAYS, UNSEEN, TIMESTAMP)
_LAYERS = {"label": "labels", "card": "card", "prose": "prose", "coarse": "prose"}
_SHOWN_YEARS = (YearSource.WEEKDAY, YearSource.HEADING, YearSource.URL)
_SURE_NAME = 0.9
MOST_WORDS = 14
"""A longer name is more often a sentence than a name."""


def signs(
    when: When | CoarseWhen | None,
    evidence: Mapping[str, Evidence],
    locations: Sequence[Place],
    mode: AttendanceMode | None,
    reasons: Sequence[str],
    *,
    name: str,
    is_report: bool,
) -> dict[str, float]:
    """Return the signs by name, each from 0 to 1; those that are not there are left out."""
    date, title = evidence["startDate"], evidence["name"]
    layer = _LAYERS.get(date.rule.partition(".")[0], "structured")
    found = {
        "base": 1.0,
        f"layer_{layer}": 1.0,
        "prose_doubt": (0.95 - date.confidence) / 0.4 if layer == "prose" else 0.0,
        "name_doubt": max(0.0, _SURE_NAME - title.confidence) / _SURE_NAME,
        "name_long": float(len(name.split()) > MOST_WORDS),
        "name_short": float(len(name.split()) == 1),
        "card_no_place" if layer == "card" else "no_place": float(
            not locations and mode is not AttendanceMode.ONLINE
        ),
        "place_doubt": _place_doubt(evidence, locations),
        "name_no_event": float(not speaks_of_event(name)),
        "agreed": float(AGREED in reasons),
        "disputed": float(DISPUTED in reasons),
        "data_only": float(DATA_ONLY in reasons),
        "contradicted": float(_contradicted(reasons)),
        "report": float(is_report),
    }
    if isinstance(when, When):
        found["no_clock"] = float(when.all_day and when.end is None)
        found["year_shown"] = float(when.year_source in _SHOWN_YEARS)
        guessed = when.year_source is not YearSource.WRITTEN and not found["year_shown"]
        found["year_guessed"] = float(guessed)
    return {sign: max(0.0, min(1.0, value)) for sign, value in found.items() if value > 0}


def _place_doubt(evidence: Mapping[str, Evidence], locations: Sequence[Place]) -> float:
    """A place without a town, or one that is read from afar."""
    if not locations:
        return 0.0
    if not locations[0].address_locality:
        return 1.0
    return 1.0 - evidence["location"].confidence if "location" in evidence else 0.0


def chance(found: Mapping[str, float]) -> float:
    """Return the chance that `found` speaks for, from 0.01 to 0.99."""
    total = sum(WEIGHTS.get(sign, 0.0) * value for sign, value in found.items())
    return round(max(0.01, min(0.99, 1.0 / (1.0 + math.exp(-total)))), 3)


def publishable(
    confidence: float, when: When | CoarseWhen | None, reasons: Sequence[str] = ()
) -> bool:
    """Return whether an event may be published without a person.

    Where the page's data and its text contradict each other, or nothing but the day of the crawl
    gives the year of a day far ahead, a person decides, whatever the chance.
    """
    if _contradicted(reasons) or FAR_GUESS in reasons:
        return False
    return confidence >= PUBLISH_FROM and isinstance(when, When)


def _contradicted(reasons: Sequence[str]) -> bool:
    return any(reason.startswith(_CONTRADICTED) for reason in reasons)
