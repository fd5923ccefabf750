"""How the states are shown: as a table, as lines and as JSON."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from rich.console import Console

from model import Verdict
from regioradar.health import SourceFacts, SourceHealth, health_of
from regioradar.health.showing import in_order, lines, show, to_json
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


def shown(*healths: SourceHealth, width: int = 120) -> list[str]:
    out = io.StringIO()
    show(in_order(healths), 3, Console(file=out, width=width, no_color=True))
    return out.getvalue().splitlines()


def test_the_table_has_the_gravest_first_and_every_reason_in_full(
    run: Run, visit: MakeVisit, facts: Facts
) -> None:
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


def test_markup_in_evidence_is_shown_as_it_stands(run: Run, visit: MakeVisit, facts: Facts) -> None:
    bad = visit(verdict=Verdict.GONE, message="[bold]x[/bold] :smile: [/]")
    text = shown(health_of(facts(run(0, 0), visits=[bad]), TODAY))
    assert any("[bold]x[/bold] :smile: [/]" in line for line in text)


def test_a_line_has_no_tabs_and_breaks_of_its_own(run: Run, visit: MakeVisit, facts: Facts) -> None:
    bad = visit(verdict=Verdict.GONE, message="a\tb\nc")
    (line,) = lines([health_of(facts(run(0, 0), visits=[bad]), TODAY)])
    assert line.split("\t")[8] == "a b c; last good: 2026-07-26"


def test_the_keys_of_the_json_are_stable(run: Run, visit: MakeVisit, facts: Facts) -> None:
    bad = visit(verdict=Verdict.GONE)
    data = to_json([health_of(facts(run(0, 0), visits=[bad]), TODAY)], TODAY)
    assert list(data) == ["today", "counts", "sources"]
    (source,) = data["sources"]
    assert list(source) == [
        "id", "state", "since", "found", "coming", "median", "lastGood", "reasons", "notices",
    ]  # fmt: skip
    assert list(source["reasons"][0]) == ["verdict", "url", "since", "evidence", "command"]
    assert data["counts"] == {
        "broken": 1, "degraded": 0, "paused": 0, "unknown": 0, "quiet": 0, "well": 0,
    }  # fmt: skip
