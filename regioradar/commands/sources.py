"""`sources`: what is in the catalogue, and whether its files are sound.

Its subcommands `add`, `try`, `pause` and `update` have modules of their own.
"""

from collections.abc import Sequence

import click
from rich import box
from rich.console import Console
from rich.table import Table

from regioradar.commands import Program, kind_option
from regioradar.commands.sources_add import add
from regioradar.commands.sources_pause import pause, paused, resume
from regioradar.commands.sources_try import try_
from regioradar.commands.sources_update import update
from regioradar.exit_codes import ExitCode
from regioradar.holding import pause_words
from regioradar.logs import say
from regioradar.selection import find, narrowed, not_empty
from sources import Catalogue, Source, load_catalogue
from store import Pause

_WIDE = 100
"""Columns of a terminal that has room for the whole table."""
_REGIONS = 32
"""Widest column of regions, characters."""


@click.group(short_help="List, show, check, add and try sources.")
def sources() -> None:
    """Look at the catalogue of sources, check its files, add sources and try them."""


sources.add_command(add)
sources.add_command(try_)


sources.add_command(pause)
sources.add_command(resume)
sources.add_command(update)


@sources.command("list")
@kind_option
@click.option(
    "--region",
    "regions",
    multiple=True,
    metavar="REGION",
    help="Only sources that speak for this region; may be repeated.",
)
@click.option("--enabled/--disabled", default=None, help="Only sources that are (not) crawled.")
@click.pass_obj
def list_(
    program: Program, kinds: tuple[str, ...], regions: tuple[str, ...], enabled: bool | None
) -> None:
    """List the sources, the disabled and the paused ones with the reason."""
    catalogue = not_empty(load_catalogue(program.config.sources_dir))
    pauses = paused(program.config)
    rows = [_row(s, pauses.get(s.id)) for s in narrowed(catalogue.sources, kinds, regions, enabled)]
    console = Console()
    if not console.is_terminal:  # a line a source, for grep and cut
        for row in rows:
            click.echo("\t".join(row))
    elif rows:
        console.print(_table(rows, console.width))
    else:
        console.print("no source is like that")
    _tell_faults(catalogue)


def _table(rows: Sequence[tuple[str, ...]], width: int) -> Table:
    """The sources for a terminal; a narrow one has no room for kind and cadence."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    narrow = width < _WIDE
    table.add_column("id", no_wrap=True)
    for name in () if narrow else ("kind", "cadence"):
        table.add_column(name, no_wrap=True)
    table.add_column("regions", overflow="fold", max_width=_REGIONS)
    table.add_column("name", overflow="fold")
    for source_id, kind, cadence, *rest in rows:
        table.add_row(source_id, *(() if narrow else (kind, cadence)), *rest)
    return table


def _tell_faults(catalogue: Catalogue) -> None:
    for fault in catalogue.faults:
        say(str(fault))
    if catalogue.faults:
        raise click.exceptions.Exit(int(ExitCode.PARTLY))


def _row(source: Source, pause: Pause | None) -> tuple[str, ...]:
    name = source.name if source.enabled else f"{source.name} (off: {source.disabled_reason})"
    name += f" ({pause_words(pause)})" if pause is not None else ""
    return source.id, source.kind.value, source.cadence.value, ", ".join(source.regions), name


@sources.command()
@click.argument("source_id", metavar="ID")
@click.pass_obj
def show(program: Program, source_id: str) -> None:
    """Show all that the file of one source says, and whether staff paused it."""
    catalogue = load_catalogue(program.config.sources_dir)
    source = find(catalogue, source_id)
    for line in described(source):
        click.echo(line)
    pause = paused(program.config).get(source.id)
    if pause is not None:
        click.echo(pause_words(pause))


@sources.command()
@click.pass_obj
def check(program: Program) -> None:
    """Check every source file; name file, table and key of each fault."""
    catalogue = not_empty(load_catalogue(program.config.sources_dir))
    on = len(catalogue.enabled)
    off = len(catalogue.sources) - on
    click.echo(f"{on} sources enabled, {off} disabled, {len(catalogue.faults)} files with a fault")
    _tell_faults(catalogue)


def described(source: Source) -> list[str]:
    """The source as "key: value" lines; empty values are left out, nested ones dotted."""
    lines: list[str] = []

    def walk(prefix: str, value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(f"{prefix}.{key}" if prefix else key, inner)
        elif isinstance(value, list):
            for inner in value:
                walk(prefix, inner)
        elif isinstance(value, bool):
            lines.append(f"{prefix}: {str(value).lower()}")
        elif value not in (None, ""):
            lines.append(f"{prefix}: {value}")

    walk("", source.model_dump(mode="json"))
    return lines
