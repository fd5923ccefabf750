"""Single events are judged as they were shown or not at all, and it is on the account."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from model import ConflictError, DecisionError, Event, When
from store import ActKind, QueueFilter, Refusal, RejectReason, Tab

DAY = date(2026, 3, 2)
TODAY = date(2026, 1, 7)
NAME = "Regionalkonferenz 2026"

Make = Callable[..., Event]


def code_of(caught: pytest.ExceptionInfo[DecisionError]) -> str:
    return caught.value.code


@pytest.fixture
def one(pages: Any, event: Make) -> Any:
    """An office with one event, whose page is not sure of it."""
    office = pages(event(publish=False, confidence=0.5))
    office.only = office.uid(NAME)
    return office


def test_what_was_approved_is_published_and_leaves_the_queue(one: Any) -> None:
    assert not one.published(one.only).publish
    done = one.do("approve", one.only)
    assert one.published(one.only).publish
    assert one.desk.queue(QueueFilter(), TODAY) == ()
    assert one.account(done.act) == {
        (one.only, "publish", False, True),
        (one.only, "verdict", None, "approve"),
    }


def test_the_sheet_foretells_what_an_approval_publishes(one: Any) -> None:
    foretold = one.sheet(one.only).pending
    one.do("approve", one.only)
    assert one.published(one.only) == foretold


@pytest.mark.parametrize(
    ("deed", "more"),
    [
        ("approve", ()),
        ("correct", ({"name": "Anders"},)),
        ("reject", (RejectReason.NO_EVENT,)),
        ("postpone", (date(2026, 2, 2),)),
        ("split", ("region",)),
    ],
)
def test_nothing_is_decided_of_another_event_than_the_one_shown(
    one: Any, deed: str, more: tuple[Any, ...]
) -> None:
    shown = one.version(one.only)
    one.do("correct", one.only, {"description": "Mehr"}, by="Max")
    before = one.state()
    with pytest.raises(ConflictError) as caught:
        one.do(deed, one.only, *more, version=shown)
    assert code_of(caught) == Refusal.CHANGED
    assert one.state() == before
    assert len(one.desk.acts()) == 1


def test_a_page_that_changed_is_another_event_than_the_one_shown(
    one: Any, pages: Any, event: Make
) -> None:
    shown = one.version(one.only)
    pages(event(publish=False, confidence=0.5))
    assert one.version(one.only) == shown, "the same page again is no other event"
    pages(event(description="Mehr", publish=False, confidence=0.5))
    with pytest.raises(ConflictError):
        one.do("approve", one.only, version=shown)


def test_a_rejected_event_is_gone_and_says_why(one: Any) -> None:
    one.do("approve", one.only)
    done = one.do("reject", one.only, RejectReason.WRONG_PLACE, note="Das war in Halle/Westf.")
    assert not one.published(one.only).publish
    assert one.sheet(one.only).rejected == "wrong_place"
    assert (one.only, "verdict", "approve", "reject:wrong_place") in one.account(done.act)
    assert one.desk.queue(QueueFilter(), TODAY) == ()


def test_fields_are_set_and_the_result_is_approved_of(one: Any) -> None:
    done = one.do("correct", one.only, {"startDate": "2026-03-09", "name": "Konferenz"})
    found = one.published(one.only)
    assert (found.name, found.when) == ("Konferenz", When(start=date(2026, 3, 9)))
    assert found.publish
    assert one.desk.acts()[0].kind is ActKind.CORRECT_APPROVE
    assert one.account(done.act) == {
        (one.only, "name", NAME, "Konferenz"),
        (one.only, "startDate", "2026-03-02", "2026-03-09"),
        (one.only, "publish", False, True),
        (one.only, "verdict", None, "approve"),
    }


def test_a_correction_is_taken_back_while_another_is_made(one: Any) -> None:
    one.do("correct", one.only, {"name": "Konferenz", "description": "Ganztags"})
    done = one.do("correct", one.only, {"description": "Halbtags"}, uncorrect=("name",))
    found = one.published(one.only)
    assert (found.name, found.description) == (NAME, "Halbtags")
    assert {line[:2] for line in one.account(done.act)} == {
        (one.only, "name"),
        (one.only, "description"),
        (one.only, "verdict"),
    }


def test_a_value_that_stands_there_anyway_is_on_the_account_too(one: Any) -> None:
    done = one.do("correct", one.only, {"name": NAME})
    assert (one.only, "name", NAME, NAME) in one.account(done.act)
    assert [c.field for c in one.sheet(one.only).stored.corrections] == ["name"]


def test_only_what_is_to_be_said_makes_the_kind_of_the_act(one: Any) -> None:
    one.do("correct", one.only, {"name": "Konferenz"}, approve=False)
    assert one.sheet(one.only).stored.event.publish is False
    one.do("correct", one.only, {}, uncorrect=("name",), approve=False)
    one.do("correct", one.only, {})
    kinds = [act.kind for act in one.desk.acts()]
    assert kinds == [ActKind.APPROVE, ActKind.UNCORRECT, ActKind.CORRECT]


@pytest.mark.parametrize(
    ("values", "more", "code"),
    [
        ({"startDate": "morgen"}, {}, Refusal.VALUE),
        ({"endDate": "2026-03-01"}, {}, Refusal.VALUE),
        ({"confidence": 1.0}, {}, Refusal.VALUE),
        ({"name": "Neu"}, {"uncorrect": ("description",)}, Refusal.NOT_CORRECTED),
        ({}, {"approve": False}, Refusal.NOTHING),
    ],
)
def test_what_cannot_be_set_is_refused_whole(
    one: Any, values: dict[str, Any], more: dict[str, Any], code: Refusal
) -> None:
    before = one.state()
    with pytest.raises(DecisionError) as caught:
        one.do("correct", one.only, values, **more)
    assert code_of(caught) == code
    assert one.state() == before
    assert one.desk.acts() == ()
    assert one.scene.rows("SELECT * FROM audit") == []


def test_what_is_put_off_sleeps_until_its_day(one: Any) -> None:
    done = one.do("postpone", one.only, date(2026, 2, 2), note="Frau Beispiel fragen")
    assert one.desk.queue(QueueFilter(), TODAY) == ()
    (item,) = one.desk.queue(QueueFilter(tab=Tab.POSTPONED), TODAY)
    assert item.postponed_until == date(2026, 2, 2)
    assert len(one.desk.queue(QueueFilter(), date(2026, 2, 2))) == 1
    assert one.account(done.act) == {(one.only, "postponed_until", None, "2026-02-02")}
    assert one.desk.acts()[0].note == "Frau Beispiel fragen"


def test_it_wakes_when_its_page_says_something_else(one: Any, pages: Any, event: Make) -> None:
    one.do("postpone", one.only, date(2026, 2, 2))
    pages(event(publish=False, confidence=0.5))
    assert one.desk.queue(QueueFilter(), TODAY) == ()
    pages(event(description="Mehr", publish=False, confidence=0.5))
    assert len(one.desk.queue(QueueFilter(), TODAY)) == 1


def test_it_is_put_off_anew_and_a_verdict_ends_that(one: Any) -> None:
    one.do("postpone", one.only, date(2026, 2, 2))
    done = one.do("postpone", one.only, date(2026, 2, 9))
    assert one.account(done.act) == {(one.only, "postponed_until", "2026-02-02", "2026-02-09")}
    one.do("approve", one.only)
    assert one.scene.rows("SELECT * FROM postponements") == []


def test_nothing_is_put_off_until_today(one: Any) -> None:
    for day in (one.scene.now.date(), one.scene.now.date() - timedelta(days=1)):
        with pytest.raises(DecisionError) as caught:
            one.do("postpone", one.only, day)
        assert code_of(caught) == Refusal.DAY_OVER


def test_of_no_event_nothing_is_decided(one: Any) -> None:
    with pytest.raises(DecisionError) as caught:
        one.desk.approve("nie@regioradar.example", "", by="Paula", now=one.scene.now)
    assert code_of(caught) == Refusal.NO_EVENT
    with pytest.raises(DecisionError, match="there is no event"):
        one.desk.sheet("nie@regioradar.example", TODAY)


def test_decisions_of_the_command_line_are_acts_too(one: Any) -> None:
    done = one.scene.decide("reject", one.only, RejectReason.REPORT, note="war gestern")
    (act,) = one.desk.acts()
    assert (act.act, act.kind, act.by, act.note) == (
        done.act,
        ActKind.REJECT,
        "Erika Muster",
        "war gestern",
    )
    one.undo(done.act)
    assert one.sheet(one.only).rejected == ""


def test_a_decision_taken_back_by_its_number_takes_its_review_along(one: Any) -> None:
    first = one.do("approve", one.only)
    second = one.do("correct", one.only, {"name": "Konferenz"})
    one.scene.decide("withdraw", second.decision_id)
    (left,) = one.scene.rows("SELECT act FROM reviews WHERE undone_at IS NULL")
    assert left["act"] == first.act
    assert one.sheet(one.only).approved.act == first.act
