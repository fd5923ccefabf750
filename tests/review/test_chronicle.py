"""The history of an event as lines, and the events that may be the same."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from scene import matcher, page

from model import Change, ChangeKind
from review.chronicle import MOST_LINES, lines_of
from review.differences import Turn
from review.pages import twins_of
from store import Store
from store.reviewing.records import Act, ActKind

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


def change(**values: Any) -> Change:
    return Change(event_uid="a", sequence=1, at=NOW, kind=ChangeKind.FIELD, **values)


def test_a_page_s_change_names_the_source_and_both_values() -> None:
    told = change(field="startDate", old="2026-03-12", new="2026-03-19", source_id="netz")
    (line,) = lines_of([told], (), {"netz": "Netzwerk"})
    assert (line.who, line.person, line.text) == ("Netzwerk", False, "Beginn")
    assert [(part.turn, part.text) for part in line.changed] == [
        (Turn.GONE, "12"),
        (Turn.COME, "19"),
        (Turn.SAME, ". März 2026"),
    ]


def test_acts_stand_among_changes_the_latest_first() -> None:
    act = Act(
        act=1,
        kind=ActKind.REJECT,
        by="Paula",
        at=NOW + timedelta(hours=1),
        note="nein",
        undone_by=2,
    )
    lines = lines_of([change(field="name", old="A", new="B", by="Pia")], [act], {})
    assert [(line.who, line.person, line.undone) for line in lines] == [
        ("Paula", True, True),
        ("Pia", True, False),
    ]
    assert (lines[0].text, lines[0].note) == ("Abgelehnt", "nein")


def test_every_kind_of_turn_has_words_and_a_long_life_is_cut() -> None:
    turns = [Change(event_uid="a", sequence=1, at=NOW, kind=kind) for kind in ChangeKind]
    assert all(line.text for line in lines_of(turns[:1] + turns[2:], (), {}))
    assert len(lines_of(turns[:1] * 500, (), {})) == MOST_LINES


@pytest.fixture
def pair(scene: Any, clock: Any) -> Callable[[], tuple[str, str]]:
    """Two events of one day that the comparison is not sure about."""

    def make() -> tuple[str, str]:
        clock.tick(hours=1)
        where = "<dl><dt>Datum</dt><dd>{}</dd><dt>Ort</dt><dd>{}</dd></dl>"
        one = page(
            "Fachkonferenz Wasserstoff in der Lausitz",
            where.format("14.05.2026, 10 bis 16 Uhr", "Messe, Cottbus"),
        )
        other = page(
            "Wasserstoff für die Lausitz: Konferenz",
            where.format("14.05.2026, 9:30 Uhr", "Stadthalle Cottbus"),
        )
        scene.run("netz", {"https://netz.localhost/wasserstoff": one})
        scene.run("amt", {"https://amt.localhost/wasserstoff": other})
        return scene.uid("Fachkonferenz"), scene.uid("Wasserstoff für")

    return make


def test_who_may_be_the_same_is_named_until_somebody_has_said(
    pair: Any, store: Store, clock: Any
) -> None:
    one, other = pair()
    (twin,) = twins_of(store.staff.dossier(one))
    assert set(twin.uids) == {one, other}
    assert twin.name.startswith("Wasserstoff für")
    store.staff.keep_apart(one, other, matcher(), by="Paula", now=clock.tick(minutes=1))
    assert twins_of(store.staff.dossier(one)) == ()
