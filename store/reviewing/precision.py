"""How often the extraction was right, counted from what persons made of it. Reads only.

Counted are judgements of events that were looked at singly and that the extraction would have
published; one for each reading of an event, the last. What was approved as it was extracted is
right; what staff corrected, and what is no event of that page, is wrong. A duplicate and an event
that is not relevant count neither way: they were read well.
"""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from model import BERLIN
from store.columns import json_column
from store.connection import rows
from store.reviewing.measures import Precision, PrecisionPoint, RulePrecision
from store.reviewing.trust import precision

EVENT = "event"
"""Name, day and place together: what decides of trust."""
DECISIVE = ("name", "startDate", "endDate", "location")
FIELDS = (*DECISIVE, "organizer", "description", "url", "eventStatus")
"""The fields that are measured one by one."""
_WRONG = {
    "no_event": (),
    "report": (),
    "wrong_page": (),
    "wrong_date": ("startDate",),
    "wrong_place": ("location",),
}
"""Reasons that say that the extraction was wrong, and in which fields."""
_CASE = re.compile(r"[,;]")
_COUNTED = """
SELECT {by}, COUNT(*) AS n FROM (
  SELECT MAX(id), source_id, outcome, {more} FROM reviews INDEXED BY reviews_judged
  WHERE undone_at IS NULL AND looked = 1 AND would_publish = 1
  AND (:source = '' OR source_id = :source) GROUP BY event_uid, reading)
GROUP BY {by}
"""
"""The last judgement of each reading, counted; SQLite takes the other columns of its row."""
_OF_SOURCE = _COUNTED.format(by="source_id, outcome", more="NULL")
_OF_HOUR = _COUNTED.format(by="hour, outcome", more="substr(at, 1, 13) AS hour")
_OF_RULE = _COUNTED.format(by="outcome, rules, reason", more="rules, reason")
_REASONS = """
SELECT reason, COUNT(*) AS n FROM reviews WHERE undone_at IS NULL AND verdict = 'reject'
AND (:source = '' OR source_id = :source) GROUP BY reason ORDER BY n DESC, reason
"""


def load(db: Database, source_id: str = "") -> tuple[Precision, ...]:
    """The precision of each source and field, of all sources or of one; the event's first."""
    counts: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for row in rows(db, _OF_SOURCE, {"source": source_id}):
        for name, right in json.loads(row["outcome"]).items():
            counts[row["source_id"], name][right] += row["n"]
    order = {name: number for number, name in enumerate((EVENT, *FIELDS))}
    return tuple(
        precision(source_id, name, counted[True], counted.total())
        for (source_id, name), counted in sorted(
            counts.items(), key=lambda item: (item[0][0], order[item[0][1]])
        )
    )


def over_time(
    db: Database, source_id: str = "", name: str = EVENT, *, months: int = 12, today: date
) -> tuple[PrecisionPoint, ...]:
    """The precision of a field month by month, `today`'s last; empty months too.

    A month is one of Berlin, whose days begin on the hour of UTC.
    """
    counts: dict[date, Counter[bool]] = defaultdict(Counter)
    for row in rows(db, _OF_HOUR, {"source": source_id}):
        right = json.loads(row["outcome"]).get(name)
        if right is not None:
            hour = datetime.fromisoformat(f"{row['hour']}:00+00:00").astimezone(BERLIN)
            counts[hour.date().replace(day=1)][right] += row["n"]
    return tuple(
        PrecisionPoint(
            month=month,
            precision=precision(source_id, name, counts[month][True], counts[month].total()),
        )
        for month in _months(today, months)
    )


def reject_reasons(db: Database, source_id: str = "") -> dict[str, int]:
    """How often events were rejected for each coded reason, the most frequent first."""
    return {row["reason"]: row["n"] for row in rows(db, _REASONS, {"source": source_id})}


def by_rule(db: Database, source_id: str = "") -> tuple[RulePrecision, ...]:
    """How often each rule of the extraction was right in a field, those that erred most first.

    Here EVENT says whether it is one at all: what is none, or a report, is charged to the rule that
    read its day, as without a day there were no event.
    """
    counts: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    reasons: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows(db, _OF_RULE, {"source": source_id}):
        rules, outcome = json.loads(row["rules"]), json.loads(row["outcome"])
        if not all(outcome.get(name, True) for name in DECISIVE):
            outcome[EVENT] = True
        for name, right in outcome.items():
            key = (name, rules.get("startDate" if name == EVENT else name, ""))
            counts[key][right] += row["n"]
            if not right and row["reason"]:
                reasons[key][row["reason"]] += row["n"]
    found = (
        RulePrecision(
            rule=rule,
            precision=precision(source_id, name, counted[True], counted.total()),
            reasons=dict(reasons[name, rule].most_common()),
        )
        for (name, rule), counted in counts.items()
    )
    return tuple(sorted(found, key=_erring))


def _erring(found: RulePrecision) -> tuple[int, int, str, str]:
    figure = found.precision
    return figure.right - figure.judged, figure.judged, figure.field, found.rule


def reading_of(extracted: Mapping[str, Any]) -> str:
    """A hash of what was read in the fields that decide: the same reading has the same."""
    said = json_column([extracted.get(name) for name in DECISIVE])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def rules_of(extracted: Mapping[str, Any]) -> dict[str, str]:
    """By which rule each field was read, without what it tells of this one case ("prose.date")."""
    evidence = extracted.get("evidence") or {}
    return {
        name: _CASE.split(evidence[name]["rule"], maxsplit=1)[0]
        for name in FIELDS
        if name in evidence
    }


def outcome_of(
    extracted: Mapping[str, Any], approved: Mapping[str, Any] | None, reason: str
) -> dict[str, bool]:
    """Which fields were right, and EVENT for all that decide; without those that nothing says of.

    Both are in the form of the machine interface; `approved` is None where it was rejected for
    this `reason`.
    """
    if approved is None:
        wrong = _WRONG.get(reason)
        return {} if wrong is None else dict.fromkeys((EVENT, *wrong), False)
    return {
        EVENT: all(_same(extracted, approved, name) for name in DECISIVE),
        **{
            name: _same(extracted, approved, name)
            for name in FIELDS
            if extracted.get(name) or approved.get(name)
        },
    }


def _same(extracted: Mapping[str, Any], approved: Mapping[str, Any], name: str) -> bool:
    return bool(extracted.get(name) == approved.get(name))


def _months(today: date, count: int) -> Iterator[date]:
    for back in range(count - 1, -1, -1):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        yield date(year, month + 1, 1)
