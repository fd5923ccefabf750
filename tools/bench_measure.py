"""One measured row of the bench: a figure of ours beside that of a bare library, and its goal.

The parts (`bench_*.py`) hand their rows over in a file; `bench.py` makes one table of them.
"""

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import click


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """`ratio` is what counts: `ours` through `bare`, both in `unit` and of the same run.

    Where `bare` is None nothing stands beside it, and `ratio` is the figure itself. A goal is met
    by a ratio of at most, or with `at_least` of at least, `goal`; None: there is no goal. `guide`
    says that the goal is one of `../shared/guide/performance.md`, else it is our own.
    """

    name: str
    ratio: float
    against: str
    goal: float | None = None
    at_least: bool = False
    guide: bool = False
    ours: float | None = None
    bare: float | None = None
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether the goal is reached; without one it is."""
        if self.goal is None:
            return True
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def worse(self, before: float) -> float:
        """By what share it is worse than a ratio before; below zero: better."""
        bad, good = (before, self.ratio) if self.at_least else (self.ratio, before)
        if good == 0:
            return math.inf if bad else 0.0
        return bad / good - 1


def against(
    name: str,
    ours: float,
    bare: float,
    what: str,
    *,
    unit: str,
    goal: float | None = None,
    at_least: bool = False,
    guide: bool = False,
) -> Measure:
    """A figure of ours beside a bare one; both times, or both memory, or both throughput."""
    return Measure(
        name=name,
        ratio=ours / bare,
        against=what,
        goal=goal,
        at_least=at_least,
        guide=guide,
        ours=ours,
        bare=bare,
        unit=unit,
    )


def save(file: Path | None, rows: Iterable[Measure]) -> None:
    """Hand rows over to `bench.py`; a part that is called alone only prints."""
    if file is not None:
        file.write_text(json.dumps([asdict(row) for row in rows]), encoding="utf-8")


def load(file: Path) -> list[Measure]:
    """The rows that a part handed over."""
    return [Measure(**row) for row in json.loads(file.read_text(encoding="utf-8"))]


def options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every part has: where rows go, and less of all."""
    path = click.Path(path_type=Path, dir_okay=False)
    command = click.option("--records", type=path, help="Hand the rows over in this file.")(command)
    return click.option("--quick", is_flag=True, help="Little of all: to try it.")(command)
