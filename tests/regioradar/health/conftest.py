"""Runs, visits and facts of a source in few words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from model import EntryKind, EventList, Verdict
from regioradar.health import SourceFacts, SourceHealth
from store import GoodLists, SourceRun, Visit

NOW = datetime(2026, 8, 2, 4, tzinfo=UTC)
WEEK = timedelta(days=7)
LIST = "https://www.netz-auenland.example/veranstaltungen/"
FEED = "https://www.netz-auenland.example/termine.ics"
FULL = {"startTime": 1.0, "location": 0.8, "addressLocality": 0.9, "organizer": 0.5}


def run(weeks_ago: int, found: int | None = 12, **more: Any) -> SourceRun:
    """A run, some weeks ago."""
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
    """A visit of the last run."""
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
    """A last run after weeks as ever."""
    return SourceFacts(
        source_id="auenland",
        entries=(LIST,),
        runs=(last, *(run(week) for week in range(1, weeks + 1))),
        visits=visits,
        **more,
    )


def good_lists(url: str = LIST) -> Mapping[str, GoodLists]:
    """The list that stood at an address."""
    stood = EventList(selector="ul.terminliste", entries=12, sample=("Forum Bahnhof", "Markttag"))
    return {url: GoodLists(page_id=17, fetched_at=NOW - WEEK, lists=(stood,))}


def verdicts(found: SourceHealth) -> list[str]:
    """The verdicts of the reasons."""
    return [reason.verdict for reason in found.reasons]


@pytest.fixture(name="run", scope="session")
def run_fixture() -> Callable[..., SourceRun]:
    """Makes a run some weeks ago, with twelve events and no fault unless they are named."""
    return run


@pytest.fixture(name="visit", scope="session")
def visit_fixture() -> Callable[..., Visit]:
    """Makes a visit of the last run, to the list unless another address is named."""
    return visit


@pytest.fixture(name="facts", scope="session")
def facts_fixture() -> Callable[..., SourceFacts]:
    """Makes the facts of a source: a last run after ten weeks as ever."""
    return facts


@pytest.fixture(name="good_lists", scope="session")
def good_lists_fixture() -> Callable[..., Mapping[str, GoodLists]]:
    """Makes the list that stood at an address a week ago."""
    return good_lists


@pytest.fixture(name="verdicts", scope="session")
def verdicts_fixture() -> Callable[[SourceHealth], list[str]]:
    """The verdicts of the reasons of a state."""
    return verdicts
