"""Reading the queue: how many items each tab has, a page of it in the order of need, one item.

Need is chance of error x harm. The harm falls with the days that are left, so it is worked out
here, and events that are over are left out here.
"""

# ruff: noqa: S608 (statements are put together from constants of this module)

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from model import fold
from model.schema_org import event_from_json
from store.columns import Row, list_parameter, time_column, time_value
from store.connection import rows
from store.reviewing.records import QueueFilter, QueueItem, Tab, Why

_FAR = 0.2
"""The harm of an error in an event of a far day or of none, of 1 today."""
_HALFWAY = 30
"""In so many days half of what can be lost by waiting is lost."""
SCALE = 1_000_000
"""Needs are whole numbers in SQL, so that two that are equal compare as equal."""

_COMING = "last_day >= :today"
_AWAKE = "postponed_until <= :today"
_TABS = {
    Tab.ALL: _AWAKE,
    Tab.NEW: f"{_AWAKE} AND is_new",
    Tab.CHANGED: f"{_AWAKE} AND is_changed",
    Tab.SOON: f"{_AWAKE} AND first_day < :soon",
    Tab.UNSURE: f"{_AWAKE} AND is_unsure",
    Tab.POSTPONED: f"NOT {_AWAKE}",
    Tab.DELISTED: f"{_AWAKE} AND is_delisted",
    Tab.SAMPLE: f"{_AWAKE} AND is_sampled",
}
NEED = (
    f"CAST(risk * ({_FAR} + {(1 - _FAR) * _HALFWAY} / ({_HALFWAY} + "
    "IIF(first_day > :today, first_day - :today, 0))) AS INTEGER)"
)
"""The need of an item of the queue on the day `:today`, in millionths."""
_NEED_OF_ANY = f"CASE WHEN open AND {_COMING} THEN {NEED} ELSE 0 END"
ORDER = "need DESC, first_day, event_uid"
"""The order of the queue."""
_ITEMS = f"""
SELECT review_items.*, {_NEED_OF_ANY} AS need, event, created,
  (SELECT "by" FROM claims WHERE claims.event_uid = uid AND "until" > :now) AS claimed_by,
  {", ".join(f"open AND {_COMING} AND {chosen} AS tab_{tab.name}" for tab, chosen in _TABS.items())}
FROM review_items JOIN events ON uid = event_uid
WHERE event_uid IN (SELECT value FROM json_each(:uids))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The conditions of a filter as SQL, with their parameters, and the need of what it finds."""

    where: str
    need: str
    parameters: Mapping[str, Any]


def selected(wanted: QueueFilter, today: date, *, tab: bool = True) -> Selected:
    """The rows of `review_items` that a filter asks for; without `tab` those of all tabs."""
    parameters: dict[str, Any] = _days(wanted, today)
    conditions = []
    queued = not (wanted.everything and wanted.tab is Tab.ALL)
    if queued:
        conditions += ["open = 1", _COMING]
        conditions += [_TABS[wanted.tab]] if tab else []
    if wanted.source_id:
        conditions.append("instr(sources, :source)")
        parameters["source"] = f" {wanted.source_id} "
    if wanted.region:
        conditions.append("region = :region")
        parameters["region"] = wanted.region
    if wanted.why is not None:
        conditions.append("instr(reasons, :why)")
        parameters["why"] = f" {wanted.why.value} "
    for number, word in enumerate(filter(None, map(fold, wanted.text.split()))):
        conditions.append(f"instr(search, :word{number})")
        parameters[f"word{number}"] = word
    return Selected(
        where=" AND ".join(conditions) or "TRUE",
        need=NEED if queued else _NEED_OF_ANY,
        parameters=parameters,
    )


def counts(db: Database, wanted: QueueFilter, today: date) -> dict[Tab, int]:
    """How many items each tab has under the other conditions of the filter."""
    chosen = selected(replace(wanted, everything=False), today, tab=False)
    columns = ", ".join(f"TOTAL({part}) AS tab_{tab.name}" for tab, part in _TABS.items())
    (row,) = rows(db, f"SELECT {columns} FROM review_items WHERE {chosen.where}", chosen.parameters)
    found = {tab: int(row[f"tab_{tab.name}"]) for tab in Tab}
    if wanted.everything:
        all_of_it = selected(replace(wanted, tab=Tab.ALL), today)
        sql = f"SELECT COUNT(*) AS n FROM review_items WHERE {all_of_it.where}"
        found[Tab.ALL] = rows(db, sql, all_of_it.parameters)[0]["n"]
    return found


def page(
    db: Database,
    wanted: QueueFilter,
    today: date,
    *,
    limit: int,
    offset: int,
    now: datetime | None = None,
) -> tuple[QueueItem, ...]:
    """A part of the queue in the order of need; claims that last at `now`."""
    chosen = selected(wanted, today)
    sql = (
        f"SELECT event_uid, first_day, {chosen.need} AS need FROM review_items "
        f"WHERE {chosen.where} ORDER BY {ORDER} LIMIT :limit OFFSET :offset"
    )
    found = rows(db, sql, {**chosen.parameters, "limit": limit, "offset": offset})
    uids = [row["event_uid"] for row in found]
    known = _items(db, uids, wanted, today, now)
    return tuple(known[uid] for uid in uids)


def item(db: Database, uid: str, today: date, now: datetime | None = None) -> QueueItem | None:
    """One event as an item, in the queue or not; None where it was joined to another."""
    return _items(db, [uid], QueueFilter(), today, now).get(uid)


def _items(
    db: Database, uids: list[str], wanted: QueueFilter, today: date, now: datetime | None
) -> dict[str, QueueItem]:
    moment = time_column(now) if now is not None else "~"
    parameters = {**_days(wanted, today), "now": moment, "uids": list_parameter(uids)}
    return {row["event_uid"]: _item(row) for row in rows(db, _ITEMS, parameters)}


def _days(wanted: QueueFilter, today: date) -> dict[str, Any]:
    soon = today + timedelta(days=wanted.soon_days)
    return {"today": today.toordinal(), "soon": soon.toordinal()}


def _item(row: Row) -> QueueItem:
    until = row["postponed_until"]
    published = event_from_json(json.loads(row["event"]))
    pending = event_from_json(json.loads(row["pending"])) if row["pending"] else None
    return QueueItem(
        uid=row["event_uid"],
        version=row["version"],
        event=pending or published,
        source_ids=tuple(row["sources"].split()),
        tabs=frozenset(tab for tab in Tab if row[f"tab_{tab.name}"]),
        reasons=tuple(map(Why, row["reasons"].split())),
        doubt=row["doubt"],
        need=row["need"] / SCALE,
        published=bool(row["published"]),
        sampled=bool(row["is_sampled"]),
        created=time_value(row["created"]),
        claimed_by=row["claimed_by"] or "",
        postponed_until=date.fromordinal(until) if until else None,
        told=published if pending else None,
    )
