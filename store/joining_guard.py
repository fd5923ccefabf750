"""The guard on joining: one source's events may not alter too many of another's by joining them.

A hacked source can copy the events of others and say that they are cancelled. Watched are events
that were there before the run; to blame is the source whose new or changed record is believed.
The functions run inside the caller's transaction.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlite_utils import Database

from model import BERLIN, Event
from model.schema_org import event_from_json
from store import holds, origins, runs
from store.columns import list_parameter, time_column
from store.connection import rows
from store.contradictions import contradictions
from store.guarding import Guard, Toll, coming_of, differences
from store.records import HeldEvent, Hold, HoldStage
from store.reviewing import releasing
from store.reviewing.records import Signed

_SOURCES = "SELECT uid, source_id FROM records WHERE uid IN (SELECT value FROM json_each(?))"
_EVENTS = """
SELECT uid, event, publish, end_day, created, origins FROM events
WHERE uid IN (SELECT value FROM json_each(?))
"""

_ORIGINS = {"addressLocality": "location"}
"""Under which name the origin of a contradicted field is kept, where that is another."""


class HeldApart(Exception):  # noqa: N818 (a way out of a transaction, no fault)
    """Ends a joining that is to be rolled back; `tolls` are those of the sources that caused it."""

    def __init__(self, tolls: Mapping[str, Toll]) -> None:
        super().__init__(", ".join(sorted(tolls)))
        self.tolls = tolls


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningGuard:
    """The guard of a joining, and the sources that `released_by` lets through."""

    guard: Guard = field(default_factory=Guard)
    released: Collection[str] = ()
    released_by: str = ""


JOINING = JoiningGuard()
"""The guard as it is without settings and without a release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Touched:
    """One event as it was: whose it is, and the sources that may be to blame."""

    event: Event
    target: str
    owners: frozenset[str]
    others: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """The coming published events that a joining touches, by UID; what is coming, by source."""

    touched: Mapping[str, _Touched]
    coming: Mapping[str, int]


def watched(
    db: Database,
    gate: JoiningGuard,
    waiting: Collection[str],
    present: Mapping[str, str],
    targets: Mapping[str, str],
    now: datetime,
) -> Watched:
    """What is touched where records go from their `present` events to their `targets`.

    A source that moves its own `waiting` record has nothing to complain of.
    """
    source = {row["uid"]: row["source_id"] for row in rows(db, _SOURCES, (_list(present),))}
    owners: dict[str, set[str]] = defaultdict(set)
    target: dict[str, str] = {}
    others: dict[str, set[str]] = defaultdict(set)
    for uid, event_uid in sorted(present.items()):
        if uid in waiting:
            others[targets[uid]].add(source[uid])
        if uid not in waiting or targets[uid] == event_uid:
            owners[event_uid].add(source[uid])
            target.setdefault(event_uid, targets[uid])
    near = {uid for uid in owners if target[uid] in others}
    began, day = _began(db, now), now.astimezone(BERLIN).date()
    touched = {}
    for row in rows(db, _EVENTS, (_list(near),)):
        uid = row["uid"]
        come = frozenset(others[target[uid]]).difference(gate.released)
        coming = row["publish"] and (row["end_day"] or "") >= day.isoformat()
        if come and coming and row["created"] < began:
            event = event_from_json(json.loads(row["event"]))
            touched[uid] = _Touched(
                event=event, target=target[uid], owners=frozenset(owners[uid]), others=come
            )
    victims = {name for one in touched.values() for name in one.owners}
    return Watched(touched=touched, coming={name: coming_of(db, name, day) for name in victims})


def check(db: Database, gate: JoiningGuard, before: Watched) -> None:
    """Raise HeldApart where a source's events have altered too many of another's."""
    targets = _list({one.target for one in before.touched.values()})
    after = {row["uid"]: row for row in rows(db, _EVENTS, (targets,))}
    affected: dict[tuple[str, str], list[HeldEvent]] = defaultdict(list)
    for uid, one in sorted(before.touched.items()):
        row = after[one.target]
        now = event_from_json(json.loads(row["event"]))
        stands = origins.value(row["origins"])
        told_by = {stands[name][0] for name in contradicted(one.event, now)}
        held = HeldEvent(uid=uid, name=one.event.name, fields=differences(one.event, now))
        for culprit in one.others & told_by:
            for victim in one.owners - {culprit}:
                affected[culprit, victim].append(held)
    too_many: dict[str, list[str]] = defaultdict(list)
    for (culprit, victim), events in sorted(affected.items()):
        if gate.guard.holds(len(events), before.coming[victim]):
            too_many[culprit].append(victim)
    tolls = {
        culprit: Toll(
            coming=sum(before.coming[victim] for victim in victims),
            altered=_unique(event for victim in victims for event in affected[culprit, victim]),
        )
        for culprit, victims in too_many.items()
    }
    tolls = {
        culprit: toll
        for culprit, toll in tolls.items()
        if not releasing.permitted_by(db, culprit, HoldStage.JOINING, toll)
    }
    if tolls:
        raise HeldApart(tolls)


def note(
    db: Database, gate: JoiningGuard, tolls: Mapping[str, Toll], now: datetime
) -> tuple[Hold, ...]:
    """Write what is held, each as a problem of its source, and end the holds that are not any more.

    Returns both.
    """
    stage = HoldStage.JOINING
    before = {hold.source_id: hold for hold in holds.load(db) if hold.stage is stage}
    asked = releasing.load(db)
    found = []
    for source_id in sorted(before.keys() - tolls.keys()):
        request = asked.get(before[source_id].hold_id)
        by = gate.released_by if source_id in gate.released else request.by if request else ""
        found.append(holds.lift(db, source_id, stage, None, now, by))
        if source_id in gate.released:
            releasing.account(db, before[source_id], Signed(by=by, now=now))
    for source_id, toll in sorted(tolls.items()):
        run_id = _run(db)
        hold = holds.hold(db, source_id, stage, run_id, toll, now)
        runs.save_health(db, run_id, source_id, {}, [holds.problem_of(hold)])
        found.append(hold)
    return tuple(hold for hold in found if hold is not None)


def _unique(events: Iterable[HeldEvent]) -> tuple[HeldEvent, ...]:
    """An event of two of the sources is one."""
    return tuple({event.uid: event for event in events}.values())


def _run(db: Database) -> int:
    """The run at work."""
    return runs.last_runs(db, 1)[0].run_id


def _began(db: Database, now: datetime) -> str:
    """When the run at work began, as the column has it."""
    last = runs.last_runs(db, 1)
    return time_column(last[0].started_at if last else now)


def contradicted(before: Event, after: Event) -> set[str]:
    """What readers would be told otherwise of day, hour, end, town and status, by its origin.

    A better name or house is what joining is for.
    """
    found = {_ORIGINS.get(name, name) for name in contradictions(before, after)}
    return found | ({"eventStatus"} if before.status is not after.status else set())


def _list(values: Collection[str]) -> str:
    return list_parameter(sorted(values))
