"""`dates`: the date reader alone, as a filter over JSON lines, for measuring it."""

import sys
from collections.abc import Iterable
from datetime import date, datetime
from time import perf_counter
from typing import Any, BinaryIO

import click

from model import PageError
from model.schema_org import Json
from parsers.dates import date_record
from regioradar.commands import Program
from regioradar.exit_codes import ExitCode
from regioradar.json_lines import read_object, text_of, write_line
from regioradar.logs import say


@click.command(short_help="Print the dates in texts, as JSON.")
@click.option("--jsonl", is_flag=True, help="Read {id, text, reference} lines, write {id, dates}.")
@click.pass_obj
def dates(program: Program, jsonl: bool) -> None:
    """Print the dates in texts as JSON, one line a text, with the reader's own time."""
    if not jsonl:
        raise click.UsageError("give --jsonl and lines {id, text, reference} on standard input")
    _ = program.config  # sets up how faults are told
    if not answer_all(sys.stdin.buffer, sys.stdout.buffer):
        raise click.exceptions.Exit(int(ExitCode.PARTLY))


def answer_all(lines: Iterable[bytes], out: BinaryIO) -> bool:
    """Write one line for each line; return False where one was bad."""
    sound = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            data = read_object(number, line)
            identity = data.get("id")
            record = {"id": identity, **_read(data)}
        except PageError as error:
            sound = False
            where = f"{identity!r}: " if identity is not None else ""
            say(f"{where}{error}")
            record = {"id": identity, "dates": [], "ms": 0.0, "problems": [str(error)]}
        out.write(write_line(record))
        out.flush()
    return sound


def _read(data: Json) -> Json:
    if data.get("text") is None:
        raise PageError('"text" is missing')
    text = text_of(data, "text")
    reference = _reference(text_of(data, "reference"))
    begin = perf_counter()
    found = date_record(text, reference)
    elapsed = (perf_counter() - begin) * 1000
    return {**found, "ms": round(elapsed, 4)}


def _reference(value: str) -> date | datetime | None:
    """The moment that relative dates count from; the reader takes it as it is written."""
    try:
        if not value:
            return None
        return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        raise PageError(f'"reference" is no ISO 8601 date: {value!r}') from None
