"""Asks which of the pinned libraries have known vulnerabilities, and says plainly who answered.

pip-audit does the asking. It also ends well where the service knew none of the libraries, as a
mirror without PyPI's JSON interface does; here that is "not audited", with an exit code of its own.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

PINNED = Path(__file__).resolve().parent.parent / "constraints.txt"
CLEAN, VULNERABLE, NOT_AUDITED = 0, 1, 2
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking: the exit code, and the lines that say so."""

    code: int
    lines: tuple[str, ...]


def judged(report: dict[str, Any], service: str, pinned: int) -> Answer:
    """What a report of pip-audit (`--format json`) comes to, of so many pinned libraries."""
    asked = report["dependencies"]
    skipped = [one["name"] for one in asked if "skip_reason" in one]
    answered = [one for one in asked if "skip_reason" not in one]
    bad = [
        f"{one['name']} {one['version']}: {fault['id']}, "
        f"mended in {', '.join(fault['fix_versions']) or 'no version yet'}"
        for one in answered
        for fault in one["vulns"]
    ]
    count = f"{len(answered)} of {pinned} libraries were answered for by {service}"
    if bad:
        return Answer(VULNERABLE, (*bad, f"vulnerable: {len(bad)} findings; {count}"))
    if len(answered) < pinned:
        more = ", ..." if len(skipped) > _SHOWN else ""
        missing = f" (not: {', '.join(skipped[:_SHOWN])}{more})" if skipped else ""
        return Answer(NOT_AUDITED, (f"NOT AUDITED: only {count}{missing}",))
    return Answer(CLEAN, (f"no known vulnerability: {count}",))


def ask(requirements: Path, service: Sequence[str]) -> Answer:
    """Ask one service for all that is pinned; `service` are pip-audit's own words for it."""
    lines = requirements.read_text(encoding="utf-8").splitlines()
    pinned = sum(1 for line in lines if line.strip() and not line.startswith("#"))
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
    command += ["--no-deps", "--disable-pip", "--requirement", str(requirements), *service]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 (our own words)
    name = " ".join(service[1:])
    try:
        report = json.loads(done.stdout)
    except ValueError:
        said = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return Answer(NOT_AUDITED, (f"NOT AUDITED: {name} did not answer: {said[:200]}",))
    return judged(report, name, pinned)


@click.command()
@click.option("--requirements", type=click.Path(path_type=Path, exists=True), default=PINNED)
@click.option("--osv-url", help="An OSV service other than the public one.")
def main(requirements: Path, osv_url: str | None) -> None:
    """Exit code 0: none is known; 1: some are; 2: not all could be asked for."""
    osv = ["--vulnerability-service", "osv"]
    ways = [[*osv, "--osv-url", osv_url]] if osv_url else [["--vulnerability-service", "pypi"], osv]
    for way in ways:
        answer = ask(requirements, way)
        for line in answer.lines:
            click.echo(line)
        if answer.code != NOT_AUDITED:
            break
    sys.exit(answer.code)


if __name__ == "__main__":
    main()
