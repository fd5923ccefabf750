"""When a source without events, or with few, is quiet, and when it is broken."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

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
SAID = {LIST: "Derzeit sind keine Veranstaltungen geplant."}


def test_a_page_that_says_so_makes_a_source_quiet(run: Run, visit: MakeVisit, facts: Facts) -> None:
    said = visit(verdict=Verdict.QUIET)
    health = health_of(facts(run(0, 0), visits=[said], says_none=SAID), TODAY)
    assert health.state is HealthState.QUIET
    assert health.reasons[0].evidence == f"the page says: {SAID[LIST]}"
    assert health_of(facts(run(0, 0), visits=[said]), TODAY).state is HealthState.BROKEN


def test_what_some_detail_page_says_excuses_nothing(
    run: Run, visit: MakeVisit, facts: Facts
) -> None:
    detail = "https://www.netz-auenland.example/raum/"
    visits = [visit(), visit(detail)]
    health = health_of(facts(run(0, 0), visits=visits, says_none={detail: SAID[LIST]}), TODAY)
    assert health.state is HealthState.BROKEN


def test_a_source_with_one_event_a_year_may_have_none(run: Run, facts: Facts) -> None:
    history = (run(0, 0), *(run(week, 1) for week in range(1, 11)))
    health = health_of(replace(facts(run(0)), runs=history), TODAY)
    assert health.state is HealthState.QUIET
    assert health.reasons[0].evidence == "usually 1 events are coming"


def test_nothing_at_the_same_time_of_an_earlier_year_makes_a_summer_quiet(
    run: Run, facts: Facts
) -> None:
    last_summer = [run(51, 0), run(52, 0), run(53, 0)]
    health = health_of(
        replace(facts(run(0)), runs=(run(0, 0), *(run(n) for n in range(1, 11)), *last_summer)),
        TODAY,
    )
    assert health.state is HealthState.QUIET
    assert "at this time of the year in 2025" in health.reasons[0].evidence


def test_events_at_the_same_time_of_an_earlier_year_excuse_nothing(run: Run, facts: Facts) -> None:
    """Although it was without any for as long in winter."""
    winter = [run(n, 0) for n in range(20, 26)]
    history = (run(0, 0), *(run(n) for n in range(1, 20)), *winter, run(51), run(52), run(53))
    health = health_of(replace(facts(run(0)), runs=history), TODAY)
    assert health.state is HealthState.BROKEN


@pytest.mark.parametrize(("weeks", "state"), [(1, "quiet"), (7, "quiet"), (9, "broken")])
def test_nothing_for_about_as_long_as_once_before(
    weeks: int, state: str, run: Run, facts: Facts
) -> None:
    """Five weeks in spring had an end; nine weeks are more than half as long again."""
    now = [run(n, 0) for n in range(weeks)]
    spring = [run(n, 0) for n in range(20, 26)]
    since = (*(run(n) for n in range(weeks, 20)), *spring, *(run(n) for n in range(26, 30)))
    health = health_of(replace(facts(run(0)), runs=(*now, *since)), TODAY)
    assert health.state == state


def test_a_source_that_breaks_does_not_get_used_to_it(run: Run, facts: Facts) -> None:
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
def test_the_months_in_which_its_events_lie(
    days: tuple[str, ...], state: str, run: Run, facts: Facts
) -> None:
    health = health_of(facts(run(0, 0), events=known(*days)), TODAY)
    assert health.state == state


def test_fewer_events_than_usual_are_enough_at_a_time_of_few(run: Run, facts: Facts) -> None:
    summer = [run(n, 4) for n in (51, 52, 53)]
    history = (run(0, 3), *(run(n) for n in range(1, 11)), *summer)
    assert health_of(replace(facts(run(0)), runs=history), TODAY).state is HealthState.WELL
    assert health_of(replace(facts(run(0)), runs=history[:11]), TODAY).state == "degraded"


@pytest.mark.parametrize(
    ("found", "expects", "says", "state"),
    [
        (5, True, {}, "well"),
        (0, True, {}, "broken"),
        (0, True, SAID, "quiet"),
        (0, False, {}, "unknown"),
    ],
)
def test_the_first_run(
    found: int, expects: bool, says: Mapping[str, str], state: str, run: Run, facts: Facts
) -> None:
    first = facts(run(0, found), weeks=0, expects_events=expects, says_none=says)
    assert health_of(first, TODAY).state == state
