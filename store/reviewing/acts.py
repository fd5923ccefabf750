"""What persons did: one act with the lines of its account, in the transaction of the deed itself.

Both are only ever added to. An act keeps no names but that of who did it, so that this one place
can forget them.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from model import fold
from store.columns import Row, json_column, list_parameter, text_column, time_column
from store.connection import rows, upsert
from store.reviewing.records import ActKind, Signed

_KEYS = {"postponements": "event_uid", "pauses": "source_id", "release_requests": "hold_id"}
"""Tables whose rows an act may change and its undoing puts back, with their keys."""
_SIGNATURE = ("by", "at")
"""Columns that are those of who wrote a row last."""
_SEARCHED = 1000
"""Characters of a line that are searched."""


@dataclass(slots=True, kw_only=True)
class Deed:
    """An act in the making. `payload` is what undoing it needs, and holds no names of persons."""

    db: Database
    act: int
    kind: ActKind
    signed: Signed
    undoes: int | None = None
    payload: dict[str, Any] = field(default_factory=dict)
    _lines: dict[tuple[str, str, str, str], Row] = field(default_factory=dict)
    _kept: dict[tuple[str, str | int], Row | None] = field(default_factory=dict)

    def say(
        self,
        name: str,
        before: Any,
        after: Any,
        *,
        event_uid: str = "",
        source_id: str = "",
        subject: str = "",
    ) -> None:
        """Add a line to the account; a second one of the same field takes the place of the first.

        What is about no event and no source is about persons, and is not searched by its words.
        """
        said = (subject, self.signed.note, json_column(before), json_column(after))
        self._lines[event_uid, source_id, subject, name] = {
            "act": self.act,
            "event_uid": event_uid,
            "source_id": source_id,
            "subject": text_column(subject),
            "field": name,
            "before": json_column(before),
            "after": json_column(after),
            "search": fold(" ".join(said))[:_SEARCHED] if event_uid or source_id else "",
        }

    def keep(self, table: str, key: str | int) -> None:
        """Note how a row is before the deed changes it; undoing puts it back."""
        self._kept.setdefault((table, key), _read(self.db, table, key))

    def write(self) -> None:
        """Write the act and its account."""
        rows_kept = [
            [table, key, before, _read(self.db, table, key)]
            for (table, key), before in self._kept.items()
        ]
        payload = {**self.payload, "rows": rows_kept} if rows_kept else self.payload
        self.db.table("acts").insert(
            {
                "id": self.act,
                "kind": self.kind.value,
                "by": text_column(self.signed.by),
                "at": time_column(self.signed.now),
                "note": text_column(self.signed.note),
                "undoes": self.undoes,
                "payload": json_column(payload),
            }
        )
        upsert(self.db, "audit", self._lines.values())


@contextmanager
def recording(
    db: Database, kind: ActKind, signed: Signed, *, undoes: int | None = None
) -> Iterator[Deed]:
    """A block that does something; its end writes the act. What fails in it is not written."""
    (row,) = rows(db, "SELECT COALESCE(MAX(id), 0) + 1 AS n FROM acts")
    deed = Deed(db=db, act=int(row["n"]), kind=kind, signed=signed, undoes=undoes)
    yield deed
    deed.write()


def intact(db: Database, payload: Mapping[str, Any]) -> bool:
    """Whether the rows that an act changed are as it left them."""
    return all(_read(db, table, key) == after for table, key, _, after in payload.get("rows", ()))


def put_back(deed: Deed, payload: Mapping[str, Any]) -> None:
    """Put the rows that an act changed back as they were before it, signed anew."""
    for table, key, before, _ in payload.get("rows", ()):
        deed.keep(table, key)
        name = _KEYS[table]
        deed.db.execute(f"DELETE FROM {table} WHERE {name} = ?", (key,))  # noqa: S608 (ours)
        if before is not None:
            written = {"by": text_column(deed.signed.by), "at": time_column(deed.signed.now)}
            there = deed.db.table(table).columns_dict
            signature = {column: written[column] for column in _SIGNATURE if column in there}
            upsert(deed.db, table, [{**before, **signature}])


def _read(db: Database, table: str, key: str | int) -> Row | None:
    """A row without who wrote it last and when."""
    found = rows(db, f"SELECT * FROM {table} WHERE {_KEYS[table]} = ?", (key,))  # noqa: S608
    return {k: v for k, v in found[0].items() if k not in _SIGNATURE} if found else None


def chains(db: Database, numbers: Iterable[int]) -> dict[int, list[int]]:
    """Each of the acts with what undid it, what undid that, and so on."""
    found = {number: [number] for number in numbers}
    edge = {number: number for number in found}
    while edge:
        sql = "SELECT id, undoes FROM acts WHERE undoes IN (SELECT value FROM json_each(?))"
        known = rows(db, sql, (list_parameter(edge),))
        edge = {row["id"]: edge[row["undoes"]] for row in known}
        for number, root in edge.items():
            found[root].append(number)
    return found


def undone(db: Database, numbers: Iterable[int]) -> dict[int, int]:
    """Those of the acts that do not hold any more, with the act that took each back last.

    Undoing an undoing makes the first hold again.
    """
    found = chains(db, numbers)
    return {root: chain[-1] for root, chain in found.items() if len(chain) % 2 == 0}
