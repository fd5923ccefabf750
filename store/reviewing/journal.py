"""What an act did to staff's words, kept so that undoing it is exact: which rows hold and held.

Knows the words as rows that hold or do not: decisions, corrections, reviews. No row ever goes.
Beside them stands which events only the act let out to readers, as by joining a doubtful one to a
sure one: when it is taken back they wait again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from store.columns import list_parameter, text_column, time_column
from store.connection import rows
from store.reviewing.records import Signed

_HOLDING = {
    "decisions": (
        "SELECT id, withdrawn_at IS NULL AS holds, superseded_by AS successor FROM decisions "
        "WHERE id > :mark OR record_uid IN (SELECT value FROM json_each(:records)) "
        "OR other_uid IN (SELECT value FROM json_each(:records))"
    ),
    "corrections": (
        "SELECT id, withdrawn_at IS NULL AS holds, NULL AS successor FROM corrections "
        "WHERE id > :mark OR record_uid IN (SELECT value FROM json_each(:records))"
    ),
    "reviews": (
        "SELECT id, undone_at IS NULL AS holds, NULL AS successor FROM reviews "
        "WHERE id > :mark OR event_uid IN (SELECT value FROM json_each(:events))"
    ),
}
_END = {
    "decisions": "UPDATE decisions SET withdrawn_at = :at, withdrawn_by = :by, "
    "superseded_by = :successor WHERE id = :id AND withdrawn_at IS NULL",
    "corrections": "UPDATE corrections SET withdrawn_at = :at, withdrawn_by = :by "
    "WHERE id = :id AND withdrawn_at IS NULL",
    "reviews": "UPDATE reviews SET undone_at = :at WHERE id = :id AND undone_at IS NULL",
}
_REVIVE = {
    "decisions": "UPDATE decisions SET withdrawn_at = NULL, withdrawn_by = '', "
    "superseded_by = NULL WHERE id = :id",
    "corrections": "UPDATE corrections SET withdrawn_at = NULL, withdrawn_by = '' WHERE id = :id",
    "reviews": "UPDATE reviews SET undone_at = NULL WHERE id = :id",
}
_LET_OUT = "SELECT uid FROM events WHERE let_out AND uid IN (SELECT value FROM json_each(?))"


@dataclass(slots=True)
class Journal:
    """Looks at the words on records and events when it is made, and again when asked."""

    db: Database
    records: Collection[str]
    event_uids: Collection[str]
    _marks: dict[str, int] = field(init=False)
    _before: dict[str, dict[int, tuple[bool, int | None]]] = field(init=False)
    _let_out: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._marks = {
            table: int(rows(self.db, f"SELECT COALESCE(MAX(id), 0) AS n FROM {table}")[0]["n"])  # noqa: S608
            for table in _HOLDING
        }
        self._before = self._look()
        self._let_out = self._out()

    def entries(self) -> dict[str, Any]:
        """What is new, what ended and what holds again, by table, as JSON can hold it.

        `relinked` are those that did not and do not hold, of which another word is now what has
        taken their place. `numbers` are those of new decisions: rows that come to them later are
        theirs too.
        """
        after = self._look()
        made, ended, revived, relinked = {}, {}, {}, {}
        for table, now in after.items():
            before, mark = self._before[table], self._marks[table]
            made[table] = [row for row, (holds, _) in now.items() if row > mark and holds]
            known = [(row, held, now[row][0]) for row, (held, _) in before.items()]
            ended[table] = [row for row, held, holds in known if held and not holds]
            revived[table] = [
                [row, before[row][1]] for row, held, holds in known if holds and not held
            ]
            relinked[table] = [
                [row, before[row][1]]
                for row, held, holds in known
                if not held and not holds and now[row][1] != before[row][1]
            ]
        numbers = rows(
            self.db,
            "SELECT DISTINCT act FROM decisions WHERE act > ?",
            (self._marks["decisions"],),
        )
        return {
            "records": sorted(self.records),
            "made": made,
            "ended": ended,
            "revived": revived,
            "relinked": relinked,
            "numbers": [row["act"] for row in numbers],
            "let_out": sorted(self._out() - self._let_out),
        }

    def _out(self) -> frozenset[str]:
        """The events that readers were let see; an event's UID is that of one of its records."""
        uids = list_parameter({*self.records, *self.event_uids})
        return frozenset(row["uid"] for row in rows(self.db, _LET_OUT, (uids,)))

    def _look(self) -> dict[str, dict[int, tuple[bool, int | None]]]:
        parameters = {
            "records": list_parameter(self.records),
            "events": list_parameter(self.event_uids),
        }
        return {
            table: {
                row["id"]: (bool(row["holds"]), row["successor"])
                for row in rows(self.db, sql, {**parameters, "mark": self._marks[table]})
            }
            for table, sql in _HOLDING.items()
        }


def reverse(db: Database, entries: Mapping[str, Any], signed: Signed) -> bool:
    """Let what ended hold again and end what was new; whether that may join or part events."""
    head = {"at": time_column(signed.now), "by": text_column(signed.by)}
    later = "SELECT id FROM decisions WHERE act IN (SELECT value FROM json_each(?))"
    extended = [row["id"] for row in rows(db, later, (list_parameter(entries["numbers"]),))]
    touched = list(extended)
    for table in _HOLDING:
        ending: list[list[int | None]] = [[row, None] for row in entries["made"][table]]
        ending += [[row, None] for row in extended] if table == "decisions" else []
        ending += entries["revived"][table]
        for row, successor in ending:
            db.execute(_END[table], {**head, "id": row, "successor": successor})
        for row in entries["ended"][table]:
            db.execute(_REVIVE[table], {"id": row})
        for row, successor in entries["relinked"][table]:
            db.execute("UPDATE decisions SET superseded_by = ? WHERE id = ?", (successor, row))
        if table == "decisions":
            touched += [row for row, _ in ending if row is not None] + entries["ended"][table]
    db.execute(
        "UPDATE events SET let_out = 0 WHERE uid IN (SELECT value FROM json_each(?))",
        (list_parameter(entries["let_out"]),),
    )
    pairs = (
        "SELECT 1 FROM decisions WHERE other_uid <> '' AND id IN (SELECT value FROM json_each(?))"
    )
    return bool(rows(db, f"{pairs} LIMIT 1", (list_parameter(touched),)))
