"""Sources that staff leave alone for a while: nothing is fetched of them, all else stays.

The functions run inside the caller's transaction; each deed is an act with its account.
"""

from sqlite_utils import Database

from model import DecisionError
from store.columns import Row, text_column, time_column, time_value
from store.connection import rows
from store.reviewing import acts
from store.reviewing.records import ActKind, Refusal, Signed
from store.reviewing.source_records import Pause


def load(db: Database) -> dict[str, Pause]:
    """The sources that are paused now."""
    found = rows(db, "SELECT * FROM pauses ORDER BY source_id")
    return {row["source_id"]: _pause(row) for row in found}


def pause(db: Database, source_id: str, signed: Signed) -> int:
    """Leave a source alone until `resume`; the act. Raises DecisionError where it is already."""
    known = load(db).get(source_id)
    if known is not None:
        raise DecisionError(f"{source_id} is paused already, by {known.by}", code=Refusal.NOTHING)
    with acts.recording(db, ActKind.PAUSE, signed) as deed:
        deed.keep("pauses", source_id)
        deed.say("paused", False, True, source_id=source_id, subject=source_id)
        db.table("pauses").insert(
            {
                "source_id": source_id,
                "by": text_column(signed.by),
                "at": time_column(signed.now),
                "note": text_column(signed.note),
            }
        )
    return deed.act


def resume(db: Database, source_id: str, signed: Signed) -> int:
    """Fetch a source again with the next run; the act. Raises DecisionError if it never stopped."""
    if source_id not in load(db):
        raise DecisionError(f"{source_id} is not paused", code=Refusal.NOTHING)
    with acts.recording(db, ActKind.RESUME, signed) as deed:
        deed.keep("pauses", source_id)
        deed.say("paused", True, False, source_id=source_id, subject=source_id)
        db.execute("DELETE FROM pauses WHERE source_id = ?", (source_id,))
    return deed.act


def _pause(row: Row) -> Pause:
    return Pause(
        source_id=row["source_id"], by=row["by"], at=time_value(row["at"]), note=row["note"]
    )
