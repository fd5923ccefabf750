"""Undoing puts back exactly what held before, for every act, bulks included, and is an act too."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from model import DecisionError, Event, When
from store import ActKind, Refusal, RejectReason

TODAY = date(2026, 1, 7)
ONE, TWO = "Regionalkonferenz 2026", "Tag der Ideen"
APRIL = date(2026, 4, 1)

Make = Callable[..., Event]


@pytest.fixture
def two(pages: Any, event: Make) -> Any:
    """An office with two events that nobody has judged."""
    return pages(event(ONE), event(TWO, APRIL))


def refusal(office: Any, act: int) -> str:
    """Why an act cannot be undone; nothing is written by the attempt."""
    before, acts = office.state(), office.desk.acts()
    assert not next(each for each in acts if each.act == act).undoable
    with pytest.raises(DecisionError) as caught:
        office.undo(act)
    assert (office.state(), office.desk.acts()) == (before, acts)
    return caught.value.code


DEEDS = [
    ("approve", (), {}),
    ("reject", (RejectReason.DUPLICATE,), {}),
    ("correct", ({"name": "Konferenz", "startDate": "2026-03-09"},), {}),
    ("correct", ({"description": "Mehr"},), {"approve": False}),
    ("postpone", (date(2026, 2, 2),), {}),
]


@pytest.mark.parametrize("before", [None, *DEEDS], ids=lambda deed: deed[0] if deed else "nothing")
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed[0])
def test_each_deed_is_undone_on_top_of_each_other(two: Any, before: Any, deed: Any) -> None:
    uid = two.uid(ONE)
    if before:
        two.do(before[0], uid, *before[1], **before[2])
    held = two.state()
    done = two.do(deed[0], uid, *deed[1], **deed[2])
    became = two.state()
    assert became != held
    undoing = two.undo(done.act)
    assert two.state() == held
    two.undo(undoing.act)
    assert two.state() == became


def test_a_bulk_is_undone_as_a_whole(two: Any) -> None:
    one, other = two.uid(ONE), two.uid(TWO)
    two.do("postpone", one, date(2026, 2, 2))
    two.do("reject", other, RejectReason.REPORT)
    two.do("approve", other)
    held = two.state()
    bulk = two.approve_many(one, other)
    assert bulk.event_uids == tuple(sorted((one, other)))
    done = two.undo(bulk.act)
    assert done.event_uids == bulk.event_uids
    assert two.state() == held
    assert two.account(done.act) == {
        (one, "verdict", "approve", None),
        (one, "postponed_until", None, "2026-02-02"),
        (other, "verdict", "approve", "approve"),
    }


def test_nothing_is_undone_that_something_rests_on(two: Any) -> None:
    uid = two.uid(ONE)
    first = two.do("approve", uid)
    second = two.do("reject", uid, RejectReason.NO_EVENT, by="Max")
    assert refusal(two, first.act) == Refusal.DECIDED_SINCE
    two.undo(second.act)
    two.undo(first.act)
    assert two.sheet(uid).approved is None


def test_what_happened_to_other_events_is_no_hindrance(two: Any) -> None:
    first = two.do("approve", two.uid(ONE))
    two.do("approve", two.uid(TWO), by="Max")
    two.undo(first.act)
    verdicts = [
        row["event_uid"] for row in two.scene.rows("SELECT * FROM reviews WHERE undone_at IS NULL")
    ]
    assert verdicts == [two.uid(TWO)]


def test_a_bulk_of_which_one_was_decided_since_stays_whole(two: Any) -> None:
    one, other = two.uid(ONE), two.uid(TWO)
    bulk = two.approve_many(one, other)
    two.do("correct", other, {"name": "Ideentag"}, by="Max")
    assert refusal(two, bulk.act) == Refusal.DECIDED_SINCE


def test_nothing_is_undone_twice(two: Any) -> None:
    done = two.do("approve", two.uid(ONE))
    two.undo(done.act)
    assert refusal(two, done.act) == Refusal.UNDONE


def test_acts_are_undone_one_after_the_other_and_come_back_in_turn(two: Any) -> None:
    uid = two.uid(ONE)
    states = [two.state()]
    acts = []
    for deed, more in (
        ("approve", ()),
        ("correct", ({"name": "Konferenz"},)),
        ("reject", (RejectReason.NOT_RELEVANT,)),
    ):
        acts.append(two.do(deed, uid, *more).act)
        states.append(two.state())
    undoings = []
    for act, held in zip(reversed(acts), reversed(states[:-1]), strict=True):
        undoings.append(two.undo(act).act)
        assert two.state() == held
    assert refusal(two, undoings[0]) == Refusal.DECIDED_SINCE
    for undoing, held in zip(reversed(undoings), states[1:], strict=True):
        two.undo(undoing)
        assert two.state() == held


def test_what_came_back_cannot_be_undone_again_but_its_coming_back_can(two: Any) -> None:
    done = two.do("approve", two.uid(ONE))
    held = two.state()
    back = two.undo(two.undo(done.act).act)
    assert two.state() == held
    shown = {act.act: act for act in two.desk.acts()}
    assert shown[done.act].undone_by is None
    two.undo(back.act)
    assert {act.act: act for act in two.desk.acts()}[done.act].undone_by == back.act + 1


def test_a_deed_that_came_back_is_undone_again_by_its_own_number(two: Any) -> None:
    before = two.state()
    done = two.do("approve", two.uid(ONE))
    held = two.state()
    two.undo(two.undo(done.act).act)
    again = two.undo(done.act)
    assert two.state() == before
    assert refusal(two, done.act) == Refusal.UNDONE
    two.undo(again.act)
    assert two.state() == held


def test_pages_go_on_between_a_deed_and_its_undoing(two: Any, pages: Any, event: Make) -> None:
    uid = two.uid(ONE)
    done = two.do("correct", uid, {"name": "Konferenz"})
    pages(event(ONE, description="Neu auf der Seite"), event(TWO, APRIL))
    two.undo(done.act)
    found = two.published(uid)
    assert (found.name, found.description) == (ONE, "Neu auf der Seite")


def test_an_approval_of_a_new_day_undone_lets_the_day_wait_again(
    two: Any, pages: Any, event: Make
) -> None:
    uid = two.uid(ONE)
    two.do("approve", uid)
    moved = When(start=date(2026, 3, 9))
    pages(event(ONE, when=moved), event(TWO, APRIL))
    waiting = two.sheet(uid)
    assert waiting.stored.event.when == When(start=date(2026, 3, 2))
    assert (waiting.pending.when, set(waiting.differences)) == (moved, {"startDate"})
    held = two.state()
    done = two.do("approve", uid)
    assert two.published(uid).when == moved
    assert two.sheet(uid).differences == {}
    assert (uid, "startDate", "2026-03-02", "2026-03-09") in two.account(done.act)
    two.undo(done.act)
    assert two.state() == held
    assert set(two.sheet(uid).differences) == {"startDate"}


def test_a_rejection_that_took_in_new_pages_is_undone_for_these_too(
    two: Any, told: Any, event: Make
) -> None:
    uid = two.uid(ONE)
    done = two.do("reject", uid, RejectReason.NO_EVENT)
    two.scene.run({"https://netz.localhost/7": told(event(ONE))}, source="netz")
    assert not two.published(uid).publish
    two.undo(done.act)
    assert two.published(uid).publish
    assert two.scene.rows("SELECT * FROM decisions WHERE withdrawn_at IS NULL") == []


def test_what_the_command_line_took_back_comes_back(two: Any) -> None:
    uid = two.uid(ONE)
    two.do("approve", uid)
    rejected = two.do("reject", uid, RejectReason.NO_EVENT)
    held = two.state()
    taken = two.scene.decide("withdraw", rejected.decision_id)
    assert two.published(uid).publish
    two.undo(taken.act)
    assert two.state() == held
    two.scene.decide("withdraw", rejected.decision_id)
    assert two.published(uid).publish, "what it had taken the place of holds again"


def test_a_decision_of_two_pages_taken_back_while_one_was_decided_anew(
    two: Any, told: Any, event: Make
) -> None:
    """What has taken the place of what is remembered although neither holds."""
    uid = two.uid(ONE)
    two.scene.run({"https://netz.localhost/7": told(event(ONE))}, source="netz")
    first = two.do("approve", uid)
    apart = two.do("split", uid, "netz")
    new = next(each for each in apart.event_uids if each != uid)
    two.do("reject", new, RejectReason.DUPLICATE)
    links = "SELECT id, withdrawn_at IS NULL AS holds, superseded_by FROM decisions ORDER BY id"
    before = two.scene.rows(links)
    taken = two.scene.decide("withdraw", first.decision_id)
    assert two.scene.rows(links) != before
    two.undo(taken.act)
    assert two.scene.rows(links) == before


def test_of_an_act_that_is_none_nothing_is_undone(two: Any) -> None:
    with pytest.raises(DecisionError) as caught:
        two.undo(7)
    assert caught.value.code == Refusal.NO_ACT


def test_undoing_is_signed_by_who_undoes(two: Any) -> None:
    done = two.do("approve", two.uid(ONE), by="Paula")
    two.undo(done.act, by="Max")
    undoing, deed = two.desk.acts()
    assert (undoing.kind, undoing.by, undoing.undoes) == (ActKind.UNDO, "Max", deed.act)
    assert (deed.by, deed.undone_by, deed.undoable) == ("Paula", undoing.act, False)
    (row,) = two.scene.rows("SELECT * FROM decisions")
    assert (row["by"], row["withdrawn_by"]) == ("Paula", "Max")
    assert timedelta(0) < undoing.at - deed.at
