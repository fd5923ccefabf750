"""`health`: how each source does against its own history. Reads the store, changes nothing."""

import json
from collections.abc import Sequence
from datetime import date

import click
from rich.console import Console

from regioradar.commands import Program, clock_of, today_option
from regioradar.config import Config
from regioradar.exit_codes import ExitCode
from regioradar.health import SourceFacts, gathered, health_of
from regioradar.health.records import AS_IT_SHOULD_BE, NEEDS_A_LOOK
from regioradar.health.showing import in_order, lines, show, to_json
from regioradar.opening import open_store
from regioradar.selection import select
from sources import Source, load_catalogue


@click.command(short_help="Say which sources are broken and since when.")
@click.option("--source", "ids", multiple=True, metavar="ID", help="Only this source; repeatable.")
@click.option("--all", "everything", is_flag=True, help="Show the quiet and the well ones too.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@today_option
@click.pass_obj
def health(
    program: Program, ids: tuple[str, ...], everything: bool, as_json: bool, today: date | None
) -> None:
    """Say which sources are broken, since when, and what stood there before."""
    catalogue = load_catalogue(program.config.sources_dir)
    day = clock_of(today).today()
    known = _facts(program.config, select(catalogue, ids, ()))
    healths = in_order(health_of(facts, day) for facts in known)
    whole = everything or bool(ids)
    shown = [found for found in healths if whole or found.state not in AS_IT_SHOULD_BE]
    console = Console()
    if as_json:
        click.echo(json.dumps(to_json(healths, day), ensure_ascii=False))
    elif console.is_terminal:
        show(shown, len(healths) - len(shown), console)
    else:
        for line in lines(shown):
            click.echo(line)
    if any(found.state in NEEDS_A_LOOK for found in healths):
        raise click.exceptions.Exit(int(ExitCode.PARTLY))


def _facts(config: Config, sources: Sequence[Source]) -> list[SourceFacts]:
    """What the store knows; without a database nothing, and none is made."""
    if not config.database_file.exists():
        return [
            SourceFacts(source_id=source.id, entries=[entry.url for entry in source.entries])
            for source in sources
        ]
    with open_store(config) as store:
        return list(gathered(store, sources))
