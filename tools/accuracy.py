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

ROOT = Path(__file__).resolve().parent.parent
EVAL = ROOT.parent / "shared" / "eval"
OWN = ROOT / "tests" / "accuracy"
PROGRAM = Path(sys.executable).with_name("regioradar")


def main() -> int:
    """Score all sets; return 1 where a scorer failed."""
    failed = False
    with tempfile.TemporaryDirectory(prefix="regioradar-") as folder:
        for name, command in sets(Path(folder)):
            click.echo(f"\n== {name}")
            failed |= _run(command).returncode != 0
    return int(failed)


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
        lines = _lines(EVAL / name)
        if lines:
            output = _answers("extract", lines, work / name)
            yield name, [sys.executable, scorer, str(EVAL / name / "labels.jsonl"), str(output)]
    cases = EVAL / "dates" / "cases.jsonl"
    if cases.exists():
        output = _answers("dates", cases.read_bytes(), work / "dates")
        yield "dates", [sys.executable, str(EVAL / "score_dates.py"), str(cases), str(output)]


def _lines(folder: Path) -> bytes:
    """The input lines of a set of pages: as they lie there, or made of its labels."""
    ready, labels = folder / "pages.jsonl", folder / "labels.jsonl"
    if ready.exists():
        return ready.read_bytes()
    if not labels.exists():
        click.echo(f"{folder.name}: not there, not scored")
        return b""
    maker = [sys.executable, str(EVAL / "pages_jsonl.py"), str(labels), str(folder / "pages")]
    return _run(maker, stdout=subprocess.PIPE).stdout


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
