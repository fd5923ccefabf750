"""Whatever staff do of whatever events: undone step by step, each step is as it was before."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from model import DecisionError, Extraction, PageKind
from store import RejectReason, Store

TITLES = ("Forum Wasser", "Forum Wasser Nord", "Forum Luft", "Markt der Ideen")
SOURCES = ("amt", "netz", "region")
VALUES: tuple[dict[str, Any], ...] = (
    {"name": "Forum Boden"},
    {"startDate": "2026-03-09"},
    {"startDate": "2026-03-02", "endDate": "2026-03-04"},
    {"description": "Mit Markt", "location": None},
)

small = st.integers(0, 30)
deeds = st.tuples(
    st.sampled_from(
        (
            "approve", "reject", "correct", "set", "uncorrect", "postpone", "approve_many",
            "merge", "keep_apart", "split", "withdraw", "undo",
        )
    ),
    small,
    small,
)  # fmt: skip
with_runs = st.one_of(st.just(("run", 0, 0)), deeds, deeds, deeds)
tellings = st.lists(
    st.tuples(st.sampled_from(SOURCES), st.integers(0, 3), st.integers(0, 1)),
    min_size=1,
    max_size=4,
)


class Play:
    """One file in which staff do as the dice say; what is impossible is left out."""

    def __init__(self, office: Any, event: Callable[..., Any]) -> None:
        self.office = office
        self.event = event

    def run(self, told: list[tuple[str, int, int]], text: str = "") -> None:
        for source in SOURCES:
            pages = {
                f"https://{source}.localhost/{title}": Extraction(
                    page_kind=PageKind.EVENT,
                    events=(
                        self.event(
                            TITLES[title],
                            date(2026, 3, 2 + shift),
                            description=text,
                            confidence=0.9 - shift / 2,
                            publish=not shift,
                        ),
                    ),
                )
                for of, title, shift in told
                if of == source
            }
            if pages:
                self.office.scene.run(pages, source=source)

    def deed(self, kind: str, one: int, two: int) -> int | None:
        """The act that came of it; None where it could not be."""
        uids = sorted(stored.uid for stored in self.office.scene.store.events())
        uid, other = uids[one % len(uids)], uids[two % len(uids)]
        held = "SELECT DISTINCT act FROM decisions WHERE withdrawn_at IS NULL ORDER BY act"
        decisions = [row["act"] for row in self.office.scene.rows(held)]
        undoable = [act.act for act in self.office.desk.acts() if act.undoable]
        deeds: dict[str, Callable[[], Any]] = {
            "approve": lambda: self.office.do("approve", uid),
            "reject": lambda: self.office.do(
                "reject", uid, list(RejectReason)[two % len(RejectReason)]
            ),
            "correct": lambda: self.office.do("correct", uid, VALUES[two % len(VALUES)]),
            "set": lambda: self.office.do("correct", uid, VALUES[two % len(VALUES)], approve=False),
            "uncorrect": lambda: self.office.do(
                "correct",
                uid,
                {},
                uncorrect=(("name", "startDate")[two % 2],),
                approve=bool(one % 2),
            ),
            "postpone": lambda: self.office.do("postpone", uid, date(2026, 2, 1 + two % 20)),
            "approve_many": lambda: self.office.approve_many(*uids[: 1 + two % 4]),
            "merge": lambda: self.office.pair(
                "merge", uid, other, chosen=VALUES[two % len(VALUES)] if one % 2 else {}
            ),
            "keep_apart": lambda: self.office.pair("keep_apart", uid, other),
            "split": lambda: self.office.do("split", uid, SOURCES[two % len(SOURCES)]),
            "withdraw": lambda: self.office.scene.decide("withdraw", _one_of(decisions, two)),
            "undo": lambda: self.office.undo(_one_of(undoable, two)),
        }
        try:
            return int(deeds[kind]().act)
        except DecisionError:
            return None


def _one_of(numbers: list[int], chance: int) -> int:
    """One of the numbers; of none a number that there is not."""
    return numbers[chance % len(numbers)] if numbers else 0


@pytest.fixture
def office_class(office: Any) -> Any:
    return type(office)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(told=tellings, said=st.lists(deeds, min_size=2, max_size=9), held=st.booleans())
@example(
    told=[("amt", 0, 1), ("amt", 1, 0)],
    said=[("approve", 0, 0), ("merge", 0, 1)],
    held=False,
)  # A doubtful one, joined to a sure one and parted from it again, is doubtful again.
def test_undone_step_by_step_each_step_is_as_it_was(
    office_class: Any,
    make_scene: Any,
    event: Any,
    told: list[tuple[str, int, int]],
    said: list[tuple[str, int, int]],
    held: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "regioradar.sqlite"
        with Store.open(path) as store:
            office = office_class(make_scene(path, store))
            office.sample(0.0)
            play = Play(office, event)
            play.run(told)
            office.hold(held)
            _there_and_back(office, play, said)


def _there_and_back(office: Any, play: Play, said: list[tuple[str, int, int]]) -> None:
    states, acts = [office.state()], []
    for deed in said:
        act = play.deed(*deed)
        if act is None:
            assert office.state() == states[-1], "what was refused has written something"
        else:
            acts.append(act)
            states.append(office.state())
    undoings = []
    for number in reversed(range(len(acts))):
        undoings.append(office.undo(acts[number]).act)
        assert office.state() == states[number]
    for number, undoing in enumerate(reversed(undoings), 1):
        office.undo(undoing)
        assert office.state() == states[number]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    told=tellings,
    later=tellings,
    said=st.lists(with_runs, min_size=2, max_size=9),
    held=st.booleans(),
)
def test_with_runs_between_them_it_is_as_if_nothing_was_said(
    office_class: Any,
    make_scene: Any,
    event: Any,
    told: list[tuple[str, int, int]],
    later: list[tuple[str, int, int]],
    said: list[tuple[str, int, int]],
    held: bool,
) -> None:
    """Staff's words are those from before at every step; in the end it is as if none was said."""

    def words(office: Any) -> dict[str, Any]:
        """What holds, but for a rejection that went on to new pages by itself."""
        state = office.state()
        decided = {(row["kind"], row["other_uid"], row["at"]) for row in state["decisions"]}
        return {
            "decisions": decided,
            **{name: state[name] for name in ("corrections", "reviews", "postponements")},
        }

    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "1.sqlite") as store,
        Store.open(Path(folder) / "2.sqlite") as untouched,
    ):
        plays = []
        for each in (store, untouched):
            office = office_class(make_scene(Path(folder), each))
            office.sample(0.0)
            plays.append(Play(office, event))
            plays[-1].run(told)
            office.hold(held)
        play = plays[0]
        before_each, acts = [], []
        for number, deed in enumerate(said):
            before = words(play.office)
            if deed[0] == "run":
                for each in plays:
                    each.run(later, f"Fassung {number}")
            elif (act := play.deed(*deed)) is not None:
                before_each.append(before)
                acts.append(act)
        for act, before in zip(reversed(acts), reversed(before_each), strict=True):
            play.office.undo(act)
            assert words(play.office) == before
        assert _told(play.office) == _told(plays[1].office)


def _told(office: Any) -> dict[frozenset[str], str]:
    """What readers are told, by the records that tell of it."""
    state = office.state()
    home: dict[str, set[str]] = {}
    for row in state["records"]:
        home.setdefault(row["event_uid"], set()).add(row["uid"])
    return {frozenset(home[row["uid"]]): row["event"] for row in state["events"]}
