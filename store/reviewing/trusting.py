"""Works out which sources are trusted, and lets through what no longer has to wait.

Once a run and not with each act of a person: a source whose last judgement is undone must not
move hundreds of events to and fro. The functions run inside the caller's transaction.
"""

from datetime import datetime

from sqlite_utils import Database

from store import events
from store.columns import Row, time_column
from store.connection import rows, upsert
from store.reviewing import precision, trust
from store.reviewing.items import mark_stale_of_sources
from store.reviewing.measures import Precision, Trust, TrustRules, TrustState, Undecided

_AT_FIRST = TrustState.UNDECIDED
_WAITING = f"""
SELECT uid FROM events WHERE merged_into IS NULL AND publish = 0
AND json_extract(event, '$.reasons[0]') LIKE '{trust.WAITS}%'
"""  # noqa: S608 (text of ours)


def refresh(db: Database, rules: TrustRules, now: datetime) -> tuple[Trust, ...]:
    """Judge all sources by these rules; those whose state turned, by source.

    What waited and need not any more is published.
    """
    before = trust.standing(db)
    _save_rules(db, rules, now)
    known = {row["source_id"]: row for row in rows(db, "SELECT * FROM trust")}
    unknown_since = trust.standing(db).unknown_since
    found = {p.source_id: p for p in precision.load(db) if p.field == precision.EVENT}
    for source_id in known.keys() - found.keys():
        found[source_id] = trust.precision(source_id, precision.EVENT, 0, 0)
    written = [
        _row(figure, rules, known.get(figure.source_id), unknown_since, now)
        for figure in found.values()
    ]
    upsert(db, "trust", [row for row in written if row != known.get(row["source_id"])], "source_id")
    after = trust.standing(db)
    turned = {
        s for s, state in after.states.items() if before.states.get(s, _AT_FIRST) is not state
    }
    if turned:
        mark_stale_of_sources(db, turned)
    if after != before:
        events.rebuild(db, [row["uid"] for row in rows(db, _WAITING)], now)
    return tuple(one for one in trust.load(db) if one.source_id in turned)


def _save_rules(db: Database, rules: TrustRules, now: datetime) -> None:
    """A sample of another size draws other events: all items are worked out anew."""
    known = rows(db, "SELECT * FROM trust_rules WHERE id = 1")
    since = known[0]["held_since"] if known else None
    holds = rules.undecided is Undecided.HOLD
    if trust.rules_of(db).sample != rules.sample:
        db.execute("UPDATE review_items SET stale = 1")
    row: Row = {
        "id": 1,
        "bar": rules.bar,
        "undecided": rules.undecided.value,
        "sample": rules.sample,
        "held_since": (since or time_column(now)) if holds else None,
    }
    upsert(db, "trust_rules", [row], "id")


def _row(
    figure: Precision,
    rules: TrustRules,
    known: Row | None,
    unknown_since: str | None,
    now: datetime,
) -> Row:
    """The row of a source; its times are those of the turn, which later runs leave alone."""
    state = trust.judged_by(figure, rules.bar)
    moment = time_column(now)
    same = known is not None and known["state"] == state.value
    waits = state is TrustState.DISTRUSTED or (
        state is TrustState.UNDECIDED and rules.undecided is Undecided.HOLD
    )
    since = known["held_since"] if known else unknown_since
    return {
        "source_id": figure.source_id,
        "state": state.value,
        "since": known["since"] if known is not None and same else moment,
        "right": figure.right,
        "judged": figure.judged,
        "held_since": (since or moment) if waits else None,
    }
