"""`run`, `crawl` and `publish`: the pipeline as a whole and its two halves."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import click
from rich.console import Console

from regioradar.commands import Program, clock_of, kind_option, today_option
from regioradar.logs import say
from regioradar.notify.ending import ended
from regioradar.outcome import Outcome
from regioradar.pipeline import Job, Stages
from regioradar.pipeline import run as run_job
from regioradar.progress import reporter
from regioradar.selection import select
from regioradar.summary import show
from sources import load_catalogue

Command = Callable[..., None]


def _selection(command: Command) -> Command:
    """The options that all three commands have."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON only."),
        today_option,
        kind_option,
        click.option(
            "--source",
            "ids",
            multiple=True,
            metavar="ID",
            help="Only this source; may be repeated.",
        ),
    ):
        command = option(command)
    return click.pass_obj(command)


@click.command()
@_selection
def run(program: Program, **options: Any) -> None:
    """Crawl, read, store and publish: the whole job, for cron."""
    # On a day that was only named nothing is deleted for good.
    _carry_out(program, Stages(prune=options["today"] is None, notify=True), **options)


@click.command(short_help="Fetch pages into the archive; read and publish nothing.")
@_selection
def crawl(program: Program, **options: Any) -> None:
    """Fetch the sources' pages into the archive; read and publish nothing."""
    _carry_out(program, Stages(extract=False, publish=False), **options)


@click.command(short_help="Read archived pages and publish; fetch nothing.")
@_selection
@click.option(
    "--release",
    "publish_all",
    is_flag=True,
    help="Publish even where many coming events would be lost at once.",
)
def publish(program: Program, **options: Any) -> None:
    """Read archived pages that are not read yet and publish; fetch nothing."""
    _carry_out(program, Stages(crawl=False), **options)


def _carry_out(
    program: Program,
    stages: Stages,
    *,
    ids: tuple[str, ...],
    kinds: tuple[str, ...],
    today: date | None,
    as_json: bool,
    publish_all: bool = False,
) -> None:
    config = program.config
    catalogue = load_catalogue(config.sources_dir)
    job = Job(
        config=config,
        catalogue=catalogue.sources,
        selected=select(catalogue, ids, kinds),
        clock=clock_of(today),
        # A fault elsewhere is not the business of a run that was asked for single sources.
        faults=() if ids else catalogue.faults,
        faults_known=not ids,
        publish_all=publish_all,
    )
    # What a person starts for single sources says nothing of whether cron still works.
    whole = stages.notify and not ids
    with (
        ended(config, job.clock, wanted=whole) as ending,
        reporter(Console(stderr=True), quiet=as_json) as tell,
    ):
        outcome = ending.outcome = run_job(job, stages, tell)
    report(outcome, as_json=as_json)
    raise click.exceptions.Exit(int(outcome.exit_code))


def report(outcome: Outcome, *, as_json: bool) -> None:
    """Print the summary, and on standard error what broke in one line each."""
    if as_json:
        click.echo(json.dumps(outcome.to_json(), ensure_ascii=False))
    else:
        show(outcome, Console())
    for fault in [*outcome.faults, outcome.not_published]:
        if fault is not None:
            say(str(fault))
