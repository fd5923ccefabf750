"""`backup`, `restore` and `upgrade`: copies of the database, and its way to a newer program."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import click

from regioradar.backups.making import Backup, make, room
from regioradar.backups.proving import Proof, prove
from regioradar.backups.rebuilding import Rebuilder
from regioradar.backups.restoring import restore as restore_backup
from regioradar.clock import Clock
from regioradar.commands import Program
from regioradar.exit_codes import ExitCode
from regioradar.lock import single_run
from regioradar.logs import say
from regioradar.opening import open_store
from sources import load_catalogue
from store.backups import steps_of

_file = click.Path(path_type=Path, dir_okay=False)
_json = click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")


@click.command(short_help="Copy the database while others work on it.")
@click.argument("file", type=_file, required=False)
@click.option(
    "--keep",
    type=click.IntRange(1, 10_000),
    help="Delete older backups of ours but so many; else backup.keep.",
)
@click.option("--quick", is_flag=True, help="Do not build the feeds of the copy.")
@click.option("--quiet", is_flag=True, help="Say nothing where all went well, for cron.")
@_json
@click.pass_obj
def backup(
    program: Program, file: Path | None, keep: int | None, quick: bool, quiet: bool, as_json: bool
) -> None:
    """Copy the database to FILE, else to the folder of backups, and look the copy through.

    A run and reviewers may be at work. Beside the copy a note (FILE.json) says what it is, and
    what feeds come of it.
    """
    if file is not None and keep is not None:
        raise click.UsageError("--keep goes with the folder of backups only, not with FILE")
    config, now = program.existing_config, Clock().now()
    build = None if quick else partial(_rebuilder(program).feeds_of, now=now)
    kept = config.backup.keep if keep is None else keep
    made = make(config, now, file=file, keep=kept, feeds_of=build)
    if as_json:
        click.echo(json.dumps(_to_json(made), ensure_ascii=False))
    elif not quiet:
        _show(made)


def _show(made: Backup) -> None:
    click.echo(f"backup: {made.file}")
    click.echo(f"{made.note.size:,} bytes, {_counted(made.note.counts)}; state {made.note.schema}")
    if made.note.feeds:
        click.echo(f"feeds: {made.note.feeds.files:,} files can be built from it")
    for gone in made.gone:
        click.echo(f"deleted: {gone}")


@click.command(short_help="Put a backup in the place of the database, once it is proved.")
@click.argument("file", type=_file)
@click.option("--check", is_flag=True, help="Only prove the backup; change nothing.")
@click.option("--force", is_flag=True, help="Restore a sound backup though its note does not fit.")
@_json
@click.pass_obj
def restore(program: Program, file: Path, check: bool, force: bool, as_json: bool) -> None:
    """Prove the backup FILE and put it in the place of the database.

    Its bytes are held against its note, its pages and references are looked through, and its feeds
    are built again and compared. The present database is moved aside and stays. Nothing is
    published: `regioradar run` reads first what has changed since.
    """
    if check and force:
        raise click.UsageError("--force does not go with --check")
    rebuilder = _rebuilder(program)
    if check:
        proof = prove(file, file, rebuilder)
        _tell(proof, {}, as_json=as_json)
        raise click.exceptions.Exit(int(ExitCode.STORE if proof.doubts else ExitCode.OK))
    done = restore_backup(program.config, file, rebuilder, Clock().now(), force=force)
    told = {
        "database": str(program.config.database_file),
        "migrated": list(done.migrated),
        "aside": str(done.aside) if done.aside else None,
    }
    _tell(done.proof, told, as_json=as_json)
    if as_json:
        return
    for step in done.migrated:
        click.echo(f"migrated: {step}")
    click.echo(f"restored: {program.config.database_file}")
    if done.aside:
        click.echo(f"the database that was there: {done.aside}")
    click.echo("next: regioradar run, which reads what has changed since, and publishes")


@click.command(short_help="Bring the database to the state of this program.")
@click.option("--check", is_flag=True, help="Only say what is to be done; exit code 1 where it is.")
@_json
@click.pass_obj
def upgrade(program: Program, check: bool, as_json: bool) -> None:
    """Back the database up and migrate it to the state of this program, while no run is at work.

    Every other command does the same when it finds a database of an older program.
    """
    config = program.existing_config
    steps = steps_of(config.database_file, config.store.timeout)
    needed, free = room(config, config.backup_folder)
    made: list[Backup] = []
    if steps.pending and not check:
        with single_run(config.lock_file, Clock().now()):
            open_store(config, has_lock=True, made=made).close()
    told: dict[str, Any] = {
        "database": str(config.database_file),
        "schema": steps.schema,
        "pending": list(steps.pending),
        "room": {"needed": needed, "free": free},
        "backup": _to_json(made[0]) if made else None,
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        _tell_steps(told, check=check)
    raise click.exceptions.Exit(int(ExitCode.PARTLY if check and steps.pending else ExitCode.OK))


def _rebuilder(program: Program) -> Rebuilder:
    catalogue = load_catalogue(program.config.sources_dir)
    for fault in catalogue.faults:
        say(str(fault))
    return Rebuilder(program.config, catalogue)


def _to_json(made: Backup) -> dict[str, Any]:
    deleted = [str(gone) for gone in made.gone]
    return {"file": str(made.file), "note": made.note.to_json(), "deleted": deleted}


def _counted(counts: Any) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in counts.items())


def _tell(proof: Proof, more: dict[str, Any], *, as_json: bool) -> None:
    note, steps = proof.note, proof.found.steps
    if as_json:
        told = {
            "file": str(proof.file),
            "schema": steps.schema,
            "pending": list(steps.pending),
            "counts": dict(proof.found.counts),
            "feedsAreTheSame": proof.feeds,
            "notCompared": list(proof.untold),
            "doubts": list(proof.doubts),
            "note": note.to_json() if note else None,
        }
        click.echo(json.dumps({**told, **more}, ensure_ascii=False))
    else:
        click.echo(f"{proof.file}: sound; {_counted(proof.found.counts)}; state {steps.schema}")
        if proof.feeds and note and note.feeds:
            click.echo(f"feeds: {note.feeds.files:,} files, the same bytes as when it was made")
        for reason in proof.untold:
            click.echo(f"feeds: cannot be compared: {reason}")
        for step in () if more else steps.pending:
            click.echo(f"to be migrated: {step}")
    for doubt in proof.doubts:
        say(f"{proof.file}: {doubt}")


def _tell_steps(told: dict[str, Any], *, check: bool) -> None:
    if not told["pending"]:
        click.echo(f"nothing to do: {told['database']} is of state {told['schema']}")
        return
    for step in told["pending"]:
        click.echo(f"{'to be migrated' if check else 'migrated'}: {step}")
    if told["backup"]:
        click.echo(f"backup before: {told['backup']['file']}")
        return
    needed, free = told["room"]["needed"], told["room"]["free"]
    line = f"the backup before takes {needed:,} bytes, {free:,} are free"
    click.echo(line if needed <= free else f"{line}: make room first")
