"""The account of what persons did: only added to, searched, paged, exported, true to the deed."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from model import Event
from store import ActKind, AuditFilter, RejectReason, Signed
from store.retention import FORMER_STAFF
from store.reviewing import acts

ONE, TWO = "Regionalkonferenz 2026", "Grüner Tag der Ideen"

Make = Callable[..., Event]


@pytest.fixture
def busy(pages: Any, event: Make) -> Any:
    """An office with some acts: two of Paula, one of Max, one undone."""
    office = pages(event(ONE), event(TWO, date(2026, 4, 1)))
    office.one, office.two = office.uid(ONE), office.uid(TWO)
    office.first = office.do("approve", office.one, note="Ort geprüft")
    office.second = office.do("correct", office.two, {"name": "Tag der Ideen"}, by="Max")
    office.third = office.do("reject", office.one, RejectReason.REPORT)
    office.undoing = office.undo(office.third.act)
    return office


def found(office: Any, **wanted: Any) -> list[tuple[int, str]]:
    return [(row.act, row.field) for row in office.desk.audit(AuditFilter(**wanted))]


def test_the_latest_comes_first_with_all_that_was_done(busy: Any) -> None:
    lines = busy.desk.audit(AuditFilter())
    assert [line.row for line in lines] == sorted((line.row for line in lines), reverse=True)
    last = lines[0]
    assert (last.act, last.kind, last.by) == (busy.undoing.act, ActKind.UNDO, "Paula")
    assert (last.event_uid, last.subject, last.source_id) == (busy.one, ONE, "region")
    undone = {line.act for line in lines if line.undone}
    assert undone == {busy.third.act}


@pytest.mark.parametrize(
    ("wanted", "acts_found"),
    [
        ({"by": "Max"}, {2}),
        ({"kind": ActKind.APPROVE}, {1}),
        ({"text": "grüner tag"}, {2}),
        ({"text": "GRUENER"}, {2}),
        ({"text": "ort geprüft"}, {1}),
        ({"text": "report"}, {3, 4}),
        ({"text": "grüner report"}, set()),
        ({"text": "%"}, {1, 2, 3, 4}),
        ({"source_id": "region"}, {1, 2, 3, 4}),
        ({"source_id": "netz"}, set()),
        ({"since": date(2026, 1, 6), "until": date(2026, 1, 6)}, {1, 2, 3, 4}),
        ({"until": date(2026, 1, 5)}, set()),
        ({"since": date.min, "until": date.max}, {1, 2, 3, 4}),
        ({"until": date.min}, set()),
        ({"since": date.max}, set()),
        ({"since": date(2026, 1, 7)}, set()),
    ],
)
def test_it_is_searched(busy: Any, wanted: dict[str, Any], acts_found: set[int]) -> None:
    assert {act for act, _ in found(busy, **wanted)} == acts_found


def test_it_is_searched_by_event(busy: Any) -> None:
    assert {act for act, _ in found(busy, event_uid=busy.two)} == {2}


def test_days_are_those_of_berlin(busy: Any) -> None:
    """An hour before midnight in Berlin is the day before, also where UTC has another."""
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    version = busy.version(busy.two)
    busy.desk.approve(busy.two, version, by="Nina", now=late)
    assert len(found(busy, by="Nina", since=date(2026, 7, 2), until=date(2026, 7, 2))) == 1
    assert found(busy, by="Nina", until=date(2026, 7, 1)) == []


def test_it_is_read_in_pages(busy: Any) -> None:
    whole = busy.desk.audit(AuditFilter())
    parts = [busy.desk.audit(AuditFilter(), limit=2, offset=n) for n in range(0, len(whole), 2)]
    assert tuple(line for part in parts for line in part) == whole


def test_an_export_is_all_of_it_the_oldest_first(
    busy: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.reviewing.desk._AT_ONCE", 2)
    assert tuple(busy.desk.audit_rows(AuditFilter())) == busy.desk.audit(AuditFilter())[::-1]
    assert [row.act for row in busy.desk.audit_rows(AuditFilter(by="Max"))] == [2, 2]


def test_others_may_decide_while_it_is_exported(busy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.reviewing.desk._AT_ONCE", 1)
    rows = busy.desk.audit_rows(AuditFilter())
    next(rows)
    busy.do("approve", busy.two)
    assert {row.act for row in rows} == {2, 3, 4, 5}


def test_acts_are_those_of_a_person_or_of_an_event(busy: Any) -> None:
    assert [act.act for act in busy.desk.acts()] == [4, 3, 2, 1]
    assert [act.act for act in busy.desk.acts(limit=2)] == [4, 3]
    (of_max,) = busy.desk.acts(by="Max")
    assert (of_max.act, of_max.subject, of_max.event_uids) == (2, "Tag der Ideen", (busy.two,))
    of_one = busy.desk.acts(uid=busy.one)
    assert [(act.act, act.undoable) for act in of_one] == [(4, True), (3, False), (1, True)]


def test_of_a_joined_event_all_is_told_that_was_done_while_it_was_two(busy: Any) -> None:
    done = busy.pair("merge", busy.one, busy.two, chosen={})
    (only,) = done.event_uids
    assert [act.act for act in busy.desk.acts(uid=only)] == [5, 4, 3, 2, 1]
    assert {act for act, _ in found(busy, event_uid=only)} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("table", ["acts", "audit"])
def test_nothing_of_it_is_altered_or_deleted(busy: Any, table: str) -> None:
    db = busy.scene.store._connection.db
    names = [name for name in db.table(table).columns_dict if name != "id"]
    for name in names:
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            db.execute(f'UPDATE {table} SET "{name}" = ?', ("7",))  # noqa: S608
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute("UPDATE audit SET subject = ?", (FORMER_STAFF,))
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute("UPDATE acts SET note = 'x', \"by\" = ?", (FORMER_STAFF,))


@pytest.mark.parametrize(
    ("table", "forged"),
    [("acts", {"note": "forged"}), ("acts", {"id": 99, "by": "X"}), ("audit", {"after": "1"})],
)
def test_to_other_programs_no_row_gives_way_to_another(
    busy: Any, table: str, forged: dict[str, Any]
) -> None:
    """They lack the `recursive_triggers` of sqlite-utils. An act is unique by `undoes` too."""
    db = busy.scene.store._connection.db
    file = next(row["file"] for row in db.query("PRAGMA database_list") if row["name"] == "main")
    kept = list(db.query(f"SELECT * FROM {table}"))  # noqa: S608
    row = {**next(row for row in kept if row.get("undoes", 1) is not None), **forged}
    marks = ", ".join("?" * len(row))
    with closing(sqlite3.connect(file)) as other, pytest.raises(sqlite3.IntegrityError) as refused:
        other.execute(f"REPLACE INTO {table} VALUES ({marks})", [*row.values()])  # noqa: S608
    assert "only added to" in str(refused.value)
    assert list(db.query(f"SELECT * FROM {table}")) == kept  # noqa: S608


def test_acts_on_sources_and_persons_stand_there_too(busy: Any) -> None:
    signed = Signed(by="Max", now=busy.scene.now + timedelta(minutes=1))
    with busy.scene.store._connection.writing() as db:
        with acts.recording(db, ActKind.PAUSE, signed) as pause:
            pause.keep("pauses", "region")
            db.table("pauses").insert(
                {"source_id": "region", "by": "Max", "at": signed.now.isoformat(), "note": ""}
            )
            pause.say("paused", False, True, source_id="region", subject="Region")
        with acts.recording(db, ActKind.USER, signed) as user:
            user.say("role", None, "pruefen", subject="Nina Muster")
    assert found(busy, source_id="region", text="paused") == []
    assert found(busy, kind=ActKind.PAUSE) == [(pause.act, "paused")]
    assert found(busy, text="nina") == [], "persons are not looked for by words"
    busy.undo(pause.act, by="Paula")
    assert busy.scene.rows("SELECT * FROM pauses") == []
    (line,) = busy.desk.audit(AuditFilter(kind=ActKind.UNDO, by="Paula", source_id="region"))[:1]
    assert (line.field, line.before, line.after) == ("paused", True, False)
    shown = {act.act: act for act in busy.desk.acts()}
    assert not shown[user.act].undoable
    assert [shown[act.act].subject for act in (user, pause)] == ["Nina Muster", "Region"]


def test_a_request_that_a_run_has_taken_is_not_undone(busy: Any) -> None:
    signed = Signed(by="Max", now=busy.scene.now)
    with (
        busy.scene.store._connection.writing() as db,
        acts.recording(db, ActKind.RELEASE, signed) as release,
    ):
        release.keep("release_requests", 7)
        db.table("release_requests").insert(
            {"hold_id": 7, "by": "Max", "at": signed.now.isoformat(), "events": "[]"}
        )
        release.say("release", False, True, source_id="region", subject="Region")
    assert busy.desk.acts()[0].undoable
    with busy.scene.store._connection.writing() as db:
        db.execute("DELETE FROM release_requests")
    assert not busy.desk.acts()[0].undoable


def test_no_payload_names_a_person(busy: Any) -> None:
    busy.pair("merge", busy.one, busy.two, chosen={"name": ONE})
    payloads = " ".join(row["payload"] for row in busy.scene.rows("SELECT payload FROM acts"))
    assert "Paula" not in payloads
    assert "Max" not in payloads
