"""`demo`: the whole job against the replica sites on this machine, with a clock that stands."""

from pathlib import Path

import click
from rich.console import Console

from regioradar.commands import Program
from regioradar.demo import run_demo


@click.command(short_help="The whole job on the replica sites of the checkout.")
@click.option(
    "--sites",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("tests/sites"),
    show_default=True,
    help="Folder with the replica sites.",
)
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/demo"),
    show_default=True,
    help="Folder for the demo's own database and feeds.",
)
@click.option("--review", is_flag=True, help="Then serve the review application over it.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port of the review application, 0 takes a free one; else 8081.",
)
@click.pass_obj
def demo(program: Program, sites: Path, folder: Path, review: bool, port: int | None) -> None:
    """Crawl, read, store and publish the bundled replica sites; ends by itself.

    With --review the staff's application follows, with a user of the demo's own, until Ctrl-C.
    """
    code = run_demo(program.config, sites, folder, Console())
    if review:
        from regioradar.demo_review import review_demo

        review_demo(program.config, folder, port)
    raise click.exceptions.Exit(int(code))
