"""Many events are approved of at once: only those that nothing speaks against, each as it was."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from model import DecisionError, Event
from store import ActKind, QueueFilter, Refusal, RejectReason

TODAY = date(2026, 1, 7)
NAMES = ("Tag der Ideen", "Forum Wasser", "Markt der Museen")

Make = Callable[..., Event]


@pytest.fixture
def three(pages: Any, event: Make) -> Any:
    return pages(*(event(name, date(2026, 4, n), town=name) for n, name in enumerate(NAMES, 1)))


def skipped(done: Any) -> dict[str, Refusal]:
    return {each.uid: each.why for each in done.skipped}


def test_a_page_of_the_queue_is_one_act_with_a_line_an_event(three: Any) -> None:
    uids = [three.uid(name) for name in NAMES]
    done = three.approve_many(*uids)
    (act,) = three.desk.acts()
    assert (act.act, act.kind, act.event_uids) == (
        done.act,
        ActKind.APPROVE_MANY,
        tuple(sorted(uids)),
    )
    assert three.account(done.act) == {(uid, "verdict", None, "approve") for uid in uids}
    assert three.desk.queue(QueueFilter(), TODAY) == ()
    looked = three.scene.rows("SELECT DISTINCT looked FROM reviews")
    assert looked == [{"looked": 0}]


def test_what_is_less_sure_or_not_to_publish_waits_for_a_look(
    three: Any, pages: Any, event: Make
) -> None:
    pages(event("Forum Luft", confidence=0.79), event("Forum Erde", publish=False), source="netz")
    sure, less, none = (three.uid(name) for name in ("Tag der Ideen", "Forum Luft", "Forum Erde"))
    done = three.approve_many(sure, less, none)
    assert done.event_uids == (sure,)
    assert skipped(done) == {less: Refusal.UNSURE, none: Refusal.UNSURE}


def test_what_changed_or_was_rejected_or_is_looked_at_is_left_alone(
    three: Any, pages: Any, event: Make
) -> None:
    one, two, other = (three.uid(name) for name in NAMES)
    shown = [(uid, three.version(uid)) for uid in (one, two, other)]
    three.do("correct", one, {"name": "Ideentag"}, approve=False)
    three.desk.claim(two, by="Max", now=three.scene.now)
    three.do("reject", other, RejectReason.REPORT)
    seen = [*shown[:2], (other, three.version(other)), ("nie@regioradar.example", "1")]
    before = three.state()
    with pytest.raises(DecisionError) as caught:
        three.desk.approve_many(seen, least=0.8, by="Paula", now=three.scene.now)
    assert caught.value.code == Refusal.NOTHING
    assert three.state() == before
    done = three.desk.approve_many(seen, least=0.8, by="Max", now=three.scene.now)
    assert done.event_uids == (two,)
    assert skipped(done) == {
        one: Refusal.CHANGED,
        other: Refusal.REJECTED,
        "nie@regioradar.example": Refusal.NO_EVENT,
    }


def test_what_was_drawn_at_random_is_looked_at_singly(three: Any) -> None:
    three.sample(1.0)
    with pytest.raises(DecisionError) as caught:
        three.approve_many(*(three.uid(name) for name in NAMES))
    assert caught.value.code == Refusal.SAMPLED
    three.do("approve", three.uid(NAMES[0]))
    (row,) = three.scene.rows("SELECT looked, sampled FROM reviews")
    assert row == {"looked": 1, "sampled": 1}


def test_one_event_named_twice_is_approved_once(three: Any) -> None:
    uid = three.uid(NAMES[0])
    done = three.approve_many(uid, uid)
    assert done.event_uids == (uid,)
    assert len(three.scene.rows("SELECT * FROM decisions")) == 1


def test_each_of_a_bulk_can_be_taken_back_alone_by_its_decision(three: Any) -> None:
    one, two, _ = (three.uid(name) for name in NAMES)
    three.approve_many(one, two)
    (decision,) = three.sheet(one).dossier.decisions
    assert len(decision.on) == 1
    three.scene.decide("withdraw", decision.decision_id)
    (left,) = three.scene.rows("SELECT event_uid FROM reviews WHERE undone_at IS NULL")
    assert left["event_uid"] == two
