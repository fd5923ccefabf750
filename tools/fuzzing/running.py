"""One target under atheris in a process of its own: `tools/fuzz.py` starts it and reads its lines.

A finding is kept with its traceback, once for each place in our code, and the run goes on.
"""

import hashlib
import logging
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

import atheris
import click

from fuzzing import target as targets
from fuzzing.mutating import mutated
from fuzzing.target import ROOT, Target, UnsoundError

LIMIT = 5.0
"""Seconds of the CPU that one input may take: far more than any honest one of that length."""
MOST = 100_000
"""Bytes of an input."""
_COUNTED = ["model", "sources", "crawler", "parsers", "matching", "feeds", "review", "regioradar"]
_HANGS = 120
_MEMORY = 2_500


class Runner:
    """Gives inputs to a target and keeps what breaks it."""

    def __init__(self, target: Target, findings: Path) -> None:
        self._target = target
        self._findings = findings
        self._slowest = 0.2

    def one(self, data: bytes) -> None:
        """Check one input."""
        begin = time.process_time()
        try:
            self._target.check(data)
            taken = time.process_time() - begin
            if taken > LIMIT:
                raise UnsoundError(f"took {taken:.1f} s of the CPU for {len(data)} bytes")
        except Exception as error:
            self._keep(data, error)
            return
        if taken > self._slowest:
            self._slowest = taken
            click.echo(f"SLOWEST {taken:.2f} s {len(data)} bytes", err=True)
            (self._findings.parent / "slowest").write_bytes(data)

    def forget_mended(self) -> None:
        """Drop the findings of former runs that break nothing any more; keep them as seeds."""
        for told in self._findings.glob("*.txt"):
            file = told.with_suffix("")
            data = file.read_bytes()
            for found in (file, told):
                found.unlink()
            (self._findings.parent / "corpus" / file.name).write_bytes(data)
            self.one(data)

    def _keep(self, data: bytes, error: Exception) -> None:
        place = f"{type(error).__name__} {_place(error.__traceback__)}"
        if isinstance(error, UnsoundError):
            place += str(error).partition(":")[0][:40]
        name = hashlib.sha256(place.encode()).hexdigest()[:10]
        file = self._findings / name
        if file.exists() and file.stat().st_size <= len(data):
            return
        new = not file.exists()
        file.write_bytes(data)
        lines = traceback.format_exception(error)
        file.with_suffix(".txt").write_text("".join(lines), encoding="utf-8", errors="replace")
        if new:
            click.echo(f"FINDING {file} {lines[-1].strip()[:300]}", err=True)


def run(name: str, folder: Path, seconds: int) -> None:
    """Fuzz a target for some seconds; never returns."""
    corpus, findings = folder / "corpus", folder / "findings"
    for made in (corpus, findings):
        made.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=_COUNTED):
        target = targets.load(name)
    for seed in target.seeds():
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    logging.disable(logging.CRITICAL)  # thousands of lines on what hosts do wrong
    runner = Runner(target, findings)
    runner.forget_mended()

    def another(data: bytes, most: int, seed: int) -> bytes:
        return mutated(data, most, seed, target.words, atheris.Mutate)

    options = [
        sys.argv[0], str(corpus), f"-max_total_time={seconds}", f"-max_len={MOST}",
        f"-timeout={_HANGS}", f"-rss_limit_mb={_MEMORY}", f"-artifact_prefix={findings}/",
        "-print_final_stats=1", "-len_control=0", "-use_value_profile=0",
    ]  # fmt: skip
    atheris.Setup(options, runner.one, custom_mutator=another)
    atheris.Fuzz()


def _place(trace: TracebackType | None) -> str:
    """The last line of our own code that an exception came through."""
    frames = traceback.extract_tb(trace)
    ours = [
        f for f in frames if Path(f.filename).is_relative_to(ROOT) and ".venv" not in f.filename
    ]
    last = ours[-1] if ours else frames[-1]
    return f"{Path(last.filename).name}:{last.name}"
