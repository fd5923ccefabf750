"""What staff look at: all of one event, events by their words, the pairs that they are asked."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from model import (
    ChangeKind,
    Deadline,
    DeadlineKind,
    Decision,
    DecisionError,
    Event,
    Evidence,
    Extraction,
    NewsItem,
)
from store import DecisionKind, RejectReason

A = "https://region.localhost/termine/konferenz"
B = "https://netz.localhost/kalender/7"
C = "https://amt.localhost/aktuell"
TODAY = date(2026, 1, 10)

Told = Callable[..., Extraction]
Make = Callable[..., Event]


def test_a_dossier_holds_all_that_is_known(scene: Any, told: Told, event: Make) -> None:
    quote = Evidence(quote="am 2. März 2026", start=10, end=25, rule="label", confidence=0.9)
    first = event(evidence={"startDate": quote})
    due = Deadline(due=date(2026, 2, 1), kind=DeadlineKind.REGISTRATION, quote="bis 1.2.")
    item = NewsItem(
        headline="Konferenz geplant", url=f"{A}/meldung", about="Regionalkonferenz 2026"
    )
    scene.run({A: told(first, deadlines=(due,), news=(item,))})
    scene.run({B: told(event(description="Austausch", confidence=0.8))}, source="netz")
    stored = scene.only
    scene.decide("correct", stored.uid, {"offers": "frei"})
    scene.decide("withdraw_correction", stored.uid, "offers")
    scene.decide("approve", stored.uid, note="angerufen")
    found = scene.store.staff.dossier(stored.uid)
    assert (found.asked, found.event) == (stored.uid, scene.only)
    assert sorted(found.records.values()) == ["netz", "region"]
    assert [(t.source_id, t.page_url, t.missing_since) for t in found.tellings] == [
        ("netz", B, None),
        ("region", A, None),
    ]
    telling = found.tellings[1]
    assert telling.event.evidence["startDate"] == quote
    assert scene.store.page(telling.page_id).url == A
    assert found.origins["description"] == ("netz", B)
    assert found.origins["name"] == ("region", A)
    assert found.origins["publish"] == ("staff", "")
    assert [(d.kind, d.note, d.withdrawn_at) for d in found.decisions] == [
        (DecisionKind.APPROVE, "angerufen", None)
    ]
    (correction,) = found.corrections
    assert (correction.correction.value, correction.withdrawn_by) == ("frei", "Erika Muster")
    (pair,) = found.pairs
    assert (pair.decision, pair.features) == (Decision.MERGE, {"title": 1.0})
    assert set(pair.event_uids) == {stored.uid}
    assert {change.event_uid for change in found.changes} == {stored.uid, *stored.former_uids}
    assert [d.deadline.due for d in found.deadlines] == [due.due]
    assert [n.item.headline for n in found.news] == ["Konferenz geplant"]


def test_a_former_uid_leads_to_the_event_and_says_so(scene: Any, told: Told, event: Make) -> None:
    scene.run({A: told(event())})
    scene.run({B: told(event())}, source="netz")
    stored = scene.only
    found = scene.store.staff.dossier(stored.former_uids[0])
    assert found.asked == stored.former_uids[0]
    assert found.event == stored
    assert ChangeKind.MERGED in {change.kind for change in found.changes}


def test_a_uid_that_there_is_not_is_refused(scene: Any) -> None:
    with pytest.raises(DecisionError, match=r"there is no event .x@nirgends\.example"):
        scene.store.staff.dossier("x@nirgends.example")


def test_a_dossier_says_what_a_page_dropped(scene: Any, told: Told, event: Make) -> None:
    scene.run({A: told(event())})
    scene.run({A: told()})
    (telling,) = scene.store.staff.dossier(scene.only.uid).tellings
    assert telling.missing_since == scene.now + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("konferenz", ["Regionalkonferenz 2026"]),
        ("KONFERENZ halle", ["Regionalkonferenz 2026"]),
        ("tag", ["Tag der Dörfer", "Holztag"]),
        ("doerfer", ["Tag der Dörfer"]),
        ("Dörfer", ["Tag der Dörfer"]),
        ("2026-03-02", ["Regionalkonferenz 2026"]),
        ("2026-03", ["Regionalkonferenz 2026"]),
        ("2026 tag", ["Tag der Dörfer"]),
        ("2025-12-31", []),
        ("2026", ["Regionalkonferenz 2026", "Tag der Dörfer"]),
        ("kiel", []),
        ("???", []),
    ],
)
def test_events_are_found_by_words_and_days(
    scene: Any, told: Told, event: Make, text: str, found: list[str]
) -> None:
    scene.run({A: told(event())})
    scene.run({B: told(event("Tag der Dörfer", date(2026, 5, 9)))})
    scene.run({C: told(event("Holztag", None, publish=False))})
    assert [stored.event.name for stored in scene.store.staff.find(text)] == found


def asked(scene: Any, today: date = TODAY) -> list[set[str]]:
    return [
        {stored.event.name for stored in pair.events}
        for pair in scene.store.staff.open_pairs(today)
    ]


@pytest.fixture
def doubtful(scene: Any, told: Told, event: Make) -> Any:
    """Two pairs of which the comparison is not sure; the later one comes first in the file."""
    scene.run({f"{A}/2": told(event("Forum Holz Land", date(2026, 4, 1)))})
    scene.run({f"{B}/2": told(event("Forum Holz Stadt", date(2026, 4, 1)))}, source="netz")
    scene.run({A: told(event("Werkstatt Wald Land"))})
    scene.run({B: told(event("Werkstatt Wald Stadt"))}, source="netz")
    return scene


WALD = {"Werkstatt Wald Land", "Werkstatt Wald Stadt"}
HOLZ = {"Forum Holz Land", "Forum Holz Stadt"}


def test_open_pairs_come_soonest_first_and_past_ones_last(doubtful: Any) -> None:
    assert asked(doubtful) == [WALD, HOLZ]
    assert asked(doubtful, date(2026, 3, 15)) == [HOLZ, WALD]
    (first, _) = doubtful.store.staff.open_pairs(TODAY)
    assert first.compared.decision is Decision.ASK
    assert first.compared.score == 0.5
    assert {stored.uid for stored in first.events} == set(first.compared.event_uids)


@pytest.mark.parametrize("deed", ["join", "keep_apart"])
def test_what_staff_judged_is_asked_no_more_until_it_is_taken_back(
    doubtful: Any, told: Told, event: Make, deed: str
) -> None:
    (pair, _) = doubtful.store.staff.open_pairs(TODAY)
    done = doubtful.decide(deed, *(stored.uid for stored in pair.events))
    assert asked(doubtful) == [HOLZ]
    doubtful.run({B: told(event("Werkstatt Wald Stadt", description="Mehr"))}, source="netz")
    assert asked(doubtful) == [HOLZ]
    doubtful.decide("withdraw", done.decision_id)
    assert asked(doubtful) == [WALD, HOLZ]


def test_a_rejected_event_is_not_asked_about(doubtful: Any) -> None:
    (pair, _) = doubtful.store.staff.open_pairs(TODAY)
    doubtful.decide("reject", pair.events[0].uid, RejectReason.NOT_RELEVANT)
    assert asked(doubtful) == [HOLZ]


def test_two_events_are_asked_about_once(doubtful: Any, told: Told, event: Make) -> None:
    """A third source tells of one of them: two pairs of records, one question."""
    doubtful.run({C: told(event("Werkstatt Wald Land"))}, source="amt")
    assert len(doubtful.rows("SELECT * FROM pairs WHERE decision = 'ask'")) == 3
    assert asked(doubtful) == [WALD, HOLZ]
    (pair, _) = doubtful.store.staff.open_pairs(TODAY)
    doubtful.decide("keep_apart", *(stored.uid for stored in pair.events))
    assert asked(doubtful) == [HOLZ]
