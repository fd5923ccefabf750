"""One published event out of all that pages tell of it, and whether it has changed.

Pure: no SQL, no clock; the same mentions give the same event in whatever order they come. Which
mentions belong together is decided elsewhere (`store.identity`).

The best mention is the base; what it leaves empty is filled from the next best. Best is: not in
retrospect, still on its page, a page about the event before one that lists it, the more
confident, the fuller, and last the source's name and the address, so that it never wavers.

The event may be published where a mention that gives the event's day is sure enough to be: a
listing that vouches for the day lets a detail page's fuller reading through, not another day.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from model import CoarseWhen, Event, EventStatus, Evidence, PageKind, When
from model.schema_org import event_to_json

_KIND_RANK = {
    PageKind.EVENT: 0,
    PageKind.ANNOUNCEMENT: 1,
    PageKind.NEWS: 2,
    PageKind.REPORT: 3,
    PageKind.OTHER: 4,
    PageKind.LISTING: 5,
}

# Fields that are filled where empty, with the names that their evidence goes by.
_FILLED = {
    "locations": "location",
    "organizers": "organizer",
    "attendance_mode": "eventAttendanceMode",
    "previous_start": "previousStartDate",
    "description": "description",
    "url": "url",
    "offers": "offers",
    "recurrence": "recurrence",
    "identifier": "identifier",
}
_NOT_PUBLISHED = ("evidence", "confidence", "reasons", "identifier", "yearSource")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one page tells of an event. `missing`: it does not any more."""

    source_id: str
    page_url: str
    position: str
    page_kind: PageKind
    event: Event
    missing: bool = False


def completeness(event: Event) -> tuple[int, float, str]:
    """Sorts the fuller of two readings last; the words decide between equally full ones."""
    return (_filled(event), event.confidence, json.dumps(event_to_json(event), sort_keys=True))


def merge(tellings: Iterable[Telling]) -> Event:
    """The event as it is to be published. Raises ValueError without a telling."""
    ranked = sorted(tellings, key=_rank)
    if not ranked:
        raise ValueError("an event needs at least one page that tells of it")
    base = ranked[0].event
    changes: dict[str, Any] = {}
    evidence = dict(base.evidence)
    for name, label in _FILLED.items():
        _fill(changes, evidence, ranked, name, label)
    _fill_when(changes, evidence, ranked)
    _fill_status(changes, evidence, ranked)
    merged = replace(base, **changes, evidence=evidence)
    return _with_trust(merged, ranked)


def content_hash(event: Event) -> str:
    """A hash of what readers of the feeds see: not of evidence, confidence and reasons."""
    data = event_to_json(event)
    shown = {key: value for key, value in data.items() if key not in _NOT_PUBLISHED}
    text = json.dumps(shown, sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _filled(event: Event) -> int:
    """How much an event says: one for every field, place and known end."""
    end = isinstance(event.when, When) and event.when.end is not None
    fields = sum(1 for name in (*_FILLED, "when") if getattr(event, name))
    return fields + len(event.locations) + end


def _rank(telling: Telling) -> tuple[Any, ...]:
    return (
        telling.event.is_report,
        telling.missing,
        _KIND_RANK[telling.page_kind],
        -telling.event.confidence,
        -_filled(telling.event),
        telling.source_id,
        telling.page_url,
        telling.position,
    )


def _take(
    changes: dict[str, Any],
    evidence: dict[str, Evidence],
    giver: Event,
    name: str,
    *labels: str,
) -> None:
    """Take a field with its evidence, whose offsets point into the giver's page."""
    changes[name] = getattr(giver, name)
    for label in labels:
        for key in [key for key in evidence if _belongs(key, label)]:
            del evidence[key]
        evidence.update({k: v for k, v in giver.evidence.items() if _belongs(k, label)})


def _belongs(key: str, label: str) -> bool:
    return key == label or key.startswith(f"{label}.")


def _first(ranked: Sequence[Telling], admits: Callable[[Telling], bool]) -> Event | None:
    return next((telling.event for telling in ranked if admits(telling)), None)


def _fill(
    changes: dict[str, Any],
    evidence: dict[str, Evidence],
    ranked: Sequence[Telling],
    name: str,
    label: str,
) -> None:
    giver = _first(ranked, lambda telling: bool(getattr(telling.event, name)))
    if giver is not None and giver is not ranked[0].event:
        _take(changes, evidence, giver, name, label)


def _fill_when(
    changes: dict[str, Any], evidence: dict[str, Evidence], ranked: Sequence[Telling]
) -> None:
    """A base without a day takes an exact one, else a coarse one; one without an end takes that.

    Only from a mention with the very same start is an end taken.
    """
    when = ranked[0].event.when
    giver: Event | None = None
    if when is None:
        giver = _first(ranked, lambda telling: isinstance(telling.event.when, When))
        giver = giver or _first(ranked, lambda telling: telling.event.when is not None)
    elif isinstance(when, When) and when.end is None:
        start = when.start

        def ends(telling: Telling) -> bool:
            other = telling.event.when
            return isinstance(other, When) and other.start == start and other.end is not None

        giver = _first(ranked, ends)
    if giver is not None:
        _take(changes, evidence, giver, "when", "startDate", "endDate")


def _fill_status(
    changes: dict[str, Any], evidence: dict[str, Evidence], ranked: Sequence[Telling]
) -> None:
    """A page that says nothing of it says "scheduled": a word on it elsewhere counts.

    That word must still stand there and must not be said in retrospect.
    """
    if ranked[0].event.status is not EventStatus.SCHEDULED:
        return
    giver = _first(
        ranked,
        lambda telling: (
            telling.event.status is not EventStatus.SCHEDULED
            and not telling.missing
            and not telling.event.is_report
        ),
    )
    if giver is not None:
        _take(changes, evidence, giver, "status", "eventStatus")


def _with_trust(merged: Event, ranked: Sequence[Telling]) -> Event:
    """Confidence, reasons and `publish` of the best mention that is sure of the merged day."""
    sure = _first(
        ranked,
        lambda telling: telling.event.publish and _days(telling.event.when) == _days(merged.when),
    )
    voucher = sure or ranked[0].event
    return replace(
        merged,
        is_report=all(telling.event.is_report for telling in ranked),
        publish=sure is not None,
        confidence=voucher.confidence,
        reasons=voucher.reasons,
    )


def _days(when: When | CoarseWhen | None) -> tuple[date, ...]:
    if isinstance(when, When):
        return (when.first_day,)
    return (when.first_day, when.last_day) if when is not None else ()
