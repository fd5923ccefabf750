"""Staff let a hold through: the next run honours it, for what staff saw and for nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest

from model import ConflictError, DecisionError, EventStatus
from store import ActKind, AuditFilter

COUNT = 10
BY = "Vera Verwalt"


@pytest.fixture
def pages(event: Any, told: Any) -> Any:
    """Pages of one event each; those below `moved` are a month later, or `cancelled`."""

    def make(moved: int, *, month: int = 10, source: str = "region", **more: Any) -> Any:
        return {
            f"https://{source}.localhost/{n}": told(
                event(
                    f"Tagung {n} in {source}",
                    date(2026, month if n < moved else 9, 1),
                    **(more if n < moved else {}),
                )
            )
            for n in range(COUNT)
        }

    return make


@pytest.fixture
def held(scene: Any, pages: Any) -> Any:
    """A store whose second run is held: seven of ten events would move by a month."""
    scene.run(pages(0))
    scene.run(pages(7))
    (scene.hold,) = scene.store.holds()
    return scene


def release(scene: Any, by: str = BY) -> int:
    desk = scene.store.source_desk
    act: int = desk.release(scene.hold.hold_id, desk.version(scene.hold), by=by, now=scene.now)
    return act


def months(scene: Any) -> list[int]:
    return [stored.event.when.first_day.month for stored in scene.store.events()]


def test_nothing_changes_before_the_next_run(held: Any) -> None:
    release(held)
    assert months(held) == [9] * COUNT
    (request,) = held.store.source_desk.requests().values()
    assert (request.hold_id, request.by, request.fits) == (held.hold.hold_id, BY, True)


def test_the_next_run_takes_in_what_was_seen(held: Any, pages: Any) -> None:
    release(held)
    counts = held.run({})
    assert (counts.hold.lasts, counts.hold.released_by) == (False, BY)
    assert sorted(months(held)) == [9] * 3 + [10] * 7
    assert held.store.source_desk.requests() == {}
    held.run(pages(0))
    assert len(held.store.holds()) == 1, "the run after that is guarded again"


def test_less_than_was_seen_is_let_through(held: Any, pages: Any) -> None:
    release(held)
    held.run(pages(6))
    assert sorted(months(held)) == [9] * 4 + [10] * 6


@pytest.mark.parametrize("more", [{"moved": 8}, {"moved": 7, "month": 11}])
def test_what_was_not_seen_is_held_again(held: Any, pages: Any, more: Any) -> None:
    release(held)
    counts = held.run(pages(**more))
    assert counts.hold.lasts
    assert months(held) == [9] * COUNT
    (request,) = held.store.source_desk.requests().values()
    assert not request.fits


def test_a_request_that_fits_no_more_can_be_made_anew(held: Any, pages: Any) -> None:
    release(held)
    held.run(pages(8))
    (held.hold,) = held.store.holds()
    release(held, by="Pia")
    held.run({})
    assert sorted(months(held)) == [9] * 2 + [10] * 8


def test_nobody_lets_through_what_they_did_not_see(held: Any, pages: Any) -> None:
    seen = held.hold
    held.run(pages(8))
    desk = held.store.source_desk
    with pytest.raises(ConflictError):
        desk.release(seen.hold_id, desk.version(seen), by=BY, now=held.now)
    assert desk.requests() == {}


def test_twice_the_same_and_what_is_not_held_is_refused(held: Any) -> None:
    release(held)
    with pytest.raises(DecisionError):
        release(held, by="Pia")
    held.run({})
    with pytest.raises(DecisionError):
        release(held)


def test_it_can_be_undone_until_a_run_has_honoured_it(held: Any, matcher: Any) -> None:
    act = release(held)
    held.store.desk.undo(act, matcher, by="Pia", now=held.now)
    assert held.store.source_desk.requests() == {}
    held.run({})
    assert months(held) == [9] * COUNT
    act = release(held)
    held.run({})
    with pytest.raises(DecisionError):
        held.store.desk.undo(act, matcher, by="Pia", now=held.now)
    assert sorted(months(held)) == [9] * 3 + [10] * 7


def test_the_account_tells_each_event_with_both_values(held: Any) -> None:
    release(held)
    (row,) = held.store.desk.audit(AuditFilter(kind=ActKind.RELEASE))
    assert (row.by, row.source_id, len(row.before), len(row.after)) == (BY, "region", 7, 7)
    uid = held.hold.altered[0].uid
    assert (row.before[uid]["startDate"], row.after[uid]["startDate"]) == (
        "2026-09-01", "2026-10-01",
    )  # fmt: skip
    held.run({})
    assert len(held.store.desk.audit(AuditFilter(kind=ActKind.RELEASE))) == 1


def test_a_site_that_is_well_again_needs_no_release(held: Any, pages: Any) -> None:
    release(held)
    counts = held.run(pages(0))
    assert (counts.hold.lasts, counts.hold.released_by) == (False, "")
    assert held.store.source_desk.requests() == {}


def test_joining_that_is_held_is_let_through_in_the_same_way(
    scene: Any, event: Any, told: Any
) -> None:
    def copied(source: str, **more: Any) -> Any:
        return {
            f"https://{source}.localhost/{n}": told(
                event(f"Tagung {n} Ausgabe {n}", date(2026, 9, 1 + n), **more)
            )
            for n in range(COUNT)
        }

    scene.run(copied("amt"), source="amt")
    scene.run(copied("fremd", status=EventStatus.CANCELLED), source="fremd")
    (scene.hold,) = scene.store.holds()
    assert len(scene.store.events()) == 2 * COUNT
    release(scene)
    scene.run({}, source="amt")
    assert scene.store.holds() == ()
    assert len(scene.store.events()) == COUNT
    (row,) = scene.rows('SELECT "by" FROM holds')
    assert row["by"] == BY


def test_the_command_that_releases_at_once_stands_in_the_account_too(held: Any) -> None:
    held.now += timedelta(days=1)
    run_id = held.store.start_run(held.now)
    read = [
        (page_id, page, held.told[page.url])
        for page_id, page in held.store.pages_to_extract("region", held.version)
    ]
    held.store.save_extractions(
        run_id, "region", read, held.version, held.now, released_by="K. Beispiel"
    )
    assert sorted(months(held)) == [9] * 3 + [10] * 7
    (row,) = held.store.desk.audit(AuditFilter(kind=ActKind.RELEASE))
    assert (row.by, len(row.after)) == ("K. Beispiel", 7)
    (act,) = held.store.desk.acts()
    assert not act.undoable
