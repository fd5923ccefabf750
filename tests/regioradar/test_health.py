"""Tables of histories and the states that they come to."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from rich.console import Console

from model import EntryKind, EventList, HealthState, Verdict
from regioradar.health import KnownEvent, SourceFacts, SourceHealth, health_of
from regioradar.health.showing import in_order, lines, show, to_json
from store import GoodLists, SourceRun, Visit

TODAY = date(2026, 8, 2)
NOW = datetime(2026, 8, 2, 4, tzinfo=UTC)
WEEK = timedelta(days=7)
LIST = "https://www.netz-auenland.example/veranstaltungen/"
FEED = "https://www.netz-auenland.example/termine.ics"
FULL = {"startTime": 1.0, "location": 0.8, "addressLocality": 0.9, "organizer": 0.5}


def run(weeks_ago: int, found: int | None = 12, **more: Any) -> SourceRun:
    started = NOW - weeks_ago * WEEK
    values: dict[str, Any] = {
        "run_id": 1000 - weeks_ago,
        "source_id": "auenland",
        "started_at": started,
        "finished_at": started + timedelta(minutes=5),
        "finish_reason": "finished",
        "pages": 30,
        "found": found,
        "coming": found,
        "fill": FULL if found else {},
        "visits": {Verdict.OK: 30},
    }
    return SourceRun(**values | more)


def visit(url: str = LIST, verdict: Verdict = Verdict.OK, **more: Any) -> Visit:
    values: dict[str, Any] = {
        "source_id": "auenland",
        "url": url,
        "role": EntryKind.LISTING if url == LIST else EntryKind.PAGE,
        "entry": url in (LIST, FEED),
        "run_id": 1000,
        "verdict": verdict,
        "status": 200,
        "message": "",
        "location": "",
        "size": 5000,
        "seconds": 0.2,
        "checked_at": NOW,
        "since": NOW if not verdict.good else NOW - 20 * WEEK,
        "failures": 0 if verdict.good else 1,
        "last_ok_at": NOW if verdict.good else NOW - WEEK,
    }
    return Visit(**values | more)


def facts(
    last: SourceRun, *, weeks: int = 10, visits: Sequence[Visit] = (visit(),), **more: Any
) -> SourceFacts:
    return SourceFacts(
        source_id="auenland",
        entries=(LIST,),
        runs=(last, *(run(week) for week in range(1, weeks + 1))),
        visits=visits,
        **more,
    )


def good_lists(url: str = LIST) -> Mapping[str, GoodLists]:
    stood = EventList(selector="ul.terminliste", entries=12, sample=("Forum Bahnhof", "Markttag"))
    return {url: GoodLists(page_id=17, fetched_at=NOW - WEEK, lists=(stood,))}


def verdicts(found: Any) -> list[str]:
    return [reason.verdict for reason in found.reasons]


def test_a_source_as_ever_is_well_without_reasons() -> None:
    health = health_of(facts(run(0)), TODAY)
    assert health.state is HealthState.WELL
    assert health.reasons == ()
    assert (health.found, health.median, health.coming) == (12, 12, 12)
    assert health.last_good == NOW
    assert health.since == NOW - 10 * WEEK


@pytest.mark.parametrize(
    ("last", "state", "verdict"),
    [
        (run(0, 12), "well", None),
        (run(0, 6), "well", None),
        (run(0, 5), "degraded", "fewer_events"),
        (run(0, 0), "broken", "no_events"),
        (run(0, 12, coming=0), "degraded", "none_coming"),
        (run(0, 12, fill=FULL | {"location": 0.5}), "well", None),
        (run(0, 12, fill=FULL | {"location": 0.3}), "degraded", "field_emptied"),
        (run(0, 12, fill=FULL | {"organizer": 0.0}), "well", None),
        (run(0, 12, finish_reason="page_budget"), "well", None),
        (run(0, 5, finish_reason="time_budget"), "degraded", "fewer_events"),
        (run(0, 12, finish_reason="closespider_timeout"), "degraded", "cut_off"),
        (run(0, 2, finish_reason="shutdown"), "well", None),
    ],
)
def test_a_run_beside_ten_with_twelve_events(
    last: SourceRun, state: str, verdict: str | None
) -> None:
    health = health_of(facts(last), TODAY)
    assert health.state == state
    assert verdicts(health) == ([verdict] if verdict else [])


def test_a_field_that_stood_there_once_is_not_missed() -> None:
    then = [run(1), *(run(week, fill=FULL | {"location": 0.4}) for week in range(2, 11))]
    history = (run(0, fill=FULL | {"location": 0.1}), *then)
    assert health_of(replace(facts(run(0)), runs=history), TODAY).state is HealthState.WELL


def test_few_events_make_no_share_of_a_field() -> None:
    last = run(0, 4, fill={"location": 0.0})
    history = (last, *(run(week, 5) for week in range(1, 11)))
    assert health_of(replace(facts(last), runs=history), TODAY).state is HealthState.WELL


def test_the_median_is_of_the_last_ten_good_runs() -> None:
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
def test_a_source_whose_only_entry_fails_is_broken(verdict: Verdict, message: str) -> None:
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


def test_what_a_page_lost_is_told_once() -> None:
    told = "last good: 2026-07-26 (page 17 of the archive), 12 entries in ul.x; now: it has gone"
    bad = visit(verdict=Verdict.LIST_MISSING, message=told)
    health = health_of(facts(run(0, 0), visits=[bad], good_lists=good_lists()), TODAY)
    assert health.state is HealthState.BROKEN
    assert health.reasons[0].evidence == told


def test_a_command_is_safe_to_paste() -> None:
    url = "https://www.netz-auenland.example/?a=1&b=$(x)"
    bad = visit(url=url, verdict=Verdict.GONE, entry=True)
    health = health_of(facts(run(0, 0), visits=[bad]), TODAY)
    assert health.reasons[0].command.endswith(f"--url '{url}'")


@pytest.mark.parametrize(
    ("found", "state"), [(12, "degraded"), (6, "degraded"), (5, "broken"), (0, "broken")]
)
def test_the_only_list_fails_and_another_entry_stands(found: int, state: str) -> None:
    visits = [visit(verdict=Verdict.LIST_EMPTY), visit(FEED)]
    health = health_of(facts(run(0, found), visits=visits, good_lists=good_lists()), TODAY)
    assert health.state == state
    assert health.reasons[0].verdict == "list_empty"


def test_one_entry_of_two_fails() -> None:
    visits = [visit(), visit(FEED, Verdict.GONE, message="answered 410 Gone")]
    health = health_of(facts(run(0), visits=visits, good_lists=good_lists()), TODAY)
    assert health.state is HealthState.DEGRADED
    assert verdicts(health) == ["gone"]
    assert health.reasons[0].evidence == "answered 410 Gone; last good: 2026-07-26"


def test_a_dead_link_is_no_matter_and_half_of_all_pages_is() -> None:
    details = [visit(f"https://www.netz-auenland.example/t/{n}") for n in range(10)]
    dead = [replace(one, verdict=Verdict.BLOCKED, message="403") for one in details]
    few = health_of(facts(run(0), visits=[visit(), *dead[:2], *details[2:]]), TODAY)
    assert few.state is HealthState.WELL
    many = health_of(facts(run(0), visits=[visit(), *dead[:6], *details[6:]]), TODAY)
    assert many.state is HealthState.DEGRADED
    assert many.reasons[0].evidence.startswith("6 of 10 pages behind the entries fail; 403")


def test_visits_of_earlier_runs_do_not_count() -> None:
    gone = visit(FEED, Verdict.GONE, run_id=900)
    assert health_of(facts(run(0), visits=[visit(), gone]), TODAY).state is HealthState.WELL


SAID = {LIST: "Derzeit sind keine Veranstaltungen geplant."}


def test_a_page_that_says_so_makes_a_source_quiet() -> None:
    said = visit(verdict=Verdict.QUIET)
    health = health_of(facts(run(0, 0), visits=[said], says_none=SAID), TODAY)
    assert health.state is HealthState.QUIET
    assert health.reasons[0].evidence == f"the page says: {SAID[LIST]}"
    assert health_of(facts(run(0, 0), visits=[said]), TODAY).state is HealthState.BROKEN


def test_what_some_detail_page_says_excuses_nothing() -> None:
    detail = "https://www.netz-auenland.example/raum/"
    visits = [visit(), visit(detail)]
    health = health_of(facts(run(0, 0), visits=visits, says_none={detail: SAID[LIST]}), TODAY)
    assert health.state is HealthState.BROKEN


def test_a_source_with_one_event_a_year_may_have_none() -> None:
    history = (run(0, 0), *(run(week, 1) for week in range(1, 11)))
    health = health_of(replace(facts(run(0)), runs=history), TODAY)
    assert health.state is HealthState.QUIET
    assert health.reasons[0].evidence == "usually 1 events are coming"


def test_nothing_at_the_same_time_of_an_earlier_year_makes_a_summer_quiet() -> None:
    last_summer = [run(51, 0), run(52, 0), run(53, 0)]
    health = health_of(
        replace(facts(run(0)), runs=(run(0, 0), *(run(n) for n in range(1, 11)), *last_summer)),
        TODAY,
    )
    assert health.state is HealthState.QUIET
    assert "at this time of the year in 2025" in health.reasons[0].evidence


def test_events_at_the_same_time_of_an_earlier_year_excuse_nothing() -> None:
    """Although it was without any for as long in winter."""
    winter = [run(n, 0) for n in range(20, 26)]
    history = (run(0, 0), *(run(n) for n in range(1, 20)), *winter, run(51), run(52), run(53))
    health = health_of(replace(facts(run(0)), runs=history), TODAY)
    assert health.state is HealthState.BROKEN


@pytest.mark.parametrize(("weeks", "state"), [(1, "quiet"), (7, "quiet"), (9, "broken")])
def test_nothing_for_about_as_long_as_once_before(weeks: int, state: str) -> None:
    """Five weeks in spring had an end; nine weeks are more than half as long again."""
    now = [run(n, 0) for n in range(weeks)]
    spring = [run(n, 0) for n in range(20, 26)]
    since = (*(run(n) for n in range(weeks, 20)), *spring, *(run(n) for n in range(26, 30)))
    health = health_of(replace(facts(run(0)), runs=(*now, *since)), TODAY)
    assert health.state == state


def test_a_source_that_breaks_does_not_get_used_to_it() -> None:
    """Forty weeks without events, never one again: the same as on the first day."""
    history = (*(run(n, 0) for n in range(40)), *(run(n) for n in range(40, 52)))
    health = health_of(replace(facts(run(0)), runs=history), TODAY)
    assert health.state is HealthState.BROKEN
    assert health.since == NOW - 39 * WEEK
    assert health.median == 12


def known(*days: str, seen: datetime = NOW - 30 * WEEK) -> list[KnownEvent]:
    return [KnownEvent(first_day=date.fromisoformat(day), seen=seen) for day in days]


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (("2024-03-04", "2025-03-10", "2026-03-09"), "quiet"),
        (("2024-03-04", "2025-09-10", "2026-03-09"), "broken"),
        (("2026-03-04", "2026-03-05", "2026-03-09"), "broken"),
        (("2024-03-04", "2025-03-05"), "broken"),
    ],
)
def test_the_months_in_which_its_events_lie(days: tuple[str, ...], state: str) -> None:
    health = health_of(facts(run(0, 0), events=known(*days)), TODAY)
    assert health.state == state


def test_fewer_events_than_usual_are_enough_at_a_time_of_few() -> None:
    summer = [run(n, 4) for n in (51, 52, 53)]
    history = (run(0, 3), *(run(n) for n in range(1, 11)), *summer)
    assert health_of(replace(facts(run(0)), runs=history), TODAY).state is HealthState.WELL
    assert health_of(replace(facts(run(0)), runs=history[:11]), TODAY).state == "degraded"


def test_nothing_new_for_three_times_the_usual_gap() -> None:
    def every_ten_days(last: int) -> list[KnownEvent]:
        days = range(last, last + 60, 10)
        return [KnownEvent(first_day=TODAY, seen=NOW - timedelta(days=n)) for n in days]

    assert health_of(facts(run(0), events=every_ten_days(30)), TODAY).state is HealthState.WELL
    health = health_of(facts(run(0), events=every_ten_days(31)), TODAY)
    assert health.state is HealthState.DEGRADED
    assert verdicts(health) == ["nothing_new"]
    assert health.since == NOW - timedelta(days=31)


@pytest.mark.parametrize(("days_ago", "state"), [(21, "well"), (22, "degraded")])
def test_a_source_that_is_no_longer_crawled(days_ago: int, state: str) -> None:
    assert health_of(facts(run(0)), TODAY + timedelta(days=days_ago)).state == state


def test_a_source_without_a_run_is_unknown() -> None:
    health = health_of(SourceFacts(source_id="auenland", entries=(LIST,)), TODAY)
    assert health.state is HealthState.UNKNOWN
    assert verdicts(health) == ["never_crawled"]
    assert health.reasons[0].command == "regioradar sources try auenland"


@pytest.mark.parametrize(
    ("found", "expects", "says", "state"),
    [
        (5, True, {}, "well"),
        (0, True, {}, "broken"),
        (0, True, SAID, "quiet"),
        (0, False, {}, "unknown"),
    ],
)
def test_the_first_run(found: int, expects: bool, says: Mapping[str, str], state: str) -> None:
    first = facts(run(0, found), weeks=0, expects_events=expects, says_none=says)
    assert health_of(first, TODAY).state == state


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
    reason: str, state: str, told: list[str]
) -> None:
    last = run(0, None, finish_reason=reason)
    health = health_of(facts(last, visits=[]), TODAY)
    assert (health.state, verdicts(health)) == (state, told)
    assert health.found == 12


def test_the_first_crawl_ends_before_it_asks() -> None:
    health = health_of(facts(run(0, None, finish_reason="error"), weeks=0, visits=[]), TODAY)
    assert (health.state, health.found) == (HealthState.BROKEN, None)


def test_a_crawl_that_is_not_read_yet_is_unknown() -> None:
    health = health_of(facts(run(0, None), weeks=0), TODAY)
    assert health.state is HealthState.UNKNOWN
    assert "nothing is read yet" in health.reasons[0].evidence


def test_a_host_that_asks_for_patience_names_the_hour() -> None:
    until = datetime(2026, 8, 3, 4, 30, tzinfo=UTC)
    last = run(0, 2, finish_reason="retry_after", not_before=until)
    (reason,) = health_of(facts(last), TODAY).reasons
    assert reason.evidence == (
        "the crawl did not come to its end: retry_after; "
        "a host asked to be left alone until 2026-08-03 04:30 UTC"
    )


def test_notices_are_told_and_change_nothing() -> None:
    health = health_of(facts(run(0), notices=["the list moved from a to b"]), TODAY)
    assert health.state is HealthState.WELL
    assert health.notices == ("the list moved from a to b",)


def shown(*healths: SourceHealth, width: int = 120) -> list[str]:
    out = io.StringIO()
    show(in_order(healths), 3, Console(file=out, width=width, no_color=True))
    return out.getvalue().splitlines()


def test_the_table_has_the_gravest_first_and_every_reason_in_full() -> None:
    told = "answered 404 Not Found, " + "and " * 60 + "so on"
    bad = visit(verdict=Verdict.GONE, message=told)
    broken = health_of(replace(facts(run(0, 0), visits=[bad]), source_id="zebra"), TODAY)
    well = health_of(replace(facts(run(0)), notices=["the list moved"]), TODAY)
    text = shown(well, broken)
    rows = [line.split() for line in text if "2026-" in line]
    assert rows[0][:7] == ["broken", "zebra", "2026-08-02", "0", "12", "2026-07-26", "gone"]
    assert rows[1][:4] == ["well", "auenland", "2026-05-24", "12"]
    assert f"zebra: gone since 2026-08-02 {LIST}: {told}; last good: 2026-07-26" in text
    assert f"    regioradar sources try zebra --url {LIST}" in text
    assert "auenland: the list moved" in text
    assert text[-1] == "3 sources are quiet or well (--all shows them)"


def test_markup_in_evidence_is_shown_as_it_stands() -> None:
    bad = visit(verdict=Verdict.GONE, message="[bold]x[/bold] :smile: [/]")
    text = shown(health_of(facts(run(0, 0), visits=[bad]), TODAY))
    assert any("[bold]x[/bold] :smile: [/]" in line for line in text)


def test_a_line_has_no_tabs_and_breaks_of_its_own() -> None:
    bad = visit(verdict=Verdict.GONE, message="a\tb\nc")
    (line,) = lines([health_of(facts(run(0, 0), visits=[bad]), TODAY)])
    assert line.split("\t")[8] == "a b c; last good: 2026-07-26"


def test_the_keys_of_the_json_are_stable() -> None:
    bad = visit(verdict=Verdict.GONE)
    data = to_json([health_of(facts(run(0, 0), visits=[bad]), TODAY)], TODAY)
    assert list(data) == ["today", "counts", "sources"]
    (source,) = data["sources"]
    assert list(source) == [
        "id", "state", "since", "found", "coming", "median", "lastGood", "reasons", "notices",
    ]  # fmt: skip
    assert list(source["reasons"][0]) == ["verdict", "url", "since", "evidence", "command"]
    assert data["counts"] == {"broken": 1, "degraded": 0, "unknown": 0, "quiet": 0, "well": 0}
