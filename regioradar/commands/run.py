"""`run`, `crawl` and `publish`: the pipeline as a whole and its two halves."""

import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import click
from rich.console import Console

from regioradar.commands import Program, clock_of, kind_option, today_option
from regioradar.config import Config
from regioradar.job import Job, Stages
from regioradar.logs import say
from regioradar.notify.ending import ended
from regioradar.opening import open_store
from regioradar.outcome import Outcome
from regioradar.pipeline import run as run_job
from regioradar.planning import Plan, planned
from regioradar.progress import reporter
from regioradar.selection import select
from regioradar.summary import show, show_news
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


_all_option = click.option(
    "--all", "take_all", is_flag=True, help="Crawl the sources that are not due too."
)


@click.command()
@_selection
@_all_option
@click.option(
    "--quiet/--no-quiet",
    default=None,
    help="Print only what is new and needs a person; else where standard output is no terminal.",
)
@click.option("--dry-run", is_flag=True, help="Say which sources would be crawled; do nothing.")
def run(program: Program, *, dry_run: bool, **options: Any) -> None:
    """Crawl, read, store and publish: the whole job, for cron.

    Takes the sources that are due by their cadence; those that --source names in any case.
    """
    if dry_run:
        job = _job(program.config, **_chosen(options))
        _ = job.config.agent  # a run without a contact would not begin either
        _tell(_plan(job), as_json=options["as_json"])
        return
    if options["quiet"] is None:
        options["quiet"] = not sys.stdout.isatty()
    # On a day that was only named nothing is deleted for good.
    _carry_out(program.config, Stages(prune=options["today"] is None, notify=True), **options)


@click.command(short_help="Fetch pages into the archive; read and publish nothing.")
@_selection
@_all_option
def crawl(program: Program, **options: Any) -> None:
    """Fetch the pages of the sources that are due into the archive; read and publish nothing."""
    _carry_out(program.config, Stages(extract=False, publish=False), **options)


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
    _carry_out(program.config, Stages(crawl=False), **options)


def _chosen(options: dict[str, Any]) -> dict[str, Any]:
    return {key: options[key] for key in ("ids", "kinds", "today", "take_all")}


def _job(
    config: Config,
    *,
    ids: tuple[str, ...],
    kinds: tuple[str, ...],
    today: date | None,
    take_all: bool = False,
    publish_all: bool = False,
) -> Job:
    catalogue = load_catalogue(config.sources_dir)
    return Job(
        config=config,
        catalogue=catalogue.sources,
        selected=select(catalogue, ids, kinds),
        clock=clock_of(today),
        # A fault elsewhere is not the business of a run that was asked for single sources.
        faults=() if ids else catalogue.faults,
        faults_known=not ids,
        publish_all=publish_all,
        only_due=not (ids or take_all),
    )


def _carry_out(
    config: Config, stages: Stages, *, as_json: bool, quiet: bool = False, **options: Any
) -> None:
    job = _job(config, **options)
    # What a person starts for single sources says nothing of whether cron still works.
    whole = stages.notify and not options["ids"]
    with (
        ended(config, job.clock, wanted=whole) as ending,
        reporter(Console(stderr=True), quiet=as_json or quiet) as tell,
    ):
        outcome = ending.outcome = run_job(job, stages, tell)
    report(outcome, as_json=as_json, quiet=quiet)
    raise click.exceptions.Exit(int(outcome.exit_code))


def report(outcome: Outcome, *, as_json: bool, quiet: bool = False) -> None:
    """Print the summary, and on standard error what broke in one line each.

    That nothing was published is said each time: the feeds grow older with every night.
    """
    if as_json:
        click.echo(json.dumps(outcome.to_json(), ensure_ascii=False))
    elif quiet:
        show_news(outcome, Console())
    else:
        show(outcome, Console())
    for fault in [*([] if quiet and outcome.told else outcome.faults), outcome.not_published]:
        if fault is not None:
            say(str(fault))


def _plan(job: Job) -> Plan:
    """What the run would crawl; without a database there is none to be made for the answer."""
    config = job.config
    if not config.database_file.exists():
        return planned(None, job.selected, job.clock, only_due=job.only_due)
    with open_store(config) as store:
        return planned(store, job.selected, job.clock, only_due=job.only_due)


def _tell(plan: Plan, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(plan.to_json()))
        return
    for line in plan.lines():
        click.echo(line)
    click.echo(f"would be crawled: {len(plan.taken)}, left alone: {len(plan.left)}")
