"""Staff let through what the guard holds: a request that the next run honours.

Only what staff saw is let through. Where the pages have come to say something else by then, it is
held again, with what would change now. The functions run inside the caller's transaction.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from model import ConflictError, DecisionError
from store import holds
from store.columns import Row, json_column, text_column, time_column, time_value
from store.connection import rows, upsert
from store.guarding import Toll
from store.records import HeldEvent, Hold, HoldStage
from store.reviewing import acts
from store.reviewing.records import ActKind, Refusal, Signed
from store.reviewing.source_records import ReleaseRequest

_OF_OPEN_HOLDS = """
SELECT release_requests.* FROM release_requests JOIN holds ON holds.id = hold_id
WHERE holds.at IS NULL ORDER BY hold_id
"""


def version_of(hold: Hold) -> str:
    """Names what a hold would let through, so that nobody lets through what they did not see."""
    text = json_column(_seen(hold.altered, hold.withdrawn))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def load(db: Database) -> dict[int, ReleaseRequest]:
    """The requests that wait for a run, by the number of their hold."""
    return {row["hold_id"]: _request(db, row) for row in rows(db, _OF_OPEN_HOLDS)}


def request(db: Database, hold_id: int, version: str, signed: Signed) -> int:
    """Let through with the next run what is held; the act.

    `version` is that of the hold as it was shown. Raises ConflictError where something else is
    held by now, DecisionError where nothing is, or the same was asked for already.
    """
    hold = _open(db, hold_id)
    if version_of(hold) != version:
        raise ConflictError(
            f"of {hold.source_id} something else is held by now", code=Refusal.CHANGED
        )
    known = load(db).get(hold_id)
    if known is not None and known.fits:
        raise DecisionError(
            f"{known.by} has released {hold.source_id} already", code=Refusal.NOTHING
        )
    row: Row = {
        "hold_id": hold_id,
        "by": text_column(signed.by),
        "at": time_column(signed.now),
        "events": json_column(_seen(hold.altered, hold.withdrawn)),
    }
    with acts.recording(db, ActKind.RELEASE, signed) as deed:
        deed.keep("release_requests", hold_id)
        upsert(db, "release_requests", [row], "hold_id")
        _account(deed, hold)
    return deed.act


def account(db: Database, hold: Hold, signed: Signed) -> None:
    """Write the act of a release that was carried out at once: it cannot be undone."""
    with acts.recording(db, ActKind.RELEASE, signed) as deed:
        _account(deed, hold)


def _account(deed: acts.Deed, hold: Hold) -> None:
    """One line of the source, so that what is decided of the events does not rest on it."""
    told = (*hold.altered, *hold.withdrawn)
    before, after = (
        {
            e.uid: {"title": e.name, **{n: sides[side] for n, sides in e.fields.items()}}
            for e in told
        }
        for side in (0, 1)
    )
    deed.say("held", before, after, source_id=hold.source_id, subject=hold.source_id)


def permitted_by(db: Database, source_id: str, stage: HoldStage, toll: Toll) -> str:
    """Who let through all that a reading would do; "" where nobody did."""
    open_holds = [hold for hold in holds.load(db, source_id) if hold.stage is stage]
    known = load(db) if open_holds else {}
    for hold in open_holds:
        asked = known.get(hold.hold_id)
        if asked is not None and _covers(asked.seen, toll.altered, toll.withdrawn):
            return asked.by
    return ""


def _covers(
    seen: Mapping[str, str], altered: Iterable[HeldEvent], withdrawn: Iterable[HeldEvent]
) -> bool:
    """Whether all of these were seen by who asked, and come out the same."""
    return _seen(altered, withdrawn).items() <= seen.items()


def _seen(altered: Iterable[HeldEvent], withdrawn: Iterable[HeldEvent]) -> dict[str, str]:
    """What becomes of each event, as one text by its UID."""
    return {
        event.uid: json_column([turn, event.fields])
        for turn, events in (("change", altered), ("vanish", withdrawn))
        for event in events
    }


def _open(db: Database, hold_id: int) -> Hold:
    for hold in holds.load(db):
        if hold.hold_id == hold_id:
            return hold
    raise DecisionError("this is not held any more", code=Refusal.NOTHING)


def _request(db: Database, row: Row) -> ReleaseRequest:
    hold, seen = _open(db, row["hold_id"]), json.loads(row["events"])
    return ReleaseRequest(
        hold_id=row["hold_id"],
        by=row["by"],
        at=time_value(row["at"]),
        seen=seen,
        fits=_covers(seen, hold.altered, hold.withdrawn),
    )
