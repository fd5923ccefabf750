"""Joining what several sources tell of one event, after each of them has been read.

Only records that are new or changed are compared, and only with those that they may be one event
with (`store.blocking`). What was joined once stays joined while nothing forbids it: a day that one
page corrects first is a conflict to show, not a second event. The functions that write run inside
the caller's transaction.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations
from typing import Any, Protocol

from sqlite_utils import Database

from model import ChangeKind, Comparison, Decision, Subject
from store import decisions, events, history, joining_guard, sequences
from store.blocking import candidates
from store.clustering import Link, Pair, assign_uids, clusters
from store.columns import Row, json_column, list_parameter, time_column
from store.connection import rows, upsert
from store.decisions import DecisionKind
from store.guarding import Toll
from store.joining_guard import HeldApart, JoiningGuard
from store.mentions import event_of
from store.records import Hold
from store.reviewing.items import mark_stale_of_records

SAME_PAGE = "one page tells of both"
"""The veto between two records that stand side by side."""
_NEW = 2
"""A record that waits for its first comparison."""
_RECORDS = "SELECT * FROM records WHERE uid IN (SELECT value FROM json_each(?))"
_WAITING = "SELECT uid, source_id FROM records WHERE unmatched > 0"
_PAGES = (
    "SELECT record_uid, source_id, page_url FROM mentions WHERE missing_since IS NULL "
    "AND record_uid IN (SELECT value FROM json_each(?))"
)
_PAIRS = (
    "SELECT * FROM pairs WHERE a IN (SELECT value FROM json_each(:uids)) "
    "UNION SELECT * FROM pairs WHERE b IN (SELECT value FROM json_each(:uids))"
)
_OF_EVENTS = "SELECT uid FROM records WHERE event_uid IN (SELECT value FROM json_each(?))"


class Matcher(Protocol):
    """Compares two subjects; what `sketch` makes of one is used for all its comparisons."""

    def sketch(self, subject: Subject) -> Any:
        """All that the comparison needs of a subject."""

    def compare(self, a: Any, b: Any) -> Comparison:
        """What is said of two sketches, the same in either order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    """What came of it: pairs compared, events joined to others, taken apart, pairs to ask about.

    `holds` are of the sources whose events are held apart, and those that ended with this call.
    """

    compared: int = 0
    merged: int = 0
    split: int = 0
    asked: int = 0
    holds: tuple[Hold, ...] = ()


@dataclass(slots=True)
class _Bench:
    """Subjects and comparisons of one call, each made once.

    `held` records are not compared; without a `gate` nothing is guarded.
    """

    db: Database
    matcher: Matcher
    held: set[str] = field(default_factory=set)
    gate: JoiningGuard | None = None
    subjects: dict[str, Subject] = field(default_factory=dict)
    _sketches: dict[str, Any] = field(default_factory=dict)
    _done: dict[Pair, Comparison] = field(default_factory=dict)

    @property
    def compared(self) -> int:
        return len(self._done)

    def load(self, uids: set[str]) -> None:
        """Fetch the subjects that are not here yet."""
        parameter = (list_parameter(uids - self.subjects.keys()),)
        pages: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in rows(self.db, _PAGES, parameter):
            pages[row["record_uid"]].add((row["source_id"], row["page_url"]))
        for row in rows(self.db, _RECORDS, parameter):
            self.subjects[row["uid"]] = Subject(
                event=event_of(row["event"]),
                source_id=row["source_id"],
                page_urls=tuple(sorted(url for _, url in pages[row["uid"]])),
            )

    def compare(self, pair: Pair) -> Comparison:
        """The comparison of two loaded subjects; side by side on one page they are two."""
        known = self._done.get(pair)
        if known is None:
            known = self.matcher.compare(*(self._sketch(uid) for uid in pair))
            one, other = (self.subjects[uid] for uid in pair)
            if one.source_id == other.source_id and set(one.page_urls) & set(other.page_urls):
                decision = Decision.RELATED if known.score else Decision.APART
                known = replace(known, decision=decision, veto=known.veto or SAME_PAGE)
            self._done[pair] = known
        return known

    def _sketch(self, uid: str) -> Any:
        if uid not in self._sketches:
            self._sketches[uid] = self.matcher.sketch(self.subjects[uid])
        return self._sketches[uid]


def consolidate(db: Database, matcher: Matcher, now: datetime, gate: JoiningGuard) -> Consolidated:
    """Compare the records that wait for it, and join or part events as it comes out.

    Those of a source that would contradict too many events of another go on waiting.
    """
    tolls: dict[str, Toll] = {}
    while True:
        unmatched = rows(db, _WAITING)
        held = {row["uid"] for row in unmatched if row["source_id"] in tolls}
        waiting = {row["uid"] for row in unmatched} - held
        try:
            with db.atomic():
                bench = _Bench(db, matcher, held=held, gate=gate)
                done = _join(bench, waiting, now) if waiting else Consolidated()
        except HeldApart as found:
            tolls.update(found.tolls)
        else:
            return replace(done, holds=joining_guard.note(db, gate, tolls, now))


def _join(bench: _Bench, waiting: set[str], now: datetime) -> Consolidated:
    """Raises HeldApart where the guard is against it."""
    asked = _compare(bench, waiting, now)
    merged, split = _regroup(bench, waiting, now, "")
    bench.db.execute(
        "UPDATE records SET unmatched = 0 WHERE uid IN (SELECT value FROM json_each(?))",
        (list_parameter(waiting),),
    )
    return Consolidated(compared=bench.compared, merged=merged, split=split, asked=asked)


def regroup(db: Database, matcher: Matcher, record_uids: set[str], now: datetime, by: str) -> None:
    """Join or part the events of these records after staff (`by`) said something of them."""
    _regroup(_Bench(db, matcher), record_uids, now, by)


def _compare(bench: _Bench, waiting: set[str], now: datetime) -> int:
    """Write what is said of the waiting records and those near them; how many are to be asked."""
    known = {
        (row["a"], row["b"]): row
        for row in rows(bench.db, _PAIRS, {"uids": list_parameter(waiting)})
    }
    pairs = candidates(bench.db, waiting) | known.keys()
    bench.load({uid for pair in pairs for uid in pair})
    written: list[Row] = []
    dropped: list[Pair] = []
    asked = 0
    for pair in sorted(pair for pair in pairs if bench.held.isdisjoint(pair)):
        row = _pair_row(pair, bench.compare(pair), known.get(pair), now)
        if row["decision"] == Decision.APART.value:
            dropped += [pair] if pair in known else []
        elif known.get(pair) != row:
            written.append(row)
            asked += row["decision"] == Decision.ASK.value
    bench.db.conn.executemany("DELETE FROM pairs WHERE a = ? AND b = ?", dropped)
    upsert(bench.db, "pairs", written, "a", "b")
    asks = [row for row in (*known.values(), *written) if row["decision"] == Decision.ASK.value]
    mark_stale_of_records(bench.db, {row[side] for row in asks for side in ("a", "b")})
    return asked


def _pair_row(pair: Pair, said: Comparison, known: Row | None, now: datetime) -> Row:
    """The row of a pair; its time is that of the decision, which a merge outlives."""
    decision, features = said.decision, dict(said.features)
    merged = known is not None and known["decision"] == Decision.MERGE.value
    if merged and decision is not Decision.MERGE and not said.veto:
        decision, features = Decision.MERGE, {**features, "remembered": True}
    if said.veto:
        features["veto"] = said.veto
    same = known is not None and known["decision"] == decision.value
    return {
        "a": pair[0],
        "b": pair[1],
        "score": round(said.score, 4),
        "decision": decision.value,
        "features": json_column(features),
        "at": known["at"] if known is not None and same else time_column(now),
    }


def _regroup(bench: _Bench, waiting: set[str], now: datetime, by: str) -> tuple[int, int]:
    """Group the records that hang together with the waiting ones; (joined, taken apart) events."""
    db = bench.db
    group, pairs = _component(db, waiting)
    bench.load(group)
    said = decisions.pairs_of(db, group)
    links = [
        Link(pair=pair, score=row["score"])
        for pair, row in pairs.items()
        if row["decision"] == Decision.MERGE.value and said.get(pair) is not DecisionKind.APART
    ]
    same = [
        Link(pair=pair, score=bench.compare(pair).score, by_staff=True)
        for pair, kind in said.items()
        if kind is DecisionKind.SAME and group.issuperset(pair)
    ]
    apart = [pair for pair, kind in said.items() if kind is DecisionKind.APART]
    by_staff = clusters(group, same, apart)
    apart += _vetoes(bench, clusters(group, [*links, *same], ()), by_staff)
    groups = clusters(group, [*links, *same], apart)
    return _settle(bench, groups, waiting, now, by)


def _component(db: Database, waiting: set[str]) -> tuple[set[str], dict[Pair, Row]]:
    """All records that links lead to from the waiting ones, with the pairs among them."""
    group: set[str] = set()
    pairs: dict[Pair, Row] = {}
    edge = set(waiting)
    while edge:
        group |= edge
        found = rows(db, _PAIRS, {"uids": list_parameter(edge)})
        pairs |= {(row["a"], row["b"]): row for row in found}
        reached = {
            uid
            for row in found
            if row["decision"] == Decision.MERGE.value
            for uid in (row["a"], row["b"])
        }
        said = decisions.pairs_of(db, edge)
        reached |= {u for pair, kind in said.items() if kind is DecisionKind.SAME for u in pair}
        present = {row["event_uid"] for row in rows(db, _RECORDS, (list_parameter(edge),))}
        reached |= {row["uid"] for row in rows(db, _OF_EVENTS, (list_parameter(present),))}
        edge = reached - group
    return group, pairs


def _vetoes(
    bench: _Bench, components: Iterable[frozenset[str]], by_staff: Iterable[frozenset[str]]
) -> list[Pair]:
    """The pairs that can never be one, among records that links could bring together.

    What staff say is one is: by one word, or by several that hang together.
    """
    home = {uid: group for group in by_staff for uid in group}
    return [
        (one, other)
        for component in components
        for one, other in combinations(sorted(component), 2)
        if home[one] is not home[other] and bench.compare((one, other)).veto
    ]


def _settle(
    bench: _Bench, groups: Iterable[frozenset[str]], waiting: set[str], now: datetime, by: str
) -> tuple[int, int]:
    """Give each group its event, and build the events whose records have changed."""
    db, gate, groups = bench.db, bench.gate, list(groups)
    uids = {uid for group in groups for uid in group}
    known = rows(db, _RECORDS, (list_parameter(uids),))
    present = {row["uid"]: row["event_uid"] for row in known}
    created = events.created(db, {*present.values(), *uids})
    targets = {
        record: uid
        for group, uid in assign_uids(groups, present, created).items()
        for record in group
    }
    moved = {uid: event for uid, event in targets.items() if present[uid] != event}
    if not moved:
        return 0, 0
    watched = joining_guard.watched(db, gate, waiting, present, targets, now) if gate else None
    left = {present[uid] for uid in moved} - set(targets.values())
    new = set(targets.values()) - set(present.values())
    db.conn.executemany(
        "UPDATE records SET event_uid = ? WHERE uid = ?",
        [(event, uid) for uid, event in sorted(moved.items())],
    )
    events.point(db, uids)
    decisions.extend(db, groups, {row["uid"] for row in known if row["unmatched"] == _NEW})
    touched = {present[uid] for uid in moved} | set(moved.values())
    events.rebuild(db, touched - left, now, by)
    events.retire(db, {uid: targets[uid] for uid in left}, now, by)
    parents = {event: present[uid] for uid, event in moved.items() if event in new}
    history.save(
        db,
        [
            history.turn(parent, ChangeKind.SPLIT, child, sequences.sequence(db, parent), now, by)
            for child, parent in sorted(parents.items())
        ],
    )
    if gate is not None and watched is not None:
        joining_guard.check(db, gate, watched)
    return len(left), len(new)
