"""`doctor`: whether all that a run relies on is in order, in plain words, with what to do."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

import click
from rich.console import Console
from rich.markup import escape

from regioradar.commands import Program, clock_of
from regioradar.doctor import Finding, State, examined
from regioradar.exit_codes import ExitCode

_COLOURS = {State.OK: "green", State.WARN: "yellow", State.FAIL: "red"}


@click.command(short_help="Check settings, disk, rights, clock, certificates, database, feeds.")
@click.option(
    "--full", is_flag=True, help="Read every index, reference and published file; takes longer."
)
@click.option("--quiet", is_flag=True, help="Show only what is amiss.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@click.pass_obj
def doctor(program: Program, full: bool, quiet: bool, as_json: bool) -> None:
    """Check all that a run relies on, and say in plain words what is amiss and what to do.

    Changes nothing and sends nothing. Run it as the user of the services.
    """
    findings = examined(program.config_file, full=full, now=clock_of(None).now())
    if as_json:
        counts = Counter(finding.state.value for finding in findings)
        record = {"counts": counts, "findings": [asdict(finding) for finding in findings]}
        click.echo(json.dumps(record, ensure_ascii=False))
    else:
        _show([one for one in findings if not quiet or one.state is not State.OK])
        click.echo(_counted(findings))
    raise click.exceptions.Exit(int(_exit_code(findings)))


def _show(findings: Sequence[Finding]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    group = ""
    for finding in findings:
        if finding.group != group:
            group = finding.group
            console.print(f"[bold]{group}[/]")
        colour, state = _COLOURS[finding.state], f"{finding.state.value:4}"
        console.print(f"  [{colour}]{state}[/] {escape(f'{finding.name}: {finding.found}')}")
        if finding.mend:
            console.print(f"       -> {escape(finding.mend)}")


def _counted(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.state for finding in findings)
    bad, doubtful = counts[State.FAIL], counts[State.WARN]
    return f"{len(findings)} checks: {counts[State.OK]} well, {doubtful} to look at, {bad} failed"


def _exit_code(findings: Sequence[Finding]) -> ExitCode:
    failed = [finding for finding in findings if finding.state is State.FAIL]
    if any((one.group, one.name) == ("configuration", "settings") for one in failed):
        return ExitCode.CONFIGURATION
    return ExitCode.PARTLY if failed else ExitCode.OK
