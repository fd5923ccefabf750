"""Why an event needs a person, how likely it is wrong, and what harm that would do. Pure.

The order of the queue is chance of error x harm. What changes with the days is worked out where
the queue is read (`store.reviewing.queue`).
"""

from collections.abc import Collection
from dataclasses import dataclass

from model import AttendanceMode, CoarseWhen, Event, EventStatus, When, YearSource
from store.reviewing.records import Why

DATE_DOUBTS = (
    "the weekday does not agree with the date",
    "the text gives another day than the page's data",
    "the text gives other days than the page's data",
    "neither its name nor its day stands in the text",
    "the stated start is a timestamp: nothing begins at such a second",
    "the page does not say of what year it is, and the day is far off",
    "the day stands in the address only",
)
"""How the words of `Event.reasons` begin that speak against its day."""
_YEARS_SHOWN = (YearSource.WRITTEN, YearSource.HEADING)
_OFF = {EventStatus.CANCELLED: Why.CANCELLED, EventStatus.POSTPONED: Why.PUT_OFF}
_SURE = {"startDate": 0.7, "name": 0.8, "location": 0.7}
"""Evidence that is less sure is named as a reason."""

# In the order in which they are said, with the chance of an error that each adds by itself. What
# the extraction knows of itself is in its confidence already.
_WEIGHTS = {
    Why.DRIFTED: 0.6,
    Why.CHANGED: 0.5,
    Why.CANCELLED: 0.3,
    Why.PUT_OFF: 0.3,
    Why.DELISTED: 0.5,
    Why.CONFLICT: 0.4,
    Why.NO_DAY: 0.0,
    Why.COARSE: 0.0,
    Why.DATE_UNSURE: 0.0,
    Why.YEAR_INFERRED: 0.0,
    Why.REPORT: 0.2,
    Why.NAME_UNSURE: 0.0,
    Why.PLACE_MISSING: 0.0,
    Why.PLACE_UNSURE: 0.0,
    Why.MAYBE_DUPLICATE: 0.2,
    Why.DISTRUSTED: 0.3,
    Why.NOT_PUBLISHABLE: 0.15,
    Why.SAMPLED: 0.0,
    Why.ORGANIZER_MISSING: 0.0,
    Why.NEW: 0.0,
}
_OF_THE_DATE = frozenset(
    {Why.DRIFTED, Why.CHANGED, Why.CONFLICT, Why.NO_DAY, Why.COARSE, Why.DATE_UNSURE,
     Why.YEAR_INFERRED}
)  # fmt: skip
"""The reasons that are, or may be, about the day: a wrong one sends people on the way in vain."""
UNSURE = frozenset(
    {Why.CONFLICT, Why.NO_DAY, Why.COARSE, Why.DATE_UNSURE, Why.REPORT, Why.DISTRUSTED,
     Why.NOT_PUBLISHABLE}
)  # fmt: skip
"""The reasons for which an event is not published by the trust in its source alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an event beside what it says.

    `publishable` is the extraction's own word; `judged`: a person has approved or rejected it.
    `in_conflict`: other pages say otherwise, and did not when it was judged.
    `trusted` and `distrusted` are of the sources that vouch for it.
    """

    publishable: bool
    judged: bool = False
    changed: bool = False
    drifted: bool = False
    delisted: bool = False
    in_conflict: bool = False
    maybe_duplicate: bool = False
    sampled: bool = False
    trusted: bool = False
    distrusted: bool = False


def reasons_of(event: Event, facts: Facts) -> tuple[Why, ...]:
    """Why a person should look at an event, the gravest first. `event` is what would be published.

    Of a judged one only what has come up since.
    """
    found = set(_since(event, facts))
    if not facts.judged:
        found |= _of_time(event) | _of_rest(event)
        found |= {Why.NOT_PUBLISHABLE} if not facts.publishable else set()
        found |= {Why.DISTRUSTED} if facts.distrusted else set()
        found |= {Why.SAMPLED} if facts.sampled else set()
        found.add(Why.NEW)
    return tuple(why for why in _WEIGHTS if why in found)


def doubt_of(event: Event, reasons: Collection[Why]) -> float:
    """The chance that something is wrong with an event, from 0 to 1."""
    right = event.confidence
    for why in reasons:
        right *= 1.0 - _WEIGHTS[why]
    return round(1.0 - right, 3)


def risk_of(doubt: float, reasons: Collection[Why], *, published: bool) -> int:
    """Doubt times the part of the harm that does not change with the days, in millionths.

    The harm is more for what readers see already, and more where the day is in doubt.
    """
    of_the_date = not _OF_THE_DATE.isdisjoint(reasons)
    harm = (1.0 if published else 0.7) * (1.0 if of_the_date else 0.7)
    return round(doubt * harm * 1e6)


def _since(event: Event, facts: Facts) -> set[Why]:
    found = set()
    if facts.drifted:
        found.add(Why.DRIFTED)
    if facts.changed:
        found.add(Why.CHANGED)
    if event.status in _OFF and (facts.changed or not facts.judged):
        found.add(_OFF[event.status])
    if facts.in_conflict:
        found.add(Why.CONFLICT)
    if facts.delisted:
        found.add(Why.DELISTED)
    if facts.maybe_duplicate:
        found.add(Why.MAYBE_DUPLICATE)
    return found


def _of_time(event: Event) -> set[Why]:
    found = set()
    if event.when is None:
        found.add(Why.NO_DAY)
    elif isinstance(event.when, CoarseWhen):
        found.add(Why.COARSE)
    elif isinstance(event.when, When) and event.when.year_source not in _YEARS_SHOWN:
        found.add(Why.YEAR_INFERRED)
    if _is_unsure(event, "startDate") or any(r.startswith(DATE_DOUBTS) for r in event.reasons):
        found.add(Why.DATE_UNSURE)
    return found


def _of_rest(event: Event) -> set[Why]:
    found = set()
    if event.is_report:
        found.add(Why.REPORT)
    if _is_unsure(event, "name"):
        found.add(Why.NAME_UNSURE)
    if event.location is None:
        found |= (
            {Why.PLACE_MISSING} if event.attendance_mode is not AttendanceMode.ONLINE else set()
        )
    elif not event.location.address_locality or _is_unsure(event, "location"):
        found.add(Why.PLACE_UNSURE)
    if not event.organizers:
        found.add(Why.ORGANIZER_MISSING)
    return found


def _is_unsure(event: Event, name: str) -> bool:
    evidence = event.evidence.get(name)
    return evidence is not None and evidence.confidence < _SURE[name]
