"""`regioradar` as it is, with a clock and a look at the memory around each stage of a run.

Arguments are those of the command line. What each stage took goes to the file that LOAD_STAGES
names, as JSON: CPU and wall seconds, and the most memory that the process held in it (MB).
"""

import json
import os
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from regioradar import building, pipeline
from regioradar.cli import main
from store import Store

_STAGES: list[tuple[str, Any, str]] = [
    ("crawl", pipeline, "crawl_sources"),
    ("read and save", pipeline, "extract_sources"),
    ("join", pipeline, "consolidate"),
    ("delist", Store, "delist"),
    ("queue", Store, "refresh_queue"),
    ("health", pipeline, "turns"),
    ("publish", pipeline, "publish_feeds"),
    ("- snapshot", building, "snapshot_of"),
    ("- plan", building, "plan"),
    ("- make", building, "_made"),
    ("- check", building, "_check"),
    ("- write", building, "publish"),
    ("prune", pipeline, "pruned_on_run"),
]
"""What is timed, by the name that its caller knows it by; a dash: a part of the one before."""


def _timed(stage: str, work: Callable[..., Any], found: list[dict[str, Any]]) -> Callable[..., Any]:
    @wraps(work)
    def timed(*args: Any, **named: Any) -> Any:
        row: dict[str, Any] = {"stage": stage}
        found.append(row)
        if not stage.startswith("-"):
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts anew
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            return work(*args, **named)
        finally:
            row["wall"] = time.perf_counter() - wall
            row["cpu"] = time.process_time() - cpu
            row["peak"] = _peak()

    return timed


def _peak() -> float:
    """The most memory that this process held since the peak was set back, MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


if __name__ == "__main__":
    stages: list[dict[str, Any]] = []
    for name, owner, attribute in _STAGES:
        setattr(owner, attribute, _timed(name, getattr(owner, attribute), stages))
    try:
        main(sys.argv[1:])
    finally:
        Path(os.environ["LOAD_STAGES"]).write_text(json.dumps(stages), encoding="utf-8")
