"""The account of what persons did, read: acts with whether they can be undone, and their lines.

Reads only.
"""

# ruff: noqa: S608 (statements are put together from constants of this module)

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlite_utils import Database

from model import BERLIN, fold
from store.columns import Row, json_column, time_column, time_value
from store.connection import rows
from store.reviewing import acts
from store.reviewing.records import Act, ActKind, AuditFilter, AuditRow
from store.reviewing.undoing import refusals

_OF_EVENT = "(event_uid = :uid OR event_uid IN (SELECT uid FROM events WHERE merged_into = :uid))"
"""Of one event, also while it was several."""
_ACTS = "SELECT * FROM acts WHERE {conditions} ORDER BY id DESC LIMIT :limit"
_ABOUT = """
SELECT act, event_uid, subject FROM audit
WHERE act IN (SELECT value FROM json_each(?)) ORDER BY act, event_uid, id
"""
_OF_ACCOUNTS = (ActKind.USER, ActKind.LOGIN, ActKind.LOGOUT)
_AUDIT = """
SELECT audit.id AS id, act, kind, "by", at, event_uid, source_id, subject, field, before, after,
  note
FROM audit JOIN acts ON acts.id = act WHERE {conditions}
"""
_BEHIND = "acts.id >= :act AND (acts.id > :act OR audit.id > :row)"


def load_acts(
    db: Database, *, by: str, uid: str, limit: int, numbers: Collection[int] | None = None
) -> tuple[Act, ...]:
    """The last acts, the latest first: of one person, of one event, of these `numbers`, or all."""
    chosen = ['"by" = :by'] if by else []
    chosen += [f"id IN (SELECT act FROM audit WHERE {_OF_EVENT})"] if uid else []
    chosen += ["id IN (SELECT value FROM json_each(:numbers))"] if numbers is not None else []
    sql = _ACTS.format(conditions=" AND ".join(chosen) or "TRUE")
    wanted = json_column(sorted(numbers or ()))
    found = rows(db, sql, {"by": by, "uid": uid, "limit": limit, "numbers": wanted})
    if not found:
        return ()
    numbers = [row["id"] for row in found]
    about: dict[int, dict[str, str]] = defaultdict(dict)
    for row in rows(db, _ABOUT, (json_column(numbers),)):
        about[row["act"]].setdefault(row["event_uid"], row["subject"])
    undone, refused = acts.undone(db, numbers), refusals(db, found)
    return tuple(
        Act(
            act=row["id"],
            kind=ActKind(row["kind"]),
            by=row["by"],
            at=time_value(row["at"]),
            note=row["note"],
            event_uids=tuple(filter(None, about[row["id"]])),
            subject=next(iter(about[row["id"]].values()), ""),
            undoes=row["undoes"],
            undone_by=undone.get(row["id"]),
            undoable=refused[row["id"]] is None,
        )
        for row in found
    )


def names(db: Database) -> tuple[str, ...]:
    """Who has done anything, by name."""
    return tuple(row["by"] for row in rows(db, 'SELECT DISTINCT "by" FROM acts ORDER BY "by"'))


def load(db: Database, wanted: AuditFilter, *, limit: int, offset: int) -> tuple[AuditRow, ...]:
    """A page of the account, the latest first."""
    conditions, parameters = _conditions(wanted)
    order = ", ".join(f"{name} DESC" for name in _order(wanted))
    sql = f"{_AUDIT.format(conditions=conditions)} ORDER BY {order} LIMIT :limit OFFSET :offset"
    return _lines(db, rows(db, sql, {**parameters, "limit": limit, "offset": offset}))


def after(
    db: Database, wanted: AuditFilter, last: AuditRow | None, *, limit: int
) -> tuple[AuditRow, ...]:
    """The next lines behind one, oldest first; None asks for the first."""
    conditions, parameters = _conditions(wanted)
    order = _order(wanted)
    behind = "audit.id > :row" if len(order) == 1 else _BEHIND
    sql = (
        f"{_AUDIT.format(conditions=f'{conditions} AND {behind}')} "
        f"ORDER BY {', '.join(order)} LIMIT :limit"
    )
    place = {"act": last.act if last else 0, "row": last.row if last else 0}
    return _lines(db, rows(db, sql, {**parameters, **place, "limit": limit}))


def _order(wanted: AuditFilter) -> tuple[str, ...]:
    """The order of lines, which is that of acts, as an index has it that the filter makes use of.

    So nothing needs sorting, however long the account is.
    """
    return ("audit.id",) if wanted.source_id or wanted.event_uid else ("acts.id", "audit.id")


def _conditions(wanted: AuditFilter) -> tuple[str, dict[str, Any]]:
    found: list[tuple[str, str, Any]] = []
    if wanted.by:
        found.append(('"by" = :by', "by", wanted.by))
    if wanted.event_uid:
        found.append((_OF_EVENT, "uid", wanted.event_uid))
    if wanted.source_id:
        found.append(("source_id = :source", "source", wanted.source_id))
    if wanted.kind is not None:
        found.append(("kind = :kind", "kind", wanted.kind.value))
    if not wanted.accounts:
        kinds = ", ".join(f"'{kind.value}'" for kind in _OF_ACCOUNTS)
        found.append((f"kind NOT IN ({kinds})", "accounts", 0))
    if wanted.since is not None:
        found.append(("at >= :since", "since", _midnight(wanted.since)))
    if wanted.until is not None:
        found.append(("at < :until", "until", _midnight(wanted.until, days=1)))
    for number, word in enumerate(fold(wanted.text).split()):
        name = f"word{number}"
        found.append((f"search LIKE :{name}", name, f"%{word}%"))
    conditions = " AND ".join(condition for condition, _, _ in found) or "TRUE"
    return conditions, {name: value for _, name, value in found}


def _midnight(day: date, days: int = 0) -> str:
    """The beginning of a day in Europe/Berlin, or `days` later, as columns hold it."""
    try:
        return time_column(datetime.combine(day + timedelta(days=days), time(), BERLIN))
    except OverflowError:  # the first and the last day of all: there are no acts beyond them
        return day.isoformat()


def _lines(db: Database, found: Iterable[Row]) -> tuple[AuditRow, ...]:
    lines = list(found)
    undone = acts.undone(db, [line["act"] for line in lines])
    return tuple(
        AuditRow(
            row=line["id"],
            act=line["act"],
            kind=ActKind(line["kind"]),
            by=line["by"],
            at=time_value(line["at"]),
            event_uid=line["event_uid"],
            source_id=line["source_id"],
            subject=line["subject"],
            field=line["field"],
            before=json.loads(line["before"]),
            after=json.loads(line["after"]),
            note=line["note"],
            undone=line["act"] in undone,
        )
        for line in lines
    )
