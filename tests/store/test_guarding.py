"""The guard: too much of a source's coming events changes at once, and nothing of it does."""

from datetime import date, datetime

import pytest

from model import (
    BERLIN,
    EntryKind,
    EventStatus,
    NewsItem,
    Page,
    PageKind,
    Problem,
    ProblemKind,
    Severity,
    When,
)
from store import Guard, Store

COMING = date(2026, 9, 1)


def url(number, source="region"):
    return f"https://{source}.localhost/{number}"


@pytest.fixture
def site(event, told):
    """Pages of one event each; those in `moved` tell of another day."""

    def make(count, *, moved=(), source="region", kind="Tagung", **more):
        return {
            url(n, source): told(
                event(
                    f"{kind} {n} in {source}",
                    COMING.replace(month=10 if n in moved else 9),
                    **more,
                )
            )
            for n in range(count)
        }

    return make


@pytest.mark.parametrize(
    ("affected", "coming", "held"),
    [
        (5, 10, False),
        (6, 10, True),
        (6, 100, False),
        (20, 100, False),
        (21, 100, True),
        (5, 5, False),
    ],
)
def test_more_than_five_and_more_than_a_fifth_are_held(affected, coming, held):
    assert Guard().holds(affected, coming) is held


def test_the_share_and_the_least_can_be_set():
    assert Guard(share=0.5, least=0).holds(2, 3)
    assert not Guard(share=0.5, least=0).holds(1, 2)
    assert not Guard(share=1).holds(1000, 1000)


@pytest.mark.parametrize(
    ("count", "moved", "held"), [(10, 5, False), (10, 6, True), (31, 6, False)]
)
def test_a_run_that_moves_too_many_events_is_held(scene, site, count, moved, held):
    scene.run(site(count))
    before = scene.dump()
    counts = scene.run(site(count, moved=range(moved)))
    assert (scene.dump() == before) is held
    assert (counts.hold is not None) is held
    assert counts.changed == (0 if held else moved)
    assert counts.events == count


def test_what_is_held_is_told_event_by_event(scene, site):
    scene.run(site(10))
    counts = scene.run(site(10, moved=range(7)))
    hold = counts.hold
    assert scene.store.holds() == (hold,)
    assert scene.store.holds("other") == ()
    assert (hold.source_id, hold.run_id, hold.since) == ("region", scene.run_ids[-1], hold.since)
    assert (hold.coming, len(hold.altered), hold.withdrawn) == (10, 7, ())
    assert hold.lasts
    assert {held.name for held in hold.altered} == {f"Tagung {n} in region" for n in range(7)}
    for held in hold.altered:
        assert dict(held.fields) == {"startDate": ("2026-09-01", "2026-10-01")}
    uids = {stored.uid for stored in scene.store.events()}
    assert {held.uid for held in hold.altered} <= uids


def test_the_health_of_a_held_run_is_written_and_it_has_a_problem(scene, site):
    scene.run(site(10))
    scene.run(site(10, moved=range(7)))
    (health,) = scene.store.health()
    assert (health.run_id, health.worst_severity) == (scene.run_ids[-1], Severity.ERROR)
    assert (health.changed_pages, health.pages_read, health.events) == (7, 7, 10)
    assert (health.changed_events, health.found, health.coming) == (0, 10, 10)
    (told,) = scene.store.problems(scene.run_ids[-1])
    assert told.problem.kind is ProblemKind.HELD
    assert "7 of 10 coming events would change, 0 would vanish" in told.problem.message
    assert "regioradar release region" in told.problem.message


def test_what_is_held_waits_and_is_tried_in_every_run(scene, site):
    scene.run(site(10))
    first = scene.run(site(10, moved=range(7)))
    before = scene.dump()
    for _ in range(3):
        again = scene.run({})
        assert scene.dump() == before
        assert again.hold.since == first.hold.since
        assert again.hold.run_id == scene.run_ids[-1]
    assert len(scene.rows("SELECT * FROM holds")) == 1
    assert len(list(scene.store.pages_to_extract("region", "1"))) == 7


def test_a_hold_outlives_the_program(scene, site):
    scene.run(site(10))
    scene.run(site(10, moved=range(7)))
    held = scene.store.holds()
    with Store.open(scene.path) as store:
        assert store.holds() == held


def test_a_site_that_is_well_again_lifts_its_hold_by_itself(scene, site):
    scene.run(site(10))
    before = scene.dump(without=("page_id",))
    scene.run(site(10, moved=range(7)))
    counts = scene.run(site(10))
    assert scene.dump(without=("page_id",)) == before
    assert scene.store.holds() == ()
    assert not counts.hold.lasts
    assert counts.hold.released_by == ""
    assert scene.run({}).hold is None


def test_what_changes_beside_the_held_is_not_lost(scene, site, event, told):
    """A page that changed soundly in the held run waits with it, and comes with its mending."""
    scene.run(site(10))
    sound = {url(9): told(event("Tagung 9 in neuem Gewand", COMING))}
    assert scene.run({**site(9, moved=range(7)), **sound}).hold.lasts
    assert scene.run(site(9)).changed == 1
    assert "Tagung 9 in neuem Gewand" in {stored.event.name for stored in scene.store.events()}


def test_a_release_lets_through_what_is_held_and_keeps_who_said_so(scene, site):
    scene.run(site(10))
    scene.run(site(10, moved=range(7)))
    counts = release(scene, "K. Beispiel")
    assert (counts.changed, counts.hold.released_by, counts.hold.lasts) == (7, "K. Beispiel", False)
    assert len(counts.hold.altered) == 7
    assert scene.store.holds() == ()
    moved = [e for e in scene.store.events() if e.event.when.start == date(2026, 10, 1)]
    assert len(moved) == 7
    assert {stored.sequence for stored in moved} == {1}
    (row,) = scene.rows('SELECT at, "by" FROM holds')
    assert row["by"] == "K. Beispiel"
    assert row["at"]
    after = scene.dump(without=("unmatched",))
    assert scene.run({}).hold is None
    assert scene.dump(without=("unmatched",)) == after
    # A release is of one run: the guard is at its post again.
    assert scene.run(site(10)).hold.lasts


def release(scene, by, source="region"):
    run_id = scene.store.start_run(scene.now)
    return scene.store.save_extractions(
        run_id,
        source,
        (
            (page_id, page, scene.told[page.url])
            for page_id, page in scene.store.pages_to_extract(source, scene.version)
        ),
        scene.version,
        scene.now,
        released_by=by,
    )


def test_a_source_that_is_held_holds_everything_of_it(scene, site, told):
    scene.run(site(10))
    news = told(news=(NewsItem(headline="Neues", url=url("news")),), kind=PageKind.NEWS)
    scene.run({**site(12, moved=range(7)), url("news"): news})
    assert len(scene.store.events()) == 10
    assert scene.store.news() == ()
    release(scene, "staff")
    assert len(scene.store.events()) == 12
    assert len(scene.store.news()) == 1


def test_new_events_alone_are_never_held(scene, site):
    scene.run(site(6))
    assert scene.run(site(200)).hold is None
    assert len(scene.store.events()) == 200


def test_the_first_run_of_a_source_has_nothing_to_guard(scene, site):
    assert scene.run(site(50)).hold is None


def test_events_that_are_over_do_not_count(scene, event, told):
    def site(day, past):
        pages = {url(n): told(event(f"Rückschau {n}", past)) for n in range(20)}
        return pages | {url(f"neu{n}"): told(event(f"Vorschau {n}", day)) for n in range(7)}

    scene.run(site(COMING, date(2026, 1, 2)))
    assert scene.run(site(COMING, date(2025, 12, 30))).hold is None
    hold = scene.run(site(date(2026, 9, 8), date(2025, 12, 30))).hold
    assert (hold.coming, len(hold.altered)) == (7, 7)


def test_events_that_were_never_published_do_not_count(scene, site):
    scene.run(site(10, publish=False))
    assert scene.run(site(10, publish=False, moved=range(10))).hold is None


def test_cancelling_all_events_is_held(scene, site):
    scene.run(site(10))
    hold = scene.run(site(10, status=EventStatus.CANCELLED)).hold
    assert len(hold.altered) == 10
    assert dict(hold.altered[0].fields) == {"eventStatus": ("EventScheduled", "EventCancelled")}
    assert {e.event.status for e in scene.store.events()} == {EventStatus.SCHEDULED}


def test_what_the_rules_no_longer_read_is_withdrawn(scene, site, told):
    """A new extractor that loses much is held as well, and so is one that is unsure of much."""
    scene.run(site(10))
    before = scene.dump()
    scene.version = "2"
    scene.told.update({url(n): told() for n in range(6)})
    hold = scene.run({}).hold
    assert (hold.altered, len(hold.withdrawn)) == ((), 6)
    assert dict(hold.withdrawn[0].fields) == {"publish": (True, False)}
    assert scene.dump() == before
    scene.told.update(site(10, publish=False))
    assert len(scene.run({}).hold.withdrawn) == 10


def listing(event, told, numbers, **more):
    return told(
        *(event(f"Markttag Nummer {n}", COMING.replace(day=n + 1)) for n in numbers),
        kind=PageKind.LISTING,
        **more,
    )


def test_a_list_that_loses_most_of_its_events_is_held(scene, event, told):
    page = url("termine")
    scene.run({page: listing(event, told, range(12))})
    before = scene.dump()
    hold = scene.run({page: listing(event, told, range(6))}).hold
    assert (hold.coming, hold.altered, len(hold.withdrawn)) == (12, (), 6)
    assert {held.fields == {} for held in hold.withdrawn} == {True}
    assert scene.dump() == before


def test_a_hacked_site_puts_no_events_in_the_place_of_its_own(scene, event, told):
    page = url("termine")
    scene.run({page: listing(event, told, range(8))})
    other = told(
        *(event(f"Gewinnspiel {n}", COMING.replace(day=n + 1)) for n in range(8)),
        kind=PageKind.LISTING,
    )
    assert len(scene.run({page: other}).hold.withdrawn) == 8
    assert not any("Gewinnspiel" in stored.event.name for stored in scene.store.events())


def test_events_that_another_page_or_source_still_tells_have_not_vanished(scene, event, told):
    page = url("termine")
    scene.run({page: listing(event, told, range(8))})
    other = "https://verband.localhost/kalender"
    scene.run({other: listing(event, told, range(8))}, source="verband")
    assert len(scene.store.events()) == 8
    assert scene.run({page: listing(event, told, ())}).hold is None
    assert len(scene.run({other: listing(event, told, ())}, source="verband").hold.withdrawn) == 8


def test_what_lists_of_news_pass_on_from_has_not_vanished(scene, event, told):
    def run(numbers):
        scene.now = scene.now.replace(day=scene.now.day + 1)
        run_id = scene.store.start_run(scene.now)
        page = Page(
            source_id="region",
            url=url("presse"),
            body=repr(numbers).encode(),
            fetched_at=scene.now,
            role=EntryKind.PRESS,
        )
        scene.store.save_pages(run_id, "region", [page], (), scene.now)
        items = [
            (page_id, page, listing(event, told, numbers))
            for page_id, page in scene.store.pages_to_extract("region", "1")
        ]
        return scene.store.save_extractions(run_id, "region", items, "1", scene.now)

    run(range(8))
    assert run(range(8, 16)).hold is None


def test_a_page_that_failed_takes_nothing_back_and_is_not_held(scene, event, told):
    page = url("termine")
    scene.run({page: listing(event, told, range(8))})
    broken = Problem(kind=ProblemKind.LIST_MISSING, message="gone", severity=Severity.ERROR)
    assert scene.run({page: listing(event, told, (), problems=(broken,))}).hold is None


def test_one_source_is_held_and_the_other_goes_on(scene, site):
    scene.run(site(10, source="alpha"), source="alpha")
    scene.run(site(10, source="beta"), source="beta")
    assert scene.run(site(10, source="alpha", moved=range(8)), source="alpha").hold.lasts
    counts = scene.run(site(10, source="beta", moved=range(3)), source="beta")
    assert (counts.changed, counts.hold) == (3, None)
    assert [hold.source_id for hold in scene.store.holds()] == ["alpha"]


def test_an_event_of_several_sources_counts_for_the_one_that_alters_it(scene, event, told):
    """Joined to one event; the organiser's own word goes before, and is the one that is held."""

    def pages(source, hour):
        return {
            url(n, source): told(
                event(
                    f"Markttag Nummer {n}",
                    None,
                    when=When(start=datetime(2026, 9, n + 1, hour, tzinfo=BERLIN)),
                )
            )
            for n in range(8)
        }

    scene.run(pages("alpha", 8), source="alpha")
    scene.run(pages("beta", 8), source="beta")
    assert len(scene.store.events()) == 8
    before = scene.store.events()
    # The second source contradicts the first: a conflict to show, nothing that readers see moves.
    assert scene.run(pages("beta", 9), source="beta").hold is None
    hold = scene.run(pages("alpha", 10), source="alpha").hold
    assert (hold.source_id, hold.coming, len(hold.altered)) == ("alpha", 8, 8)
    assert [e.event for e in scene.store.events()] == [e.event for e in before]
