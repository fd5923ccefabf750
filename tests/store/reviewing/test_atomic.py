"""A deed is done whole or not at all, whatever fails in it, and by one of two who try at once."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from model import ConflictError, DecisionError, Event, StoreError
from store import RejectReason, Store

ONE, TWO = "Regionalkonferenz 2026", "Tag der Ideen"
STEP = timedelta(minutes=1)
_DEEDS: dict[str, Callable[[Any], Any]] = {
    "approve": lambda o: o.do("approve", o.one),
    "correct": lambda o: o.do("correct", o.one, {"name": "Konferenz"}),
    "reject": lambda o: o.do("reject", o.one, RejectReason.REPORT),
    "postpone": lambda o: o.do("postpone", o.one, date(2026, 2, 2)),
    "approve_many": lambda o: o.approve_many(o.one, o.two),
    "merge": lambda o: o.pair("merge", o.one, o.two, chosen={"name": "Beides"}),
    "keep_apart": lambda o: o.pair("keep_apart", o.one, o.two),
    "undo": lambda o: o.undo(o.before.act),
    "withdraw": lambda o: o.scene.decide("withdraw", o.before.decision_id),
}

Make = Callable[..., Event]


@pytest.fixture
def two(pages: Any, event: Make) -> Any:
    """Two events, one of which was approved, then corrected."""
    office = pages(event(ONE))
    pages(event(TWO), source="netz")
    office.one, office.two = office.uid(ONE), office.uid(TWO)
    office.do("postpone", office.two, date(2026, 3, 1))
    office.before = office.do("correct", office.one, {"description": "Mehr"})
    return office


@contextmanager
def failing_at(db: Any, write: int) -> Iterator[list[str]]:
    """A file whose n-th write fails, as a full disk would; the writes that were tried."""
    tried: list[str] = []

    def authorize(action: int, table: str | None, *_: Any) -> int:
        if action in (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE):
            tried.append(str(table))
            return sqlite3.SQLITE_DENY if len(tried) == write else sqlite3.SQLITE_OK
        return sqlite3.SQLITE_OK

    db.conn.set_authorizer(authorize)
    try:
        yield tried
    finally:
        db.conn.set_authorizer(None)


@pytest.mark.parametrize("deed", _DEEDS, ids=str)
def test_a_deed_that_fails_anywhere_leaves_nothing(two: Any, deed: str) -> None:
    db = two.scene.store._connection.db
    held, account = two.state(), two.scene.rows("SELECT * FROM audit")
    whole = two.scene.dump()
    write = 0
    while True:
        write += 1
        with failing_at(db, write) as tried:
            try:
                done = _DEEDS[deed](two)
            except (StoreError, sqlite3.DatabaseError):
                done = None
        if len(tried) < write:
            break
        assert done is None
        assert two.state() == held
        assert two.scene.dump() == whole
        assert two.scene.rows("SELECT * FROM audit") == account
    assert done is not None
    assert write > 5
    assert two.state() != held
    assert two.scene.rows("SELECT * FROM acts WHERE id = ?", done.act)


def _at_once(path: Path, deeds: list[Callable[[Store], Any]]) -> list[Any]:
    """What came of deeds that start together, each in a thread with a store of its own."""
    gate = threading.Barrier(len(deeds))
    results: list[Any] = [None] * len(deeds)

    def play(number: int) -> None:
        with Store.open(path, timeout=10) as store:
            gate.wait()
            try:
                results[number] = deeds[number](store)
            except DecisionError as error:
                results[number] = error

    threads = [threading.Thread(target=play, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_who_decide_at_once_one_is_told_that_it_changed(two: Any) -> None:
    version, now = two.version(two.one), two.scene.now + STEP
    results = _at_once(
        two.scene.path,
        [
            lambda store: store.desk.approve(two.one, version, by="Paula", now=now),
            lambda store: store.desk.reject(
                two.one, version, RejectReason.NO_EVENT, by="Max", now=now
            ),
            lambda store: store.desk.correct(
                two.one, version, {"name": "Drittes"}, by="Nina", now=now
            ),
        ],
    )
    assert sorted(isinstance(each, ConflictError) for each in results) == [False, True, True]
    latest = two.desk.acts()[0]
    (winner,) = [each for each in results if not isinstance(each, ConflictError)]
    assert latest.act == winner.act
    assert len(two.desk.acts()) == 3
    assert latest.by == ("Paula", "Max", "Nina")[results.index(winner)]


def test_two_who_undo_the_same_at_once_undo_it_once(two: Any) -> None:
    now, matcher = two.scene.now + STEP, two.scene.matcher
    undo = [
        lambda store, by=by: store.desk.undo(two.before.act, matcher, by=by, now=now)
        for by in ("Paula", "Max")
    ]
    results = _at_once(two.scene.path, undo)
    assert sorted(isinstance(each, DecisionError) for each in results) == [False, True]
    assert len(two.scene.rows("SELECT * FROM acts WHERE undoes = ?", two.before.act)) == 1


def test_many_who_decide_of_different_events_all_succeed(pages: Any, event: Make) -> None:
    names = [f"Forum {letter}" for letter in "ABCDEFGH"]
    office = pages(*(event(name, date(2026, 4, n), town=name) for n, name in enumerate(names, 1)))
    seen = [(office.uid(name), office.version(office.uid(name))) for name in names]
    now = office.scene.now + STEP

    def approve(uid: str, version: str) -> Callable[[Store], Any]:
        return lambda store: store.desk.approve(uid, version, by="Paula", now=now)

    results = _at_once(office.scene.path, [approve(*each) for each in seen])
    assert sorted(done.act for done in results) == list(range(1, 9))
    assert {act.event_uids for act in office.desk.acts()} == {(uid,) for uid, _ in seen}


def test_a_locked_file_is_said_to_be_locked_and_nothing_is_lost(two: Any) -> None:
    version, now = two.version(two.one), two.scene.now + STEP
    with Store.open(two.scene.path, timeout=0.05) as other:
        two.scene.store._connection.db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            other.desk.approve(two.one, version, by="Max", now=now)
        two.scene.store._connection.db.rollback()
        assert other.desk.approve(two.one, version, by="Max", now=now).act == 3
