"""Rows of page versions, visits, problems, figures of runs and names of staff go in their time."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from model import (
    Extraction,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
)
from store import (
    ActKind,
    AuditFilter,
    HoldStage,
    PrunedKind,
    Retention,
    Role,
    Signed,
    events,
    holds,
)
from store.columns import time_column
from store.guarding import Toll
from store.retention import FORMER_STAFF
from store.reviewing import acts

ONE = "https://region.localhost/eins"
TWO = "https://region.localhost/zwei"
LIST = "https://region.localhost/termine"
OTHER = Extraction(page_kind=PageKind.OTHER)
ROWS = Retention(
    bodies_without_event=30, bodies_with_event=365, addresses=400, problems=400, runs=400
)


def other_words(text: str) -> Extraction:
    """A page without an event; what the scene makes its body of."""
    return Extraction(page_kind=PageKind.OTHER, headline=text)


def test_rows_of_versions_go_where_nothing_refers_to_them(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    for number in range(3):
        scene.run({ONE: told(event()), TWO: other_words(str(number))})
    scene.run({ONE: OTHER})  # the event is gone from it; its mention names the version before
    late = date(2028, 3, 1)
    gone = scene.prune(late, ROWS)
    assert gone[PrunedKind.VERSIONS] == 4
    (left,) = scene.store.pages(versions=True)
    assert (left.url, left.current, left.has_body) == (ONE, False, False)
    assert [row["hash"] for row in scene.rows("SELECT hash FROM bodies")] == [left.body_hash]
    assert len(scene.store.events()) == 1
    assert scene.rows("PRAGMA foreign_key_check") == []


def test_the_last_list_that_a_page_gave_stays_for_comparing(scene: Any) -> None:
    scene.run({LIST: other_words("a"), TWO: other_words("b")})
    scene.run({LIST: other_words("c")})
    lists = '[{"selector":"li","entries":3,"sample":[]}]'
    db = scene.store._connection.db
    with db.atomic():
        db.execute("UPDATE pages SET lists = ? WHERE url = ?", (lists, LIST))
    assert scene.prune(date(2028, 3, 1), ROWS)[PrunedKind.VERSIONS] == 2
    assert scene.store.good_lists("region", LIST).page_id == 3


def test_visits_problems_and_figures_of_runs_go_to_the_day(scene: Any) -> None:
    broken = Problem(kind=ProblemKind.EMPTY, message="leer", severity=Severity.ERROR)
    scene.run({ONE: Extraction(page_kind=PageKind.OTHER, problems=(broken,))})
    scene.store.finish_run(1, scene.now, 1, {"problems": ["leer"]})
    last = scene.now.date() + timedelta(days=400)
    assert scene.prune(last, ROWS) == {PrunedKind.BODIES: 1}
    assert scene.prune(last + timedelta(days=1), ROWS) == {
        PrunedKind.VERSIONS: 1,
        PrunedKind.VISITS: 1,
        PrunedKind.PROBLEMS: 1,
        PrunedKind.SUMMARIES: 1,
        PrunedKind.FIGURES: 1,
    }
    (run,) = scene.store.runs()
    assert (run.exit_code, run.summary) == (1, {})
    scene.run({ONE: OTHER})
    assert len(scene.store.history("region", 5)) == 1


NAMES = Retention(staff_names=730)


def test_the_name_of_who_decided_goes_and_the_decision_stays(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    scene.run({ONE: told(event())})
    (uid,) = (stored.uid for stored in scene.store.events())
    by, now = "Erika Beispiel", scene.now
    staff = scene.store.staff
    staff.correct(uid, {"name": "Tagung"}, by=by, now=now)
    staff.correct(uid, {"name": "Neue Tagung"}, by=by, now=now)
    staff.approve(uid, by=by, now=now, note="gut")
    staff.correct(uid, {"description": "Kurz"}, by="Neu im Haus", now=now + timedelta(days=60))
    before = scene.store.events()
    assert [correction.by for correction in before[0].corrections] == [by, "Neu im Haus"]
    history = scene.store.changes()
    last = now.date() + timedelta(days=730)
    assert scene.prune(last, NAMES) == {}
    assert scene.prune(last + timedelta(days=1), NAMES)[PrunedKind.NAMES] > 5
    assert scene.prune(last + timedelta(days=1), NAMES) == {}
    assert not any(by in line for line in scene.store._connection.db.iterdump())
    assert by.encode() not in scene.path.read_bytes()
    (after,) = scene.store.events()
    first, second = before[0].corrections
    assert after == replace(before[0], corrections=(replace(first, by=FORMER_STAFF), second))
    named = [replace(turn, by=FORMER_STAFF) if turn.by == by else turn for turn in history]
    assert list(scene.store.changes()) == named != list(history)
    (decided,) = scene.rows("SELECT * FROM decisions")
    assert (decided["kind"], decided["note"], decided["by"]) == ("approve", "gut", FORMER_STAFF)
    # A rebuilt event says the same, and is no new revision.
    with scene.store._connection.writing() as db:
        events.rebuild(db, {uid}, now + timedelta(days=800))
    assert scene.store.events() == (after,)


def test_acts_forget_who_did_them_and_can_be_undone_still(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    scene.run({ONE: told(event())})
    uid, by, now = scene.only.uid, "Erika Beispiel", scene.now
    desk = scene.store.desk
    signed = Signed(by=by, now=now)

    def version() -> str:
        return str(desk.sheet(uid, now.date()).item.version)

    desk.postpone(uid, version(), now.date() + timedelta(days=9), by=by, now=now)
    done = desk.correct(uid, version(), {"name": "Tagung"}, by=by, now=now)
    undoing = desk.undo(done.act, scene.matcher, by=by, now=now)
    desk.claim(uid, by=by, now=now)
    with scene.store._connection.writing() as db:
        with acts.recording(db, ActKind.USER, signed) as user:
            user.say("role", "lesen", "pruefen", subject=by)
        with acts.recording(db, ActKind.PAUSE, signed) as pause:
            pause.keep("pauses", "region")
            pause.say("paused", False, True, source_id="region", subject="Region")
            at = time_column(now)
            db.table("pauses").insert({"source_id": "region", "by": by, "at": at, "note": ""})
    account = desk.audit(AuditFilter())
    last = now.date() + timedelta(days=730)
    assert scene.prune(last, NAMES) == {}
    assert scene.prune(last + timedelta(days=1), NAMES)[PrunedKind.NAMES] > 5
    assert scene.prune(last + timedelta(days=1), NAMES) == {}
    assert not any(by in line for line in scene.store._connection.db.iterdump())
    assert desk.audit(AuditFilter()) == tuple(
        replace(
            line,
            by=FORMER_STAFF,
            subject=FORMER_STAFF if line.kind is ActKind.USER else line.subject,
        )
        for line in account
    )
    desk.undo(undoing.act, scene.matcher, by="Neu im Haus", now=now + timedelta(days=800))
    assert scene.only.event.name == "Tagung"


def test_a_login_that_is_over_leaves_no_name_of_a_browser(scene: Any) -> None:
    """Nobody may log in ever again: it goes with the runs, whatever else is kept for ever."""
    now, accounts = scene.now, scene.store.accounts
    accounts.add("Erika", Role.CHECK, password="p", by="Erika", now=now)  # noqa: S106
    for token, days in (("over", 1), ("lasts", 9)):
        accounts.start_session(
            "Erika", token, now=now, expires=now + timedelta(days=days), agent="Firefox"
        )
    later = now.date() + timedelta(days=2)
    assert scene.prune(later, Retention())[PrunedKind.NAMES] == 1
    assert [row["token"] for row in scene.rows("SELECT token FROM sessions")] == ["lasts"]
    assert scene.prune(later, Retention()) == {}


def test_a_hold_goes_when_it_has_ended_long_ago(scene: Any) -> None:
    scene.run({ONE: OTHER})
    toll, ended = Toll(coming=7), scene.now + timedelta(days=10)
    with scene.store._connection.writing() as db:
        for source in ("region", "stadt"):
            holds.hold(db, source, HoldStage.READING, 1, toll, scene.now)
        holds.lift(db, "region", HoldStage.READING, toll, ended, "Erika Beispiel")
    last = ended.date() + timedelta(days=400)
    assert PrunedKind.HOLDS not in scene.prune(last, ROWS)
    assert scene.prune(last + timedelta(days=1), ROWS) == {PrunedKind.HOLDS: 1}
    assert [held.source_id for held in holds.load(scene.store._connection.db)] == ["stadt"]


def test_the_history_of_events_is_altered_in_nothing_else(
    scene: Any, event: Callable[..., Any], told: Callable[..., Any]
) -> None:
    scene.run({ONE: told(event())})
    db = scene.store._connection.db
    for name in ("event_uid", "sequence", "at", "kind", "field", "old", "new", "page_url"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            db.execute(f"UPDATE changes SET {name} = '7', \"by\" = ?", (FORMER_STAFF,))  # noqa: S608
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute("UPDATE changes SET \"by\" = 'Jemand anders'")
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute("DELETE FROM changes")
