"""The program in forked children, some of which are killed: quick enough for hundreds of runs."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

SERVER = Path(__file__).with_name("fork_server.py")


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a child ended: its exit code (negative: the signal), within which stage, what it said.

    `seconds` are how long it was in each of its stages.
    """

    status: int
    inside: str
    seconds: dict[str, float]
    output: str
    errors: str


def environment(**extra: str) -> dict[str, str]:
    """The environment without proxies and without settings of whoever runs the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy") and not name.startswith("REGIORADAR_")
    }
    return {**kept, "NO_COLOR": "1", "COLUMNS": "80", **extra}


class Forks:
    """A context manager around the process that forks."""

    def __init__(self, said: Path) -> None:
        self._said = said
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(SERVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.communicate()
        assert self._process.returncode == 0

    def learn(self, folder: Path, *arguments: str) -> None:
        """Run the program in the forking process itself, so that its templates are there."""
        self._answer(folder, arguments, here=True)

    def run(
        self, folder: Path, *arguments: str, kill: tuple[str, float] | None = None, **extra: str
    ) -> Ended:
        """Run the program in `folder`; have it killed (stage, seconds after that began)."""
        answer = self._answer(folder, arguments, kill=kill, **extra)
        return Ended(
            status=answer["status"],
            inside=_inside(answer["marks"]),
            seconds=_seconds(answer["marks"]),
            output=Path(f"{self._said}.stdout").read_text(encoding="utf-8"),
            errors=Path(f"{self._said}.stderr").read_text(encoding="utf-8"),
        )

    def _answer(
        self,
        folder: Path,
        arguments: tuple[str, ...],
        *,
        here: bool = False,
        kill: tuple[str, float] | None = None,
        **extra: str,
    ) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {
            "folder": str(folder),
            "arguments": arguments,
            "environment": extra,
            "said": str(self._said),
            "here": here,
            "kill": {"stage": kill[0], "after": kill[1]} if kill else None,
        }
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def _inside(marks: list[tuple[str, float]]) -> str:
    """The innermost stage that began and has not ended; "" for none."""
    within: list[str] = []
    for mark, _ in marks:
        if mark[0] == "+":
            within.append(mark[1:])
        else:
            within.remove(mark[1:])
    return within[-1] if within else ""


def _seconds(marks: list[tuple[str, float]]) -> dict[str, float]:
    began: dict[str, float] = {}
    found: dict[str, float] = {}
    for mark, at in marks:
        name = mark[1:]
        if mark[0] == "+":
            began[name] = at
        else:
            found[name] = at - began[name]
    return found
