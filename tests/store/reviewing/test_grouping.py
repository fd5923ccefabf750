"""One event or two, from the desk: as both were shown, with the words that staff choose."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from model import ConflictError, DecisionError, Event
from store import ActKind, Refusal, RejectReason

TODAY = date(2026, 1, 7)
ONE, TWO = "Regionalkonferenz 2026", "Tag der Ideen"

Make = Callable[..., Event]


@pytest.fixture
def two(pages: Any, event: Make) -> Any:
    """Two sources with an event each, on one day; the second tells more."""
    office = pages(event(ONE))
    pages(event(TWO, description="Mit Markt"), source="netz")
    office.one, office.two = office.uid(ONE), office.uid(TWO)
    return office


@pytest.fixture
def joined(two: Any) -> Any:
    two.joining = two.pair("merge", two.one, two.two, chosen={})
    (two.only,) = two.joining.event_uids
    return two


def other_of(office: Any) -> str:
    return str(office.two if office.only == office.one else office.one)


def test_two_become_one_and_both_say_so(joined: Any) -> None:
    lost = other_of(joined)
    lines = joined.account(joined.joining.act)
    assert (lost, "merged_into", None, joined.only) in lines
    assert {line[1] for line in lines if line[0] == joined.only} >= {"same"}
    assert joined.sheet(lost).stored.uid == joined.only
    assert joined.desk.acts()[0].kind is ActKind.SAME


def test_the_words_that_staff_choose_are_corrections_where_they_differ(two: Any) -> None:
    held = two.state()
    said = {"name": TWO, "description": "Mit Markt", "startDate": "2026-03-02"}
    done = two.pair("merge", two.one, two.two, chosen=said)
    (only,) = done.event_uids
    found = two.sheet(only).stored
    assert (found.event.name, found.event.description) == (TWO, "Mit Markt")
    assert [c.field for c in found.corrections] in ([], ["name"])
    assert (found.corrections == ()) == (two.sheet(only).extracted.name == TWO)
    two.undo(done.act)
    assert two.state() == held


@pytest.mark.parametrize("name", [ONE, TWO])
def test_whichever_is_chosen_is_what_readers_see(two: Any, name: str) -> None:
    (only,) = two.pair("merge", two.one, two.two, chosen={"name": name}).event_uids
    assert two.published(only).name == name


@pytest.mark.parametrize("deed", ["merge", "keep_apart"])
def test_both_are_to_be_as_they_were_shown(two: Any, deed: str) -> None:
    versions = (two.version(two.one), two.version(two.two))
    two.do("correct", two.two, {"description": "Ohne Markt"}, approve=False)
    before = two.state()
    more = {"chosen": {}} if deed == "merge" else {}
    with pytest.raises(ConflictError):
        two.pair(deed, two.one, two.two, versions=versions, **more)
    assert two.state() == before


def test_what_is_one_already_is_not_joined(joined: Any) -> None:
    version = joined.version(joined.only)
    with pytest.raises(DecisionError) as caught:
        joined.pair("merge", joined.one, joined.two, versions=(version, version), chosen={})
    assert caught.value.code == Refusal.SAME_EVENT


def test_a_choice_that_no_event_admits_joins_nothing(two: Any) -> None:
    before = two.state()
    with pytest.raises(DecisionError) as caught:
        two.pair("merge", two.one, two.two, chosen={"startDate": "gestern"})
    assert caught.value.code == Refusal.VALUE
    assert two.state() == before


def test_what_stays_two_is_said_and_nothing_is_written(
    two: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.reviewing.deeds.EventDeed.regroup", lambda *_: None)
    before = two.state()
    with pytest.raises(DecisionError) as caught:
        two.pair("merge", two.one, two.two, chosen={})
    assert caught.value.code == Refusal.KEPT_APART
    assert two.state() == before


def test_the_later_word_joins_what_was_kept_apart(
    two: Any, told: Callable[..., Any], event: Make
) -> None:
    """A third page has come to the first event meanwhile."""
    two.pair("keep_apart", two.one, two.two)
    two.scene.run({"https://amt.localhost/1": told(event(ONE))}, source="amt")
    held = two.state()
    done = two.pair("merge", two.one, two.two, chosen={})
    assert len(done.event_uids) == 1, "the later word holds"
    two.undo(done.act)
    assert two.state() == held


def test_joining_is_undone_and_comes_back(two: Any) -> None:
    two.do("approve", two.one)
    two.do("reject", two.two, RejectReason.NOT_RELEVANT)
    held = two.state()
    done = two.pair("merge", two.one, two.two, chosen={"name": "Beides"})
    became = two.state()
    undoing = two.undo(done.act)
    assert two.state() == held
    assert set(undoing.event_uids) == {two.one, two.two}
    two.undo(undoing.act)
    assert two.state() == became


def test_a_joined_event_that_was_corrected_since_stays_joined(joined: Any) -> None:
    done = joined.do("correct", joined.only, {"name": "Beides"})
    with pytest.raises(DecisionError) as caught:
        joined.undo(joined.joining.act)
    assert caught.value.code == Refusal.DECIDED_SINCE
    joined.undo(done.act)
    joined.undo(joined.joining.act)
    assert {joined.published(uid).name for uid in (joined.one, joined.two)} == {ONE, TWO}


def test_a_correction_goes_with_its_record_and_is_undone_where_it_went(two: Any) -> None:
    """Corrected before they were joined by a run, undone after."""
    held = {c["field"] for c in two.state()["corrections"]}
    done = two.do("correct", two.two, {"name": ONE})
    two.scene.run({}, source="netz")
    joining = two.pair("merge", two.one, two.two, chosen={})
    with pytest.raises(DecisionError):
        two.undo(done.act)
    two.undo(joining.act)
    two.undo(done.act)
    assert {c["field"] for c in two.state()["corrections"]} == held


def test_a_split_is_an_act_that_can_be_undone(joined: Any) -> None:
    held = joined.state()
    done = joined.do("split", joined.only, "netz")
    assert len(done.event_uids) == 2
    assert joined.desk.acts()[0].kind is ActKind.SPLIT
    fields = {(line[0], line[1]) for line in joined.account(done.act)}
    assert fields >= {(uid, "apart") for uid in done.event_uids}
    new = next(uid for uid in done.event_uids if uid != joined.only)
    assert (joined.only, "split_into") in fields
    assert (new, "split_from") in fields
    joined.undo(done.act)
    assert joined.state() == held


def test_a_correction_of_a_half_parts_with_it_and_comes_back(joined: Any) -> None:
    joined.do("correct", joined.only, {"description": "Mit Ständen"})
    held = joined.state()
    done = joined.do("split", joined.only, "netz")
    halves = {joined.published(uid).description for uid in done.event_uids}
    assert "Mit Ständen" in halves
    joined.undo(done.act)
    assert joined.state() == held


@pytest.mark.parametrize(("part", "code"), [("amt", Refusal.UNTOLD), ("region", Refusal.ALONE)])
def test_what_cannot_be_parted_says_why(two: Any, part: str, code: Refusal) -> None:
    with pytest.raises(DecisionError) as caught:
        two.do("split", two.one, part)
    assert caught.value.code == code


def test_kept_apart_they_are_asked_about_no_more_until_that_is_undone(
    pages: Any, event: Make
) -> None:
    office = pages(event("Forum Wasserstoff im Revier"))
    pages(event("Forum Wasserstoff"), source="netz")
    (pair,) = office.scene.store.staff.open_pairs(TODAY)
    uids = [each.uid for each in pair.events]
    held = office.state()
    done = office.pair("keep_apart", *uids)
    assert office.scene.store.staff.open_pairs(TODAY) == ()
    assert {line[:2] for line in office.account(done.act)} == {(uid, "apart") for uid in uids}
    office.undo(done.act)
    assert office.state() == held
    assert len(office.scene.store.staff.open_pairs(TODAY)) == 1


def test_one_event_named_twice_is_no_pair(two: Any) -> None:
    with pytest.raises(DecisionError) as caught:
        two.pair("keep_apart", two.one, two.one)
    assert caught.value.code == Refusal.SAME_EVENT
