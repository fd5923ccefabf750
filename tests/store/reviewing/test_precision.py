"""The precision of a source and a field, counted from what persons made of readings."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from model.schema_org import event_to_json
from store import Undecided
from store.reviewing.measures import TrustRules, TrustState
from store.reviewing.precision import outcome_of, reading_of, rules_of

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
RULES = TrustRules(bar=0.9, undecided=Undecided.PUBLISH, sample=0.05)


@dataclass
class Reviews:
    """Writes judgements as they lie in the file. `read` is what was extracted of each."""

    scene: Any
    read: dict[str, Any]
    uids: list[str] = field(default_factory=list)

    def __call__(self, source: str = "amt", **more: Any) -> int:
        """One judgement; `made` are the fields that staff set, `more` are columns."""
        made = more.pop("made", {})
        verdict = more.pop("verdict", "approve")
        extracted = {**self.read, **more.pop("extracted", {})}
        approved = {**extracted, **made} if verdict == "approve" else None
        self.uids.append(f"e{len(self.uids)}")
        row = {
            "event_uid": self.uids[-1],
            "source_id": source,
            "verdict": verdict,
            "reason": "",
            "at": NOW.isoformat(),
            "looked": 1,
            "sampled": 0,
            "would_publish": 1,
            "extracted": json.dumps(extracted),
            "approved": json.dumps(approved) if approved else None,
            "reading": reading_of(extracted),
            "outcome": json.dumps(outcome_of(extracted, approved, more.get("reason", ""))),
            "rules": json.dumps(rules_of(extracted)),
            "origins": "{}",
            "corrections": "[]",
            "decision": 0,
            "records": "[]",
            "undone_at": None,
            **more,
        }
        with self.scene.store._connection.writing() as db:
            act = {"kind": verdict, "by": "Erika", "at": row["at"]}
            number = db.table("acts").insert(act).last_pk
            db.table("reviews").insert({"act": number, **row})
        return int(number)

    def figures(self, source: str = "") -> dict[str, tuple[int, int]]:
        """Right and judged of each field."""
        found = self.scene.store.desk.precision(source)
        return {each.field: (each.right, each.judged) for each in found}

    def states(self, rules: TrustRules = RULES, now: datetime = NOW) -> dict[str, TrustState]:
        """What trust says when it is worked out."""
        self.scene.store.desk.refresh_trust(rules, now)
        return {each.source_id: each.state for each in self.scene.store.desk.trust()}


@pytest.fixture
def reviewed(scene: Any, event: Callable[..., Any]) -> Reviews:
    return Reviews(scene, event_to_json(event()))


def evidence(**rules: str) -> dict[str, Any]:
    """What was extracted names these rules."""
    return {"evidence": {name: {"rule": rule} for name, rule in rules.items()}}


def test_rules_are_charged_with_what_they_read(reviewed: Reviews) -> None:
    prose = evidence(name="name.heading", startDate="prose.date", location="place.town, in, unique")
    label = evidence(
        name="name.heading", startDate="label.date", location="place.town, to, nearest"
    )
    reviewed(extracted=prose)
    reviewed(extracted=prose, made={"startDate": "2026-03-09"})
    reviewed(extracted=label, made={"location": None})
    reviewed(extracted=prose, verdict="reject", reason="report")
    reviewed(extracted=prose, verdict="reject", reason="wrong_date")
    reviewed(extracted=prose, verdict="reject", reason="duplicate")
    reviewed("netz", extracted=prose, made={"organizer": {"name": "Verein"}})
    desk = reviewed.scene.store.desk
    found = {
        (each.precision.field, each.rule): (
            each.precision.right,
            each.precision.judged,
            dict(each.reasons),
        )
        for each in desk.precision_by_rule()
    }
    assert found["event", "prose.date"] == (4, 5, {"report": 1})
    assert found["startDate", "prose.date"] == (2, 4, {"wrong_date": 1})
    assert found["event", "label.date"] == (1, 1, {})
    assert found["location", "place.town"] == (3, 4, {})
    assert found["name", "name.heading"] == (4, 4, {})
    assert found["organizer", ""] == (3, 4, {})
    worst = desk.precision_by_rule()[0]
    assert (worst.precision.field, worst.rule) == ("startDate", "prose.date")
    of_one = {(e.precision.field, e.precision.judged) for e in desk.precision_by_rule("netz")}
    assert ("organizer", 1) in of_one


def test_approved_as_it_was_read_is_right(reviewed: Reviews) -> None:
    reviewed()
    figures = reviewed.figures()
    assert figures["event"] == figures["name"] == figures["location"] == (1, 1)
    assert "endDate" not in figures
    assert "description" not in figures


@pytest.mark.parametrize(
    ("made", "wrong"),
    [
        ({"name": "Anders"}, {"event", "name"}),
        ({"startDate": "2026-03-09"}, {"event", "startDate"}),
        ({"endDate": "2026-03-03"}, {"event", "endDate"}),
        ({"location": None}, {"event", "location"}),
        ({"description": "Text"}, {"description"}),
        ({"eventStatus": "EventCancelled"}, {"eventStatus"}),
    ],
)
def test_a_correction_is_wrong_in_its_field(
    reviewed: Reviews, made: dict[str, Any], wrong: set[str]
) -> None:
    reviewed(made=made)
    figures = reviewed.figures()
    assert {name for name, (right, _) in figures.items() if not right} == wrong


@pytest.mark.parametrize(
    ("reason", "figures"),
    [
        ("no_event", {"event": (0, 1)}),
        ("report", {"event": (0, 1)}),
        ("wrong_page", {"event": (0, 1)}),
        ("wrong_date", {"event": (0, 1), "startDate": (0, 1)}),
        ("wrong_place", {"event": (0, 1), "location": (0, 1)}),
        ("duplicate", {}),
        ("not_relevant", {}),
    ],
)
def test_what_a_rejection_says_of_the_reading(
    reviewed: Reviews, reason: str, figures: dict[str, tuple[int, int]]
) -> None:
    reviewed(verdict="reject", reason=reason)
    assert reviewed.figures() == figures
    assert reviewed.scene.store.desk.reject_reasons() == {reason: 1}


@pytest.mark.parametrize(
    "column", [{"looked": 0}, {"would_publish": 0}, {"undone_at": NOW.isoformat()}]
)
def test_bulk_doubtful_and_undone_judgements_measure_nothing(
    reviewed: Reviews, column: dict[str, Any]
) -> None:
    reviewed(**column)
    assert reviewed.figures() == {}


def test_a_reading_counts_once_with_the_last_judgement(reviewed: Reviews) -> None:
    reviewed(event_uid="x")
    reviewed(event_uid="x", made={"name": "Anders"})
    assert reviewed.figures()["event"] == (0, 1)
    reviewed(event_uid="x", extracted={"description": "Mehr"})
    assert reviewed.figures()["event"] == (1, 1)
    reviewed(event_uid="x", extracted={"startDate": "2026-04-01"})
    assert reviewed.figures()["event"] == (2, 2)


def test_sources_are_counted_apart(reviewed: Reviews) -> None:
    reviewed("amt")
    reviewed("netz", verdict="reject", reason="report")
    assert reviewed.figures("netz") == {"event": (0, 1)}
    found = reviewed.scene.store.desk.precision()
    assert [each.source_id for each in found if each.field == "event"] == ["amt", "netz"]
    assert reviewed.scene.store.desk.reject_reasons("amt") == {}


def test_month_by_month_with_the_empty_ones(reviewed: Reviews) -> None:
    """The month is that in Berlin."""
    reviewed(at="2025-12-31T23:30:00+00:00")
    reviewed(made={"name": "Anders"})
    points = reviewed.scene.store.desk.precision_over_time(months=4, today=date(2026, 3, 2))
    assert [(p.month.isoformat(), p.precision.right, p.precision.judged) for p in points] == [
        ("2025-12-01", 0, 0),
        ("2026-01-01", 1, 1),
        ("2026-02-01", 0, 0),
        ("2026-03-01", 0, 1),
    ]
    assert (points[0].precision.lower, points[0].precision.upper) == (0, 1)


def test_35_of_35_are_trusted_at_a_bar_of_90(reviewed: Reviews) -> None:
    for _ in range(34):
        reviewed()
    assert reviewed.states() == {"amt": TrustState.UNDECIDED}
    reviewed()
    assert reviewed.states() == {"amt": TrustState.TRUSTED}
    (trust,) = reviewed.scene.store.desk.trust()
    assert (trust.precision.right, trust.precision.judged) == (35, 35)
    assert trust.precision.lower == pytest.approx(0.9011, abs=1e-4)


def test_few_judgements_decide_nothing(reviewed: Reviews) -> None:
    for _ in range(4):
        reviewed(verdict="reject", reason="report")
    assert reviewed.states() == {"amt": TrustState.UNDECIDED}
    reviewed(verdict="reject", reason="report")
    assert reviewed.states() == {"amt": TrustState.DISTRUSTED}


def test_the_day_of_a_turn_stays(reviewed: Reviews) -> None:
    for _ in range(5):
        reviewed(verdict="reject", reason="report")
    reviewed.states()
    later = NOW.replace(month=4)
    reviewed(verdict="reject", reason="report")
    reviewed.states(now=later)
    (trust,) = reviewed.scene.store.desk.trust()
    assert (trust.since, trust.precision.judged) == (NOW, 6)


def test_undone_judgements_take_the_trust_with_them(reviewed: Reviews) -> None:
    for _ in range(35):
        reviewed()
    reviewed.states()
    with reviewed.scene.store._connection.writing() as db:
        db.execute("UPDATE reviews SET undone_at = ?", (NOW.isoformat(),))
    turned = reviewed.scene.store.desk.refresh_trust(RULES, NOW)
    assert [(each.source_id, each.state) for each in turned] == [("amt", TrustState.UNDECIDED)]


def test_a_turn_has_the_queue_look_at_the_events_of_the_source(
    reviewed: Reviews, told: Callable[..., Any], event: Callable[..., Any]
) -> None:
    scene = reviewed.scene
    scene.run({"https://amt.localhost/1": told(event())}, source="amt")
    scene.run({"https://netz.localhost/1": told(event("Ganz anderes"))}, source="netz")
    for _ in range(35):
        reviewed("amt")
    reviewed.states(now=scene.now)
    stale = scene.rows("SELECT event_uid FROM review_items WHERE stale = 1")
    (uid,) = (s.uid for s in scene.store.events() if s.mentions[0].source_id == "amt")
    assert [row["event_uid"] for row in stale] == [uid]


def test_a_distrusted_source_waits_from_then_on(
    reviewed: Reviews, told: Callable[..., Any], event: Callable[..., Any]
) -> None:
    scene = reviewed.scene
    page = "https://amt.localhost/1"
    scene.run({page: told(event())}, source="amt")
    for _ in range(5):
        reviewed("amt", verdict="reject", reason="report")
    scene.now = scene.now.replace(hour=9)
    reviewed.states(now=scene.now)
    neu = event("Neue Tagung", date(2026, 5, 4))
    scene.run({page: told(event(), neu)}, source="amt")
    found = {stored.event.name: stored.event for stored in scene.store.events()}
    assert {name: each.publish for name, each in found.items()} == {
        "Regionalkonferenz 2026": True,
        "Neue Tagung": False,
    }
    assert found["Neue Tagung"].reasons == ("waits for review: too much of the source was wrong",)
