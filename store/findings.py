"""What the pages of a source that were good in a run tell: how many events, and how fully.

Reads only; the figures are for comparing a source with its own history.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from model import Event, When
from model.schema_org import event_from_json
from store.columns import list_parameter
from store.connection import rows

_STANDING = """
SELECT record_uid, event FROM mentions
WHERE source_id = ? AND page_url IN (SELECT value FROM json_each(?)) AND missing_since IS NULL
"""

FILL_FIELDS = ("startTime", "endDate", "location", "addressLocality", "organizer", "description")
"""The fields whose share is kept: a clock time, an end, a house, a town, a host, a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """`found` events, `coming` of them; `fill` is the share (0 to 1) that has a field.

    The counts are None where no page was asked for.
    """

    found: int | None = None
    coming: int | None = None
    fill: Mapping[str, float] = field(default_factory=dict)


def findings(db: Database, source_id: str, page_urls: Iterable[str] | None, day: date) -> Findings:
    """What these pages tell now; an event is coming that is not over on `day`.

    An event without a day is found, and not known to be coming.
    """
    if page_urls is None:
        return Findings()
    told: dict[str, list[Event]] = defaultdict(list)
    for row in rows(db, _STANDING, (source_id, list_parameter(page_urls))):
        told[row["record_uid"]].append(event_from_json(json.loads(row["event"])))
    if not told:
        return Findings(found=0, coming=0)
    filled = [frozenset[str]().union(*map(_fields, events)) for events in told.values()]
    return Findings(
        found=len(told),
        coming=sum(any(_coming(event, day) for event in events) for events in told.values()),
        fill={
            name: round(sum(name in fields for fields in filled) / len(told), 4)
            for name in FILL_FIELDS
        },
    )


def _fields(event: Event) -> frozenset[str]:
    """The fields that an event has."""
    when = event.when
    has = {
        "startTime": isinstance(when, When) and not when.all_day,
        "endDate": isinstance(when, When) and when.end is not None,
        "location": any(place.name for place in event.locations),
        "addressLocality": any(place.address_locality for place in event.locations),
        "organizer": bool(event.organizers),
        "description": bool(event.description),
    }
    return frozenset(name for name, filled in has.items() if filled)


def _coming(event: Event, day: date) -> bool:
    return event.when is not None and event.when.last_day >= day
