"""`match`: whether two events are one, as a filter over JSON lines."""

import sys

import click

from matching import Knowledge
from regioradar.commands import Program
from regioradar.exit_codes import ExitCode
from regioradar.json_lines import write_line
from regioradar.logs import say
from regioradar.matches import matches_of
from regioradar.surroundings import Surroundings
from sources import load_catalogue


@click.command(short_help="Tell whether two events are one, as JSON.")
@click.option("--jsonl", is_flag=True, help="Read {id, a, b} lines, write {id, score, decision}.")
@click.pass_obj
def match(program: Program, jsonl: bool) -> None:
    """Tell whether two events are one, one line a pair; a and b are in the form of `extract`."""
    if not jsonl:
        raise click.UsageError("give --jsonl and lines {id, a, b} on standard input")
    catalogue = Surroundings(load_catalogue(program.config.sources_dir).sources)
    sound = True
    knowledge = Knowledge(organizations=catalogue.organizations)
    for answer in matches_of(sys.stdin.buffer, knowledge):
        if answer.fault:
            sound = False
            say(answer.fault)
        sys.stdout.buffer.write(write_line(answer.record))
        sys.stdout.buffer.flush()
    if not sound:
        raise click.exceptions.Exit(int(ExitCode.PARTLY))
