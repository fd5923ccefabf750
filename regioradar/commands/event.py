"""`event` and `pairs`: what is known of an event, and which may be one. They change nothing."""

import json
from datetime import date

import click
from rich.console import Console

from regioradar.commands import Program, clock_of, today_option
from regioradar.dossier.as_json import dossier_to_json, pair_to_json, stored_to_json
from regioradar.dossier.tables import (
    PAIR_COLUMNS,
    Section,
    event_row,
    line,
    pair_row,
    sections,
    show,
)


@click.command(short_help="Show all that is known of an event.")
@click.argument("uid", metavar="UID", required=False)
@click.option("--find", metavar="TEXT", help="List the events with these words, or on this day.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@today_option
@click.pass_obj
def event(
    program: Program, uid: str | None, find: str | None, as_json: bool, today: date | None
) -> None:
    """Show an event with what each page tells, the evidence, decisions, pairs and changes."""
    if (uid is None) == (find is None):
        raise click.UsageError("give the UID of an event, or --find TEXT")
    with program.store() as store:
        if find is not None:
            found = store.staff.find(find)
            if as_json:
                _print({"events": [stored_to_json(stored) for stored in found]})
                return
            for stored in found:
                click.echo(line(event_row(stored)))
            return
        dossier = store.staff.dossier(uid or "")
    day = clock_of(today).today()
    if as_json:
        _print(dossier_to_json(dossier, day))
    else:
        show(sections(dossier, day), Console())


@click.command(short_help="List the events that may be one, for you to say.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@today_option
@click.pass_obj
def pairs(program: Program, as_json: bool, today: date | None) -> None:
    """List the events that the comparison is not sure of and that nobody has judged."""
    with program.store() as store:
        found = store.staff.open_pairs(clock_of(today).today())
    if as_json:
        _print({"pairs": [pair_to_json(pair) for pair in found]})
        return
    rows = [pair_row(pair) for pair in found]
    table = Section(title="may be one", columns=PAIR_COLUMNS, rows=rows)
    console = Console()
    if console.is_terminal and rows:
        show([table], console)
        click.echo("regioradar decide same UID UID, or regioradar decide apart UID UID")
    for row in [] if console.is_terminal else rows:
        click.echo(line(row))
    if not rows and console.is_terminal:
        click.echo("there is nothing to ask")


def _print(record: object) -> None:
    click.echo(json.dumps(record, ensure_ascii=False))
