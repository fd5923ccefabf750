"""Staff say what is one event and what is not: in every run, over all that pages come to say."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from model import ChangeKind, DecisionError, Event, Extraction, StoredEvent, When
from store import DecisionKind

A = "https://region.localhost/termine/konferenz"
B = "https://netz.localhost/kalender/7"
C = "https://amt.localhost/aktuell"

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def uids(scene: Any) -> dict[str, str]:
    return {stored.event.name: stored.uid for stored in scene.store.events()}


def sources(stored: StoredEvent) -> set[str]:
    return {mention.source_id for mention in stored.mentions}


@pytest.fixture
def two(scene: Any, told: Told, event: Make) -> Any:
    """Two sources, each with an event of its own that the comparison takes for another."""
    scene.run({A: told(event("Dorfkonferenz"))})
    scene.run({B: told(event("Tag der Ideen"))}, source="netz")
    return scene


@pytest.fixture
def merged(scene: Any, told: Told, event: Make) -> Any:
    """Two sources that tell of one event in the same words."""
    scene.run({A: told(event())})
    scene.run({B: told(event())}, source="netz")
    return scene


def test_joined_events_are_one_with_the_elder_uid(two: Any) -> None:
    before = uids(two)
    done = two.decide("join", before["Tag der Ideen"], before["Dorfkonferenz"])
    stored = two.only
    assert stored.uid == before["Dorfkonferenz"]
    assert stored.former_uids == (before["Tag der Ideen"],)
    (gone,) = two.store.events(merged=True)
    assert (gone.uid, gone.event.name) == (before["Tag der Ideen"], "Tag der Ideen")
    assert gone.last_modified == two.now
    assert sources(stored) == {"region", "netz"}
    assert done.event_uids == (stored.uid,)
    (change,) = [change for change in done.changes if change.kind is ChangeKind.MERGED]
    assert (change.event_uid, change.new) == (before["Tag der Ideen"], stored.uid)
    assert {change.by for change in done.changes} == {"Erika Muster"}


def test_joined_events_stay_one_whatever_their_pages_say(two: Any, told: Told, event: Make) -> None:
    """Another title, another day, and numbers that the comparison takes for a veto."""
    before = uids(two)
    two.decide("join", *before.values())
    for name, day in (
        ("Werkstatt 2", date(2026, 3, 2)),
        ("Werkstatt 3", date(2026, 3, 9)),
        ("Werkstatt 3", date(2026, 4, 1)),
    ):
        two.run({B: told(event(name, day))}, source="netz")
        two.run({A: told(event("Werkstatt 1"))})
        assert two.only.uid == before["Dorfkonferenz"]


def test_a_withdrawn_join_gives_both_back_with_their_uids(two: Any) -> None:
    before = {stored.uid: stored for stored in two.store.events()}
    done = two.decide("join", *before)
    two.decide("withdraw", done.decision_id)
    assert two.store.events(merged=True) == ()
    after = {stored.uid: stored for stored in two.store.events()}
    assert after.keys() == before.keys()
    for uid, stored in after.items():
        assert stored.event == before[uid].event
        assert stored.sequence >= before[uid].sequence
        assert stored.former_uids == ()


def test_events_that_are_kept_apart_are_parted_and_stay_two(
    merged: Any, told: Told, event: Make
) -> None:
    stored = merged.only
    done = merged.decide("keep_apart", stored.uid, *stored.former_uids)
    assert set(done.event_uids) == {stored.uid, *stored.former_uids}
    for description in ("", "Mehr", "Noch mehr"):
        merged.run({B: told(event(description=description))}, source="netz")
        merged.run({A: told(event(description=description))})
        found = merged.store.events()
        assert {each.uid: sources(each) for each in found} == {
            stored.uid: {"region"},
            stored.former_uids[0]: {"netz"},
        }
    (split,) = [change for change in done.changes if change.kind is ChangeKind.SPLIT]
    assert (split.event_uid, split.new, split.by) == (
        stored.uid,
        stored.former_uids[0],
        "Erika Muster",
    )


def test_two_that_are_apart_are_never_joined_over_a_third(
    merged: Any, told: Told, event: Make
) -> None:
    stored = merged.only
    merged.decide("keep_apart", stored.uid, *stored.former_uids)
    merged.run({C: told(event())}, source="amt")
    found = merged.store.events()
    assert len(found) == 2
    assert not any({"region", "netz"} <= sources(each) for each in found)


def test_apart_holds_for_all_records_of_both(scene: Any, told: Told, event: Make) -> None:
    """A of three sources was kept apart from B; none of the three ever goes over to it."""
    for url, source in ((A, "region"), (C, "amt")):
        scene.run({url: told(event("Forum Land"))}, source=source)
    scene.run({B: told(event("Ganz anders"))}, source="netz")
    before = uids(scene)
    scene.decide("keep_apart", *before.values())
    scene.run({B: told(event("Forum Land"))}, source="netz")
    scene.run({A: told(event("Forum Land", description="Mehr"))})
    assert {frozenset(sources(each)) for each in scene.store.events()} == {
        frozenset({"region", "amt"}),
        frozenset({"netz"}),
    }


def test_a_source_is_taken_out_of_an_event(merged: Any, told: Told, event: Make) -> None:
    merged.run({C: told(event())}, source="amt")
    stored = merged.only
    done = merged.decide("split", stored.uid, "amt", note="eine andere Sitzung")
    found = {each.uid: sources(each) for each in merged.store.events()}
    assert found[stored.uid] == {"region", "netz"}
    assert sorted(map(len, found.values())) == [1, 2]
    assert set(done.event_uids) == set(found)
    merged.run({C: told(event(description="Mehr"))}, source="amt")
    assert {each.uid: sources(each) for each in merged.store.events()} == found


def test_the_source_with_the_uid_keeps_it_when_it_is_taken_out(merged: Any) -> None:
    stored = merged.only
    merged.decide("split", stored.uid, "region")
    assert {each.uid: sources(each) for each in merged.store.events()} == {
        stored.uid: {"region"},
        stored.former_uids[0]: {"netz"},
    }


def test_one_record_is_taken_out_by_its_uid(merged: Any) -> None:
    stored = merged.only
    merged.decide("split", stored.uid, stored.former_uids[0])
    assert len(merged.store.events()) == 2


def test_the_later_word_on_the_same_two_holds_and_gives_way_again(merged: Any) -> None:
    stored = merged.only
    pair = (stored.uid, *stored.former_uids)
    merged.decide("keep_apart", *pair)
    joined = merged.decide("join", *pair)
    assert merged.only.uid == stored.uid
    assert {row["kind"]: row["withdrawn_at"] is None for row in decisions(merged)} == {
        "apart": False,
        "same": True,
    }
    merged.decide("withdraw", joined.decision_id)
    assert len(merged.store.events()) == 2
    rows = decisions(merged)
    assert {row["kind"]: row["withdrawn_at"] is None for row in rows} == {
        "apart": True,
        "same": False,
    }


def decisions(scene: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = scene.rows("SELECT * FROM decisions ORDER BY id")
    return found


def test_what_was_taken_back_twice_over_stays_back(merged: Any) -> None:
    """The middle one of three is withdrawn: the last still holds, the first does not come back."""
    stored = merged.only
    pair = (stored.uid, *stored.former_uids)
    first = merged.decide("join", *pair)
    merged.decide("keep_apart", *pair)
    third = merged.decide("join", *pair)
    with pytest.raises(DecisionError, match=f"decision {first.decision_id} was taken back on 2026"):
        merged.decide("withdraw", first.decision_id)
    merged.decide("withdraw", third.decision_id)
    assert len(merged.store.events()) == 2


def test_a_join_against_an_older_split_of_a_third_source(
    merged: Any, told: Told, event: Make
) -> None:
    merged.run({C: told(event())}, source="amt")
    stored = merged.only
    merged.decide("split", stored.uid, "amt")
    (other,) = [each.uid for each in merged.store.events() if each.uid != stored.uid]
    merged.decide("join", other, stored.uid)
    assert sources(merged.only) == {"region", "netz", "amt"}
    assert {row["withdrawn_at"] is None for row in decisions(merged) if row["kind"] == "apart"} == {
        False
    }


def test_a_former_uid_leads_to_what_its_event_has_become(merged: Any) -> None:
    stored = merged.only
    done = merged.decide("approve", stored.former_uids[0])
    assert done.event_uids == (stored.uid,)


def test_two_splits_leave_each_former_uid_where_it_is(merged: Any, told: Told, event: Make) -> None:
    """C was joined to B, B to A; B and C go off together: C's UID now stands for B."""
    merged.run({C: told(event())}, source="amt")
    stored = merged.only
    of_source = {
        row["source_id"]: row["uid"] for row in merged.rows("SELECT uid, source_id FROM records")
    }
    merged.decide("split", stored.uid, "region")
    found = {each.uid: each.former_uids for each in merged.store.events()}
    assert found == {of_source["region"]: (), of_source["netz"]: (of_source["amt"],)}


def test_sequence_never_falls_over_merge_and_split_and_back(
    merged: Any, told: Told, event: Make
) -> None:
    stored = merged.only
    pair = (stored.uid, *stored.former_uids)
    highest: dict[str, int] = {}
    for number in range(4):
        merged.decide("join" if number % 2 else "keep_apart", *pair)
        merged.run({B: told(event(description=f"Fassung {number}"))}, source="netz")
        for each in merged.store.events():
            assert each.sequence >= highest.get(each.uid, 0)
            highest[each.uid] = each.sequence
    for uid, number in highest.items():
        told_of = [change.sequence for change in merged.store.changes(event_uid=uid)]
        assert told_of == sorted(told_of)
        assert told_of[-1] == number


@pytest.mark.parametrize(
    ("deed", "on", "words"),
    [
        ("join", ("nirgends@x", "A"), "there is no event 'nirgends@x'"),
        ("join", ("A", "A"), "give the UIDs of two events"),
        ("keep_apart", ("A", "nirgends@x"), "there is no event 'nirgends@x'"),
        ("split", ("A", "amt"), "'amt' tells nothing of it; its sources: region"),
        ("split", ("A", "region"), "nothing else tells of it"),
        ("split", ("nirgends@x", "amt"), "there is no event"),
        ("approve", ("nirgends@x",), "there is no event"),
        ("withdraw", (99,), "there is no decision 99"),
        ("correct", ("nirgends@x", {"name": "A"}), "there is no event"),
        ("withdraw_correction", ("A", "name"), "'name' is not corrected"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    two: Any, deed: str, on: tuple[Any, ...], words: str
) -> None:
    uid = uids(two)["Dorfkonferenz"]
    before = two.dump()
    with pytest.raises(DecisionError, match=words):
        two.decide(deed, *(uid if part == "A" else part for part in on))
    assert two.dump() == before
    assert decisions(two) == []


def test_all_decisions_are_of_one_act(merged: Any, told: Told, event: Make) -> None:
    merged.run({C: told(event())}, source="amt")
    stored = merged.only
    done = merged.decide("split", stored.uid, "amt")
    assert len(decisions(merged)) == 2
    assert {row["act"] for row in decisions(merged)} == {done.decision_id}
    assert {row["kind"] for row in decisions(merged)} == {DecisionKind.APART.value}


def test_staffs_word_does_not_touch_what_waits_for_the_next_run(two: Any) -> None:
    two.store._connection.db.execute("UPDATE records SET unmatched = 1")
    two.store._connection.db.conn.commit()
    before = uids(two)
    two.decide("approve", before["Dorfkonferenz"])
    two.decide("join", *before.values())
    assert {row["unmatched"] for row in two.rows("SELECT unmatched FROM records")} == {1}


def test_a_coarser_reading_of_a_joined_event(two: Any, told: Told, event: Make) -> None:
    """What was joined by staff stays joined where one page gives no day any more."""
    two.decide("join", *uids(two).values())
    two.run({B: told(event("Tag der Ideen", None, publish=False))}, source="netz")
    assert two.only.event.when == When(start=date(2026, 3, 2))


def test_two_that_staff_joined_to_a_third_stay_one_whatever_keeps_them_apart(
    merged: Any, told: Told, event: Make
) -> None:
    merged.run({C: told(event("Tag der Ideen"))}, source="amt")
    known = {stored.event.name: stored.uid for stored in merged.store.events()}
    merged.decide("join", *known.values())
    merged.run({A: told(event("Regionalkonferenz 7"))})
    merged.run({B: told(event("Regionalkonferenz 8"))}, source="netz")
    assert sources(merged.only) == {"amt", "netz", "region"}
