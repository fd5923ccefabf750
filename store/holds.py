"""What the guard holds, as rows: one for each source and stage until it is released or lifted.

The functions that write run inside the caller's transaction.
"""

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import Problem, ProblemKind, Severity
from store.columns import Row, json_column, time_column, time_value
from store.connection import rows
from store.guarding import Toll
from store.records import HeldEvent, Hold, HoldStage

_HELD = {
    HoldStage.READING: "all that was read of it is held, its last good state stays published",
    HoldStage.JOINING: "its events are held apart from theirs, which stay as they are",
}


def problem_of(hold: Hold) -> Problem:
    """A hold as the problem of its source."""
    return Problem(
        kind=ProblemKind.HELD,
        severity=Severity.ERROR,
        message=(
            f"{hold.words}: {_HELD[hold.stage]}; regioradar held shows what would change, "
            f"regioradar release {hold.source_id} lets it through"
        ),
    )


def hold(
    db: Database, source_id: str, stage: HoldStage, run_id: int, toll: Toll, now: datetime
) -> Hold:
    """Note that a run was held; one hold goes on until it is lifted."""
    known = _open(db, source_id, stage)
    row = {
        "source_id": source_id,
        "stage": stage.value,
        "run_id": run_id,
        "since": known["since"] if known else time_column(now),
        **_figures(toll),
    }
    if known:
        db.table("holds").update(known["id"], row)
        number = known["id"]
    else:
        number = db.table("holds").insert(row).last_pk
    return _hold({**row, "id": number, "at": None, "by": ""})


def lift(
    db: Database, source_id: str, stage: HoldStage, toll: Toll | None, now: datetime, by: str
) -> Hold | None:
    """End the source's hold, if there is one: `by` a person; "": the site is well again.

    `toll` is what the person let through, where that is known better than what was held.
    """
    known = _open(db, source_id, stage)
    if known is None:
        return None
    ended = {"at": time_column(now), "by": by, **(_figures(toll) if by and toll else {})}
    db.table("holds").update(known["id"], ended)
    db.execute("DELETE FROM release_requests WHERE hold_id = ?", (known["id"],))
    return _hold({**known, **ended})


def load(db: Database, source_id: str | None = None) -> tuple[Hold, ...]:
    """The holds that last, by source: of all sources or of one."""
    sql = (
        "SELECT * FROM holds WHERE at IS NULL AND (:source IS NULL OR source_id = :source) "
        "ORDER BY source_id, stage DESC"
    )
    return tuple(_hold(row) for row in rows(db, sql, {"source": source_id}))


def _open(db: Database, source_id: str, stage: HoldStage) -> Row | None:
    sql = "SELECT * FROM holds WHERE source_id = ? AND stage = ? AND at IS NULL"
    found = rows(db, sql, (source_id, stage.value))
    return found[0] if found else None


def _figures(toll: Toll) -> Row:
    return {
        "coming": toll.coming,
        "altered": json_column([_held_json(event) for event in toll.altered]),
        "withdrawn": json_column([_held_json(event) for event in toll.withdrawn]),
    }


def _held_json(event: HeldEvent) -> dict[str, Any]:
    return {"uid": event.uid, "name": event.name, "fields": dict(event.fields)}


def _held(column: str) -> tuple[HeldEvent, ...]:
    return tuple(
        HeldEvent(
            uid=data["uid"],
            name=data["name"],
            fields={name: (old, new) for name, (old, new) in data["fields"].items()},
        )
        for data in json.loads(column)
    )


def _hold(row: Row) -> Hold:
    return Hold(
        hold_id=row["id"],
        source_id=row["source_id"],
        stage=HoldStage(row["stage"]),
        run_id=row["run_id"],
        since=time_value(row["since"]),
        coming=row["coming"],
        altered=_held(row["altered"]),
        withdrawn=_held(row["withdrawn"]),
        released_at=time_value(row["at"]) if row["at"] else None,
        released_by=row["by"],
    )
