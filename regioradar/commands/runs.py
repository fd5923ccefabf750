"""`runs`: what the last runs came to. Reads the store, changes nothing."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table

from model import BERLIN
from regioradar.commands import Program
from store import Run

_COLUMNS = (
    "run", "began", "seconds", "exit code", "sources", "pages", "new", "changed", "problems",
    "events", "files written",
)  # fmt: skip


@click.command(short_help="Say what the last runs came to.")
@click.option(
    "--last",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    metavar="N",
    help="So many runs, the latest first.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole summaries as JSON.")
@click.pass_obj
def runs(program: Program, last: int, as_json: bool) -> None:
    """Say what the last runs came to: when they were, how they ended, what they brought."""
    with program.store() as store:
        found = store.runs(last)
    if as_json:
        click.echo(json.dumps({"runs": [_to_json(run) for run in found]}, ensure_ascii=False))
        return
    rows = [_row(run) for run in found]
    console = Console()
    if console.is_terminal:
        console.print(_table(rows))
        return
    for row in rows:
        click.echo("\t".join(row))


def _to_json(run: Run) -> dict[str, Any]:
    """A run with stable keys; times are ISO 8601 in UTC, null where it did not come to its end."""
    return {
        "run": run.run_id,
        "began": run.started_at.isoformat(),
        "ended": run.finished_at.isoformat() if run.finished_at else None,
        "exitCode": run.exit_code,
        "summary": run.summary,
    }


def _row(run: Run) -> Sequence[str]:
    """The cells in the order of the columns, "-" for what is not known."""
    return (
        str(run.run_id),
        f"{run.started_at.astimezone(BERLIN):%Y-%m-%d %H:%M}",
        _seconds(run.started_at, run.finished_at),
        "cut off" if run.exit_code is None else str(run.exit_code),
        *_figures(run.summary),
    )


def _seconds(began: datetime, ended: datetime | None) -> str:
    return "-" if ended is None else f"{(ended - began).total_seconds():.0f}"


def _figures(summary: Mapping[str, Any]) -> Iterator[str]:
    """Sums over the sources; a summary that is kept no longer, or of a killed run, has none."""
    sources = summary.get("sources")
    if sources is None:
        yield from ["-"] * (len(_COLUMNS) - 4)
        return
    yield str(sum(bool(one.get("requests")) for one in sources))
    for name in ("pages", "new", "changed"):
        yield str(sum(one.get(name) or 0 for one in sources))
    yield str(sum(len(one.get("problems") or ()) for one in sources))
    yield str(sum(one.get("events") or 0 for one in sources))
    published = summary.get("published")
    yield "-" if published is None else str(len(published["written"]))


def _table(rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(_COLUMNS):
        table.add_column(name, justify="left" if number == 1 else "right")
    for row in rows:
        table.add_row(*row)
    return table
