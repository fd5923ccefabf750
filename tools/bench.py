"""`make bench`: one table of all ratios, each against the bare library in the same run, with goals.

The parts run one after the other, each in a process of its own. Beside each ratio stands the last
one of `tools/bench_history.jsonl`, so that what got worse is seen. See docs/benchmarks.md.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import bench_measure
import click
from bench_measure import Measure

TOOLS = Path(__file__).resolve().parent
HISTORY = TOOLS / "bench_history.jsonl"
NOISE = 0.25
"""So much worse than the last time is no noise any more."""
PARTS = ("reading", "crawl", "merge", "feeds", "review")


def measured(part: str, *, quick: bool) -> list[Measure]:
    """Run a part, which prints its own tables, and return its rows."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.json"
        command = [sys.executable, str(TOOLS / f"bench_{part}.py"), "--records", str(file)]
        command += ["--quick"] if quick else []
        click.echo(f"\n=== {part}")
        if subprocess.run(command, check=False).returncode:  # noqa: S603 (ours)
            raise click.ClickException(f"the part {part} of the bench failed")
        return bench_measure.load(file)


def history(file: Path) -> list[dict[str, Any]]:
    """All recorded runs, the oldest first."""
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def table(rows: Sequence[Measure], before: dict[str, float]) -> str:
    """The table in words, goals of the guide first."""
    head = f"{'':<48}{'ratio':>9}{'goal':>10}{'':>9}{'last':>9}{'':>8}  against"
    lines = [head]
    for row in sorted(rows, key=lambda row: not row.guide):
        lines.append(_line(row, before.get(row.name)))
    return "\n".join(lines)


def _line(row: Measure, last: float | None) -> str:
    sign = ">=" if row.at_least else "<="
    goal = f"{sign} {row.goal:g}" if row.goal is not None else "-"
    verdict = "" if row.goal is None else "met" if row.met else "MISSED"
    known = f"{last:.2f}" if last is not None else "-"
    mark = "WORSE" if last is not None and row.worse(last) > NOISE else ""
    shown = f"{row.ratio:.2f}" if row.ratio < 1000 else f"{row.ratio:.0f}"
    line = f"{row.name:<48}{shown:>9}{goal:>10}{verdict:>9}{known:>9}{mark:>8}  {row.against}"
    figures = [f"{value:.4g}" for value in (row.ours, row.bare) if value is not None]
    return line + (f" ({' : '.join(figures)} {row.unit})" if figures else "")


def record(file: Path, rows: Sequence[Measure]) -> None:
    """Append a run to the history: nothing of the machine but the number of its processors."""
    command = ["git", "-C", str(TOOLS), "rev-parse", "--short", "HEAD"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    entry = {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": found.stdout.strip(),
        "cpus": os.cpu_count(),
        "ratios": {row.name: round(row.ratio, 4) for row in rows},
    }
    with file.open("a", encoding="utf-8") as handle:
        handle.write(json.dumps(entry, ensure_ascii=False) + "\n")


def lost(rows: Sequence[Measure], before: dict[str, float]) -> list[str]:
    """What fails a check: goals that are missed and were met the last time, and what got worse."""
    found = []
    for row in rows:
        last = before.get(row.name)
        if last is None:
            continue
        if not row.met and Measure(**{**asdict(row), "ratio": last}).met:
            found.append(f"{row.name}: the goal is lost, {last:.2f} before, {row.ratio:.2f} now")
        elif row.worse(last) > NOISE:
            found.append(f"{row.name}: worse, {last:.2f} before, {row.ratio:.2f} now")
    return found


@click.command()
@click.option("--part", "parts", multiple=True, type=click.Choice(PARTS), help="Only this one.")
@click.option("--quick", is_flag=True, help="With few pages and events: to try it, not to measure.")
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON at the end.")
@click.option("--record", "keep", is_flag=True, help="Append this run to the history.")
@click.option(
    "--check", is_flag=True, help="End with 1 where a goal was lost or a ratio got worse."
)
def main(parts: tuple[str, ...], quick: bool, as_json: bool, keep: bool, check: bool) -> None:
    """Run all parts and print one table of what they measured."""
    if quick and keep:
        raise click.UsageError("a quick run measures too little to be recorded")
    known = history(HISTORY)
    before: dict[str, float] = {}
    for entry in known:
        before |= entry["ratios"]
    rows = [row for part in parts or PARTS for row in measured(part, quick=quick)]
    when = f", last: {known[-1]['date']} {known[-1]['commit']}" if known else ""
    click.echo(f"\nEach ratio is of one run, against what is named behind it{when}\n")
    click.echo(table(rows, before))
    missed = [row.name for row in rows if not row.met]
    click.echo(
        f"\n{len(missed)} goals missed: {'; '.join(missed)}" if missed else "\nall goals met"
    )
    worse = lost(rows, before)
    for line in worse:
        click.echo(line)
    if as_json:
        click.echo(json.dumps([asdict(row) | {"met": row.met} for row in rows]))
    if keep:
        record(HISTORY, rows)
    if check and worse:
        sys.exit(1)


if __name__ == "__main__":
    main()
