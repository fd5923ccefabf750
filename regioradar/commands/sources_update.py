"""`sources update`: bring what a new version of the program bundles into the folder's own copy."""

import json

import click

from regioradar.commands import Program
from regioradar.installing.copying import Fate
from regioradar.installing.copying import update as bring_up_to_date
from sources import bundled_file

_WORDS = {
    Fate.NEW: "new",
    Fate.CHANGED: "changed",
    Fate.WITHDRAWN: "no longer bundled, and crawled as ever: delete it or keep it",
}


@click.command()
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@click.pass_obj
def update(program: Program, dry_run: bool, as_json: bool) -> None:
    """Bring new and changed bundled files into sources_dir, and leave alone what you changed.

    For the folder that `regioradar init` made, after an upgrade of the program.
    """
    folder = program.config.sources_dir
    if folder is None:
        if as_json:
            click.echo(json.dumps({"folder": None, "dryRun": dry_run, "files": {}}))
        else:
            click.echo("sources_dir is not set: the bundled catalogue itself is in use")
        return
    fates = bring_up_to_date(folder, dry=dry_run)
    if as_json:
        files = {name: fate.value for name, fate in fates.items()}
        click.echo(json.dumps({"folder": str(folder), "dryRun": dry_run, "files": files}))
        return
    for name, fate in fates.items():
        if fate in _WORDS:
            click.echo(f"{name}: {_WORDS[fate]}")
        elif fate is Fate.BOTH:
            theirs = bundled_file(name)
            click.echo(
                f"{name}: you changed it, and the bundled one has changed too; yours stays. "
                f"Compare: diff {folder / name} {theirs}"
            )
    click.echo(_counted(list(fates.values()), dry_run))


def _counted(fates: list[Fate], dry: bool) -> str:
    new, changed, same = (fates.count(fate) for fate in (Fate.NEW, Fate.CHANGED, Fate.SAME))
    yours = fates.count(Fate.YOURS) + fates.count(Fate.BOTH)
    would = "would be " if dry else ""
    return (
        f"{new} {would}added, {changed} {would}brought up to date, {same} the same; left alone: "
        f"{yours} that you changed, {fates.count(Fate.DELETED)} that you deleted"
    )
