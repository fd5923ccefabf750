"""Tables of histories and the states that they come to."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from model import HealthState, Verdict
from regioradar.health import KnownEvent, SourceFacts, SourceHealth, health_of
from store import GoodLists, SourceRun, Visit

TODAY = date(2026, 8, 2)
NOW = datetime(2026, 8, 2, 4, tzinfo=UTC)
WEEK = timedelta(days=7)
LIST = "https://www.netz-auenland.example/veranstaltungen/"
FEED = "https://www.netz-auenland.example/termine.ics"
Run = Callable[..., SourceRun]
MakeVisit = Callable[..., Visit]
Facts = Callable[..., SourceFacts]
Lists = Callable[..., Mapping[str, GoodLists]]
Verdicts = Callable[[SourceHealth], list[str]]
FULL = {"startTime": 1.0, "location": 0.8, "addressLocality": 0.9, "organizer": 0.5}


def test_a_source_as_ever_is_well_without_reasons(run: Run, facts: Facts) -> None:
    health = health_of(facts(run(0)), TODAY)
    assert health.state is HealthState.WELL
    assert health.reasons == ()
    assert (health.found, health.median, health.coming) == (12, 12, 12)
    assert health.last_good == NOW
    assert health.since == NOW - 10 * WEEK


@pytest.mark.parametrize(
    ("found", "more", "state", "verdict"),
    [
        (12, {}, "well", None),
        (6, {}, "well", None),
        (5, {}, "degraded", "fewer_events"),
        (0, {}, "broken", "no_events"),
        (12, {"coming": 0}, "degraded", "none_coming"),
        (12, {"fill": FULL | {"location": 0.5}}, "well", None),
        (12, {"fill": FULL | {"location": 0.3}}, "degraded", "field_emptied"),
        (12, {"fill": FULL | {"organizer": 0.0}}, "well", None),
        (12, {"finish_reason": "page_budget"}, "well", None),
        (5, {"finish_reason": "time_budget"}, "degraded", "fewer_events"),
        (12, {"finish_reason": "closespider_timeout"}, "degraded", "cut_off"),
        (2, {"finish_reason": "shutdown"}, "well", None),
    ],
)
def test_a_run_beside_ten_with_twelve_events(
    found: int,
    more: dict[str, Any],
    state: str,
    verdict: str | None,
    run: Run,
    facts: Facts,
    verdicts: Verdicts,
) -> None:
    health = health_of(facts(run(0, found, **more)), TODAY)
    assert health.state == state
    assert verdicts(health) == ([verdict] if verdict else [])


def test_a_field_that_stood_there_once_is_not_missed(run: Run, facts: Facts) -> None:
    then = [run(1), *(run(week, fill=FULL | {"location": 0.4}) for week in range(2, 11))]
    history = (run(0, fill=FULL | {"location": 0.1}), *then)
    assert health_of(replace(facts(run(0)), runs=history), TODAY).state is HealthState.WELL


def test_few_events_make_no_share_of_a_field(run: Run, facts: Facts) -> None:
    last = run(0, 4, fill={"location": 0.0})
    history = (last, *(run(week, 5) for week in range(1, 11)))
    assert health_of(replace(facts(last), runs=history), TODAY).state is HealthState.WELL


def test_the_median_is_of_the_last_ten_good_runs(run: Run, facts: Facts) -> None:
    """A run that found nothing, or lost a list, is none to compare with."""
    poor = [run(1, 0), run(2, 3, visits={Verdict.LIST_MISSING: 1})]
    good = [*(run(week, 10) for week in range(3, 8)), *(run(week, 30) for week in range(8, 13))]
    history = (run(0, 12), *poor, *good, *(run(week, 99) for week in range(13, 40)))
    health = health_of(replace(facts(run(0)), runs=history), TODAY)
    assert health.median == 20


@pytest.mark.parametrize(
    ("verdict", "message"),
    [
        (Verdict.BLOCKED, "answered 403 Forbidden"),
        (Verdict.GONE, "answered 404 Not Found"),
        (Verdict.MOVED, "redirects to www.neu.example, which is no host of the source"),
        (Verdict.SERVER_ERROR, "answered 503 Service Unavailable"),
        (Verdict.TIMEOUT, "did not answer in time"),
        (Verdict.TLS, "the TLS certificate or handshake is not valid"),
        (Verdict.SOFT_404, "the page says that there is no such page"),
        (Verdict.JAVASCRIPT, "the page shows its content only to a browser"),
    ],
)
def test_a_source_whose_only_entry_fails_is_broken(
    verdict: Verdict, message: str, run: Run, visit: MakeVisit, facts: Facts, good_lists: Lists
) -> None:
    bad = visit(verdict=verdict, message=message, since=NOW - 2 * WEEK)
    health = health_of(facts(run(0, 0), visits=[bad], good_lists=good_lists()), TODAY)
    assert health.state is HealthState.BROKEN
    assert health.since == NOW - 2 * WEEK
    reason = health.reasons[0]
    assert (reason.verdict, reason.url, reason.since) == (verdict, LIST, NOW - 2 * WEEK)
    assert reason.evidence == (
        f"{message}; last good: 2026-07-26 (page 17 of the archive), 12 entries in "
        "ul.terminliste, first: Forum Bahnhof; Markttag"
    )
    assert reason.command == f"regioradar sources try auenland --url {LIST}"


def test_what_a_page_lost_is_told_once(
    run: Run, visit: MakeVisit, facts: Facts, good_lists: Lists
) -> None:
    told = "last good: 2026-07-26 (page 17 of the archive), 12 entries in ul.x; now: it has gone"
    bad = visit(verdict=Verdict.LIST_MISSING, message=told)
    health = health_of(facts(run(0, 0), visits=[bad], good_lists=good_lists()), TODAY)
    assert health.state is HealthState.BROKEN
    assert health.reasons[0].evidence == told


def test_a_command_is_safe_to_paste(run: Run, visit: MakeVisit, facts: Facts) -> None:
    url = "https://www.netz-auenland.example/?a=1&b=$(x)"
    bad = visit(url=url, verdict=Verdict.GONE, entry=True)
    health = health_of(facts(run(0, 0), visits=[bad]), TODAY)
    assert health.reasons[0].command.endswith(f"--url '{url}'")


@pytest.mark.parametrize(
    ("found", "state"), [(12, "degraded"), (6, "degraded"), (5, "broken"), (0, "broken")]
)
def test_the_only_list_fails_and_another_entry_stands(
    found: int, state: str, run: Run, visit: MakeVisit, facts: Facts, good_lists: Lists
) -> None:
    visits = [visit(verdict=Verdict.LIST_EMPTY), visit(FEED)]
    health = health_of(facts(run(0, found), visits=visits, good_lists=good_lists()), TODAY)
    assert health.state == state
    assert health.reasons[0].verdict == "list_empty"


def test_one_entry_of_two_fails(
    run: Run, visit: MakeVisit, facts: Facts, good_lists: Lists, verdicts: Verdicts
) -> None:
    visits = [visit(), visit(FEED, Verdict.GONE, message="answered 410 Gone")]
    health = health_of(facts(run(0), visits=visits, good_lists=good_lists()), TODAY)
    assert health.state is HealthState.DEGRADED
    assert verdicts(health) == ["gone"]
    assert health.reasons[0].evidence == "answered 410 Gone; last good: 2026-07-26"


def test_a_dead_link_is_no_matter_and_half_of_all_pages_is(
    run: Run, visit: MakeVisit, facts: Facts
) -> None:
    details = [visit(f"https://www.netz-auenland.example/t/{n}") for n in range(10)]
    dead = [replace(one, verdict=Verdict.BLOCKED, message="403") for one in details]
    few = health_of(facts(run(0), visits=[visit(), *dead[:2], *details[2:]]), TODAY)
    assert few.state is HealthState.WELL
    many = health_of(facts(run(0), visits=[visit(), *dead[:6], *details[6:]]), TODAY)
    assert many.state is HealthState.DEGRADED
    assert many.reasons[0].evidence.startswith("6 of 10 pages behind the entries fail; 403")


def test_visits_of_earlier_runs_do_not_count(run: Run, visit: MakeVisit, facts: Facts) -> None:
    gone = visit(FEED, Verdict.GONE, run_id=900)
    assert health_of(facts(run(0), visits=[visit(), gone]), TODAY).state is HealthState.WELL


def test_nothing_new_for_three_times_the_usual_gap(
    run: Run, facts: Facts, verdicts: Verdicts
) -> None:
    def every_ten_days(last: int) -> list[KnownEvent]:
        days = range(last, last + 60, 10)
        return [KnownEvent(first_day=TODAY, seen=NOW - timedelta(days=n)) for n in days]

    assert health_of(facts(run(0), events=every_ten_days(30)), TODAY).state is HealthState.WELL
    health = health_of(facts(run(0), events=every_ten_days(31)), TODAY)
    assert health.state is HealthState.DEGRADED
    assert verdicts(health) == ["nothing_new"]
    assert health.since == NOW - timedelta(days=31)


@pytest.mark.parametrize(("days_ago", "state"), [(21, "well"), (22, "degraded")])
def test_a_source_that_is_no_longer_crawled(
    days_ago: int, state: str, run: Run, facts: Facts
) -> None:
    assert health_of(facts(run(0)), TODAY + timedelta(days=days_ago)).state == state


def test_a_source_without_a_run_is_unknown(verdicts: Verdicts) -> None:
    health = health_of(SourceFacts(source_id="auenland", entries=(LIST,)), TODAY)
    assert health.state is HealthState.UNKNOWN
    assert verdicts(health) == ["never_crawled"]
    assert health.reasons[0].command == "regioradar sources try auenland"


@pytest.mark.parametrize(
    ("reason", "state", "told"),
    [
        ("error", "broken", ["cut_off"]),
        ("host_down", "broken", ["cut_off"]),
        ("finished", "broken", ["cut_off"]),
        ("shutdown", "well", []),
        ("retry_after", "degraded", ["cut_off"]),
    ],
)
def test_a_crawl_that_ended_before_it_asked_for_an_entry(
    reason: str, state: str, told: list[str], run: Run, facts: Facts, verdicts: Verdicts
) -> None:
    last = run(0, None, finish_reason=reason)
    health = health_of(facts(last, visits=[]), TODAY)
    assert (health.state, verdicts(health)) == (state, told)
    assert health.found == 12


def test_the_first_crawl_ends_before_it_asks(run: Run, facts: Facts) -> None:
    health = health_of(facts(run(0, None, finish_reason="error"), weeks=0, visits=[]), TODAY)
    assert (health.state, health.found) == (HealthState.BROKEN, None)


def test_a_crawl_that_is_not_read_yet_is_unknown(run: Run, facts: Facts) -> None:
    health = health_of(facts(run(0, None), weeks=0), TODAY)
    assert health.state is HealthState.UNKNOWN
    assert "nothing is read yet" in health.reasons[0].evidence


def test_a_host_that_asks_for_patience_names_the_hour(run: Run, facts: Facts) -> None:
    until = datetime(2026, 8, 3, 4, 30, tzinfo=UTC)
    last = run(0, 2, finish_reason="retry_after", not_before=until)
    (reason,) = health_of(facts(last), TODAY).reasons
    assert reason.evidence == (
        "the crawl did not come to its end: retry_after; "
        "a host asked to be left alone until 2026-08-03 04:30 UTC"
    )


def test_notices_are_told_and_change_nothing(run: Run, facts: Facts) -> None:
    health = health_of(facts(run(0), notices=["the list moved from a to b"]), TODAY)
    assert health.state is HealthState.WELL
    assert health.notices == ("the list moved from a to b",)
