"""Runs, health rows, summaries and problems."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from model import Extraction, Page, PageKind, Problem, ProblemKind, Severity, Verdict
from store import FILL_FIELDS, Run, SourceProblem, SourceRun

NOW = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
URL = "https://region.localhost/termine"


def problem(kind: ProblemKind, severity: Severity = Severity.WARNING, url: str = "") -> Problem:
    return Problem(kind=kind, message="so it is", severity=severity, url=url)


def test_a_run_from_start_to_end(scene: Any) -> None:
    store = scene.store
    first, second = store.start_run(NOW), store.start_run(NOW + timedelta(days=1))
    store.finish_run(second, NOW + timedelta(days=1, hours=1), 1, {"quelle": ["ä"]})
    assert store.runs() == (
        Run(
            run_id=second,
            started_at=NOW + timedelta(days=1),
            finished_at=NOW + timedelta(days=1, hours=1),
            exit_code=1,
            summary={"quelle": ["ä"]},
        ),
        Run(run_id=first, started_at=NOW),
    )
    assert [run.run_id for run in store.runs(1)] == [second]


def test_the_health_row_holds_crawl_and_reading(
    scene: Any,
    told: Callable[..., Extraction],
    event: Callable[..., Any],
    visited: Callable[..., Any],
) -> None:
    store = scene.store
    run_id = store.start_run(NOW)
    pages = [
        Page(source_id="region", url=f"{URL}/{n}", body=str(n).encode(), fetched_at=NOW)
        for n in range(3)
    ]
    crawled = [problem(ProblemKind.TIMEOUT, Severity.ERROR, URL + "/9")]
    ended = NOW + timedelta(minutes=5)
    store.save_pages(run_id, "region", pages, [URL + "/8"], NOW)
    visits = [visited(page.url) for page in pages]
    scene.end_crawl(
        run_id, "region", visits, problems=crawled, requests=7, size=30,
        started_at=NOW, finished_at=ended,
    )  # fmt: skip
    warning = problem(ProblemKind.YEAR_UNKNOWN)
    readings = {
        f"{URL}/0": told(event(), problems=(warning,)),
        f"{URL}/1": told(event("Andere")),
        f"{URL}/2": told(kind=PageKind.OTHER),
    }
    items = [(i, p, readings[p.url]) for i, p in store.pages_to_extract("region", "1")]
    store.save_extractions(run_id, "region", items, "1", ended)
    expected = SourceRun(
        run_id=run_id,
        source_id="region",
        started_at=NOW,
        finished_at=ended,
        finish_reason="finished",
        requests=7,
        pages=3,
        new_pages=3,
        not_modified=1,
        pages_read=3,
        events=2,
        new_events=2,
        problems=2,
        worst_severity=Severity.ERROR,
        visits={Verdict.OK: 3},
        size=30,
        found=2,
        coming=2,
        fill={**dict.fromkeys(FILL_FIELDS, 0.0), "addressLocality": 1.0, "organizer": 1.0},
    )
    assert store.source_summaries(run_id) == (expected,)
    assert store.problems(run_id) == (
        SourceProblem(source_id="region", problem=crawled[0]),
        SourceProblem(
            source_id="region", problem=problem(ProblemKind.YEAR_UNKNOWN, url=f"{URL}/0")
        ),
    )
    assert store.problems(run_id, "other") == ()


def test_a_source_that_failed_has_its_row(scene: Any) -> None:
    run_id = scene.store.start_run(NOW)
    fault = problem(ProblemKind.UNREACHABLE, Severity.ERROR)
    scene.end_crawl(run_id, "silent", problems=[fault], finish_reason="no answer")
    (row,) = scene.store.source_summaries(run_id)
    assert (row.pages, row.problems, row.worst_severity) == (0, 1, Severity.ERROR)
    assert row.finish_reason == "no answer"


def test_reading_without_a_crawl_has_a_row_too(scene: Any) -> None:
    run_id = scene.store.start_run(NOW)
    scene.store.save_extractions(run_id, "region", (), "1", NOW)
    (row,) = scene.store.source_summaries(run_id)
    assert row == SourceRun(run_id=run_id, source_id="region")


def test_health_is_the_last_row_of_every_source(scene: Any) -> None:
    store = scene.store
    runs = [store.start_run(NOW + timedelta(days=day)) for day in range(3)]
    for run_id, source in ((runs[0], "b"), (runs[1], "b"), (runs[1], "a"), (runs[2], "a")):
        scene.end_crawl(run_id, source)
    assert [(row.source_id, row.run_id) for row in store.health()] == [("a", 3), ("b", 2)]
    assert [row.source_id for row in store.source_summaries(runs[1])] == ["a", "b"]
    assert store.source_summaries(99) == ()


def test_an_unchanged_run_still_shows_its_events(
    scene: Any, told: Callable[..., Extraction], event: Callable[..., Any]
) -> None:
    for _ in range(2):
        scene.run({URL: told(event(), event("Andere"), kind=PageKind.LISTING)})
    (row,) = scene.store.health()
    assert (row.pages, row.unchanged_pages, row.pages_read) == (1, 1, 0)
    assert (row.events, row.new_events, row.changed_events) == (2, 0, 0)
