"""`reparse`: the archive read again with today's rules; tells what that changes before it does."""

import json
from datetime import date, datetime, time

import click
from rich.console import Console

from model import BERLIN, StoreError
from regioradar.clock import Clock
from regioradar.commands import Program, day
from regioradar.commands.run import report as report_outcome
from regioradar.exit_codes import ExitCode
from regioradar.job import Job
from regioradar.logs import say
from regioradar.outcome import Outcome
from regioradar.pipeline import opened
from regioradar.progress import reporter
from regioradar.replay import Replay, Report, rehearse, reread
from regioradar.replay.showing import lines, to_json
from regioradar.selection import select
from sources import load_catalogue


@click.command(short_help="Read archived pages again; tell first what changes.")
@click.option("--source", "ids", multiple=True, metavar="ID", help="Only this source; repeatable.")
@click.option(
    "--since",
    callback=day,
    metavar="DATE",
    help="Only pages that were fetched on this day (YYYY-MM-DD) or later.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change nothing.")
@click.option("--check", is_flag=True, help="As --dry-run; exit code 1 where something would.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@click.pass_obj
def reparse(
    program: Program,
    ids: tuple[str, ...],
    since: date | None,
    dry_run: bool,
    check: bool,
    as_json: bool,
) -> None:
    """Read the archived pages again with today's rules, and tell event by event what changes.

    Fetches nothing and publishes nothing.
    """
    replay = _replay(program, ids, since)
    with opened(replay.job) as store:
        with reporter(Console(stderr=True), quiet=as_json) as tell:
            report = rehearse(replay, store, tell)
        if not as_json:
            for line in lines(report):
                click.echo(line)
        outcome = None
        if not (dry_run or check):
            with reporter(Console(stderr=True), quiet=as_json) as tell:
                outcome = reread(replay, store, tell)
    if as_json:
        done = outcome.to_json() if outcome is not None else None
        click.echo(json.dumps({**to_json(report), "outcome": done}, ensure_ascii=False))
    _conclude(replay, report, outcome, as_json=as_json, check=check)


def _replay(program: Program, ids: tuple[str, ...], since: date | None) -> Replay:
    config = program.config
    if not config.database_file.exists():
        # Opening would make one, and a check of nothing would pass.
        raise StoreError(f"{config.database_file}: there is no database yet; crawl first")
    catalogue = load_catalogue(config.sources_dir)
    job = Job(
        config=config,
        catalogue=catalogue.sources,
        selected=select(catalogue, ids, ()),
        clock=Clock(),
        faults=() if ids else catalogue.faults,
    )
    return Replay(job=job, since=datetime.combine(since, time(), BERLIN) if since else None)


def _conclude(
    replay: Replay, report: Report, outcome: Outcome | None, *, as_json: bool, check: bool
) -> None:
    if outcome is not None:
        if not as_json:
            report_outcome(outcome, as_json=False)
            click.echo("done, and not published yet: regioradar publish")
        code = outcome.exit_code
    else:
        for fault in replay.job.faults:
            say(str(fault))
        failed = bool(replay.job.faults) or (check and bool(report.differences))
        code = ExitCode.PARTLY if failed else ExitCode.OK
    raise click.exceptions.Exit(int(code))
