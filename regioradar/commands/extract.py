"""`extract`: pages by hand or by machine to JSON, one line each. Fetches and stores nothing."""

import re
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO

import click

from model import PageError
from regioradar.clock import Clock
from regioradar.commands import Program, day
from regioradar.exit_codes import ExitCode
from regioradar.json_lines import write_line
from regioradar.logs import say
from regioradar.machine import (
    Reader,
    Request,
    day_of_line,
    requests_from_lines,
)
from regioradar.selection import find
from regioradar.surroundings import Surroundings
from sources import load_catalogue

_A_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


def _published(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Take a day, a date-time or a month in ISO 8601; anything else is a usage error."""
    try:
        if not _A_MONTH.fullmatch(value):
            day_of_line(value, "published")
    except PageError:
        raise click.BadParameter(f"{value!r} is no day as YYYY-MM-DD", ctx, param) from None
    return value


@click.command(short_help="Print what is read from pages, as JSON.")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--jsonl", is_flag=True, help="Read JSON lines from standard input, not files.")
@click.option("--url", default="", metavar="URL", help="Address of the one FILE.")
@click.option(
    "--published",
    callback=_published,
    default="",
    metavar="DATE",
    help="Publication date of the pages.",
)
@click.option(
    "--today", callback=day, metavar="DATE", help="Day of reading; else the published one."
)
@click.option("--source", "source_id", metavar="ID", help="Read with the defaults of this source.")
@click.pass_obj
def extract(
    program: Program,
    files: tuple[Path, ...],
    jsonl: bool,
    url: str,
    published: str,
    today: date | None,
    source_id: str | None,
) -> None:
    """Print the events, news and deadlines of pages as JSON, one line a page."""
    if jsonl == bool(files):
        raise click.UsageError("give either FILE... or --jsonl with lines on standard input")
    if jsonl and (url or published or today):
        raise click.UsageError("with --jsonl each line says its own url, published and today")
    if url and len(files) > 1:
        raise click.UsageError("--url is the address of one FILE; for more use --jsonl")
    catalogue = load_catalogue(program.config.sources_dir)
    source = find(catalogue, source_id) if source_id else None
    reader = Reader(surroundings=Surroundings(catalogue.sources), clock=Clock(), source=source)
    if jsonl:
        requests: Iterable[Request] = requests_from_lines(sys.stdin.buffer)
    else:
        requests = [
            Request(id=str(file), file=file, url=url, published=published, today=today)
            for file in files
        ]
    if not answer_all(reader, requests, sys.stdout.buffer):
        raise click.exceptions.Exit(int(ExitCode.PARTLY))


def answer_all(reader: Reader, requests: Iterable[Request], out: BinaryIO) -> bool:
    """Write one line for each request, at once; return False where a page could not be had."""
    sound = True
    for answer in reader.answers(requests):
        if answer.fault:
            sound = False
            say(answer.fault)
        out.write(write_line(answer.record))
        out.flush()
    return sound
