"""`sources`: what is in the catalogue, and whether its files are sound.

Its subcommands `add` and `try` have modules of their own.
"""

import click
from rich import box
from rich.console import Console
from rich.table import Table

from regioradar.commands import Program
from regioradar.commands.sources_add import add
from regioradar.commands.sources_try import try_
from regioradar.exit_codes import ExitCode
from regioradar.selection import find, narrowed
from sources import Source, SourceKind, load_catalogue


@click.group()
def sources() -> None:
    """Look at the catalogue of sources, check its files, add sources and try them."""


sources.add_command(add)
sources.add_command(try_)


@sources.command("list")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in SourceKind]),
    help="Only sources of this kind; may be repeated.",
)
@click.option(
    "--region",
    "regions",
    multiple=True,
    help="Only sources that speak for this region; may be repeated.",
)
@click.option("--enabled/--disabled", default=None, help="Only sources that are (not) crawled.")
@click.pass_obj
def list_(
    program: Program, kinds: tuple[str, ...], regions: tuple[str, ...], enabled: bool | None
) -> None:
    """List the sources, the disabled ones with the reason."""
    catalogue = load_catalogue(program.config.sources_dir)
    rows = [_row(s) for s in narrowed(catalogue.sources, kinds, regions, enabled)]
    console = Console()
    if console.is_terminal:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for name in ("id", "kind", "cadence", "regions", "name"):
            table.add_column(name, overflow="fold")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    else:  # a line a source, for grep and cut
        for row in rows:
            click.echo("\t".join(row))
    for fault in catalogue.faults:
        click.echo(f"regioradar: {fault}", err=True)
    if catalogue.faults:
        raise click.exceptions.Exit(int(ExitCode.PARTLY))


def _row(source: Source) -> tuple[str, ...]:
    name = source.name if source.enabled else f"{source.name} (off: {source.disabled_reason})"
    return source.id, source.kind.value, source.cadence.value, ", ".join(source.regions), name


@sources.command()
@click.argument("source_id", metavar="ID")
@click.pass_obj
def show(program: Program, source_id: str) -> None:
    """Show all that the file of one source says."""
    catalogue = load_catalogue(program.config.sources_dir)
    for line in described(find(catalogue, source_id)):
        click.echo(line)


@sources.command()
@click.pass_obj
def check(program: Program) -> None:
    """Check every source file; name file, table and key of each fault."""
    catalogue = load_catalogue(program.config.sources_dir)
    for fault in catalogue.faults:
        click.echo(f"regioradar: {fault}", err=True)
    on = len(catalogue.enabled)
    off = len(catalogue.sources) - on
    click.echo(f"{on} sources enabled, {off} disabled, {len(catalogue.faults)} files with a fault")
    if catalogue.faults:
        raise click.exceptions.Exit(int(ExitCode.PARTLY))


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
        elif value not in (None, ""):
            lines.append(f"{prefix}: {value}")

    walk("", source.model_dump(mode="json"))
    return lines
