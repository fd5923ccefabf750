"""The table of the bench: what is a goal missed, what a regression, what is kept of a run."""

import json
import math
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

TOOLS = Path(__file__).resolve().parents[2] / "tools"
sys.path.append(str(TOOLS))

import bench  # noqa: E402 (its folder is named above)
from bench_measure import Measure, against, load, save  # noqa: E402
from load_growth import exponent  # noqa: E402


def time_of(ratio: float, goal: float | None = 2.0) -> Measure:
    """A row of which less is better."""
    return Measure(name="write", ratio=ratio, against="raw SQL", goal=goal)


def throughput(ratio: float) -> Measure:
    """A row of which more is better."""
    return Measure(name="crawl", ratio=ratio, against="Scrapy", goal=0.8, at_least=True)


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (time_of(2.0), True), (time_of(2.1), False), (time_of(9.0, goal=None), True),
        (throughput(0.8), True), (throughput(0.79), False),
    ],
)  # fmt: skip
def test_a_goal_is_met_on_its_side(row, met):
    assert row.met is met


@pytest.mark.parametrize(
    ("row", "before", "worse"),
    [
        (time_of(1.5), 1.0, 0.5), (time_of(0.5), 1.0, -0.5), (throughput(0.5), 1.0, 1.0),
        (throughput(1.0), 0.5, -0.5), (time_of(0), 0, 0), (time_of(3), 0, math.inf),
    ],
)  # fmt: skip
def test_worse_is_told_by_what_share(row, before, worse):
    assert row.worse(before) == worse


def test_rows_are_handed_over_as_they_were(tmp_path):
    rows = [against("crawl", 30.0, 60.0, "Scrapy", unit="pages/s", goal=0.45, at_least=True)]
    save(tmp_path / "rows.json", rows)
    assert load(tmp_path / "rows.json") == rows
    assert rows[0].ratio == 0.5


def test_what_is_lost_is_a_goal_that_was_met_or_more_than_noise():
    assert bench.lost([time_of(2.1)], {"write": 1.9}) == [
        "write: the goal is lost, 1.90 before, 2.10 now"
    ]
    assert bench.lost([time_of(4.0)], {"write": 3.0}) == ["write: worse, 3.00 before, 4.00 now"]
    assert bench.lost([time_of(3.1)], {"write": 3.0}) == []
    assert bench.lost([time_of(9.9)], {}) == []


def test_the_table_names_goal_verdict_and_the_last_ratio():
    said = bench.table([time_of(2.5), throughput(0.9)], {"write": 1.0})
    head, write, crawl = said.splitlines()
    assert head.split() == ["ratio", "goal", "last", "against"]
    assert write.split()[:7] == ["write", "2.50", "<=", "2", "MISSED", "1.00", "WORSE"]
    assert crawl.split()[:6] == ["crawl", "0.90", ">=", "0.8", "met", "-"]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The command with one row, and the file of the history."""
    file = tmp_path / "history.jsonl"
    monkeypatch.setattr(bench, "HISTORY", file)

    def call(ratio: float, *options: str) -> tuple[int, list[dict[str, object]]]:
        monkeypatch.setattr(bench, "measured", lambda _part, *, quick: [time_of(ratio)])  # noqa: ARG005
        done = CliRunner().invoke(bench.main, ["--part", "merge", *options])
        return done.exit_code, bench.history(file)

    return call


def test_a_run_is_recorded_where_that_is_asked_for(run):
    assert run(1.0) == (0, [])
    code, kept = run(1.5, "--record")
    assert code == 0
    (entry,) = kept
    assert entry["ratios"] == {"write": 1.5}
    assert set(entry) == {"date", "commit", "cpus", "ratios"}


def test_a_check_fails_where_a_goal_was_lost(run):
    run(1.9, "--record")
    assert run(2.2)[0] == 0
    assert run(2.2, "--check")[0] == 1
    assert run(2.0, "--check")[0] == 0


def test_a_quick_run_is_not_recorded(run):
    assert run(1.0, "--quick", "--record") == (2, [])


def test_the_history_names_nothing_of_the_machine():
    for entry in bench.history(TOOLS / "bench_history.jsonl"):
        assert set(entry) == {"date", "commit", "cpus", "ratios"}
        assert "/" not in json.dumps([entry["date"], entry["commit"]])


def test_an_exponent_is_that_of_the_growth():
    shares = (0.125, 0.25, 0.5, 1.0)
    assert exponent({share: 7 * share**2 for share in shares}) == pytest.approx(2)
    assert exponent(dict.fromkeys(shares, 3.0)) == pytest.approx(0)
