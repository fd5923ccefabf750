"""Joining is guarded too: a source may not cancel the events of another by copying them."""

from datetime import date, timedelta

import pytest

from model import EventStatus, Page, ProblemKind, When
from store import HoldStage, JoiningGuard

CANCELLED = {"status": EventStatus.CANCELLED}


@pytest.fixture
def told_by(event, told):
    """What a source tells of so many market days, each on a page of its own."""

    def make(source, count, *, say="", **more):
        return {
            f"https://{source}.localhost/{n}": told(
                event(f"Markttag Nummer {n}", date(2026, 9, n + 1), description=say, **more)
            )
            for n in range(count)
        }

    return make


@pytest.fixture
def copied(scene, told_by):
    """A scene in which a stranger copies eight of ten events and says they are cancelled."""
    scene.run(told_by("amt", 10), source="amt")
    scene.run(told_by("fremd", 8, **CANCELLED), source="fremd")
    return scene


def status(scene, source):
    """The status of the events that a source tells."""
    return [
        stored.event.status
        for stored in scene.store.events()
        if source in {mention.source_id for mention in stored.mentions}
    ]


def test_a_stranger_does_not_cancel_what_another_source_tells(copied):
    assert status(copied, "amt") == [EventStatus.SCHEDULED] * 10
    assert status(copied, "fremd") == [EventStatus.CANCELLED] * 8
    (hold,) = copied.store.holds()
    assert (hold.source_id, hold.stage, hold.coming) == ("fremd", HoldStage.JOINING, 10)
    assert len(hold.altered) == 8
    assert dict(hold.altered[0].fields) == {"eventStatus": ("EventScheduled", "EventCancelled")}
    assert hold.words == "8 of 10 coming events of other sources would change, 0 would vanish"
    (told,) = copied.store.problems(copied.run_ids[-1])
    assert (told.source_id, told.problem.kind) == ("fremd", ProblemKind.HELD)


def test_five_events_may_be_contradicted(scene, told_by):
    scene.run(told_by("amt", 10), source="amt")
    scene.run(told_by("fremd", 5, **CANCELLED), source="fremd")
    assert scene.store.holds() == ()
    assert status(scene, "amt").count(EventStatus.CANCELLED) == 5


def test_it_stays_held_until_it_is_released_and_is_told_in_every_run(copied, told_by):
    (first,) = copied.store.holds()
    before = copied.dump()
    copied.run({}, source="amt")
    assert copied.dump() == before
    (again,) = copied.store.holds()
    assert (again.since, again.altered) == (first.since, first.altered)
    assert again.run_id == copied.run_ids[-1]


def test_what_the_other_source_says_anew_does_not_open_the_gate(copied, told_by):
    copied.run(told_by("amt", 10, say="Mit Programm"), source="amt")
    assert status(copied, "amt") == [EventStatus.SCHEDULED] * 10
    assert len(copied.store.holds()) == 1


def test_other_sources_are_joined_meanwhile(copied, told_by):
    copied.run(told_by("verband", 10), source="verband")
    assert len(copied.store.events()) == 18
    assert status(copied, "verband") == [EventStatus.SCHEDULED] * 10
    assert [hold.source_id for hold in copied.store.holds()] == ["fremd"]


def test_a_release_joins_them(copied, matcher):
    copied.now += timedelta(days=1)
    copied.store.start_run(copied.now)
    gate = JoiningGuard(released=["fremd"], released_by="K. Beispiel")
    done = copied.store.consolidate(matcher, copied.now, gate)
    (hold,) = done.holds
    assert (hold.lasts, hold.released_by, len(hold.altered)) == (False, "K. Beispiel", 8)
    assert copied.store.holds() == ()
    assert len(copied.store.events()) == 10
    assert status(copied, "amt").count(EventStatus.CANCELLED) == 8
    copied.run({})
    assert copied.store.holds() == ()


def test_a_stranger_that_is_well_again_is_joined_by_itself(copied, told_by):
    """The guard of the reading holds it first: it takes all of its own cancellations back."""
    copied.run(told_by("fremd", 3), source="fremd")
    assert len(copied.store.events()) == 10
    assert copied.store.holds() == ()
    (row,) = copied.rows('SELECT at, "by" FROM holds')
    assert row["at"]
    assert row["by"] == ""


def test_a_better_name_or_house_is_no_contradiction(scene, told_by):
    scene.run(told_by("amt", 10), source="amt")
    scene.run(told_by("verband", 10, say="Mit allen Vorträgen und Zeiten"), source="verband")
    assert scene.store.holds() == ()
    assert len(scene.store.events()) == 10


def test_sources_that_are_read_for_the_first_time_together_are_joined(scene, told_by, matcher):
    scene.now += timedelta(days=1)
    run_id = scene.store.start_run(scene.now)
    for source, more in (("amt", {}), ("fremd", CANCELLED)):
        said = told_by(source, 10, **more)
        crawled = [
            Page(source_id=source, url=url, body=url.encode(), fetched_at=scene.now) for url in said
        ]
        scene.store.save_pages(run_id, source, crawled, (), scene.now)
        items = [
            (page_id, page, said[page.url])
            for page_id, page in scene.store.pages_to_extract(source, "1")
        ]
        scene.store.save_extractions(run_id, source, items, "1", scene.now)
    scene.store.consolidate(matcher, scene.now)
    assert scene.store.holds() == ()
    assert len(scene.store.events()) == 10


def test_events_that_are_over_may_be_contradicted(scene, event, told):
    def pages(source, **more):
        return {
            f"https://{source}.localhost/{n}": told(
                event(f"Markttag Nummer {n}", None, when=When(start=date(2025, 9, n + 1)), **more)
            )
            for n in range(9)
        }

    scene.run(pages("amt"), source="amt")
    scene.run(pages("fremd", **CANCELLED), source="fremd")
    assert scene.store.holds() == ()
    assert len(scene.store.events()) == 9
