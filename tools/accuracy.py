"""Score the program on every labelled set that is at hand; say plainly which are not.

`make accuracy` calls it. The sets under ../shared are not part of the project; each is read through
the machine interface, as any other tool would.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from judged_events import EVAL, ROOT, Judged, judged_events, page_lines

OWN = ROOT / "tests" / "accuracy"
PROGRAM = Path(sys.executable).with_name("regioradar")


def main() -> int:
    """Score all sets; return 1 where a scorer failed."""
    failed = False
    show_calibration()
    with tempfile.TemporaryDirectory(prefix="regioradar-") as folder:
        for name, command in sets(Path(folder)):
            click.echo(f"\n== {name}")
            failed |= _run(command).returncode != 0
    return int(failed)


def show_calibration() -> None:
    """Print what was said of the events and what is so, by tenths, over all sets at hand."""
    judged: list[Judged] = []
    click.echo("== what would be published")
    for name, events, wanted in judged_events():
        judged.extend(events)
        _show_published(name, events, wanted)
    click.echo("\n== calibration: day, place and name are all right")
    click.echo("   said  events    mean  actual")
    for tenth in range(10):
        inside = [e for e in judged if min(9, int(e.confidence * 10)) == tenth]
        if inside:
            mean = sum(e.confidence for e in inside) / len(inside)
            actual = sum(e.is_right for e in inside) / len(inside)
            click.echo(f"0.{tenth}-{(tenth + 1) / 10}  {len(inside):6}  {mean:6.2f}  {actual:6.2f}")


def _show_published(name: str, events: list[Judged], wanted: int) -> None:
    shown = [event for event in events if event.published]
    real, right = sum(e.is_event for e in shown), sum(e.is_right for e in shown)
    click.echo(
        f"{name:15} {len(shown):4} published for {wanted:4} wanted: {real} are events of their "
        f"day ({_share(real, len(shown))}), {right} right in all ({_share(right, len(shown))})"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def sets(work: Path) -> Iterator[tuple[str, list[str]]]:
    """Each set with the command that prints its figures; answers are written into `work`."""
    own = OWN / "score.py"
    if own.exists():
        yield "tests/accuracy", [sys.executable, str(own)]
    else:
        click.echo("tests/accuracy: not there, not scored")
    if not EVAL.is_dir():
        click.echo("../shared/eval: not there, its sets are not scored")
        return
    scorer = str(EVAL / "score_pages.py")
    for name in ("seeds", "pages", "cms", "html"):
        if not (EVAL / name / "labels.jsonl").exists():
            click.echo(f"{name}: not there, not scored")
        else:
            lines = page_lines(EVAL / name)
            output = _answers("extract", lines, work / name)
            yield name, [sys.executable, scorer, str(EVAL / name / "labels.jsonl"), str(output)]
    cases = EVAL / "dates" / "cases.jsonl"
    if cases.exists():
        output = _answers("dates", cases.read_bytes(), work / "dates")
        yield "dates", [sys.executable, str(EVAL / "score_dates.py"), str(cases), str(output)]
    pairs = EVAL / "pairs" / "pairs.jsonl"
    if pairs.exists():
        output = _answers("match", pairs.read_bytes(), work / "pairs")
        yield "pairs", [sys.executable, str(EVAL / "score_pairs.py"), str(pairs), str(output)]


def _answers(command: str, lines: bytes, output: Path) -> Path:
    """The program's answers, written to `output`; a bad line is the program's to report."""
    with output.open("wb") as answers:
        done = _run([str(PROGRAM), command, "--jsonl"], input=lines, stdout=answers)
    if done.returncode:
        click.echo(f"{output.name}: regioradar {command} ended with exit code {done.returncode}")
    return output


def _run(command: list[str], **options: Any) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(command, cwd=ROOT, check=False, **options)  # noqa: S603 (our own)


if __name__ == "__main__":
    sys.exit(main())
