"""Sources that staff leave alone: who, since when, with an act that can be taken back."""

from datetime import timedelta
from typing import Any

import pytest

from model import DecisionError
from store import ActKind, AuditFilter, Pause

BY = "Paula Prüf"


@pytest.fixture
def paused(scene: Any) -> Any:
    """A store with one paused source; `act` is the act of the pause."""
    scene.act = scene.store.source_desk.pause("amt", by=BY, now=scene.now, note="Umbau")
    return scene


def test_a_pause_says_who_since_when_and_why(paused: Any) -> None:
    told = Pause(source_id="amt", by=BY, at=paused.now, note="Umbau")
    assert paused.store.source_desk.pauses() == {"amt": told}


def test_it_stands_in_the_account(paused: Any) -> None:
    (row,) = paused.store.desk.audit(AuditFilter(source_id="amt"))
    assert (row.kind, row.by, row.field, row.before, row.after, row.note) == (
        ActKind.PAUSE, BY, "paused", False, True, "Umbau",
    )  # fmt: skip
    assert row.event_uid == ""


def test_what_is_paused_cannot_be_paused_again_nor_what_runs_resumed(paused: Any) -> None:
    desk = paused.store.source_desk
    with pytest.raises(DecisionError):
        desk.pause("amt", by="Pia", now=paused.now)
    with pytest.raises(DecisionError):
        desk.resume("netz", by="Pia", now=paused.now)
    assert len(paused.store.desk.acts()) == 1
    assert desk.pauses()["amt"].by == BY


def test_it_ends_with_a_word_of_staff(paused: Any) -> None:
    desk = paused.store.source_desk
    desk.resume("amt", by="Pia", now=paused.now)
    assert desk.pauses() == {}
    desk.pause("amt", by="Pia", now=paused.now)
    assert desk.pauses()["amt"].by == "Pia"


def test_pause_and_end_can_be_undone(paused: Any, matcher: Any) -> None:
    store, later = paused.store, paused.now + timedelta(hours=1)
    act = store.source_desk.resume("amt", by=BY, now=later)
    back = store.desk.undo(act, matcher, by="Pia", now=later).act
    assert store.source_desk.pauses()["amt"].note == "Umbau"
    store.desk.undo(back, matcher, by="Pia", now=later)
    assert store.source_desk.pauses() == {}


def test_a_pause_that_was_ended_since_cannot_be_undone(paused: Any, matcher: Any) -> None:
    paused.store.source_desk.resume("amt", by=BY, now=paused.now)
    with pytest.raises(DecisionError):
        paused.store.desk.undo(paused.act, matcher, by="Pia", now=paused.now)
    assert paused.store.source_desk.pauses() == {}
