"""Feed the readers and writers inputs that nobody writes: `make fuzz TARGET=pages MINUTES=10`.

Each target runs in a process of its own under atheris, one after the other or JOBS side by side.
Corpora and findings are kept under var/fuzz, so that the next run begins where this one ended.
"""

import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from fuzzing import target as targets
from fuzzing.target import ROOT

_COVERED = re.compile(r"^#\d+\s.*?cov: (\d+)", re.MULTILINE)
_EXECUTED = re.compile(r"^(?:stat::number_of_executed_units: |#)(\d+)", re.MULTILINE)
_SLOWEST = re.compile(r"^SLOWEST ([\d.]+) s (\d+) bytes", re.MULTILINE)
_ARTIFACTS = ("crash-*", "timeout-*", "oom-*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of one target."""

    name: str
    executions: int
    seconds: float
    edges: int
    slowest: str
    findings: tuple[Path, ...]


@click.command()
@click.option("--target", default="all", show_default=True, help="One or more, comma between them.")
@click.option("--minutes", type=float, default=10.0, show_default=True, help="For each target.")
@click.option("--jobs", type=click.IntRange(1, 8), default=1, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), default=ROOT / "var" / "fuzz")
@click.option("--seconds", type=int, hidden=True, help="Run one target in this process.")
@click.argument("file", required=False, type=click.Path(exists=True, path_type=Path))
def main(
    target: str, minutes: float, jobs: int, folder: Path, seconds: int | None, file: Path | None
) -> None:
    """Fuzz; with FILE, which some run has found, only check that file again."""
    known = targets.names()
    wanted = known if target == "all" else target.split(",")
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        raise click.UsageError(f"no target {', '.join(unknown)}; known are {', '.join(known)}")
    if file is not None:
        targets.load(wanted[0]).check(file.read_bytes())
        return
    if seconds is not None:
        from fuzzing import running  # needs atheris

        running.run(wanted[0], folder / wanted[0], seconds)
    with ThreadPoolExecutor(jobs) as pool:
        runs = list(pool.map(lambda name: _run(name, folder / name, 60 * minutes), wanted))
    _report(runs)
    sys.exit(any(run.findings for run in runs))


def _run(name: str, folder: Path, seconds: float) -> Run:
    """Run a target until its time is over; where the fuzzer itself is brought down, once more."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "log"
    begin = time.monotonic()
    executions = 0
    told = ""
    while (left := seconds - (time.monotonic() - begin)) >= 1:
        with log.open("wb") as output:
            command = [
                sys.executable, __file__, "--target", name, "--folder", str(folder.parent),
                "--seconds", str(round(left)),
            ]  # fmt: skip
            code = subprocess.run(command, stdout=output, stderr=output, check=False).returncode  # noqa: S603
        told += (text := log.read_text(encoding="utf-8", errors="replace"))
        executed = [int(found) for found in _EXECUTED.findall(text)]
        executions += max(executed, default=0)
        if not executed:  # it never came to its first input
            raise click.ClickException(f"{name} does not start:\n{text[-2000:]}")
        if code == 0:
            break
    slow = _SLOWEST.findall(told)
    return Run(
        name=name,
        executions=executions,
        seconds=time.monotonic() - begin,
        edges=max((int(found) for found in _COVERED.findall(told)), default=0),
        slowest=f"{slow[-1][0]} s for {slow[-1][1]} bytes" if slow else "below 0.2 s",
        findings=_findings(folder / "findings"),
    )


def _findings(folder: Path) -> tuple[Path, ...]:
    kept = [file.with_suffix("") for file in folder.glob("*.txt")]
    return tuple(sorted([*kept, *(f for pattern in _ARTIFACTS for f in folder.glob(pattern))]))


def _report(runs: list[Run]) -> None:
    click.echo(f"{date.today():%Y-%m-%d}")  # noqa: DTZ011 - the day where the run was made
    click.echo(
        f"{'target':<12}{'executions':>12}{'seconds':>9}{'edges':>8}{'findings':>10}  slowest"
    )
    for run in runs:
        click.echo(
            f"{run.name:<12}{run.executions:>12,}{run.seconds:>9.0f}{run.edges:>8,}"
            f"{len(run.findings):>10}  {run.slowest}"
        )
    for run in runs:
        for file in run.findings:
            told = file.with_name(file.name + ".txt")
            last = (
                told.read_text(encoding="utf-8").strip().splitlines()[-1] if told.exists() else ""
            )
            click.echo(f"\n{run.name}: {file}\n    {last[:300]}")
            click.echo(f"    again: python tools/fuzz.py --target {run.name} {file}")


if __name__ == "__main__":
    main()
