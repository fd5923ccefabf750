"""`held` and `release`: what the guard holds of a source, and the word that lets it through."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

import click
from rich.console import Console

from model import ConfigError
from regioradar.commands import Program, by_option, clock_of, today_option
from regioradar.commands.run import report
from regioradar.config import Config
from regioradar.holding import event_lines, hold_to_json, lines, request_words
from regioradar.job import Job, Stages
from regioradar.opening import open_store
from regioradar.pipeline import run
from regioradar.progress import reporter
from regioradar.selection import find
from sources import load_catalogue
from store import Hold, ReleaseRequest


@click.command(short_help="Say what is held, and what would change.")
@click.option("--source", "ids", multiple=True, metavar="ID", help="Only this source; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@click.pass_obj
def held(program: Program, ids: tuple[str, ...], as_json: bool) -> None:
    """Say of which sources a run would have changed too much, and event by event what."""
    catalogue = load_catalogue(program.config.sources_dir)
    wanted = {find(catalogue, source_id).id for source_id in ids}
    standing, asked = _holds(program.config)
    found = [hold for hold in standing if not ids or hold.source_id in wanted]
    if as_json:
        told = {"holds": [hold_to_json(hold, asked.get(hold.hold_id)) for hold in found]}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for hold in found:
        for line in lines(hold):
            click.echo(line)
        if hold.hold_id in asked:
            click.echo(f"  {request_words(asked[hold.hold_id])}")
        click.echo(f"  let it through: regioradar release {hold.source_id}")
    if not found:
        click.echo("nothing is held")


@click.command(short_help="Let through what is held of a source.")
@click.argument("source_id", metavar="SOURCE")
@by_option
@click.option("--publish", is_flag=True, help="Publish the feeds as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON only.")
@today_option
@click.pass_obj
def release(
    program: Program,
    source_id: str,
    by: str,
    publish: bool,
    as_json: bool,
    today: date | None,
) -> None:
    """Read the held pages of a source again and take what they tell, however much it changes."""
    catalogue = load_catalogue(program.config.sources_dir)
    source = find(catalogue, source_id)
    if not any(hold.source_id == source.id for hold in _holds(program.config)[0]):
        raise ConfigError(f"nothing of {source.id} is held (regioradar held lists what is)")
    job = Job(
        config=program.config,
        catalogue=catalogue.sources,
        selected=(source,),
        clock=clock_of(today),
        released_by=by,
    )
    with reporter(Console(stderr=True), quiet=as_json) as tell:
        outcome = run(job, Stages(crawl=False, publish=publish), tell)
    for hold in () if as_json else outcome.holds:
        for line in event_lines(hold):
            click.echo(line)
    report(outcome, as_json=as_json)
    if not publish and not as_json:
        click.echo("released, and not published yet: regioradar publish")
    raise click.exceptions.Exit(int(outcome.exit_code))


def _holds(config: Config) -> tuple[Sequence[Hold], Mapping[int, ReleaseRequest]]:
    """What is held, and the releases that wait; without a database nothing, and none is made."""
    if not config.database_file.exists():
        return (), {}
    with open_store(config) as store:
        return store.holds(), store.source_desk.requests()
