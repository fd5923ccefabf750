"""`sources pause` and `sources resume`: leave a source alone for a while. No file changes."""

from collections.abc import Callable, Mapping
from datetime import date

import click

from regioradar.commands import Program, by_option, clock_of, today_option
from regioradar.config import Config
from regioradar.opening import open_store
from regioradar.selection import find
from sources import load_catalogue
from store import Pause
from store.reviewing.source_desk import SourceDesk

_note_option = click.option("--note", default="", metavar="TEXT", help="Why; staff read it later.")


@click.command()
@click.argument("source_id", metavar="ID")
@_note_option
@by_option
@today_option
@click.pass_obj
def pause(program: Program, source_id: str, note: str, by: str, today: date | None) -> None:
    """Fetch nothing of a source until it is resumed; what is known of it stays published."""
    _carry_out(program, SourceDesk.pause, source_id, note, by, today)
    click.echo(f"{source_id} is paused; again from the next run on: regioradar sources resume")


@click.command()
@click.argument("source_id", metavar="ID")
@_note_option
@by_option
@today_option
@click.pass_obj
def resume(program: Program, source_id: str, note: str, by: str, today: date | None) -> None:
    """Fetch a paused source again from the next run on."""
    _carry_out(program, SourceDesk.resume, source_id, note, by, today)
    click.echo(f"{source_id} is fetched again from the next run on")


def paused(config: Config) -> Mapping[str, Pause]:
    """The paused sources by id; without a database none, and none is made."""
    if not config.database_file.exists():
        return {}
    with open_store(config) as store:
        return store.source_desk.pauses()


def _carry_out(
    program: Program,
    deed: Callable[..., int],
    source_id: str,
    note: str,
    by: str,
    today: date | None,
) -> None:
    source = find(load_catalogue(program.config.sources_dir), source_id)
    with program.store() as store:
        deed(store.source_desk, source.id, by=by, now=clock_of(today).now(), note=note)
